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
from quizapp.kinds.picking import evidence_in, sentence_units
from quizapp.reading.actions import draft_version

ROOT = Path(__file__).parent.parent
SETS = sorted((ROOT / "questions").glob("*.yaml"))
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
WITHOUT_A_KEY = {"written", "information"}


def article(path):
    return ARTICLE_FORMATS["markdown"].read(path.read_bytes())


def placed(path):
    """Return a set's questions placed in their article; no fault may be left."""
    question_set = read(path.read_bytes())
    file = article(ROOT / "seeds" / f"{question_set.article}.md")
    questions, faults = place_all(question_set, draft_version(file), file.language)
    assert faults == []
    return questions


def asked_in(path):
    """Return those of a set's questions that ask something."""
    return [item for item in placed(path) if item.content.is_asked]


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
def test_a_set_asks_eight_to_ten_questions_of_every_skill_and_five_kinds(path):
    asked = asked_in(path)
    assert 8 <= len(asked) <= 10
    assert {item.content.skill for item in asked} == set(SKILLS)
    assert len({item.entry.kind for item in asked}) >= 5


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_question_has_a_name_and_its_explanation(path):
    for item in placed(path):
        assert item.entry.name, item.content.stem
        assert item.content.explanation or not item.content.is_asked, item.content.stem


def test_the_sets_use_every_kind():
    assert {item.entry.kind for path in SETS for item in placed(path)} == set(KINDS)


def test_the_sets_show_what_a_question_can_do():
    """Each of these stands somewhere, so that a teacher meets it before writing a set."""
    contents = [item.content for path in SETS for item in placed(path)]
    asked = [content for content in contents if content.is_asked]
    assert any(content.show_where for content in asked)
    assert any(content.hint_costs for content in asked)
    assert {one.unit for one in asked if hasattr(one, "need")} == {"sentence", "paragraph", "words"}
    clozes = [content for content in asked if hasattr(content, "gaps")]
    assert {content.bank is None for content in clozes} == {True, False}
    assert any(one.offered(0) is None for one in clozes)
    numbers = [content for content in asked if hasattr(content, "needs_unit")]
    assert any(content.needs_unit for content in numbers)


def test_what_a_person_marks_is_modest_and_stands_last_in_one_set():
    """Nobody teaches whoever practises alone: most of the points come at once."""
    written = [
        (path, number, item)
        for path in SETS
        for number, item in enumerate(asked_in(path), 1)
        if item.entry.kind == "written"
    ]
    [(path, number, item)] = written
    assert number == len(asked_in(path))
    assert item.content.rubric and item.content.model_answer
    assert 5 * item.content.out_of <= sum(one.content.out_of for one in asked_in(path))


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_each_place_that_is_asked_for_beside_an_answer_proves_it_alone(path):
    """Whoever is asked where may pick any one of the places, so each is one sentence."""
    for item in placed(path):
        if item.content.show_where:
            places = evidence_in(item.content, sentence_units(item.content))
            assert all(len(place) == 1 for place in places), item.content.stem


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_key_earns_full_marks(path):
    for item in placed(path):
        kind, content = KINDS[item.entry.kind], item.content
        if item.entry.kind in WITHOUT_A_KEY:
            assert kind.right_response(content) is None
            continue
        responses = [kind.right_response(content)]
        if item.entry.kind == "short_answer":
            full = [one for one in content.accept if one.credit == 1 and "*" not in one.text]
            responses += [{"text": one.text} for one in full]
        for response in responses:
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


def test_the_right_options_are_not_given_away_by_place_or_length():
    """Neither first nor last, long nor short, nor always so many tells which to tick."""
    contents = [
        item.content for path in SETS for item in placed(path) if item.entry.kind == "choices"
    ]
    places, numbers, longest, shortest = Counter(), set(), 0, 0
    for content in contents:
        lengths = {len(option.text): option.key for option in content.options}
        longest += lengths[max(lengths)]
        shortest += lengths[min(lengths)]
        keys = [number for number, option in enumerate(content.options) if option.key]
        assert 2 <= len(keys) < len(content.options)
        places.update(keys)
        numbers.add(len(keys))
    assert len(contents) >= 3
    assert max(longest, shortest) <= len(contents) * 0.5
    assert max(places.values()) < len(contents)
    assert len(numbers) > 1


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_is_wrong_says_why(path):
    for item in placed(path):
        for option in getattr(item.content, "options", ()):
            assert option.key or option.feedback, option.text
        for statement in getattr(item.content, "statements", ()):
            assert statement.feedback, statement.text


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_what_is_left_when_all_but_one_is_known_is_no_gift(path):
    """Pairs and banks hold more than is used; each group holds something."""
    for item in placed(path):
        if item.entry.kind == "matching":
            assert item.content.spare, item.content.stem
        if item.entry.kind == "cloze":
            assert item.content.bank is None or item.content.bank, item.content.stem
        if item.entry.kind == "categorise":
            used = {statement.group for statement in item.content.statements}
            assert used == set(item.content.groups), item.content.stem


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
