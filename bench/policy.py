"""Finds what can be removed of the doors' policy: see `bench.mutations`."""

import ast
from collections.abc import Iterator

from bench.sources import NO_ELEMENT, NO_KEYWORD, Mutant, Source, conditions, last_word

POLICY = (
    "quizapp/web/access.py",
    "quizapp/web/errors.py",
    "quizapp/web/forgery.py",
    "quizapp/web/headers.py",
    "quizapp/web/sessions.py",
    "quizapp/app.py",
)
FLAGS = {"set_cookie", "delete_cookie"}


def policies(source: Source) -> Iterator[Mutant]:
    """Remove each header, flag, setting, statement and condition of the doors."""
    if source.path not in POLICY:
        return
    for node in source.nodes:
        # What an object begins with is no policy.
        if source.scope(node) != "__init__":
            yield from _remove(source, node)
    yield from conditions(source, "policy")


def _remove(source: Source, node: ast.AST) -> Iterator[Mutant]:
    is_inside = source.scope(node) != "module"
    if isinstance(node, ast.Dict) and not is_inside:
        yield from _entries(source, node)
    elif isinstance(node, ast.Tuple) and _is_joined(source, node):
        yield from (source.mutant("policy", line, NO_ELEMENT) for line in node.elts)
    elif isinstance(node, ast.Call):
        yield from _flags(source, node)
    elif isinstance(node, ast.BoolOp) and not _is_default(node):
        neutral = str(isinstance(node.op, ast.And))
        yield from (source.mutant("policy", part, neutral) for part in node.values)
    elif isinstance(node, ast.stmt) and is_inside:
        yield from _statement(source, node)


def _is_joined(source: Source, node: ast.Tuple) -> bool:
    outer = source.above[id(node)]
    return isinstance(outer, ast.Call) and last_word(outer.func) == "join"


def _entries(source: Source, table: ast.Dict) -> Iterator[Mutant]:
    """Remove each entry of a table; an entry has no node, so it is found by its two ends."""
    for key, value in zip(table.keys, table.values, strict=True):
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            found = source.mutant("policy", key, NO_KEYWORD, f"{key.value}: {ast.unparse(value)}")
            yield found._replace(end=source.place(value)[1])


def _flags(source: Source, call: ast.Call) -> Iterator[Mutant]:
    is_config = ast.unparse(call.func).endswith("config.update")
    if is_config or last_word(call.func) in FLAGS:
        for word in call.keywords:
            what = f"{last_word(call.func)}({ast.unparse(word)})"
            yield source.mutant("policy", word, NO_KEYWORD, what)


def _is_default(node: ast.BoolOp) -> bool:
    """Is this `value or default`, and no condition?"""
    return isinstance(node.values[-1], ast.Constant | ast.Call) and isinstance(node.op, ast.Or)


def _statement(source: Source, node: ast.stmt) -> Iterator[Mutant]:
    """Remove a call, an assignment to something shared, or a way out taken early."""
    outer = source.above[id(node)]
    if isinstance(outer, ast.If) and outer.body == [node] and _leaves(node):
        return  # removed with its condition
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield source.mutant("policy", node, "pass")
    elif isinstance(node, ast.Assign):
        shared = [t for t in node.targets if isinstance(t, ast.Attribute | ast.Subscript)]
        for target in shared:
            kept = [source.text(other) for other in node.targets if other is not target]
            put = " = ".join([*kept, source.text(node.value)]) if kept else "pass"
            what = f"{ast.unparse(target)} = {ast.unparse(node.value)}"
            yield source.mutant("policy", node, put, what)
    elif isinstance(node, ast.If) and _leaves(node.body[-1]):
        what = f"if {ast.unparse(node.test)}: {ast.unparse(node.body[-1])}"
        yield source.mutant("policy", node.test, "False", what)


def _leaves(last: ast.stmt) -> bool:
    is_abort = isinstance(last, ast.Expr) and ast.unparse(last).startswith("flask.abort")
    return is_abort or isinstance(last, ast.Return | ast.Raise)
