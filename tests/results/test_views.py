"""The teacher's way to the scores."""

import csv
import io

import pytest

from quizapp.formats import SCORE_FORMATS
from quizapp.formats.xlsx_scores import XlsxScores
from quizapp.taking.actions import submit
from tests import build
from tests.build import NOW


@pytest.fixture
def sat(session, school):
    """Bob handed in an answer that a spreadsheet would run, and one with accents."""
    attempt = build.attempt(session, school)
    build.answer(session, attempt, 1, {"option": 0})
    build.answer(session, attempt, 2, {"text": "=HYPERLINK(A1) für Zoë"})
    submit(session, attempt, NOW)
    ids = (school.assignment.id, attempt.id)
    session.commit()
    return ids


def download(visitor, assignment, rows):
    visitor.get(f"/teach/assignments/{assignment}/scores?format=csv&rows={rows}")
    assert "attachment" in visitor.response.headers["Content-Disposition"]
    data = visitor.response.get_data()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_teacher_walks_from_home_to_the_responses(alice, sat):
    assignment, attempt = sat
    alice.get("/teach")
    assert f"/teach/assignments/{assignment}" in alice.links()
    alice.get(f"/teach/assignments/{assignment}")
    assert "Bob" in alice.words()
    assert f"/teach/attempts/{attempt}" in alice.links()
    alice.get(f"/teach/attempts/{attempt}")
    assert "für Zoë" in alice.words()


def test_the_attempts_file_begins_with_the_promised_columns(alice, sat):
    rows = download(alice, sat[0], "attempts")
    assert rows[0][:6] == ["student", "class", "assignment", "attempt", "points", "out_of"]
    assert rows[1][:6] == ["Bob", "Class 7b", "Harbour lights", "1", "1", "5"]


def test_the_responses_file_has_the_promised_columns_and_no_formula(alice, sat):
    rows = download(alice, sat[0], "responses")
    assert rows[0][:12] == [
        *["student", "class", "assignment", "attempt"],
        *["question", "kind", "skill", "response", "correct", "points", "out_of", "evidence"],
    ]
    assert len(rows) == 5
    assert rows[2][7] == "'=HYPERLINK(A1) für Zoë"
    assert [row[8] for row in rows[1:]] == ["right", "wrong", "blank", "blank"]


def test_the_links_on_the_page_lead_to_the_files(alice, sat):
    alice.get(f"/teach/assignments/{sat[0]}")
    files = [link for link in alice.links() if "/scores?" in link]
    assert len(files) == 4
    sent = set()
    for link in files:
        alice.get(link)
        sent.add(alice.response.headers["Content-Disposition"])
    assert len(sent) == 4


@pytest.mark.parametrize("format_", SCORE_FORMATS)
def test_a_download_that_nobody_reads_to_its_end_lets_go_of_the_database(
    alice, sat, engine, format_
):
    path = f"/teach/assignments/{sat[0]}/scores?format={format_}"
    assert alice.client.head(path).status_code == 200
    answer = alice.client.get(path, buffered=False)
    next(answer.response)
    answer.close()
    assert engine.pool.checkedout() == 0


def test_more_rows_than_a_format_holds_are_refused_on_the_page(alice, sat, monkeypatch):
    monkeypatch.setitem(SCORE_FORMATS, "xlsx", XlsxScores(most_rows=2))
    alice.get(f"/teach/assignments/{sat[0]}/scores?format=xlsx")
    assert alice.path == f"/teach/assignments/{sat[0]}"
    assert "Take CSV or JSON instead." in alice.words()


@pytest.mark.parametrize(
    "query", ["format=exe", "rows=passwords", "format=csv&rows=", "format=xlsx&rows=all"]
)
def test_what_is_no_format_is_not_there(alice, sat, query):
    alice.get(f"/teach/assignments/{sat[0]}/scores?{query}", status=404)


@pytest.mark.parametrize("who", ["bob", "carol", "dave", "mallory"])
def test_the_scores_are_the_class_teachers_only(request, sat, who):
    visitor = request.getfixturevalue(who)
    assignment, attempt = sat
    for path in (
        f"/teach/assignments/{assignment}",
        f"/teach/assignments/{assignment}/scores?rows=responses",
        f"/teach/assignments/{assignment}/scores?format=xlsx",
        f"/teach/assignments/{assignment}/scores?format=json",
        f"/teach/attempts/{attempt}",
    ):
        visitor.get(path, status=404)


def test_nobody_is_asked_to_sign_in(nobody, sat):
    nobody.get(f"/teach/assignments/{sat[0]}")
    assert nobody.path.startswith("/sign-in")


def test_an_empty_assignment_says_what_comes_next(alice, school):
    alice.get(f"/teach/assignments/{school.assignment.id}")
    assert "Bob" not in alice.words()
