"""A reader's own notes: on one text, all of them, and as a file. There is no other way to them."""

from datetime import UTC, datetime
from typing import Any

import flask
from flask import redirect, render_template, request, url_for
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from quizapp import db
from quizapp.core.notes import STYLES, WordsNotFound, WordsTwice, place_of
from quizapp.core.spans import Span, SpanMismatch, picked_span
from quizapp.formats.notes import NOTES_FORMATS
from quizapp.models import Annotation
from quizapp.reading import annotations
from quizapp.reading.annotations import (
    LONGEST_QUOTE,
    OwnNote,
    ReadText,
    TooLong,
    TooManyNotes,
)
from quizapp.reading.forms import MarkBody, MarkForm, NoteForm
from quizapp.web.access import Door, get_person, safe_next

bp = Door("notes", __name__, audience="students")

_REFUSALS: dict[type[ValueError], str] = {
    TooManyNotes: "This text has as many highlights as it can bear. Remove some first.",
    TooLong: f"That is too much for one place: {LONGEST_QUOTE} characters at most.",
}


@bp.route("/notes")
def all_notes() -> Any:
    """List all of one's notes, by article."""
    rows = annotations.all_notes(db.get_session(), get_person().id)
    return render_template(
        "reading/all_notes.html", rows=rows, styles=STYLES, formats=NOTES_FORMATS.values()
    )


@bp.route("/notes/download")
def download() -> Any:
    """Hand out all of one's notes as a file: ?format=."""
    wanted = NOTES_FORMATS.get(request.args.get("format", "text"))
    if wanted is None:
        flask.abort(404)
    rows = annotations.note_rows(db.get_session(), get_person().id)
    name = f"notes-{datetime.now(UTC):%Y-%m-%d}{wanted.suffix}"
    return flask.Response(
        b"".join(wanted.write(rows)),
        content_type=wanted.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@bp.route("/texts/<int:version_id>/notes", load=annotations.find_read_text)
def of_text(found: ReadText) -> Any:
    """List one's notes on a text, and take one more in words typed off it."""
    return _text_page(found, MarkForm(), request.args.get("next"))


@bp.route("/texts/<int:version_id>/notes", load=annotations.find_read_text, methods=["POST"])
def add(found: ReadText) -> Any:
    """Mark the place of the words that were typed, where it is one."""
    form, going_to = MarkForm(request.form), request.form.get("next")
    if not form.validate():
        return _text_page(found, form, going_to), 422
    version_id = found.version.id
    try:
        span = place_of(found.version.text, form.quote.data)
        _mark(version_id, span, form.style.data, form.note.data or "")
    except WordsNotFound:
        form.quote.errors = ["These words do not stand in the text in a row."]
    except WordsTwice as refusal:
        words = f"These words stand {refusal.times} times in the text. Type some more around them."
        form.quote.errors = [words]
    except (TooManyNotes, TooLong) as refusal:
        form.quote.errors = [_REFUSALS[type(refusal)]]
    if form.errors:
        return _text_page(found, form, going_to), 422
    db.get_session().commit()
    return redirect(url_for(".of_text", version_id=version_id, next=safe_next(going_to)), 303)


@bp.route("/texts/<int:version_id>/notes", load=annotations.find_read_text, methods=["PUT"])
def put_mark(found: ReadText) -> Any:
    """Mark what a script says was picked, where it is what stands there."""
    try:
        body = MarkBody.model_validate(request.get_json())
        span = picked_span(found.version.text, body.start, body.end, body.quote)
        row = _mark(found.version.id, span, body.style, body.note)
    except (ValidationError, RecursionError):
        return {"error": "This is nothing that the page sends."}, 422
    except SpanMismatch:
        return {"error": "The text of this page is another one. Load the page again."}, 422
    except (TooManyNotes, TooLong) as refusal:
        return {"error": _REFUSALS[type(refusal)]}, 422
    except IntegrityError:
        return {"error": "This place was marked on another page just now."}, 409
    told = {"id": row.id, "start": row.span_start, "end": row.span_end, "quote": row.quote}
    db.get_session().commit()
    return told


@bp.route("/notes/<int:note_id>", load=annotations.find_own_note)
def note(found: OwnNote) -> Any:
    """Show one note to change."""
    form = NoteForm(style=found.note.style, note=found.note.note)
    return _note_page(found, form, request.args.get("next"))


@bp.route("/notes/<int:note_id>", load=annotations.find_own_note, methods=["POST"])
def change(found: OwnNote) -> Any:
    """Keep what was changed, or remove it by the other button."""
    session, form, going_to = db.get_session(), NoteForm(request.form), request.form.get("next")
    if request.form.get("then") == "remove":
        annotations.remove(session, found.note)
    elif not form.validate():
        return _note_page(found, form, going_to), 422
    else:
        annotations.change(session, found.note, form.style.data, form.note.data or "")
    session.commit()
    return redirect(safe_next(going_to or url_for(".all_notes")), 303)


def _mark(version_id: int, span: Span, style: str, note: str) -> Annotation:
    said = (style, note, datetime.now(UTC))
    return annotations.mark(db.get_session(), get_person().id, version_id, span, said)


def _text_page(found: ReadText, form: MarkForm, going_to: str | None) -> str:
    notes = annotations.own_notes(db.get_session(), get_person().id, [found.version.id])
    return render_template(
        "reading/text_notes.html",
        article=found.article,
        version=found.version,
        notes=notes.get(found.version.id, []),
        styles=STYLES,
        form=form,
        next=safe_next(going_to or url_for(".all_notes")),
    )


def _note_page(found: OwnNote, form: NoteForm, going_to: str | None) -> str:
    return render_template(
        "reading/note.html",
        note=found.note,
        article=found.article,
        form=form,
        next=safe_next(going_to or url_for(".all_notes")),
    )
