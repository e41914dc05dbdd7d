"""A text between questions, in a quiz that is taken, handed in, reviewed and exported."""

import csv
import io
import zipfile
from typing import NamedTuple

import pytest
from sqlalchemy import select

from quizapp.marking.runs import plan
from quizapp.models import Mark, Response
from quizapp.taking.actions import blank_slots
from quizapp.taking.starting import NothingToAsk
from tests import build

BETWEEN = """\
  - id: between
    kind: information
    stem: |
      BETWEEN-TEXT: think of the guild.

      Second paragraph.
"""
QUESTIONS = build.LAMP_SET.split("  - id: ")
# Choice, then the text, then short answer, true or false, evidence.
TEXT_SET = "".join(
    [QUESTIONS[0], f"  - id: {QUESTIONS[1]}", BETWEEN, *(f"  - id: {q}" for q in QUESTIONS[2:])]
)
ALONE = QUESTIONS[0] + BETWEEN


class Begun(NamedTuple):
    """An attempt that was begun, and the question version of each slot."""

    id: int
    assignment_id: int
    versions: dict[int, int]


@pytest.fixture
def sitting(session, school, bob):
    """An attempt of bob's at a quiz whose second slot is a text, its page open."""
    build.lamp_set(session, TEXT_SET)
    attempt = build.attempt(session, school)
    versions = {slot.number: slot.question_version_id for slot in attempt.served}
    begun = Begun(attempt.id, attempt.assignment_id, versions)
    session.commit()
    bob.get(f"/attempts/{begun.id}")
    return begun


@pytest.fixture
def handed_in(sitting, bob):
    """The short answer and true or false are right, the rest is blank."""
    bob.send("answers", **{"s3-text": "the guild", "s4-answer": "not_said"})
    bob.send("submit")
    return sitting


def test_the_page_shows_the_text_and_numbers_questions_without_it(bob, sitting):
    headings = [bob.words(heading) for heading in bob.all("h3")]
    assert [words for words in headings if words.startswith("Question")] == [
        f"Question {number}" for number in (1, 2, 3, 4)
    ]
    between = bob.by_id("q2")
    assert bob.words(between) == "BETWEEN-TEXT: think of the guild. Second paragraph."
    assert "s2-" not in bob.text
    # Fields and addresses go by the slot.
    assert bob.words(bob.by_id("q3")).startswith("Question 2")
    assert "s3-text" in bob.text
    links = [link.get("href") for link in bob.all("a") if (link.get("href") or "")[:2] == "#q"]
    assert links == ["#questions", "#q1", "#q3", "#q4", "#q5"]


def test_the_cover_and_a_teachers_lists_count_what_is_asked(carol, alice, sitting):
    carol.get(f"/assignments/{sitting.assignment_id}")
    assert "4 questions" in carol.words()
    alice.get("/teach/articles")
    cells = [alice.words(cell) for cell in alice.all("td") if cell.get("data-label") == "Questions"]
    assert cells == ["4"]
    alice.get("/teach/articles/harbour-lights")
    assert "4 questions" in alice.words()
    assert "BETWEEN-TEXT" in alice.words()
    assert "Question 4" in alice.words() and "Question 5" not in alice.words()


def test_a_teacher_corrects_it_like_a_question(alice, session, sitting):
    alice.get("/teach/articles/harbour-lights")
    link = next(link for link in alice.all("a") if alice.words(link) == "Correct this text")
    alice.get(link.get("href"))
    alice.send("edit", stem="Another text.\r\n\r\nOf two.", tags="RI.4.1")
    assert "Another text." in alice.words() and "BETWEEN-TEXT" not in alice.words()
    alice.get("/teach/articles/harbour-lights/paper")
    assert "Of two." in alice.words() and "Question 4" in alice.words()
    assert "Question 5" not in alice.words()


def test_what_is_blank_leaves_it_out(bob, session, sitting):
    bob.send("answers", **{"s3-text": "the guild"})
    assert "3 of 4 questions are blank." in bob.words()
    blank = [
        (link.get("href"), bob.words(link)) for link in bob.all("a") if "#q" in link.get("href")
    ]
    page = f"/attempts/{sitting.id}"
    assert blank[:3] == [
        (f"{page}#q1", "Question 1"), (f"{page}#q4", "Question 3"), (f"{page}#q5", "Question 4"),
    ]  # fmt: skip
    attempt = session.get_one(build.Attempt, sitting.id)
    assert blank_slots(session, attempt) == [1, 4, 5]


def test_nothing_can_be_answered_there(bob, session, sitting):
    body = {
        "op": "save-between",
        "base_rev": 0,
        "question_version": sitting.versions[2],
        "value": {},
    }
    bob.put(f"/attempts/{sitting.id}/slots/2", body, status=404)
    bob.post(f"/attempts/{sitting.id}/slots/2", status=404)
    bob.get(f"/attempts/{sitting.id}")
    fields = {"s2-revision": 0, "s2-version": sitting.versions[2], "s3-text": "x"}
    bob.send("answers", **fields)
    assert session.scalars(select(Response.slot)).all() == [3]


def test_a_fault_is_told_by_the_number_that_one_reads(bob, sitting):
    bob.send("answers", status=422, **{"s3-text": "x" * 501})
    assert "Please look at question 2." in bob.words()


