"""What judging gives back, whatever rule decides; what never happens; and the judged figures."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import matching as bench
from quizapp.core.matching import VERSION, Asked, judge, normalise
from tests.core import skerry
from tests.core.skerry import asked
from tests.core.strategies import anything, steady

WHO = Asked("Who paid for it?", ("the fishing guild", "2.5 guilds"))
QUESTIONS = [value for value in vars(skerry).values() if isinstance(value, Asked)]


def test_the_key_in_other_letters_is_accepted():
    judged = judge("A FISHING guild.", WHO)
    assert judged == ("accept", 1.0, "the same words", "same", 0)
    assert judge("2.5 guilds", WHO).key == 1
    assert judge("fishing-guild", WHO).key == 0


def test_nothing_is_rejected():
    assert judge(" ?! ", WHO) == ("reject", 0.0, "no answer was given", "blank", None)


def test_what_no_rule_knows_goes_to_a_teacher():
    judged = judge("the mayor's eldest niece", WHO)
    assert judged == ("review", 0.4, "no rule is certain of this answer", "unsure", 0)


def test_every_judgement_names_its_rules_version():
    assert VERSION == "rules-1"


# --- several keys ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "verdict", "key"),
    [
        ("eels", "accept", 1),
        ("glass eels", "accept", 0),
        ("two glass eels", "accept", 2),
        ("three glass eels", "reject", 2),
        ("not glass eels", "reject", 0),
        ("glass eel or eel", "review", 0),
        ("puffins", "review", 0),
    ],
)
def test_any_of_several_keys_suffices(answer, verdict, key):
    judged = judge(answer, Asked("What is it?", ("glass eel", "eel", "two glass eels")))
    assert (judged.verdict, judged.key) == (verdict, key)


def test_what_stands_in_brackets_in_a_key_may_be_left_out():
    key = Asked("What is it called?", ("systemic resistance (SAR)",))
    assert judge("systemic resistance", key).verdict == "accept"
    assert judge("systemic resistance (SAR)", key).verdict == "accept"


def test_a_refusal_of_one_key_does_not_outdo_a_near_miss_of_another():
    both = Asked("What size?", ("20", "25 metres"))
    assert judge("25", both).rule == "missing_unit"
    assert judge("30", both).verdict == "reject"


# --- without a passage, and in other languages ---------------------------------------------


def test_a_surname_is_for_a_teacher_where_no_passage_tells_who_else_bears_it():
    assert judge("Quill", Asked("Who lit it?", ("Martha Quill",))).verdict == "review"
    known = Asked("Who lit it?", ("Martha Quill",), "It was lit by Martha Quill.")
    assert judge("Quill", known).verdict == "accept"


@pytest.mark.parametrize(
    ("answer", "key", "language", "verdict"),
    [
        ("DER LEUCHTTURM", "der Leuchtturm", "de", "accept"),
        ("Lämpchen", "Lampchen", "de", "accept"),
        ("1.234,50 m", "1234,5 m", "de", "accept"),
        ("1,5", "1.5", "fr-FR", "accept"),
        ("18.5.1756", "18/05/1756", "de", "accept"),
        ("17", "18", "de", "reject"),
        ("", "18", "de", "reject"),
        ("die Leuchttürme", "der Leuchtturm", "de", "review"),
        ("nicht der Leuchtturm", "der Leuchtturm", "de", "review"),
        ("Leuchturm", "der Leuchtturm", "de", "review"),
        ("Leuchtturm", "der Leuchtturm", "de", "review"),
        ("in die Stadt", "die Stadt", "de", "review"),
        ("gift", "Gift", "de", "accept"),
        ("zwei", "2", "de", "review"),
        ("no idea", "ja", "es", "review"),
        ("a lamp", "lamp", "EN-gb", "accept"),
        ("lamps", "lamp", "en_US", "accept"),
    ],
)
def test_in_other_languages_only_what_holds_anywhere_is_decided(answer, key, language, verdict):
    assert judge(answer, Asked("?", (key,), language=language)).verdict == verdict


# --- what never happens ------------------------------------------------------------------


@steady
@given(anything, st.sampled_from(QUESTIONS))
def test_any_text_is_judged(text, question):
    judged = judge(text, question)
    assert judged == judge(text, question)
    assert judged.verdict in ("accept", "review", "reject")
    assert 0 <= judged.p <= 1
    assert judged.reason
    assert judged.rule.isidentifier()


@steady
@given(anything, anything, anything)
def test_any_question_is_judged(text, key, passage):
    judged = judge(text, Asked(passage, (key,), passage, passage))
    assert judged.verdict in ("accept", "review", "reject")
    own = judge(key, Asked(passage, (key,), passage, passage))
    assert own.verdict == ("accept" if normalise(key) else "reject")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.keys[0])
@pytest.mark.parametrize("frame", ["{}", "It was {}.", "“{}”", "{}, I think", "the answer is {}"])
def test_every_key_is_its_own_answer(question, frame):
    for key in question.keys:
        assert judge(frame.format(key), question).verdict == "accept"


@pytest.mark.parametrize(
    "piece", ["a", "1", "a ", "1 ", "lamp ", "not ", "Quill ", "iron and ", "1/", "'", "é", "( "]
)
def test_long_answers_take_no_longer_than_they_are_long(piece):
    started = time.process_time()
    judge((piece * 10_000)[:10_000], skerry.LIT)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("answer", "key", "verdict"),
    [("0.333", "a third", "review"), ("1/3", "0.333", "review"), ("1/3", "0.7", "reject")],
)
def test_a_fraction_that_no_decimals_end_is_judged(answer, key, verdict):
    assert judge(answer, asked("What part of it?", key)).verdict == verdict


def test_a_long_passage_is_read_once():
    question = asked("Who lit it?", "Martha Quill", passage=skerry.PASSAGE * 40)
    judge("Quill", question)
    started = time.process_time()
    for _ in range(20):
        judge("Quill", question)
    assert time.process_time() - started < 0.2


# --- the judged figures ------------------------------------------------------------------

DATA = bench.folder()
needs_data = pytest.mark.skipif(not DATA, reason="set QUIZAPP_DATA to the folder of the data")


@needs_data
def test_made_cases_are_judged_as_people_do():
    found = bench.rows(DATA / "behaviour.jsonl")
    share = bench.figures(found, bench.by_rules)
    assert share.accuracy >= 0.99
    assert share.wrong_accepts <= 0.002
    assert share.wrong_rejects <= 0.005
    assert share.decided >= 0.75


@needs_data
def test_what_the_rules_decide_of_natural_answers_is_right():
    share = bench.figures(bench.rows(DATA / "ae.jsonl"), bench.by_rules)
    assert share.right_of_decided >= 0.98
    assert share.decided >= 0.2


@needs_data
def test_an_answer_takes_less_than_two_milliseconds():
    found = bench.rows(DATA / "behaviour.jsonl")
    taken = sorted(bench.milliseconds(found[:500]))
    assert taken[len(taken) * 9 // 10] < 2
