"""Rules of the house that code can check: doors, sizes, templates, routes, registries."""

import ast
import re
from pathlib import Path

import jinja2
import pytest

from quizapp import config
from quizapp.formats import ARTICLE_FORMATS, SCORE_FORMATS
from quizapp.kinds import KINDS
from quizapp.web.access import MARK, Door, UnguardedRoute, require_doors

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for path in (ROOT / "quizapp").rglob("*.py") if "versions" not in path.parts)
TEMPLATES = sorted(
    str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.html")
)
LONGEST_FUNCTION = 35  # lines, its docstring aside
LONGEST_FILE = 300
READ = {".py", ".html", ".js", ".css", ".md", ".txt"}


# --- only doors commit -------------------------------------------------------------------


def commits(source: str) -> list[int]:
    """Return the lines on which something is committed."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr == "commit" or ast.unparse(node.func) == "db.writing")
    ]


def is_door(path: Path) -> bool:
    return path.name.endswith("views.py") or path.parent.name == "cli" or path.name == "jobs.py"


def test_only_doors_commit():
    found = {
        str(path): lines
        for path in SOURCES
        if (lines := commits(path.read_text("utf-8"))) and not is_door(path)
    }
    assert found == {}


def test_the_rule_sees_a_commit():
    assert commits("def save(session):\n    session.commit()\n") == [2]


# --- sizes ---------------------------------------------------------------------------------


def long_functions(source: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            if ast.get_docstring(node) and len(body) > 1:
                body = body[1:]
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(f"{node.name}: {lines} lines")
    return found


def test_functions_stay_small():
    found = {
        str(path.relative_to(ROOT)): names
        for path in [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
        if (names := long_functions(path.read_text("utf-8")))
    }
    assert found == {}


def test_files_stay_small():
    files = [*SOURCES, ROOT / "quiz", *sorted((ROOT / "static").glob("*.js"))]
    long = {
        str(path): n for path in files if (n := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}


def test_the_rule_sees_a_long_function():
    body = "\n".join("    x = 1" for _ in range(36))
    assert long_functions(f"def f():\n{body}\n") == ["f: 36 lines"]


def test_public_functions_say_what_the_caller_gets():
    missing = []
    for path in SOURCES:
        tree = ast.parse(path.read_text("utf-8"))
        if not ast.get_docstring(tree):
            missing.append(str(path))
        public = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        ]
        nested = {
            id(inner)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.FunctionDef)
            for inner in ast.walk(outer)
            if inner is not outer
        }
        missing += [
            f"{path}: {node.name}"
            for node in public
            if id(node) not in nested and not ast.get_docstring(node)
        ]
    assert missing == []


def test_no_room_is_a_lumber_room():
    banned = {"utils", "util", "helpers", "helper", "common", "manager", "service", "misc"}
    assert [
        str(path) for path in SOURCES if path.stem in banned or path.parent.name in banned
    ] == []


# --- templates ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def environment():
    return jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "templates"), autoescape=True)


def named_in(source: str) -> set[str]:
    """Return the templates that a source names, kinds' and features' patterns resolved."""
    found = set(re.findall(r"['\"](\w[\w/]*\.html)['\"]", source))
    for middle in re.findall(r"'kinds/' ~ [\w.]+ ~ '/(\w+)\.html'", source):
        found |= {f"kinds/{name}/{middle}.html" for name in KINDS}
    return found


def test_every_template_compiles():
    for name in TEMPLATES:
        jinja2.Environment(autoescape=True).parse(  # noqa: S701  autoescape is on
            (ROOT / "templates" / name).read_text("utf-8"), name
        )


def test_every_template_is_used_and_every_used_one_is_there():
    sources = [path.read_text("utf-8") for path in SOURCES]
    sources += [(ROOT / "templates" / name).read_text("utf-8") for name in TEMPLATES]
    used = set().union(*(named_in(source) for source in sources))
    assert used == set(TEMPLATES)


def test_templates_trust_nobody():
    """Autoescape is the only thing between a student's name and a script."""
    for name in TEMPLATES:
        source = (ROOT / "templates" / name).read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|<script(?![^>]*nonce)", source), name
    for path in SOURCES:
        assert not re.search(r"\bMarkup\(|render_template_string", path.read_text("utf-8")), path


def test_scripts_make_no_html_of_text():
    for path in (ROOT / "static").glob("*.js"):
        source = path.read_text("utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(", source), path


# --- words ---------------------------------------------------------------------------------

# A column of somebody's roster may be called so, a card and a bad password hold the word too.
TAKEN_FROM_OTHERS = {"columns.py", "words.txt", "common_words.txt"}


def test_who_learns_is_a_student_everywhere():
    """DESIGN section 2: one word for one thing, on pages, in messages, documents and code."""
    places = [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    for folder in ("quizapp", "templates", "static", "docs"):
        places += [path for path in (ROOT / folder).rglob("*") if path.suffix in READ]
    assert len(places) > 150
    found = [str(path) for path in places if "pupil" in path.read_text("utf-8").casefold()]
    assert [path for path in found if Path(path).name not in TAKEN_FROM_OTHERS] == []


# --- routes ----------------------------------------------------------------------------


@pytest.mark.database("sqlite")
def test_every_route_has_an_audience(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if rule.endpoint == "static":
            continue
        assert getattr(view, MARK), rule


def test_a_door_refuses_a_route_with_ids_and_no_loader():
    bp = Door("planted", __name__, audience="students")
    with pytest.raises(UnguardedRoute):
        bp.route("/planted/<int:id>")


def test_a_door_refuses_an_unknown_audience():
    with pytest.raises(UnguardedRoute):
        Door("planted", __name__, audience="friends")


@pytest.mark.database("sqlite")
def test_the_app_refuses_to_start_with_a_route_that_is_no_door(app):
    app.add_url_rule("/planted", "planted", lambda: "open to all")
    with pytest.raises(UnguardedRoute):
        require_doors(app)


# --- registries -----------------------------------------------------------------------------------


@pytest.mark.parametrize("registry", [KINDS, ARTICLE_FORMATS, SCORE_FORMATS])
def test_a_registry_maps_each_name_to_an_object_of_that_name(registry):
    for name, entry in registry.items():
        assert entry.name == name
        assert entry.label


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_is_one_module_and_one_template_folder(kind):
    assert (ROOT / "quizapp" / "kinds" / f"{kind}.py").is_file()
    for page in ("take", "review"):
        assert f"kinds/{kind}/{page}.html" in TEMPLATES


def test_every_setting_is_in_the_readme_or_the_docs():
    words = "".join(
        path.read_text("utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    )
    names = re.findall(r"# ([A-Z_]+):", Path(config.__file__).read_text("utf-8"))
    assert names
    assert [name for name in names if f"QUIZAPP_{name}" not in words] == []
