"""Sentences: where they end, and where they do not."""

import pytest
from hypothesis import given

from quizapp.core.text import Part, compose, sentences
from tests.core.strategies import composed, one_block, steady

READ = {"paragraph", "list_item", "quotation", "verse"}


def split(text):
    whole, blocks = one_block(text)
    return [whole[s.start : s.end] for s in sentences(whole, blocks)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He lit both lamps.", "Nobody came."],
        ["Who paid?", "The guild!", "Who else…", "Nobody."],
        ["What?!", "No."],
        # abbreviations
        ["Mr. Brown met Dr. No and Mrs. Green at St. Ives.", "They sailed."],
        ["It kept e.g. oil, i.e. fat, for approx. 20 nights.", "Then it ran dry."],
        ["See fig. 3 and no. 5 of vol. 2.", "Then go on."],
        ["He left at 5 p.m.", "The lamps were out."],
        ["He left at 5 p.m. on Friday."],
        ["It was Smith, Jones & Co.", "The guild paid them."],
        ["She came from the U.S. Navy yard.", "It was far."],
        # words that only look like abbreviations
        ["She loved art.", "Her brother did not."],
        ["The ship was due on 5 Dec.", "It came in May."],
        ["He said no.", "The guild said yes."],
        ["So did I.", "Then we left."],
        # initials
        ["The keeper was J. A. Smith of K. Hill.", "He was old."],
        # decimals and money
        ["It cost 2.5 guilders in 1854.", "12 men paid.", "£5 was left.", "$3 too."],
        # ellipsis
        ["He waited...", "Then he went."],
        ["He waited ... and then he went."],
        ["He waited… and then he went."],
        # quotes and dialogue
        ["The master said “I saw nothing.”", "Then he left."],
        ["“I saw nothing.”", "“Nobody did.”"],
        ["She said “It was Plan B.”", "Nobody replied."],
        ["“Who is there?” he asked.", "Nobody answered."],
        ["“Stop!” the keeper shouted.", "“Put it out!”"],
        ["'No.'", '"Yes."', "(He left.)", "[So did she.]"],
        ["He stopped.", "– Who goes there?", "– A friend."],
        ["¿Who?", "¡Nobody!", "«It is so.»", "So be it."],
        ["He read “The Lamp” twice.", "É is a letter.", "Über is a word."],
    ],
)
def test_a_paragraph_is_cut_into_its_sentences(expected):
    assert split(" ".join(expected)) == expected


def test_a_sentence_without_an_end_mark_runs_on_into_the_next():
    text = "The lamp was out The keeper slept. Nobody came."
    assert split(text) == ["The lamp was out The keeper slept.", "Nobody came."]


def test_a_sentence_may_run_over_lines_of_verse():
    text, blocks = one_block("Two lamps above the bay,\none low. And fog\nto end them.", "verse")
    assert [text[s.start : s.end] for s in sentences(text, blocks)] == [
        "Two lamps above the bay,\none low.",
        "And fog\nto end them.",
    ]


def test_no_sentence_crosses_a_block():
    text, blocks = compose(
        [
            Part("paragraph", "The keeper needs"),
            Part("list_item", "oil"),
            Part("list_item", "a wick. And more"),
            Part("quotation", "I saw nothing."),
        ]
    )
    assert [(s.kind, text[s.start : s.end]) for s in sentences(text, blocks)] == [
        ("paragraph", "The keeper needs"),
        ("list_item", "oil"),
        ("list_item", "a wick."),
        ("list_item", "And more"),
        ("quotation", "I saw nothing."),
    ]


def test_headings_captions_and_promo_lines_have_no_sentences():
    text, blocks = compose(
        [Part(kind, f"A line. Of {kind}.") for kind in ("heading", "caption", "promo")]
    )
    assert sentences(text, blocks) == []


@steady
@given(composed)
def test_sentences_are_in_order_disjoint_and_each_inside_one_block(made):
    text, blocks = made
    end = 0
    for sentence in sentences(text, blocks):
        assert end <= sentence.start < sentence.end
        end = sentence.end
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        home = [b for b in blocks if b.start <= sentence.start and sentence.end <= b.end]
        assert [block.kind for block in home] == [sentence.kind]


@steady
@given(composed)
def test_sentences_cover_all_that_is_read_but_blanks(made):
    text, blocks = made
    covered = {place for s in sentences(text, blocks) for place in range(s.start, s.end)}
    for block in blocks:
        bare = "".join(text[p] for p in range(block.start, block.end) if p not in covered)
        if block.kind in READ:
            assert bare.strip() == ""
        else:
            assert bare == text[block.start : block.end]
