"""Highlights and notes of one's own, through the pages and as the script sends them."""

import json

import pytest
from sqlalchemy import select, update

from quizapp.models import Annotation, ArticleVersion, Attempt
from quizapp.reading.annotations import LONGEST_QUOTE
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW

QUOTE = "the guild paid for every stone"


@pytest.fixture
def sitting(session, school):
    attempt = build.attempt(session, school)
    session.commit()
    return attempt


@pytest.fixture
def text(session, sitting):
    """The text that bob reads, for looking at: the session has let go of everything."""
    found = sitting.served[0].question_version.article_version
    session.expunge_all()
    session.rollback()
    return found


def hand_in(session, sitting):
    submit(session, session.get_one(Attempt, sitting.id), NOW)
    session.commit()
    session.expunge_all()
    session.rollback()


def kept(session):
    session.expunge_all()
    rows = session.scalars(select(Annotation).order_by(Annotation.id)).all()
    session.expunge_all()
    session.rollback()
    return [(row.quote, row.style, row.note) for row in rows]


def picked(text, quote=QUOTE, **more):
    start = text.text.index(quote)
    body = {"start": start, "end": start + len(quote), "quote": quote, "style": "important"}
    return {**body, "note": "", **more}


# --- by forms ----------------------------------------------------------------------------------


def test_a_note_is_kept_listed_changed_and_removed(session, sitting, text, bob):
    bob.get(f"/attempts/{sitting.id}")
    bob.send("answers", then=f"notes-{text.id}", **{"s2-text": "the guild"})
    bob.send(quote="The GUILD paid, for every stone!", style="question", note="All of them?")
    assert f"A question {QUOTE} All of them?" in bob.words()
    assert kept(session) == [(QUOTE, "question", "All of them?")]
    bob.get(f"/attempts/{sitting.id}")
    assert f"A question {QUOTE} All of them?" in bob.words()
    assert bob.by_id("s2-text").get("value") == "the guild"
    note = next(one.get("value") for one in bob.all("button") if bob.words(one)[:6] == "Change")
    bob.send("answers", then=note, **{"s2-text": "the builders"})
    link = bob.path
    bob.send(style="disagree", note="")
    assert bob.path == f"/attempts/{sitting.id}"
    assert bob.by_id("s2-text").get("value") == "the builders"
    assert kept(session) == [(QUOTE, "disagree", "")]
    bob.get(link)
    bob.send(then="remove")
    assert kept(session) == []


def test_all_notes_are_on_a_page_by_article_and_in_the_review(session, sitting, text, bob):
    bob.get("/home")
    assert "/notes" in bob.links()
    bob.get("/notes")
    assert "There is nothing yet" in bob.words()
    bob.put(f"/texts/{text.id}/notes", picked(text, note="all?"))
    bob.get("/notes")
    assert f"Harbour lights Important {QUOTE} all?" in bob.words()
    hand_in(session, sitting)
    bob.get(f"/attempts/{sitting.id}/review")
    assert f"Important {QUOTE} all?" in bob.words()


@pytest.mark.parametrize(
    ("quote", "answer"),
    [
        ("a lighthouse", "do not stand in the text"),
        ("lamp", "stand 3 times in the text"),
        ("guil", "do not stand in the text"),
        ("?!", "do not stand in the text"),
        ("", "Please fill this in."),
        ("x" * 1001, "too long"),
        ("a\0", "NUL"),
    ],
)
def test_words_that_are_no_one_place_are_told(session, text, bob, quote, answer):
    bob.get(f"/texts/{text.id}/notes")
    bob.send(status=422, quote=quote)
    assert answer in bob.words() or answer == "NUL"
    assert kept(session) == []


def test_the_way_back_is_kept_and_is_one_of_ours(text, bob):
    bob.get(f"/texts/{text.id}/notes?next=//example.org")
    assert not [link for link in bob.links() if "example.org" in link]


# --- by the script -----------------------------------------------------------------------------


