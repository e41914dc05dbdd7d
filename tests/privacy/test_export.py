"""All that is kept of one person, and nothing of anybody else."""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime

import html5lib
import pytest
from sqlalchemy import select

from quizapp.core.feedback import ITEMS
from quizapp.formats import person_archive
from quizapp.models import AuditEvent, Base, Member, User
from quizapp.privacy.export import export_person, exported_rows
from quizapp.privacy.ownership import OF_CLASSES, RULES, Scope, find_person
from quizapp.taking.actions import submit
from tests.build import NOW
from tests.privacy.conftest import LATER

# The key of the lamps, in what nobody of these wrote: right answers, proof, explanations.
KEY = re.compile(r"seen in fog|a smudge|asked the harbour|lit both lamps|\w+-CANARY|[Tt]he guild")
MODELS = [mapper.class_ for mapper in Base.registry.mappers]


def opened(data):
    """Return the files of a zip, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}


def export(session, person, scope=None, by=None):
    archive = export_person(session, person, scope or Scope(person.id), by, NOW)
    return opened(person_archive.write(archive))


# --- whose row is this ---------------------------------------------------------------


def test_every_table_that_tells_of_people_has_a_rule():
    telling = {
        model for model in MODELS if any(label.exported for label in model.__privacy__.values())
    }
    assert telling == set(RULES)


@pytest.mark.parametrize("model", RULES, ids=lambda model: model.__tablename__)
def test_a_persons_rows_are_theirs_and_nobody_elses(session, school, kept, model):
    bob, carol = (school.people[name] for name in ("bob", "carol"))
    rows = {person: exported_rows(session, model, Scope(person.id)) for person in (bob, carol)}
    assert rows[bob]
    assert len(rows[bob]) == len(rows[carol])
    assert not [row for row in rows[bob] if row in rows[carol]]
    assert exported_rows(session, model, Scope(school.people["mallory"].id)) == (
        []
        if model is not User
        else exported_rows(session, User, Scope(school.people["mallory"].id))
    )


@pytest.mark.parametrize("model", RULES, ids=lambda model: model.__tablename__)
def test_a_row_holds_the_exported_columns_and_no_other(session, school, kept, model):
    (first, *_) = exported_rows(session, model, Scope(school.people["bob"].id))
    assert set(first) == {name for name, label in model.__privacy__.items() if label.exported}


@pytest.mark.parametrize("model", OF_CLASSES, ids=lambda model: model.__tablename__)
def test_a_teacher_gets_nothing_of_another_class(session, school, kept, model):
    """bob practises too: those rows are not of the class that alice teaches."""
    bob = school.people["bob"].id
    everything = exported_rows(session, model, Scope(bob))
    shared = exported_rows(session, model, Scope(bob, frozenset({school.class_.id})))
    elsewhere = exported_rows(session, model, Scope(bob, frozenset()))
    assert all(row in everything for row in shared)
    of_a_person = {"users", "accommodations"}
    assert bool(elsewhere) == (model.__tablename__ in of_a_person)
    if model.__tablename__ in {"members", "attempts", "responses", "served_slots"}:
        assert 0 < len(shared) < len(everything)


# --- what is in the zip --------------------------------------------------------------


def test_the_zip_reads_as_a_page_a_table_and_data(session, school, kept):
    files = export(session, school.people["bob"])
    assert set(files) == {"index.html", "data.json", "answers.csv"}
    data = json.loads(files["data.json"])
    assert data["person"] == "Bob"
    assert set(data["tables"]) == {model.__tablename__ for model in RULES}
    assert data["tables"]["users"][0]["email"] == "bob@school.example"
    rows = list(csv.DictReader(io.StringIO(files["answers.csv"])))
    assert {row["response"] for row in rows if row["question"] == "payer"} == {
        "bob says the guild",
        "bob begins",
    }
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(files["index.html"])
    assert parser.errors == []
    for words in (
        "bob says the guild",
        "Class 7b",
        "roster-bob",
        "150 %",
        "printed a sign-in card",
    ):
        assert words in files["index.html"]


def test_nothing_of_a_classmate_and_no_secret_is_in_it(session, school, kept):
    bob = school.people["bob"]
    whole = "".join(export(session, bob).values())
    assert "carol" not in whole.casefold()
    assert bob.password_hash not in whole
    for secret in ("password_hash", "token_sha256", "words_hash"):
        assert secret not in whole


def test_a_name_is_text_wherever_it_stands(session, school, kept):
    bob = school.people["bob"]
    bob.name = '<script>alert("1")</script>'
    page = export(session, bob)["index.html"]
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_key_stays_home_until_it_is_handed_in(session, school, kept):
    mallory, (_, begun) = school.people["mallory"], kept["bob"]
    begun.student_id = mallory.id
    session.flush()
    files = export(session, mallory)
    assert "bob begins" in files["answers.csv"]
    assert not KEY.findall("".join(files.values()))
    assert not json.loads(files["data.json"])["tables"]["marks"]
    submit(session, begun, NOW)
    told = KEY.findall("".join(export(session, mallory).values()))
    assert {"seen in fog", "a smudge", "asked the harbour"} <= set(told), "the control"


def test_marks_and_key_go_out_as_the_pages_tell_them(session, school, kept):
    """Their own answers are theirs all the same, and the teacher's copy is the teacher's."""
    bob, (done, _) = school.people["bob"], kept["bob"]
    closed = {"during": [], "after": [], "later": [], "closed": sorted(ITEMS)}
    done.assignment.feedback, done.assignment.closes_at = closed, LATER
    session.flush()
    files = export(session, bob)
    assert "bob says the guild" in files["answers.csv"]
    assert not KEY.findall("".join(files.values()).replace("bob says the guild", ""))
    assert not json.loads(files["data.json"])["tables"]["marks"]
    done.assignment.feedback = {**closed, "later": ["marks"], "after": ["marks"]}
    session.flush()
    marks = json.loads(export(session, bob)["data.json"])["tables"]["marks"]
    assert marks and {mark["reason"] for mark in marks} == {None}
    shared = Scope(bob.id, frozenset({school.class_.id}))
    assert "seen in fog" in "".join(export(session, bob, shared).values()), "the control"


def test_it_is_written_down_who_took_what_of_whom(session, school, kept):
    bob, alice = school.people["bob"], school.people["alice"]
    export(session, bob, Scope(bob.id, frozenset({school.class_.id})), alice.id)
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.actor_id, event.person_id) == (
        "person_exported",
        alice.id,
        bob.id,
    )
    assert event.details == {"of": "classes of the teacher"}


@pytest.mark.parametrize("who", ["bob", " BOB "])
def test_a_person_is_found_by_login_and_by_id(session, school, who):
    bob = school.people["bob"]
    assert find_person(session, who) is bob
    assert find_person(session, str(bob.id)) is bob


@pytest.mark.parametrize("who", ["nobody-here", "999999", "", "1" * 40, "²"])
def test_nobody_is_found_by_what_is_nobodys(session, school, who):
    assert find_person(session, who) is None


# --- the pages -----------------------------------------------------------------------


def test_a_student_takes_their_own_data_away(session, kept, bob):
    bob.get("/profile/data")
    bob.send("take")
    assert bob.response.mimetype == "application/zip"
    assert 'filename="person-' in bob.response.headers["Content-Disposition"]
    assert bob.response.headers["Cache-Control"] == "no-store"
    assert json.loads(opened(bob.response.get_data())["data.json"])["person"] == "Bob"
    event = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
    assert (event.action, event.actor_id) == ("person_exported", event.person_id)


def test_nobody_takes_nothing(nobody):
    nobody.get("/profile/data")
    assert nobody.path.startswith("/sign-in")
    nobody.post("/profile/data", status=401)


def test_a_teacher_takes_a_students_data_of_their_class(session, school, kept, alice):
    alice.get(f"/teach/people/{school.people['bob'].id}/data")
    alice.send("data")
    data = json.loads(opened(alice.response.get_data())["data.json"])
    assert {row["class_id"] for row in data["tables"]["members"]} == {school.class_.id}
    assert "sessions" not in data["tables"]


@pytest.mark.parametrize("who", ["dave", "mallory", "carol", "bob"])
def test_nobody_else_takes_a_students_data(school, kept, visit, who):
    visitor, page = visit(who), f"/teach/people/{school.people['bob'].id}/data"
    visitor.get(page, status=404)
    visitor.post(page, status=404)


@pytest.mark.parametrize("role", ["reader", "co_teacher"])
def test_a_reader_takes_nothing_and_a_co_teacher_does(session, school, kept, dave, role):
    person = school.people["dave"].id
    session.add(Member(class_id=school.class_.id, user_id=person, role=role, joined_at=NOW))
    session.commit()
    dave.get(
        f"/teach/people/{school.people['bob'].id}/data", status=404 if role == "reader" else 200
    )


def test_a_student_who_left_is_no_student(session, school, kept, alice):
    bob = school.people["bob"].id
    session.get_one(Member, (school.class_.id, bob)).state = "left"
    session.commit()
    alice.get(f"/teach/people/{bob}/data", status=404)


def test_a_colleague_is_no_student(session, school, kept, alice):
    alice.get(f"/teach/people/{school.people['alice'].id}/data", status=404)


# --- asking to be forgotten ----------------------------------------------------------


def test_asking_is_noted_once_and_taken_back(session, school, bob):
    bob.get("/profile/data")
    bob.send("ask")
    asked = session.scalars(select(User.erasure_asked_at).where(User.login == "bob")).one()
    assert abs((datetime.now(UTC) - asked).total_seconds()) < 60
    session.rollback()
    bob.post("/profile/data/erasure")
    again = session.scalars(select(User.erasure_asked_at).where(User.login == "bob")).one()
    assert again == asked
    session.rollback()
    bob.send("take-back")
    assert session.scalars(select(User.erasure_asked_at).where(User.login == "bob")).one() is None


def test_a_teacher_sees_who_of_theirs_asked(session, school, alice, dave):
    alice.get("/teach/asked-to-be-forgotten")
    assert "None of your students" in alice.words()
    for name in ("bob", "mallory"):
        session.get_one(User, school.people[name].id).erasure_asked_at = NOW
    session.commit()
    alice.get("/teach/asked-to-be-forgotten")
    assert "Bob" in alice.words()
    assert "Mallory" not in alice.words()
    alice.get(f"/teach/people/{school.people['bob'].id}/data")
    assert "asked to be forgotten on" in alice.words()
    dave.get("/teach/asked-to-be-forgotten")
    assert "None of your students" in dave.words()
