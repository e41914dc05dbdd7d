"""An article of 700 words with ten questions, as a class would get one."""

from quizapp.classes.actions import practice_class
from quizapp.core.text import Part
from quizapp.taking.starting import start
from tests import build

WORDS = 700
SENTENCES = 50  # of fourteen words each
SENTENCE = "On day {n} the old keeper carried lamp number {n} up seventy narrow stairs."
QUESTIONS = ["choice"] * 4 + ["short_answer"] * 2 + ["true_false"] * 2 + ["evidence"] * 2
CHOICE = """\
    options:
      - text: The keeper had found it in the tower that morning
      - text: The first one could not be seen through the fog
        key: true
      - text: Somebody in the harbour had asked for it twice
      - text: The guild had two of them and gave one away
"""
PARTS = {
    "choice": CHOICE,
    "short_answer": "    accept:\n      - the keeper\n      - the old keeper\n",
    "true_false": "    key: true\n    offer_not_said: true\n",
    "evidence": "",
}


def sentence(number):
    """The sentence of this number, counted from 1."""
    return SENTENCE.format(n=number)


def parts():
    """The text, five sentences to a paragraph, with its headings."""
    texts = [sentence(number) for number in range(1, SENTENCES + 1)]
    assert sum(len(text.split()) for text in texts) == WORDS
    paragraphs = [" ".join(texts[at : at + 5]) for at in range(0, SENTENCES, 5)]
    return [Part("paragraph", text) for text in paragraphs]


def question_set():
    """The set as a file: question n is proved by sentence 5 n."""
    asked = "".join(
        f"  - id: question-{number}\n    kind: {kind}\n"
        f"    stem: What does the text say of the lamp of day {5 * number}, and who carried it?\n"
        f"    evidence:\n      - {sentence(5 * number)}\n    skill: retrieve\n{PARTS[kind]}"
        for number, kind in enumerate(QUESTIONS, 1)
    )
    return f"article: seventy-stairs\ntitle: Seventy stairs\nquestions:\n{asked}"


def begin(session, student):
    """Return an attempt at it that `student` has begun."""
    build.article(session, "seventy-stairs", parts=parts())
    quiz = build.lamp_set(session, question_set()).quiz
    given = build.assignment(session, practice_class(session, build.NOW), quiz)
    attempt = start(session, given, student, 7, build.NOW)
    session.commit()
    return attempt
