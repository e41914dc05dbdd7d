"""How a question is called: by its number among what is asked, not by its slot."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from quizapp.kinds import UNASKED
from quizapp.models import QuestionVersion, ServedSlot


def question_number(attempt_id: Any, slot: Any) -> Any:
    """Return the number that a slot's question bears on every page, as a subquery.

    Texts between questions take a slot and no number.
    """
    served, versions = aliased(ServedSlot), aliased(QuestionVersion)
    return (
        select(func.count())
        .select_from(served)
        .join(versions, served.question_version_id == versions.id)
        .where(served.attempt_id == attempt_id, served.number <= slot)
        .where(versions.kind.not_in(UNASKED))
        .scalar_subquery()
    )
