"""What holds for every article format, and plain text."""

from datetime import date

import pytest
from hypothesis import given

from quizapp.core.text import BLOCK_KINDS, Part, canonical, compose
from quizapp.formats import ARTICLE_FORMATS, SCORE_FORMATS
from quizapp.formats.contract import Unreadable
from tests.core.strategies import anything, prose, steady

each_format = pytest.mark.parametrize(
    "format_", ARTICLE_FORMATS.values(), ids=list(ARTICLE_FORMATS)
)

FRONT = """\
---
title: Harbour lights
byline: by the guild
source: https://example.org/lamps
date: 2026-11-22
language: en-GB
licence: CC0
level: B1
advisory:
  topics:
    - storms
    - drowning
  note: There is a storm in this text.
---

The keeper lit both lamps every night.

Nobody came.
"""
TEXT = ARTICLE_FORMATS["text"]


def read(text, format_=TEXT):
    return format_.read(text.encode())


# --- every format ------------------------------------------------------------------------


def test_formats_are_registered_by_name_and_no_two_take_the_same_suffix():
    for registry in (ARTICLE_FORMATS, SCORE_FORMATS):
        assert all(registry[format_.name] is format_ for format_ in registry.values())
        assert all(format_.label for format_ in registry.values())
    suffixes = [suffix for format_ in ARTICLE_FORMATS.values() for suffix in format_.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix.islower() for suffix in suffixes)


@each_format
def test_complete_front_matter_is_taken(format_):
    article = read(FRONT, format_)
    assert article.title == "Harbour lights"
    assert article.byline == "by the guild"
    assert article.source == "https://example.org/lamps"
    assert article.published_on == date(2026, 11, 22)
    assert type(article.published_on) is date
    assert (article.language, article.licence, article.level) == ("en-GB", "CC0", "B1")
    assert article.advisory_topics == ["storms", "drowning"]
    assert article.advisory_note == "There is a storm in this text."
    assert article.not_understood == []
    assert [part.text for part in article.parts] == [
        "The keeper lit both lamps every night.",
        "Nobody came.",
    ]


@each_format
@pytest.mark.parametrize(
    "data",
    [
        FRONT.replace("\n", "\r\n").encode(),
        FRONT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + FRONT.encode(),
        FRONT.encode("utf-16"),
        FRONT.replace("---\n", "---  \n").encode(),
    ],
    ids=["CRLF", "CR", "BOM", "UTF-16", "blanks"],
)
def test_an_article_is_the_same_however_it_was_saved(format_, data):
    assert format_.read(data) == read(FRONT, format_)


@each_format
@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("autor: me", "The field `autor` is not known and was left out."),
        ("1: me", "The field `1` is not known and was left out."),
        ("date: 22 November", "The date “22 November” is not one like 2026-11-22."),
        ("date: 2026-13-45", "The date “2026-13-45” is not one like 2026-11-22."),
        ("advisory: storms", "An advisory takes `topics:` (a list) and `note:` only."),
        ("advisory:\n  topic: storms", "An advisory takes `topics:` (a list) and `note:` only."),
        ("title: [a, b]", "The field `title` takes one text and was left out."),
    ],
)
def test_what_front_matter_says_beside_the_point_is_listed(format_, fields, note):
    article = read(f"---\n{fields}\nlevel: B1\n---\nNobody came.\n", format_)
    assert article.not_understood == [note]
    assert article.level == "B1"
    assert article.published_on is None
    assert (article.title, article.advisory_topics) == ("", [])


@each_format
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("level: B1\ntitle: a: b", "line 3: .*broken"),
        ("title: 'a\nlevel: B1", "line 2: .*broken"),
        ("title: a\nlevel: b\ntitle: c", "line 4: .*duplicate key"),
        ("\ttitle: a", "line 2: .*broken"),
        ("- title", "line 2: .*no list of fields"),
        ("Once upon a time", "line 2: .*no list of fields"),
        ("title: !!int x", "line 2: .*broken"),
    ],
)
def test_broken_front_matter_is_refused_at_its_line(format_, fields, words):
    with pytest.raises(Unreadable, match=words):
        read(f"---\n{fields}\n---\nNobody came.\n", format_)


@each_format
def test_front_matter_that_is_never_closed_is_refused(format_):
    with pytest.raises(Unreadable, match="line 1: .*not closed"):
        read("---\ntitle: Harbour lights\n\nNobody came.\n", format_)


@each_format
@pytest.mark.parametrize("fields", ["", "# only a comment\n", "\n"])
def test_empty_front_matter_is_passed_over(format_, fields):
    article = read(f"---\n{fields}---\nNobody came.\n", format_)
    assert article.parts == [Part("paragraph", "Nobody came.")]
    assert article.not_understood == []


@each_format
def test_one_topic_need_not_be_a_list(format_):
    article = read("---\nadvisory:\n  topics: storms\n---\nNobody came.\n", format_)
    assert (article.advisory_topics, article.not_understood) == (["storms"], [])


@each_format
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"---\ntitle: a\n---\n"])
def test_a_file_without_text_is_refused(format_, data):
    with pytest.raises(Unreadable, match="no text"):
        format_.read(data)


@each_format
def test_a_file_that_is_no_text_is_refused(format_):
    with pytest.raises(Unreadable, match="not a text file"):
        format_.read(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))


@each_format
def test_a_guessed_encoding_is_said_to_be_a_guess(format_):
    article = format_.read("Un café à côté de la fenêtre, où il dîne très tôt.".encode("latin-1"))
    assert article.parts[0].text == "Un café à côté de la fenêtre, où il dîne très tôt."
    assert ["was guessed" in note for note in article.not_understood] == [True]


@each_format
@steady
@given(anything | prose)
def test_any_text_is_refused_in_words_or_gives_canonical_blocks(format_, text):
    try:
        article = format_.read(text.encode("utf-8", "surrogatepass"))
    except Unreadable as refusal:
        assert str(refusal)
        return
    composed, blocks = compose(article.parts)
    assert composed and canonical(composed) == composed
    assert {block.kind for block in blocks} <= set(BLOCK_KINDS)
    assert "\n" not in article.title


# --- plain text --------------------------------------------------------------------------


def test_a_first_line_that_looks_like_a_heading_is_the_title():
    article = read("Harbour Lights\n\nThe keeper lit both lamps.\n\nNobody came.\n")
    assert article.title == "Harbour Lights"
    assert [part.kind for part in article.parts] == ["paragraph", "paragraph"]


def test_a_heading_after_a_title_of_front_matter_stays_a_heading():
    article = read("---\ntitle: A title\n---\nHarbour Lights\n\nThe keeper lit both lamps.\n")
    assert article.title == "A title"
    assert article.parts[0] == Part("heading", "Harbour Lights")


def test_a_rule_in_mid_text_is_no_front_matter():
    article = read("Nobody came.\n\n---\ntitle: a\n---\n\nThe end came.\n")
    assert article.title == ""
    assert "title: a" in " ".join(part.text for part in article.parts)
