"""What every app of the tests would make anew, made once: templates, routes and statements.

Each test still has an app and an engine of its own; they share what depends on neither.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event, text
from werkzeug.routing import Rule

_OF_A_ROUTE = ("rule", "defaults", "subdomain", "host", "merge_slashes", "websocket")
_MADE = ("_parts", "_trace", "_converters", "arguments", "_build", "_build_unknown")


class Shared:
    """What the apps of one run share; its `folder` is for templates as code."""

    def __init__(self, folder: str) -> None:
        self._templates = FileSystemBytecodeCache(folder)
        self._dialects = {}
        self._statements = {}

    def give(self, app) -> None:
        """Let a new app use what others made, and SQLite not wait for a disk."""
        app.jinja_env.bytecode_cache = self._templates
        engine = app.extensions["quizapp.engine"]
        self._share_statements(engine)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _wait_for_no_disk)

    def _share_statements(self, engine):
        """Let it find statements that are compiled already: they are kept by dialect."""
        own = engine.dialect
        engine.dialect = self._dialects.setdefault(type(own), own)
        if engine.dialect is own:
            # A dialect asks its server for its version when it first connects.
            engine.connect().close()
        engine.update_execution_options(compiled_cache=self._statements)


def close_whole(engine) -> None:
    """Let go of a SQLite database that is whole without its log beside it."""
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()


def _wait_for_no_disk(connection, _record):
    connection.execute("PRAGMA synchronous=OFF").close()


@contextmanager
def routes_made_once() -> Iterator[None]:
    """Let apps share routes as code: making them is most of making an app."""
    make, kept = Rule.compile, {}

    def compile_once(rule):
        key = repr([getattr(rule, name) for name in _OF_A_ROUTE])
        if key not in kept:
            make(rule)
            kept[key] = {name: getattr(rule, name) for name in _MADE}
        vars(rule).update(kept[key])
        # The code asks its own rule for the converters.
        rule._build = rule._build.__func__.__get__(rule)
        rule._build_unknown = rule._build_unknown.__func__.__get__(rule)

    Rule.compile = compile_once
    try:
        yield
    finally:
        Rule.compile = make
