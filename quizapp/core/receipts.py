"""The receipt of a submission: proof of what was handed in and when."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def answers_sha256(attempt_id: int, answers: Iterable[tuple[int, int, int, Any]]) -> str:
    """Return the SHA-256 of an attempt's canonical answers.

    `answers` are slot, question version, revision and value. Canonical is: sorted by slot,
    JSON with sorted keys, no blanks, UTF-8.
    """
    text = json.dumps(
        {"attempt": attempt_id, "answers": sorted(answers, key=lambda answer: answer[0])},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def receipt_id(attempt_id: int, sha256: str) -> str:
    """Return the short name of a receipt, for paper and for reading out: 12-9F3A-07C1."""
    return f"{attempt_id}-{sha256[:4]}-{sha256[4:8]}".upper()
