"""Forgetting a person does to every column what its label says, once, and to nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.accounts.limits import SIGN_IN, count_failure
from quizapp.audit.people import LastAdministrator
from quizapp.kinds import KINDS
from quizapp.models import Attempt, AuditEvent, Base, Mark, Response, Tally, User
from quizapp.privacy.erasure import PICKED, erase, erase_again, erased, preview
from quizapp.privacy.ownership import RULES, Scope
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.build import NOW, PASSWORD

THEN = NOW + timedelta(days=1)


def rows_of(session, model, person_id):
    """Return a person's rows of a table, whole, by key."""
    table = model.__table__
    query = select(table).where(RULES[model](Scope(person_id)))
    names = [column.name for column in table.primary_key.columns]
    return {
        tuple(row[name] for name in names): dict(row) for row in session.execute(query).mappings()
    }


def everything(session, person_id):
    return {model: rows_of(session, model, person_id) for model in RULES}


@pytest.mark.parametrize("model", RULES, ids=lambda model: model.__tablename__)
def test_each_column_becomes_what_its_label_says(session, school, kept, model):
    bob = school.people["bob"]
    before = rows_of(session, model, bob.id)
    assert erase(session, bob, None, THEN)
    after = rows_of(session, model, bob.id)
    if "deleted" in {label.erased for label in model.__privacy__.values()}:
        assert after == {}
        return
    for key, row in before.items():
        for name, label in model.__privacy__.items():
            was, now = row[name], after[key][name]
            wrong = f"{model.__tablename__}.{name}: {was!r} became {now!r}"
            if label.erased == "kept":
                assert now == was, wrong
            if label.erased == "cleared":
                assert now is None, wrong
            if label.erased == "replaced":
                assert now not in {None, was}, wrong


def test_nothing_of_anybody_else_changes(session, school, kept):
    carol = school.people["carol"].id
    before = everything(session, carol)
    erase(session, school.people["bob"], None, THEN, clears_answers=True)
    assert everything(session, carol) == before


def test_nothing_that_names_them_is_left_anywhere(session, school, kept):
    """Every table, whatever its labels say; what they typed goes only when it is asked for."""
    bob = school.people["bob"]
    erase(session, bob, None, THEN)
    assert left(session, "bob") == {"responses", "set_aside_responses"}
    carol = school.people["carol"]
    erase(session, carol, None, THEN, clears_answers=True)
    assert left(session, "carol") == set()
    assert "alice" in str([tuple(row) for row in session.execute(select(User.__table__))])


def left(session, name):
    return {
        table.name
        for table in Base.metadata.sorted_tables
        if name in str([tuple(row) for row in session.execute(select(table))]).casefold()
    }


def test_failures_that_were_counted_are_forgotten(session, school, kept):
    for name in ("bob", "carol"):
        count_failure(session, name, NOW, SIGN_IN)
    erase(session, school.people["bob"], None, THEN)
    assert len(session.scalars(select(Tally)).all()) == 1


def test_marks_stay_and_picked_answers_too(session, school, kept):
    bob, (done, _) = school.people["bob"], kept["bob"]
    marks = session.scalars(select(Mark.points).where(Mark.attempt_id == done.id)).all()
    erase(session, bob, None, THEN, clears_answers=True)
    assert session.scalars(select(Mark.points).where(Mark.attempt_id == done.id)).all() == marks
    query = select(Response.slot, Response.value).where(Response.attempt_id == done.id)
    values = {row.slot: row.value for row in session.execute(query)}
    assert values == {1: {"option": 1}, 2: None}
    assert session.get_one(Attempt, done.id).answers_sha256


def test_every_kind_is_picked_or_typed_on_purpose():
    assert set(KINDS) <= {*PICKED, "short_answer", "numeric", "cloze", "evidence", "written"}


def test_it_is_written_down_with_what_became_of_the_answers(session, school, kept):
    erase(session, school.people["bob"], school.people["alice"].id, THEN, clears_answers=True)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "erased")).one()
    assert event.actor_id == school.people["alice"].id
    assert event.details == {
        "answers": "cleared",
        "cleared": 3,
        "receipts": "no longer match the answers",
    }


def test_erasing_twice_is_once(session, school, kept):
    bob = school.people["bob"]
    assert erase(session, bob, None, THEN)
    name, login = bob.name, bob.login
    assert not erase(session, bob, None, THEN + timedelta(days=1))
    assert (bob.name, bob.login, bob.erased_at) == (name, login, THEN)
    assert len(session.scalars(select(AuditEvent).where(AuditEvent.action == "erased")).all()) == 1


def test_a_guest_is_forgotten_too(session, school):
    robin = User(name="Robin from 7b", role="guest", created_at=NOW)
    session.add(robin)
    session.flush()
    attempt = start(session, school.practice, robin, 1, NOW)
    submit(session, attempt, NOW)
    assert erase(session, robin, None, THEN)
    assert (robin.name, robin.login) == (f"Erased person {robin.id}", None)


def test_the_last_administrator_is_not_erased(session, school):
    ada = build.person(session, "Ada", "administrator")
    with pytest.raises(LastAdministrator):
        erase(session, ada, None, THEN)
    assert ada.erased_at is None
    build.person(session, "Ben", "administrator")
    assert erase(session, ada, None, THEN)


def test_the_preview_counts_and_changes_nothing(session, school, kept):
    bob = school.people["bob"]
    before = everything(session, bob.id)
    lines = {line.table: line for line in preview(session, bob)}
    assert everything(session, bob.id) == before
    assert set(lines) == {model.__tablename__ for model in RULES}
    for model in RULES:
        assert lines[model.__tablename__].rows == len(before[model])
    assert lines["sessions"].words == "sign-ins (1): deleted"
    assert "replaced: name, sign-in name" in lines["users"].words
    assert lines["marks"].words == f"marks ({len(before[Mark])}): kept"
    typed = [line for line in preview(session, bob, clears_answers=True) if line.cleared]
    assert sum(line.rows for line in typed if "the text" in line.cleared) == 3


def test_who_is_erased_signs_in_no_more(session, school, kept, bob, visit):
    erase(session, school.people["bob"], None, THEN)
    session.commit()
    bob.get("/profile/data")
    assert bob.path.startswith("/sign-in")
    visitor = visit()
    visitor.get("/sign-in")
    visitor.send("sign-in", 422, login="bob", password=PASSWORD)


# --- after a restore -------------------------------------------------------------------------


def test_the_list_erases_again_what_a_backup_brought_back(session, school, kept):
    bob, carol = school.people["bob"], school.people["carol"]
    with session.begin_nested() as backup:
        erase(session, bob, None, THEN)
        erase(session, carol, None, THEN, clears_answers=True)
        rows = erased(session)
        backup.rollback()
    session.expire_all()
    assert [row.id for row in rows] == [bob.id, carol.id]
    assert [row.are_answers_cleared for row in rows] == [False, True]
    assert bob.name == "Bob"
    assert erase_again(session, rows, THEN) == [bob.id, carol.id]
    assert left(session, "carol") == set()
    assert erase_again(session, rows, THEN) == []


def test_somebody_who_got_the_number_later_is_not_erased(session, school, kept):
    bob = school.people["bob"]
    erase(session, bob, None, THEN)
    (row,) = erased(session)
    mallory = school.people["mallory"]
    other = row._replace(id=mallory.id, created_at=row.created_at + timedelta(seconds=1))
    assert erase_again(session, [other, row._replace(id=999_999)], THEN) == []
    assert mallory.erased_at is None
