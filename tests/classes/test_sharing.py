"""Sharing a class, its groups, and what a student is granted: through the page."""

import pytest
from sqlalchemy import select

from quizapp.classes.accommodations import grant_time, time_percent
from quizapp.models import Accommodation, AuditEvent, Group, GroupMember, Member
from tests.build import NOW
from tests.classes.test_views import fresh, ids, page, place_of

__all__ = ["ids", "page"]  # fixtures


def noted(session, action):
    session.rollback()
    found = session.scalars(select(AuditEvent).where(AuditEvent.action == action)).all()
    told = [(event.person_id, event.details) for event in found]
    session.rollback()
    return told


# --- sharing -------------------------------------------------------------------------------------


def test_a_class_is_shared_with_who_teaches_along_and_ended(
    alice, dave, session, school, page, ids
):
    alice.get(f"{page}/sharing")
    alice.send("share", login="Dave", role="co_teacher")
    assert "Dave teaches with you" in alice.words()
    dave.get(page)
    dave.post(f"{page}/students/{ids['bob']}/out")
    assert place_of(session, school, "bob") == ("student", "left")
    session.rollback()
    alice.send(f"{ids['dave']}/end")
    dave.get(page, status=404)
    assert noted(session, "class_unshared") == [(ids["dave"], {})]
    assert noted(session, "class_shared") == [
        (ids["dave"], {"role": "co_teacher"}),
    ]


def test_sharing_anew_changes_what_one_may(alice, session, school, page):
    alice.get(f"{page}/sharing")
    for role in ("co_teacher", "reader"):
        alice.send("share", login="dave", role=role)
    assert place_of(session, school, "dave") == ("reader", "here")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"login": "nobody"}, "No teacher signs in by this name."),
        ({"login": "mallory"}, "No teacher signs in by this name."),
        ({"login": "alice"}, "owns this class"),
        ({"login": ""}, "Type their sign-in name."),
        ({"login": "dave", "role": "teacher"}, "Choose one of the list."),
        ({"login": "dave", "role": "student"}, "Choose one of the list."),
    ],
)
def test_what_cannot_be_shared_is_told(alice, session, page, fields, words):
    alice.get(f"{page}/sharing")
    alice.send("share", 422, **{"role": "reader", **fields})
    assert words in alice.words()
    assert len(session.scalars(select(Member).where(Member.role != "student")).all()) == 2


def test_who_studies_in_it_is_not_made_its_teacher(alice, dave, session, school, page, ids):
    session.add(
        Member(class_id=school.class_.id, user_id=ids["dave"], role="student", joined_at=NOW)
    )
    session.commit()
    alice.get(f"{page}/sharing")
    alice.send("share", 422, login="dave")
    assert "studies in this class" in alice.words()


def test_only_who_owns_it_shares_it(alice, dave, session, school, page, ids):
    alice.get(f"{page}/sharing")
    alice.send("share", login="dave", role="co_teacher")
    dave.get(f"{page}/sharing", status=404)
    dave.post(f"{page}/sharing", {"login": "dave", "role": "reader"}, status=404, follow=False)
    dave.post(f"{page}/sharing/{ids['dave']}/end", status=404, follow=False)
    assert place_of(session, school, "dave") == ("co_teacher", "here")
    session.rollback()
    alice.post(f"{page}/sharing/{ids['alice']}/end", status=404, follow=False)
    alice.post(f"{page}/sharing/{ids['bob']}/end", status=404, follow=False)


# --- groups --------------------------------------------------------------------------------------


@pytest.fixture
def group(alice, session, page):
    """The address of a group without anybody in it."""
    alice.get(f"{page}/groups")
    alice.send("make", name=" Red  lamps ")
    assert session.scalars(select(Group.name)).one() == "Red lamps"
    session.rollback()
    return alice.path


def in_group(session):
    fresh(session)
    found = sorted(session.scalars(select(GroupMember.user_id)))
    session.rollback()
    return found


def test_a_group_is_filled_renamed_and_removed(alice, session, group, ids):
    alice.send("group", students=[ids["bob"], ids["carol"]])
    assert "Bob, Carol" in alice.words()
    alice.get(group)
    alice.send("group", name="Blue", students=[ids["carol"]])
    assert in_group(session) == [ids["carol"]]
    assert "Blue" in alice.words()
    alice.get(group)
    alice.send("group", then="remove")
    assert in_group(session) == []
    alice.get(group, status=404)


