"""Rows of what a student notes, is granted, and says of a mark, beside the answers."""

from sqlalchemy import select

from quizapp.models import (
    Annotation,
    Challenge,
    Check,
    Extension,
    GlossaryEntry,
    Mark,
    Pause,
    SlotState,
)
from tests.build import NOW


def keep_sitting(session, done, begun, alice):
    """Make a row in each of those tables: `done` is handed in and marked, `begun` is open."""
    person_id = begun.student_id
    text = begun.served[0].question_version.article_version
    span = {"article_version_id": text.id, "span_start": 0, "span_end": 3, "quote": text.text[:3]}
    mark = session.scalars(select(Mark).where(Mark.attempt_id == done.id)).first()
    where = {"attempt_id": begun.id, "slot": 2}
    given = {"assignment_id": done.assignment_id, "student_id": person_id, "reason": "ill"}
    noted = {"style": "important", "note": f"note of {person_id}", "prefix": "", "suffix": "x"}
    session.add_all(
        [
            Check(**where, revision=1, is_last=True, checked_at=NOW),
            SlotState(**where, is_flagged=True, eliminated=["1"], changed_at=NOW),
            Pause(attempt_id=begun.id, paused_at=NOW),
            Annotation(user_id=person_id, **span, **noted, made_at=NOW),
            Challenge(
                attempt_id=done.id,
                slot=mark.slot,
                mark_id=mark.id,
                **span,
                reason="but it says so",
                made_at=NOW,
            ),
            Extension(**given, extra_minutes=5, granted_by_id=alice, granted_at=NOW),
        ]
    )


def explain_a_word(session, article, alice):
    """Let alice explain a word of an article."""
    entry = {"article_id": article.id, "word": "guild", "meaning": "people of one trade"}
    session.add(GlossaryEntry(**entry, made_by_id=alice, made_at=NOW))
