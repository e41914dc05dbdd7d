"""The database itself refuses what must never stand in it, whoever writes."""

from datetime import datetime

import pytest
from sqlalchemy import CheckConstraint, UniqueConstraint, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from quizapp.models import (
    ArticleVersion,
    AuditEvent,
    Base,
    Check,
    EvidenceSpan,
    Extension,
    HintTaken,
    Mark,
    QuestionVersion,
    Response,
    ServedSlot,
    SetAside,
)
from tests.build import NOW

FRESH = {int: 10**6, str: "fresh", bool: False}
TABLES = Base.metadata.sorted_tables


def by_name(constraint):
    return str(constraint.name)


def partial(index):
    """Return the condition under which a unique index holds, if it has one."""
    return index.dialect_options["sqlite"]["where"]


def keys(table):
    """Return everything in a table that may stand in it once only."""
    unique = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    found = [table.primary_key, *unique, *(index for index in table.indexes if index.unique)]
    return sorted(found, key=by_name)


def row_of(session, table, key=None, **where):
    """Return a row of a table, one that a partial index of it holds for only when wanted."""
    query = select(table).filter_by(**where)
    if key is not None:  # nothing is twice what is not there
        query = query.where(*(column.is_not(None) for column in key.columns))
    for index in table.indexes:
        condition = partial(index) if index.unique else None
        if condition is not None:
            query = query.where(text(condition.text if index is key else f"NOT ({condition.text})"))
    return dict(session.execute(query.order_by(*table.primary_key.columns)).mappings().first())


def copy_beside(session, table, row, kept):
    """Return the row with other values in each key that has none of the columns `kept`."""
    referring = {column.name for column in table.columns if column.foreign_keys}
    for key in keys(table):
        names = {column.name for column in key.columns}
        if not names & kept:
            for name in names - referring:
                row[name] = None if row[name] is None else _fresh(name, type(row[name]))
            if names <= referring:
                row |= {name: another(session, table, name) for name in names}
    return row


def another(session, table, name):
    """Return a value of a key's column that none of its rows has; one that refers, refers to it."""
    column = table.columns[name]
    taken = set(session.scalars(select(column)))
    for reference in column.foreign_keys:
        others = session.scalars(select(reference.column).order_by(reference.column))
        return next((value for value in others if value not in taken), min(taken - {None}))
    return _fresh(name, next(type(value) for value in taken if value is not None))


def _fresh(name, kind):
    """Return a value that no row has; what ends comes after what begins."""
    return FRESH[kind] + 1 if name.endswith("_end") else FRESH[kind]


def refusal(session, table, row):
    """Return why the database refuses a row."""
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(table.insert().values(row))
    return str(refused.value.orig)


# --- references ----------------------------------------------------------------------------

REFERENCES = [key for table in TABLES for key in sorted(table.foreign_key_constraints, key=by_name)]


@pytest.mark.parametrize("key", REFERENCES, ids=lambda key: key.name)
def test_no_row_refers_to_nothing(full, key):
    table, names = key.table, {column.name for column in key.columns}
    row = copy_beside(full, table, row_of(full, table, key), names)
    # What another key holds too would be refused by that one.
    others = [other.columns for other in table.foreign_key_constraints if other is not key]
    wrong = names - {column.name for columns in others for column in columns} or names
    assert "foreign key" in refusal(full, table, row | dict.fromkeys(wrong, -1)).lower()


# --- what stands once -------------------------------------------------------------------------

KEYS = [(table, key) for table in TABLES for key in keys(table)]


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda one: one.name)
def test_nothing_stands_twice(full, table, key):
    row = row_of(full, table, key)
    names = [column.name for column in key.columns]
    same = {name: row[name] for name in names}
    for other in keys(table):
        free = {column.name for column in other.columns} - set(names)
        row |= {name: another(full, table, name) for name in free}
    words = refusal(full, table, row | same)
    # A key that holds a smaller one is refused by either.
    smaller = [k for k in keys(table) if {c.name for c in k.columns} <= set(names)]
    assert any(k.name in words or _named_by_sqlite(table, k) in words for k in smaller)


