"""What `bench.mutants` removes, and whom it asks: planted in a small project."""

import ast
import importlib.util
import json
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import tests
from bench.choosing import Map
from bench.explained import EXPLAINED
from bench.hot import put_code, put_module
from bench.mutations import FINDERS, find_all
from bench.tracing import put_probes

VIEWS = '''\
from quizapp.web.access import Door
from quizapp.models import Boat

bp = Door("boats", __name__, audience="teachers")


def own_boat(session, person_id, boat_id) -> Boat | None:
    return session.get(Boat, boat_id)


@bp.route("/boats/<int:boat_id>", load=own_boat, methods=["POST"])
def rename(boat):
    """Give it a name."""
    if boat.is_named:
        return "no"
    db.get_session().commit()
    return "done"
'''
MIGRATION = """\
def upgrade():
    op.create_table("boats", sa.UniqueConstraint("name", name="uq_boats_name"))
"""
PLANTED = {
    "commit": ("quizapp/boats/views.py", VIEWS, ["db.get_session().flush()"]),
    "loader": ("quizapp/boats/views.py", VIEWS, [".whoever_asks(own_boat)", ".by_raw_id(own_boat"]),
    "audience": ("quizapp/boats/views.py", VIEWS, ["audience='everyone'"]),
    "policy": ("quizapp/app.py", "def create_app():\n    app.x = 1\n", ["    pass"]),
    "constraint": ("quizapp/migrations/versions/1.py", MIGRATION, ['"boats", *()']),
    "guard": ("quizapp/db.py", 'begin = "BEGIN IMMEDIATE"\n', ['begin = "BEGIN"']),
}


@pytest.fixture
def plant(tmp_path):
    """Make a project of one file, and a table for its loader."""

    def planted(name, text):
        for path, what in ((name, text), ("quizapp/models/__init__.py", "class Boat(Base): ...")):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(what, "utf-8")
        return tmp_path

    return planted


def _without(root, mutant):
    whole = (root / mutant.path).read_bytes()
    return (whole[: mutant.start] + mutant.put.encode() + whole[mutant.end :]).decode()


@pytest.mark.parametrize("kind", FINDERS)
def test_each_finder_finds_what_is_planted(plant, kind):
    name, text, wanted = PLANTED[kind]
    root = plant(name, text)
    found = [_without(root, mutant) for mutant in find_all(root, [kind])]
    for mutated in found:
        ast.parse(mutated)
        assert mutated != text
    for words in wanted:
        assert any(words in mutated for mutated in found), words


def test_a_loader_that_does_not_look_who_asks_loses_nothing_by_it(plant):
    name, text, _ = PLANTED["loader"]
    root = plant(name, text.replace("person_id", "_person_id"))
    (found,) = find_all(root, ["loader"])
    assert "by_raw_id" in found.put


def test_nothing_is_found_where_nothing_is_to_be_removed(plant):
    root = plant("quizapp/boats/actions.py", "def name(boat):\n    return boat.name\n")
    assert find_all(root, list(FINDERS)) == []


def test_what_is_explained_is_still_there_to_be_removed():
    root = Path(__file__).parent.parent
    assert set(EXPLAINED) <= {mutant.name for mutant in find_all(root, list(FINDERS))}


# --- whom to ask ----------------------------------------------------------------------------


def test_a_probe_tells_each_statement_by_its_line(plant, monkeypatch):
    source = dedent('''\
        """Says how much."""
        def much(number):
            """Return a word."""
            if number > 2:
                return "much"
            else:
                word = (
                    "little"
                )
            return word
        ''')
    root = plant("quizapp/much.py", source)
    put_probes(root, "quizapp/much.py")
    ran = []
    monkeypatch.setattr("bench.tracing.ran", lambda name, line: ran.append(line))
    names = {}
    exec(compile((root / "quizapp/much.py").read_text("utf-8"), "much", "exec"), names)  # noqa: S102 - our own text
    assert (names["much"](1), ran) == ("little", [4, 7, 10])
    ran.clear()
    assert (names["much"](3), ran) == ("much", [4, 5])
    assert names["much"].__doc__ == "Return a word."


