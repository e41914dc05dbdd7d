"""From bytes to text, saying so when the encoding had to be guessed."""

import codecs

from charset_normalizer import from_bytes

from quizapp.formats.contract import Unreadable

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


_NO_TEXT = "This is not a text file. Save it as plain text in UTF-8."


def decode(data: bytes) -> tuple[str, list[str]]:
    """Return the text and what had to be guessed. Raises Unreadable for no text at all."""
    marked = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(marked)
    except UnicodeDecodeError:
        return _guessed(data, marked)
    nuls = text.count("\0")
    if nuls > len(text) / 20:
        raise Unreadable(_NO_TEXT)
    return text, [f"NUL characters were left out: {nuls}."] if nuls else []


def _guessed(data: bytes, marked: str) -> tuple[str, list[str]]:
    matches = from_bytes(data)
    # Where Windows-1252 will do it is the likeliest; Baltic pages, say, fit French as well.
    likely = [match for match in matches if "cp1252" in match.could_be_from_charset]
    best = matches.best()
    if best is None or (b"\0" in data and marked == "utf-8"):
        raise Unreadable(_NO_TEXT)
    text, name = (data.decode("cp1252"), "cp1252") if likely else (str(best), best.encoding)
    return text, [f"The encoding was guessed: {name}. Check accents and quotes."]
