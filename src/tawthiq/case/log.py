"""The log of a case: who did what when, each entry bound to all before it by a hash.

An entry's hash is the SHA-256 of the previous entry's hash and the entry as canonical JSON. A changed, added or missing
entry breaks the chain. This is the one place that knows the time.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select

from tawthiq.case.schema import log

START = "0" * 64
"""What the first entry is bound to."""


class Entry(msgspec.Struct, frozen=True):
    """One row of the log: `body` is JSON, what it holds depends on the action."""

    number: int
    at: str
    action: str
    by: str | None
    why: str | None
    body: str
    previous: str
    hash: str

    @property
    def values(self) -> dict[str, Any]:
        """The body, decoded."""
        found: dict[str, Any] = msgspec.json.decode(self.body)
        return found


def append(
    connection: Connection, action: str, body: dict[str, object], by: str | None = None, why: str | None = None
) -> Entry:
    """Add an entry; the connection must be one for writing, so that nobody else can add one meanwhile."""
    last = connection.execute(select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, START)
    at = datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251
    written = msgspec.json.encode(body, order="sorted").decode()
    bound = digest(number, at, action, by, why, written, previous)
    entry = Entry(number, at, action, by, why, written, previous, bound)
    connection.execute(insert(log), msgspec.structs.asdict(entry))
    return entry


def digest(number: int, at: str, action: str, by: str | None, why: str | None, body: str, previous: str) -> str:
    """The hash that binds an entry to the one before it."""
    return sha256(previous.encode() + msgspec.json.encode([number, at, action, by, why, body])).hexdigest()


def follow(connection: Connection) -> Iterator[tuple[Entry, list[str]]]:
    """Each entry with what is wrong with its place in the chain."""
    expected, previous = 1, START
    for entry in entries(connection):
        faults = []
        if entry.number != expected:
            faults.append(f"log {entry.number}: entry {expected} is missing")
        if entry.previous != previous:
            faults.append(f"log {entry.number}: does not follow the entry before it")
        if entry.hash != digest(entry.number, entry.at, entry.action, entry.by, entry.why, entry.body, entry.previous):
            faults.append(f"log {entry.number}: has been changed")
        expected, previous = entry.number + 1, entry.hash
        yield entry, faults


def entries(connection: Connection, *actions: str) -> Iterator[Entry]:
    """The entries in order, all or those of some actions."""
    query = select(log).order_by(log.c.number)
    for row in connection.execute(query.where(log.c.action.in_(actions)) if actions else query):
        yield Entry(*row)
