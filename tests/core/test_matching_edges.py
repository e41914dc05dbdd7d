"""Where one rule of matching ends and the next begins: answers on either side of each edge."""

import pytest

from quizapp.core.matching import Asked, judge
from tests.core import skerry
from tests.core.skerry import asked
from tests.core.told import is_listed


def keyed(key, question="What does the passage say?", passage="", language="en"):
    return Asked(question, (key,), "", passage, language)


@pytest.mark.parametrize(
    ("answer", "question", "verdict", "rule"),
    [
        # In another order.
        ("5 3", keyed("3 5", language="de"), "review", "unsure"),
        ("5,0 3", keyed("3 5", language="de"), "review", "unsure"),
        ("Zielinski Jan", keyed("Jan Zielinski", language="de"), "review", "unsure"),
        ("photosinthesys chloraphyl", keyed("photosynthesis chlorophyll"), "accept", "typo"),
        ("lamp tower horn brig", keyed("horn brig lamp tower"), "accept", "order"),
        ("lamp tower horn brig coal", keyed("horn brig lamp tower coal"), "review", "order"),
        ("lamp tower horn brig and coal", keyed("horn brig lamp tower and coal"), "accept", None),
        ("coal brig horn lamp", keyed("lamp horn brig coal"), "review", "order"),
        ("brig horn lamp", keyed("lamp horn brig"), "review", "order"),
        ("brig, horn and lamp", keyed("lamp, horn and brig"), "accept", "order"),
        ("Jones Bo Ann", keyed("Ann Bo Jones"), "accept", "order"),
        ("Evans Dee Cy Bo Ann", keyed("Ann Bo Cy Dee Evans"), "accept", "order"),
        # With words of the question.
        (
            "Germany was beaten by Brazil",
            asked("Who was Germany beaten by?", "Brazil"),
            "accept",
            "",
        ),
        ("Brazil Germany", asked("In which cup final did Germany beat?", "Brazil"), "accept", ""),
        ("Ada will bake", asked("Who is baking?", "Ada"), "accept", "restated"),
        ("Ada did bake it", asked("Who baked it?", "Ada"), "accept", "restated"),
        ("Ada did bake it", asked("Who cooked it?", "Ada"), "review", "unsure"),
        ("the lamp", asked("Was the lamp lit?", "no", "true", "false"), "review", None),
        ("Ada paid and", asked("Who paid and left?", "Ada"), "review", "restated"),
        # As the passage says.
        ("was grim in fog it was no more than a smudge", skerry.FOG, "review", "limit"),
        ("smudge grey it was", skerry.FOG, "review", "unsure"),
        ("no more than a smudge grim was", skerry.FOG, "review", "limit"),
        ("'no more than a smudge'", skerry.FOG, "accept", "told"),
        ("keeper's wife", keyed("wife", passage="The keeper’s wife paid."), "accept", "told"),
        ("Thorne wanted too much money", asked("What?", "too much money"), "accept", "told"),
        ("Samuel Harrow kept the books", asked("Who?", "Harrow"), "review", "unsure"),
        ("Jan Zielinski came to paint it", asked("Who?", "Zielinski"), "accept", "told"),
        ("brig Hopewell had struck the rocks", asked("Which?", "Hopewell"), "accept", "told"),
        ("lit on 18 May 1756 by Martha Quill", asked("By whom?", "Martha Quill"), "accept", "told"),
        ("the Sargasso Sea is shown there", asked("Which?", "Sargasso"), "accept", "told"),
        ("well kept smudge", keyed("smudge", passage="A well-kept smudge."), "accept", "told"),
        (
            "Many years later the New York Post sent Ada Birch",
            asked("What did it do?", "sent"),
            "accept",
            "told",
        ),
        (
            "3 lamps 20 miles away",
            keyed("20 miles", passage="It has 3 lamps 20 miles away."),
            "review",
            "unsure",
        ),
        (
            "Ada Birch saw Jan Zielinski",
            keyed("Ada Birch", passage="Ada Birch saw Jan Zielinski."),
            "review",
            "unsure",
        ),
        # Parts.
        ("70 sailors", asked("How many came?", "70 brave sailors"), "review", "part"),
        ("brave", asked("How many came?", "70 brave sailors"), "review", "part"),
        ("70 brave", asked("How many came?", "70 brave sailors"), "review", "part"),
        ("70", asked("What came?", "70 brave sailors"), "review", "part"),
        ("70", asked("How many came?", "70 sailors and 3 dogs"), "review", "half"),
        ("70", asked("How many came?", "70 sailors and dogs"), "review", "half"),
        ("70", asked("How many came?", "70 metres high"), "review", "part"),
        ("70", asked("How far?", "70 kilometres away"), "review", "part"),
        ("kilometres", asked("How far?", "70 kilometres"), "review", "part"),
        ("9", asked("How old was she?", "nine years"), "accept", "unit_asked"),
        ("9", asked("What age was she?", "nine years"), "accept", "unit_asked"),
        ("9", asked("At which age was she sent?", "nine years"), "accept", "unit_asked"),
        ("9", asked("How long?", "nine years"), "review", "missing_unit"),
        ("9", asked("How old was she?", "nine months"), "review", "missing_unit"),
        ("5 to 10", keyed("5 to 10 metres"), "review", "missing_unit"),
        ("it was", keyed("metres"), "review", "unsure"),
        # No answer, or no number.
        ("we read it twice but it does not say", skerry.PAID, "review", None),
        ("that big old stone harbour", skerry.PEOPLE, "reject", "no_number"),
        ("that big old grey stone harbour", skerry.PEOPLE, "review", "unsure"),
        ("that year", asked("How many lamps?", "20"), "review", "unsure"),
        ("those years", asked("How many lamps?", "20"), "review", "unsure"),
        ("a percent", asked("How many lamps?", "20"), "review", "unsure"),
        ("x" * 400, skerry.PAID, "review", "unsure"),
        ("x" * 401, skerry.PAID, "review", "long"),
        ("I am not certain", skerry.PAID, "reject", "dont_know"),
        # Several keys and readings.
        ("116 metres", asked("How high?", "20 seconds", "115.7 metres"), "review", "rounded"),
        ("2 5", keyed("25"), "review", "numbers_differ"),
        ("1500", keyed("1.500", language="de"), "accept", "date"),
        ("1500", keyed("1.500 (rund)", language="de"), "accept", "date"),
        ("U.S.A. armies", keyed("the USA army"), "accept", "inflected"),
        # Turned round, or two at once.
        ("the red flag of Spain", keyed("the green flag"), "review", "unsure"),
        (
            "Ada Birch and Jan Zielinski",
            asked("Who?", "Ada Birch", passage="Ada Birch and Jan Zielinski came."),
            "review",
            "unsure",
        ),
        ("Ada Birch, Jan Zielinski", asked("What?", "Ada Birch"), "review", "two_answers"),
        ("Martha Quill Ada Birch", skerry.LIT, "review", "unsure"),
        ("Martha Quill and 1889", skerry.LIT, "review", "unsure"),
        ("Martha Quill and the guild", skerry.LIT, "review", "unsure"),
    ],
)
def test_words_are_judged_on_either_side_of_an_edge(answer, question, verdict, rule):
    judged = judge(answer, question)
    assert judged.verdict == verdict
    assert judged.rule == (rule or judged.rule)
    assert is_listed(judged) or judged.rule == "unsure"


