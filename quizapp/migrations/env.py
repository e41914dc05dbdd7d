"""How Alembic reaches the database; `quizapp.migrations.upgrade` calls it."""

from typing import Any, Literal

from alembic import context

from quizapp.models import Base
from quizapp.models.base import Instant


def _render(kind: str, item: Any, _context: object) -> str | Literal[False]:
    """Write our own types as what they are in the database: a migration imports no model."""
    is_instant = kind == "type" and isinstance(item, Instant)
    return "sa.DateTime(timezone=True)" if is_instant else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=_render,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
