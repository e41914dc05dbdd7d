"""Putting a text into every column that holds words, past every form that would refuse it."""

from collections.abc import Callable

from sqlalchemy import String, select, update

from quizapp.models import Base, QuestionVersion

# Words of ours and secrets: the database or the code lets nothing else stand there.
OURS = {
    "show_where",
    *("role", "state", "reason", "marked_by", "purpose", "kind", "skill", "zone", "language"),
    *("token_sha256", "password_hash", "words_hash", "sha256", "answers_sha256", "slug"),
    *("text", "quote", "prefix", "suffix", "operation", "login", "action", "subject"),
    *("version_num", "join_token", "join_code", "data", "reading_settings", "question_set"),
    *("style", "decision", "ended_by", "translation_language"),
}
# What reasons are by a person, beside those that are ours.
FREE = {
    *(("inspections", "reason"), ("marks", "reason"), ("marking_runs", "reason")),
    *(("challenges", "reason"), ("extensions", "reason")),
}
# Keys of a question's content whose words an author writes.
WRITTEN = {"stem", "text", "feedback", "explanation", "accept", "hint"}


def poison(session, texts: Callable[[], str]) -> None:
    """Write another text into each field of each row, as `texts` hands them out."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_free = column.name not in OURS or (table.name, column.name) in FREE
            if isinstance(column.type, String) and is_free and not column.foreign_keys:
                _write(session, table, column, texts)
    _write_questions(session, texts)


def _write(session, table, column, texts) -> None:
    if table.name == "audit_events":
        return  # the database refuses to change them
    keys = list(table.primary_key.columns)
    found = session.execute(select(*keys).where(column.is_not(None))).all()
    for number, row in enumerate(found):
        where = [key == value for key, value in zip(keys, row, strict=True)]
        # The number, for what may stand once only.
        text = f"{texts()} {number}"
        session.execute(update(table).where(*where).values({column.name: text}))


def _write_questions(session, texts) -> None:
    table = QuestionVersion.__table__
    for id_, content in session.execute(select(table.c.id, table.c.content)).all():
        session.execute(
            update(table).where(table.c.id == id_).values(content=_poisoned(content, texts))
        )


def _poisoned(value, texts, name=""):
    if isinstance(value, dict):
        return {key: _poisoned(one, texts, key) for key, one in value.items()}
    if isinstance(value, list):
        return [_poisoned(one, texts, name) for one in value]
    return texts() if isinstance(value, str) and name in WRITTEN else value
