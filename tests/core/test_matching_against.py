"""Short answers that say something else: those that are rejected, and those for a teacher."""

import pytest

from quizapp.core.matching import judge
from tests.core import skerry
from tests.core.skerry import asked
from tests.core.told import is_listed


def keyed(key, question="What does the passage say?"):
    return asked(question, key, passage="")


@pytest.mark.parametrize(
    ("answer", "question", "rule"),
    [
        # Nothing, and less than nothing.
        ("", skerry.PAID, "blank"),
        (" …?! ", skerry.PAID, "blank"),
        ("I don’t know", skerry.PAID, "dont_know"),
        ("idk", skerry.PAID, "dont_know"),
        ("Sorry, no idea", skerry.PAID, "dont_know"),
        ("the passage does not say", skerry.PAID, "dont_know"),
        ("the second tower", skerry.PAID, "echo"),
        ("who paid for the tower", skerry.PAID, "echo"),
        ("um, well, not a clue", skerry.PAID, "dont_know"),
        ("I read it twice and it does not say", skerry.PAID, None),
        # The key denied.
        ("not the fishing guild", skerry.PAID, "negation"),
        ("it wasn't the fishing guild", skerry.PAID, "negation"),
        ("definitely not the fishing guild", skerry.PAID, "negation"),
        ("anything but a smudge", skerry.FOG, "negation"),
        ("everyone except the fishing guild", skerry.PAID, "negation"),
        ("not Martha Quill but Ada Birch", skerry.LIT, "negation"),
        ("not 1972, 1889", skerry.YEAR, "negation"),
        ("they were not happy", skerry.MOOD, "negation"),
        ("neither iron nor granite", skerry.BUILT_OF, "negation"),
        ("it broke", keyed("it never broke"), "negation"),
        ("nobody", skerry.PAID, "negation"),
        ("less than 20 miles", skerry.FAR, "beyond_limit"),
        ("more than 3,400", skerry.PEOPLE, "beyond_limit"),
        ("20 seconds", skerry.FAR, "other_unit"),
        ("at least 50", skerry.FEWER, "opposite"),
        ("Lowport and Hopewell", skerry.WHERE, "two_answers"),
        ("Thorne", skerry.LIT, "other_entity"),
        # The opposite.
        ("unhappy", skerry.MOOD, "opposite"),
        ("sad", skerry.MOOD, "opposite"),
        ("south of the tower", skerry.SIDE, "opposite"),
        ("after the winter", keyed("before the winter"), "opposite"),
        ("more than 50", skerry.FEWER, "opposite"),
        ("non-fiction", keyed("fiction"), "negation"),
        ("employee", keyed("employer"), "opposite"),
        ("dishonest", keyed("honest"), "opposite"),
        ("imports", keyed("exports"), "opposite"),
        ("careless", keyed("careful"), "opposite"),
        ("the inexpensive lamp", keyed("the expensive lamp"), "opposite"),
        ("false", keyed("true"), "opposite"),
        ("no", keyed("yes"), None),
        # Another number.
        ("3,500", skerry.PEOPLE, "other_number"),
        ("about 111", keyed("100"), "other_number"),
        ("17.0 million", keyed("17,786,419"), "other_number"),
        ("9,900", keyed("9,901"), "other_number"),
        ("17,786,418", keyed("17,786,419"), "other_number"),
        ("about 2,000 people", skerry.PEOPLE, "other_number"),
        ("1973", skerry.YEAR, "other_date"),
        ("in 1889", skerry.YEAR, "other_date"),
        ("19 May 1756", skerry.WHEN, "other_date"),
        ("May 1757", skerry.WHEN, "other_date"),
        ("18 June 1756", skerry.WHEN, "other_date"),
        ("115.7 miles", skerry.HIGH, None),
        ("120.5 metres", skerry.HIGH, "other_number"),
        ("fewer than 40", skerry.FEWER, None),
        ("every 60 seconds", skerry.HORN, "other_number"),
        ("T8 cells", keyed("T4 cells"), "number_inside"),
        ("more than 5,000", skerry.PEOPLE, "beyond_limit"),
        ("less than 15 miles", skerry.FAR, "beyond_limit"),
        ("the harbour", skerry.PEOPLE, "no_number"),
        # Another of its kind.
        ("Ada Birch", skerry.LIT, "other_entity"),
        ("Elias Thorne", skerry.PLANS, "other_entity"),
        ("Samuel Harrow", skerry.LIT, "other_entity"),
        ("Captain John Harrow", skerry.LIT, "other_entity"),
        ("the red flag", keyed("the green flag"), "other_of_group"),
        ("on a Monday", keyed("on a Tuesday"), "other_of_group"),
        # Two answers.
        ("Martha Quill or Ada Birch", skerry.LIT, "either_or"),
        ("either Ada Birch or Martha Quill", skerry.LIT, "either_or"),
        ("1972 or 1889", skerry.YEAR, "either_or"),
        ("Martha Quill and Ada Birch", skerry.LIT, "two_answers"),
        ("1972 and 1889", skerry.YEAR, "two_answers"),
    ],
)
def test_what_is_certainly_wrong_is_rejected(answer, question, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule if rule else None) == ("reject", rule)
    assert is_listed(judged)
    assert judged.p < 0.1


