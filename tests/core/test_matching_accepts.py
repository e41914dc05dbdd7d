"""Short answers that say what the key says, and are accepted."""

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
        # The same, but for what nobody counts.
        ("The Fishing GUILD.", skerry.PAID, "same"),
        ("by the fishing guild", skerry.PAID, "small_words"),
        ("I think it was the fishing guild", skerry.PAID, "small_words"),
        ("The answer is: the fishing guild!", skerry.PAID, "small_words"),
        ("the fishing guild, I believe", skerry.PAID, "small_words"),
        ("probably the fishing guild", skerry.PAID, "small_words"),
        ("It's a smudge", skerry.FOG, "small_words"),
        ("like a smudge", skerry.FOG, "restated"),
        ("because they were happy", skerry.MOOD, "small_words"),
        # Other forms and spellings.
        ("the fishing guilds", skerry.PAID, "inflected"),
        ("smudges", skerry.FOG, "inflected"),
        ("glass eels", skerry.SIGN, "inflected"),
        ("grey colour", keyed("gray color"), "inflected"),
        ("the theatre's centre", keyed("theater center"), "inflected"),
        ("they organised it", keyed("they organized it"), "inflected"),
        ("women", keyed("woman"), "inflected"),
        ("it fell", keyed("it falls"), "inflected"),
        ("they were travelling", keyed("they traveled"), "inflected"),
        ("it did not move", keyed("it didn't move"), "small_words"),
        ("they cannot swim", keyed("they can't swim"), "small_words"),
        ("light house", keyed("lighthouse"), "joined"),
        ("ice-cream", keyed("icecream"), "joined"),
        # Slips.
        ("fishing gulid", skerry.PAID, "typo"),
        ("fihsing guild", skerry.PAID, "typo"),
        ("fishing guilld", skerry.PAID, "typo"),
        ("a smugde", skerry.FOG, "typo"),
        ("Martha Qiull", skerry.LIT, "typo"),
        ("Martha Quil", skerry.LIT, "inflected"),
        ("photosinthesys", keyed("photosynthesis"), "typo"),
        ("temprature", keyed("temperature"), "typo"),
        # The same words in another order.
        ("granite and iron", skerry.BUILT_OF, "order"),
        ("granite, iron", skerry.BUILT_OF, "order"),
        ("Quill, Martha", skerry.LIT, "order"),
        ("the guild of fishing", skerry.PAID, "order"),
        # The question's words around it, or left out of it.
        ("the fishing guild paid for the second tower", skerry.PAID, "restated"),
        ("The second tower was built of iron and granite.", skerry.BUILT_OF, "restated"),
        ("north", skerry.SIDE, "asked_words"),
        ("the lamp looked like a smudge in fog", skerry.FOG, "restated"),
        ("Brazil beat Germany", asked("Who beat Germany?", "Brazil"), "restated"),
        ("Germany beat Brazil", asked("Who did Germany beat?", "Brazil"), "restated"),
        # More of what the passage says.
        ("the fishing guild of Lowport", skerry.PAID, "told"),
        ("Martha Quill, a widow from Lowport", skerry.LIT, "told"),
        ("happy with their wages", skerry.MOOD, None),
        ("no more than a smudge", skerry.FOG, "told"),
        ("they were happy with the wages", skerry.MOOD, None),
        ("The fishing guild of Lowport paid for it.", skerry.PAID, None),
    ],
)
def test_what_says_the_same_is_accepted(answer, question, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule if rule else None) == ("accept", rule)
    assert is_listed(judged)
    assert judged.p > 0.9
    assert judged.key == 0


