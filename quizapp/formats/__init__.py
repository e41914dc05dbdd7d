"""Floor 1: file formats, in and out. Each registry maps a name to the object that knows it."""

from quizapp.formats.contract import ArticleFormat, ScoreFormat
from quizapp.formats.csv_scores import CsvScores
from quizapp.formats.markdown_article import MarkdownArticle
from quizapp.formats.text_article import TextArticle

ARTICLE_FORMATS: dict[str, ArticleFormat] = {
    format_.name: format_ for format_ in (TextArticle(), MarkdownArticle())
}
SCORE_FORMATS: dict[str, ScoreFormat] = {format_.name: format_ for format_ in (CsvScores(),)}
