"""The scores of an assignment, down to the responses, and their download."""

from collections.abc import Generator
from datetime import UTC, datetime
from itertools import chain
from typing import Any

import flask
from flask import render_template, url_for

from quizapp import db
from quizapp.core.scores import ROW_KINDS
from quizapp.formats import SCORE_FORMATS
from quizapp.formats.contract import ScoreFormat, TooManyRows
from quizapp.models import Assignment, Attempt
from quizapp.results import actions, challenges, handed_in, overview, places, stopping
from quizapp.web.access import Door, get_person

bp = Door("results", __name__, audience="teachers")


@bp.route("/teach/assignments/<int:assignment_id>", load=actions.find_own_assignment)
def assignment(found: Assignment) -> Any:
    """List the attempts with their points."""
    session = db.get_session()
    verdicts = overview.verdict_counts(session, found)
    may_mark = overview.may_mark(session, get_person().id, found)
    return render_template(
        "results/assignment.html",
        assignment=found,
        rows=list(actions.attempt_rows(session, found)),
        verdicts={id_: overview.in_order(counts) for id_, counts in verdicts.items()},
        waiting=sum(bool(counts["waiting"]) for counts in verdicts.values()),
        may_mark=may_mark,
        challenges=challenges.challenges(session, found),
        may_change=overview.may_change(session, get_person().id, found),
        changed_keys=overview.changed_keys(session, found) if may_mark else [],
        places=places.two_by_two(session, found),
        stopped=stopping.stopped(session, found),
        formats=SCORE_FORMATS.values(),
    )


@bp.route("/teach/attempts/<int:attempt_id>", load=actions.find_taught_attempt)
def attempt(found: Attempt) -> Any:
    """List one attempt's responses with their marks."""
    session = db.get_session()
    rows = list(actions.response_rows(session, found.assignment, found.id))
    points = [row.points for row in rows]
    return render_template(
        "results/attempt.html",
        attempt=found,
        may_mark=found.state == "submitted"
        and overview.may_mark(session, get_person().id, found.assignment),
        challenges=challenges.challenges(session, found.assignment, found.id),
        rows=rows,
        slots=actions.asked_slots(session, found),
        rests=stopping.rests(session, found, datetime.now(UTC)),
        receipt=handed_in.find_receipt(session, found),
        set_aside=handed_in.set_aside_rows(session, found),
        points=None if None in points else sum(filter(None, points)),
        out_of=sum(row.out_of for row in rows),
    )


@bp.route(
    "/teach/attempts/<int:attempt_id>/go-on", load=stopping.find_to_let_go_on, methods=["POST"]
)
def go_on(found: Attempt) -> Any:
    """Let a student who has stopped reading go on."""
    session = db.get_session()
    stopping.go_on(session, found.id, get_person().id, datetime.now(UTC))
    session.commit()
    return flask.redirect(url_for(".assignment", assignment_id=found.assignment_id), 303)


@bp.route(
    "/teach/assignments/<int:assignment_id>/scores",
    load=actions.find_own_assignment,
)
def download(found: Assignment) -> Any:
    """Hand out the scores as a file: ?format=, and ?rows= where the format holds one kind."""
    rows = flask.request.args.get("rows", "attempts")
    wanted = SCORE_FORMATS.get(flask.request.args.get("format", "csv"))
    if wanted is None or rows not in ROW_KINDS:
        flask.abort(404)
    engine, assignment_id = db.get_engine(), found.id
    _note_export(assignment_id, wanted, rows)

    def pieces() -> Generator[bytes]:
        # The request's session ends before the last piece is sent, so this has its own.
        with db.open_session(engine, writes=False) as session:
            again = actions.get_assignment(session, assignment_id)
            with actions.score_tables(session, again, wanted, rows) as tables:
                yield from wanted.write(tables)

    sent = pieces()
    try:
        first = next(sent)
    except TooManyRows as refusal:
        flask.flash(str(refusal))
        return flask.redirect(flask.url_for(".assignment", assignment_id=assignment_id))
    name = "scores" if wanted.holds_both else rows
    name = f"{name}-{found.id}-{datetime.now(UTC):%Y-%m-%d}{wanted.suffix}"
    answer = flask.Response(
        chain([first], sent),
        mimetype=wanted.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    answer.call_on_close(sent.close)  # also when nobody reads to the end
    return answer


def _note_export(assignment_id: int, wanted: ScoreFormat, rows: str) -> None:
    """Write down what goes out, in a transaction that is over before the reading begins."""
    db.end_request_session()
    what = {"format": wanted.name} if wanted.holds_both else {"format": wanted.name, "rows": rows}
    with db.open_session(db.get_engine(), writes=True) as session:
        actions.note_export(session, assignment_id, get_person().id, datetime.now(UTC), **what)
        session.commit()
