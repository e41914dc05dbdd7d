"""Markdown: its marks say what a block is, and then leave the text."""

import pytest

from quizapp.core.text import Part
from quizapp.formats import ARTICLE_FORMATS

MARKDOWN = ARTICLE_FORMATS["markdown"]


def read(text):
    return MARKDOWN.read(text.encode())


def parts(text):
    return read(text).parts


def test_the_first_heading_of_level_1_is_the_title():
    article = read("# Harbour *lights*\n\nNobody came.\n\n## Who paid\n\nThe guild.\n\n# More\n")
    assert article.title == "Harbour lights"
    assert article.parts == [
        Part("paragraph", "Nobody came."),
        Part("heading", "Who paid"),
        Part("paragraph", "The guild."),
        Part("heading", "More"),
    ]


def test_a_title_underlined_over_two_lines_is_one_line():
    assert read("Harbour  \nlights\n===\n\nNobody came.\n").title == "Harbour lights"


def test_a_title_said_twice_is_said_once():
    article = read("---\ntitle: Harbour lights\n---\n# Harbour lights\n\nNobody came.\n")
    assert (article.title, article.parts) == (
        "Harbour lights",
        [Part("paragraph", "Nobody came.")],
    )


def test_a_heading_that_is_not_the_title_stays_where_it_stood():
    article = read("---\ntitle: Other\n---\nNobody came.\n\n# Harbour lights\n\nThe end.\n")
    assert article.title == "Other"
    assert article.parts == [
        Part("paragraph", "Nobody came."),
        Part("heading", "Harbour lights"),
        Part("paragraph", "The end."),
    ]


def test_a_paragraph_wrapped_by_hand_is_one_line():
    assert parts("The keeper lit\nboth lamps\nevery night.\n") == [
        Part("paragraph", "The keeper lit both lamps every night.")
    ]


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_lines_with_hard_breaks_are_verse(end):
    assert parts(f"Two lamps above the bay,{end}\none low,{end}\none high.\n") == [
        Part("verse", "Two lamps above the bay,\none low,\none high.")
    ]


def test_items_of_lists_of_any_sort_and_depth_are_items():
    made = parts("- oil\n- a wick\n  - of cotton\n\n1. first\n2. second\n")
    assert made == [
        Part("list_item", text) for text in ("oil", "a wick", "of cotton", "first", "second")
    ]


def test_a_paragraph_after_a_list_is_a_paragraph():
    assert [part.kind for part in parts("- oil\n\nNobody came.\n")] == ["list_item", "paragraph"]


def test_quoted_paragraphs_are_quotations():
    assert parts("> I saw\n> nothing.\n>\n> Nobody did.\n\nHe left.\n") == [
        Part("quotation", "I saw nothing."),
        Part("quotation", "Nobody did."),
        Part("paragraph", "He left."),
    ]


@pytest.mark.parametrize(
    "line", ["Read Also: Ten other lamps", "**Read also:** [Ten](http://x.org)"]
)
def test_a_promo_line_is_promo_under_its_marks(line):
    made = parts(f"Nobody came.\n\n{line}\n\nThe end.\n")
    assert [part.kind for part in made] == ["paragraph", "promo", "paragraph"]


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("*one* _two_ **three** __four__", "one two three four"),
        ("*one **two `three`** four*", "one two three four"),
        ("[the *guild*](http://example.org 'title')", "the guild"),
        ("[the guild][1]\n\n[1]: http://example.org", "the guild"),
        ("<http://example.org>", "http://example.org"),
        ("2 \\* 3 \\_x\\_", "2 * 3 _x_"),
        ("R&amp;D &eacute; &#233;", "R&D é é"),
        ("snake_case_word 2*3*4", "snake_case_word 234"),
        ("e&#x301;", "\u00e9"),
        ("a&#8232;b", "a\nb"),
    ],
)
def test_marks_leave_the_text(marked, plain):
    assert [part.text for part in parts(f"{marked}\n")] == [plain]


NOT_TAKEN = """\
---
title: Harbour lights
---
Nobody came.

| a | b |
|---|---|
| 1 | 2 |

![the *two* lamps](lamps.png)

```
code
```

    more code

<div>markup</div>

The <b>end</b> ![](x.png) came.
"""


def test_what_is_not_taken_is_listed_by_line():
    article = read(NOT_TAKEN)
    assert article.not_understood == [
        "Line 6: a table was not taken.",
        "Line 10: a picture (the *two* lamps) was not taken.",
        "Line 12: a code block was not taken.",
        "Line 16: a code block was not taken.",
        "Line 18: HTML was not taken.",
        "Line 20: HTML (<b>) was not taken.",
        "Line 20: HTML (</b>) was not taken.",
        "Line 20: a picture (without description) was not taken.",
    ]


def test_what_is_not_taken_leaves_no_text_behind():
    assert read(NOT_TAKEN).parts == [
        Part("paragraph", "Nobody came."),
        Part("paragraph", "The end  came."),
    ]


def test_lines_are_counted_without_front_matter_too():
    article = read("Nobody came.\r\n\r\n```\r\ncode\r\n```\r\n")
    assert article.not_understood == ["Line 3: a code block was not taken."]


def test_a_file_with_nothing_but_a_picture_has_no_text():
    with pytest.raises(ValueError, match="no text"):
        read("![lamps](lamps.png)\n")
