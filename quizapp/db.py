"""The engine, the request's session, and the rules that SQLite needs."""

import fcntl
import os
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from threading import get_ident
from types import ModuleType
from typing import Any, ClassVar

import flask
from sqlalchemy import Connection, Engine, Executable, Row, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

# Older ones can corrupt a write-ahead log that is reset while another process writes.
SAFE_SQLITE = (3, 51, 3)
KEPT_ANSWERS = 1000  # about twenty kilobytes each
BUSY_TIMEOUT = 10  # seconds that a writer waits for its turn
_BEGINS = "quizapp_begins"  # how SQLite begins: IMMEDIATE, DEFERRED, or None for not at all


def sqlite_driver() -> ModuleType:
    """Return pysqlite3, which carries a newer SQLite, else the standard library's sqlite3."""
    try:
        driver = import_module("pysqlite3.dbapi2")
    except ImportError:
        driver = import_module("sqlite3.dbapi2")
    return driver


def make_engine(url: str) -> Engine:
    """Return the engine for a database URL, with the rules of the house on every connection."""
    if make_url(url).get_backend_name() != "sqlite":
        # No ping before each use: it costs a round trip, and the first question of a
        # request (see `ask`) finds a lost connection just as well.
        engine = create_engine(url, pool_size=4, max_overflow=4, hide_parameters=True)
        event.listen(engine, "connect", _wait_for_the_disk)
        return engine
    driver = sqlite_driver()
    # A connection to a file costs little; a request that waits for one waits for the lock too.
    engine = create_engine(
        url,
        module=driver,
        connect_args={"timeout": BUSY_TIMEOUT},
        max_overflow=-1,
        hide_parameters=True,  # what a student wrote is for no log
    )
    _keep_the_rules(engine, driver, _Turns(engine.url.database))
    return engine


def _wait_for_the_disk(connection: Any, _record: object) -> None:
    """Let no commit be called done on PostgreSQL before its disk has it, whatever is set there.

    A setting that waits for still more, such as a second server, stays.
    """
    connection.autocommit = True
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.autocommit = False


