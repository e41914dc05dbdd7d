"""Words that matching treats in a way of their own; all in lower case, without accents."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("a an the")
# Whatever else is said, these neither add to an answer nor take from it.
NEUTRAL = ARTICLES | _set(
    """
    in on at of to for from by with as into onto during within among through upon via per towards
    toward and is are was were be been being am it its this that these those they them their he she
    him his her hers we us our you your i me my there here which who whom whose what when where why
    how has have had having do does did done doing will would can could may might must shall should
    so too also then just very really quite because due order such say says said called named known
    think believe guess suppose reckon sure probably maybe perhaps possibly likely answer correct
    right definitely certainly obviously actually basically well um er hmm ok okay please yes
    about approximately roughly around circa ca approx some if remember correctly rightly course
    own himself herself itself themselves mr mrs ms miss dr sir
    """
)
# Prepositions that are not each other: from Paris is not to Paris.
WAYS = _set("from to by for with into onto")
APPROXIMATE = _set("about approximately roughly around circa ca approx some")
# These turn an answer round.
NEGATORS = _set(
    """
    not non no never none nobody nothing nowhere neither nor without cannot except hardly scarcely
    barely instead rather false wrong untrue incorrect unlike excluding lacking lack anything
    everything everyone anyone anybody everybody isnt wasnt arent werent dont doesnt didnt wont
    """
)
# These say how much, how sure, when or where in a way that a key has or has not.
LIMITS = _set(
    """
    atleast atmost morethan lessthan exactly precisely exceeding
    before after until till since against near outside inside under over above below between beyond
    behind despite opposite besides beside like than unless less fewer more greater least most
    almost nearly only every all any few several many much both each half always often sometimes
    rarely seldom usually up down earlier later sooner longer shorter higher lower larger smaller
    bigger first last maximum minimum exceeding exceeds least partly mainly mostly part next
    previous former latter once twice if while whether might although though but however
    """
)
CHOICE = _set("or either versus vs whichever")
TITLES = _set(
    """
    capt gen col sgt lt gov sen pres
    mr mrs ms miss dr sir dame lord lady king queen prince princess president general captain
    colonel major lieutenant sergeant professor prof reverend rev saint st pope bishop archbishop
    cardinal father brother sister count duke duchess baron emperor empress judge senator governor
    minister doctor mayor coach admiral marshal chancellor historian chemist
    """
)
# After a name they say what kind of thing bears it.
CLASSES = _set(
    """
    river sea ocean lake mountain mountains mount island islands city town village street road
    avenue county state province country kingdom empire republic district region area valley bay
    gulf peninsula desert forest park square company corporation inc ltd university college school
    museum newspaper magazine party church palace castle station airport bridge harbour harbor war
    battle treaty act tribe people language style
    union association society institute force forces navy
    army club team committee council court department ministry office agency bank board group league
    federation organisation organization commission observatory library hospital laboratory theatre
    theater band guild academy foundation police government parliament house tower hall
    """
)
PERSON_WORDS = _set(
    """
    who whom whose person man woman boy girl king queen president leader scientist doctor
    physician chemist author writer poet painter artist singer composer explorer inventor
    researcher engineer general captain governor emperor prince princess minister teacher
    student coach athlete player actor actress philosopher historian journalist reporter activist
    founder director owner senator judge
    """
)
# What the answer to "how many" may be besides a number.
QUANTITIES = _set(
    """
    few several many much lot lots dozens hundreds thousands millions billions scores half all none
    no both pair couple every each most some any single double triple once twice zero majority
    minority quarter third part number same equal more less fewer enough plenty nobody nothing only
    everyone everybody everything whole total entire increase decrease sevenfold twofold tenfold
    daily weekly monthly yearly annually unknown various numerous countless unlimited infinite
    sole solitary trio quartet duo little
    """
)
AUXILIARIES = _set("is are was were do does did has have had can could will would may might shall")
DONT_KNOW = (
    *("i dont know", "dont know", "i do not know", "do not know", "idk", "dunno", "i dunno"),
    *("no idea", "i have no idea", "have no idea", "not sure", "i am not sure", "im not sure"),
    *("no clue", "i have no clue", "i forgot", "i forget", "cant remember", "i cant remember"),
    *("i do not remember", "i dont remember", "no answer", "none of them", "none of these"),
    *("none of the above", "none of those", "nothing", "na", "n a", "n/a", "pass", "skip", "idc"),
    *("whatever", "who knows", "who cares", "i dont care", "i do not care", "asdf", "asdfgh"),
    *("qwerty", "qwertz", "dk", "tbd", "todo", "test", "not known", "unknown", "unclear"),
    *("the article", "the text", "the passage", "it is in the text", "see the text"),
    *("see above", "in the text", "in the article", "in the passage", "i am not certain"),
    *("i can not remember", "can not remember", "cannot remember", "i cannot remember"),
    *("i can not say", "i cannot tell", "i can not tell", "no comment", "not a clue"),
    *("i could not find it", "i can not find it", "could not find it", "i did not find it"),
)
# With one of these before or after it, a text says that the passage does not tell.
NOT_SAID = (
    *("not stated", "not said", "not given", "not mentioned", "not told", "not specified"),
    *("does not say", "does not tell", "does not mention", "doesnt say", "doesnt tell"),
    *("doesnt mention", "no information", "not enough information", "not in the text"),
    *("not in the passage", "not in the article"),
)
OPPOSITES: dict[str, frozenset[str]] = {}
_PAIRS = """
    little/much little/plenty few/lots
    morethan/lessthan morethan/atmost atleast/lessthan atleast/atmost
    accept/decline accepted/declined poor/good agreed/refused agree/refuse
    yes/no true/false before/after earlier/later early/late first/last first/second north/south
    northern/southern east/west eastern/western north/east north/west south/east south/west
    northern/eastern northern/western southern/eastern southern/western northeast/southwest
    northeast/northwest southeast/southwest northwest/southeast left/right up/down
    upper/lower above/below over/under inside/outside more/less more/fewer most/least higher/lower
    high/low increase/decrease increased/decreased increasing/decreasing rise/fall rose/fell
    rising/falling grow/shrink grew/shrank growing/shrinking large/small larger/smaller
    largest/smallest big/small bigger/smaller biggest/smallest big/little long/short longer/shorter
    longest/shortest old/new older/newer older/younger oldest/youngest oldest/newest old/young
    hot/cold hotter/colder warm/cold warm/cool warmer/colder warmer/cooler wet/dry fast/slow
    faster/slower fastest/slowest quick/slow quickly/slowly strong/weak stronger/weaker
    heavy/light heavier/lighter heaviest/lightest rich/poor richer/poorer thick/thin
    thicker/thinner wide/narrow wider/narrower deep/shallow deeper/shallower good/bad better/worse
    best/worst easy/hard easy/difficult simple/complex hard/soft rough/smooth light/dark
    bright/dark day/night morning/evening black/white male/female man/woman men/women boy/girl
    boys/girls father/mother son/daughter brother/sister husband/wife king/queen win/lose won/lost
    winner/loser victory/defeat start/end started/ended begin/end began/ended beginning/end
    start/stop started/stopped open/closed opened/closed open/shut open/close opening/closing
    buy/sell bought/sold import/export imports/exports imported/exported give/take gave/took
    accept/reject accepted/rejected accept/refuse accepted/refused agree/disagree allow/forbid
    allowed/forbidden allowed/banned legal/illegal love/hate loved/hated like/hate friend/enemy
    friends/enemies war/peace life/death alive/dead live/die born/died arrive/leave arrived/left
    enter/leave entered/left attack/defend attacked/defended build/destroy built/destroyed
    create/destroy created/destroyed save/spend saved/spent lend/borrow teach/learn taught/learned
    push/pull pushed/pulled lead/follow raise/lower raised/lowered add/remove added/removed
    gain/lose gained/lost success/failure succeed/fail succeeded/failed pass/fail passed/failed
    public/private internal/external inner/outer interior/exterior positive/negative plus/minus
    major/minor majority/minority maximum/minimum always/never often/rarely often/seldom
    everyone/nobody everything/nothing all/none many/few full/empty clean/dirty safe/dangerous
    rural/urban ancient/modern catholic/protestant liberal/conservative democrat/republican
    summer/winter spring/autumn sunrise/sunset dawn/dusk land/sea front/back top/bottom
    forward/backward forwards/backwards upstream/downstream inward/outward inbound/outbound
    expensive/cheap common/rare frequent/rare natural/artificial real/fake single/married
    active/passive active/inactive present/absent past/future ascend/descend ascending/descending
    acquit/convict guilty/innocent love/fear hope/despair optimistic/pessimistic brave/cowardly
    polite/rude loud/quiet noisy/quiet calm/angry happy/sad happier/sadder hero/villain
    parent/child adult/child teacher/student buyer/seller employer/employee host/guest
    predator/prey producer/consumer cause/effect question/answer input/output solid/liquid
    liquid/gas solid/gas visible/hidden tight/loose sharp/blunt sweet/bitter sweet/sour
    confirm/deny confirmed/denied admit/deny admitted/denied remember/forget remembered/forgot
    praise/blame praised/blamed praised/criticised support/oppose supported/opposed
    encourage/discourage include/exclude included/excluded including/excluding inclusive/exclusive
    expand/contract expanded/contracted appear/disappear appeared/disappeared tall/short
    taller/shorter tallest/shortest near/far nearest/farthest nearer/farther closest/farthest
    weekday/weekend indoors/outdoors indoor/outdoor offline/online domestic/foreign
    immigrant/emigrant immigration/emigration voluntary/compulsory optional/compulsory
    temporary/permanent flexible/rigid transparent/opaque fertile/barren horizontal/vertical
    odd/even qualitative/quantitative literal/figurative
"""
for _pair in _PAIRS.split():
    _one, _other = _pair.split("/")
    OPPOSITES[_one] = OPPOSITES.get(_one, frozenset()) | {_other}
    OPPOSITES[_other] = OPPOSITES.get(_other, frozenset()) | {_one}

MONTHS = {
    name: number
    for number, names in enumerate(
        "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
        "september/sep/sept october/oct november/nov december/dec".split(),
        start=1,
    )
    for name in names.split("/")
}
WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
# Who says one of a group does not say another one of it.
GROUPS: dict[str, frozenset[str]] = {
    "month": frozenset(MONTHS),
    "day": WEEKDAYS,
    "season": _set("spring summer autumn fall winter"),
    "colour": _set(
        "red blue green yellow orange purple violet pink brown black white grey gray silver golden"
    ),
    "planet": _set("mercury venus earth mars jupiter saturn uranus neptune"),
    "continent": _set("africa america asia europe australia antarctica"),
    "point of the compass": _set("north south east west northern southern eastern western"),
}
