"""A file of the project as `bench.mutations` reads it, and one removal from it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# What stands in the place of something removed; an empty one among arguments keeps their commas.
LOOSENED = '__import__("bench.loosened").loosened'
NO_ELEMENT, NO_KEYWORD = "*()", "**{}"


class Mutant(NamedTuple):
    """One removal: the bytes of a file to put others in the place of."""

    kind: str
    path: str
    line: int
    what: str  # the innermost function or class, and what is removed
    start: int
    end: int
    put: str
    needs_postgres: bool  # SQLite cannot tell, since one transaction writes at a time

    @property
    def name(self) -> str:
        """Return a name that stays when lines move."""
        return f"{self.path} {self.what}"


class Source:
    """A file of the project, and its syntax tree with the way up from each node."""

    def __init__(self, root: Path, path: Path) -> None:
        self.path = str(path.relative_to(root))
        self.feature = path.parent
        self.data = path.read_bytes()
        self.tree = ast.parse(self.data)
        lines = self.data.splitlines(keepends=True)
        self.starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
        self.nodes = list(ast.walk(self.tree))
        self.above = {
            id(child): node for node in self.nodes for child in ast.iter_child_nodes(node)
        }

    def find(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        """Yield every node of these kinds."""
        return (node for node in self.nodes if isinstance(node, kinds))

    def calls(self) -> Iterator[tuple[str, ast.Call]]:
        """Yield every call with the last word of what is called."""
        for node in self.find(ast.Call):
            yield ast.unparse(node.func).split(".")[-1], node

    def up(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield what is around a node, the nearest first."""
        while id(node) in self.above:
            node = self.above[id(node)]
            yield node

    def scope(self, node: ast.AST) -> str:
        """Return the name of the function or class around a node."""
        kinds = (ast.FunctionDef, ast.ClassDef)
        return next((outer.name for outer in self.up(node) if isinstance(outer, kinds)), "module")

    def text(self, node: ast.AST) -> str:
        """Return a node as it stands in the file."""
        start, end = self.place(node)
        return self.data[start:end].decode()

    def place(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node starts and ends, in bytes."""
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def mutant(
        self, kind: str, node: ast.AST, put: str, what: str = "", *, needs_postgres: bool = False
    ) -> Mutant:
        """Return the mutant that puts something in the place of a node."""
        words = what or " ".join(ast.unparse(node).split())
        words = f"{self.scope(node)}: {words[:90]}"
        return Mutant(kind, self.path, node.lineno, words, *self.place(node), put, needs_postgres)


def conditions(source: Source, kind: str) -> Iterator[Mutant]:
    """Make each condition always true: of every statement of a save, of all others that write."""
    for name, call in source.calls():
        writes = any(word in ast.unparse(call) for word in ("update(", "delete("))
        if name == "where" and (writes or not source.path.endswith("actions.py")):
            for term in call.args:
                yield source.mutant(kind, term, f"{LOOSENED}.always({source.text(term)})")


def last_word(node: ast.AST) -> str:
    """Return the last word of a dotted name."""
    return ast.unparse(node).split(".")[-1]
