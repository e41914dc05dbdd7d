"""What is written down when somebody does it, and how it reads to an administrator."""

from datetime import datetime
from typing import Any, NamedTuple


class LogRow(NamedTuple):
    """One entry of the log, with the names that its people and things go by now."""

    id: int
    at: datetime
    actor_id: int | None
    actor: str | None
    action: str
    subject: str
    subject_id: int | None
    subject_name: str | None  # of a class, an assignment, an article
    person_id: int | None
    person: str | None
    details: dict[str, Any]


ACTIONS = {
    "signed_in": "signed in",
    "sign_in_failed": "could not sign in",
    "password_changed": "changed a password",
    "password_reset": "gave somebody a new password",
    "card_printed": "printed a sign-in card",
    "sessions_ended": "ended sessions",
    "role_changed": "changed what somebody may do",
    "disabled": "disabled an account",
    "enabled": "enabled an account",
    "class_made": "made a class",
    "class_changed": "changed the settings of a class",
    "class_closed": "put a class away",
    "class_reopened": "took a class out again",
    "class_shared": "shared a class",
    "class_unshared": "shared a class no more",
    "joining_opened": "let students join by a new code",
    "joining_ended": "ended joining by code",
    "roster_imported": "put a list of students into a class",
    "member_added": "put a student into a class",
    "member_joined": "joined a class by its code or link",
    "member_let_in": "let somebody into a class",
    "member_removed": "took somebody out of a class",
    "member_left": "left a class",
    "accommodated": "changed what a student is granted",
    "extended": "gave more time",
    "terms_changed": "changed the terms of a quiz",
    "attempt_reset": "reset an attempt",
    "key_seen": "saw a key",
    "question_changed": "changed a question",
    "mark_changed": "changed a mark",
    "marked_again": "marked answers again",
    "marking_undone": "undid marking again",
    "answers_opened": "opened the answers of a class",
    "exported": "exported scores",
    "person_exported": "exported all that is kept of a person",
    "erased": "erased a person",
    "purged": "removed what was kept long enough",
    "audit_exported": "exported this log",
}
