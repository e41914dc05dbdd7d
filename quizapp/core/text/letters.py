"""Letters as one sees them: an accent, a skin tone or half a flag is no letter of its own."""

import unicodedata

_JOINER = "\u200d"
# Non-joiner, skin tones, tags of regional flags, half-width sound marks; other marks have a
# category of their own.
_EXTENDS = frozenset(
    "\u200c\uff9e\uff9f" + "".join(map(chr, [*range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080)]))
)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_HANGUL = range(0xAC00, 0xD7A4)  # syllables; each 28th of them has no final consonant
# A part of a syllable, and what may come before it.
_MAY_FOLLOW = {"L": "L", "V": "LVO", "T": "VTOC", "O": "L", "C": "L"}


def whole_letters(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place widened until neither edge cuts a letter.

    The rules are those of extended grapheme clusters (Unicode, UAX #29), without those for
    signs that are put before a letter and for conjuncts of Indian scripts.
    """
    while _is_cut(text, start):
        start -= 1
    while _is_cut(text, end):
        end += 1
    return start, end


def _is_cut(text: str, at: int) -> bool:
    """Do the code points on either side of `at` make one letter?"""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before in "\n\t" or after in "\n\t":
        return False
    if after == _JOINER or after in _EXTENDS or unicodedata.category(after).startswith("M"):
        return True
    if before == _JOINER:
        return unicodedata.category(after) in ("So", "Sm")
    if ord(before) in _FLAG_LETTERS and ord(after) in _FLAG_LETTERS:
        return _flag_letters_before(text, at) % 2 == 1
    follows = _MAY_FOLLOW.get(_syllable_part(after), "")
    return _syllable_part(before) in tuple(follows)


def _flag_letters_before(text: str, at: int) -> int:
    count = 0
    while count < at and ord(text[at - count - 1]) in _FLAG_LETTERS:
        count += 1
    return count


def _syllable_part(letter: str) -> str:
    """Return L, V or T for a Korean jamo, O or C for an open or closed syllable, '' else."""
    code = ord(letter)
    if 0x1100 <= code < 0x1160 or 0xA960 <= code < 0xA97D:
        return "L"
    if 0x1160 <= code < 0x11A8 or 0xD7B0 <= code < 0xD7C7:
        return "V"
    if 0x11A8 <= code < 0x1200 or 0xD7CB <= code < 0xD7FC:
        return "T"
    if code in _HANGUL:
        return "C" if (code - _HANGUL.start) % 28 else "O"
    return ""
