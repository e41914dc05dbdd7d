"""Each fault of a question set is named, in an author's words, at its line."""

import pytest

from quizapp.kinds import KINDS
from tests.formats.lamps import SET, changed, faults, line_of

FOG = "- In fog the first lamp was a smudge"
KEY = "The first could not be seen in fog\n        key: true"

# What is planted: old words, new words, words at the line of the fault, words of its message.
PLANTED = {
    "absent quote": (FOG, "- In fog it was small", "- In fog it was small", "does not stand"),
    "nearly a quote": (
        FOG,
        "- In fog the first lamp was a blur",
        "a blur",
        "nearest is “In fog the",
    ),
    "ambiguous quote": (FOG, "- first lamp", "- first lamp", "stands 2 times"),
    "context that fits nowhere": (
        '"In the end "',
        '"At last "',
        "quote: the guild",
        "does not stand",
    ),
    "context that does not tell": (
        FOG,
        "- quote: first lamp\n        suffix: ' '",
        "quote: first lamp",
        "prefix or suffix",
    ),
    "quote given twice": (FOG, f"{FOG}\n      {FOG} ", f"{FOG} ", "is given twice"),
    "empty quote": (FOG, '- ""', '- ""', "at least 1 character"),
    "no evidence": (
        f"    evidence:\n      {FOG}\n",
        "    evidence: []\n",
        "evidence: []",
        "at least 1 item",
    ),
    "missing evidence": (
        f"    evidence:\n      {FOG}\n",
        "",
        "id: second-lamp",
        "missing field `evidence`",
    ),
    "evidence without quote": (
        FOG,
        "- prefix: x",
        "- prefix: x",
        "missing field `evidence.1.quote`",
    ),
    "quote that no sentence holds": (
        "- The keeper lit both lamps every night.",
        "- Who paid",
        "      - Who paid\n",
        "“Who paid” stands in no sentence",
    ),
    "missing key": (
        "\n        key: true",
        "",
        "    options:\n      - text: The first",
        "no option is marked `key: true`",
    ),
    "key of true_false missing": ("    key: not_said\n", "", "id: asked", "missing field `key`"),
    "two keys": (
        "The harbour had grown",
        "The harbour had grown\n        key: true",
        "    options:\n      - text: The first",
        "2 options are marked `key: true`",
    ),
    "key that is no truth": (KEY, KEY.replace("true", "perhaps"), "perhaps", "valid boolean"),
    "two options alike": (
        "The guild wanted two",
        "the HARBOUR had grown!",
        "the HARBOUR had grown!",
        "alike: “The harbour had grown” and “the HARBOUR had grown!”",
    ),
    "answers alike": ("- the fishing guild", "- A Guild", "- the guild\n", "alike: “A Guild”"),
    "unknown kind": ("kind: choice", "kind: chioce", "kind: chioce", "unknown kind `chioce`"),
    "no kind": ("    kind: choice\n", "", "id: second-lamp", "has no `kind:`"),
    "empty kind": ("kind: choice", "kind:", "kind:\n", "has no `kind:`"),
    "misspelt field": (
        "explanation:",
        "explenation:",
        "explenation:",
        "unknown field `explenation`",
    ),
    "misspelt field of an option": (
        "feedback:",
        "feedbak:",
        "feedbak:",
        "unknown field `options.2.feedbak`",
    ),
    "misspelt field of evidence": (
        "prefix:",
        "prefx:",
        "prefx:",
        "unknown field `evidence.1.prefx`",
    ),
    "field of another kind": (
        "    points: 1",
        "    accept: [x]",
        "accept: [x]",
        "unknown field `accept`",
    ),
    "missing stem": ("    stem: Who paid for it?\n", "", "id: payer", "missing field `stem`"),
    "missing skill": ("    skill: retrieve\n", "", "id: payer", "missing field `skill`"),
    "missing options": (
        SET[SET.index("    options:") : SET.index(f"    evidence:\n      {FOG}")],
        "",
        "id: second-lamp",
        "missing field `options`",
    ),
    "empty stem": ("stem: Who paid for it?", 'stem: " "', 'stem: " "', "at least 1 character"),
    "stem that is a number": ("stem: Who paid for it?", "stem: 5", "stem: 5", "valid string"),
    "stem with a NUL": ("stem: Who paid for it?", 'stem: "a\\0"', 'stem: "a', "cannot be stored"),
    "too long a stem": ("stem: Who paid for it?", "stem: " + "x" * 4001, "stem: xxx", "too long"),
    "bad skill": ("skill: infer", "skill: guess", "skill: guess", "'retrieve', 'infer'"),
    "negative points": ("points: 1", "points: -1", "points: -1", "greater than 0"),
    "no points at all": ("points: 1", "points: 0", "points: 0", "greater than 0"),
    "points too fine": ("points: 1", "points: 0.00000001", "points: 0.0", "at most 7 decimals"),
    "points that are a word": ("points: 1", "points: one", "points: one", "valid decimal"),
    "not_said without its offer": (
        "    offer_not_said: true\n",
        "",
        "key: not_said",
        "`offer_not_said: true`",
    ),
    "bad id": ("id: payer", "id: The Payer", "id: The Payer", "small letters"),
    "duplicate id": (
        "id: payer",
        "id: second-lamp  # again",
        "# again",
        "stands at line 4 already",
    ),
    "duplicate stem": (
        "stem: Who paid for it?",
        "stem: WHY was the second lamp built?",
        "id: payer",
        "the stem is the same as at line 4",
    ),
    "misspelt top-level field": (
        "title: Harbour",
        "titel: Harbour",
        "titel:",
        "unknown field `titel`",
    ),
    "no article": ("article: harbour-lights\n", "", "title:", "no `article:` with a text"),
    "empty article": (
        "article: harbour-lights",
        "article:",
        "article:",
        "no `article:` with a text",
    ),
    "title that is a list": (
        "title: Harbour lights",
        "title: [a]",
        "title:",
        "no `title:` with a text",
    ),
    "question that is a word": (
        "  - id: payer\n",
        "  - payer\n  - id: payer\n",
        "- payer",
        "list of fields",
    ),
    "duplicated YAML key": (
        "    skill: infer",
        "    skill: infer\n    skill: evaluate",
        "    skill: evaluate\n    points",
        "duplicate key",
    ),
    "tab as indentation": ("    stem: Who", "\tstem: Who", "\tstem: Who", "broken YAML"),
    "unclosed quote": ("stem: Who paid", "stem: 'Who paid", "stem: 'Who", "broken YAML"),
    "bad indent": ("    accept:", "   accept:", "   accept:\n      - the f", "broken YAML"),
    "colon in a text": ("stem: Who paid", "stem: Who: paid", "stem: Who: paid", "broken YAML"),
    "unclosed bracket": ("points: 1\n", "points: [1\n", "    explanation:", "broken YAML"),
    "undefined alias": ("stem: Who paid", "stem: *who paid", "*who", "broken YAML"),
    "control character": ("stem: Who paid", "stem: Who\x07 paid", "\x07", "broken YAML"),
}


