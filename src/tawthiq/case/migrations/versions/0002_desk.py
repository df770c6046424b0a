"""What the desk sorts, counts and marks events by, names of parties and places, and accounts of users.

Events are derived: they are dropped and found anew.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from tawthiq.case.migrations.tables import id_number, index, key_number, make, number, text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.drop_table("events")
    make(
        "events",
        id_number("id"),
        *text("kind", "status"),
        *text("start", "end", nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius", sa.Float(), nullable=True),
        sa.Column("disputed", sa.Boolean(), nullable=False),
        *text("grade"),
        *map(number, ("reviews", "sources", "killed", "harmed")),
        *text("published", nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        key=("id",),
    )
    index("events", "kind", "start")
    index("events", "start")
    index("events", "kind", "grade", "disputed", "reviews", "start", "end")
    index("events", "killed")
    index("terms", "event")
    make("names", key_number("term"), *text("field", "value", "arabic", "english"), key=("term",))
    make("users", *text("name", "role", "hash"), key=("name",))
    op.execute("DELETE FROM fused")
