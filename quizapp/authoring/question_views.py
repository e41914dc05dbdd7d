"""A teacher corrects a question: the form of its kind, faults beside their fields."""

from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for

from quizapp import db
from quizapp.authoring import editing
from quizapp.authoring.editing import Revision
from quizapp.authoring.forms import SeenForm
from quizapp.authoring.views import note_key_seen
from quizapp.kinds import KINDS
from quizapp.kinds.edit_form import EditForm
from quizapp.models import Question, QuestionVersion
from quizapp.web.access import Door, get_person

bp = Door("questions", __name__, audience="teachers")


@bp.route("/teach/questions/<int:question_id>/edit", load=editing.find_question)
def edit(found: Question) -> Any:
    """Show the form of a question's newest version."""
    version = editing.newest(db.get_session(), found.id)
    kind = KINDS[version.kind]
    form = kind.edit_form()
    content = kind.Content.model_validate(version.content)
    page = _page(found, version, form(data=form.data_for(content)), version.id)
    note_key_seen(found.article_id)
    return page


@bp.route("/teach/questions/<int:question_id>/edit", load=editing.find_question, methods=["POST"])
def save(found: Question) -> Any:
    """Make a new version, or say what is wrong; `more` asks for more rows and saves nothing."""
    session = db.get_session()
    version = editing.newest(session, found.id)
    form, seen = KINDS[version.kind].edit_form()(request.form), SeenForm(request.form)
    # What was seen first stays what was seen, however often the page comes back.
    first = seen.seen.data if seen.validate() else version.id
    if "more" in request.form:
        return _page(found, version, form, first)
    content = form.read(KINDS[version.kind])
    if content is None or not seen.validate():
        return _page(found, version, form, first), 422
    placed, faults = editing.put_in_place(version, content)
    if faults:
        form.tell(faults)
        return _page(found, version, form, first), 422
    by = Revision(get_person().id, datetime.now(UTC), first)
    try:
        is_new = editing.revise(session, found, placed, by)
    except editing.ChangedMeanwhile:
        return _page(found, version, form, version.id, is_stale=True), 409
    session.commit()
    flash("Saved as a new version." if is_new else "Nothing was changed.")
    return redirect(url_for("authoring.article", slug=found.article.slug), 303)


def _page(
    question: Question,
    version: QuestionVersion,
    form: EditForm,
    seen: int,
    *,
    is_stale: bool = False,
) -> str:
    form.add_spare_rows()
    return render_template(
        "authoring/edit_question.html",
        question=question,
        version=version,
        seen=seen,
        form=form,
        is_stale=is_stale,
    )
