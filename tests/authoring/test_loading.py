"""Question sets into the database: twice is once, changed is a new version."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from quizapp.authoring.actions import current_versions, misplaced_evidence
from quizapp.authoring.loading import FaultySet
from quizapp.core.spans import WrongSpan
from quizapp.core.text import Part
from quizapp.models import EvidenceSpan, Question, QuestionVersion, Quiz
from quizapp.reading.actions import add_article
from tests import build
from tests.build import LAMP_SET, NOW, PARTS


@pytest.fixture
def article(session):
    return build.article(session)


def counts(session):
    models = (Question, QuestionVersion, EvidenceSpan, Quiz)
    return [session.scalar(select(func.count()).select_from(model)) for model in models]


def numbers(loaded):
    return (loaded.new, loaded.revised, loaded.retired, loaded.same)


def test_a_set_becomes_questions_spans_and_a_quiz(session, article):
    loaded = build.lamp_set(session)
    assert numbers(loaded) == (4, 0, 0, 0)
    assert counts(session) == [4, 4, 4, 1]
    assert [slot.question.name for slot in loaded.quiz.slots] == [
        *["second-lamp", "payer", "asked", "nights"]
    ]
    span = session.scalars(select(EvidenceSpan).where(EvidenceSpan.quote.like("the guild%"))).one()
    assert span.prefix.endswith("In the end ")


def test_loading_twice_changes_nothing(session, article):
    build.lamp_set(session)
    before = counts(session)
    assert numbers(build.lamp_set(session)) == (0, 0, 0, 4)
    assert counts(session) == before


def test_a_changed_question_gets_a_new_version_and_the_others_none(session, article):
    build.lamp_set(session)
    loaded = build.lamp_set(session, LAMP_SET.replace("Who paid for it?", "Who paid?"))
    assert numbers(loaded) == (0, 1, 0, 3)
    payer = current_versions(session, article)["payer"]
    assert (payer.number, payer.content["stem"]) == (2, "Who paid?")


def test_a_question_that_left_the_set_is_retired_and_comes_back(session, article):
    build.lamp_set(session)
    without = LAMP_SET[: LAMP_SET.index("  - id: nights")]
    assert numbers(build.lamp_set(session, without)) == (0, 0, 1, 3)
    assert len(session.scalars(select(Quiz)).one().slots) == 3
    assert numbers(build.lamp_set(session)) == (0, 0, 0, 4)
    states = set(session.scalars(select(Question.state)))
    assert states == {"ready"}


def test_without_ids_a_reworded_question_stays_the_same_one(session, article):
    plain = "\n".join(line.replace("- id: ", "- skill_: ") for line in LAMP_SET.splitlines())
    for name in ("second-lamp", "payer", "asked", "nights"):
        plain = plain.replace(f"  - skill_: {name}\n    kind", "  - kind")
    build.lamp_set(session, plain)
    assert numbers(build.lamp_set(session, plain)) == (0, 0, 0, 4)
    reworded = plain.replace("Who paid for it?", "Whose money was it?")
    assert numbers(build.lamp_set(session, reworded)) == (0, 1, 0, 3)


def test_a_set_with_a_fault_changes_nothing(session, article):
    before = counts(session)
    with pytest.raises(FaultySet) as caught:
        build.lamp_set(session, LAMP_SET.replace("In fog the first", "In mist the first"))
    assert len(caught.value.faults) == 1
    assert counts(session) == before


def test_a_set_without_its_article_is_refused_at_the_line(session):
    with pytest.raises(FaultySet) as caught:
        build.lamp_set(session)
    assert caught.value.faults[0].line == 1
    assert "articles add" in caught.value.faults[0].message


def test_a_new_text_gives_new_versions_at_the_new_places(session, article):
    build.lamp_set(session)
    longer = [Part("paragraph", "A word before all others."), *PARTS]
    added = add_article(session, build.article_file(longer), NOW, slug="harbour-lights")
    assert added.outcome == "revised"
    assert numbers(build.lamp_set(session)) == (0, 4, 0, 0)
    assert misplaced_evidence(session) == []


def test_a_span_that_is_not_its_quote_cannot_be_written(session, article):
    build.lamp_set(session)
    version = session.scalars(select(QuestionVersion)).first()
    session.add(
        EvidenceSpan(
            question_version_id=version.id,
            position=9,
            article_version_id=version.article_version_id,
            start=0,
            end=3,
            quote="xyz",
            prefix="",
            suffix="",
        )
    )
    with pytest.raises(WrongSpan):
        session.flush()


@pytest.mark.parametrize("place", [{"start": 5, "end": 5}, {"start": -1, "end": 2}])
def test_the_database_itself_refuses_an_impossible_place(session, article, place):
    build.lamp_set(session)
    version = session.scalars(select(QuestionVersion)).first()
    row = {
        "question_version_id": version.id,
        "position": 9,
        "article_version_id": version.article_version_id,
        "quote": "abc",
        "prefix": "",
        "suffix": "",
    }
    with pytest.raises(IntegrityError):
        session.execute(EvidenceSpan.__table__.insert().values(**row, **place))


def test_the_doctor_sees_a_span_that_was_moved_behind_our_back(session, article):
    build.lamp_set(session)
    session.flush()
    table = EvidenceSpan.__table__
    session.execute(table.update().values(start=table.c.start + 1, end=table.c.end + 1))
    session.expire_all()
    assert len(misplaced_evidence(session)) == 4