def test_two_answers_are_told_by_the_number_that_one_reads(bob, sitting):
    bob.send("answers", **{"s3-text": "one"})
    fields = {"s3-revision": 0, "s3-version": sitting.versions[3], "s3-text": "two"}
    bob.post(f"/attempts/{sitting.id}/slots/3", fields, status=409)
    assert bob.words(bob.by_id("h2")) == "Question 2"
    bob.send("3", follow=False, status=303)
    assert bob.response.headers["Location"].endswith("#q3")


def test_it_gets_no_mark_and_no_place_in_the_points(bob, session, handed_in):
    assert "BETWEEN-TEXT" not in bob.words()  # on the receipt
    assert session.scalars(select(Mark.slot).order_by(Mark.slot)).all() == [1, 3, 4, 5]
    session.rollback()
    bob.get(f"/attempts/{handed_in.id}/review")
    assert "3 of 5 points" in bob.words()
    assert bob.words().count("BETWEEN-TEXT") == 1
    assert bob.words(bob.by_id("q2")).startswith("Question 2 Right")
    # The places in the passage bear the same numbers as the questions.
    tags = [link.get("data-t") for link in bob.all("a") if link.get("class") == "tag"]
    assert sorted(tags) == ["1", "2", "3", "4"]
    assert {link.get("href") for link in bob.all("a") if link.get("class") == "tag"} == {
        "#q1", "#q2", "#q3", "#q4",
    }  # fmt: skip


def test_a_teacher_and_an_export_have_a_row_for_what_is_asked(alice, handed_in):
    alice.get(f"/teach/attempts/{handed_in.id}")
    assert "3 of 5" in alice.words()
    assert "BETWEEN-TEXT" not in alice.words()
    rows = _exported(alice, handed_in, "responses")
    assert [(row["kind"], row["correct"]) for row in rows] == [
        ("choice", "blank"),
        ("short_answer", "right"),
        ("true_false", "right"),
        ("evidence", "blank"),
    ]
    (attempt,) = _exported(alice, handed_in, "attempts")
    assert (attempt["points"], attempt["out_of"]) == ("3", "5")


def test_marking_again_leaves_it_out(session, handed_in):
    changes = plan(session, session.get_one(build.Assignment, handed_in.assignment_id), None)
    assert [change.answer.served.number for change in changes] == [1, 3, 4, 5]
    assert {change.outcome for change in changes} == {"same"}


def test_hints_are_offered_for_what_is_asked(session, school, bob):
    build.lamp_set(session, TEXT_SET)
    school.assignment.allows_hints = True
    attempt_id = build.attempt(session, school).id
    session.commit()
    bob.get(f"/attempts/{attempt_id}")
    assert "hint" not in bob.words(bob.by_id("q2"))
    bob.post(f"/attempts/{attempt_id}/slots/2/hint", status=404)


def test_own_data_have_no_row_of_it(bob, handed_in):
    bob.get("/profile/data")
    bob.post("/profile/data")
    with zipfile.ZipFile(io.BytesIO(bob.response.get_data())) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert any("Who paid for it?" in text for text in told.values())
    assert not any("BETWEEN-TEXT" in text for text in told.values())


def _exported(visitor, attempt, rows):
    visitor.get(f"/teach/assignments/{attempt.assignment_id}/scores?rows={rows}")
    return list(csv.DictReader(io.StringIO(visitor.text.removeprefix("\ufeff"))))


def test_a_quiz_of_texts_alone_has_nothing_to_ask(session, school):
    build.lamp_set(session, ALONE)
    with pytest.raises(NothingToAsk):
        build.attempt(session, school)


def test_loading_it_twice_changes_nothing_and_a_new_wording_is_a_revision(session, school):
    build.lamp_set(session, TEXT_SET)
    assert build.lamp_set(session, TEXT_SET).same == 5
    assert build.lamp_set(session, TEXT_SET.replace("think of", "forget")).revised == 1


def test_a_teacher_comes_from_each_answer_to_its_own_mark(handed_in, alice):
    alice.get(f"/teach/attempts/{handed_in.id}")
    links = [link for link in alice.links() if "names=yes" in link]
    assert len(links) == 4
    for link, stem in zip(
        links, ["second lamp", "Who paid", "harbour master", "Which"], strict=True
    ):
        alice.get(link)
        assert stem in alice.words(alice.all("main")[0])


def test_a_teacher_reads_the_numbers_that_a_student_reads(session, handed_in, alice):
    page = f"/teach/assignments/{handed_in.assignment_id}"
    build.lamp_set(session, TEXT_SET.replace("      - the guild\n", "      - fishers\n"))
    session.commit()
    for path in ("marking", "remarking"):
        alice.get(f"{page}/{path}")
        assert "2. Who paid for it?" in alice.words() and "5. " not in alice.words()
    alice.get(page)
    assert "The key of question 2 was changed" in alice.words()
    alice.get(f"{page}/remarking/all")
    assert "Bob 2 the guild" in alice.words(alice.all("table")[0])
    alice.get(f"/teach/marks/{handed_in.id}/3")
    assert alice.words(alice.by_id("q2")).startswith("Question 2")
    tags = [link.get("data-t") for link in alice.all("a") if link.get("class") == "tag"]
    assert tags == ["2"]
