"""PostgreSQL says "committed" once its disk has it, whatever is set there."""

import pytest
from sqlalchemy import make_url, text

from quizapp import db

pytestmark = pytest.mark.database("postgresql")


@pytest.fixture(params=["off", "local", "on", "remote_apply"])
def there(request):
    """What is set where the database is."""
    return request.param


def test_a_commit_waits_for_the_disk_and_a_setting_that_waits_longer_stays(database, there):
    options = {"options": f"-c synchronous_commit={there}"}
    engine = db.make_engine(make_url(database).update_query_dict(options))
    for variant in (engine, db.to_write(engine)):
        with variant.begin() as connection:
            found = connection.scalar(text("SHOW synchronous_commit"))
        assert found == {"off": "on"}.get(there, there)
    engine.dispose()


def test_it_holds_for_whoever_asks_outside_a_transaction(database):
    engine = db.make_engine(database)
    assert db.ask(engine, text("SHOW synchronous_commit"), {}) == [("on",)]
    engine.dispose()
