"""Finds every removal that `bench.mutants` tries, by reading the source: nothing is listed by hand.

A mutant is one edit of one file. What is found: each commit; each loader of a route; each
audience, and each role that a wider one would let in; each header, cookie flag, setting and
condition of the doors; each constraint of the migrations and guard of the models; each
condition, lock, savepoint and rule of SQLite by which a write is safe.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.policy import policies
from bench.sources import LOOSENED, NO_ELEMENT, Mutant, Source, conditions, last_word
from quizapp.core.permissions import AUDIENCES, CLASS_RIGHTS, ROLES
from quizapp.models.classes import MEMBER_ROLES

CONSTRAINTS = {
    "CheckConstraint",
    "ForeignKey",
    "ForeignKeyConstraint",
    "PrimaryKeyConstraint",
    "UniqueConstraint",
}
ALTERATIONS = {"create_check_constraint", "create_foreign_key", "create_unique_constraint"}


# --- doors: commits, loaders, audiences ----------------------------------------------------


def commits(source: Source) -> Iterator[Mutant]:
    """Flush instead of committing; roll back what would commit at the end of its block."""
    for name, call in source.calls():
        if name == "commit":
            yield source.mutant("commit", call, f"{source.text(call.func.value)}.flush()")
    for block in source.find(ast.withitem):
        expression = block.context_expr
        if isinstance(expression, ast.Call) and last_word(expression.func) in {"begin", "writing"}:
            put = f"{LOOSENED}.undone({source.text(expression)})"
            yield source.mutant("commit", expression, put)


def loaders(source: Source) -> Iterator[Mutant]:
    """Give a route's row to whoever asks, and the raw row of its id whatever its state."""
    for name, call in source.calls():
        for word in call.keywords if name == "route" else ():
            if word.arg != "load":
                continue
            load, first = source.text(word.value), call.args[0]
            rule = first.value if isinstance(first, ast.Constant) else source.text(first)
            function = _definition(source, word.value)
            is_row = _returns_row(source, function)
            # A loader that does not look who asks has nothing of it to lose.
            if not function.args.args[1].arg.startswith("_"):
                put = f"{LOOSENED}.whoever_asks({load})"
                yield source.mutant("loader", word.value, put, f"{_way(call)} {rule}: whoever asks")
            if is_row:
                put = f"{LOOSENED}.by_raw_id({load})"
                yield source.mutant("loader", word.value, put, f"{_way(call)} {rule}: by raw id")


def _way(route: ast.Call) -> str:
    found = [word.value for word in route.keywords if word.arg == "methods"]
    return "/".join(ast.literal_eval(found[0])) if found else "GET"


def _definition(source: Source, load: ast.expr) -> ast.FunctionDef:
    """Return the loader's own definition, in this file or that of the module it is named from."""
    name, tree = last_word(load), source.tree
    if isinstance(load, ast.Attribute):
        tree = _module(source, load.value.id)
    for node in source.find(ast.ImportFrom):
        if any(alias.name == name for alias in node.names):
            tree = _module(source, f"{node.module}")
    defined = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return next(node for node in defined if node.name == name)


def _module(source: Source, name: str) -> ast.Module:
    """Return a module of ours: one of the same feature, or by its whole name."""
    path = source.feature / f"{name}.py"
    for node in source.find(ast.ImportFrom):
        if any(alias.name == name for alias in node.names):
            path = source.feature.parent.parent.joinpath(*f"{node.module}.{name}".split("."))
            path = path.with_suffix(".py")
    if "." in name:
        path = source.feature.parent.parent.joinpath(*name.split(".")).with_suffix(".py")
    return ast.parse(path.read_text("utf-8"))


def _returns_row(source: Source, function: ast.FunctionDef) -> bool:
    """Is what a loader returns a row of a table, which can be got by its key?"""
    kind = ast.unparse(function.returns).split(" | ")[0]
    models = (source.feature.parent / "models").glob("*.py")
    return any(f"class {kind}(Base)" in path.read_text("utf-8") for path in models)


def audiences(source: Source) -> Iterator[Mutant]:
    """Open each blueprint to each wider audience, and each audience to each other role."""
    for name, call in source.calls():
        for word in call.keywords if name == "Door" else ():
            own = AUDIENCES[word.value.value]
            for wider in (name for name, roles in AUDIENCES.items() if roles > own):
                what = f"{ast.unparse(call)} for {wider}"
                yield source.mutant("audience", word.value, repr(wider), what)
    if source.path == "quizapp/core/permissions.py":
        for table in source.find(ast.Dict):
            yield from _newcomers(source, table)


def _newcomers(source: Source, table: ast.Dict) -> Iterator[Mutant]:
    for key, value in zip(table.keys, table.values, strict=True):
        is_of_class = key.value in CLASS_RIGHTS
        everybody = MEMBER_ROLES if is_of_class else ("nobody", *ROLES)
        welcome = (CLASS_RIGHTS if is_of_class else AUDIENCES)[key.value]
        for role in everybody:
            if role not in welcome:
                put = f"({source.text(value)} | {{{role!r}}})"
                yield source.mutant("audience", value, put, f"{key.value} takes in {role}")


