"""Words that a teacher explains, from their page to the passage."""

import pytest
from sqlalchemy import select

from quizapp.models import GlossaryEntry
from quizapp.reading.glossary import MOST
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW
from tests.sitting_rows import explain_a_word

PAGE = "/teach/articles/harbour-lights/words"
SMUDGE = {"word": "smudge", "meaning": "a dirty mark", "translation": "Fleck", "language": "de"}


def entries(session):
    session.rollback()
    rows = session.scalars(select(GlossaryEntry).order_by(GlossaryEntry.id)).all()
    found = [(row.word, row.meaning, row.translation, row.translation_language) for row in rows]
    session.rollback()
    return found


def explain(alice, status=200, **fields):
    alice.get(PAGE)
    alice.send("add", status, **{**SMUDGE, **fields})


def test_a_word_is_explained_changed_and_removed(session, alice):
    explain(alice)
    assert "smudge: a dirty mark Fleck" in alice.words()
    link = next(link for link in alice.links() if link.startswith(f"{PAGE}/"))
    alice.get(link)
    alice.send(meaning="  a dark\n mark ", translation="")
    assert entries(session) == [("smudge", "a dark mark", "", "")]
    number = link.rsplit("/", 1)[1]
    for _ in range(2):
        alice.post(f"{PAGE}/remove", {"entry": number})
    assert entries(session) == []
    assert "No word is explained yet" in alice.words()


def test_the_reader_finds_it_where_it_stands_and_in_a_list(session, school, alice, bob):
    explain(alice)
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    link = next(one for one in bob.all("a") if one.get("class") == "word")
    assert bob.words(link) == "smudge"
    entry = bob.by_id(link.get("href")[1:])
    assert bob.words(entry) == "smudgea dirty mark Fleck"
    submit(session, attempt, NOW)
    session.commit()
    bob.get(f"/attempts/{attempt.id}/review")
    assert [bob.words(one) for one in bob.all("a") if one.get("class") == "word"] == ["smudge"]


def test_the_text_stays_what_it_is_to_the_letter(session, school, alice, bob):
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    (before,) = ("".join(one.itertext()) for one in bob.all("article"))
    for word in ("smudge", "lamps", "keeper", "guild"):
        explain(alice, word=word)
    bob.get(f"/attempts/{attempt.id}")
    (after,) = ("".join(one.itertext()) for one in bob.all("article"))
    assert sum(one.get("class") == "word" for one in bob.all("a")) == 4
    assert after == before


def test_a_word_of_another_text_is_not_shown(session, school, alice, bob):
    build.article(session, "other-lamps", parts=[*build.PARTS, *build.PARTS[:1]])
    session.commit()
    alice.get("/teach/articles/other-lamps/words")
    alice.send("add", **SMUDGE)
    attempt = build.attempt(session, school)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    assert "Words in this text" not in bob.words()


def test_a_word_that_is_not_there_is_told(session, alice):
    explain(alice, word="lighthouse")
    assert "It does not stand in the text like that." in alice.words()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("word", " "),
        ("word", "x" * 81),
        ("word", "a\0"),
        ("meaning", ""),
        ("meaning", "x" * 501),
        ("translation", "x" * 201),
        ("language", ""),
        ("language", "xx"),
    ],
)
def test_what_cannot_be_kept_is_told_at_its_field(session, alice, field, value):
    explain(alice, 422, **{field: value})
    wrong = [one.get("name") for one in alice.all("input") + alice.all("textarea")]
    wrong = [one for one in wrong if one == field]
    assert wrong or field == "language"
    assert entries(session) == []


def test_a_word_is_explained_once(session, school, alice):
    explain(alice)
    explain(alice, 422, word="Smudge")
    assert "explained already" in alice.words()
    explain_a_word(session, school.article, school.people["alice"].id)
    guild = session.scalars(select(GlossaryEntry.id).where(GlossaryEntry.word == "guild")).one()
    session.commit()
    alice.get(f"{PAGE}/{guild}")
    alice.send(status=422, word="SMUDGE")
    assert "explained already" in alice.words()


def test_an_article_explains_so_many_words_and_no_more(session, school, alice):
    made = {"article_id": school.article.id, "made_by_id": school.people["alice"].id}
    session.add_all(
        GlossaryEntry(**made, word=f"word {number}", meaning="m", made_at=NOW)
        for number in range(MOST)
    )
    session.commit()
    explain(alice, 422)
    assert "200 words at most" in alice.words()
    one = session.scalars(select(GlossaryEntry.id)).first()
    session.rollback()
    alice.post(f"{PAGE}/remove", {"entry": one})
    explain(alice)
    assert len(entries(session)) == MOST


def test_an_entry_is_found_under_its_own_article_only(session, school, alice, bob):
    build.article(session, "other-lamps", parts=[*build.PARTS, *build.PARTS[:1]])
    explain_a_word(session, school.article, school.people["alice"].id)
    entry = session.scalars(select(GlossaryEntry.id)).one()
    session.commit()
    alice.get(f"/teach/articles/other-lamps/words/{entry}", 404)
    alice.get("/")
    alice.post("/teach/articles/other-lamps/words/remove", {"entry": str(entry)})
    assert len(entries(session)) == 1
    bob.get(PAGE, 404)
