"""What is shipped to read and to ask, held to what a teacher expects of it."""

from collections import Counter
from pathlib import Path

import pytest

from quizapp.authoring.loading import place_all
from quizapp.core.text import compose
from quizapp.formats import ARTICLE_FORMATS
from quizapp.formats.question_sets import read
from quizapp.kinds import KINDS
from quizapp.kinds.contract import SKILLS
from quizapp.reading.actions import draft_version

ROOT = Path(__file__).parent.parent
SETS = sorted((ROOT / "questions").glob("*.yaml"))
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
FIRST_TWO = {"saratov-videos", "eel-journey"}


def article(path):
    return ARTICLE_FORMATS["markdown"].read(path.read_bytes())


def placed(path):
    """Return a set's questions placed in their article; no fault may be left."""
    question_set = read(path.read_bytes())
    file = article(ROOT / "seeds" / f"{question_set.article}.md")
    questions, faults = place_all(question_set, draft_version(file), file.language)
    assert faults == []
    return questions


def test_there_are_six_articles_each_with_its_set():
    assert [path.stem for path in SEEDS] == [path.stem for path in SETS]
    assert len(SEEDS) == 6


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_an_article_says_what_it_is(path):
    file = article(path)
    assert file.not_understood == []
    assert file.title and file.byline and file.level and file.published_on
    assert file.licence == "CC0-1.0"
    assert 350 <= draft_version(file).words <= 800


def test_levels_are_clearly_different():
    grades = sorted(draft_version(article(path)).grade for path in SEEDS)
    assert grades[-1] - grades[0] >= 3


def test_verse_and_lists_are_proved():
    kinds = Counter(block.kind for path in SEEDS for block in compose(article(path).parts)[1])
    assert kinds["verse"] >= 2
    assert kinds["list_item"] >= 4


def test_what_is_hard_to_read_is_said_before():
    told = {path.stem for path in SEEDS if article(path).advisory_topics}
    assert {"saratov-videos", "broad-street-pump"} <= told


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_has_eight_questions_of_every_skill_and_each_its_explanation(path):
    questions = placed(path)
    assert len(questions) == 8
    assert {item.content.skill for item in questions} == set(SKILLS)
    for item in questions:
        assert item.content.explanation, item.content.stem
        assert item.entry.name, item.content.stem


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_key_earns_full_marks(path):
    for item in placed(path):
        kind, content = KINDS[item.entry.kind], item.content
        responses = [kind.right_response(content)]
        if item.entry.kind == "short_answer":
            full = [one for one in content.accept if one.credit == 1 and "*" not in one.text]
            responses += [{"text": one.text} for one in full]
        for response in filter(None, responses):
            assert kind.mark(content, response).points == content.out_of, content.stem


def test_the_right_option_is_not_given_away_by_place_or_length():
    longest = positions = 0
    seen = Counter()
    for path in SETS:
        for item in placed(path):
            if item.entry.kind == "choice":
                lengths = [len(option.text) for option in item.content.options]
                key = next(n for n, option in enumerate(item.content.options) if option.key)
                longest += lengths[key] == max(lengths)
                seen[key] += 1
                positions += 1
    assert longest <= positions * 0.45
    assert max(seen.values()) <= positions * 0.45


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_distractors_say_why_they_are_wrong(path):
    for item in placed(path):
        if item.entry.kind == "choice":
            for option in item.content.options:
                assert option.key or option.feedback, option.text


def test_the_first_two_sets_are_plain_and_the_others_mix_kinds():
    for path in SETS:
        kinds = {item.entry.kind for item in placed(path)}
        if path.stem in FIRST_TWO:
            assert kinds == {"choice", "short_answer"}
        else:
            assert kinds == {"choice", "short_answer", "true_false", "evidence"}


def test_every_answer_to_a_statement_is_right_somewhere():
    keys = {
        item.content.key
        for path in SETS
        for item in placed(path)
        if item.entry.kind == "true_false"
    }
    assert keys == {"true", "false", "not_said"}


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_evidence_lies_in_what_is_read(path):
    version = draft_version(article(ROOT / "seeds" / f"{path.stem}.md"))
    read_ones = [
        (block.start, block.end)
        for block in version.blocks
        if block.kind not in {"heading", "promo", "caption"}
    ]
    for item in placed(path):
        for place in item.content.evidence:
            assert any(start <= place.start and place.end <= end for start, end in read_ones)
