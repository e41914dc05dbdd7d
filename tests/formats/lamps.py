"""An article of our own and the question set on it, for tests of file formats."""

from quizapp.core.text import Part, compose
from quizapp.formats.question_sets import place, read
from quizapp.kinds.placing import passage_of

TEXT, BLOCKS = compose(
    [
        Part("heading", "Who paid"),
        Part(
            "paragraph",
            "The keeper lit both lamps every night. In fog the first lamp was a smudge.",
        ),
        Part("paragraph", "In the end the guild paid for every stone. The first lamp stayed lit."),
    ]
)
PASSAGE = passage_of(TEXT, BLOCKS, "en")

SET = """\
article: harbour-lights
title: Harbour lights
questions:
  - id: second-lamp
    kind: choice
    stem: Why was the second lamp built?
    options:
      - text: The first could not be seen in fog
        key: true
      - text: The harbour had grown
        feedback: True, but the article gives this as a result.
      - text: The guild wanted two
    evidence:
      - in fog the first lamp was a smudge
    skill: infer
    points: 1
    explanation: The keeper says so in the third paragraph.
  - id: payer
    kind: short_answer
    stem: Who paid for it?
    accept:
      - the fishing guild
      - the guild
    evidence:
      - quote: the guild paid for every stone
        prefix: "In the end "
    skill: retrieve
  - id: asked
    kind: true_false
    stem: The harbour master agreed.
    key: not_said
    offer_not_said: true
    evidence:
      - the guild paid for every stone
    skill: evaluate
  - id: nights
    kind: evidence
    stem: Which sentence shows that the keeper never missed a night?
    evidence:
      - The keeper lit both lamps every night.
    skill: integrate
""".replace("- in fog", "- In fog")


def changed(old: str, new: str, text: str = SET) -> str:
    """Return the set with one place changed; `old` must stand in it once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the set"
    return text.replace(old, new)


def line_of(text: str, at: str) -> int:
    """Return the line, from 1, of `at`, which must stand in the text once."""
    assert text.count(at) == 1, f"{at!r} stands {text.count(at)} times"
    return text[: text.index(at)].count("\n") + 1


def faults(text: str) -> list[tuple[int, str]]:
    """Return every fault of a set, those of its quotes included."""
    made = read(text.encode())
    placed = [place(question, PASSAGE) for question in made.questions]
    return sorted([*made.faults, *(fault for _, wrong in placed for fault in wrong)])
