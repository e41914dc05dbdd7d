"""A kind's templates, drawn without an app."""

from pathlib import Path
from types import SimpleNamespace

import jinja2

from quizapp.core.feedback import ITEMS
from quizapp.core.marks import shown
from quizapp.kinds.contract import Telling

ROOT = Path(__file__).parents[2]
_env = jinja2.Environment(
    loader=jinja2.FileSystemLoader(ROOT / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.StrictUndefined,
)
_env.filters["points"] = shown


def drawn(kind, page, **given) -> str:
    """Return `kinds/<kind>/<page>.html` as it is drawn with what it is given."""
    return _env.get_template(f"kinds/{kind.name}/{page}.html").render(**given)


def taken(kind, content, response=None, seed=3) -> str:
    """Return what a student sees of a question, with an answer or none."""
    form_class = kind.answer_form(content, seed)
    item = SimpleNamespace(
        number=4,
        kind=kind.name,
        view=kind.student_view(content, seed),
        form=form_class(prefix="s4-", data=form_class.data_for(response)),
        text_id=1,
        out_of=content.out_of,
    )
    return drawn(kind, "take", item=item, item_noted=SimpleNamespace(eliminated=()))


def reviewed(kind, content, response=None, seed=3, items=frozenset(ITEMS)) -> str:
    """Return what is shown of a question once its key is released, as far as `items` go."""
    detail = (kind.mark(content, response).detail or {}) if "correctness" in items else {}
    own = response if "answers" in items else None
    item = {
        "view": kind.student_view(content, seed),
        "key": kind.key_view(content, seed, Telling(response, items)),
        "value": own,
        "own_text": kind.text(content, own) if "answers" in items else None,
        "gaps": [{"reason": "", **gap} for gap in detail.get("gaps", [])],
    }
    return drawn(kind, "review", item=item)


def printed(kind, content, seed=3) -> str:
    """Return a question as it stands on paper."""
    return drawn(kind, "print", item={"number": 4, "view": kind.student_view(content, seed)})