def _named_by_sqlite(table, key):
    return ", ".join(f"{table.name}.{column.name}" for column in key.columns)


# --- checks -----------------------------------------------------------------------------------

IMPOSSIBLE = [
    ("ck_articles_has_name", {"slug": ""}),
    ("ck_articles_has_name", {"title": ""}),
    ("ck_accommodations_time_percent", {"time_percent": 90}),
    ("ck_accommodations_time_percent", {"time_percent": 500}),
    ("ck_article_versions_number", {"number": 0}),
    ("ck_article_versions_text", {"text": ""}),
    ("ck_article_versions_sha256", {"sha256": "abc"}),
    ("ck_annotations_span", {"span_start": -1}),
    ("ck_annotations_span", {"span_start": 3}),
    ("ck_annotations_style", {"style": "pink"}),
    ("ck_assignments_limit_minutes", {"limit_minutes": 0}),
    ("ck_assignments_most_attempts", {"most_attempts": 0}),
    ("ck_assignments_most_tries", {"most_tries": 0}),
    ("ck_assignments_title", {"title": ""}),
    ("ck_assignments_window", {"opens_at": NOW, "closes_at": NOW}),
    ("ck_attempts_number", {"number": 0}),
    ("ck_attempts_state", {"state": "lost"}),
    ("ck_attempts_submitted_at", {"state": "submitted"}),
    ("ck_hints_taken_level", {"level": 0}),
    ("ck_hints_taken_level", {"level": 4}),
    ("ck_marking_runs_changed", {"changed": -1}),
    ("ck_marking_runs_undone", {"undone_at": None}),
    ("ck_marking_runs_question_version", {"question_id": None}),
    (
        "ck_attempts_submitted_at",
        {"submitted_at": NOW, "answers_sha256": "x", "ended_by": "student"},
    ),
    ("ck_attempts_answers_sha256", {"answers_sha256": "x"}),
    ("ck_attempts_ended", {"ended_by": "time"}),
    (
        "ck_attempts_ended_by",
        {"state": "submitted", "submitted_at": NOW, "answers_sha256": "x", "ended_by": "rain"},
    ),
    ("ck_audit_events_action", {"action": ""}),
    ("ck_audit_events_action", {"subject": ""}),
    ("ck_challenges_decided", {"decision": None}),
    ("ck_challenges_decided", {"decided_by_id": None}),
    ("ck_challenges_decision", {"decision": "perhaps"}),
    ("ck_challenges_span", {"span_end": 0}),
    ("ck_checks_revision", {"revision": -1}),
    ("ck_classes_join_code", {"join_code": None}),
    ("ck_classes_join_code", {"join_token": None}),
    ("ck_classes_join_code", {"join_ends_at": None}),
    ("ck_classes_name", {"name": ""}),
    ("ck_evidence_spans_place", {"start": -1, "end": 2, "quote": "abc"}),
    ("ck_evidence_spans_place", {"start": 5, "end": 5, "quote": ""}),
    ("ck_evidence_spans_quote", {"quote": "abc", "start": 0, "end": 4}),
    ("ck_extensions_extra_attempts", {"extra_attempts": -1}),
    ("ck_extensions_extra_minutes", {"extra_minutes": -1}),
    ("ck_extensions_time_percent", {"time_percent": 90}),
    ("ck_extensions_window", {"opens_at": NOW, "closes_at": NOW}),
    ("ck_glossary_entries_meaning", {"meaning": ""}),
    ("ck_glossary_entries_word", {"word": ""}),
    ("ck_groups_name", {"name": ""}),
    ("ck_inspections_reason", {"reason": ""}),
    ("ck_marks_marked_by", {"marked_by": "nobody"}),
    ("ck_marks_points", {"points": -1}),
    ("ck_marks_points", {"points": 2, "out_of": 1}),
    ("ck_members_role", {"role": "guest"}),
    ("ck_members_state", {"state": "lost"}),
    ("ck_one_time_links_purpose", {"purpose": "fun"}),
    ("ck_one_time_links_user_id", {"purpose": "new_password"}),
    ("ck_pauses_ended", {"ended_at": NOW, "ended_by_id": None}),
    ("ck_pauses_seconds_left", {"seconds_left": -1}),
    ("ck_question_versions_number", {"number": 0}),
    ("ck_question_versions_out_of", {"out_of": -1}),
    ("ck_questions_state", {"state": "lost"}),
    ("ck_quizzes_title", {"title": ""}),
    ("ck_responses_revision", {"revision": 0}),
    ("ck_served_slots_number", {"number": 0}),
    ("ck_set_aside_responses_reason", {"reason": "lost"}),
    ("ck_slots_number", {"number": 0}),
    ("ck_tallies_count", {"count": 0}),
    ("ck_users_email", {"email": ""}),
    ("ck_users_erased_is_disabled", {"erased_at": NOW}),
    ("ck_users_guests_have_no_login", {"role": "guest"}),
    ("ck_users_guests_have_no_login", {"login": None}),
    ("ck_users_name", {"name": ""}),
    ("ck_users_role", {"role": "king"}),
]
CHECKS = {
    str(check.name): table
    for table in TABLES
    for check in table.constraints
    if isinstance(check, CheckConstraint)
}


