"""How long and how hard a text is."""

import pytest

from quizapp.core.text import Part, compose, readability, sentences


def measured(*parts):
    text, blocks = compose(parts)
    return readability(text, sentences(text, blocks))


def test_a_text_counted_by_hand_is_measured_by_both_formulas():
    # The 1 keep-er 2 lit 1 both 1 lamps 1 ev-er-y 3 night 1        7 words, 10 syllables
    # In 1 fog 1 the 1 har-bour 2 mas-ter 2 saw 1 noth-ing 2        7 words, 10 syllables
    # No-bod-y 3 paid 1                                             2 words,  4 syllables
    made = measured(
        Part("heading", "A heading does not count"),
        Part(
            "paragraph",
            "The keeper lit both lamps every night. In fog the harbour master saw nothing.",
        ),
        Part("promo", "Read Also: neither does this. At all."),
        Part("paragraph", "Nobody paid!"),
    )
    words, found, syllables = 16, 3, 24
    ease = 206.835 - 1.015 * (words / found) - 84.6 * (syllables / words)
    grade = 0.39 * (words / found) + 11.8 * (syllables / words) - 15.59
    assert (made.words, made.sentences, made.minutes) == (16, 3, 1)
    assert made.flesch_ease == round(ease, 1) == 74.5
    assert made.grade == round(grade, 1) == 4.2


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("lamp", 1),
        ("the", 1),
        ("lone", 1),  # a silent e
        ("little", 2),  # one that is not
        ("lighted", 2),
        ("wrapped", 1),
        ("agreed", 2),
        ("waves", 1),
        ("houses", 2),
        ("bees", 1),
        ("harbour", 2),
        ("lighthouse", 2),
        ("keeper’s", 2),
        ("rhythm", 1),
        ("brr", 1),
        ("1854", 1),
    ],
)
def test_syllables_are_estimated_from_the_letters(word, syllables):
    made = measured(Part("paragraph", word))
    assert made.flesch_ease == round(206.835 - 1.015 - 84.6 * syllables, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the keeper’s see-through lamp", 4),
        ("it cost 2.5 or 1,000 at 10:30", 7),
        ("well – no", 2),
        ("... ! –", 0),
        ("snake_case", 2),
    ],
)
def test_words_are_counted_as_a_person_counts_them(text, words):
    assert measured(Part("paragraph", text)).words == words


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (201, 2), (1000, 5)])
def test_reading_takes_a_minute_for_each_200_words_begun(words, minutes):
    assert measured(Part("paragraph", "lamp " * words)).minutes == minutes


def test_a_text_without_words_has_no_scores():
    assert measured(Part("heading", "Only this")) == (0, 0, 1, None, None)
    assert measured() == (0, 0, 1, None, None)
