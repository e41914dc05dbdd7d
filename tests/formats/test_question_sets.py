"""A good question set is understood to the last field."""

from decimal import Decimal

import pytest

from quizapp.formats.question_sets import place, read
from quizapp.kinds.placing import passage_of
from tests.formats.lamps import BLOCKS, PASSAGE, SET, TEXT, changed, faults, line_of


def test_a_good_set_has_no_fault():
    made = read(SET.encode())
    assert faults(SET) == []
    assert (made.article, made.title, made.article_line) == ("harbour-lights", "Harbour lights", 1)
    assert [(q.name, q.kind) for q in made.questions] == [
        ("second-lamp", "choice"),
        ("payer", "short_answer"),
        ("asked", "true_false"),
        ("nights", "evidence"),
    ]


def test_each_field_arrives_in_its_question():
    choice, short, judged, _ = (question.content for question in read(SET.encode()).questions)
    assert [option.key for option in choice.options] == [True, False, False]
    assert choice.options[1].feedback == "True, but the article gives this as a result."
    assert choice.explanation == "The keeper says so in the third paragraph."
    assert [one.text for one in short.accept] == ["the fishing guild", "the guild"]
    assert short.evidence[0].prefix == "In the end "
    assert short.points == Decimal(1)
    assert (judged.key, judged.offer_not_said, judged.skill) == ("not_said", True, "evaluate")


def test_a_question_knows_its_line_and_those_of_its_evidence():
    choice, short, *_ = read(SET.encode()).questions
    assert choice.line == line_of(SET, "id: second-lamp")
    assert choice.evidence_lines == (line_of(SET, "- In fog"),)
    assert short.evidence_lines == (line_of(SET, "- quote:"),)


def test_quotes_are_placed_where_they_stand():
    for question in read(SET.encode()).questions:
        content, wrong = place(question, passage_of(TEXT, BLOCKS, "de"))
        assert wrong == []
        assert content.language == "de"
        for found, asked in zip(content.evidence, question.content.evidence, strict=True):
            assert TEXT[found.start : found.end] == found.quote == asked.quote
            assert TEXT[: found.start].endswith(found.prefix)
            assert TEXT[found.end :].startswith(found.suffix)


def test_every_question_carries_the_sentences_and_where_they_stand():
    for question in read(SET.encode()).questions:
        content, _ = place(question, PASSAGE)
        assert [text for *_, text in content.sentences] == [
            "The keeper lit both lamps every night.",
            "In fog the first lamp was a smudge.",
            "In the end the guild paid for every stone.",
            "The first lamp stayed lit.",
        ]
        assert all(TEXT[start:end] == text for start, end, text in content.sentences)
        blocks = [TEXT[start:end] for start, end in content.paragraphs]
        assert [(block[:6], block[-6:]) for block in blocks] == [
            ("The ke", "mudge."),
            ("In the", "d lit."),
        ]


@pytest.mark.parametrize("context", ['prefix: "Who paid\\n\\n"', 'suffix: " keeper lit"'])
def test_context_tells_which_of_several_places_is_meant(context):
    text = changed("- In fog the first lamp was a smudge", f"- quote: The\n        {context}")
    assert faults(text) == []
    content, _ = place(read(text.encode()).questions[0], PASSAGE)
    assert content.evidence[0].start == TEXT.index("The keeper")


def test_several_places_may_each_be_evidence():
    more = "- In fog the first lamp was a smudge\n      - The first lamp stayed lit."
    text = changed("- In fog the first lamp was a smudge", more)
    assert faults(text) == []
    assert len(read(text.encode()).questions[0].content.evidence) == 2


def test_a_quote_is_found_however_its_accents_and_line_ends_are_written():
    article = "In the cafe\u0301".replace("e\u0301", "\u00e9") + "\nby the lamp he sat."
    text = changed("- In fog the first lamp was a smudge", '- "the cafe\\u0301\\r\\nby the lamp"')
    content, wrong = place(read(text.encode()).questions[0], passage_of(article, [], "en"))
    assert wrong == []
    assert content.evidence[0].start == 3


@pytest.mark.parametrize(
    "data",
    [
        SET.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + SET.encode(),
        SET.encode("utf-16"),
        ("# a comment\n" + SET + "\n\n").encode(),
        ("---\n" + SET + "...\n").encode(),
    ],
    ids=["CRLF", "BOM", "UTF-16", "comment", "markers"],
)
def test_a_set_is_read_however_it_was_saved(data):
    made = read(data)
    assert made.faults == []
    assert [q.content for q in made.questions] == [q.content for q in read(SET.encode()).questions]


def test_an_empty_id_is_no_id():
    made = read(changed("id: payer", "id:").encode())
    assert made.faults == []
    assert made.questions[1].name == ""


def test_a_date_may_be_an_accepted_answer():
    made = read(changed("- the fishing guild", "- 1854-08-31").encode())
    assert made.faults == []
    assert made.questions[1].content.accept[0].text == "1854-08-31"


@pytest.mark.parametrize(("typed", "points"), [("0.1", "0.1"), ("2", "2"), ('"0.25"', "0.25")])
def test_points_are_exactly_what_was_typed(typed, points):
    made = read(changed("points: 1", f"points: {typed}").encode())
    assert made.questions[0].content.points == Decimal(points)
