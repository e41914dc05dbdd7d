"""Every rule is heard, in the words that are listed in told.py."""

import pytest

from quizapp.core.matching import judge
from tests.core import skerry, test_matching_accepts, test_matching_against
from tests.core.skerry import asked
from tests.core.told import TOLD, is_listed

MORE = [
    ("nine months", asked("How old was she?", "nine"), "added_unit"),
    ("70", asked("How many came?", "70 brave sailors"), "counted"),
    ("1756", asked("In what year was it lit?", "18 May 1756"), "date_asked"),
    ("May", asked("In which month was it lit?", "18 May 1756"), "date_asked"),
    ("18 May 1756", asked("When was it lit?", "1756"), "fuller_date"),
    ("19 May 1756", asked("When was it lit?", "1756"), "fuller_date"),
    ("sad and tired", skerry.MOOD, "opposite_inside"),
    ("80 metres", asked("How long?", "2 kilometres"), "other_amount"),
    (
        "British",
        asked("Who came?", "Ada Birch", passage="Ada Birch saw the British ships."),
        "other_kind",
    ),
    ("Germany beat Brazil", asked("Who beat Germany?", "Brazil"), "restated"),
    ("1.234,50", skerry.Asked("?", ("1234,5",), language="de"), "same_terms"),
    ("Quill", asked("Who?", "Martha Quill", passage=""), "short_name"),
    ("Ada Birch, Jan Zielinski", asked("What was seen?", "Ada Birch"), "two_answers"),
    (
        "photosinthesys chloraphyl resperation",
        asked("?", "photosynthesis chlorophyll respiration"),
        "typos",
    ),
    (
        "about 90 seconds",
        asked("How long?", "90", passage="It took about 90 seconds."),
        "unit_told",
    ),
    ("iron", asked("Was it granite or not?", "iron and granite"), "half"),
]


def cases():
    for module in (test_matching_accepts, test_matching_against):
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", []):
                yield from (row[:2] for row in mark.args[1])
    yield from (row[:2] for row in MORE)


@pytest.mark.parametrize(("answer", "question", "rule"), MORE)
def test_each_further_case_is_told_as_listed(answer, question, rule):
    judged = judge(answer, question)
    assert judged.rule == rule
    assert is_listed(judged)


def test_every_line_of_the_list_is_said():
    judged = [judge(*case) for case in cases()]
    assert TOLD - {(one.rule, one.verdict, one.p, one.reason) for one in judged} == set()