@pytest.mark.parametrize(
    ("answer", "question", "rule"),
    [
        # Half of it, or something beside it.
        ("iron", skerry.BUILT_OF, "half"),
        ("granite", skerry.BUILT_OF, "half"),
        ("iron and wood", skerry.BUILT_OF, None),
        ("guild", skerry.PAID, "part"),
        ("eel", skerry.SIGN, "part"),
        ("the fishing guild and the captain", skerry.PAID, None),
        ("the fishing guild or the town", skerry.PAID, "either_or"),
        ("iron or granite", skerry.BUILT_OF, "either_or"),
        ("the fishing guild's widow", skerry.PAID, None),
        # A limit that the key has not, or has.
        ("before 1972", skerry.YEAR, "limit"),
        ("after 1972", skerry.YEAR, "limit"),
        ("at least 3,400", skerry.PEOPLE, "limit"),
        ("less than 20 miles", asked("How far?", "20 miles", passage=""), "limit"),
        (
            "more than 49 miles",
            asked("?", "50 miles", passage="It is over 50 miles."),
            "numbers_differ",
        ),
        ("more than 50 miles", asked("?", "50 miles", passage="It is over 50 miles."), "limit"),
        ("by 1972", skerry.YEAR, "limit"),
        ("50", skerry.FEWER, "limit"),
        ("at most 50", skerry.FEWER, "limit"),
        ("almost 20 miles", skerry.FAR, "limit"),
        ("only iron and granite", skerry.BUILT_OF, "limit"),
        ("seldom happy", skerry.MOOD, "limit"),
        # A negation somewhere.
        ("not only the fishing guild", skerry.PAID, "negation_inside"),
        ("none other than Martha Quill", skerry.LIT, "negation_inside"),
        ("happy without their wages", skerry.MOOD, "negation_inside"),
        ("so as not to wake them", keyed("wake them"), "negation_inside"),
        # Numbers that may be meant well.
        ("115.7", skerry.HIGH, "missing_unit"),
        ("116 metres", skerry.HIGH, "rounded"),
        ("about 3,500", skerry.PEOPLE, "rounded"),
        ("380 feet", skerry.HIGH, "converted"),
        ("1756", skerry.WHEN, "vague_date"),
        ("5/6/1756", skerry.WHEN, "unclear_date"),
        ("3.4", skerry.PEOPLE, "scale"),
        ("17.8 million", keyed("17,786,419"), "rounded"),
        ("about 110", keyed("100"), "rounded"),
        ("10,000", keyed("10,001"), "rounded"),
        ("the lamp", asked("Was the lamp lit?", "yes"), None),
        ("the lamp", asked("Was the lamp lit?", "no"), None),
        ("the lamp", asked("Was the lamp lit?", "true"), None),
        ("the lamp", asked("Was the lamp lit?", "false"), None),
        ("we all read it twice but the passage does not say", skerry.PAID, None),
        ("Brazil beat Germany", asked("Who did Germany beat?", "Brazil"), "restated"),
        # Names that may be another's.
        ("Harrow", skerry.PLANS, "short_name"),
        ("Captain Harrow", skerry.PLANS, "short_name"),
        ("Harrow", skerry.LIT, "unsure"),
        ("Captain Harrow", skerry.LIT, "unsure"),
        (
            "Morland",
            asked(
                "Where?",
                "National Library of Morland",
                passage="The National Library of Morland keeps it.",
            ),
            "short_name",
        ),
        (
            "the Union",
            asked(
                "Who offered it?",
                "International Astronomical Union",
                passage="The International Astronomical Union did.",
            ),
            "part",
        ),
        (
            "The British Parliament",
            asked(
                "Who?",
                "Parliament of Britain",
                passage="The Parliament of Britain sat. The British Parliament rose.",
            ),
            None,
        ),
        ("Post", skerry.PAPER, None),
        ("from Lowport", asked("Where did she go?", "Lowport"), "way"),
        ("33%", keyed("a third"), "share"),
        ("3", keyed("one third"), None),
        ("lots of houses", skerry.PEOPLE, None),
        ("the Gull", asked("Who wrote about it?", "Ada Birch"), "other_name"),
        ("Morland", skerry.WHERE, None),
        ("a Polish painter", skerry.PAINTER, None),
        ("Norah Quill", skerry.LIT, None),
        # Words that look like a slip.
        ("horse", keyed("house"), "unsure"),
        ("lamp", keyed("lump"), "unsure"),
        ("desert", keyed("dessert"), "unsure"),
        ("chivalric", keyed("chivalry"), "unsure"),
        ("nitrite", keyed("nitrate"), None),
        ("Slovenia", keyed("Slovakia"), "unsure"),
        ("Austria", keyed("Australia"), "unsure"),
        # Who does what to whom.
        ("Germany beat Brazil", keyed("Brazil beat Germany"), None),
        ("from Lyon to Paris", keyed("from Paris to Lyon"), "order"),
        ("to Paris", keyed("from Paris"), "way"),
        # And whatever no rule knows.
        ("the mayor's eldest niece", skerry.PAID, "unsure"),
        ("the people who fish there", skerry.PAID, None),
        ("xyz " * 110, skerry.PAID, "long"),
    ],
)
def test_what_no_rule_is_certain_of_goes_to_a_teacher(answer, question, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule if rule else None) == ("review", rule)
    assert is_listed(judged)
    assert 0.1 <= judged.p <= 0.9
