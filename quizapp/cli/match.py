"""./quiz match: what the matcher makes of answers, as JSON lines in and out."""

import json
import sys
from typing import Any

import click

from quizapp.core.matching import Asked, judge


class BadLine(ValueError):
    """A line that is no answer to be judged; says what is wrong with it."""


@click.command()
def match() -> None:
    """Judge short answers: JSON lines on standard input, one verdict a line on standard output.

    In: {"question": …, "keys": […], "answer": …}, and where known "evidence", "passage" (each a
    text or null) and "language". Out: {"verdict": "accept", "review" or "reject", "reason": …,
    "p": how sure it is that the answer is right, "rule": …}.

    A line that cannot be read is answered by {"error": …}; then the exit status is 1.

    Example: echo '{"question": "Who?", "keys": ["the guild"], "answer": "Guilds"}' | ./quiz match
    """
    bad = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        try:
            answer, asked = _read(line)
        except BadLine as fault:
            bad += 1
            click.echo(f"line {number}: {fault}", err=True)
            _write({"error": str(fault)})
        else:
            judged = judge(answer, asked)._asdict()
            _write({name: judged[name] for name in ("verdict", "reason", "p", "rule")})
    if bad:
        raise click.ClickException(
            "1 line was not read" if bad == 1 else f"{bad} lines were not read"
        )


def _write(line: dict[str, Any]) -> None:
    click.echo(json.dumps(line, ensure_ascii=False))


def _read(line: bytes) -> tuple[str, Asked]:
    """Return an answer and what was asked, or refuse the line with the field that is wrong."""
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as fault:
        raise BadLine("it is not UTF-8") from fault
    except (json.JSONDecodeError, RecursionError) as fault:
        raise BadLine("it is not JSON") from fault
    if not isinstance(data, dict):
        raise BadLine("it is not a JSON object")
    asked = Asked(
        _text(data, "question"),
        _keys(data),
        _text(data, "evidence", ""),
        _text(data, "passage", ""),
        _text(data, "language", "en"),
    )
    return _text(data, "answer"), asked


def _text(data: dict[str, Any], name: str, default: str | None = None) -> str:
    value = data.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise BadLine(f"“{name}” must be a text")
    return value


def _keys(data: dict[str, Any]) -> tuple[str, ...]:
    keys = data.get("keys")
    if not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
        raise BadLine("“keys” must be a list of one text or more")
    return tuple(keys)
