"""A student's pages, through the page."""

import re
from typing import NamedTuple

import pytest
from sqlalchemy import select

from quizapp.models import Attempt, Response, SetAside, User
from tests import build


class Begun(NamedTuple):
    """An attempt that was begun: its id, and the question version of each slot."""

    id: int
    versions: dict[int, int]


@pytest.fixture
def start(school):
    """Begin the class's quiz as somebody, and open its page."""

    def begin(visitor, session, name="bob"):
        attempt = build.attempt(session, school, name)
        versions = {slot.number: slot.question_version_id for slot in attempt.served}
        session.commit()
        visitor.get(f"/attempts/{attempt.id}")
        return Begun(attempt.id, versions)

    return begin


def fields(visitor, slot, **values):
    """Return what the form holds, with some fields of a slot filled in."""
    return {f"s{slot}-{name}": value for name, value in values.items()}


def responses(session):
    session.rollback()
    session.expire_all()
    return session.scalars(select(Response).order_by(Response.slot, Response.revision)).all()


# --- as a guest --------------------------------------------------------------------------


def test_a_guest_practises_from_the_first_page_to_the_review(nobody, session, school):
    nobody.get("/")
    assert "Harbour lights" in nobody.words()
    nobody.get(f"/practice/{school.practice.id}")
    assert "There is a storm in this text." in nobody.words()
    assert "The keeper lit both lamps" not in nobody.words()
    nobody.send(name="Robin")
    assert "The keeper lit both lamps every night." in nobody.words()
    nobody.send("answers", **fields(nobody, 2, text="the Guild!"))
    assert "1, 3 and 4" in nobody.words() or "3" in nobody.words()
    nobody.send("submit")
    assert "Robin" in nobody.words()
    nobody.get(nobody.path.replace("receipt", "review"))
    assert "In the end the guild paid for every stone." in nobody.words()
    assert "EXPLANATION-CANARY" in nobody.words()
    assert session.scalars(select(User.role).where(User.name == "Robin")).one() == "guest"


def test_a_guest_needs_no_name(nobody, session, school):
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send()
    guest = session.scalars(select(User).where(User.role == "guest")).one()
    assert guest.name == f"Guest {guest.id}"


def test_pressing_start_twice_begins_once(nobody, session, school):
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    first = nobody.path
    nobody.post(f"/practice/{school.practice.id}")
    assert nobody.path == first
    assert len(session.scalars(select(Attempt)).all()) == 1


def test_one_comes_back_to_what_was_begun(nobody, school):
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(name="Robin")
    page = nobody.path
    nobody.send("answers", action=f"{page}/slots/2", **fields(nobody, 2, text="half a thought"))
    nobody.get("/")
    assert page in nobody.links()
    nobody.get(page)
    assert 'value="half a thought"' in nobody.text


