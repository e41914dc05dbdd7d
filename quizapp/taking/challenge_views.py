"""Challenging a mark from the review."""

from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request, url_for

from quizapp import db
from quizapp.taking import challenging, reviewing, texts
from quizapp.taking.challenge_forms import ChallengeForm
from quizapp.taking.challenging import Doubtable, find_doubtable
from quizapp.taking.feedback import told_of
from quizapp.web.access import Door

bp = Door("challenges", __name__, audience="students")

_ADDRESS = "/attempts/<int:attempt_id>/slots/<int:slot>/challenge"


@bp.route(_ADDRESS, load=find_doubtable)
def ask(found: Doubtable) -> Any:
    """Show the sentences of the passage, and ask why; where there is nothing to challenge, the
    review."""
    return _page(found, _form(found)) if _can(found) else redirect(_review(found))


@bp.route(_ADDRESS, load=find_doubtable, methods=["POST"])
def challenge(found: Doubtable) -> Any:
    """Challenge the mark; pressing twice is once."""
    session, form = db.get_session(), _form(found)
    if _can(found):
        if not form.validate() or form.place is None:
            return _page(found, form), 422
        now = datetime.now(UTC)
        challenging.challenge(session, found, form.place, form.reason.data, now)
    place = _review(found)
    session.commit()
    return redirect(place, 303)


def _can(found: Doubtable) -> bool:
    """Are the points told, are there some to gain, and was the mark not challenged yet?"""
    session = db.get_session()
    told = told_of(session, found.attempt, datetime.now(UTC))
    doubt = challenging.doubts(session, found.attempt, [found.slot], told).get(found.slot.number)
    return doubt is not None and doubt.can


def _review(found: Doubtable) -> str:
    return url_for("taking.review", attempt_id=found.attempt.id, _anchor=f"q{found.slot.question}")


def _form(found: Doubtable) -> ChallengeForm:
    text = found.slot.version.article_version.text
    return ChallengeForm(request.form).about(text, found.sentences)


def _page(found: Doubtable, form: ChallengeForm) -> str:
    told = told_of(db.get_session(), found.attempt, datetime.now(UTC)).items
    own = told & frozenset({"answers"})
    return render_template(
        "taking/challenge.html",
        attempt=found.attempt,
        item=reviewing.review_item(found.attempt, found.slot, own),
        form=form,
        passages=texts.passages(db.get_session(), found.attempt, [found.slot], frozenset()),
    )
