"""A student doubts a mark: once, with a place in the text, and the teacher sees it."""

import pytest
from sqlalchemy import select, update

from quizapp.core.feedback import preset
from quizapp.models import ArticleVersion, Challenge, Mark, QuestionVersion
from quizapp.taking.actions import submit
from quizapp.taking.challenge_forms import LONGEST_QUOTE
from tests import build
from tests.build import NOW
from tests.sitting_rows import explain_a_word

REASON = "It grew <before> the lamp was built."


@pytest.fixture
def attempt(session, school):
    """Bob's, handed in: the first answer wrong, the second right, the rest blank."""
    made = build.attempt(session, school)
    build.answer(session, made, 1, {"option": 1})
    build.answer(session, made, 2, {"text": "the guild"})
    submit(session, made, NOW)
    session.commit()
    return made.id


@pytest.fixture
def page(attempt):
    return f"/attempts/{attempt}/slots/1/challenge"


def kept(session):
    session.rollback()
    rows = session.scalars(select(Challenge)).all()
    session.expunge_all()
    session.rollback()
    return rows


def test_a_mark_is_challenged_from_the_review(session, school, bob, alice, attempt, page):
    bob.get(f"/attempts/{attempt}/review")
    assert page in bob.links()
    bob.get(page).send("challenge", first=2, last=3, reason=REASON)
    assert "You challenged this mark on" in bob.words()
    assert "waiting for your teacher" in bob.words()
    assert page not in bob.links()
    (row,) = kept(session)
    assert row.quote.startswith("In fog the first lamp was a smudge.")
    assert row.quote.endswith("the guild paid for every stone.")
    assert (row.reason, row.decision) == (REASON, None)
    assignment = school.assignment.id
    session.rollback()
    for seen in (f"/teach/assignments/{assignment}", f"/teach/attempts/{attempt}"):
        alice.get(seen)
        assert REASON in alice.words() and "waiting for you" in alice.words()
        assert f"/teach/marks/{attempt}/1?names=yes" in alice.links()


def test_what_was_selected_is_taken_where_it_stands(session, bob, page):
    fields = {"start": 4, "end": 10, "quote": "keeper", "reason": "He says so."}
    bob.get(page).send("challenge", **fields)
    (row,) = kept(session)
    assert (row.span_start, row.span_end, row.quote) == (4, 10, "keeper")


def test_what_was_selected_may_go_over_two_paragraphs(session, bob, page):
    """A form ends its lines with two characters."""
    text = session.scalars(select(ArticleVersion.text)).one()
    session.rollback()
    start, end = text.index("a smudge."), text.index("In the end") + len("In the end")
    sent = text[start:end].replace("\n", "\r\n")
    fields = {"start": start, "end": end, "quote": sent, "reason": "He says so."}
    bob.get(page).send("challenge", **fields)
    (row,) = kept(session)
    assert row.quote == text[start:end]
    assert "\n" in row.quote


@pytest.fixture
def long_text(session, attempt):
    """A text of which no place is a paragraph."""
    found = session.scalars(select(QuestionVersion).where(QuestionVersion.kind == "choice")).one()
    text = found.article_version.text + "The fog was thick. " * 400
    longest = [[0, len(text) - 1, text[:-1]], [0, LONGEST_QUOTE, text[:LONGEST_QUOTE]]]
    for model, values in (
        (ArticleVersion, {"text": text}),
        (QuestionVersion, {"content": {**found.content, "sentences": longest}}),
    ):
        id_ = found.id if model is QuestionVersion else found.article_version_id
        table = model.__table__
        session.execute(update(table).where(table.c.id == id_).values(values))
    session.commit()
    session.expunge_all()
    session.rollback()
    return text


