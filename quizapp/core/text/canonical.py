"""One form of a text, made once, so that an offset means the same place for ever."""

import hashlib
import re
import unicodedata

# CR LF, CR, NEL (U+0085), LINE SEPARATOR and PARAGRAPH SEPARATOR all end a line.
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff]")
_UNTYPABLE = re.compile("[\x00\ud800-\udfff]")


class RefusedText(ValueError):
    """A text holds something that cannot be stored; the message says what, for a person."""


class LongText(RefusedText):
    """A text is longer than its place allows."""


def canonical(text: str) -> str:
    """Return `text` with one line end (\\n), in NFC, without byte order mark or controls.

    NUL, the other C0 and C1 controls except tab and newline, and lone surrogates
    are dropped. Applying it twice equals applying it once.
    """
    text = _LINE_ENDS.sub("\n", text)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def sha256(text: str) -> str:
    """Return the hexadecimal SHA-256 of `text` in UTF-8: the identity of an article version."""
    return hashlib.sha256(text.encode()).hexdigest()


def check_typed(text: str, longest: int) -> None:
    """Raise RefusedText when a person's entry cannot be stored alike on every database.

    `longest` is in code points. PostgreSQL refuses NUL and no encoding takes a lone
    surrogate, so both are refused before either database sees them.
    """
    if _UNTYPABLE.search(text):
        raise RefusedText("This holds a character that cannot be stored. Please retype it.")
    if len(text) > longest:
        raise LongText(f"This is too long: {len(text):,} characters, at most {longest:,}.")
