"""Signing in: who may be meant, what is compared, and what comes of it.

Everybody costs the same: the same questions and as many hashes, whether there is such a
name, whether it is disabled, whether it has a card.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.accounts import cards, devices, limits, passwords
from quizapp.accounts.actions import find_by_login
from quizapp.audit.actions import Deed, record
from quizapp.models import User


class Typed(NamedTuple):
    """What somebody typed, and the token that their browser is known by."""

    login: str
    password: str
    device: str


class Candidate(NamedTuple):
    """Whoever a sign-in name may mean, with what the password is compared to.

    `subject` and `rule` say which failures count; `try_again_at` is None when nothing does.
    """

    person: User | None
    words_hash: str | None
    subject: str
    rule: limits.Rule
    try_again_at: datetime | None


class Compared(NamedTuple):
    """What the password fitted: "password", "card", or "" for nothing.

    `new_hash` replaces one that was made at another cost than today's.
    """

    fits: str
    new_hash: str | None = None


class Outcome(NamedTuple):
    """Who got in and by what; nobody has to wait who may try again at once."""

    person: User | None
    has_card: bool = False
    try_again_at: datetime | None = None


def find_candidate(session: Session, typed: Typed, now: datetime) -> Candidate:
    """Return whoever may be meant; somebody disabled is nobody."""
    person = find_by_login(session, typed.login)
    if person and (person.disabled_at or not person.login):
        person = None
    card = cards.find_card(session, person, now)
    subject, rule = typed.login.strip().casefold(), limits.SIGN_IN
    if devices.is_known(session, typed.device, person.id if person else 0, now):
        subject, rule = f"{typed.device} {subject}", limits.SIGN_IN_DEVICE
    wait = limits.try_again_at(session, subject, now, rule)
    return Candidate(person, card.words_hash if card else None, subject, rule, wait)


def compare(candidate: Candidate, password: str) -> Compared:
    """Return what the password fits. It hashes, so no transaction may be open meanwhile."""
    stored = candidate.person.password_hash if candidate.person else None
    if passwords.is_right(stored, password) and stored:
        is_outdated = passwords.is_outdated(stored)
        return Compared("password", passwords.hash_password(password) if is_outdated else None)
    return Compared("card" if cards.are_right(candidate.words_hash, password) else "")


def settle(
    session: Session, candidate: Candidate, compared: Compared, device: str, now: datetime
) -> Outcome:
    """Let the person in, or count the failure; a refusal leaves its trace, so commit both.

    What held before the hashing is asked again: of many guesses at once, those beyond the
    limit are not answered.
    """
    wait = limits.try_again_at(session, candidate.subject, now, candidate.rule)
    if wait:
        return Outcome(None, try_again_at=wait)
    person = _holds_still(session, candidate, compared, now)
    if person is None:
        _count(session, candidate, now)
        return Outcome(None)
    limits.forget(session, candidate.subject, candidate.rule)
    devices.remember(session, device, person.id, now)
    if compared.new_hash:
        person.password_hash = compared.new_hash
    if person.role != "student":
        deed = Deed(person.id, "signed_in", "user", person.id, person.id)
        record(session, deed, now)
    session.flush()
    return Outcome(person, has_card=compared.fits == "card")


def _holds_still(
    session: Session, candidate: Candidate, compared: Compared, now: datetime
) -> User | None:
    """Return the person when what fitted still does: nothing was changed or spent meanwhile."""
    if candidate.person is None or not compared.fits:
        return None
    person = session.scalar(
        select(User)
        .where(User.id == candidate.person.id, User.disabled_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if person is None or person.password_hash != candidate.person.password_hash:
        return None
    if compared.fits == "password":
        return person
    words_hash = candidate.words_hash or ""
    return person if cards.use_card(session, person, words_hash, now) else None


def _count(session: Session, candidate: Candidate, now: datetime) -> None:
    """Count a failure; the one that begins the waits is written down, the others are not."""
    counted = limits.count_failure(session, candidate.subject, now, candidate.rule)
    person = candidate.person
    if person and counted.failures == candidate.rule.free:
        deed = Deed(None, "sign_in_failed", "user", person.id, person.id)
        record(session, deed, now, failures=counted.failures)