def _keep_the_rules(engine: Engine, driver: ModuleType, turns: "_Turns") -> None:
    """Set SQLite's rules on every new connection, and say BEGIN ourselves."""
    journal = "WAL" if driver.sqlite_version_info >= SAFE_SQLITE else "DELETE"

    @event.listens_for(engine, "connect")
    def _set_rules(connection: Any, _record: object) -> None:
        # The driver's own BEGIN comes too late to be IMMEDIATE.
        connection.isolation_level = None
        cursor = connection.cursor()
        for rule in (
            f"busy_timeout={BUSY_TIMEOUT * 1000}",
            f"journal_mode={journal}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            cursor.execute(f"PRAGMA {rule}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        begins = connection.get_execution_options().get(_BEGINS, "DEFERRED")
        if begins is None:
            return
        if begins == "IMMEDIATE":
            turns.wait(connection.connection.info)
        _say_begin(connection, begins)

    @event.listens_for(engine, "checkin")
    @event.listens_for(engine, "invalidate")
    @event.listens_for(engine, "close")
    def _over(_connection: object, record: Any, _fault: object = None) -> None:
        turns.end(record.info)


def _say_begin(connection: Connection, begins: str) -> None:
    """Begin; past SQLAlchemy, whose bookkeeping for it costs five times the statement."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(f"BEGIN {begins}")
    except sqlite_driver().OperationalError as fault:
        # As SQLAlchemy would have told it: who looks for outages looks for these.
        raise OperationalError(f"BEGIN {begins}", None, fault) from fault
    finally:
        cursor.close()


class WritesTwice(RuntimeError):
    """A thread that is writing began to write on another connection: it would wait for itself."""


class _Turns:
    """Lets those who write to a database file do so in turn, each process and thread of them.

    SQLite's own wait sleeps up to a tenth of a second at a time while the lock is held for
    half a thousandth, so with several writers its tail is long. The kernel's lock wakes the
    next one at once, and is let go when its process dies. Other programs have SQLite's wait.
    """

    # By file, the thread of this process that has its turn. Two engines may share a file.
    _writers: ClassVar[dict[str, int]] = {}

    def __init__(self, database: str | None) -> None:
        is_kept = database and database != ":memory:"
        self._file = f"{database}-turn" if is_kept else None

    def wait(self, info: dict[str, Any]) -> None:
        """Wait for the turn, and note it in a connection's `info`."""
        if self._file is None or "turn" in info:
            return
        if self._writers.get(self._file) == get_ident():
            raise WritesTwice("this thread writes already: end that session before beginning one")
        file = os.open(self._file, os.O_RDONLY | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        self._writers[self._file] = get_ident()
        info["turn"] = file

    def end(self, info: dict[str, Any]) -> None:
        """Let the next one write."""
        file = info.pop("turn", None)
        if file is not None and self._file is not None:
            self._writers.pop(self._file, None)
            os.close(file)


def open_session(engine: Engine, *, writes: bool) -> Session:
    """Return a session; one that may write takes SQLite's write lock as it begins.

    A transaction that read first and took the lock later would fail whenever another
    one wrote in between.
    """
    variant = _variants(engine)["writes" if writes else "reads"]
    return Session(variant, expire_on_commit=False)


def to_write(engine: Engine) -> Engine:
    """Return the engine as one whose transactions may write from their beginning."""
    return _variants(engine)["writes"]


def _variants(engine: Engine) -> dict[str, Engine]:
    """Return the engine as it reads, writes and asks; all share its connections.

    They are made once: making one for each request costs a tenth of a save.
    """
    made: dict[str, Engine] | None = getattr(engine, "quizapp_variants", None)
    if made is None:
        is_sqlite = engine.dialect.name == "sqlite"
        alone: dict[str, Any] = {_BEGINS: None} if is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        made = {
            "reads": engine.execution_options(**{_BEGINS: "DEFERRED"}),
            "writes": engine.execution_options(**{_BEGINS: "IMMEDIATE"}),
            "asks": engine.execution_options(**alone),
        }
        engine.quizapp_variants = made  # type: ignore[attr-defined]
    return made


class Asker:
    """Asks an engine one reading statement at a time, outside any transaction.

    What can never change is asked once: the answer is kept for as long as it is among the
    last few thousand.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[tuple[Any, ...], Sequence[Row[Any]]] = OrderedDict()

    def __call__(
        self, question: Executable, values: dict[str, Any], *, is_fixed: bool = False
    ) -> Sequence[Row[Any]]:
        """Return the rows, maybe none; `is_fixed` when those rows can never change."""
        if not is_fixed:
            return ask(self._engine, question, values)
        key = (id(question), *values.values())
        rows = self._kept.get(key, ())
        if not rows:
            rows = ask(self._engine, question, values)
            if rows:
                self._keep(key, rows)
        return rows

    def _keep(self, key: tuple[Any, ...], rows: Sequence[Row[Any]]) -> None:
        self._kept[key] = rows
        if len(self._kept) > KEPT_ANSWERS:
            self._kept.popitem(last=False)


def ask(engine: Engine, question: Executable, values: dict[str, Any]) -> Sequence[Row[Any]]:
    """Return the rows that a single reading statement finds.

    It needs no transaction around it. When the database was restarted meanwhile, the
    connection kept from before is found dead here, and the question is asked anew.
    """
    try:
        return _ask_once(engine, question, values)
    except DBAPIError as fault:
        if not fault.connection_invalidated:
            raise
        return _ask_once(engine, question, values)


def _ask_once(engine: Engine, question: Executable, values: dict[str, Any]) -> Sequence[Row[Any]]:
    with _variants(engine)["asks"].connect() as connection:
        return connection.execute(question, values).all()


def bind(app: flask.Flask, engine: Engine) -> None:
    """Give `app` its engine, and every request of it a session that ends with it."""
    app.extensions["quizapp.engine"] = engine
    app.extensions["quizapp.asker"] = Asker(engine)
    app.teardown_appcontext(lambda _error: end_request_session())


def get_engine() -> Engine:
    """Return the engine of the current app."""
    engine: Engine = flask.current_app.extensions["quizapp.engine"]
    return engine


def get_asker() -> Asker:
    """Return what asks the current app's engine single questions."""
    asker: Asker = flask.current_app.extensions["quizapp.asker"]
    return asker


def get_session() -> Session:
    """Return the session of this request; it may write unless the method is a safe one."""
    if "quizapp_session" not in flask.g:
        is_safe = flask.request.method in {"GET", "HEAD", "OPTIONS"}
        flask.g.quizapp_session = open_session(get_engine(), writes=not is_safe)
    session: Session = flask.g.quizapp_session
    return session


def writing() -> AbstractContextManager[Connection]:
    """Return a transaction that commits at the end of its block: a door's one commit.

    For the one action that is too hot for a session.
    """
    return to_write(get_engine()).begin()


def end_request_session() -> None:
    """Close the request's session, and with it whatever was not committed."""
    session = flask.g.pop("quizapp_session", None)
    if session is not None:
        session.close()
