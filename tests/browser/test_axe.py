"""Every page through axe-core: three widths, light and dark, no violation."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

import pytest
from sqlalchemy import select

from quizapp.accounts import resets
from quizapp.accounts.actions import make_first_teacher_link
from quizapp.classes.actions import join, practice_class
from quizapp.classes.groups import make_group
from quizapp.classes.joining import JoinWay, open_joining
from quizapp.core.spans import span_at
from quizapp.core.text import Part
from quizapp.marking.runs import Order, carry_out, undo
from quizapp.models import Attempt, GlossaryEntry
from quizapp.reading.annotations import mark
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build
from tests.browser.axe import faults
from tests.browser.chromium import expect
from tests.browser.scores import hand_in
from tests.marking import sat
from tests.sitting_rows import explain_a_word

pytestmark = [pytest.mark.browser, pytest.mark.database("sqlite"), pytest.mark.long]


class Places(NamedTuple):
    """The ids that the addresses of the pages are made of."""

    open: int  # bob's attempt with some answers
    done: int  # carol's, handed in
    given: int  # alice's assignment
    unused: int  # another one, which nobody has begun
    practice: int
    plain: int  # a practice quiz without an advisory
    student: int  # bob
    group: int  # of alice's class
    class_: int  # alice's, which dave asks to join and mallory left
    question: int  # the second one, whose key was changed since
    entry: int  # a word that alice explains
    note: int  # of bob's
    text: int  # that it is on


@pytest.fixture
def places(session, school):
    """A school in which every page has something to show."""
    parts = [*build.PARTS, Part("paragraph", "Then it was morning.")]
    plain = build.article(session, "plain-lamps", parts=parts)
    quiz = build.lamp_set(
        session, build.LAMP_SET.replace("article: harbour-lights", "article: plain-lamps")
    ).quiz
    assert not plain.has_advisory
    unused = build.assignment(session, school.class_, quiz)
    free = build.assignment(session, practice_class(session, build.NOW), quiz)
    done = build.attempt(session, school, "carol")
    hand_in(session, done)
    practised = start(session, school.practice, school.people["bob"], 7, build.NOW)
    submit(session, practised, build.NOW)
    begun = build.attempt(session, school)
    build.answer(session, begun, 2, {"text": "the guild"})
    group = make_group(session, school.class_, "Red")
    open_joining(session, school.class_, JoinWay("ABCD2345", "a-link-of-7b"), datetime.now(UTC))
    for name, state in (("dave", "waiting"), ("mallory", "left")):
        place = join(session, school.class_.id, school.people[name], "student", build.NOW)
        place.state = state
    build.person(session, "Ada", "administrator")
    make_first_teacher_link(session, "a-token-of-the-tests", datetime.now(UTC))
    school.people["dave"].email = "dave@school.example"
    resets.ask(session, "dave@school.example", "a-token-for-dave", datetime.now(UTC))
    asked = _change_key(session, school)
    noted = _note(session, school, begun)
    session.commit()
    given = (school.assignment.id, unused.id, school.practice.id, free.id)
    return Places(
        *(begun.id, done.id, *given, school.people["bob"].id),
        *(group.id, school.class_.id, asked, *noted),
    )


def _note(session, school, begun):
    """Explain a word and note something; return the ids of both, and of the text."""
    explain_a_word(session, school.article, school.people["alice"].id)
    entry = session.scalars(select(GlossaryEntry.id)).one()
    text = begun.served[0].question_version.article_version
    said = ("question", "Which?", build.NOW)
    note = mark(session, begun.student_id, text.id, span_at(text.text, 0, 10), said)
    return entry, note.id, text.id


def _change_key(session, school):
    """Mark by hand what carol answered, change the key, mark again; return the question."""
    done = session.scalars(select(Attempt).where(Attempt.assignment_id == school.assignment.id))
    carol = next(one for one in done if one.state == "submitted")
    sat.by_hand(session, school, carol, 5_000_000)
    build.lamp_set(session, sat.MORE_TAKEN)
    order = Order(school.people["alice"].id, "Fishers are right too.")
    undo(
        session, carry_out(session, school.assignment, None, order, build.NOW), order.by, build.NOW
    )
    return carol.served[1].question_version.question_id


PAGES = [
    ("", "/"),
    ("bob", "/"),
    ("", "/practice/{practice}"),
    ("", "/practice/{plain}"),
    ("", "/sign-in"),
    ("", "/reading-settings?next=/"),
    ("", "/shortcuts"),
    ("", "/first-teacher/a-token-of-the-tests"),
    ("", "/forgotten"),
    ("", "/new-password/a-token-for-dave"),
    ("bob", "/attempts/{open}"),
    ("bob", "/attempts/{open}/finish"),
    ("bob", "/attempts/{open}/pause"),
    ("carol", "/assignments/{unused}/pause"),
    ("bob", "/notes"),
    ("bob", "/notes/{note}"),
    ("bob", "/texts/{text}/notes"),
    ("carol", "/attempts/{done}/receipt"),
    ("carol", "/attempts/{done}/review"),
    ("carol", "/attempts/{done}/review#e2"),
    ("bob", "/home"),
    ("carol", "/assignments/{unused}"),
    ("mallory", "/home"),
    ("mallory", "/join"),
    ("mallory", "/join/a-link-of-7b"),
    ("alice", "/teach"),
    ("alice", "/teach/classes/new"),
    ("alice", "/teach/classes/{class_}"),
    ("alice", "/teach/classes/{class_}/settings"),
    ("alice", "/teach/classes/{class_}/give"),
    ("alice", "/teach/classes/{class_}/join-sheet"),
    ("alice", "/teach/classes/{class_}/sharing"),
    ("alice", "/teach/classes/{class_}/groups"),
    ("alice", "/teach/classes/{class_}/groups/{group}"),
    ("alice", "/teach/classes/{class_}/students/{student}"),
    ("mallory", "/"),
    ("alice", "/teach/articles"),
    ("alice", "/teach/articles/harbour-lights"),
    ("alice", "/teach/articles/harbour-lights/paper"),
    ("alice", "/teach/articles/harbour-lights/words"),
    ("alice", "/teach/articles/harbour-lights/words/{entry}"),
    ("alice", "/teach/questions/{question}/edit"),
    ("alice", "/teach/assignments/{given}"),
    ("alice", "/teach/assignments/{unused}"),
    ("alice", "/teach/attempts/{done}"),
    ("alice", "/teach/assignments/{given}/marking"),
    ("alice", "/teach/assignments/{unused}/marking"),
    ("alice", "/teach/assignments/{given}/marking/{question}"),
    ("alice", "/teach/marks/{done}/2?names=yes"),
    ("alice", "/teach/assignments/{given}/remarking"),
    ("alice", "/teach/assignments/{unused}/remarking"),
    ("alice", "/teach/assignments/{given}/remarking/all"),
    ("alice", "/teach/assignments/{given}/remarking/{question}"),
    ("bob", "/profile"),
    ("alice", "/profile"),
    ("bob", "/profile/data"),
    ("alice", "/teach/people/{student}/data"),
    ("alice", "/teach/asked-to-be-forgotten"),
    ("ada", "/admin"),
    ("ada", "/admin/people"),
    ("ada", "/admin/people/{student}"),
    ("ada", "/admin/people/{student}/data"),
    ("ada", "/admin/asked-to-be-forgotten"),
    ("ada", "/admin/log"),
    ("ada", "/admin/classes"),
    ("ada", "/admin/classes/{class_}"),
    ("alice", "/teach/classes/{class_}/roster"),
    ("alice", "/teach/classes/{class_}/cards"),
]


# Not a page: a file to save, a picture. And the one page before which there is no other.
FILES = {"results.download", "notes.download", "joining.picture", "profile.choose_password"}


def test_every_page_is_among_them(app):
    places = app.url_map.bind("localhost")
    opened = {
        places.match(re.split("[?#]", re.sub(r"{\w+}", "1", path))[0])[0] for _, path in PAGES
    }
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - opened - FILES == {"static"}


@pytest.mark.parametrize("login", dict.fromkeys(login for login, _ in PAGES))
def test_no_page_has_a_violation(browse, places, login):
    window = browse(login=login or None)
    found = []
    for path in (path for name, path in PAGES if name == login):
        page = window.open(path.format(**places._asdict()))
        found.extend(f"{path}: {fault}" for fault in faults(page))
    assert found == []


# --- pages that something must be done for --------------------------------------------------


def too_long(browse, places):
    """An attempt that comes back with a fault."""
    window = browse(login="bob")
    window.allow("status of 422")
    page = window.open(f"/attempts/{places.open}")
    page.get_by_label("Who paid for it?").fill("x" * 501)
    page.get_by_role("button", name="Check and hand in").click()
    expect(page.locator(".error")).to_contain_text("too long")
    return page


def wrong_password(browse, _places):
    """The sign-in page with its error."""
    window = browse()
    window.allow("status of 422")
    page = window.open("/sign-in")
    page.get_by_label("Sign-in name").fill("bob")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("not right")).to_be_visible()
    return page


def weak_password(browse, _places):
    """The first teacher's page with its error."""
    window = browse()
    window.allow("status of 422")
    page = window.open("/first-teacher/a-token-of-the-tests")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Become the teacher").click()
    expect(page.get_by_text("four words are a good password")).to_be_visible()
    return page


