"""Which key marks an answer: the newest that asks the very same thing."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.marks import Mark
from quizapp.kinds.contract import PINNED, Content, Kind
from quizapp.kinds.hints import less_hints
from quizapp.kinds.where import where_text
from quizapp.marking.answers import HandedIn, content_of
from quizapp.models import QuestionVersion

# What a question holds beside its key. How its place is asked for is pinned with what was served.
_ABOUT = {
    *PINNED,
    *("explanation", "tags", "skill", "feedback", "model_answer"),
    *("hint_costs", "show_where"),
}


class Keys:
    """The versions of some questions, and what each of them asks. Each is read once."""

    def __init__(self, versions: Iterable[QuestionVersion]) -> None:
        self._contents: dict[int, Content] = {}
        self._newest_first: dict[int, list[QuestionVersion]] = defaultdict(list)
        for version in sorted(versions, key=lambda one: -one.number):
            self._newest_first[version.question_id].append(version)

    def newest(self, question_id: int) -> QuestionVersion:
        """Return the newest version of a question."""
        return self._newest_first[question_id][0]

    def key_of(self, answer: HandedIn) -> QuestionVersion | None:
        """Return the newest version that asks what this student was asked, as they saw it.

        None: the question was asked differently since, and no version but the one that
        was answered fits the answer.
        """
        versions = self._newest_first[answer.version.question_id]
        newer = [one for one in versions if one.number > answer.version.number]
        if not newer:
            return answer.version
        return next((one for one in newer if self._asks_the_same(one, answer)), None)

    def marked(self, key: QuestionVersion, answer: HandedIn) -> Mark:
        """Return what a key says of an answer, less what its hints cost when they were taken."""
        mark = answer.asked_as.mark(self._content(key), answer.value)
        return less_hints(mark, self._content(answer.version), answer.hints)

    def _asks_the_same(self, new: QuestionVersion, answer: HandedIn) -> bool:
        old, seed = answer.version, answer.attempt.seed
        if (new.kind, new.out_of) != (old.kind, old.out_of):
            return False
        kind, was, is_ = answer.asked_as, self._content(old), self._content(new)
        if not asks_alike(kind, was, is_, seed):
            return False
        # What is stored may count in the author's order, which the page does not show.
        if kind.text(was, answer.value) != kind.text(is_, answer.value):
            return False
        # And a sentence's number may be that of another one, where the text was edited.
        return not answer.served.show_where or (
            where_text(was, answer.value) == where_text(is_, answer.value)
        )

    def _content(self, version: QuestionVersion) -> Content:
        if version.id not in self._contents:
            self._contents[version.id] = content_of(version)
        return self._contents[version.id]


def asks_alike(kind: Kind, was: Content, is_: Content, seed: int) -> bool:
    """Do two contents of a kind show a student the same page?"""
    return kind.student_view(was, seed) == kind.student_view(is_, seed)


def marks_alike(was: Content, is_: Content) -> bool:
    """Do two contents hold the same key? As read by their kind: an older shape is no change."""
    return bool(_marked_by(was.model_dump()) == _marked_by(is_.model_dump()))


def _marked_by(value: Any) -> Any:
    """Return a content without what was pinned to it and without the words about it."""
    if isinstance(value, dict):
        return {name: _marked_by(one) for name, one in value.items() if name not in _ABOUT}
    return [_marked_by(one) for one in value] if isinstance(value, list | tuple) else value


def keys_for(session: Session, question_ids: Iterable[int]) -> Keys:
    """Return every version of these questions."""
    wanted = select(QuestionVersion).where(QuestionVersion.question_id.in_(set(question_ids)))
    return Keys(session.scalars(wanted))
