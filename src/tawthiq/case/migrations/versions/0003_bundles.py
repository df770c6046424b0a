"""Bodies of events apart from what events are sought and counted by; terms filed once for all events that share them.

Events are derived: they are dropped and found anew.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from tawthiq.case.migrations.tables import NUMBER, id_number, index, key_number, make, number, text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    for table in ("events", "terms", "members"):
        op.drop_table(table)
    make(
        "events",
        id_number("id"),
        *text("kind", "status"),
        *text("start", "end", nullable=True),
        *(sa.Column(name, sa.Float(), nullable=True) for name in ("lat", "lon", "radius")),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        *text("grade"),
        *map(number, ("reviews", "sources", "killed", "harmed")),
        *text("published", nullable=True),
        *map(key_number, ("kinds", "actors", "places")),
        key=("id",),
    )
    index("events", "kind", "start")
    index("events", "start")
    index("events", "kind", "grade", "disputed", "reviews", "start", "end")
    for column in ("killed", "actors", "places"):
        index("events", column)
    make("bodies", id_number("event"), sa.Column("body", sa.LargeBinary(), nullable=False), key=("event",))
    make("terms", key_number("term"), key_number("bundle"), key=("term", "bundle"), sqlite_with_rowid=False)
    index("terms", "bundle")
    make(
        "members",
        id_number("claim"),
        sa.Column("grouped", NUMBER, nullable=False),
        sa.Column("event", NUMBER, nullable=False),
        number("report"),
        key=("claim",),
    )
    for columns in (("event",), ("grouped",), ("report", "event")):
        index("members", *columns)
    op.execute("DELETE FROM fused")