def test_nobody_quotes_a_whole_text(session, bob, alice, attempt, page, long_text):
    for fields in (
        {"first": 1, "last": 1},
        {"start": 0, "end": LONGEST_QUOTE + 1, "quote": long_text[: LONGEST_QUOTE + 1]},
    ):
        bob.get(page).send("challenge", 422, **{"first": 2, "last": 2, "reason": "So."} | fields)
        assert f"{LONGEST_QUOTE} characters at most" in bob.words()
    bob.get(page).send("challenge", first=2, last=2, reason="So.")
    (row,) = kept(session)
    assert len(row.quote) == LONGEST_QUOTE
    (quote,) = alice.get(f"/teach/attempts/{attempt}").all("blockquote")
    assert len(alice.words(quote)) < 310


def test_a_word_that_is_explained_stands_once_beside_it(session, school, bob, page):
    explain_a_word(session, school.article, school.people["alice"].id)
    session.commit()
    assert bob.get(page).text.count("Words in this text") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"start": 4, "end": 10, "quote": "guild"},
        {"start": 4, "end": 10, "quote": ""},
        {"start": 10, "end": 4, "quote": "keeper"},
        {"start": -1, "end": 10, "quote": "The keeper"},
        {"start": 4, "end": 10**9, "quote": "keeper"},
        {"start": "four", "end": 10, "quote": "keeper"},
        {"first": 3, "last": 2},
        {"first": 99},
        {"reason": ""},
        {"reason": "x" * 2001},
    ],
)
def test_what_does_not_stand_there_is_refused(session, bob, page, fields):
    bob.get(page).send("challenge", 422, **{"first": 1, "last": 1, "reason": "Because.", **fields})
    assert kept(session) == []


def test_one_mark_is_challenged_once(session, bob, page):
    tree = bob.get(page).tree
    for reason in ("First.", "Second."):
        bob.tree, bob.path = tree, page
        bob.send("challenge", first=1, last=1, reason=reason)
    assert [row.reason for row in kept(session)] == ["First."]


def test_another_mark_may_be_challenged_again(session, bob, attempt, page):
    bob.get(page).send("challenge", first=1, last=1, reason="First.")
    session.rollback()
    given = {"attempt_id": attempt, "slot": 1, "revision": 1, "points": 1, "out_of": 10_000_000}
    session.add(Mark(**given, reason="", marked_by="regrade", marked_at=NOW))
    session.commit()
    bob.get(page).send("challenge", first=1, last=1, reason="Second.")
    assert len(kept(session)) == 2


def test_there_is_nothing_to_challenge_in_full_points(bob, attempt):
    bob.get(f"/attempts/{attempt}/slots/2/challenge")
    assert bob.path == f"/attempts/{attempt}/review"
    assert f"/attempts/{attempt}/slots/2/challenge" not in bob.links()


def test_no_mark_is_challenged_that_is_not_told(session, school, bob, attempt, page):
    school.assignment.feedback = preset("test")
    session.commit()
    bob.get(page)
    bob.post(page, {"first": 1, "last": 1, "reason": "Because."})
    assert bob.path == f"/attempts/{attempt}/review"
    assert page not in bob.links()
    assert kept(session) == []


def test_the_page_tells_nothing_of_the_key(bob, page):
    bob.get(page)
    assert "CANARY" not in bob.text
    assert 'class="ev"' not in bob.text


@pytest.mark.parametrize("who", ["carol", "dave", "mallory"])
def test_nobody_else_challenges(request, session, page, who):
    visitor = request.getfixturevalue(who)
    visitor.get(page, status=404)
    visitor.post(page, {"first": 1, "last": 1, "reason": "Because."}, status=404)
    assert kept(session) == []


def test_whoever_is_not_signed_in_is_asked_to(nobody, page):
    nobody.get(page)
    assert nobody.path.startswith("/sign-in")


def test_an_open_attempt_has_no_marks_to_challenge(session, school, carol):
    made = build.attempt(session, school, "carol")
    address = f"/attempts/{made.id}/slots/1/challenge"
    session.commit()
    carol.get(address, status=404)