@pytest.mark.parametrize(("name", "wrong"), IMPOSSIBLE)
def test_what_cannot_be_is_refused(full, name, wrong):
    table = CHECKS[name]
    where = {"state": "open"} if table.name == "attempts" else {}
    where = {"purpose": "first_teacher"} if table.name == "one_time_links" else where
    query = select(table).filter_by(**where).order_by(*table.primary_key.columns)
    row = dict(full.execute(query).mappings().first())
    assert name in refusal(full, table, row | wrong)


def test_every_check_has_a_row_here_that_it_refuses():
    assert set(CHECKS) == {name for name, _ in IMPOSSIBLE}


# --- rows that are never changed ------------------------------------------------------------

FROZEN = {
    ArticleVersion: "text",
    AuditEvent: "action",
    Check: "revision",
    EvidenceSpan: "quote",
    HintTaken: "level",
    Mark: "reason",
    QuestionVersion: "skill",
    Response: "operation",
    ServedSlot: "question_version_id",
    SetAside: "reason",
}


@pytest.fixture
def frozen(full, request):
    """A row of a model; a question version nobody refers to, which else would be refused first."""
    row = full.scalars(select(request.param)).first()
    if request.param is QuestionVersion:
        table = QuestionVersion.__table__
        values = copy_beside(full, table, row_of(full, table), set())
        full.execute(table.insert().values(values))
        row = full.get_one(QuestionVersion, values["id"])
    return row


@pytest.mark.parametrize(
    "change", ["UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events"]
)
def test_the_database_itself_refuses_to_change_an_audit_event(full, change):
    with pytest.raises(DBAPIError, match="audit events are never changed"), full.begin_nested():
        full.execute(text(change))


@pytest.mark.parametrize("frozen", FROZEN, indirect=True, ids=lambda model: model.__name__)
def test_what_was_written_is_not_deleted(full, frozen):
    full.delete(frozen)
    with pytest.raises(TypeError, match=f"{type(frozen).__name__} rows are never changed"):
        full.flush()


@pytest.mark.parametrize(
    "frozen", [*FROZEN, Extension], indirect=True, ids=lambda model: model.__name__
)
def test_what_was_written_is_not_changed(full, frozen):
    name = (FROZEN | {Extension: "reason"})[type(frozen)]
    value = getattr(frozen, name)
    setattr(frozen, name, value + type(value)(1))
    with pytest.raises(TypeError, match=f"{type(frozen).__name__} rows are never changed"):
        full.flush()


def test_a_moment_without_a_time_zone_is_refused(full):
    with pytest.raises(StatementError, match="has no time zone"):
        full.execute(select(Mark).where(Mark.marked_at < datetime(2026, 11, 22)))  # noqa: DTZ001  the fault itself
