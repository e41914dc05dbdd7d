"""How templates become pages, whichever they are."""

import flask
import pytest

pytestmark = pytest.mark.database("sqlite")


def test_a_line_that_is_only_for_the_template_weighs_nothing(app):
    """A page of ten questions has hundreds of them, and is sent to phones."""
    with app.test_request_context():
        page = flask.render_template_string("<ul>\n  {% if 1 %}\n<li>\n  {% endif %}\n</ul>")
    assert page == "<ul>\n<li>\n</ul>"