def two_answers(browse, places):
    """The page that a browser without scripts gets when another tab came first."""
    return posted_from_an_old_page(browse, places, 409, "Two answers to one question")


def too_late(browse, places):
    """The same page when the quiz was handed in meanwhile."""
    return posted_from_an_old_page(browse, places, 423, "This came after the end")


def posted_from_an_old_page(browse, places, status, title):
    """Change the second answer in one tab, then post it as the page's form in another."""
    window = browse(login="bob")
    window.allow(f"status of {status}")
    old = window.open(f"/attempts/{places.open}")
    other = window.tab(f"/attempts/{places.open}")
    other.get_by_label("Who paid for it?").fill("somebody")
    other.get_by_role("button", name="Check and hand in").click()
    if status == 423:
        other.get_by_role("button", name="Hand in", exact=True).click()
    expect(other.get_by_role("heading", name="Finish").or_(other.locator(".slip"))).to_be_visible()
    # As without scripts: setting a value tells no listener, and neither does form.submit().
    old.locator("#answers").evaluate(
        "form => { form.elements['s2-text'].value = 'me'; form.submit() }"
    )
    expect(old.get_by_role("heading", level=1)).to_have_text(title)
    return old


def asked_to_choose(browse, places):
    """The attempt whose script offers both answers."""
    window = browse(login="bob")
    window.allow("status of 409")
    old = window.open(f"/attempts/{places.open}")
    other = window.tab(f"/attempts/{places.open}")
    other.get_by_label("Who paid for it?").fill("somebody else")
    other.get_by_role("button", name="Check and hand in").click()
    expect(other.get_by_role("heading", name="Finish")).to_be_visible()
    old.get_by_label("Who paid for it?").fill("me")
    expect(old.get_by_role("group", name="Two answers to question 2")).to_be_visible()
    return old