def test_who_left_keeps_a_place_in_the_group(alice, session, group, page, ids):
    alice.send("group", students=[ids["bob"], ids["carol"]])
    alice.post(f"{page}/students/{ids['bob']}/out")
    alice.get(group)
    assert "Bob" not in alice.words(alice.form("group"))
    alice.send("group", students=[ids["carol"]])
    assert in_group(session) == [ids["bob"], ids["carol"]]


@pytest.mark.parametrize("who", ["mallory", "alice", "nobody here"])
def test_only_students_of_the_class_are_in_its_groups(alice, session, group, ids, who):
    alice.send("group", 422, students=[ids.get(who, 999)])
    assert in_group(session) == []


def test_two_groups_have_two_names(alice, session, group, page):
    alice.get(f"{page}/groups")
    alice.send("make", 422, name="Red lamps")
    assert "of this name already" in alice.words()
    alice.send("make", name="Blue")
    alice.send("group", 422, name="Red lamps")
    assert "of this name already" in alice.words()
    assert sorted(session.scalars(select(Group.name))) == ["Blue", "Red lamps"]


@pytest.mark.parametrize("who", ["dave", "bob", "mallory"])
def test_nobody_else_gets_at_a_group(request, session, group, page, who):
    visitor = request.getfixturevalue(who)
    for path in (group, f"{page}/groups"):
        visitor.get(path, status=404)
        visitor.post(path, {"then": "remove", "name": "Mine"}, status=404, follow=False)
    assert session.scalars(select(Group.name)).all() == ["Red lamps"]


def test_a_group_is_found_in_its_own_class_only(alice, group, page):
    alice.get("/teach/classes/new")
    alice.send(name="7c")
    alice.get(f"{alice.path}/groups/{group.rsplit('/')[-1]}", status=404)


# --- what a student is granted -------------------------------------------------------------------


def granted(session, user_id):
    found = time_percent(fresh(session), user_id)
    session.rollback()
    return found


@pytest.mark.parametrize(("chosen", "percent"), [("125", 125), ("200", 200), ("none", None)])
def test_a_teacher_grants_time_in_every_quiz(alice, session, page, ids, chosen, percent):
    alice.get(f"{page}/students/{ids['bob']}")
    assert granted(session, ids["bob"]) == 100
    alice.send("time", time=chosen)
    assert granted(session, ids["bob"]) == percent
    assert granted(session, ids["carol"]) == 100
    alice.get(f"{page}/students/{ids['bob']}")
    alice.send("time")
    assert noted(session, "accommodated") == [(ids["bob"], {"time_percent": percent})]
    alice.get(f"{page}/students/{ids['bob']}")
    alice.send("time", time="100")
    assert granted(session, ids["bob"]) == 100


@pytest.mark.parametrize("time", ["", "0", "99", "1000", "-1", "None"])
def test_other_times_are_refused(alice, session, page, ids, time):
    alice.get(f"{page}/students/{ids['bob']}")
    alice.send("time", 422, time=time)
    assert session.scalars(select(Accommodation)).all() == []


def test_only_who_teaches_a_student_who_is_here_grants(
    alice, dave, bob, session, school, page, ids
):
    student = f"{page}/students/{ids['bob']}"
    for visitor in (dave, bob):
        visitor.get(student, status=404)
        visitor.post(student, {"time": "200"}, status=404, follow=False)
    alice.post(f"{student}/out")
    alice.post(student, {"time": "200"}, status=404, follow=False)
    assert granted(session, ids["bob"]) == 100


def test_who_only_looks_learns_nothing_of_it(alice, dave, session, school, page, ids):
    alice.get(f"{page}/sharing")
    alice.send("share", login="dave", role="reader")
    place = session.get(Member, (school.class_.id, ids["bob"]))
    grant_time(session, place, 200, ids["alice"], NOW)
    session.commit()
    dave.get(f"{page}/students/{ids['bob']}", status=404)
    dave.get(page)
    assert "200" not in dave.words()
    assert f"{page}/students/{ids['bob']}" not in dave.links()
