"""How the migrations write down tables: as `schema` does, with the names that its convention gives to keys."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""An id as a number."""


def number(name: str = "number") -> "sa.Column[int]":
    """A column of a row's number."""
    return sa.Column(name, sa.Integer(), nullable=False)


def id_number(name: str) -> "sa.Column[int]":
    """A column of an id that is given, never counted."""
    return sa.Column(name, NUMBER, autoincrement=False, nullable=False)


def key_number(name: str) -> "sa.Column[int]":
    """A column of a hash that things are filed under."""
    return sa.Column(name, sa.BigInteger(), autoincrement=False, nullable=False)


def text(*names: str, nullable: bool = False) -> "list[sa.Column[str]]":
    """Columns of text."""
    return [sa.Column(name, sa.Text(), nullable=nullable) for name in names]


def make(
    table: str,
    *columns: "sa.Column[Any]",
    key: tuple[str, ...] = ("number",),
    unique: tuple[str, ...] = (),
    refers: Mapping[str, str] | None = None,
    **options: Any,
) -> None:
    """Make a table; `refers` has columns with the column that each refers to."""
    op.create_table(
        table,
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{table}_{column}"))
            for column, other in (refers or {}).items()
        ),
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        *([sa.UniqueConstraint(*unique, name=op.f(f"uq_{table}_{'_'.join(unique)}"))] if unique else []),
        **options,
    )


def index(table: str, *columns: str) -> None:
    """Make an index."""
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)
