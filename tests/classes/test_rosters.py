"""What a roster changes in a class: planned row by row, carried out at once, and once only."""

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.classes.enrolling import Enrolled, Outdated, carry_out
from quizapp.classes.logins import FreeLogins, login_of
from quizapp.classes.rosters import BACK, HERE, LET_IN, NEW, plan
from quizapp.formats.rosters import read_roster, read_typed_roster
from quizapp.models import Class, Group, GroupMember, Member, User
from tests import build
from tests.build import NOW
from tests.classes.big_roster import big_roster


def planned(session, school, text, teacher="alice"):
    rows = read_typed_roster(text).rows
    teacher_id = school.people[teacher].id if teacher else None
    return plan(session, school.class_, rows, teacher_id)


def whats(made):
    return [(item.row.name, item.what) for item in made.good]


def words(made):
    return [bad.words for bad in made.bad]


def number(session, school, name, value):
    """Give a student of the class the school's number."""
    member = session.get(Member, (school.class_.id, school.people[name].id))
    member.roster_id = value
    session.flush()
    return member


def people_in(session, class_id):
    """Return login, state and number of every student of a class."""
    session.expire_all()
    found = session.execute(
        select(User.login, Member.state, Member.roster_id)
        .join(Member, Member.user_id == User.id)
        .where(Member.class_id == class_id, Member.role == "student")
        .order_by(User.login)
    )
    return [tuple(row) for row in found]


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("Anna Berg", "a.berg"),
        ("Zoë Größ", "z.gross"),
        ("Anna-Lena van der Berg", "a.berg"),
        ("Łukasz Żółć", "l.zolc"),
        ("Cher", "cher"),
        ("O'Neil Seán", "o.sean"),
        ("李小龍", "student"),
        ("李 Bruce", "bruce"),
        ("A" * 99, "a" * 40),
        ("Æsop Øre", "a.ore"),
    ],
)
def test_a_sign_in_name_is_made_of_a_name(name, login):
    assert login_of(name) == login
    assert login.isascii()


def test_sign_in_names_are_counted_past_those_that_are_taken():
    free = FreeLogins({"a.berg", "a.berg3"})
    assert [free.take("Anna Berg") for _ in range(3)] == ["a.berg2", "a.berg4", "a.berg5"]


def test_a_roster_makes_students_without_a_password(session, school):
    made = planned(session, school, "name,login,id,group\nAnna Berg,,17,A\nBen Abel,BEN,,A\n")
    assert whats(made) == [("Anna Berg", NEW), ("Ben Abel", NEW)]
    assert [item.login for item in made.good] == ["a.berg", "ben"]
    assert carry_out(session, made, NOW) == Enrolled(2, 0, 0, 0, 1)
    anna = session.scalars(select(User).where(User.login == "a.berg")).one()
    assert (anna.name, anna.role, anna.password_hash) == ("Anna Berg", "student", None)
    assert ("a.berg", "here", "17") in people_in(session, school.class_.id)
    assert session.scalars(select(Group.name)).all() == ["A"]
    assert len(session.scalars(select(GroupMember)).all()) == 2


EVERYTHING = """name,login,id,group
Anna Berg,,17,A
Anna Berg,,18,A
Ben Abel,ben,,B
Cem Can,,,
Bob,bob,19,
,x,,
"""


def test_the_same_file_twice_changes_nothing(session, school):
    carry_out(session, planned(session, school, EVERYTHING), NOW)
    before = people_in(session, school.class_.id)
    groups = session.execute(select(GroupMember.group_id, GroupMember.user_id)).all()
    again = planned(session, school, EVERYTHING)
    assert {item.what for item in again.good} == {HERE}
    assert carry_out(session, again, NOW) == Enrolled(0, 0, 0, 5, 0)
    assert people_in(session, school.class_.id) == before
    assert session.execute(select(GroupMember.group_id, GroupMember.user_id)).all() == groups


def test_planning_writes_nothing(session, school, count_queries):
    count_queries.clear()
    planned(session, school, EVERYTHING)
    assert [sql for sql in count_queries if not sql.lstrip().upper().startswith("SELECT")] == []


@pytest.mark.parametrize(
    "line", ["Bob", "Bob,bob", "bob", "Robert,bob", "Robert,,17", "Bob,,17", "Bob,robert,17"]
)
def test_whoever_is_here_is_known_by_number_sign_in_name_or_name(session, school, line):
    number(session, school, "bob", "17")
    made = planned(session, school, f"name,login,id\n{line}\n")
    (item,) = made.good
    assert (item.what, item.person_id) == (HERE, school.people["bob"].id)
    assert item.login == "bob"
    assert ("known here as Bob" in item.note) == (not line.startswith("Bob"))
    assert ("goes on signing in as bob" in item.note) == ("robert" in line)


def test_who_left_comes_back_with_the_same_place(session, school):
    member = number(session, school, "bob", "17")
    member.state = "left"
    session.flush()
    made = planned(session, school, "Robert,,17")
    assert [item.what for item in made.good] == [BACK]
    assert carry_out(session, made, NOW).back == 1
    assert ("bob", "here", "17") in people_in(session, school.class_.id)