@pytest.mark.parametrize("name", ["x" * 61, "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused_beside_the_field(nobody, school, name):
    nobody.get(f"/practice/{school.practice.id}")
    nobody.send(status=422, name=name)
    assert nobody.by_id("name").get("aria-invalid") == "true"


def test_a_quiz_of_a_class_is_no_practice(nobody, school):
    nobody.get(f"/practice/{school.assignment.id}", status=404)


# --- answering ---------------------------------------------------------------------------


def test_one_save_button_keeps_the_whole_page(bob, session, start):
    attempt = start(bob, session)
    page = f"/attempts/{attempt.id}"
    typed = fields(bob, 2, text="The guild") | fields(bob, 3, answer="true")
    bob.send("answers", action=f"{page}/slots/2", **typed)
    assert bob.path == page
    assert [(row.slot, row.value) for row in responses(session)] == [
        (2, {"text": "The guild"}),
        (3, {"answer": "true"}),
    ]


def test_pressing_save_twice_is_once(bob, session, start):
    attempt = start(bob, session)
    old = bob.tree
    for _ in range(2):
        bob.tree, bob.path = old, f"/attempts/{attempt.id}"
        bob.send(
            "answers",
            action=f"/attempts/{attempt.id}/slots/2",
            **fields(bob, 2, text="The guild"),
        )
    assert len(responses(session)) == 1
    assert session.scalars(select(SetAside)).all() == []


def test_a_second_tab_is_shown_both_answers_and_may_keep_its_own(bob, session, start):
    attempt = start(bob, session)
    page, old = f"/attempts/{attempt.id}", bob.tree
    bob.send("answers", action=f"{page}/slots/2", **fields(bob, 2, text="from the first tab"))
    bob.tree = old
    bob.path = page
    bob.send("answers", 409, action=f"{page}/slots/2", **fields(bob, 2, text="from the second tab"))
    assert "from the first tab" in bob.words()
    assert "from the second tab" in bob.words()
    bob.send("slots/2")
    assert [row.value["text"] for row in responses(session)] == [
        "from the first tab",
        "from the second tab",
    ]


def test_the_back_button_after_handing_in_keeps_the_late_answer_for_the_teacher(
    bob, session, start
):
    attempt = start(bob, session)
    old = bob.tree
    bob.get(f"/attempts/{attempt.id}/finish")
    bob.send("submit")
    bob.tree, bob.path = old, f"/attempts/{attempt.id}"
    bob.send("answers", 423, **fields(bob, 2, text="too late"))
    assert "teacher" in bob.words()
    session.rollback()
    assert session.scalars(select(SetAside)).one().reason == "late"


def test_an_over_long_answer_is_shown_again_with_its_fault(bob, session, start):
    attempt = start(bob, session)
    bob.send(
        "answers",
        422,
        action=f"/attempts/{attempt.id}/slots/2",
        **(fields(bob, 2, text="x" * 501) | fields(bob, 3, answer="true")),
    )
    assert "too long" in bob.words()
    assert "x" * 501 in bob.text
    assert responses(session) == []


def test_an_option_that_is_not_offered_is_refused(bob, session, start):
    attempt = start(bob, session)
    bob.send("answers", 422, action=f"/attempts/{attempt.id}/slots/1", **fields(bob, 1, choice="Z"))
    assert responses(session) == []


def test_an_answer_to_another_question_is_refused(bob, session, start):
    start(bob, session)
    bob.send("answers", 400, **fields(bob, 2, text="x", version="999999"))
    assert responses(session) == []


# --- answering by script -------------------------------------------------------------------


def body(attempt, slot, value, base=0, op="0123456789abcdef"):
    version = attempt.versions[slot]
    return {"op": op, "base_rev": base, "question_version": version, "value": value}


def test_a_script_saves_one_answer(bob, session, start):
    attempt = start(bob, session)
    told = bob.put(f"/attempts/{attempt.id}/slots/2", body(attempt, 2, {"text": "The guild"}))
    assert told["rev"] == 1
    assert told["saved_at"]
    assert responses(session)[0].value == {"text": "The guild"}


def test_a_script_is_told_of_a_newer_answer(bob, session, start):
    attempt = start(bob, session)
    url = f"/attempts/{attempt.id}/slots/2"
    bob.put(url, body(attempt, 2, {"text": "first"}))
    told = bob.put(url, body(attempt, 2, {"text": "second"}, op="fedcba987654"), 409)
    assert told["rev"] == 1
    assert told["value"] == {"text": "first"}


def test_a_script_is_told_that_it_is_late(bob, session, start):
    attempt = start(bob, session)
    change = body(attempt, 2, {"text": "late"})
    bob.get(f"/attempts/{attempt.id}/finish")
    bob.send("submit")
    bob.put(f"/attempts/{attempt.id}/slots/2", change, 423)


@pytest.mark.parametrize(
    "wrong",
    [
        {"op": "short"},
        {"base_rev": -1},
        {"base_rev": "0"},
        {"question_version": 10**30},
        {"question_version": 999_999},
        {"value": {"text": "a\0b"}},
        {"value": {"text": "\ud800"}},
        {"value": {"text": "x" * 501}},
        {"value": "text"},
        {"value": {"text": {"deep": 1}}},
        {"points": 100},
    ],
)
def test_a_wrong_save_is_refused_and_nothing_kept(bob, session, start, wrong):
    attempt = start(bob, session)
    change = body(attempt, 2, {"text": "The guild"}) | wrong
    bob.put(f"/attempts/{attempt.id}/slots/2", change, 422)
    assert responses(session) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'"x"', b"\xff"])
