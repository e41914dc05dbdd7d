"""A news story as it comes off a web site. It is not ours, so it is not in the repository."""

import pytest

from quizapp.core.text import canonical, compose, guess_parts, lines, readability, sentences

HEADINGS = ["Russian Torture Conveyor Belt", "Brutal and Horrific Acts"]


@pytest.fixture(scope="module")
def story(shared_data):
    path = shared_data / "seeds" / "000_62f645ac02e76a9f.txt"
    return compose(guess_parts(canonical(path.read_text(encoding="utf-8"))))


def test_the_story_has_two_headings_two_promo_lines_and_nine_paragraphs(story):
    kinds = [block.kind for block in story[1]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "heading": 2,
        "promo": 2,
        "paragraph": 9,
    }
    assert kinds[-1] == "promo"


def test_its_headings_are_the_lines_between_paragraphs(story):
    text, blocks = story
    assert [text[b.start : b.end] for b in blocks if b.kind == "heading"] == HEADINGS


def test_no_heading_and_no_promo_line_shares_a_character_with_a_sentence(story):
    text, blocks = story
    found = sentences(text, blocks)
    assert len(found) == 18
    for block in blocks:
        inside = [s for s in found if s.start < block.end and block.start < s.end]
        assert (inside == []) == (block.kind != "paragraph")


def test_every_character_of_its_paragraphs_is_in_a_sentence(story):
    text, blocks = story
    covered = {place for s in sentences(text, blocks) for place in range(s.start, s.end)}
    for block in blocks:
        if block.kind == "paragraph":
            bare = [p for p in range(block.start, block.end) if p not in covered]
            assert "".join(text[place] for place in bare).strip() == ""


def test_its_blocks_and_their_lines_add_up_to_its_text(story):
    text, blocks = story
    assert "\n\n".join(text[b.start : b.end] for b in blocks) == text
    for block in blocks:
        pieces = [text[start:end] for start, end in lines(text, block)]
        assert "".join(pieces) == text[block.start : block.end]


def test_it_is_measured_without_its_headings_and_promo_lines(story):
    text, blocks = story
    measured = readability(text, sentences(text, blocks))
    everything = len(text.split())
    assert everything - 60 < measured.words < everything - 30
    assert measured.minutes == 3
