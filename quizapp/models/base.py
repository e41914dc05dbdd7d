"""What all tables share: names for constraints, and instants that know they are UTC."""

from datetime import UTC, datetime
from typing import Any, ClassVar, Never

from sqlalchemy import BigInteger, DateTime, Dialect, ForeignKey, Integer, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from quizapp.models.privacy import Privacy


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC; a naive one is refused on every database alike."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC; SQLite has no zones, so it keeps UTC without one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant, aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The one registry of tables. Every constraint has a name, so a migration can find it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant}
    # Of each column, what it is to the people it tells of.
    __privacy__: ClassVar[dict[str, Privacy]]


# Units of points and ids grow past 32 bits; SQLite counts only INTEGER keys by itself.
Big = BigInteger().with_variant(Integer, "sqlite")


def key() -> Mapped[int]:
    """Return a primary key that the database counts."""
    return mapped_column(Big, primary_key=True)


def to(target: str, **options: Any) -> Mapped[Any]:
    """Return a column that refers to `target`. Nothing that holds work goes by a cascade."""
    return mapped_column(Big, ForeignKey(target, ondelete="RESTRICT"), **options)


def refuse_change(_mapper: object, _connection: object, row: object) -> Never:
    """Refuse an UPDATE or DELETE of a row whose table is append-only."""
    raise TypeError(f"{type(row).__name__} rows are never changed; write a new one")
