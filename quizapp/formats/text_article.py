"""Plain text: the blocks are read off the shape of its lines."""

from quizapp.core.text import canonical, guess_parts
from quizapp.formats import front_matter
from quizapp.formats.contract import ArticleFile, Unreadable
from quizapp.formats.decoding import decode


class TextArticle:
    """A .txt file, with or without front matter. Its first line may be its title."""

    name = "text"
    label = "Plain text"
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, data: bytes) -> ArticleFile:
        """Return the article; a first line that looks like a heading becomes its title."""
        text, guesses = decode(data)
        fields, body = front_matter.split(canonical(text))
        article = ArticleFile(parts=guess_parts(body), not_understood=guesses)
        front_matter.fill(article, fields)
        if not article.title and article.parts and article.parts[0].kind == "heading":
            article.title = article.parts.pop(0).text
        if not article.parts:
            raise Unreadable("There is no text in this file.")
        return article
