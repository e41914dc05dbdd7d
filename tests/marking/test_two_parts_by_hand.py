"""A person marks the answer; the place that was shown is put to it by the scheme."""

import pytest

from quizapp.marking.answers import find_handed_in
from quizapp.marking.by_hand import Decision, give
from quizapp.marking.runs import plan
from quizapp.models import QuestionVersion
from quizapp.results.places import TwoByTwo, two_by_two
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW
from tests.marking import sat
from tests.marking.sat import PAYER

FULL, HALF = 20_000_000, 10_000_000
RIGHT_PLACE, OTHER_PLACE = [3], [1]


def sit(session, school, scheme, where, answer="fishers"):
    """Hand in an answer that the key does not take, and a place."""
    school.assignment.show_where = scheme
    attempt = build.attempt(session, school)
    value = {"text": answer} if answer else None
    build.answer(session, attempt, PAYER, {"answer": value, "where": where})
    submit(session, attempt, NOW)
    return attempt


def mark(session, school, attempt, units):
    answer = find_handed_in(session, attempt.id, PAYER)
    seen = sat.standing(session, attempt).id
    return give(session, answer, Decision(school.people["alice"].id, seen, units), NOW).mark


@pytest.mark.parametrize(
    ("scheme", "where", "given", "points", "right", "found"),
    [
        ("two_one_none", RIGHT_PLACE, FULL, FULL, True, True),
        ("two_one_none", OTHER_PLACE, FULL, HALF, True, False),
        ("two_one_none", RIGHT_PLACE, HALF, HALF, False, True),
        ("two_one_none", OTHER_PLACE, HALF, HALF // 2, False, False),
        ("all_or_nothing", RIGHT_PLACE, FULL, FULL, True, True),
        ("all_or_nothing", OTHER_PLACE, FULL, 0, True, False),
        ("separate", RIGHT_PLACE, 0, HALF, False, True),
        ("separate", OTHER_PLACE, FULL, HALF, True, False),
        ("separate", [*RIGHT_PLACE, 1], 0, HALF // 2, False, True),
        ("separate", [], FULL, HALF, True, False),
    ],
)
def test_points_for_the_answer_and_the_place_make_the_mark(
    session, school, scheme, where, given, points, right, found
):
    attempt = sit(session, school, scheme, where)
    new = mark(session, school, attempt, given)
    assert (new.points, new.answer_right, new.evidence_right) == (points, right, found)


def test_it_has_its_place_in_the_two_by_two(session, school):
    attempt = sit(session, school, "two_one_none", OTHER_PLACE)
    mark(session, school, attempt, FULL)
    rows = [row for row in two_by_two(session, school.assignment) if row.stem.startswith("Who")]
    assert rows == [TwoByTwo("Who paid for it?", 0, 1, 0, 0)]


def test_what_was_left_blank_is_no_right_answer(session, school):
    attempt = sit(session, school, "two_one_none", RIGHT_PLACE, answer=None)
    new = mark(session, school, attempt, FULL)
    assert (new.points, new.answer_right) == (FULL, False)


def test_the_place_stays_as_it_was_judged(session, school):
    """A run by another version of the key may have found it; its picks are not reckoned anew."""
    attempt = sit(session, school, "separate", OTHER_PLACE)
    old = sat.standing(session, attempt)
    row = {name: getattr(old, name) for name in ("attempt_id", "slot", "revision", "out_of")}
    found = {"points": HALF, "answer_right": False, "evidence_right": True}
    session.add(build_mark(**row, **found))
    session.flush()
    assert mark(session, school, attempt, FULL).points == FULL


@pytest.mark.parametrize("is_edited", [False, True])
def test_a_number_of_another_sentence_is_another_place(session, school, is_edited):
    attempt = sit(session, school, "two_one_none", OTHER_PLACE)
    was = attempt.served[PAYER - 1].question_version
    same = {name: getattr(was, name) for name in ("question_id", "kind", "skill", "out_of")}
    sentences = [list(one) for one in was.content["sentences"]]
    if is_edited:  # another first sentence, as many as before
        sentences[0][2] = "An edit."
    content = {**was.content, "sentences": sentences, "accept": ["fishers"]}
    text = was.article_version_id
    session.add(
        QuestionVersion(**same, number=2, article_version_id=text, content=content, created_at=NOW)
    )
    session.flush()
    found = plan(session, school.assignment, sat.question(session))
    assert [change.outcome for change in found] == ["asked_differently" if is_edited else "changes"]


def build_mark(**row):
    return sat.Mark(**row, reason="", marked_by="regrade", marked_at=NOW)


def test_the_same_press_twice_is_one_mark(session, school):
    attempt = sit(session, school, "two_one_none", OTHER_PLACE)
    answer = find_handed_in(session, attempt.id, PAYER)
    seen = sat.standing(session, attempt).id
    decision = Decision(school.people["alice"].id, seen, FULL)
    first, second = (give(session, answer, decision, NOW) for _ in range(2))
    assert second.is_given and second.mark is first.mark


def test_the_page_has_the_buttons_and_says_how_it_is_reckoned(alice, session, school):
    attempt = sit(session, school, "two_one_none", OTHER_PLACE)
    page = f"/teach/marks/{attempt.id}/{PAYER}"
    session.commit()
    alice.get(page)
    words = alice.words(alice.by_id("mark"))
    assert "Give points for the answer alone. A right answer earns half" in words
    assert alice.by_id("points").get("value") == ""
    alice.send("mark", button="right")
    assert "Saved: 1 of 2." in alice.words()
    alice.get(page)
    assert alice.by_id("points").get("value") == "2"
    alice.send("mark", points="0.5")
    alice.get(page)
    assert alice.by_id("points").get("value") == "0.5"
    assert "now: 0.25 of 2" in alice.words()