@pytest.mark.parametrize(
    ("answer", "question", "verdict", "rule"),
    [
        ("Germany beat Birch", asked("Who beat Germany?", "Ada Birch"), "review", "unsure"),
        ("Birch was happy", asked("Who wrote?", "Ada Birch"), "review", "unsure"),
        ("John", skerry.PLANS, "accept", "short_name"),
        ("Ada Birch", asked("Who?", "Birch Hopewell"), "review", "unsure"),
        ("Ada the Birch", asked("Who wrote about it?", "Birch"), "review", "unsure"),
        ("Martha Quill", asked("Who?", "Martha"), "accept", "fuller_name"),
        ("Thorne", asked("Which name is told first?", "Elias Thorne"), "accept", "short_name"),
        ("Elias", asked("Which name is told first?", "Elias Thorne"), "review", "short_name"),
        (
            "Sargasso",
            keyed("Sargasso Blue Sea", passage="The Sargasso Blue Sea is shown."),
            "accept",
            "short_name",
        ),
        (
            "Justice",
            keyed("Department of Justice", "Who?", "The Department of Justice did."),
            "review",
            "short_name",
        ),
        (
            "Quill",
            keyed("Martha Quill", "Who?", "Martha Quill came. He saw Captain Quill there."),
            "accept",
            "short_name",
        ),
        ("Ada Birch", asked("Who wrote?", "the gull"), "review", "unsure"),
        ("Ada Birch", asked("Who?", "Zoe Wild"), "review", "unsure"),
        ("Jan Zielinski", asked("Who wrote about it?", "Ada Birch"), "reject", "other_entity"),
        ("Hopewell", asked("Where was it lit?", "Skerry Point"), "reject", "other_entity"),
        ("Birch", skerry.LIT, "reject", "other_entity"),
        (
            "New Zealand",
            keyed(
                "Wellington",
                "Where did she come?",
                "She came to Wellington at last. Then she thought of New Zealand.",
            ),
            "review",
            "other_place",
        ),
        ("York", asked("Which paper wrote?", "Post"), "review", "unsure"),
        (
            "New York",
            keyed("Post", passage="The New York Post came to New York."),
            "review",
            "unsure",
        ),
        ("the Sargasso Sea", skerry.LIT, "reject", "other_entity"),
        (
            "the Baltic Sea",
            keyed(
                "Sargasso Sea", passage="They saw the Baltic Sea. They crossed the Sargasso Sea."
            ),
            "reject",
            "other_entity",
        ),
        (
            "the Oslo Parliament",
            keyed(
                "Parliament of Norway",
                "Who?",
                "The Parliament of Norway sat. The Oslo Parliament rose.",
            ),
            "review",
            "unsure",
        ),
        ("Skerry Point", asked("Where did Martha come from?", "Lowport"), "review", "other_place"),
        ("Lowport", asked("Where was it lit?", "Skerry Point"), "review", "other_place"),
    ],
)
def test_names_are_judged_on_either_side_of_an_edge(answer, question, verdict, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule) == (verdict, rule)


