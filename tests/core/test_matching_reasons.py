"""What each rule tells a teacher and a student, and how sure it is."""

import pytest

from quizapp.core.matching import judge
from tests.core import skerry, test_matching_accepts, test_matching_against
from tests.core.skerry import asked

TOLD = {
    ("asked_words", "accept", 0.95, "it leaves out words that the question has"),
    ("beyond_limit", "reject", 0.02, "the number is not within that limit"),
    ("blank", "reject", 0.0, "no answer was given"),
    ("converted", "accept", 0.98, "the same amount in another unit"),
    ("converted", "review", 0.5, "about the same amount in another unit"),
    ("date", "accept", 0.98, "the same date"),
    ("dont_know", "reject", 0.0, "it says that the answer is not known"),
    ("echo", "reject", 0.02, "it only repeats the question"),
    ("either_or", "reject", 0.02, "it offers two answers"),
    ("either_or", "review", 0.2, "it offers more than one answer"),
    ("fuller_name", "accept", 0.95, "the name in full"),
    ("half", "review", 0.4, "perhaps only a part of the answer"),
    ("inflected", "accept", 0.96, "another form of the same word"),
    ("initials", "accept", 0.96, "a shortened form of the same name"),
    ("joined", "accept", 0.97, "the same letters"),
    ("limit", "review", 0.3, "a limit on one side only"),
    ("long", "review", 0.5, "a long answer"),
    ("missing_unit", "review", 0.6, "missing the unit"),
    ("negation", "reject", 0.02, "it says that it is not so"),
    ("negation_inside", "review", 0.2, "a “not” or “no” on one side only"),
    ("no_number", "reject", 0.02, "a number was asked for"),
    ("number", "accept", 0.98, "the same number"),
    ("number_inside", "reject", 0.02, "a number differs"),
    ("numbers_differ", "review", 0.2, "perhaps a number differs"),
    ("opposite", "reject", 0.02, "the opposite"),
    ("order", "accept", 0.95, "the same words in another order"),
    ("order", "review", 0.6, "the same words in another order"),
    ("other_date", "reject", 0.02, "another date"),
    ("other_entity", "reject", 0.02, "another name from the passage"),
    ("other_name", "review", 0.3, "another name from the passage, perhaps of the same"),
    ("other_number", "reject", 0.02, "another number"),
    ("other_of_group", "reject", 0.02, "another colour"),
    ("other_of_group", "reject", 0.02, "another day"),
    ("other_place", "review", 0.3, "another place from the passage"),
    ("other_unit", "reject", 0.02, "another kind of unit"),
    ("part", "review", 0.6, "a part of the answer"),
    ("restated", "accept", 0.95, "with words of the question"),
    ("rounded", "review", 0.5, "a rounded number"),
    ("same", "accept", 1.0, "the same words"),
    ("scale", "review", 0.4, "the same digits, but not as many of them"),
    ("share", "accept", 0.98, "the same share"),
    ("share", "review", 0.5, "perhaps the same share"),
    ("short_name", "accept", 0.95, "the name in short"),
    ("short_name", "review", 0.5, "a part of the name, which others bear too"),
    ("small_words", "accept", 0.98, "the same but for small words"),
    ("told", "accept", 0.94, "with more from the passage"),
    ("two_answers", "reject", 0.02, "it gives two answers"),
    ("typo", "accept", 0.96, "a slip of spelling"),
    ("unclear_date", "review", 0.4, "a date that can be read in two ways"),
    ("unit_asked", "accept", 0.98, "the unit is clear from the question"),
    ("unsure", "review", 0.4, "no rule is certain of this answer"),
    ("vague_date", "review", 0.6, "a less exact date"),
    ("way", "review", 0.5, "another direction, perhaps"),
    ("wrong_unit", "reject", 0.02, "another unit"),
    ("limit", "review", 0.3, "“at least” stands on one side only"),
    ("limit", "review", 0.3, "“before” stands on one side only"),
    ("limit", "review", 0.3, "“less than” stands on one side only"),
    ("added_unit", "review", 0.6, "a unit that the key does not have"),
    ("counted", "accept", 0.94, "the number that was asked for"),
    ("date_asked", "accept", 0.98, "the year that was asked for"),
    ("date_asked", "accept", 0.98, "the month that was asked for"),
    ("fuller_date", "accept", 0.95, "a fuller date, as in the passage"),
    ("fuller_date", "review", 0.6, "a more exact date"),
    ("half", "review", 0.5, "perhaps only a part of the answer"),
    ("opposite_inside", "review", 0.2, "perhaps the opposite"),
    ("other_amount", "review", 0.2, "perhaps another amount"),
    ("other_kind", "review", 0.3, "another kind of name"),
    ("restated", "review", 0.6, "the words of the question in another order"),
    ("same_terms", "accept", 0.98, "the same words"),
    ("short_name", "review", 0.7, "a part of the name"),
    ("two_answers", "review", 0.2, "it gives two answers"),
    ("typos", "review", 0.7, "many slips of spelling"),
    ("unit_told", "accept", 0.98, "with the unit from the passage"),
}
MORE = [
    ("nine months", asked("How old was she?", "nine")),
    ("70", asked("How many came?", "70 brave sailors")),
    ("1756", asked("In what year was it lit?", "18 May 1756")),
    ("May", asked("In which month was it lit?", "18 May 1756")),
    ("18 May 1756", asked("When was it lit?", "1756")),
    ("19 May 1756", asked("When was it lit?", "1756")),
    ("sad and tired", skerry.MOOD),
    ("80 metres", asked("How long?", "2 kilometres")),
    ("British", asked("Who came?", "Ada Birch", passage="Ada Birch saw the British ships.")),
    ("Germany beat Brazil", asked("Who beat Germany?", "Brazil")),
    ("1.234,50", skerry.Asked("?", ("1234,5",), language="de")),
    ("Quill", asked("Who?", "Martha Quill", passage="")),
    ("Ada Birch, Jan Zielinski", asked("What was seen?", "Ada Birch")),
    ("photosinthesys chloraphyl resperation", asked("?", "photosynthesis chlorophyll respiration")),
    ("about 90 seconds", asked("How long?", "90", passage="It took about 90 seconds.")),
    ("iron", asked("Was it granite or not?", "iron and granite")),
]


def cases():
    for module in (test_matching_accepts, test_matching_against):
        for test in vars(module).values():
            for mark in getattr(test, "pytestmark", []):
                yield from (row[:2] for row in mark.args[1])
    yield from MORE


def told(answer, question):
    judged = judge(answer, question)
    return judged.rule, judged.verdict, judged.p, judged.reason


@pytest.mark.parametrize(("answer", "question"), MORE)
def test_each_further_case_is_told_as_listed(answer, question):
    assert told(answer, question) in TOLD


def test_each_rule_says_what_is_listed_and_every_line_of_the_list_is_said():
    said = {told(*case) for case in cases()}
    assert TOLD - said == set()
    limits = {line for line in said if "stands on one side" in line[3]}
    assert said - limits - TOLD == set()
    assert {line[:3] for line in limits} == {("limit", "review", 0.3)}