def test_who_waits_is_let_in(session, school):
    number(session, school, "bob", None).state = "waiting"
    session.flush()
    made = planned(session, school, "Bob,bob,17")
    assert [item.what for item in made.good] == [LET_IN]
    carry_out(session, made, NOW)
    assert ("bob", "here", "17") in people_in(session, school.class_.id)


def test_a_number_is_noted_for_whoever_had_none(session, school):
    carry_out(session, planned(session, school, "Bob,bob,17"), NOW)
    assert ("bob", "here", "17") in people_in(session, school.class_.id)


def test_rows_with_a_number_find_their_student_before_rows_with_a_name(session, school):
    carry_out(session, planned(session, school, "Anna Berg,,17\nAnna Berg,,18\n"), NOW)
    made = planned(session, school, "Anna Berg\nAnna Berg,,17\n")
    assert [item.login for item in made.good] == ["a.berg2", "a.berg"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Mallory,mallory", "the sign-in name mallory is taken by somebody who is not in this"),
        ("Dave,dave", "the sign-in name dave is taken"),
        ("Alice,alice", "Alice teaches this class"),
        ("Who,bob,18", "the number 18 is Carol's, and the sign-in name bob is Bob's"),
        ("Who,bob,20", "the sign-in name bob is Bob's, who has the number 17"),
        ("Bob,bob\nRobert,,17", "this is Bob, who stands in line 1 already"),
    ],
)
def test_a_row_that_cannot_go_in_says_why(session, school, lines, expected):
    number(session, school, "bob", "17")
    number(session, school, "carol", "18")
    made = planned(session, school, lines)
    assert len(made.bad) == 1
    assert expected in words(made)[0]


def test_two_students_of_one_name_are_not_guessed(session, school):
    carry_out(session, planned(session, school, "Anna Berg,,17\nAnna Berg,,18\n"), NOW)
    made = planned(session, school, "Anna Berg")
    assert "2 students of this class have this name" in words(made)[0]


# --- nobody's account is opened by a guess at a sign-in name -----------------------------------


def teach_mallory_elsewhere(session, school, teacher):
    """Let mallory study in another class, which `teacher` has a part in."""
    other = Class(name="Class 8c", created_at=NOW)
    session.add(other)
    session.flush()
    join(session, other.id, school.people["mallory"], "student", NOW)
    place = join(session, other.id, school.people["alice"], teacher, NOW)
    session.flush()
    return place


@pytest.mark.parametrize("role", ["teacher", "co_teacher"])
def test_a_student_whom_the_teacher_teaches_elsewhere_is_let_in(session, school, role):
    teach_mallory_elsewhere(session, school, role)
    made = planned(session, school, "Mallory,mallory")
    assert [item.what for item in made.good] == [LET_IN]
    carry_out(session, made, NOW)
    assert ("mallory", "here", None) in people_in(session, school.class_.id)


@pytest.mark.parametrize("role", ["reader", "student"])
def test_a_student_whom_the_teacher_only_sees_elsewhere_is_not(session, school, role):
    teach_mallory_elsewhere(session, school, role)
    assert "taken by somebody" in words(planned(session, school, "Mallory,mallory"))[0]


def test_a_student_of_a_class_the_teacher_has_left_is_not(session, school):
    teach_mallory_elsewhere(session, school, "teacher").state = "left"
    session.flush()
    assert "taken by somebody" in words(planned(session, school, "Mallory,mallory"))[0]


def test_a_disabled_account_is_not_let_in(session, school):
    teach_mallory_elsewhere(session, school, "teacher")
    school.people["mallory"].disabled_at = NOW
    session.flush()
    assert "taken by somebody" in words(planned(session, school, "Mallory,mallory"))[0]


def test_whoever_runs_the_site_lets_in_every_student_and_no_teacher(session, school):
    made = planned(session, school, "Mallory,mallory\nDave,dave\n", teacher=None)
    assert whats(made) == [("Mallory", LET_IN)]
    assert "dave is taken" in words(made)[0]


# --- all or nothing, and many at once -------------------------------------------------------------


def test_a_sign_in_name_taken_meanwhile_leaves_everything_as_it_was(session, school):
    made = planned(session, school, "Anna Berg\nBen Abel\n")
    build.person(session, "B.Abel", "student")
    before = people_in(session, school.class_.id)
    with pytest.raises(Outdated):
        carry_out(session, made, NOW)
    assert people_in(session, school.class_.id) == before
    assert session.scalars(select(User).where(User.login == "a.berg")).all() == []


def test_five_thousand_rows_with_fifty_faults_take_few_statements(session, school, count_queries):
    data, wrong = big_roster()
    roster = read_roster(data)
    count_queries.clear()
    made = plan(session, school.class_, roster.rows, school.people["alice"].id)
    planning = len(count_queries)
    assert sorted(bad.line for bad in [*roster.bad, *made.bad]) == wrong
    done = carry_out(session, made, NOW)
    assert done == Enrolled(4950, 0, 0, 0, 9)
    assert planning <= 6
    assert len(count_queries) <= 25
    assert len(people_in(session, school.class_.id)) == 4952
    again = plan(session, school.class_, roster.rows, school.people["alice"].id)
    assert carry_out(session, again, NOW) == Enrolled(0, 0, 0, 4950, 0)
