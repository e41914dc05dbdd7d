"""Blocks, read off a plain text and composed to one."""

import pytest
from hypothesis import given

from quizapp.core.text import BLOCK_KINDS, Part, canonical, compose, guess_parts, is_promo
from tests.core.strategies import parts, prose, steady

PROSE = "The keeper climbed the stairs and lit both lamps, as he had done every night."


def kinds(text):
    return [part.kind for part in guess_parts(text)]


def test_an_empty_line_parts_two_paragraphs():
    assert guess_parts(f"{PROSE}\n\n{PROSE}") == [Part("paragraph", PROSE)] * 2


@pytest.mark.parametrize("gap", ["\n\n\n", "\n \t\n", "\n\u00a0\n", "\n\n    "])
def test_a_line_of_blanks_is_an_empty_line(gap):
    assert guess_parts(f"{PROSE}{gap}{PROSE}") == [Part("paragraph", PROSE)] * 2


def test_a_hard_wrapped_paragraph_is_joined():
    wrapped = (
        "The keeper climbed the stairs and lit both lamps, as he had done\n"
        "every night since the guild had put him there. In fog he stayed\n"
        "up until the morning."
    )
    assert guess_parts(wrapped) == [Part("paragraph", wrapped.replace("\n", " "))]


def test_short_lines_are_verse_and_keep_their_lines():
    poem = "Two lamps above the bay,\none low, one high,\nand fog to put them out."
    assert guess_parts(f"{PROSE}\n\n{poem}\n\n{PROSE}")[1] == Part("verse", poem)


@pytest.mark.parametrize("mark", ["-", "*", "•", "–", "1.", "12)"])
def test_lines_with_bullets_are_a_list(mark):
    assert guess_parts(f"{mark} oil\n{mark} a wick") == [
        Part("list_item", "oil"),
        Part("list_item", "a wick"),
    ]


def test_a_line_that_introduces_a_list_stands_before_it():
    assert guess_parts("The keeper needs:\n- oil\n- a wick") == [
        Part("paragraph", "The keeper needs:"),
        Part("list_item", "oil"),
        Part("list_item", "a wick"),
    ]


def test_a_dash_inside_a_paragraph_makes_no_list():
    text = f"{PROSE}\n- said the guild, and nobody else in the whole harbour said so."
    assert kinds(text) == ["paragraph"]


def test_quoted_lines_are_one_quotation():
    assert guess_parts("> I saw nothing,\n> said the master.") == [
        Part("quotation", "I saw nothing, said the master.")
    ]


def test_a_short_line_alone_is_a_heading():
    assert guess_parts(f"Who Paid for the Second Lamp\n\n{PROSE}") == [
        Part("heading", "Who Paid for the Second Lamp"),
        Part("paragraph", PROSE),
    ]


def test_a_heading_typed_directly_above_its_paragraph_is_parted_from_it():
    assert guess_parts(f"{PROSE}\n\nWho paid\n{PROSE}\n{PROSE}") == [
        Part("paragraph", PROSE),
        Part("heading", "Who paid"),
        Part("paragraph", f"{PROSE} {PROSE}"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "He lit them.",
        "Who paid?",
        "“Nobody.”",
        "the second lamp of the guild",
        "Nobody had asked the harbour master for his leave in all those years",
        "First, the oil;",
    ],
)
def test_what_ends_like_a_sentence_or_reads_like_one_is_no_heading(line):
    assert kinds(f"{line}\n\n{PROSE}") == ["paragraph", "paragraph"]


def test_the_last_line_of_a_text_is_no_heading():
    assert kinds(f"{PROSE}\n\nThe End") == ["paragraph", "paragraph"]


def test_a_line_that_names_its_picture_is_a_caption():
    assert kinds(f"{PROSE}\n\nPhoto: the two lamps in 1854.\n\n{PROSE}")[1] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Read Also: Ten other lamps",
        "READ ALSO: TEN OTHER LAMPS",
        "Read Also:\u00a0Ten other lamps",
        "  read more : Ten other lamps",
        "Also Read | Ten other lamps",
        "Read next – Ten other lamps",
        "Related Article: Ten other lamps",
        "Related articles: Ten other lamps",
        "Related: Ten other lamps",
        "[Related: Ten other lamps]",
        "» Read more: Ten other lamps",
        "See also: Ten other lamps",
        "More from the guild: Ten other lamps",
        "More on this story: Ten other lamps",
        "Recommended for you: Ten other lamps",
        "You may also like: Ten other lamps",
        "Don’t miss: Ten other lamps",
        "Don't miss: Ten other lamps",
        "Watch now: Ten other lamps",
        "Trending now: Ten other lamps",
    ],
)
def test_a_line_that_links_to_another_story_is_promo(line):
    assert is_promo(line)
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == ["paragraph", "promo", "paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "Read also the second chapter.",
        "He read also: the oil was low.",
        "Related to the keeper by marriage, she kept the books.",
        "Watch the lamp.",
        "More from habit than from fear, he stayed.",
        "See the second lamp: it is older.",
        "Reading also: a pleasure.",
        "Trending towards the north, the coast is bare.",
        "Read also: " + "the keeper stayed up, for the fog had come. " * 6,
    ],
)
def test_a_line_that_only_looks_like_promo_is_kept_as_text(line):
    assert not is_promo(line)
    assert "promo" not in kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")


def test_a_promo_line_is_its_own_block():
    text = f"{PROSE}\nRead Also: Ten other lamps\n{PROSE}"
    assert guess_parts(text) == [
        Part("paragraph", PROSE),
        Part("promo", "Read Also: Ten other lamps"),
        Part("paragraph", PROSE),
    ]


def test_composed_blocks_stand_where_they_say():
    text, blocks = compose(
        [
            Part("heading", "Who paid"),
            Part("paragraph", "  The guild.\n"),
            Part("paragraph", " \n "),
            Part("list_item", "oil"),
            Part("list_item", "a wick"),
            Part("paragraph", "Nobody \U0001f41f else."),
        ]
    )
    assert text == "Who paid\n\nThe guild.\n\noil\na wick\n\nNobody \U0001f41f else."
    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        ("heading", "Who paid"),
        ("paragraph", "The guild."),
        ("list_item", "oil"),
        ("list_item", "a wick"),
        ("paragraph", "Nobody \U0001f41f else."),
    ]


@steady
@given(parts)
def test_blocks_and_the_blanks_between_them_are_the_whole_text(made):
    text, blocks = compose(made)
    end = 0
    for block in blocks:
        assert block.start < block.end
        assert text[end : block.start] in ({"", "\n", "\n\n"} if end else {""})
        end = block.end
    assert end == len(text)
    assert [text[b.start : b.end] for b in blocks] == [
        p.text.strip() for p in made if p.text.strip()
    ]


@steady
@given(prose)
def test_no_word_of_a_plain_text_is_lost(text):
    made = guess_parts(text)
    assert {part.kind for part in made} <= set(BLOCK_KINDS)
    letters = [letter for letter in text if letter.isalpha()]
    assert [letter for part in made for letter in part.text if letter.isalpha()] == letters


@steady
@given(prose)
def test_a_composed_plain_text_is_canonical(text):
    composed, _ = compose(guess_parts(text))
    assert canonical(composed) == composed
