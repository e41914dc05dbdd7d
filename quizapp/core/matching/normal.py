"""Is this short answer the same as that key?"""

import re
import unicodedata

_ARTICLES = frozenset({"a", "an", "the"})
_DASHES = re.compile("[\u2010-\u2015\u2212]")
# Inside a number a point, a comma and a leading minus count: 2.5 is not 25, nor -5 five.
_NOT_A_WORD = re.compile(r"(?<!\d)[.,]|[.,](?!\d)|(?<!\s)-|-(?!\d)|[^\w\s.,-]|_")


def normalise(text: str) -> str:
    """Return what counts of a short answer: its words in lower case, without accents,
    punctuation and articles, one blank apart.

    The last word stays even if it looks like an article: vitamin A is not just a vitamin.
    """
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    text = re.sub("['\u2019]", "", _DASHES.sub("-", text))
    words = _NOT_A_WORD.sub(" ", f" {text} ").split()
    return " ".join([word for word in words[:-1] if word not in _ARTICLES] + words[-1:])


def is_same(answer: str, key: str) -> bool:
    """Are both the same once case, accents, punctuation and articles are left aside?"""
    return normalise(answer) == normalise(key) != ""
