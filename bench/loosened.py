"""What `bench.mutants` puts in the place of a loader, a commit or a condition that it removes."""

import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from typing import Any

from sqlalchemy import ColumnElement, literal_column, or_, select
from sqlalchemy.orm import Session

from quizapp import db
from quizapp.accounts.actions import token_sha256
from quizapp.models import Base, User


def whoever_asks(load: Callable[..., Any]) -> Callable[..., Any]:
    """Return a loader that gives anybody the row that it gives somebody."""

    def found(session: Any, person_id: int | None, **ids: Any) -> Any:
        with db.open_session(db.get_engine(), writes=False) as own:
            people = [person_id, *own.scalars(select(User.id))]
        rows = (load(session, person, **ids) for person in people)
        return next((row for row in rows if row is not None), None)

    return found


def by_raw_id(load: Callable[..., Any]) -> Callable[..., Any]:
    """Return a loader that gives the row of this id, whoever asks and whatever its state."""
    (model,) = [
        kind
        for kind in typing.get_args(typing.get_type_hints(load)["return"])
        if isinstance(kind, type) and issubclass(kind, Base)
    ]

    def found(session: Session, _person_id: int | None, **ids: Any) -> Any:
        (id_,) = ids.values()
        return session.get(model, token_sha256(id_) if isinstance(id_, str) else id_)

    return found


class _Undo(Exception):
    """Ends a transaction that is not to be committed."""


@contextmanager
def undone(block: Any) -> Iterator[Any]:
    """Run a block that would commit at its end, and roll it back."""
    with suppress(_Undo), block as given:
        yield given
        raise _Undo


def always(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return a condition that takes the same values and is true of every row."""
    return or_(condition, literal_column("1") == literal_column("1"))


def no_savepoint(_savepoint: Callable[[], Any]) -> Any:
    """Return what runs a block in the transaction around it."""
    return nullcontext()
