"""Attempts that were handed in, and the files that a teacher downloads of them."""

import csv
import io

from quizapp.taking.actions import submit
from tests import build


def hand_in(session, attempt):
    """Hand in an attempt with one right answer, worth 2 of 5 points."""
    build.answer(session, attempt, 2, {"text": "the guild"})
    submit(session, attempt, build.NOW)
    session.commit()


def check_scores(page, name, press):
    """Download both CSV files of the scores page by `press` and read them."""
    rows = download(page, "CSV of attempts", press)
    assert [(row["student"], row["points"], row["out_of"]) for row in rows] == [(name, "2", "5")]
    rows = download(page, "CSV of responses", press)
    assert [row["response"] for row in rows] == ["", "the guild", "", ""]


def download(page, name, press):
    """Save a file as a person does; return its rows."""
    with page.expect_download() as saving:
        press(page.get_by_role("link", name=name))
    assert saving.value.suggested_filename.endswith(".csv")
    text = saving.value.path().read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