@pytest.mark.parametrize(
    ("answer", "question", "rule"),
    [
        ("1756-05-18", skerry.WHEN, "date"),
        ("May 18th, 1756", skerry.WHEN, "date"),
        ("18/5/1756", skerry.WHEN, "date"),
        ("on the 18th of May 1756", skerry.WHEN, "date"),
        ("18.05.1756", skerry.WHEN, "date"),
        ("in the year 1972", skerry.YEAR, "date"),
        ("nineteen seventy-two", skerry.YEAR, "date"),
        ("115.7 m", skerry.HIGH, "inflected"),
        ("115.7 meters", skerry.HIGH, "inflected"),
        ("115.7 metres high", skerry.HIGH, "told"),
        ("11570 cm", skerry.HIGH, "converted"),
        ("20", skerry.FAR, "unit_asked"),
        ("twenty", skerry.FAR, "unit_asked"),
        ("twenty miles", skerry.FAR, "small_words"),
        ("20 miles away", skerry.FAR, "told"),
        ("3400", skerry.PEOPLE, "small_words"),
        ("about 3,400 people", skerry.PEOPLE, "restated"),
        ("three thousand four hundred", skerry.PEOPLE, "small_words"),
        ("3 400", skerry.PEOPLE, "small_words"),
        ("3.4k", skerry.PEOPLE, "small_words"),
        ("fewer than fifty", skerry.FEWER, "small_words"),
        ("less than 50", skerry.FEWER, "small_words"),
        ("under 50", skerry.FEWER, "small_words"),
        ("40 or more", keyed("at least 40"), "small_words"),
        ("no fewer than 40", keyed("at least forty"), "small_words"),
        ("a minimum of 40", keyed("at least forty"), "small_words"),
        ("40 or fewer", keyed("at most 40"), "small_words"),
        ("up to 40", keyed("at most 40"), "small_words"),
        ("not more than 40", keyed("a maximum of 40"), "small_words"),
        ("over 40", keyed("more than 40"), "small_words"),
        ("above 40", keyed("greater than 40"), "small_words"),
        ("below 40", keyed("fewer than 40"), "small_words"),
        ("from 1801 until 1804", keyed("1801 to 1804"), "small_words"),
        ("Sept 1940 - May 1945", keyed("from September 1940 until May 1945"), "inflected"),
        ("fewer than 50 fishermen", skerry.FEWER, "restated"),
        ("every ninety seconds", skerry.HORN, "small_words"),
        ("two million", keyed("2,000,000"), "small_words"),
        ("one third", keyed("a third"), "small_words"),
        ("a third of it", keyed("1/3"), "small_words"),
        ("50%", keyed("half"), "share"),
        ("half", keyed("50 percent"), "share"),
        ("May 56", keyed("May 1956"), "date"),
        ("2m", keyed("2 million"), "number"),
        ("two milion", keyed("2 million"), "small_words"),
        ("1801 to 1804", keyed("1801–1804"), "small_words"),
        ("between 1801 and 1804", keyed("1801-1804"), "small_words"),
        ("20%", keyed("20 per cent"), "small_words"),
        ("20 percent", keyed("20%"), "small_words"),
        ("5 °C", keyed("5 degrees Celsius"), None),
        ("half", keyed("½"), "small_words"),
        ("the 21st century", keyed("twenty-first century"), "small_words"),
    ],
)
def test_numbers_and_dates_are_the_same_however_they_are_written(answer, question, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule if rule else None) == ("accept", rule)
    assert is_listed(judged)


@pytest.mark.parametrize(
    ("answer", "question", "rule"),
    [
        ("Quill", skerry.LIT, "short_name"),
        ("Mrs Quill", skerry.LIT, "short_name"),
        ("Martha", skerry.LIT, "short_name"),
        ("Quill lit it", skerry.LIT, "short_name"),
        ("Ada Birch", asked("Who wrote about it?", "Birch"), "fuller_name"),
        ("M. Quill", skerry.LIT, "initials"),
        ("John Harrow", skerry.PLANS, "small_words"),
        ("Capt. John Harrow", skerry.PLANS, None),
        ("Captain J. Harrow", skerry.PLANS, "initials"),
        ("Mr John Harrow", skerry.PLANS, "small_words"),
        ("John Harrow drew the plans", skerry.PLANS, "restated"),
        ("Mr Birch", asked("Who wrote about it?", "Ada Birch"), "short_name"),
        (
            "National Library",
            asked(
                "Where?",
                "National Library of Morland",
                passage="The National Library of Morland keeps it.",
            ),
            "short_name",
        ),
        ("International Astronomic Union", keyed("International Astronomical Union"), "typo"),
        ("NY Post", skerry.PAPER, "initials"),
        ("the NYP", skerry.PAPER, "initials"),
        ("The New York Post newspaper", skerry.PAPER, "restated"),
        ("Zielinski", skerry.PAINTER, "short_name"),
        ("Zieliński", skerry.PAINTER, "short_name"),
        ("Jan Zieliński", skerry.PAINTER, "same"),
        ("the Sargasso", asked("Which sea is on the map?", "Sargasso Sea"), "short_name"),
        ("DOJ", keyed("Department of Justice"), "initials"),
        ("Department of Justice", keyed("DOJ"), "initials"),
        ("U.S.A.", keyed("USA"), "joined"),
        ("Lowport", skerry.WHERE, "same"),
        ("from Lowport", skerry.WHERE, "small_words"),
    ],
)
def test_a_name_may_be_short_where_nobody_else_is_meant(answer, question, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule if rule else None) == ("accept", rule)
    assert is_listed(judged)
