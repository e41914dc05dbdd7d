"""The pages of rosters: look first, then take in; and who may not."""

import csv
import io

import pytest
from sqlalchemy import select

from quizapp.classes.actions import join
from quizapp.models import Member, User
from tests.build import NOW
from tests.formats.workbooks import workbook

PAGE = "/teach/classes/{}/roster"
LINES = "name;login;id;group\nZoë Größ;;17;Foxes\nBen Abel;b b;;\nBob;bob;;\n"


@pytest.fixture
def page(school):
    return PAGE.format(school.class_.id)


def students(session, school):
    """Return the sign-in names of the class."""
    session.rollback()
    found = session.scalars(
        select(User.login)
        .join(Member, Member.user_id == User.id)
        .where(Member.class_id == school.class_.id, Member.role == "student")
        .order_by(User.login)
    ).all()
    session.rollback()
    return found


def upload(visitor, data, name="7b.csv", status=200):
    """Send a file as the page's form does."""
    return visitor.post(visitor.path, {"file": (io.BytesIO(data), name), "lines": ""}, status)


def test_pasted_lines_are_looked_at_then_taken_in_and_bad_rows_come_back(
    alice, session, school, page
):
    alice.get(page).send("list", lines=LINES)
    words = alice.words()
    assert "Nothing has changed yet. 1 new student, 1 is here already. 1 row cannot go in." in words
    assert "line 3: the sign-in name has blanks in it. Take them out. Ben Abel · b b" in words
    assert "z.gross" in words
    assert students(session, school) == ["bob", "carol"]

    alice.send("confirm")
    assert "1 new student, 1 was here already, 1 new group." in alice.words()
    assert students(session, school) == ["bob", "carol", "z.gross"]

    alice.send("bad-rows")
    assert alice.response.mimetype == "text/csv"
    assert "attachment" in alice.response.headers["Content-Disposition"]
    table = list(csv.reader(io.StringIO(alice.response.get_data().decode("utf-8-sig"))))
    assert table[0] == ["what was wrong", "line", "name", "login", "id", "group"]
    assert table[1][1:] == ["3", "Ben Abel", "b b", "", ""]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Name;Benutzername\r\nZoë Größ;zoe\r\n".encode("cp1252"), "7b.csv"),
        (workbook(["Name", "Login"], ["Zoë Größ", "zoe"]), "7b.xlsx"),
    ],
)
def test_a_file_is_taken_in(alice, session, school, page, data, name):
    upload(alice.get(page), data, name).send("confirm")
    assert "zoe" in students(session, school)


def test_the_same_list_twice_changes_nothing(alice, session, school, page):
    for _ in range(2):
        alice.get(page).send("list", lines=LINES)
        alice.send("confirm")
    assert students(session, school) == ["bob", "carol", "z.gross"]
    assert "2 were here already." in alice.words()


def test_sending_a_confirmation_again_changes_nothing(alice, session, school, page):
    alice.get(page).send("list", lines=LINES)
    fields = {"carried": alice.form("confirm").find(".//*[@name='carried']").get("value")}
    for _ in range(2):
        alice.post(f"{page}/confirm", fields)
    assert students(session, school) == ["bob", "carol", "z.gross"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("", "There is no line with a name"),
        ("login;id\na;b", "No column of the first line is for names"),
        ("\x01" * 3 + "x" * 120_000, "too long"),
    ],
)
def test_what_is_no_roster_is_refused_beside_the_field(alice, page, lines, words):
    alice.get(page).send("list", 422, lines=lines)
    assert words in alice.words(alice.by_id("file-error"))


def test_a_list_of_bad_rows_only_has_nothing_to_confirm(alice, page):
    alice.get(page).send("list", lines="name,login\nDave,dave\n")
    assert "taken by somebody who is not in this class" in alice.words()
    assert [form for form in alice.all("form") if form.get("id") == "confirm"] == []


# --- one student by hand ---------------------------------------------------------------------


