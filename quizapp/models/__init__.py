"""Floor 1: the tables. Importing this module knows them all."""

from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.attempts import (
    Attempt,
    Check,
    HintTaken,
    Pause,
    Response,
    ServedSlot,
    SetAside,
    SlotState,
)
from quizapp.models.audit import AuditEvent, Inspection
from quizapp.models.base import Base
from quizapp.models.classes import Accommodation, Class, Group, GroupMember, Member
from quizapp.models.marks import Challenge, Mark, MarkingRun
from quizapp.models.people import KnownDevice, OneTimeLink, SignInCard, SignInSession, Tally, User
from quizapp.models.questions import EvidenceSpan, Question, QuestionVersion
from quizapp.models.quizzes import Assignment, Extension, Quiz, Slot
from quizapp.models.reading import Annotation, GlossaryEntry

__all__ = [
    "Accommodation",
    "Annotation",
    "Article",
    "ArticleVersion",
    "Assignment",
    "Attempt",
    "AuditEvent",
    "Base",
    "Challenge",
    "Check",
    "Class",
    "EvidenceSpan",
    "Extension",
    "GlossaryEntry",
    "Group",
    "GroupMember",
    "HintTaken",
    "Inspection",
    "KnownDevice",
    "Mark",
    "MarkingRun",
    "Member",
    "OneTimeLink",
    "Pause",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Response",
    "ServedSlot",
    "SetAside",
    "SignInCard",
    "SignInSession",
    "Slot",
    "SlotState",
    "Tally",
    "User",
]
