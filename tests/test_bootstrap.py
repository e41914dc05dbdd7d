"""The file `quiz`: which Python and installer it takes, what it stamps, what it says.

The whole of it, from an empty folder to a started app, is walked by .ci/run in a fresh clone.
"""

import ast
import fcntl
import importlib.machinery
import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [ROOT / "requirements.txt", *sorted((ROOT / "requirements").glob("*.txt"))]


@pytest.fixture
def quiz(tmp_path, monkeypatch):
    """The bootstrap as a module, at home in an empty checkout with locks and nothing on PATH."""
    loader = importlib.machinery.SourceFileLoader("quiz_bootstrap", str(ROOT / "quiz"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(module, "PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements.txt").write_text("runtime")
    for part in ("lint", "postgres", "test"):
        (tmp_path / "requirements" / f"{part}.txt").write_text(part)
    return module


@pytest.fixture
def venv(quiz, tmp_path):
    """A .venv that is set up: a Python to start and the runtime's stamp."""
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / ".venv" / "bin" / "pip").touch()
    quiz.write_stamp("runtime", quiz.wanted_stamp("runtime"))
    return tmp_path / ".venv"


@pytest.fixture
def lock(tmp_path):
    with (tmp_path / ".venv.lock").open("w") as file:
        yield file


def put_on_path(folder, name, status):
    """A command that does nothing but end with `status`."""
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\nexit {status}\n")
    path.chmod(0o755)
    return str(path)


def test_it_parses_on_an_old_python_and_loads_little():
    tree = ast.parse((ROOT / "quiz").read_text("utf-8"), feature_version=(3, 6))
    imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {alias.name for node in imports for alias in node.names} == {"hashlib", "os", "sys"}


def test_a_newer_python_is_found_past_one_that_does_not_answer(quiz, tmp_path):
    put_on_path(tmp_path, "python3.14", 127)
    put_on_path(tmp_path, "python3.13", 1)
    twelve = put_on_path(tmp_path, "python3.12", 0)
    put_on_path(tmp_path, "python3.11", 0)
    assert quiz.newer_python() == twelve


def test_without_a_newer_python_it_names_the_command_for_each_system(quiz):
    with pytest.raises(quiz.Refused) as refused:
        quiz.newer_python()
    for words in ("3.11 or newer", "sudo apt install", "sudo dnf install", "brew install"):
        assert words in str(refused.value)
    assert "{" not in str(refused.value)


def test_uv_makes_the_environment_where_there_is_one(quiz, tmp_path):
    uv = put_on_path(tmp_path, "uv", 0)
    assert quiz.venv_command()[:2] == [uv, "venv"]
    assert quiz.install_command("runtime", again=False)[:3] == [uv, "pip", "install"]


def test_the_standard_library_makes_it_otherwise(quiz):
    assert quiz.venv_command()[1:] == ["-I", "-m", "venv", quiz.VENV]
    assert quiz.install_command("runtime", again=False)[1:5] == ["-I", "-m", "pip", "install"]


@pytest.mark.parametrize("uv", [True, False])
def test_only_wheels_with_known_hashes_are_installed(quiz, tmp_path, uv):
    if uv:
        put_on_path(tmp_path, "uv", 0)
    command = " ".join(quiz.install_command("test", again=False))
    assert "--require-hashes --only-binary :all:" in command
    assert command.endswith("-r " + str(tmp_path / "requirements" / "test.txt"))


def test_without_uv_and_ensurepip_it_says_what_mends_it_and_makes_nothing(
    quiz, tmp_path, lock, monkeypatch
):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(quiz.Refused, match=r"sudo apt install python3\.\d+-venv"):
        quiz.make_venv(lock)
    assert not (tmp_path / ".venv").exists()


def test_nothing_is_ready_in_a_fresh_checkout(quiz):
    assert not quiz.is_ready("runtime")
    assert not quiz.is_usable()
    assert quiz.needed([]) == ["runtime"]


def test_what_is_stamped_is_ready_until_its_lock_changes(quiz, venv, tmp_path):
    assert quiz.is_ready("runtime")
    assert not quiz.is_ready("test")
    (tmp_path / "requirements.txt").write_text("another version")
    assert not quiz.is_ready("runtime")
    assert quiz.is_usable()


def test_an_environment_whose_python_has_changed_is_made_anew(quiz, venv):
    (venv / "bin" / "python").unlink()
    assert not quiz.is_ready("runtime")
    (venv / "bin" / "python").symlink_to("/bin/sh")
    assert not quiz.is_ready("runtime")
    assert not quiz.is_usable()


def test_an_environment_without_an_installer_is_made_anew(quiz, venv, tmp_path):
    (venv / "bin" / "pip").unlink()
    assert not quiz.is_usable()
    put_on_path(tmp_path, "uv", 0)
    assert quiz.is_usable()


def test_a_setup_cut_short_is_made_anew(quiz, venv, lock, tmp_path):
    put_on_path(tmp_path, "uv", 0)
    quiz.write_stamp("runtime", "")
    assert not quiz.is_usable()
    quiz.make_venv(lock)
    assert [path.name for path in venv.iterdir()] == ["quizapp-runtime.stamp"]


def test_an_environment_of_someone_else_is_left_alone(quiz, lock, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine").touch()
    with pytest.raises(quiz.Refused, match="did not make"):
        quiz.make_venv(lock)
    assert [path.name for path in (tmp_path / ".venv").iterdir()] == ["mine"]


def test_an_optional_part_is_kept_up_to_date_but_not_the_tests(quiz, venv):
    for part in ("lint", "postgres", "test"):
        quiz.write_stamp(part, "of an older lock")
    assert quiz.needed([]) == ["runtime", "postgres"]
    assert quiz.needed(["test"]) == ["runtime", "postgres", "test"]


def test_a_part_is_stamped_once_it_is_installed(quiz, venv, lock, monkeypatch):
    seen = []

    def command(name, again):
        seen.append((name, again, quiz.read_stamp(name)))
        return ["/bin/sh", "-c", "exit 0"]

    monkeypatch.setattr(quiz, "install_command", command)
    quiz.install("postgres", lock)
    assert quiz.is_ready("postgres")
    quiz.write_stamp("postgres", "")
    quiz.install("postgres", lock)
    # The stamp is empty meanwhile, and one found empty means: replace what seems to be there.
    assert seen == [("postgres", False, ""), ("postgres", True, "")]


def test_a_part_that_could_not_be_installed_keeps_its_stamp_and_says_why(
    quiz, venv, lock, monkeypatch
):
    talk = "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do echo line $i.; done; echo why >&2"
    failing = ["/bin/sh", "-c", talk + "; exit 1"]
    monkeypatch.setattr(quiz, "install_command", lambda name, again: failing)
    quiz.write_stamp("postgres", "of an older lock")
    with pytest.raises(quiz.Refused) as refused:
        quiz.install("postgres", lock)
    assert "| line 16.\n  | why\n" in str(refused.value)
    assert "line 1." not in str(refused.value)
    assert quiz.read_stamp("postgres") == "of an older lock"


def test_a_second_setup_waits_for_the_first(quiz, lock, tmp_path):
    quiz.wait_for(lock)
    with (tmp_path / ".venv.lock").open("w") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("arguments", [[], ["nope"], ["../requirements"], ["test", "lint"]])
def test_setup_names_the_parts_there_are(quiz, capsys, arguments):
    assert quiz.main(["setup", *arguments]) == 2
    assert "lint, postgres, test" in capsys.readouterr().err


def test_setup_helps(quiz, capsys):
    assert quiz.main(["setup", "--help"]) == 0
    assert "./quiz setup PART" in capsys.readouterr().out


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_every_lock_is_hashed_and_of_no_machine(path):
    text = path.read_text("utf-8")
    requirements = re.findall(r"^[a-z0-9][^\n]*==(?:[^\n]|\n    )*", text, re.MULTILINE)
    assert requirements
    assert all("--hash=sha256:" in requirement for requirement in requirements)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_the_locks_agree():
    versions = [
        set(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE))
        for path in LOCKS
    ]
    for lock in versions[1:]:
        shared = {name for name, _ in versions[0]} & {name for name, _ in lock}
        assert {pin for pin in lock if pin[0] in shared} <= versions[0]