@pytest.fixture
def chosen(plant):
    """Return the tests asked about the only removal of a kind, by what runs what."""

    def asked(kind, runs, costs, **more):
        root = plant("quizapp/boats/views.py", VIEWS)
        own = {"quizapp/boats/views.py": runs}
        drawn = {"costs": costs, "runs": own, "imported": {}, "failing": [], **more}
        mutant = find_all(root, [kind])[0]
        return [some.tests for some in Map(root, json.dumps(drawn)).asked(mutant)]

    return asked


def test_tests_that_run_the_line_are_asked_the_near_and_cheap_first(chosen):
    costs = {"tests/web/a": 1, "tests/boats/b": 9, "tests/boats/c": 3, "tests/boats/d": 1}
    runs = {"14": [*costs], "16": ["tests/web/a", "tests/boats/b", "tests/boats/c"]}
    assert chosen("commit", runs, costs) == [["tests/boats/c", "tests/boats/b", "tests/web/a"]]


def test_what_failed_without_a_removal_is_not_asked(chosen):
    costs = {"tests/boats/b": 9, "tests/boats/c[sqlite]": 3}
    runs = {"16": [*costs]}
    assert chosen("commit", runs, costs, failing=["tests/boats/c[sqlite]"]) == [["tests/boats/b"]]


def test_the_test_of_the_route_is_asked_first_about_its_loader(chosen):
    own = "tests/access/test_matrix.py::test_x[sqlite-POST /boats/<int:boat_id>]"
    costs = {own: 5, "tests/boats/b": 1, "tests/boats/c": 2}
    assert chosen("loader", {"14": [own]}, costs) == [[own, "tests/boats/b", "tests/boats/c"]]


def test_thirty_are_asked_and_then_the_others(chosen):
    costs = {f"tests/boats/{number}": number for number in range(40)}
    assert [len(some) for some in chosen("commit", {"16": [*costs]}, costs)] == [30, 10]


def test_of_the_others_those_come_first_that_run_what_few_do(chosen):
    costs = {f"tests/boats/{number}": number for number in range(40)}
    runs = {"16": [*costs], "14": [f"tests/boats/{number}" for number in (37, 38)]}
    assert chosen("commit", runs, costs)[1][:3] == [f"tests/boats/{n}" for n in (37, 38, 30)]


def test_what_runs_before_any_test_is_asked_of_all_that_are_near(chosen):
    costs = {"tests/boats/b": 9, "tests/boats/c": 3, "tests/web/a": 1}
    early = {"quizapp/boats/views.py": [16]}
    found = chosen("commit", {"16": ["tests/boats/b"]}, costs, imported=early)
    assert found == [["tests/boats/c", "tests/boats/b"]]


# --- removals put into what runs already ------------------------------------------------------


@pytest.fixture
def load(tmp_path, monkeypatch):
    """Load a module of the tests from text."""

    def loaded(name, text):
        path = tmp_path / f"{name}.py"
        path.write_text(text, "utf-8")
        spec = importlib.util.spec_from_file_location(f"tests.{name}", path)
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, f"tests.{name}", module)
        monkeypatch.setattr(tests, name, module, raising=False)
        spec.loader.exec_module(module)
        return path, module

    return loaded


def test_functions_run_as_they_are_written_now_those_made_before_too(load):
    text = """\
def maker(word):
    def made():
        return word + "!"
    return made
"""
    path, module = load("planted", text)
    made = module.maker("old")
    put_code(path, text.encode(), text.replace('"!"', '"?"').encode())
    assert (made(), module.maker("new")()) == ("old?", "new?")


def test_whoever_took_something_of_a_module_has_it_from_the_new_one(load):
    _, old = load("planted", "TABLE = {1}\ndef first():\n    return min(TABLE)\n")
    _, taker = load("taker", "from tests.planted import TABLE, first\nBOTH = (TABLE, 7)\n")
    put_module("tests.planted", b"TABLE = {2}\ndef first():\n    return min(TABLE)\n")
    assert (taker.TABLE, taker.first(), taker.BOTH) == ({2}, 2, ({2}, 7))
    assert tests.planted is not old
