"""Taking an answer from everyone: a new version of the question, and the look at the run."""

import pytest

from quizapp.marking.accepting import CannotTake, take_from_everyone
from quizapp.marking.answers import find_handed_in
from quizapp.marking.runs import Order, carry_out
from tests import build
from tests.build import LAMP_SET, NOW
from tests.marking import sat
from tests.marking.sat import PAYER, points


def take(session, school, attempt, slot=PAYER):
    answer = find_handed_in(session, attempt.id, slot)
    return take_from_everyone(session, answer, school.people["alice"].id, NOW)


@pytest.fixture
def bob(session, school):
    return sat.sit(session, school, "bob", "Fishers & *co*")


def test_it_is_accepted_to_the_letter_and_nothing_else_changes(session, school, bob):
    carol = sat.sit(session, school, "carol", "fishers & co")
    old = sat.question(session).versions[0]
    new = take(session, school, bob)
    assert (new.number, new.author_id) == (2, school.people["alice"].id)
    assert new.content["accept"][-1] == {"text": "Fishers & \\*co\\*", "credit": "1"}
    assert new.content == {**old.content, "accept": new.content["accept"]}
    assert [place.quote for place in new.evidence] == [place.quote for place in old.evidence]
    order = Order(school.people["alice"].id, "right too")
    carry_out(session, school.assignment, sat.question(session), order, NOW)
    assert points(session, bob)[0] == points(session, carol)[0] == 20_000_000


def test_what_earned_nothing_earns_everything(session, school):
    listed = "      - the guild\n      - text: fishers\n        credit: 0\n"
    build.lamp_set(session, LAMP_SET.replace("      - the guild\n", listed))
    bob = sat.sit(session, school, "bob", "the fishers")
    taken = take(session, school, bob).content["accept"]
    assert [one["text"] for one in taken] == ["the guild", "ACCEPT-CANARY company", "the fishers"]


def test_loading_the_same_set_again_keeps_it(session, school, bob):
    take(session, school, bob)
    build.lamp_set(session)
    session.expire_all()
    assert sat.question(session).versions[-1].author_id is not None
    # A set that says something new has the last word.
    build.lamp_set(session, sat.MORE_TAKEN)
    session.expire_all()
    assert [version.author_id is None for version in sat.question(session).versions] == [
        *(True, False, True)
    ]


@pytest.mark.parametrize(
    ("text", "slot", "words"),
    [
        ("the guild", PAYER, "alike"),
        (None, PAYER, "no list"),
        ("?!", PAYER, "no word"),
    ],
)
def test_what_cannot_be_taken_says_why(session, school, text, slot, words):
    bob = sat.sit(session, school, "bob", text)
    with pytest.raises(CannotTake, match=words):
        take(session, school, bob, slot)


def test_a_question_without_accepted_answers_has_no_list(session, school, bob):
    with pytest.raises(CannotTake, match="no list"):
        take(session, school, bob, slot=1)


def test_what_was_reworded_since_is_not_changed(session, school, bob):
    build.lamp_set(session, LAMP_SET.replace("Who paid for it?", "Who paid?"))
    with pytest.raises(CannotTake, match="reworded"):
        take(session, school, bob)


def test_there_is_room_for_a_hundred(session, school):
    many = "".join(f"      - fisher {number} of them\n" for number in range(98))
    build.lamp_set(session, LAMP_SET.replace("      - the guild\n", f"      - the guild\n{many}"))
    bob = sat.sit(session, school, "bob", "anglers")
    with pytest.raises(CannotTake, match="no room"):
        take(session, school, bob)
