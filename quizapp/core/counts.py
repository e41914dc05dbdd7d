"""Numbers with their nouns, as one says them."""


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: 1 question, 8 questions, 1,024 questions."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
