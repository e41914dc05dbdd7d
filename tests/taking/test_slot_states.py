"""Flagging a question for later and striking options out, through the page and by its script."""

import pytest
from sqlalchemy import select

from quizapp.models import SlotState
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW
from tests.visitor import NAMESPACE


@pytest.fixture
def sitting(session, school):
    attempt = build.attempt(session, school)
    session.commit()
    return attempt


def kept(session):
    session.rollback()
    rows = session.scalars(select(SlotState).order_by(SlotState.slot)).all()
    found = [(row.slot, row.is_flagged, row.eliminated) for row in rows]
    session.rollback()
    return found


def struck(visitor, number):
    """The words of the options that are shown struck out."""
    labels = visitor.by_id(f"q{number}").iter(f"{NAMESPACE}label")
    return [visitor.words(label) for label in labels if label.get("class") == "out"]


def of_map(visitor, number):
    """What the map of questions says of one."""
    links = [link for link in visitor.all("a") if link.get("href") == f"#q{number}"]
    shown = [
        part
        for part in links[0].iter()
        if part.get("hidden") is None and part.text and part is not links[0]
    ]
    return " ".join("".join(part.itertext()).strip() for part in shown), links[0].get("class") or ""


# --- by the page's buttons -----------------------------------------------------------------


def test_a_question_is_flagged_and_the_answers_beside_it_are_saved(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", flag="1", **{"s2-text": "the guild"})
    assert bob.path == f"/attempts/{sitting.id}"
    assert of_map(bob, 1) == ("flagged, blank", " flagged")
    assert of_map(bob, 2) == ("answered", "done")
    assert bob.by_id("s2-text").get("value") == "the guild"
    assert kept(session) == [(1, True, [])]
    bob.send("answers", unflag="1")
    assert of_map(bob, 1) == ("blank", "")
    assert kept(session) == [(1, False, [])]


@pytest.mark.parametrize(
    ("slot", "option", "words"), [(1, "B", "B"), (3, "not_said", "The passage does not say")]
)
def test_an_option_is_struck_out_and_may_still_be_picked(
    session, sitting, bob, slot, option, words
):
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", strike=f"{slot}-{option}")
    assert [found.startswith(words) for found in struck(bob, slot)] == [True]
    field = {1: "s1-choice", 3: "s3-answer"}[slot]
    bob.send("answers", then="stay", **{field: option})
    picked = [one for one in bob.all("input") if one.get("checked") is not None]
    assert [(one.get("name"), one.get("value")) for one in picked] == [(field, option)]
    bob.send("answers", unstrike=f"{slot}-{option}")
    assert struck(bob, slot) == []
    assert kept(session) == [(slot, False, [])]


def test_pressing_twice_is_once(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    for button in ("flag", "flag"):
        bob.post(f"/attempts/{sitting.id}/answers", {button: "1"})
    for _ in range(2):
        bob.post(f"/attempts/{sitting.id}/answers", {"strike": "1-A"})
    assert kept(session) == [(1, True, ["A"])]


def test_it_is_there_on_another_device_and_nobody_elses(session, sitting, bob, carol, visit):
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", flag="2")
    elsewhere = visit("bob")
    elsewhere.get(f"/attempts/{sitting.id}")
    assert of_map(elsewhere, 2)[0] == "flagged, blank"
    carol.get("/")
    carol.post(f"/attempts/{sitting.id}/answers", {"flag": "1"}, status=404)
    assert kept(session) == [(2, True, [])]


def test_nothing_is_noted_where_the_page_could_not_be_saved(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", 422, flag="1", **{"s2-text": "x" * 501})
    assert kept(session) == []


@pytest.mark.parametrize("value", ["", "x", "9", "-A", "1-Z", "1-", "2-A", "9" * 30])
@pytest.mark.parametrize("button", ["flag", "strike"])
def test_what_no_button_says_notes_nothing(session, sitting, bob, button, value):
    bob.get(f"/attempts/{sitting.id}")
    data = {button: value, "csrf_token": bob.token()}
    answer = bob.client.post(f"/attempts/{sitting.id}/answers", data=data)
    assert answer.status_code in {303, 400}
    assert all(not eliminated for _, _, eliminated in kept(session))


def test_after_the_end_nothing_is_noted(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    submit(session, sitting, NOW)
    session.commit()
    bob.post(f"/attempts/{sitting.id}/answers", {"flag": "1"})
    bob.get("/")
    state = {"is_flagged": True, "eliminated": []}
    bob.put(f"/attempts/{sitting.id}/slots/1/state", state, 423)
    assert kept(session) == []


# --- by its script ---------------------------------------------------------------------------


def test_the_script_sends_the_whole_state(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    path = f"/attempts/{sitting.id}/slots/1/state"
    bob.put(path, {"is_flagged": True, "eliminated": ["C", "A"]})
    assert kept(session) == [(1, True, ["A", "C"])]
    bob.put(path, {"is_flagged": False, "eliminated": []})
    assert kept(session) == [(1, False, [])]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"is_flagged": 1, "eliminated": []},
        {"is_flagged": True, "eliminated": ["Z"]},
        {"is_flagged": True, "eliminated": "A"},
        {"is_flagged": True, "eliminated": ["A"] * 11},
        {"is_flagged": True, "eliminated": [], "more": 1},
    ],
)
def test_what_the_script_does_not_send_is_refused(session, sitting, bob, body):
    bob.get(f"/attempts/{sitting.id}")
    bob.put(f"/attempts/{sitting.id}/slots/1/state", body, 422)
    assert kept(session) == []


def test_a_question_without_options_has_nothing_to_strike_out(session, sitting, bob):
    bob.get(f"/attempts/{sitting.id}")
    assert "Strike out" not in bob.words(bob.by_id("q2"))
    bob.put(f"/attempts/{sitting.id}/slots/2/state", {"is_flagged": True, "eliminated": ["A"]}, 422)
    bob.put(f"/attempts/{sitting.id}/slots/9/state", {"is_flagged": True, "eliminated": []}, 404)
