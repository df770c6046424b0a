"""A case as a database: opened, made at need, read and written in transactions that either happen or do not.

SQLite and PostgreSQL differ here and in `words`, nowhere else.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoResultFound, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import NullPool

from tawthiq.case import migrate
from tawthiq.case.pack import DamagedError
from tawthiq.errors import CaseError
from tawthiq.ingest.folders import files_of

PATIENCE_S = 120.0
"""How long a process waits for another that is writing."""
AGAIN_S = 0.05
"""How long it is before a switch of the journal is tried again."""
CACHE_KIB = 65_536
"""How much of a file a connection keeps in memory, so that adding does not read what is filed all over it again."""
CONNECTIONS = 16
"""How many connections to a file are kept. The last used is used next, so that few are used while few ask."""
LOCK = 0x7461777468
"""The advisory lock that writers of a PostgreSQL case take, as they do with the file of an SQLite case."""

BUSY = "another process is writing to it and does not end"
DAMAGED = "it is damaged; `tawthiq verify` says more, a backup helps"
_REASONS = (
    ("disk is full", "the disk is full"),
    ("no space left", "the disk is full"),
    ("disk i/o error", "the disk is full or fails"),
    ("readonly database", "it or its folder is read-only"),
    ("read-only transaction", "it is read-only"),
    ("unable to open database file", "it cannot be opened or made there"),
    ("file is not a database", "it is no case"),
    ("malformed", DAMAGED),
    ("is locked", BUSY),
    ("lock timeout", BUSY),
)


class Case:
    """An open case. `name` is its address without a password; `patience` is how many seconds writing may wait.

    `cache` is how many KiB of a file each connection keeps in memory.
    """

    def __init__(
        self, address: str, *, create: bool = False, patience: float = PATIENCE_S, cache: int = CACHE_KIB
    ) -> None:
        url = _url(address)
        self.name = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()
        self.is_file = url.get_backend_name() == "sqlite"
        if self.is_file and not create and not Path(self.name).is_file():
            raise CaseError(f"{self.name}: there is no such case; `tawthiq add` makes one")
        self._patience, self._writes = patience, Lock()
        self._engine = _engine(url, self.is_file and _is_frozen(self.name), patience, cache)
        try:
            self._prepare(create)
        except CaseError:
            self._engine.dispose()
            raise

    def __enter__(self) -> "Case":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def outside(self, paths: Iterable[str]) -> list[str]:
        """Paths of reports, without the files of the case itself where it lies among them."""
        if not self.is_file:
            return list(paths)
        own = {Path(self.name + ending).absolute() for ending in ("", "-wal", "-shm", "-journal")}
        return [path for path in files_of(paths) if path == "-" or Path(path).absolute() not in own]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the case as it is now, whatever others add meanwhile."""
        options = {} if self.is_file else {"isolation_level": "REPEATABLE READ"}
        with self._told(), self._engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; all of it happens or nothing."""
        options = {"writes": True}
        with (
            self._told(),
            self._turn(),
            self._engine.connect().execution_options(**options) as connection,
            connection.begin(),
        ):
            if not self.is_file:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield connection

    def _prepare(self, create: bool) -> None:
        with self.reading() as connection:
            if migrate.is_current(connection):
                return
            if not create and migrate.is_empty(connection):
                raise CaseError("there is no case; `tawthiq add` makes one")
        if self.is_file:
            with self._told():
                self._keep_a_log()
        with self.writing() as connection:
            if not migrate.is_current(connection):
                migrate.migrate(connection)

    def _keep_a_log(self) -> None:
        """Switch a file to WAL; SQLite does not wait for another process that does so at the same moment."""
        until = time.monotonic() + self._patience
        while True:
            try:
                with self._engine.connect().execution_options(outside=True) as connection:
                    connection.exec_driver_sql("PRAGMA journal_mode=WAL")
                return
            except OperationalError as error:
                if "is locked" not in str(error.orig) or time.monotonic() > until:
                    raise
            time.sleep(AGAIN_S)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The threads of a process write one after the other: the database would have each look again and again."""
        if not self._writes.acquire(timeout=self._patience):
            raise CaseError(BUSY)
        try:
            yield
        finally:
            self._writes.release()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Errors of the database and of this package as one line about this case."""
        try:
            yield
        except DBAPIError as error:
            raise CaseError(f"{self.name}: {_reason(error)}") from error
        except PoolTimeoutError as error:
            raise CaseError(f"{self.name}: {BUSY}") from error
        except (DamagedError, msgspec.DecodeError, NoResultFound) as error:
            raise CaseError(f"{self.name}: {DAMAGED}") from error
        except CaseError as error:
            message = str(error)
            raise CaseError(message if message.startswith(self.name) else f"{self.name}: {message}") from error


def _url(address: str) -> URL:
    """Where a case is: the path of a file, or `postgresql://…`."""
    if "://" not in address:
        if address == "-" or "\0" in address or Path(address).is_dir():
            raise CaseError(f"{address!r} is no name for a case")
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise CaseError("the address of the case is not of the form postgresql://user@host/name") from None
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise CaseError(f"a case is a file or postgresql://…, not {url.drivername}://")
    return url.set(drivername="postgresql+psycopg")


def _is_frozen(path: str) -> bool:
    """Whether a file can only be read, as where it lies in a read-only folder: nobody can be writing to it then."""
    file = Path(path)
    return file.is_file() and not (os.access(path, os.W_OK) and os.access(file.parent, os.W_OK))


def _engine(url: URL, frozen: bool, patience: float, cache: int) -> Engine:
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, connect_args={"options": f"-c lock_timeout={patience * 1000:.0f}"})
        except (ModuleNotFoundError, NoSuchModuleError):
            raise CaseError("PostgreSQL needs psycopg: pip install 'tawthiq[postgres]'") from None
    if frozen:
        address = f"{Path(url.database or '').absolute().as_uri()}?mode=ro&immutable=1"
        engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool)
    else:
        kept = {"pool_size": CONNECTIONS, "max_overflow": 0, "pool_use_lifo": True, "pool_timeout": patience}
        engine = create_engine(url, connect_args={"timeout": patience}, **kept)
    event.listen(engine, "connect", partial(_on_connect, cache))
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(cache: int, connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun below, and not when the driver thinks fit
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA cache_size=-{cache}")
    connection.execute("PRAGMA temp_store=MEMORY")


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("outside"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _reason(error: DBAPIError) -> str:
    said = str(error.orig).strip()
    known = (reason for sign, reason in _REASONS if sign in said.lower())
    return next(known, " ".join(said.split())[:200] or type(error.orig).__name__)
