"""The page on which a teacher explains words of an article."""

from datetime import UTC, datetime
from typing import Any

from flask import redirect, render_template, request, url_for

from quizapp import db
from quizapp.models import Article
from quizapp.reading import glossary
from quizapp.reading.forms import WordForm
from quizapp.reading.glossary import EntryOfArticle, Explained
from quizapp.web.access import Door, get_person
from quizapp.web.addresses import row_id

bp = Door("glossary", __name__, audience="teachers")

_TAKEN = "This word is explained already."
_TOO_MANY = f"An article explains {glossary.MOST} words at most. Remove one first."


@bp.route("/teach/articles/<slug>/words", load=glossary.find_for_teacher)
def words(article: Article) -> Any:
    """List the words, and offer to add one."""
    return _list_page(article, WordForm())


@bp.route("/teach/articles/<slug>/words", load=glossary.find_for_teacher, methods=["POST"])
def add(article: Article) -> Any:
    """Explain one more word."""
    form, session, slug = WordForm(request.form), db.get_session(), article.slug
    if not form.validate():
        return _list_page(article, form), 422
    try:
        glossary.explain(session, article, _said(form), get_person().id, datetime.now(UTC))
    except glossary.WordTaken:
        form.word.errors = [_TAKEN]
        return _list_page(article, form), 422
    except glossary.TooManyWords:
        form.word.errors = [_TOO_MANY]
        return _list_page(article, form), 422
    session.commit()
    return redirect(url_for(".words", slug=slug), 303)


@bp.route("/teach/articles/<slug>/words/<int:entry_id>", load=glossary.find_entry)
def word(found: EntryOfArticle) -> Any:
    """Show one entry to change."""
    entry = found.entry
    form = WordForm(
        word=entry.word,
        meaning=entry.meaning,
        translation=entry.translation,
        language=entry.translation_language,
    )
    return _entry_page(found, form)


@bp.route("/teach/articles/<slug>/words/<int:entry_id>", load=glossary.find_entry, methods=["POST"])
def change(found: EntryOfArticle) -> Any:
    """Keep what was changed."""
    form, session, slug = WordForm(request.form), db.get_session(), found.article.slug
    if not form.validate():
        return _entry_page(found, form), 422
    try:
        glossary.change(session, found.entry, _said(form))
    except glossary.WordTaken:
        form.word.errors = [_TAKEN]
        return _entry_page(found, form), 422
    session.commit()
    return redirect(url_for(".words", slug=slug), 303)


@bp.route("/teach/articles/<slug>/words/remove", load=glossary.find_for_teacher, methods=["POST"])
def remove(article: Article) -> Any:
    """Explain a word no more; pressing twice is once."""
    session, slug = db.get_session(), article.slug
    glossary.remove(session, article, request.form.get("entry", 0, type=row_id))
    session.commit()
    return redirect(url_for(".words", slug=slug), 303)


def _said(form: WordForm) -> Explained:
    return Explained(form.word.data, form.meaning.data, form.translation.data, form.language.data)


def _list_page(article: Article, form: WordForm) -> str:
    session = db.get_session()
    rows = glossary.entries(session, article)
    absent = glossary.absent(glossary.newest_text(session, article), rows)
    return render_template(
        "reading/words.html", article=article, entries=rows, absent=absent, form=form
    )


def _entry_page(found: EntryOfArticle, form: WordForm) -> str:
    return render_template("reading/word.html", article=found.article, entry=found.entry, form=form)