def test_what_is_no_json_is_refused(bob, session, start, raw):
    attempt = start(bob, session)
    answer = bob.client.put(
        f"/attempts/{attempt.id}/slots/2",
        data=raw,
        content_type="application/json",
        headers={"X-CSRFToken": bob.token()},
    )
    assert answer.status_code in {400, 422}


def test_a_save_without_token_is_refused(bob, session, start):
    attempt = start(bob, session)
    change = body(attempt, 2, {"text": "x"})
    assert bob.client.put(f"/attempts/{attempt.id}/slots/2", json=change).status_code == 400
    assert responses(session) == []


# --- the end ---------------------------------------------------------------------------------


def test_before_the_end_the_blank_ones_are_listed(bob, session, start):
    attempt = start(bob, session)
    bob.send("answers", **fields(bob, 2, text="The guild"))
    assert bob.path == f"/attempts/{attempt.id}/finish"
    assert {f"/attempts/{attempt.id}#q{n}" for n in (1, 3, 4)} <= set(bob.links())
    assert f"/attempts/{attempt.id}#q2" not in bob.links()


def test_handing_in_twice_gives_the_same_receipt(bob, session, start):
    attempt = start(bob, session)
    bob.get(f"/attempts/{attempt.id}/finish")
    page = bob.tree
    bob.send("submit")
    first = re.findall(r"[0-9a-f]{64}", bob.text)
    bob.tree, bob.path = page, f"/attempts/{attempt.id}/finish"
    bob.send("submit")
    assert re.findall(r"[0-9a-f]{64}", bob.text) == first != []


def test_the_review_opens_the_passage_at_the_evidence(bob, session, start):
    attempt = start(bob, session)
    bob.get(f"/attempts/{attempt.id}/finish")
    bob.send("submit")
    bob.get(f"/attempts/{attempt.id}/review")
    marked = [bob.words(mark) for mark in bob.all("mark") if mark.get("id") == "e2"]
    assert any("the guild paid for every stone" in words for words in marked)
    assert "#e2" in bob.links()


def test_before_handing_in_there_is_no_review_and_no_receipt(bob, session, start):
    attempt = start(bob, session)
    bob.get(f"/attempts/{attempt.id}/review", status=404)
    bob.get(f"/attempts/{attempt.id}/receipt", status=404)


# --- refusals ----------------------------------------------------------------------------------

PAGES = ["", "/finish", "/review", "/receipt"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["carol", "alice", "dave", "mallory"])
def test_an_attempt_is_its_students_only(request, bob, session, start, page, who):
    attempt = start(bob, session)
    other = request.getfixturevalue(who)
    other.get(f"/attempts/{attempt.id}{page}", status=404)


def test_somebody_else_cannot_answer_or_hand_in(bob, carol, session, start):
    attempt = start(bob, session)
    for path in ("slots/1", "answers", "submit"):
        carol.post(f"/attempts/{attempt.id}/{path}", {"s1-choice": "A"}, status=404)
    assert responses(session) == []


def test_nobody_is_asked_to_sign_in(nobody, bob, session, start):
    attempt = start(bob, session)
    nobody.get(f"/attempts/{attempt.id}")
    assert nobody.path.startswith("/sign-in")
    nobody.post(f"/attempts/{attempt.id}/submit", status=401)


def test_a_sign_in_that_ended_keeps_no_door_open(bob, session, start):
    attempt = start(bob, session)
    bob.get("/")
    bob.send("sign-out")
    bob.get(f"/attempts/{attempt.id}")
    assert bob.path.startswith("/sign-in")


def test_a_page_shown_again_with_faults_does_not_overwrite_another_tab(bob, session, start):
    attempt = start(bob, session)
    page, old = f"/attempts/{attempt.id}", bob.tree
    bob.send("answers", action=f"{page}/slots/2", **fields(bob, 2, text="from the other tab"))
    bob.tree, bob.path = old, page
    bob.send("answers", 422, **fields(bob, 2, text="x" * 501))
    bob.send("answers", 409, **fields(bob, 2, text="mended"))
    assert [row.value["text"] for row in responses(session)] == ["from the other tab"]
