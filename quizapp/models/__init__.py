"""Floor 1: the tables. Importing this module knows them all."""

from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.attempts import (
    Attempt,
    HintTaken,
    Response,
    ServedSlot,
    SetAside,
)
from quizapp.models.audit import AuditEvent, Inspection
from quizapp.models.base import Base
from quizapp.models.classes import Accommodation, Class, Group, GroupMember, Member
from quizapp.models.marks import Mark, MarkingRun
from quizapp.models.people import KnownDevice, OneTimeLink, SignInCard, SignInSession, Tally, User
from quizapp.models.questions import EvidenceSpan, Question, QuestionVersion
from quizapp.models.quizzes import Assignment, Quiz, Slot

__all__ = [
    "Accommodation",
    "Article",
    "ArticleVersion",
    "Assignment",
    "Attempt",
    "AuditEvent",
    "Base",
    "Class",
    "EvidenceSpan",
    "Group",
    "GroupMember",
    "HintTaken",
    "Inspection",
    "KnownDevice",
    "Mark",
    "MarkingRun",
    "Member",
    "OneTimeLink",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Response",
    "ServedSlot",
    "SetAside",
    "SignInCard",
    "SignInSession",
    "Slot",
    "Tally",
    "User",
]
