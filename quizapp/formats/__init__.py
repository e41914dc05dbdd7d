"""Floor 1: file formats, in and out. Each registry maps a name to the object that knows it."""

from quizapp.formats.contract import ArticleFormat, ScoreFormat
from quizapp.formats.csv_scores import CsvScores
from quizapp.formats.json_scores import JsonScores
from quizapp.formats.markdown_article import MarkdownArticle
from quizapp.formats.text_article import TextArticle
from quizapp.formats.xlsx_scores import XlsxScores

_ARTICLES: tuple[ArticleFormat, ...] = (TextArticle(), MarkdownArticle())
_SCORES: tuple[ScoreFormat, ...] = (CsvScores(), XlsxScores(), JsonScores())

ARTICLE_FORMATS: dict[str, ArticleFormat] = {format_.name: format_ for format_ in _ARTICLES}
SCORE_FORMATS: dict[str, ScoreFormat] = {format_.name: format_ for format_ in _SCORES}