def test_the_same_place_again_is_the_same_note(session, text, bob):
    bob.get("/notes")
    first = bob.put(f"/texts/{text.id}/notes", picked(text))
    again = bob.put(f"/texts/{text.id}/notes", picked(text, style="new_word", note="who?"))
    assert first["id"] == again["id"]
    assert kept(session) == [(QUOTE, "new_word", "who?")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quote": "the guild paid for every stonE"},
        {"start": 0},
        {"end": 10**9},
        {"style": "green"},
        {"note": "x" * 2001},
        {"note": "\0"},
        {"note": 5},
        {"more": 1},
    ],
)
def test_what_does_not_stand_there_is_refused(session, text, bob, wrong):
    bob.get("/notes")
    told = bob.put(f"/texts/{text.id}/notes", {**picked(text), **wrong}, 422)
    assert told["error"]
    assert kept(session) == []


# --- nobody else's -----------------------------------------------------------------------------


def test_nobody_else_finds_them(session, text, bob, alice, carol, dave, mallory):
    bob.get("/notes")
    note = bob.put(f"/texts/{text.id}/notes", picked(text, note="SECRET"))["id"]
    for other in (alice, carol, dave, mallory):
        other.get(f"/notes/{note}", 404)
        other.get("/notes")
        assert "SECRET" not in other.text
        other.post(f"/notes/{note}", {"style": "important", "note": ""}, status=404)
        # Of a text that one was not given there are no notes.
        other.get(f"/texts/{text.id}/notes", 404)
        other.put(f"/texts/{text.id}/notes", picked(text), 404)
    assert kept(session) == [(QUOTE, "important", "SECRET")]


def test_no_page_of_their_teacher_tells_of_them(session, sitting, text, bob, alice, school):
    bob.get("/notes")
    bob.put(f"/texts/{text.id}/notes", picked(text, note="SECRET"))
    hand_in(session, sitting)
    pages = [
        "/teach",
        f"/teach/assignments/{school.assignment.id}",
        f"/teach/attempts/{sitting.id}",
        f"/teach/assignments/{school.assignment.id}/scores?rows=responses",
        "/teach/articles/harbour-lights",
        f"/teach/people/{school.people['bob'].id}/data",
    ]
    for page in pages:
        alice.get(page)
        assert "SECRET" not in alice.text, page


# --- taken along -------------------------------------------------------------------------------


def test_they_go_out_as_json_csv_and_text(text, bob):
    bob.get("/notes")
    bob.put(f"/texts/{text.id}/notes", picked(text, note='=HYPERLINK("x")'))
    bob.get("/notes/download?format=json")
    (note,) = json.loads(bob.text)["notes"]
    assert text.text[note["start"] : note["end"]] == note["quote"] == QUOTE
    assert note["article"] == "Harbour lights"
    bob.get("/notes/download?format=csv")
    assert f'"important","{QUOTE}","\'=HYPERLINK(""x"")"' in bob.text
    bob.get("/notes/download?format=text")
    assert f"Harbour lights\n\nImportant: “{QUOTE}”\n  =HYPERLINK" in bob.text
    bob.get("/notes/download?format=exe", 404)


# --- how much --------------------------------------------------------------------------------


@pytest.fixture
def long_text(session, text):
    """The text, with a long end."""
    longer = text.text + " ".join(f"word{number}" for number in range(1000))
    versions = ArticleVersion.__table__
    session.execute(update(versions).where(versions.c.id == text.id).values(text=longer))
    session.commit()
    return text.id, longer


def test_nobody_marks_a_whole_text(session, sitting, bob, long_text):
    id_, longer = long_text
    bob.get(f"/texts/{id_}/notes")
    whole = {"start": 0, "end": LONGEST_QUOTE + 1, "style": "important", "note": ""}
    for end, status in ((LONGEST_QUOTE + 1, 422), (len(longer), 422), (LONGEST_QUOTE, 200)):
        body = {**whole, "end": end, "quote": longer[:end]}
        told = bob.put(f"/texts/{id_}/notes", body, status)
        assert (f"{LONGEST_QUOTE} characters at most" in told.get("error", "")) == (status == 422)
    assert [len(quote) for quote, _, _ in kept(session)] == [LONGEST_QUOTE]
    assert bob.get(f"/texts/{id_}/notes").text.count(longer[60:200]) == 1


def test_words_are_typed_over_the_end_of_a_paragraph(session, text, bob):
    bob.get(f"/texts/{text.id}/notes")
    bob.send(quote="Who paid\r\nIn the end", style="important", note="")
    ((quote, _, _),) = kept(session)
    assert quote.split() == "Who paid In the end".split()
