"""The first tables.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make them."""
    _make_record()
    _make_readings()
    _make_events()
    _make_filing()
    _make_words()


def _make_record() -> None:
    """What is kept whole: texts, versions, refusals, the log."""
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", name=op.f("uq_reports_id")),
    )
    op.create_table(
        "versions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_versions")),
        sa.UniqueConstraint("lexicon", "rules", name=op.f("uq_versions_lexicon_rules")),
    )
    op.create_table(
        "refused",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_refused")),
        sa.UniqueConstraint("digest", name=op.f("uq_refused_digest")),
    )
    op.create_table(
        "log",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log")),
    )
    op.create_index(op.f("ix_log_action"), "log", ["action"], unique=False)


def _make_readings() -> None:
    """What was read of the texts, and where these are from."""
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("report", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.number"], name=op.f("fk_readings_report")),
        sa.ForeignKeyConstraint(["version"], ["versions.number"], name=op.f("fk_readings_version")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_readings")),
        sa.UniqueConstraint("report", "version", "digest", name=op.f("uq_readings_report_version_digest")),
    )
    op.create_table(
        "claims",
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_claims_reading")),
        sa.PrimaryKeyConstraint("reading", "position", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_id"), "claims", ["id"], unique=False)
    op.create_table(
        "sources",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("input", sa.Text(), nullable=False),
        sa.Column("reading", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["reading"], ["readings.number"], name=op.f("fk_sources_reading")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_sources")),
        sa.UniqueConstraint("input", "reading", name=op.f("uq_sources_input_reading")),
    )
    op.create_index(op.f("ix_sources_reading"), "sources", ["reading"], unique=False)


def _make_events() -> None:
    """What the claims come to."""
    op.create_table(
        "events",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_kind_start"), "events", ["kind", "start"], unique=False)
    op.create_index(op.f("ix_events_start"), "events", ["start"], unique=False)
    op.create_table(
        "members",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("grouped", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_event"), "members", ["event"], unique=False)
    op.create_index(op.f("ix_members_grouped"), "members", ["grouped"], unique=False)


def _make_filing() -> None:
    """By what claims and events are found, and what has yet to be."""
    op.create_table(
        "terms",
        sa.Column("term", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term", "event", name=op.f("pk_terms")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "blocks",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "claim", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pending",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("claim", name=op.f("pk_pending")),
    )
    op.create_table(
        "fused",
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_fused")),
    )


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
