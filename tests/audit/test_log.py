"""The log: read by action, person and days, in pages, and taken away as a file."""

import csv
import io
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.audit.actions import Deed, record
from quizapp.audit.log import ON_A_PAGE, Wanted, page, rows
from quizapp.models import AuditEvent
from tests.build import NOW


@pytest.fixture
def noted(session, school):
    """Some entries: two about bob, one of another day, one by the command line."""
    alice, bob, carol = (school.people[name].id for name in ("alice", "bob", "carol"))
    record(session, Deed(alice, "card_printed", "user", bob, bob), NOW)
    record(session, Deed(alice, "extended", "user", carol, carol), NOW, minutes=10)
    record(session, Deed(None, "password_reset", "user", bob, bob), NOW + timedelta(days=1))
    session.commit()
    return alice, bob, carol


@pytest.mark.parametrize(
    ("wanted", "actions"),
    [
        (Wanted(), ["password_reset", "extended", "card_printed"]),
        (Wanted(action="extended"), ["extended"]),
        (Wanted(last=NOW.date()), ["extended", "card_printed"]),
        (Wanted(first=NOW.date() + timedelta(days=1)), ["password_reset"]),
        (Wanted(first=NOW.date() + timedelta(days=2)), []),
        (Wanted(person_id=0), []),
    ],
)
def test_entries_are_found(session, noted, wanted, actions):
    assert [row.action for row in page(session, wanted)] == actions
    assert [row.action for row in rows(session, wanted)] == actions[::-1]


def test_entries_by_and_about_a_person_are_found(session, noted):
    alice, bob, carol = noted
    found = {id_: [row.id for row in page(session, Wanted(person_id=id_))] for id_ in noted}
    assert [len(found[id_]) for id_ in (alice, bob, carol)] == [2, 2, 1]


def test_pages_go_on_where_the_last_one_ended(session, noted, ada):
    for number in range(2 * ON_A_PAGE):
        record(session, Deed(None, "extended", "user", number), NOW)
    session.commit()
    seen, address = [], "/admin/log?action=extended"
    while address:
        ada.get(address)
        (body,) = ada.all("tbody")
        seen += [ada.words(row) for row in body]
        address = next((link for link in ada.links() if link and "before=" in link), None)
    assert len(seen) == 2 * ON_A_PAGE + 1


@pytest.mark.parametrize("before", ["9" * 30, "9" * 5000, "-1", "one"])
def test_a_page_that_begins_nowhere_is_the_first(noted, ada, before):
    ada.get(f"/admin/log?before={before}")
    assert any("Alice" in ada.words(row) for (body,) in [ada.all("tbody")] for row in body)


def test_the_page_says_who_did_what(noted, ada):
    ada.get("/admin/log?person=bob&action=card_printed")
    (body,) = ada.all("tbody")
    assert "Alice" in ada.words(body)
    assert "printed a sign-in card" in ada.words(body)
    assert len(list(body)) == 1
    ada.get("/admin/log?person=nobody-here")
    assert "Nothing like that" in ada.words()


def test_what_it_was_done_to_has_its_name(session, school, ada):
    things = {
        "class": (school.class_.id, "Class 7b"),
        "assignment": (school.assignment.id, "Harbour lights"),
        "article": (school.article.id, "Harbour lights"),
        "user": (school.people["bob"].id, None),
        "log": (None, None),
    }
    for subject, (id_, _) in things.items():
        record(session, Deed(None, "extended", subject, id_), NOW)
    session.commit()
    found = rows(session, Wanted(action="extended"))
    assert {row.subject: (row.subject_id, row.subject_name) for row in found} == things
    session.rollback()
    ada.get("/admin/log?action=extended")
    assert f"Class 7b (class {things['class'][0]})" in ada.words()


@pytest.mark.parametrize(
    "query",
    ["action=fun", "first=yesterday", "person=a%00b", "last=2026-02-30", "person=" + "x" * 101],
)
def test_a_wrong_question_is_said_so(noted, ada, query):
    ada.get(f"/admin/log?{query}", status=422)


@pytest.mark.parametrize("query", ["before=x", "endpoint=x&_external=1&before=3", "before=-1"])
def test_an_odd_address_does_no_harm(noted, ada, query):
    ada.get(f"/admin/log?{query}")


def test_the_log_is_taken_away_and_that_is_written_down(session, noted, ada):
    ada.get("/admin/log?person=bob")
    ada.send("export", format="jsonl")
    lines = [json.loads(line) for line in ada.response.get_data(as_text=True).splitlines()]
    assert [line["action"] for line in lines] == ["card_printed", "password_reset"]
    assert lines[0]["person"] == "Bob"
    ada.get("/admin/log?action=extended")
    ada.send("export", format="csv")
    (row,) = csv.DictReader(io.StringIO(ada.response.get_data().decode("utf-8-sig")))
    assert (row["actor"], json.loads(row["details"])) == ("Alice", {"minutes": 10})
    exported = select(AuditEvent.details).where(AuditEvent.action == "audit_exported")
    assert session.scalars(exported.order_by(AuditEvent.id)).all() == [
        {"format": "jsonl"},
        {"format": "csv"},
    ]


def test_another_format_is_none(session, noted, ada):
    ada.get("/admin/log")
    ada.send("export", format="exe")
    assert ada.path.startswith("/admin/log")


@pytest.mark.parametrize("who", ["alice", "dave", "bob", "mallory"])
def test_nobody_else_reads_the_log(noted, visit, who):
    visitor = visit(who)
    visitor.get("/admin/log", status=404)
    visitor.post("/admin/log", {"format": "csv"}, status=404)
