"""Where the words that a teacher explains stand in a text."""

import pytest

from quizapp.core.glossary import Word, _places, places
from quizapp.core.text import Block


def found(text, *words, kind="paragraph"):
    """The words as they stand where they are found, in one block for each line."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind, start, start + len(line)))
        start += len(line) + 1
    entries = [Word(number, word, "what it is") for number, word in enumerate(words, 1)]
    return [(text[first:last], label) for first, last, label in places(text, blocks, entries)]


@pytest.mark.parametrize(
    ("text", "word", "met"),
    [
        ("The guild paid.", "guild", ["guild"]),
        ("The Guild paid.", "guild", ["Guild"]),
        ("Two guilds paid.", "guild", ["guilds"]),
        ("Three lenses.", "lens", ["lenses"]),
        ("The guilder paid.", "guild", []),
        ("A misguild.", "guild", []),
        ("The guild-hall.", "guild", []),
        ("A sub-guild.", "guild", []),
        ("The guild's money.", "guild", []),
        ("“guild”, (guild)", "guild", ["guild"]),
        ("guild guild\nguild", "guild", ["guild", "guild"]),
        ("The second  lamp.", "second lamp", ["second  lamp"]),
        ("Ça, l'été!", "été", []),
        ("un été.", "ÉTÉ", ["été"]),
        ("What (sic)? a.b", "a.b", ["a.b"]),
        ("What axb", "a.b", []),
        ("𝔸🐟 guild", "guild", ["guild"]),
        ("שלום עולם", "עולם", ["עולם"]),
    ],
)
def test_a_word_is_found_whole(text, word, met):
    assert [said for said, _ in found(text, word)] == met


def test_the_longer_one_is_taken_where_both_stand():
    text = "The second lamp, then a lamp."
    assert found(text, "lamp", "second lamp") == [("second lamp", "g2"), ("lamp", "g1")]


def test_nothing_is_looked_for_in_a_link_line():
    assert found("Read Also: the guild", "guild", kind="promo") == []


def test_a_text_is_searched_once_for_all_who_read_it():
    text = "The guild paid. "
    _places.cache_clear()
    for _ in range(3):
        assert found(text, "guild", "paid") == [("guild", "g1"), ("paid", "g2")]
    assert _places.cache_info().misses == 1
    assert found(text, "guild") == [("guild", "g1")]
    assert found(f"{text}The guild.", "guild", "paid") == [("guild", "g1"), ("paid", "g2")]
    assert _places.cache_info().misses == 3