@pytest.mark.parametrize(("old", "new", "at", "words"), PLANTED.values(), ids=list(PLANTED))
def test_a_planted_fault_is_named_at_its_line(old, new, at, words):
    text = changed(old, new)
    found = faults(text)
    line = line_of(text, at)
    assert [fault for fault in found if fault[0] == line and words in fault[1]], (line, found)


@pytest.mark.parametrize(("old", "new", "at", "words"), PLANTED.values(), ids=list(PLANTED))
def test_a_planted_fault_brings_no_other_but_at_most_its_echo(old, new, at, words):
    """A missing title is also a misspelt one; otherwise one fault is one line to mend."""
    echoes = {"titel:"}
    assert len(faults(changed(old, new))) == (2 if at in echoes else 1)


def test_the_control_the_set_without_a_planted_fault_has_none():
    assert faults(SET) == []


def test_faults_of_several_questions_are_all_named_in_order_of_lines():
    text = changed("skill: infer", "skill: guess")
    text = changed("kind: true_false", "kind: truefalse", text)
    text = changed("- The keeper lit both", "- The keeper lit all", text)
    at = [line_of(text, words) for words in ("skill: guess", "kind: truefalse", "lit all")]
    assert [line for line, _ in faults(text)] == at


def test_every_known_kind_is_named_to_whoever_misspells_one():
    ((_, message),) = faults(changed("kind: choice", "kind: quiz"))
    assert all(name in message for name in KINDS)
