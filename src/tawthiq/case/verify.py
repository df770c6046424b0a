"""Verification: a case proves that its texts, readings, claims and log are as written, and its events what they give.

Whoever can write to the database can also make a new log that fits what they changed. The hash of the last entry, noted
elsewhere, shows that: a log that goes on from it has not been made anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from tawthiq.case import log
from tawthiq.case.again import differences
from tawthiq.case.pack import unpack
from tawthiq.case.review import replay
from tawthiq.case.schema import claims, readings, refused, reports, sources
from tawthiq.case.schema import versions as version_table
from tawthiq.case.versions import is_settled


class Checked(msgspec.Struct):
    """Every fault that was found, what else there is to say, and what was looked at."""

    faults: list[str]
    notes: list[str]
    reports: int = 0
    readings: int = 0
    claims: int = 0
    entries: int = 0
    head: str = log.START

    @property
    def summary(self) -> str:
        """What was found, in a line."""
        count = len(self.faults)
        found = f"{count:,} fault{'s' if count > 1 else ''}" if count else "no fault"
        return (
            f"{found} in {self.reports:,} reports, {self.readings:,} readings, {self.claims:,} claims, "
            f"{self.entries:,} log entries; the log ends with {self.head}"
        )


def refusals(connection: Connection) -> Iterable[tuple[str, str, str]]:
    """Source, code and reason of every input that was refused, in the order of the sources."""
    query = select(refused.c.source, refused.c.code, refused.c.message).order_by(refused.c.source, refused.c.number)
    return ((row.source, row.code, row.message) for row in connection.execute(query))


def check(connection: Connection, head: str | None = None) -> Checked:
    """Check everything; `head` is the hash of an entry that the log must hold."""
    checked = Checked([], [])
    checked.faults += _database(connection)
    logged = _check_log(connection, checked, head)
    checked.faults += _check_reports(connection, checked)
    checked.faults += _check_readings(connection, checked)
    checked.faults += _compare(logged, _kept(connection))
    checked.notes += replay(connection).skipped
    if checked.faults:
        checked.notes.append("the events are not compared with the claims, as these may not be what they were")
    elif not is_settled(connection):
        checked.notes.append("the events have yet to be found, as the next question does")
    else:
        checked.faults += differences(connection)
    return checked


def _database(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = connection.execute(text("PRAGMA integrity_check")).scalars()
    return [f"database: {line}" for line in found if line != "ok"]


def _check_log(connection: Connection, checked: Checked, head: str | None) -> set[tuple[str, ...]]:
    """Follow the chain; what the log says was added."""
    added: set[tuple[str, ...]] = set()
    known = {log.START}
    for entry, faults in log.follow(connection):
        checked.entries, checked.head = entry.number, entry.hash
        checked.faults += faults
        known.add(entry.hash)
        added.update(_added(entry))
    if head is not None and head not in known:
        checked.faults.append(f"log: does not go on from {head}")
    return added


def _added(entry: log.Entry) -> Iterator[tuple[str, ...]]:
    if entry.action != "add":
        return
    try:
        values = entry.values
        for source, report, reading in values["sources"]:
            yield ("reading", source, report, reading, values["lexicon"], values["rules"])
        for row in values["refused"]:
            yield ("refusal", row["source"], row["code"], row["message"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return  # the entry's own hash has told that it was changed


def _kept(connection: Connection) -> set[tuple[str, ...]]:
    query = (
        select(sources.c.source, reports.c.id, readings.c.digest, version_table.c.lexicon, version_table.c.rules)
        .join(readings, readings.c.number == sources.c.reading)
        .join(reports, reports.c.number == readings.c.report)
        .join(version_table, version_table.c.number == readings.c.version)
    )
    found: set[tuple[str, ...]] = {("reading", *row) for row in connection.execute(query)}
    return found | {("refusal", *row) for row in refusals(connection)}


def _compare(logged: set[tuple[str, ...]], kept: set[tuple[str, ...]]) -> Iterator[str]:
    for sort, source, *rest in sorted(logged - kept):
        yield f"{sort} {rest[0]} of {source}: is in the log and no longer in the case"
    for sort, source, *rest in sorted(kept - logged):
        yield f"{sort} {rest[0]} of {source}: is in the case and not in the log"


def _check_reports(connection: Connection, checked: Checked) -> Iterator[str]:
    for row in connection.execute(select(reports).order_by(reports.c.number)):
        checked.reports += 1
        own = sha256(row.text.encode()).hexdigest()
        if own != row.sha256 or row.id != f"r:{own[:16]}":
            yield f"report {row.id}: its text has been changed"
    unread = select(reports.c.id).where(
        ~select(readings.c.number).where(readings.c.report == reports.c.number).exists()
    )
    for name in connection.execute(unread.order_by(reports.c.id)).scalars():
        yield f"report {name}: has no reading"


def _check_readings(connection: Connection, checked: Checked) -> Iterator[str]:
    query = (
        select(readings.c.number, readings.c.digest, readings.c.body, reports.c.id, reports.c.text)
        .join(reports, reports.c.number == readings.c.report)
        .order_by(readings.c.number)
    )
    filed: defaultdict[int, list[str]] = defaultdict(list)
    for number, name in connection.execute(select(claims.c.reading, claims.c.id).order_by(claims.c.position)):
        filed[number].append(name)
    for row in connection.execute(query):
        checked.readings += 1
        try:
            body = unpack(row.body)
            value = msgspec.json.decode(body)
        except ValueError:
            yield f"report {row.id}: its reading has been changed"
            continue
        if sha256(body).hexdigest() != row.digest:
            yield f"report {row.id}: its reading has been changed"
            continue
        checked.claims += len(value["claims"])
        if [claim["id"] for claim in value["claims"]] != filed[row.number]:
            yield f"report {row.id}: the list of its claims has been changed"
        for part in (value["report"], *value["claims"]):
            if not all(_fits(span, words, row.text) for span, words in spans(part)):
                yield f"report {row.id}: {part['id']} has words that are not in the text where it says"


def spans(value: object) -> Iterator[tuple[Any, str | None]]:
    """Every span in decoded JSON, with the words that stand beside it, where they do."""
    if isinstance(value, list):
        for item in value:
            yield from spans(item)
    if isinstance(value, dict):
        if value.get("span") is not None or (value.get("text") and "span" in value):
            yield value.get("span"), value.get("text") or ""
        for name, item in value.items():
            if name == "sentence":
                yield item, None
            elif name == "boilerplate" and isinstance(item, list):
                yield from ((span, None) for span in item)
            else:
                yield from spans(item)


def _fits(span: Any, words: str | None, report: str) -> bool:
    """Whether a span lies in a text and has the words."""
    if not (isinstance(span, list) and len(span) == 2 and all(isinstance(at, int) for at in span)):
        return False
    start, end = span
    return 0 <= start <= end <= len(report) and (words is None or report[start:end] == words)
