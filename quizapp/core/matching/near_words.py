"""Common English words of five letters and more that a slip or two makes of one another.

Who types one of them means it: a horse is no house with a slip.
"""

NEAR_WORDS = frozenset(
    """
    inpatient outpatient
    about above abuse accept access adapt adopt adept advice advise affect effect affection
    affectation aisle alley allay allow alloy alive alone along aloud allowed alter altar amend
    among amount angel angle anger ankle apply apple arise arose aside assent ascent assure
    ensure insure attend attack attach avert avoid award aware baker banker barely barley baron
    barren barrel basic basin basis basil batch bath bathe beach beech peach beard board beast
    breast feast least belief believe relief berry cherry birth berth birch black block blank
    bland blend blame flame blaze blast boast roast coast toast blind blood bloom broom brood
    blow blown blunt boarder border borrow sorrow bottle battle bound found round sound wound
    mound hound pound brake break bread bride bridge bridle brain train drain grain brand grand
    brass grass glass class brave grave breath breathe breed greed creed brick trick brief grief
    bright fright flight plight slight light night right sight might tight eight bring brush
    crush build built burden burst bury berry cable table fable camel canal canyon candle handle
    canvas canvass capital capitol career carrier carry marry carve curve casual causal cattle
    castle cause pause clause cease crease increase ceiling sealing cellar seller celery salary
    censor sensor census consensus chain chair charm chart chant chase chaste cheap cheat cheer
    sheer cheek check cheese chest choose chose clean clear clever clover cliff cling climb
    clime clock flock cloak close clothe clothes cloud could would should clown crown brown drown
    grown frown coach couch coarse course source color collar collect correct comedy remedy
    command commend comment common commune complement compliment complete compete confident
    confidant conform confirm conscience conscious contact contract content contest context
    convert convent cooler cooper copper corner corn cotton button council counsel count county
    country courage courtesy cover lover cream dream crash trash crawl drawl create crater credit
    edit crime prime critic crops cross crowd crow cruel crude crumb curb current currant cycle
    daily dairy diary dance lance dancer danger ranger death heath wealth health decent descent
    dissent defect defeat deceit defer differ define refine defuse diffuse deliver denial dental
    mental rental depend defend desert dessert detail retail detect device devise devote denote
    direct disease decrease distinct district doubt double trouble draft draw drawn dream drift
    drink drunk drive driver diver river drought brought thought through though tough rough
    enough cough bough dough drown during easily eaten beaten either neither elder elect erect
    elicit illicit emigrate immigrate eminent imminent empire umpire employ enter entry envelop
    envelope enquire inquire acquire require equal equip ethic ethnic even event evict exceed
    except expect expand expend expert export extend extent intent intend faint paint saint
    fairy fairly false fault farmer former farther further father fashion passion faster master
    fatal fetal favor flavor feather leather weather whether fever never lever fewer fiber field
    yield fiend friend fierce pierce fifth filth fifteen fifty final finally finely finger linger
    firth first thirst flair flare flash flesh fresh fleet sleet flock flood floor flour flower
    power tower lower fluid focus locus folder older force forge forego former fossil foster
    found founder fourth forth forty frame frank freight weight height front frost fruit funny
    sunny future gallop gallon garden harden gentle genteel ghost giant grant glance gland globe
    glove clove gloom grace trace grade trade grain great greet greedy green grill drill gross
    gorilla guerrilla group growth guard guest quest guess guide guild habit habitat handy sandy
    happen happy hardy harbor harsh marsh hatch match haven heaven heard heart hearth earth
    hearing bearing leaven heavy heir hedge ledge wedge hinge honest hoard honey money horse
    house mouse hotel hostel hover human humane humid hundred hunter hurdle ideal idle idol
    imply import impose incite insight industry infant infect insect inspect invent invest
    island inland issue tissue jolly judge juice kernel colonel kneel knell label labor large
    barge lapse latter later latest letter litter ladder leader reader leaving leave leaves
    lesson lessen liable libel level lightning lightening limit linen liner liter little local
    vocal loose goose noose moose loss lucky lunch bunch punch lying machine magic major manor
    manner banner mayor maple march marine maker market master matter meddle medal metal mental
    mettle petal pedal meter merit method mile military militia miner minor mirror model modal
    modern moment monitor month mouth south moral morale mortal morning mourning motor mother
    other another brother mountain fountain move movie music muscle mussel mystic nation notion
    motion nature mature naval navel noble novel noise poise north notable order older organ
    origin outer over owner packet pocket palace place plaice palate palette panel pebble
    people pepper paper taper piper perfect prefect persecute prosecute person prison phase
    phrase pitch ditch witch watch catch latch patch plain plane plan plant plate plead please
    pleasure pleat plenty poem poet point joint poison poster potter pottery lottery poverty
    property powder praise raise precede proceed prescribe proscribe present prevent president
    resident precedent press dress price prize pride prince principal principle print private
    pirate probe prove produce product profit prophet prove proof quality quantity quarter
    queen quick quiet quite quilt race rails raise reign realm recent resent recipe relay reply
    replay region religion relic rely remain remind repair require retire rewire reveal revel
    reward rhyme rhythm rigid river robin roman woman rocket socket rough route rout rubber
    robber rumor ruler sacred scared safety sailor sailing salad salon salmon sauce saucer scale
    scare scarce scene scent science screen scream season reason second senate seven eleven
    sever severe shade shake shale share shape shark sharp sheep sheet shelf shell shelter
    shine shift shirt short shore shoot shout shown shrine sickle silver sliver simple sample
    single signal singer sinker sixth sixty size seize skill skull slave slide slope sleep sleet
    small smell smile smoke snake sneak solar polar soldier solid sonnet bonnet south space
    spade spark speak speck speech spend spice spider spike spine spirit split spoil sport spot
    spray spread squad square squall stable staple stage stake stalk stamp stand start state
    statue status statute stature station steak steal steel steam stream steep stern stick
    stile style still stock stone store storm story stove straight strait strange strand string
    strong stripe strife strike stroke strip struck stuck study sturdy suite summit summer
    supper upper surely surface surge surplus survey survive swallow shallow sweat sweet sweep
    sword table tackle tale taste teach reach team temper temple thank think thing third their
    there these those three threw throw throne tiger title tittle today token trail trial tower
    towel vowel track tract trader travel treat treaty tribe tribute trunk trust truth twelve
    twenty tutor uncle unite untie unity upset urban valley volley value valve vapor vassal
    vessel vehicle venture verse version vision village villain virtue visit visible vote
    voyage wages wagon waist waste water later wander wonder wheat wheel where while whale
    white write widow window willow pillow winter writer wither without witness wooden woolen
    world would wrath wreath yearly early yellow fellow bellow mellow young youth zone
    columbia colombia slovenia slovakia australia austria georgia jordan dominica guinea guiana
    ghana guyana korea latvia lithuania serbia siberia liberia algeria nigeria niger zambia gambia
    alexander alexandra andrea andrew daniel danielle francis frances jesse jessie julian julia
    juliet louis louise marian marion martin marvin mario maria marie michael michelle oliver
    olivia patrick patricia robin robert roberta stephen stephanie victor victoria william
    williams johnson jonson jackson anderson andersen hansen hanson henry harry george georges
    thompson simpson samson darwin marwin curie austen austin dickens dickinson nelson wilson
    """.split()
)
