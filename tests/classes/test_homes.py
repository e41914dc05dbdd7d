"""What students and teachers find when they come, and who gets at a class's quizzes."""

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.models import Attempt, Mark, Member
from quizapp.taking import actions, starting
from tests import build
from tests.build import NOW
from tests.classes.test_views import fresh


@pytest.fixture
def cover(session, school):
    """The address of the quiz that was given to 7b."""
    found = f"/assignments/{school.assignment.id}"
    session.commit()
    return found


def set_state(session, school, state, name="bob"):
    session.get(Member, (school.class_.id, school.people[name].id)).state = state
    session.commit()


def test_a_student_goes_from_sign_in_to_the_quiz_and_back_home(visit, cover):
    bob = visit().sign_in("bob")
    assert bob.path == "/home"
    assert "Your class was given Harbour lights" in bob.words()
    assert cover in bob.links()
    bob.get(cover)
    assert "There is a storm in this text." in bob.words()
    bob.send()
    page = bob.path
    assert "The keeper lit both lamps every night." in bob.words()
    bob.get("/home")
    assert "You have begun Harbour lights" in bob.words()
    assert page in bob.links()
    bob.get(f"{page}/finish")
    bob.send("submit")
    bob.get("/home")
    assert "Nothing waits for you now." in bob.words()
    assert f"{page}/review" in bob.links()


def test_what_was_begun_stands_before_what_was_not(bob, session, school):
    parts = [*build.PARTS, build.Part("paragraph", "Then it was morning.")]
    build.article(session, "other-lamps", parts=parts)
    text = build.LAMP_SET.replace("harbour-lights", "other-lamps").replace(
        "title: Harbour lights", "title: Other lamps"
    )
    given = build.assignment(session, school.class_, build.lamp_set(session, text).quiz)
    starting.start(session, given, school.people["bob"], 1, NOW)
    session.commit()
    bob.get("/home")
    words = bob.words()
    assert "You have begun Other lamps" in words
    assert words.index("Other lamps") < words.index("Harbour lights")


def test_who_is_in_no_class_is_told_what_to_do(visit, school):
    mallory = visit().sign_in("mallory")
    assert mallory.path == "/home"
    assert "You are in no class yet." in mallory.words()
    assert "/join" in mallory.links()
    assert "Harbour lights" not in mallory.words()


def test_a_guest_has_no_home_and_practises(nobody, session, school):
    practice = school.practice.id
    session.commit()
    nobody.get(f"/practice/{practice}")
    nobody.send(name="Robin")
    nobody.get("/home")
    assert nobody.path == "/"


def test_staff_come_to_their_classes(visit, school, session):
    alice = visit().sign_in("alice")
    assert alice.path == "/teach"
    build.person(session, "Ada", "administrator")
    session.commit()
    ada = visit().sign_in("ada")
    assert ada.path == "/teach"
    assert "/teach/articles" in ada.links()


def test_a_teacher_who_studies_has_a_students_home_too(dave, session, school):
    join(session, school.class_.id, school.people["dave"], "student", NOW)
    session.commit()
    dave.get("/teach")
    assert "/home" in dave.links()
    dave.get("/home")
    assert "Harbour lights" in dave.words()


def test_the_teacher_sees_what_waits_for_a_mark(alice, session, school):
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 2, {"text": "the guild"})
    actions.submit(session, attempt, NOW)
    session.commit()
    alice.get("/teach")
    assert "to mark" not in alice.words()
    newest = session.scalars(select(Mark).where(Mark.slot == 2)).one()
    again = {"attempt_id": attempt.id, "slot": 2, "revision": newest.revision, "out_of": 1}
    made = {"reason": "", "marked_by": "regrade", "marked_at": NOW}
    session.add(Mark(points=None, **again, **made))
    session.commit()
    alice.get("/teach")
    assert "1 to mark" in alice.words()
    session.add(Mark(points=0, **again, **made))
    session.commit()
    alice.get("/teach")
    assert "to mark" not in alice.words()


# --- only who is here gets at it ----------------------------------------------------------------


@pytest.mark.parametrize("state", ["left", "waiting"])
def test_who_is_not_here_begins_nothing(bob, session, school, cover, state):
    set_state(session, school, state)
    bob.get(cover, status=404)
    bob.post(cover, status=404, follow=False)
    bob.get("/home")
    assert "Harbour lights" not in bob.words()
    assert session.scalars(select(Attempt)).all() == []


@pytest.mark.parametrize("who", ["mallory", "dave", "alice"])
def test_nobody_else_begins_it(request, session, cover, who):
    visitor = request.getfixturevalue(who)
    visitor.get(cover, status=404)
    visitor.post(cover, status=404, follow=False)
    assert session.scalars(select(Attempt)).all() == []


def test_a_guest_begins_nothing_of_a_class(nobody, session, school, cover):
    practice = school.practice.id
    session.commit()
    nobody.get(f"/practice/{practice}")
    nobody.send(name="Robin")
    nobody.get(cover, status=404)
    nobody.post(cover, status=404, follow=False)


def test_a_class_that_was_put_away_gives_nothing(bob, session, school, cover):
    school.class_.closed_at = NOW
    session.commit()
    bob.get(cover, status=404)
    bob.post(cover, status=404, follow=False)


def test_what_one_did_can_be_read_after_one_left(bob, session, school):
    attempt = build.attempt(session, school)
    actions.submit(session, attempt, NOW)
    page = f"/attempts/{attempt.id}"
    set_state(session, school, "left")
    bob.get(f"{page}/review")
    bob.get(f"{page}/receipt")
    bob.get("/home")
    assert f"{page}/review" in bob.links()


def test_the_action_itself_asks_for_a_place(session, school):
    """Where the loader is passed by: the last look is in the transaction that begins."""
    for name, refusal in (("mallory", "StudiesElsewhere"), ("alice", "TeachesHere")):
        with pytest.raises(getattr(starting, refusal)):
            starting.start(session, school.assignment, school.people[name], 1, NOW)
    set_state(session, school, "left", "carol")
    with pytest.raises(starting.StudiesElsewhere):
        starting.start(session, school.assignment, school.people["carol"], 1, NOW)
    assert fresh(session).scalars(select(Attempt)).all() == []


def test_practice_is_for_anybody(session, school):
    for name in ("mallory", "dave", "bob"):
        assert starting.start(session, school.practice, school.people[name], 1, NOW)
