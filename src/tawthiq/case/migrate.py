"""Makes the tables of a new case and brings those of an older one up to date."""

from sqlalchemy import Connection, inspect, text

from tawthiq.errors import CaseError

HEAD = "0003"
"""The newest migration: a case that is there needs none."""


def is_empty(connection: Connection) -> bool:
    """Whether a database has no table at all."""
    return not inspect(connection).get_table_names()


def is_current(connection: Connection) -> bool:
    """Whether the tables are those of this program.

    Raises CaseError where they are of a newer one or no case at all.
    """
    if not inspect(connection).has_table("alembic_version"):
        if not is_empty(connection):
            raise CaseError("it is a database of something else")
        return False
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is not None and found > HEAD:
        raise CaseError("it was made by a newer tawthiq")
    return found == HEAD


def migrate(connection: Connection) -> None:
    """Run the migrations that are missing, in the transaction of the connection."""
    from alembic import command  # noqa: PLC0415 (slow to import, and needed once in the life of a case)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "tawthiq.case:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
