"""The passage on the taking page: its sentences, its lines, and its text to the letter."""

import re

import pytest

from quizapp.config import PROJECT
from quizapp.core.text import Part, compose
from quizapp.taking.actions import submit
from quizapp.taking.starting import start
from tests import build, sent
from tests.visitor import NAMESPACE

MOST_SCRIPT = 25_000  # bytes, as they are sent
# The last question of the set picks evidence; without it none does.
WITHOUT_EVIDENCE = build.LAMP_SET[: build.LAMP_SET.index("  - id: nights")]
SECOND_EVIDENCE = (
    build.LAMP_SET
    + """\
  - id: fog
    kind: evidence
    stem: Which sentence tells of the weather?
    evidence:
      - In fog the first lamp was a smudge.
    skill: retrieve
"""
)


@pytest.fixture
def open_page(session, school, bob):
    """Open the taking page of a quiz with these questions, as bob."""

    def open_it(text=build.LAMP_SET):
        build.lamp_set(session, text)
        attempt = build.attempt(session, school)
        session.commit()
        bob.get(f"/attempts/{attempt.id}")
        return attempt

    return open_it


def number_lines(visitor):
    visitor.get("/reading-settings")
    visitor.send(lines="on")


def sentences(visitor):
    """Return the marked pieces of the passage: number and text, in order."""
    return [
        (int(piece.get("data-s")), "".join(piece.itertext()))
        for piece in visitor.by_id("passage").iter(f"{NAMESPACE}span")
        if piece.get("data-s")
    ]


def blocks(visitor):
    """Return the text of each block, to the letter."""
    tags = {f"{NAMESPACE}{tag}" for tag in ("p", "h3", "li")}
    article = next(visitor.by_id("passage").iter(f"{NAMESPACE}article"))
    return ["".join(block.itertext()) for block in article.iter() if block.tag in tags]


def test_sentences_are_marked_where_some_are_to_be_picked(bob, open_page):
    open_page()
    listed = [
        label
        for label in bob.all("label")
        if any(box.get("name") == "s4-sentences" for box in label.iter())
    ]
    assert [text for _, text in sentences(bob)] == [bob.words(label) for label in listed]
    assert [number for number, _ in sentences(bob)] == list(range(1, len(listed) + 1))
    assert "picks.js" in bob.text


def test_without_such_a_question_no_sentence_is_marked(bob, open_page):
    open_page(WITHOUT_EVIDENCE)
    assert sentences(bob) == []
    assert "picks.js" not in bob.text


def test_two_such_questions_mark_each_sentence_once(bob, open_page):
    open_page(SECOND_EVIDENCE)
    lists = [e for e in bob.all("fieldset") if e.get("data-text")]
    assert len(lists) == 2
    numbers = [number for number, _ in sentences(bob)]
    assert numbers == list(range(1, len(numbers) + 1)) != []


def test_all_scripts_that_a_page_may_load_are_small_together():
    """Whatever kinds of question it has: a sitting is to open on a bad network."""
    page = (PROJECT / "templates/taking/attempt.html").read_text("utf-8")
    sizes = sent.sizes(re.findall(r"static_url\('(\w+\.js)'\)", page))
    assert {"autosave.js", "question.js", "picks.js"} <= set(sizes)
    assert sum(sizes.values()) <= MOST_SCRIPT, sizes


def test_a_question_names_the_passage_that_it_is_about(bob, open_page):
    open_page()
    named = [e.get("data-text") for e in bob.all("fieldset") if e.get("data-text")]
    assert [bob.by_id(name).tag for name in named] == [f"{NAMESPACE}article"]


@pytest.mark.parametrize("text", [build.LAMP_SET, WITHOUT_EVIDENCE])
@pytest.mark.parametrize("is_numbered", [False, True])
def test_the_text_stands_to_the_letter(bob, open_page, text, is_numbered):
    if is_numbered:
        number_lines(bob)
    open_page(text)
    assert blocks(bob) == [part.text for part in build.PARTS]


def test_each_block_says_where_it_begins(bob, open_page):
    open_page()
    text, laid = compose(build.PARTS)
    article = next(bob.by_id("passage").iter(f"{NAMESPACE}article"))
    told = [
        (int(e.get("data-at")), "".join(e.itertext())) for e in article.iter() if e.get("data-at")
    ]
    assert told == [(block.start, text[block.start : block.end]) for block in laid]


def test_lines_are_numbered_only_where_the_reader_wants_it(bob, open_page):
    open_page()
    assert 'class="ln"' not in bob.text
    number_lines(bob)
    open_page()
    assert re.findall(r'data-n="(\d+)"', bob.text) == ["5"]


def test_a_sentence_over_two_lines_has_a_piece_in_each(bob, open_page):
    number_lines(bob)
    open_page()
    pieces = [text for number, text in sentences(bob) if number == 2]
    assert len(pieces) == 2
    assert "".join(pieces) == "In fog the first lamp was a smudge."


def test_on_the_review_evidence_is_marked_and_no_sentence(bob, open_page, session):
    attempt = open_page()
    submit(session, attempt, build.NOW)
    session.commit()
    bob.get(f"/attempts/{attempt.id}/review")
    assert sentences(bob) == []
    assert bob.all("mark")


def test_a_long_text_has_short_labels(bob, school, session):
    """A list is as long as its text, so its sentences are cut; few sentences stand whole."""
    sentence = "The keeper counted {} lamps and wrote each of them into the big book. "
    parts = [Part("paragraph", "".join(sentence.format(n) for n in range(60)))]
    build.article(session, "many-lamps", parts=parts)
    quiz = build.lamp_set(
        session,
        "article: many-lamps\ntitle: Many lamps\nquestions:\n"
        "  - kind: evidence\n    stem: Which one?\n    skill: retrieve\n"
        f"    evidence:\n      - {sentence.format(7)}\n",
    ).quiz
    given = build.assignment(session, school.class_, quiz)
    attempt = start(session, given, school.people["bob"], 7, build.NOW)
    session.commit()
    bob.get(f"/attempts/{attempt.id}")
    labels = [bob.words(label) for label in bob.all("label")]
    assert len(labels) == 60
    assert all(len(label) <= 27 and label.endswith("…") for label in labels)
    assert len(sentences(bob)) == 60
