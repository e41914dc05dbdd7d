"""The receipt of a submission."""

import pytest

from quizapp.core.receipts import answers_sha256, receipt_id

ANSWERS = [
    (1, 11, 2, {"option": 0}),
    (2, 12, 1, {"text": "die Gänse \U0001f41f"}),
    (3, 13, 0, None),
    (10, 14, 3, {"sentences": [1, 2]}),
]


def test_a_hash_is_the_same_for_ever():
    """Whoever holds a receipt of last year must be able to check it."""
    assert answers_sha256(7, [(1, 2, 3, {"b": "ä", "a": [1]})]) == (
        "138c950db42d751f603e0ef6f9436a8a3589ea9b960139cfaba8543df6446e24"
    )


def test_the_order_of_answers_and_of_fields_does_not_count():
    turned = [(slot, version, revision, value) for slot, version, revision, value in ANSWERS[::-1]]
    assert answers_sha256(7, turned) == answers_sha256(7, ANSWERS)
    assert answers_sha256(7, iter(ANSWERS)) == answers_sha256(7, ANSWERS)
    one, other = {"a": 1, "b": 2}, {"b": 2, "a": 1}
    assert answers_sha256(7, [(1, 1, 1, one)]) == answers_sha256(7, [(1, 1, 1, other)])


@pytest.mark.parametrize(
    "changed",
    [
        (4, 12, 1, {"text": "die Gänse \U0001f41f"}),
        (2, 99, 1, {"text": "die Gänse \U0001f41f"}),
        (2, 12, 2, {"text": "die Gänse \U0001f41f"}),
        (2, 12, 1, {"text": "die Gänse"}),
        (2, 12, 1, {"text ": "die Gänse \U0001f41f"}),
        (2, 12, 1, None),
    ],
)
def test_a_change_of_any_part_changes_the_hash(changed):
    other = [ANSWERS[0], changed, *ANSWERS[2:]]
    assert answers_sha256(7, other) != answers_sha256(7, ANSWERS)


def test_another_attempt_or_a_missing_answer_has_another_hash():
    assert answers_sha256(8, ANSWERS) != answers_sha256(7, ANSWERS)
    assert answers_sha256(7, ANSWERS[:-1]) != answers_sha256(7, ANSWERS)
    assert answers_sha256(7, []) != answers_sha256(8, [])


def test_a_receipt_is_named_for_its_attempt_and_its_hash():
    assert receipt_id(12, "9f3a07c1" + "0" * 56) == "12-9F3A-07C1"
