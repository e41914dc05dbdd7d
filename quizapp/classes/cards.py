"""Sign-in cards of a class: who may have one, and making many of them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts.cards import NewCard, give_card, hash_words, is_only_a_student, new_words
from quizapp.models import Class, Member, User

AT_ONCE = 100  # cards: hashing their words takes some seconds


class PrintedCard(NamedTuple):
    """What stands on a card; its words are nowhere else."""

    student: User
    words: str
    expires_at: datetime


class SecretWords(NamedTuple):
    """Four words, and what is kept of them."""

    words: str
    hashed: str


def students_for_cards(session: Session, class_: Class) -> Sequence[User]:
    """Return who of the class may have a card, by name: students here who were never staff."""
    return session.scalars(
        select(User)
        .join(Member, Member.user_id == User.id)
        .where(
            Member.class_id == class_.id,
            Member.role == "student",
            Member.state == "here",
            is_only_a_student(),
        )
        .order_by(User.name, User.id)
    ).all()


def draw_words(count: int) -> list[SecretWords]:
    """Return the words of so many cards. Call it outside any transaction: it takes its time."""
    drawn = [new_words() for _ in range(count)]
    return [SecretWords(words, hash_words(words)) for words in drawn]


class Maker(NamedTuple):
    """Who makes cards, and for how many days they are good."""

    person_id: int
    days: int


def give_cards(
    session: Session,
    students: Sequence[User],
    words: Sequence[SecretWords],
    maker: Maker,
    now: datetime,
) -> list[PrintedCard]:
    """Return a new card for each student; the old ones are void."""
    printed = []
    for student, secret in zip(students, words, strict=True):
        new = NewCard(secret.hashed, maker.person_id, maker.days)
        card = give_card(session, student, new, now)
        printed.append(PrintedCard(student, secret.words, card.expires_at))
    return printed
