"""Floor 1: the tables. Importing this module knows them all."""

from quizapp.models.articles import Article, ArticleVersion
from quizapp.models.attempts import Attempt, Mark, Response, ServedSlot, SetAside
from quizapp.models.base import Base
from quizapp.models.people import Class, Member, OneTimeLink, SignInSession, User
from quizapp.models.questions import EvidenceSpan, Question, QuestionVersion
from quizapp.models.quizzes import Assignment, Quiz, Slot

__all__ = [
    "Article",
    "ArticleVersion",
    "Assignment",
    "Attempt",
    "Base",
    "Class",
    "EvidenceSpan",
    "Mark",
    "Member",
    "OneTimeLink",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Response",
    "ServedSlot",
    "SetAside",
    "SignInSession",
    "Slot",
    "User",
]
