"""Taking an answer from everyone: it joins the accepted ones of its question."""

from datetime import datetime

from pydantic import ValidationError
from sqlalchemy.orm import Session

from quizapp.authoring import editing
from quizapp.authoring.editing import Revision
from quizapp.core.wildcards import has_wildcard, is_like
from quizapp.kinds import KINDS
from quizapp.kinds.contract import Content
from quizapp.marking.answers import HandedIn, content_of
from quizapp.marking.keys import keys_for
from quizapp.models import QuestionVersion


class CannotTake(ValueError):
    """The answer cannot join the accepted ones; the message says why, for a teacher."""


def typed_words(answer: HandedIn) -> str:
    """Return what was typed where a question lists accepted answers; '' where it does not."""
    if "accept" not in answer.version.content or not answer.value:
        return ""
    value = answer.value
    said = value.get("answer") if answer.served.show_where else value
    return str(said.get("text", "")) if isinstance(said, dict) else ""


def take_from_everyone(
    session: Session, answer: HandedIn, by: int, now: datetime
) -> QuestionVersion:
    """Return the question's new version, which accepts this answer and is the same otherwise.

    Raises CannotTake. Nothing is marked again by it: that is a run, looked at first.
    """
    question_id, words = answer.version.question_id, typed_words(answer)
    keys = keys_for(session, [question_id])
    newest = keys.newest(question_id)
    if not words.strip():
        raise CannotTake("This question has no list of accepted answers.")
    if keys.key_of(answer) is not newest:
        raise CannotTake("The question has been reworded since, so its new key is another one.")
    content = _with_answer(newest.kind, content_of(newest), words)
    try:
        editing.revise(session, newest.question, content, Revision(by, now, newest.id))
    except editing.ChangedMeanwhile as refusal:
        raise CannotTake("Somebody changed the question just now. Press it again.") from refusal
    return editing.newest(session, question_id)


def _with_answer(name: str, content: Content, words: str) -> Content:
    kind, stored = KINDS[name], content.model_dump(mode="json")
    # What earned less until now, or nothing, earns everything.
    others = [
        one
        for one in stored["accept"]
        if has_wildcard(one["text"]) or not is_like(words, one["text"]) or float(one["credit"]) == 1
    ]
    taken = {"text": words.replace("*", "\\*"), "credit": "1"}
    try:
        new = kind.Content.model_validate({**stored, "accept": [*others, taken]})
    except ValidationError as wrong:
        raise CannotTake("There is no room for another accepted answer.") from wrong
    known = kind.check(content)
    faults = [fault for fault in kind.check(new) if fault not in known]
    if faults:
        raise CannotTake(f"It cannot be added: {faults[0].message}.")
    return new