def picking(browse, places):
    """The attempt while sentences are picked in the passage."""
    page = browse(login="bob").open(f"/attempts/{places.open}")
    page.get_by_role("button", name="Pick in the passage").click()
    page.get_by_role("checkbox", name="The keeper lit").first.press("Space")
    return page


def sepia(browse, places):
    """An attempt in the reader's own theme, all settings as large and wide as they go."""
    return in_theme(browse, places, "Sepia", "Large")


def in_theme(browse, places, theme, size):
    page = browse(login="carol").open(f"/reading-settings?next=/attempts/{places.done}/review")
    for words in (theme, size, "Wide", "Easy to tell letters apart", "Every fifth line"):
        page.get_by_label(words, exact=True).check()
    page.get_by_role("button", name="Save and go back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review")
    return page


def own_dark(browse, places):
    """The same by the reader's choice where the device wants it light."""
    return in_theme(browse, places, "Dark", "Very large")


def not_here(browse, _places):
    """A page that is not there."""
    window = browse()
    window.allow("status of 404")
    return window.open("/nowhere")


STATES = [
    too_long,
    wrong_password,
    weak_password,
    two_answers,
    too_late,
    asked_to_choose,
    picking,
    sepia,
    own_dark,
    not_here,
]


@pytest.mark.parametrize("state", STATES)
def test_no_state_has_a_violation(browse, places, state):
    assert faults(state(browse, places)) == []
