"""The reader's settings: how every passage is set, remembered; and the list of shortcuts."""

from typing import Any

from flask import redirect, render_template, request

from quizapp import db
from quizapp.reading import actions
from quizapp.reading.forms import SettingsForm
from quizapp.web import sessions
from quizapp.web.access import Door, safe_next

bp = Door("reading", __name__, audience="everyone")


@bp.route("/reading-settings")
def settings() -> Any:
    """Show what is set now."""
    form = SettingsForm(data=sessions.reading_settings()._asdict())
    return _page(form, request.args.get("next"))


@bp.route("/reading-settings", methods=["POST"])
def save_settings() -> Any:
    """Remember what was chosen, and go back to where one came from."""
    form = SettingsForm(request.form)
    going_to = request.form.get("next")
    if not form.validate():
        return _page(form, going_to), 422
    person = sessions.current_person()
    if person is None:
        sessions.remember_reading(form.data)
    else:
        session = db.get_session()
        actions.save_reading_settings(session, person.id, form.data)
        session.commit()
    return redirect(safe_next(going_to), 303)


@bp.route("/shortcuts")
def shortcuts() -> Any:
    """List what single keys do."""
    return render_template("reading/shortcuts.html", next=safe_next(request.args.get("next")))


def _page(form: SettingsForm, going_to: str | None) -> str:
    return render_template("reading/settings.html", form=form, next=safe_next(going_to))
