"""Markdown: its marks say what is a heading, a list or a verse, and then leave the text."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizapp.core.text import Part, canonical, is_promo
from quizapp.formats import front_matter
from quizapp.formats.contract import ArticleFile, Unreadable
from quizapp.formats.decoding import decode

_NOT_TAKEN = {
    "table_open": "a table",
    "fence": "a code block",
    "code_block": "a code block",
    "html_block": "HTML",
}


class MarkdownArticle:
    """A .md file (CommonMark and tables), with or without front matter."""

    name = "markdown"
    label = "Markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, data: bytes) -> ArticleFile:
        """Return the article. Tables, pictures, code and HTML are listed as not taken."""
        text, guesses = decode(data)
        whole = canonical(text)
        fields, body = front_matter.split(whole)
        skipped = whole[: len(whole) - len(body)].count("\n")
        reader = _Reader(guesses, skipped)
        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        article = ArticleFile(parts=list(reader.parts(tokens)), not_understood=reader.notes)
        article.title = reader.title
        front_matter.fill(article, fields)
        if reader.title and article.title != reader.title:
            # Two titles: the front matter's holds, the heading stays in the text.
            article.parts.insert(reader.title_at, Part("heading", reader.title))
        if not article.parts:
            raise Unreadable("There is no text in this file.")
        return article


class _Reader:
    """Walks the tokens of one document and notes what it leaves out, by line."""

    def __init__(self, notes: list[str], skipped: int) -> None:
        self.notes = notes
        self.title = ""
        self.title_at = 0
        self._skipped = skipped
        self._kinds: list[str] = []
        self._table = 0

    def parts(self, tokens: Sequence[Token]) -> Iterator[Part]:
        """Yield the blocks in order; the first heading of level 1 becomes the title."""
        given = 0
        for token in tokens:
            self._note_what_is_not_taken(token)
            self._follow(token)
            if token.type != "inline" or self._table:
                continue
            text = self._plain(token).strip()
            if self._kinds[-1:] == ["h1"] and not self.title:
                self.title, self.title_at = " ".join(text.split()), given
            elif text:
                given += 1
                yield Part(self._kind_of(text), text)

    def _follow(self, token: Token) -> None:
        """Keep the stack of open blocks that says what an inline token belongs to."""
        opened = {
            "heading_open": "h1" if token.tag == "h1" else "heading",
            "list_item_open": "list_item",
            "blockquote_open": "quotation",
        }.get(token.type)
        if opened:
            self._kinds.append(opened)
        elif token.type in {"heading_close", "list_item_close", "blockquote_close"}:
            self._kinds.pop()
        self._table += {"table_open": 1, "table_close": -1}.get(token.type, 0)

    def _kind_of(self, text: str) -> str:
        if is_promo(text):
            return "promo"
        if self._kinds:
            return "heading" if self._kinds[-1] == "h1" else self._kinds[-1]
        return "verse" if "\n" in text else "paragraph"

    def _note_what_is_not_taken(self, token: Token) -> None:
        what = _NOT_TAKEN.get(token.type)
        if what:
            self._note(what, token)

    def _note(self, what: str, token: Token) -> None:
        line = (token.map[0] if token.map else 0) + self._skipped + 1
        self.notes.append(f"Line {line}: {what} was not taken.")

    def _plain(self, token: Token) -> str:
        """Return an inline token's text without marks; a hard break is a line of verse."""
        pieces = []
        for child in token.children or []:
            if child.type == "image":
                self._note(f"a picture ({child.content or 'without description'})", token)
            elif child.type == "hardbreak":
                pieces.append("\n")
            elif child.type == "softbreak":
                pieces.append(" ")
            elif child.type == "html_inline":
                self._note(f"HTML ({child.content})", token)
            else:
                pieces.append(child.content)
        # An entity such as &#8232; may have brought in what canonical text has none of.
        return canonical("".join(pieces))
