"""Imports only go down, and the lower floors load without Flask."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "quizapp"

FLASK = {"flask", "flask_wtf", "werkzeug", "jinja2"}
DATABASE = {"sqlalchemy", "alembic"}
# A feature's actions may use another's only if it stands before it here.
FEATURES = (
    *("audit", "accounts", "classes", "reading", "authoring"),
    *("taking", "marking", "results", "study", "privacy"),
)
# Which of our own parts each part may import; and which libraries it must not.
RULES: dict[str, tuple[set[str], set[str]]] = {
    "core": ({"core"}, FLASK | DATABASE | {"wtforms", "pydantic", "os", "pathlib", "io"}),
    "kinds": ({"core", "kinds"}, FLASK | DATABASE),
    "formats": ({"core", "kinds", "formats"}, FLASK | DATABASE),
    "drafting": ({"core", "kinds", "drafting"}, FLASK | DATABASE),
    "models": ({"core", "models"}, FLASK | {"wtforms", "pydantic"}),
    "actions": (
        {"core", "kinds", "formats", "drafting", "models", "actions"},
        FLASK | {"wtforms"},
    ),
    "forms": ({"core", "kinds", "passwords", "forms"}, FLASK | DATABASE),
    "views": (
        {"core", "kinds", "formats", "models", "actions", "forms", "web", "db", "views"},
        {"alembic"},
    ),
    "web": ({"core", "kinds", "models", "actions", "web", "db", "config"}, {"alembic"}),
}
VIEWS = {"views", "pages", "form_saves"}  # and whatever ends in _views
FORMS = {"forms"}  # and whatever ends in _forms


def part_of(module: str) -> str:
    """Return which part of the house a module belongs to: quizapp.taking.saving is actions."""
    names = module.split(".")[1:]
    if not names:
        return "quizapp"
    if names[0] not in FEATURES:
        return names[0]
    last = names[1] if len(names) > 1 else ""
    if last in VIEWS or last.endswith("_views"):
        return "views"
    return "forms" if last in FORMS or last.endswith("_forms") else "actions"


def imports(tree: ast.AST) -> set[str]:
    """Return every module that a file imports, names of ours resolved to modules."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {_module(name) for name in found}


def _module(name: str) -> str:
    """Cut what is not a module off an imported name."""
    if not name.startswith("quizapp"):
        return name
    path = ROOT / name.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return name
    return name.rsplit(".", 1)[0]


def faults_of(module: str, source: str) -> list[str]:
    """Return the imports of a module that go up, or reach for what its floor has not."""
    part = part_of(module)
    if part not in RULES:
        return []
    ours, never = RULES[part]
    faults = []
    for name in sorted(imports(ast.parse(source))):
        if not name.startswith("quizapp"):
            if name.split(".")[0] in never:
                faults.append(f"{module} ({part}) imports {name}")
        elif part_of(name) not in {*ours, "quizapp"} and not _is_allowed_word(part, name):
            faults.append(f"{module} ({part}) imports {name} ({part_of(name)})")
        faults.extend(_across_features(module, part, name))
    return faults


def _is_allowed_word(part: str, name: str) -> bool:
    """A form may know how short a password may be; nothing else of the actions."""
    return part == "forms" and name.endswith(".passwords")


def _across_features(module: str, part: str, name: str) -> list[str]:
    here, there = module.split(".")[1], (name.split(".") + [""])[1]
    if not name.startswith("quizapp") or here == there or there not in FEATURES:
        return []
    if part == "views":
        return [f"{module} imports {name}: views use their own feature's actions only"]
    if part == "actions" and FEATURES.index(there) > FEATURES.index(here):
        return [f"{module} imports {name}: {there} stands after {here}"]
    return []


def modules() -> dict[str, str]:
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): (
            path.read_text("utf-8")
        )
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    }


def test_imports_only_go_down():
    faults = [fault for module, source in modules().items() for fault in faults_of(module, source)]
    assert faults == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("quizapp.core.text", "import flask"),
        ("quizapp.core.text", "from quizapp.kinds import KINDS"),
        ("quizapp.core.text", "import pathlib"),
        ("quizapp.kinds.choice", "from sqlalchemy import select"),
        ("quizapp.models.people", "from quizapp.kinds import KINDS"),
        ("quizapp.taking.actions", "from flask import g"),
        ("quizapp.taking.actions", "from quizapp import db"),
        ("quizapp.taking.actions", "from quizapp.results.actions import attempt_rows"),
        ("quizapp.taking.forms", "from quizapp.models import Attempt"),
        ("quizapp.taking.views", "from quizapp.results.actions import attempt_rows"),
        ("quizapp.taking.views", "from quizapp.results.views import bp"),
    ],
)
def test_the_rule_sees_an_import_that_goes_up(module, source):
    assert faults_of(module, source)


@pytest.mark.parametrize("floor", ["core", "core.passage", "kinds", "formats"])
def test_the_lower_floors_load_without_flask(floor):
    code = f"import sys, quizapp.{floor}; print([m for m in {sorted(FLASK)} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
