"""Sign-in cards: four words on paper that let a student in once, to choose a password."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from quizapp.accounts.passwords import hash_password, is_right
from quizapp.audit.actions import Deed, record
from quizapp.models import AuditEvent, Member, SignInCard, User

WORDS = 4  # of more than a thousand each: some 41 bits, behind argon2id and the limits
CARD_DAYS = 7


class NewCard(NamedTuple):
    """A card that is about to be printed: what is kept of its words, who prints it, how long."""

    words_hash: str
    made_by_id: int
    days: int = CARD_DAYS


@cache
def all_words() -> tuple[str, ...]:
    """Return our own list: short, kind English words that sound like no other."""
    return tuple(Path(__file__).with_name("words.txt").read_text("ascii").split())


def new_words() -> str:
    """Return four words as they are printed: "lamp maple otter tunnel"."""
    return " ".join(secrets.choice(all_words()) for _ in range(WORDS))


def plain_words(typed: str) -> str:
    """Return words as they are compared: case, blanks, hyphens and the like do not count."""
    return "".join(letter for letter in typed.casefold() if letter.isalpha())


def hash_words(words: str) -> str:
    """Return what is kept of a card's words. Call it outside any transaction."""
    return hash_password(plain_words(words))


def are_right(words_hash: str | None, typed: str) -> bool:
    """Are these the words of the card? Without a card it takes as long and says no."""
    return is_right(words_hash, plain_words(typed))


def is_only_a_student() -> ColumnElement[bool]:
    """Return the condition that a user is a student and was never staff anywhere.

    Whoever holds the card is let in, so it must not open what a teacher can see.
    """
    taught = exists().where(Member.user_id == User.id, Member.role != "student").correlate(User)
    changed = (
        exists()
        .where(AuditEvent.person_id == User.id, AuditEvent.action == "role_changed")
        .correlate(User)
    )
    return (
        (User.role == "student")
        & User.email.is_(None)
        & User.disabled_at.is_(None)
        & ~taught
        & ~changed
    )


def give_card(session: Session, student: User, new: NewCard, now: datetime) -> SignInCard:
    """Return the student's new card; an older one is void."""
    session.execute(delete(SignInCard).where(SignInCard.user_id == student.id))
    card = SignInCard(
        user_id=student.id,
        words_hash=new.words_hash,
        made_by_id=new.made_by_id,
        made_at=now,
        expires_at=now + timedelta(days=new.days),
    )
    session.add(card)
    session.flush()
    record(session, Deed(new.made_by_id, "card_printed", "user", student.id, student.id), now)
    return card


def find_card(session: Session, person: User | None, now: datetime) -> SignInCard | None:
    """Return the card that lets this person in now, if there is one.

    Nobody is looked up like somebody, so that it takes as long.
    """
    return session.scalar(
        select(SignInCard)
        .join(User, SignInCard.user_id == User.id)
        .where(
            User.id == (person.id if person else 0),
            SignInCard.expires_at > now,
            is_only_a_student(),
        )
    )


def use_card(session: Session, person: User, words_hash: str, now: datetime) -> bool:
    """Spend the card whose words were right; False when it went meanwhile, or is another.

    `words_hash` is the one the words were compared with, so that a card printed meanwhile
    is not spent for the old one.
    """
    spent = session.execute(
        delete(SignInCard)
        .where(
            SignInCard.user_id == person.id,
            SignInCard.words_hash == words_hash,
            SignInCard.expires_at > now,
            SignInCard.user_id.in_(select(User.id).where(is_only_a_student())),
        )
        .returning(SignInCard.user_id)
    ).all()
    return bool(spent)
