import pytest

pytest.register_assert_rewrite("tests.browser.keys", "tests.browser.scores")
