"""What becomes of a fault of ours: a page with a number to quote, and a line in the log."""

import json

import flask
import pytest

from quizapp.app import create_app

pytestmark = pytest.mark.database("sqlite")


@pytest.fixture
def answer_of(settings):
    """Return what a new app answers whose first page does what it is told.

    It is made within the test: its log goes to what is standard error by then.
    """

    def answer(view):
        app = create_app(settings)
        app.view_functions["practice.library"] = view
        answer = app.test_client().get("/")
        app.extensions["quizapp.engine"].dispose()
        return answer

    return answer


def test_a_fault_is_one_line_of_json_with_the_number_that_the_page_tells(answer_of, capsys):
    answer = answer_of(lambda: 1 / 0)
    lines = capsys.readouterr().err.splitlines()
    told = json.loads(lines[0])
    assert (answer.status_code, len(lines)) == (500, 1)
    assert (told["event"], told["level"], told["path"]) == ("fault", "error", "/")
    assert told["timestamp"].endswith("Z")
    assert "ZeroDivisionError" in told["exception"]
    assert told["request_id"] in answer.get_data(as_text=True)


def test_a_page_that_was_not_given_something_is_a_fault_and_no_gap(answer_of, capsys):
    template = "<p>You have {{ points }} points.</p>"
    answer = answer_of(lambda: flask.render_template_string(template))
    assert answer.status_code == 500
    assert "'points' is undefined" in capsys.readouterr().err


def test_in_tests_a_fault_is_raised_again(app, monkeypatch):
    """Or a test that looks at nothing but the page would miss what happened."""
    monkeypatch.setitem(app.view_functions, "practice.library", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        app.test_client().get("/")
