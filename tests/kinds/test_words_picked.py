"""Words picked in the passage: the place that came along must hold the words, to the letter."""

import json

import pytest
from werkzeug.datastructures import MultiDict

from quizapp.kinds import KINDS
from tests.kinds.browser import page, posted

EVIDENCE = KINDS["evidence"]
# What a page has, as its script reads it: there is a heading before the last two paragraphs.
TEXT = "A lamp. q\u0323\u0302 \U0001f41f lamp.\n\nFog\n\nOne\u00a0 lamp\n\nlow,\nlow\n\nRead Also"
SENTENCES = [[at, end, TEXT[at:end]] for at, end in [(0, 7), (8, 19), (26, 35), (37, 45)]]
TOLD = "The passage has other words where “{}” was picked."


def form_class():
    content = {**EVIDENCE.examples()[0].content, "unit": "words", "sentences": SENTENCES}
    return EVIDENCE.answer_form(EVIDENCE.Content.model_validate(content), 1)


def filled(quotes, places=()):
    """Return the form as it comes with these lines, and these places beside them."""
    sent = places if isinstance(places, str) else json.dumps(list(places))
    return form_class()(MultiDict({"quotes": quotes, "places": sent}))


def place(start, end):
    return [start, end, TEXT[start:end]]


@pytest.mark.parametrize(
    ("quotes", "places", "spans"),
    [
        ("lamp", [place(2, 6)], [[2, 6]]),
        ("lamp", [place(14, 18)], [[14, 18]]),
        ("lamp\r\nlamp\r\n", [place(14, 18), place(2, 6)], [[2, 6], [14, 18]]),
        ("lamp\nlamp", [place(2, 6), place(2, 6)], [[2, 6]]),
        ("lamp\nlow, low", [place(31, 35)], [[31, 35], [37, 45]]),
        ("lamp", [place(1, 7), place(13, 18)], [[14, 18]]),
        ("One lamp", [place(26, 35)], [[26, 35]]),
        ("q", [place(8, 9)], [[8, 11]]),  # with its accents
        ("lamp low, low", [place(31, 45)], [[31, 45]]),
        ("Fog One", [place(21, 29)], [[26, 29]]),  # no heading can be picked
        ("low Read Also", [place(42, 56)], [[42, 45]]),
        # Without a place a line is looked for by its words.
        ("One lamp", [], [[26, 35]]),
        ("lamp low, low", "", [[31, 45]]),
        ("q", [], [[8, 11]]),
        # What came along without its line was taken back, whatever it was.
        ("One lamp", [place(2, 6), [0, 3, "zzz"]], [[26, 35]]),
    ],
)
def test_a_line_has_the_place_that_came_along(quotes, places, spans):
    form = filled(quotes, places)
    assert form.validate(), form.errors
    assert form.response() == {"spans": spans, "unplaced": []}
    assert form_class()(posted(form)).response() == form.response()
    shown = form_class()(data=form_class().data_for(form.response()))
    again = form_class()(posted(shown))
    assert again.validate()
    assert again.response() == form.response()


@pytest.mark.parametrize(
    ("quotes", "places", "spans", "unplaced"),
    [
        ("lamp", [], [], ["lamp"]),  # it stands three times
        ("lamp\nlamp", [place(2, 6)], [[2, 6]], ["lamp"]),
        ("Fog", [place(21, 24)], [], ["Fog"]),
        ("Read", [place(47, 51)], [], ["Read"]),  # behind all that can be picked
        ("nowhere", [], [], ["nowhere"]),
    ],
)
def test_a_line_without_a_place_is_kept(quotes, places, spans, unplaced):
    form = filled(quotes, places)
    assert form.validate()
    assert form.response() == {"spans": spans, "unplaced": unplaced}
    shown = form_class()(data=form_class().data_for(form.response()))
    assert form_class()(posted(shown)).response() == form.response()


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("lamp", [3, 7, "lamp"]),
        ("lamp", [15, 19, "lamp"]),  # counted in UTF-16
        ("lamp", [2, 7, "lamp"]),
        ("lamp", [6, 2, "lamp"]),
        ("lamp", [-4, 0, "lamp"]),
        ("lamp", [26, 30, "lamp"]),
        ("lamp", [44, 48, "lamp"]),
        ("Lampe", [2, 7, "Lampe"]),
        ("q\u0302\u0323", [8, 11, "q\u0302\u0323"]),
        ("low, low", [37, 46, "low,\r\nlow"]),
    ],
)
def test_words_that_do_not_stand_there_are_refused(line, wrong):
    form = filled(f"One lamp\n{line}", [place(26, 35), wrong])
    assert not form.validate()
    (told,) = form.errors["quotes"]
    assert told.startswith(TOLD.format(line))


def test_what_was_refused_is_looked_up_by_its_words_when_it_is_sent_again():
    """Scripts or none, nobody is stuck with a place that is wrong."""
    form = filled("One lamp", [[0, 8, "One lamp"]])
    assert not form.validate()
    again = form_class()(posted(form))
    assert again.validate()
    assert again.response() == {"spans": [[26, 35]], "unplaced": []}


@pytest.mark.parametrize(
    "places",
    [
        "x",
        "{}",
        "[[2, 6]]",
        '[[2, 6, "lamp", 1]]',
        '[["2", 6, "lamp"]]',
        '[[2.0, 6, "lamp"]]',
        "[" * 9_000,
        '[[2, 6, "\\ud800"]]',
        "\ud800",
        "\x00",
        "[" + '[2, 6, "lamp"],' * 1_000 + '[2, 6, "lamp"]]',
    ],
    ids=lambda places: ascii(places[:12]),
)
def test_places_that_nobody_can_read_are_refused(places):
    form = filled("lamp", places)
    assert not form.validate()
    assert form.errors["quotes"] == [
        "It cannot be read where these words were picked. Please save them again."
    ]
    page(form).encode()


def test_places_are_shown_as_the_script_writes_them():
    """Else a page would take its own answer for another tab's."""
    data = form_class().data_for({"spans": [[12, 18], [37, 45]], "unplaced": []})
    assert data["places"] == '[[12,18,"\U0001f41f lamp"],[37,45,"low, low"]]'
    assert form_class().data_for(None)["places"] == ""
