"""The tables of a case, the same in SQLite and PostgreSQL; `docs/case.md` explains them.

Reports, readings, claims, sources, refusals and the log are the record: rows are added and never removed. The tables
after them, and the index of words that the migrations make, are derived from the record. `users` belong to the desk.
A `body` is JSON, made small by `pack`: it would be most of the database otherwise.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Id(TypeDecorator[str]):
    """The id of a claim or event, such as `c:00000000000000ff`: a number in the database, a quarter of the size."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.prefix = prefix

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """The number, in the order of the ids."""
        return None if value is None else self.number(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The id again."""
        return None if value is None else f"{self.prefix}{value + SIGN:016x}"

    def number(self, name: str) -> int:
        """The number of an id."""
        return int(name.removeprefix(self.prefix), 16) - SIGN


SIGN = 1 << 63
CLAIM, EVENT = Id("c:"), Id("e:")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(*names: str, nullable: bool = False) -> list[Column[str]]:
    """Columns of text."""
    return [Column(name, Text, nullable=nullable) for name in names]


versions = Table(
    "versions",
    metadata,
    Column("number", Integer, primary_key=True),
    *_text("lexicon", "rules"),
    UniqueConstraint("lexicon", "rules"),
)
reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    *_text("sha256", "text"),
)
readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("reports.number"), nullable=False),
    Column("version", ForeignKey("versions.number"), nullable=False),
    *_text("digest"),
    *_text("published", "outlet", nullable=True),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("report", "version", "digest"),
)
claims = Table(
    "claims",
    metadata,
    Column("reading", ForeignKey("readings.number"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", CLAIM, nullable=False, index=True),
    *_text("kind", "status"),
    *_text("start", "end", nullable=True),
)
sources = Table(
    "sources",
    metadata,
    Column("number", Integer, primary_key=True),
    *_text("source", "input"),
    Column("reading", ForeignKey("readings.number"), nullable=False, index=True),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("input", "reading"),
)
refused = Table(
    "refused",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    *_text("source", "code", "message"),
)
log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_text("at"),
    Column("action", Text, nullable=False, index=True),
    *_text("by", "why", nullable=True),
    *_text("body", "previous", "hash"),
)

fused = Table("fused", metadata, Column("version", Text, primary_key=True))
pending = Table("pending", metadata, Column("claim", CLAIM, primary_key=True, autoincrement=False))
blocks = Table(
    "blocks",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("claim", CLAIM, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
members = Table(
    "members",
    metadata,
    Column("claim", CLAIM, primary_key=True, autoincrement=False),
    Column("grouped", CLAIM, nullable=False, index=True),
    Column("event", EVENT, nullable=False, index=True),
    Column("report", Integer, nullable=False),
    Index(None, "report", "event"),
)
events = Table(
    "events",
    metadata,
    Column("id", EVENT, primary_key=True, autoincrement=False),
    *_text("kind", "status"),
    *_text("start", "end", nullable=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("radius", Float),
    Column("disputed", Boolean, nullable=False),
    *_text("grade"),
    Column("reviews", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("killed", Integer, nullable=False),
    Column("harmed", Integer, nullable=False),
    *_text("published", nullable=True),
    *(Column(name, BigInteger, nullable=False) for name in ("kinds", "actors", "places")),
    Index(None, "start"),
    Index(None, "kind", "start"),
    Index(None, "killed"),
    Index(None, "kind", "grade", "disputed", "reviews", "start", "end"),
    Index(None, "actors"),
    Index(None, "places"),
)
bodies = Table(
    "bodies",
    metadata,
    Column("event", EVENT, primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),
)
terms = Table(
    "terms",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("bundle", BigInteger, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)
names = Table(
    "names",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    *_text("field", "value", "arabic", "english"),
)
users = Table(
    "users",
    metadata,
    Column("name", Text, primary_key=True),
    *_text("role", "hash"),
)
