"""The plain form of an English word: plurals, tenses and spellings laid aside."""

import re
from functools import lru_cache

_IRREGULAR = """
    man/men woman/women child/children foot/feet tooth/teeth goose/geese mouse/mice person/people
    ox/oxen life/lives wife/wives knife/knives leaf/leaves wolf/wolves half/halves shelf/shelves
    thief/thieves loaf/loaves calf/calves self/selves hoof/hooves scarf/scarves
    crisis/crises basis/bases analysis/analyses thesis/theses hypothesis/hypotheses oasis/oases
    phenomenon/phenomena criterion/criteria bacterium/bacteria datum/data medium/media
    stratum/strata fungus/fungi cactus/cacti nucleus/nuclei alumnus/alumni larva/larvae
    alga/algae vertebra/vertebrae index/indices matrix/matrices vertex/vertices
    be/am/is/are/was/were/been/being have/has/had/having do/does/did/done go/went/gone
    begin/began/begun bring/brought build/built buy/bought catch/caught choose/chose/chosen
    come/came draw/drew/drawn drink/drank/drunk drive/drove/driven eat/ate/eaten fall/fell/fallen
    feel/felt fight/fought find/found fly/flew/flown forget/forgot/forgotten freeze/froze/frozen
    get/got/gotten give/gave/given grow/grew/grown hang/hung hear/heard hide/hid/hidden hold/held
    keep/kept know/knew/known lead/led leave/left lend/lent lose/lost make/made mean/meant meet/met
    pay/paid ride/rode/ridden ring/rang/rung rise/rose/risen run/ran say/said see/saw/seen
    seek/sought sell/sold send/sent shake/shook/shaken shine/shone shoot/shot show/showed/shown
    sing/sang/sung sink/sank/sunk sit/sat sleep/slept speak/spoke/spoken spend/spent spin/spun
    stand/stood steal/stole/stolen stick/stuck strike/struck swear/swore/sworn sweep/swept
    swim/swam/swum swing/swung take/took/taken teach/taught tear/tore/torn tell/told think/thought
    throw/threw/thrown understand/understood wake/woke/woken wear/wore/worn weave/wove/woven
    win/won write/wrote/written bend/bent bind/bound bite/bit/bitten bleed/bled blow/blew/blown
    break/broke/broken breed/bred burn/burnt creep/crept deal/dealt dig/dug dream/dreamt feed/fed
    flee/fled forbid/forbade/forbidden forgive/forgave/forgiven grind/ground kneel/knelt
    learn/learnt light/lit shrink/shrank/shrunk slide/slid spring/sprang/sprung sting/stung
    spell/spelt spill/spilt smell/smelt become/became overcome/overcame withdraw/withdrew/withdrawn
    die/dying lie/lying/lay/lain tie/tying
"""
_LEMMAS = {
    form: forms.split("/")[0] for forms in _IRREGULAR.split() for form in forms.split("/")[1:]
}
# They look like an inflection and are words of their own.
_WHOLE = frozenset(
    """
    news lens glasses customs arms goods means series species physics mathematics politics
    economics athletics mechanics ethics statistics gas bus plus bias atlas canvas chaos cosmos
    christmas texas kansas arkansas paris dallas thomas james charles jesus moses wales
    always perhaps besides towards sometimes thus this his its yes as is was us
    red bed bred shed sled wed need seed feed weed speed breed deed reed greed hundred sacred
    naked wicked kindred indeed exceed proceed succeed embed biped
    king ring sing wing spring string thing bring sting sling swing cling fling evening morning
    ceiling nothing something anything everything during viking sterling darling herring
    pudding wedding sibling duckling offspring clothing
    """.split()
)
_SPELLINGS = {
    **{"programme": "program", "grey": "gray", "tyre": "tire", "plough": "plow"},
    **{"draught": "draft"},
    **{"cheque": "check", "kerb": "curb", "pyjama": "pajama", "aluminium": "aluminum"},
    **{"mould": "mold", "moustache": "mustache", "storey": "story", "sulphur": "sulfur"},
    **{"jewellery": "jewelry", "judgement": "judgment", "manoeuvre": "maneuver", "axe": "ax"},
    **{"defence": "defense", "offence": "offense", "licence": "license", "practise": "practice"},
    **{"sceptic": "skeptic", "cosy": "cozy", "mum": "mom", "doughnut": "donut", "gaol": "jail"},
    **{"metre": "meter", "centre": "center", "theatre": "theater", "fibre": "fiber"},
    **{"litre": "liter", "calibre": "caliber", "sombre": "somber", "spectre": "specter"},
    **{"lustre": "luster", "meagre": "meager", "sabre": "saber", "kilometre": "kilometer"},
    **{"millimetre": "millimeter", "centimetre": "centimeter", "fulfil": "fulfill"},
    **{"skilful": "skillful", "enrol": "enroll", "catalogue": "catalog", "dialogue": "dialog"},
    **{"analogue": "analog", "travelling": "traveling", "colour": "color", "ageing": "aging"},
}
_RULES = (  # of British and American spelling
    (re.compile("([a-z]{3,})our(s|ed|ing|ful|less|able|ite|ist)?$"), r"\1or\2"),
    (re.compile("([a-z]{3,})is(e|es|ed|ing|er|ers|ation|ations)$"), r"\1iz\2"),
    (re.compile("([a-z]{3,})ys(e|es|ed|ing)$"), r"\1yz\2"),
    (re.compile("^([a-z]*)(?:ae|oe)([a-z]{3,})$"), r"\1e\2"),
)


@lru_cache(maxsize=4096)
def lemma(word: str) -> str:
    """Return the plain form of a word in lower case: lamps and lamp have the same one.

    It is for comparing only: it may be no word at all.
    """
    if not word.isalpha():
        return word
    word = _LEMMAS.get(word, word)
    word = _spelling(_stem(_spelling(word)))
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def are_forms(one: str, other: str) -> bool:
    """Are two words in lower case forms of one: lamp and lamps, bake and baking?"""
    ours, theirs = lemma(one), lemma(other)
    if ours == theirs:
        return True
    # Baking may come of bake; but a plane is no plan.
    lost_e = ((one, ours, theirs), (other, theirs, ours))
    return any(word.endswith(("ing", "ed")) and stem + "e" == whole for word, stem, whole in lost_e)


def _spelling(word: str) -> str:
    """Return the American spelling, as far as the rules go."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    for pattern, better in _RULES:
        word = pattern.sub(better, word)
    return word


def _stem(word: str) -> str:
    """Return a word without the ending of a plural or a tense."""
    if len(word) < 4 or word in _WHOLE:
        return word
    if word.endswith("s"):
        return _singular(word)
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and re.search("[aeiouy]", stem):
            return stem[:-1] + "y" if stem.endswith("i") else stem
    return word


def _singular(word: str) -> str:
    if word.endswith(("us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
        return word[:-2]
    return word[:-1]