@pytest.mark.parametrize(
    ("answer", "question", "verdict", "rule"),
    [
        ("1801 and 1805", keyed("1801 and 1804"), "reject", "number_inside"),
        ("1801, 1805 and 1806", keyed("1801 and 1804"), "review", "numbers_differ"),
        ("5/6/1756", keyed("6 May 1756"), "accept", "date"),
        ("7 May 1756", keyed("5/6/1756"), "review", "unclear_date"),
        ("6 May 1756", keyed("5/6/1756"), "review", "unclear_date"),
        ("5.6.1756", keyed("5/6/1756"), "accept", "date"),
        ("from 1972", skerry.YEAR, "review", "limit"),
        ("1756", asked("Which year was it lit?", "18 May 1756"), "accept", "date_asked"),
        ("1756", asked("Tell the year.", "18 May 1756"), "accept", "date_asked"),
        ("1756", asked("It was lit in what year?", "18 May 1756"), "accept", "date_asked"),
        ("May", asked("Tell the month.", "18 May 1756"), "accept", "date_asked"),
        ("May", asked("Which year was it lit?", "18 May 1756"), "review", "vague_date"),
        ("1756", asked("Which month was it lit?", "18 May 1756"), "review", "vague_date"),
        ("30 brave sailors", asked("How many sailors came?", "70"), "review", "numbers_differ"),
        ("more than 60 miles", keyed("50 km"), "review", "numbers_differ"),
        ("less than 60 miles", keyed("50 miles"), "review", "numbers_differ"),
        (
            "more than 50 miles",
            keyed("50 miles", passage="It is over about 50 miles."),
            "review",
            "limit",
        ),
        ("40", keyed("50%"), "reject", "other_number"),
        ("70", keyed("1 percent"), "reject", "other_number"),
        ("50 percent", keyed("0.5 percent"), "review", "scale"),
        ("0.5 percent", keyed("50 percent"), "review", "scale"),
        ("1", keyed("100 percent"), "review", "scale"),
        ("1.5", keyed("150 percent"), "review", "scale"),
        ("2000 metres", keyed("2 kilometres"), "accept", "converted"),
        ("0.11 km", keyed("100 metres"), "review", "other_amount"),
        ("0.1095 km", keyed("100 metres"), "review", "converted"),
        ("51,000", keyed("50,005"), "review", "rounded"),
        ("10,001", keyed("10,000"), "review", "rounded"),
        ("10,200", keyed("10,000"), "review", "rounded"),
        ("0 metres", keyed("5 metres"), "reject", "other_number"),
        ("5 metres", keyed("0 metres"), "reject", "other_number"),
    ],
)
def test_numbers_and_dates_are_judged_on_either_side_of_an_edge(answer, question, verdict, rule):
    judged = judge(answer, question)
    assert (judged.verdict, judged.rule) == (verdict, rule)
    assert is_listed(judged)


def test_a_half_is_nearer_where_the_question_has_the_other_half():
    assert judge("iron", skerry.BUILT_OF).p == 0.4
    assert judge("iron", asked("Was it granite or not?", "iron and granite")).p == 0.5
