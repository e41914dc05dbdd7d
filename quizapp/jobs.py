"""The job worker's tasks, one line each into an action.

Jobs have a database file of their own: Huey's SQLite storage uses the standard library's
driver, whose write-ahead log may be one that can be corrupted.
"""

from datetime import UTC, datetime

from huey import SqliteHuey, crontab
from huey.serializer import SignedSerializer

from quizapp import config, db
from quizapp.privacy import retention
from quizapp.web.closing import close_what_is_over

_settings = config.load()
huey = SqliteHuey(
    "quizapp",
    filename=str(_settings.instance / "jobs.sqlite"),
    journal_mode="delete",
    # Huey's own default is pickle, which runs whatever is put into the file.
    serializer=SignedSerializer(secret=_settings.secret_key),
)


@huey.periodic_task(crontab())  # type: ignore[untyped-decorator]
def close_attempts() -> int:
    """Hand in what time has ended, every minute: housekeeping, so that no reader has to wait."""
    engine = db.make_engine(_settings.database_url)
    closed = close_what_is_over(engine)
    engine.dispose()
    return closed


@huey.periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]
def purge() -> int:
    """Drop what opens nothing and limits nobody any more, once a day; and idle guests."""
    engine = db.make_engine(_settings.database_url)
    now = datetime.now(UTC)
    with db.open_session(engine, writes=True) as session:
        gone = retention.purge_spent(session, now)
        gone += retention.purge_idle_guests(session, _settings.keep_guests_days, now)
        session.commit()
    engine.dispose()
    return gone
