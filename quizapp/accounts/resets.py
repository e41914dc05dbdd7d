"""A new password for staff, by a one-time link that is mailed to them."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from quizapp.accounts import limits
from quizapp.accounts.actions import change_password, find_link, token_sha256, use_link
from quizapp.core.permissions import AUDIENCES
from quizapp.models import OneTimeLink, User

LINK_HOURS = 1


def ask(session: Session, email: str, token: str, now: datetime) -> User | None:
    """Let `token` give the owner of the address a new password, once; None for nobody's.

    Every question is counted, so that nobody's post is flooded; older links are void.
    """
    subject = email.strip().casefold()
    if limits.try_again_at(session, subject, now, limits.RESET):
        return None
    limits.count_failure(session, subject, now, limits.RESET)
    person = _owner(session, subject)
    if person is not None:
        session.execute(delete(OneTimeLink).where(OneTimeLink.user_id == person.id))
        session.add(
            OneTimeLink(
                token_sha256=token_sha256(token),
                purpose="new_password",
                user_id=person.id,
                created_at=now,
                expires_at=now + timedelta(hours=LINK_HOURS),
            )
        )
        session.flush()
    return person


def _owner(session: Session, email: str) -> User | None:
    """Return the one member of staff with this address; of two nobody knows which."""
    found = session.scalars(
        select(User)
        .where(
            func.lower(User.email) == email,
            User.role.in_(AUDIENCES["teachers"]),
            User.disabled_at.is_(None),
        )
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def find_owner(session: Session, token: str, now: datetime) -> User | None:
    """Return whose new password the link is for, while it can be used."""
    link = find_link(session, token, "new_password", now)
    owner = session.get(User, link.user_id) if link else None
    return owner if owner and owner.disabled_at is None else None


def use(session: Session, token: str, password_hash: str, now: datetime) -> User:
    """Spend the link and give its owner the new password; LinkSpent."""
    link = find_link(session, token, "new_password", now)
    use_link(session, link, now)
    owner = session.get_one(User, link.user_id if link else 0)
    change_password(session, owner, password_hash, owner.id, now)
    limits.forget(session, owner.login or "", limits.SIGN_IN)
    return owner
