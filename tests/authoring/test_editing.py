"""A teacher corrects a question: a new version, and nothing lost of the old one."""

import pytest
from sqlalchemy import func, select

from quizapp.authoring import editing
from quizapp.kinds import KINDS
from quizapp.models import AuditEvent, EvidenceSpan, QuestionVersion
from tests import build
from tests.build import LAMP_SET


@pytest.fixture
def ids(session, school):
    """The ids of the set's questions; nothing is open that would keep a page from writing."""
    found = [slot.question_id for slot in school.quiz.slots]
    session.rollback()
    return found


def versions(session, question):
    session.rollback()
    return session.scalars(
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question)
        .order_by(QuestionVersion.number)
    ).all()


def test_a_teacher_corrects_the_key_from_the_article_page(session, school, ids, alice):
    question, author = ids[0], school.people["alice"].id
    session.rollback()
    alice.get("/teach/articles/harbour-lights")
    page = f"/teach/questions/{question}/edit"
    assert page in alice.links()
    alice.get(page)
    alice.send("edit", **{"options-2-key": "y"}, drop=["options-0-key"])
    assert "Saved as a new version." in alice.text
    first, second = versions(session, question)
    keys = [[option["key"] for option in row.content["options"]] for row in (first, second)]
    assert keys == [[True, False, False], [False, False, True]]
    assert (first.author_id, second.author_id, second.number) == (None, author, 2)
    assert first.content | second.content == second.content
    spans = session.execute(
        select(EvidenceSpan.question_version_id, EvidenceSpan.start, EvidenceSpan.quote).where(
            EvidenceSpan.question_version_id.in_([first.id, second.id])
        )
    ).all()
    assert len({(start, quote) for _, start, quote in spans}) == 1
    assert len(spans) == 2
    noted = session.scalars(select(AuditEvent).where(AuditEvent.action == "question_changed")).one()
    assert (noted.actor_id, noted.subject_id) == (author, question)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_sending_the_form_as_it_is_changes_nothing(session, ids, alice, number):
    question = ids[number - 1]
    alice.get(f"/teach/questions/{question}/edit")
    alice.send("edit")
    assert "Nothing was changed." in alice.text
    assert len(versions(session, question)) == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"stem": ""}, "This is needed."),
        ({"points": "much"}, "decimal"),
        ({"points": "0.00000001"}, "at most 7 decimals"),
        ({"options-1-text": "The guild wanted two"}, "two options are alike"),
        ({"options-1-key": "y"}, "2 options are marked"),
        ({"evidence-0-quote": "In mist the first lamp"}, "does not stand in the article"),
        ({"evidence-0-quote": "lamp"}, "stands"),
        ({"hint_costs": "0.5, 2"}, "less than or equal to 1"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_saved(
    session, ids, alice, fields, words
):
    question = ids[0]
    alice.get(f"/teach/questions/{question}/edit")
    alice.send("edit", status=422, **fields)
    assert words in alice.text
    name, value = next(iter(fields.items()))
    assert value in alice.text
    assert len(versions(session, question)) == 1
    assert name in alice.text


def test_more_lines_are_offered_and_what_was_typed_stays(session, ids, alice):
    question = ids[0]
    alice.get(f"/teach/questions/{question}/edit")
    rows = alice.text.count('aria-label="Option ')
    filled = {f"options-{number}-text": f"Option {number}" for number in range(3, rows)}
    alice.send("edit", more="yes", **filled)
    assert alice.text.count('aria-label="Option ') == rows + 2
    assert "Option 3" in alice.text
    assert len(versions(session, question)) == 1


def test_the_second_of_two_is_told_and_overwrites_nothing(session, ids, alice, dave):
    question = ids[1]
    for teacher in (alice, dave):
        teacher.get(f"/teach/questions/{question}/edit")
    alice.send("edit", **{"accept-0-text": "the fishing guild"})
    dave.send("edit", status=409, **{"accept-0-text": "a company"})
    assert "a company" in dave.text
    assert "changed this question meanwhile" in dave.text
    rows = versions(session, question)
    assert [row.content["accept"][0]["text"] for row in rows] == ["the guild", "the fishing guild"]


def test_asking_for_more_lines_does_not_hide_that_somebody_changed_it(session, ids, alice, dave):
    question = ids[1]
    alice.get(f"/teach/questions/{question}/edit")
    dave.get(f"/teach/questions/{question}/edit")
    dave.send("edit", explanation="Dave's word.")
    alice.send("edit", more="yes")
    alice.send("edit", status=422, points="none")
    alice.send("edit", status=409, points="2", explanation="Alice's word.")
    assert "Alice&#39;s word." in alice.text
    assert [row.content["explanation"] for row in versions(session, question)][1:] == [
        "Dave's word."
    ]


def test_loading_the_set_again_keeps_what_a_person_corrected(session, ids, alice):
    question = ids[0]
    alice.get(f"/teach/questions/{question}/edit")
    alice.send("edit", explanation="Because of the fog.")
    session.rollback()
    loaded = build.lamp_set(session)
    assert (loaded.revised, loaded.same) == (0, 4)
    changed = build.lamp_set(session, LAMP_SET.replace("Why was the second", "Why was another"))
    assert changed.revised == 1
    assert editing.newest(session, question).content["stem"].startswith("Why was another")


def test_a_retired_question_is_not_corrected(session, ids, alice):
    question = ids[0]
    editing.newest(session, question).question.state = "retired"
    session.commit()
    alice.get(f"/teach/questions/{question}/edit", status=404)


def test_the_key_that_is_edited_is_noted_as_seen(session, ids, alice):
    alice.get(f"/teach/questions/{ids[0]}/edit")
    session.rollback()
    seen = select(func.count()).where(AuditEvent.action == "key_seen")
    assert session.scalar(seen) == 1


def test_paper_has_every_question_and_no_answer(session, ids, alice):
    alice.get("/teach/articles/harbour-lights/paper")
    words = alice.words()
    assert "CANARY" not in alice.text
    for question in ids:
        version = editing.newest(session, question)
        assert KINDS[version.kind].Content.model_validate(version.content).stem in words
    assert "Question 4" in words