def test_one_student_is_put_in_by_hand(alice, session, school, page):
    alice.get(page).send("student", name="Anna Berg", group="Foxes")
    assert alice.path == page
    assert "Anna Berg is in the class, and signs in as a.berg." in alice.words()
    assert "a.berg" in students(session, school)
    alice.send("student", name="Anna Berg")
    assert "was here already" in alice.words()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Type the student's name."),
        ({"name": "Dave", "login": "dave"}, "is taken by somebody"),
        ({"name": "Anna", "login": "a b"}, "The sign-in name has blanks"),
        ({"name": "Anna\x01"}, "The name holds a character"),
        ({"name": "A" * 101}, "too long"),
        ({"name": "", "login": "\x01"}, "Type the student's name."),
    ],
)
def test_a_student_who_cannot_be_put_in(alice, session, school, page, fields, words):
    alice.get(page).send("student", 422, **fields)
    assert words in alice.words(alice.by_id("student"))
    assert students(session, school) == ["bob", "carol"]


def test_what_is_left_out_of_the_form_is_empty(alice, session, school, page):
    alice.get(page).send("student", name="Anna Berg", drop=("login", "number", "group"))
    assert "a.berg" in students(session, school)


# --- what is carried is signed ---------------------------------------------------------------


def carried(visitor):
    return visitor.form("confirm").find(".//*[@name='carried']").get("value")


@pytest.mark.parametrize(
    "spoil", [lambda text: "", lambda text: "x" + text, lambda text: text[:-3]]
)
@pytest.mark.parametrize("where", ["confirm", "bad-rows"])
def test_a_preview_that_was_changed_is_refused(alice, session, school, page, spoil, where):
    alice.get(page).send("list", lines=LINES)
    alice.post(f"{page}/{where}", {"carried": spoil(carried(alice))}, 422)
    assert "That preview is too old" in alice.words()
    assert students(session, school) == ["bob", "carol"]


def test_a_preview_holds_for_two_hours(alice, session, school, page, time_machine):
    from datetime import UTC, datetime, timedelta

    alice.get(page).send("list", lines=LINES)
    time_machine.move_to(datetime.now(UTC) + timedelta(minutes=121))
    alice.send("confirm", 422)
    assert students(session, school) == ["bob", "carol"]


def test_a_preview_is_for_one_class_and_one_person(alice, dave, session, school, page):
    alice.get(page).send("list", lines=LINES)
    text = carried(alice)
    join(session, school.class_.id, school.people["dave"], "co_teacher", NOW)
    session.commit()
    dave.get(page)
    dave.post(f"{page}/confirm", {"carried": text}, 422)
    assert students(session, school) == ["bob", "carol"]


# --- who may ---------------------------------------------------------------------------------


def part(session, school, role):
    """Give dave a part in the class."""
    join(session, school.class_.id, school.people["dave"], role, NOW)
    session.commit()


def test_a_co_teacher_may(dave, session, school, page):
    part(session, school, "co_teacher")
    dave.get(page).send("student", name="Anna Berg")
    assert "a.berg" in students(session, school)


@pytest.mark.parametrize("who", ["dave", "reader", "bob", "mallory"])
@pytest.mark.parametrize("path", ["roster", "roster/confirm", "roster/bad-rows", "students"])
def test_nobody_else_may(request, session, school, who, path):
    if who == "reader":
        part(session, school, "reader")
    visitor = request.getfixturevalue("dave" if who == "reader" else who)
    where = f"/teach/classes/{school.class_.id}/{path}"
    visitor.post(where, {"name": "Anna", "lines": "Anna"}, 404)
    if path == "roster":
        visitor.get(where, 404)
    assert students(session, school) == ["bob", "carol"]


def test_nobody_puts_students_into_a_class_that_is_put_away_or_into_practice(
    alice, session, school, page
):
    school.class_.closed_at = NOW
    session.commit()
    alice.get(page, 404)
    alice.get(PAGE.format(school.practice.class_id), 404)
    alice.get(PAGE.format(9999), 404)
