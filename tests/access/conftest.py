"""The matrix is the same question on both databases: on PostgreSQL it is asked by CI."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        is_here = "tests/access/" in item.nodeid
        if is_here and parameters.get("database") == "postgresql":
            item.add_marker(pytest.mark.long)
