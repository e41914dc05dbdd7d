"""Printing sign-in cards for students of a class."""

from datetime import UTC, datetime
from typing import Any

from flask import abort, current_app, render_template, request

from quizapp import db
from quizapp.classes import cards
from quizapp.classes.roster_views import find_open_class
from quizapp.core.counts import count
from quizapp.models import Class, User
from quizapp.web.access import Door, get_person

bp = Door("cards", __name__, audience="teachers")


@bp.route("/teach/classes/<int:class_id>/cards", load=find_open_class)
def choose(found: Class) -> Any:
    """Show who may have a card; whoever has no password yet is ticked."""
    return _page(found)


def _page(class_: Class, error: str = "", status: int = 200) -> Any:
    students = cards.students_for_cards(db.get_session(), class_)
    return render_template(
        "classes/cards.html",
        class_=class_,
        students=students,
        error=error,
        at_once=cards.AT_ONCE,
        days=current_app.config["CARD_DAYS"],
    ), status


@bp.route("/teach/classes/<int:class_id>/cards", load=find_open_class, methods=["POST"])
def make(found: Class) -> Any:
    """Make new cards for the students who were chosen, and show them to be printed."""
    students = _chosen(found)
    if not students:
        return _page(found, "Choose at least one student of the class.", 422)
    if len(students) > cards.AT_ONCE:
        return _page(found, f"Choose at most {count(cards.AT_ONCE, 'student')} at once.", 422)
    # Hashing takes its time: no transaction may be open meanwhile.
    db.end_request_session()
    ids = [student.id for student in students]
    words = cards.draw_words(len(ids))
    session, person_id = db.get_session(), get_person().id
    if find_open_class(session, person_id, found.id) is None:
        abort(404)
    students = _chosen(found)
    if [student.id for student in students] != ids:
        return _page(found, "The class has changed meanwhile. Please choose once more.", 422)
    maker = cards.Maker(person_id, current_app.config["CARD_DAYS"])
    printed = cards.give_cards(session, students, words, maker, datetime.now(UTC))
    session.commit()
    return render_template("classes/cards_printed.html", class_=found, cards=printed)


def _chosen(class_: Class) -> list[User]:
    """Return the students who were chosen and may have a card; nobody if one of them may not."""
    students = cards.students_for_cards(db.get_session(), class_)
    if "everybody" in request.form:
        return list(students)
    wanted = set(request.form.getlist("students"))
    found = [student for student in students if str(student.id) in wanted]
    return found if len(found) == len(wanted) else []
