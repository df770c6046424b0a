"""The first tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from tawthiq.case.migrations.tables import NUMBER, id_number, index, key_number, make, number, text

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    _make_record()
    _make_readings()
    _make_events()
    _make_filing()
    _make_words()


def _make_record() -> None:
    """What is kept whole: texts, versions, refusals, the log."""
    make("reports", number(), *text("id", "sha256", "text"), unique=("id",))
    make("versions", number(), *text("lexicon", "rules"), unique=("lexicon", "rules"))
    make("refused", number(), *text("digest", "source", "code", "message"), unique=("digest",))
    make(
        "log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *text("at", "action"),
        *text("by", "why", nullable=True),
        *text("body", "previous", "hash"),
    )
    index("log", "action")


def _make_readings() -> None:
    """What was read of the texts, and where these are from."""
    make(
        "readings",
        number(),
        number("report"),
        number("version"),
        *text("digest"),
        *text("published", "outlet", nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        unique=("report", "version", "digest"),
        refers={"report": "reports.number", "version": "versions.number"},
    )
    make(
        "claims",
        number("reading"),
        number("position"),
        sa.Column("id", NUMBER, nullable=False),
        *text("kind", "status"),
        *text("start", "end", nullable=True),
        key=("reading", "position"),
        refers={"reading": "readings.number"},
    )
    index("claims", "id")
    make(
        "sources",
        number(),
        *text("source", "input"),
        number("reading"),
        sa.Column("current", sa.Boolean(), nullable=False),
        unique=("input", "reading"),
        refers={"reading": "readings.number"},
    )
    index("sources", "reading")


def _make_events() -> None:
    """What the claims come to."""
    make(
        "events",
        id_number("id"),
        *text("kind", "status"),
        *text("start", "end", nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        key=("id",),
    )
    index("events", "kind", "start")
    index("events", "start")
    make(
        "members",
        id_number("claim"),
        sa.Column("grouped", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        key=("claim",),
    )
    index("members", "event")
    index("members", "grouped")


def _make_filing() -> None:
    """By what claims and events are found, and what has yet to be."""
    make("terms", key_number("term"), id_number("event"), key=("term", "event"), sqlite_with_rowid=False)
    make("blocks", key_number("key"), id_number("claim"), key=("key", "claim"), sqlite_with_rowid=False)
    make("pending", id_number("claim"), key=("claim",))
    make("fused", *text("version"), key=("version",))


def _make_words() -> None:
    """The index of words: each database has its own sort."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE words USING fts5"
            "(forms, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0')"
        )
        return
    op.execute("CREATE TABLE words (report integer PRIMARY KEY REFERENCES reports, forms tsvector NOT NULL)")
    op.execute("CREATE INDEX ix_words_forms ON words USING gin (forms)")