# --- constraints -----------------------------------------------------------------------------


def constraints(source: Source) -> Iterator[Mutant]:
    """Remove each constraint that a migration makes, and each guard of the models' rows."""
    if "/migrations/versions/" in source.path:
        yield from _of_tables(source)
    elif source.path.startswith("quizapp/models/"):
        yield from _of_rows(source)


def _of_tables(source: Source) -> Iterator[Mutant]:
    for name, call in source.calls():
        if name in CONSTRAINTS:
            yield source.mutant("constraint", call, NO_ELEMENT, _named(name, call))
        elif name in ALTERATIONS or (name == "create_index" and _is_unique(call)):
            yield source.mutant("constraint", call, "None", _named(name, call))


def _of_rows(source: Source) -> Iterator[Mutant]:
    for name, call in source.calls():
        if name == "listen":
            yield from _listeners(source, call)
    for node in source.find(ast.If):
        if isinstance(node.body[-1], ast.Raise):
            yield source.mutant("constraint", node.test, "False", ast.unparse(node))


def _named(name: str, call: ast.Call) -> str:
    """Return a constraint's kind and name: by those it is known in both databases."""
    names = [word.value for word in call.keywords if word.arg == "name"] or call.args
    return f"{name} {ast.unparse(names[0])}"


def _is_unique(call: ast.Call) -> bool:
    return any(word.arg == "unique" and word.value.value is True for word in call.keywords)


def _listeners(source: Source, call: ast.Call) -> Iterator[Mutant]:
    loop = next((node for node in source.up(call) if isinstance(node, ast.For)), None)
    if loop is None:
        yield source.mutant("constraint", call, "None")
        return
    for model in loop.iter.elts:
        one, text = ast.unparse(model), source.text(call)
        put = f"{ast.unparse(loop.target)} is {one} or {text}"
        yield source.mutant("constraint", call, put, f"{text} of {one}")


# --- guards of writes -------------------------------------------------------------------------


def guards(source: Source) -> Iterator[Mutant]:
    """Remove what makes a write safe: conditions, locks, savepoints, the rules of SQLite."""
    if source.path == "quizapp/taking/saving.py" or source.path.endswith("/actions.py"):
        yield from conditions(source, "guard")
    for name, call in source.calls():
        if name in {"with_for_update", "on_conflict_do_nothing"}:
            what, put = ast.unparse(call)[-60:], source.text(call.func.value)
            yield source.mutant("guard", call, put, what, needs_postgres=True)
        elif name == "begin_nested":
            put = f"{LOOSENED}.no_savepoint({source.text(call.func)})"
            yield source.mutant("guard", call, put, needs_postgres=True)
        elif _is_rule(source, name, call):
            yield source.mutant("guard", call, "None")
    if source.path == "quizapp/db.py":
        yield from _sqlite_rules(source)


def _is_rule(source: Source, name: str, call: ast.Call) -> bool:
    """Does a statement set or check a rule of SQLite?"""
    if not isinstance(source.above[id(call)], ast.Expr):
        return False
    is_pragma = name == "execute" and "PRAGMA" in ast.unparse(call)
    return is_pragma or (source.path == "quizapp/migrations/__init__.py" and name[0] == "_")


def _sqlite_rules(source: Source) -> Iterator[Mutant]:
    for node in source.nodes:
        if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            yield from (source.mutant("guard", rule, NO_ELEMENT) for rule in node.iter.elts)
        elif isinstance(node, ast.Constant) and node.value == "BEGIN IMMEDIATE":
            yield source.mutant("guard", node, '"BEGIN"', "BEGIN IMMEDIATE becomes BEGIN")
        elif isinstance(node, ast.Assign) and last_word(node.targets[0]) == "isolation_level":
            yield source.mutant("guard", node, "pass")


# --- all of them --------------------------------------------------------------------------------


FINDERS: dict[str, Callable[[Source], Iterator[Mutant]]] = {
    "commit": commits,
    "loader": loaders,
    "audience": audiences,
    "policy": policies,
    "constraint": constraints,
    "guard": guards,
}


def find_all(root: Path, only: list[str]) -> list[Mutant]:
    """Return every mutant of these kinds, by kind and place; alike ones are numbered."""
    sources = [Source(root, path) for path in sorted((root / "quizapp").rglob("*.py"))]
    found = [
        mutant
        for kind in only
        for source in sources
        for mutant in sorted(FINDERS[kind](source), key=lambda one: one.start)
    ]
    seen: dict[str, int] = {}
    for index, mutant in enumerate(found):
        seen[mutant.name] = count = seen.get(mutant.name, 0) + 1
        if count > 1:
            found[index] = mutant._replace(what=f"{mutant.what} ({count})")
    return found
