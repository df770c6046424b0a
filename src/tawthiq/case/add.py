"""Adding: what reading gave, kept in a case. A batch is one transaction; adding the same again changes nothing."""

from collections.abc import Collection, Iterable, Sequence
from hashlib import sha256
from typing import Any, Protocol

import msgspec
from sqlalchemy import Connection, Table, insert, select, update

from tawthiq.case import log, words
from tawthiq.case.kept import write_rows
from tawthiq.case.pack import pack
from tawthiq.case.schema import CLAIM, claims, pending, readings, refused, reports, sources
from tawthiq.case.schema import versions as version_table
from tawthiq.case.store import Case
from tawthiq.case.versions import Version
from tawthiq.model import Claim, Reading, Report

BATCH = 100
"""How many reports are kept at once; what a kill can lose of the work, never of the case."""
_NUL = b"\\u0000"


class Outcome(Protocol):
    """What reading gives of one input: a reading as JSON, why it was refused, and a hash of the whole input."""

    @property
    def shown(self) -> bytes: ...  # noqa: D102
    @property
    def refusal(self) -> str | None: ...  # noqa: D102
    @property
    def input(self) -> str: ...  # noqa: D102


class Count(msgspec.Struct):
    """What has become of the inputs so far."""

    added: int = 0
    known: int = 0
    refused: int = 0
    claims: int = 0


class _Kept(msgspec.Struct, frozen=True):
    """One reading made ready: the report, its claims, and as it is stored, without text and source, with its hash."""

    report: Report
    claims: tuple[Claim, ...]
    body: bytes
    digest: str
    input: str


class Adder:
    """Takes outcomes and keeps them in a case, `BATCH` at a time; call `flush` at the end."""

    def __init__(self, case: Case, version: Version) -> None:
        self.count = Count()
        self._case, self._version = case, version
        self._kept: list[_Kept] = []
        self._refused: list[tuple[str, str, str]] = []

    def known(self) -> set[str]:
        """The inputs of which the case has a reading by this version of the program."""
        with self._case.reading() as connection:
            query = (
                select(sources.c.input)
                .join(readings, readings.c.number == sources.c.reading)
                .join(version_table, version_table.c.number == readings.c.version)
                .where(version_table.c.lexicon == self._version.lexicon, version_table.c.rules == self._version.rules)
            )
            return set(connection.execute(query).scalars())

    def take(self, outcome: Outcome) -> str | None:
        """Keep what one input gave; the line that says why it was refused, if it was."""
        if not outcome.shown:
            self.count.known += 1
            return None
        reading = msgspec.json.decode(outcome.shown, type=Reading)
        refusal = outcome.refusal
        if refusal is None and _NUL in outcome.shown:
            refusal = f"{reading.report.source}: has a NUL character"
        if refusal is None:
            self._kept.append(_kept(reading, outcome.input))
        else:
            self.count.refused += 1
            code = reading.report.issues[-1].code if outcome.refusal else "undecodable"
            source = reading.report.source.replace("\0", "\ufffd")
            message = refusal.removeprefix(f"{reading.report.source}: ").replace("\0", "\ufffd")
            self._refused.append((source, code, message))
        if len(self._kept) + len(self._refused) >= BATCH:
            self.flush()
        return refusal

    def flush(self) -> None:
        """Write what has been taken since the last time, in one transaction."""
        if not self._kept and not self._refused:
            return
        with self._case.writing() as connection:
            added = _keep(connection, self._kept, self._version) if self._kept else []
            turned_away = _refuse(connection, self._refused)
            if added or turned_away:
                told = [(kept.report.source, kept.report.id, kept.digest) for kept in added]
                log.append(connection, "add", {**self._version._asdict(), "sources": told, "refused": turned_away})
        self.count.added += len(added)
        self.count.known += len(self._kept) - len(added)
        self.count.claims += sum(len(kept.claims) for kept in added)
        self._kept, self._refused = [], []


def _kept(reading: Reading, name: str) -> _Kept:
    head = msgspec.structs.replace(reading.report, text="", source="")
    body = msgspec.json.encode(msgspec.structs.replace(reading, report=head))
    return _Kept(reading.report, reading.claims, pack(body), sha256(body).hexdigest(), name)


def _keep(connection: Connection, batch: Sequence[_Kept], version: Version) -> list[_Kept]:
    """Write the texts, readings and sources that are new; what was new of the batch."""
    numbers = _insert_reports(connection, batch)
    made_with = _version_number(connection, version)
    known = _readings(connection, numbers.values(), made_with)
    new = {(kept.report.id, kept.digest): kept for kept in batch if (numbers[kept.report.id], kept.digest) not in known}
    if new:
        rows = [_reading_row(kept, numbers[kept.report.id], made_with) for kept in new.values()]
        connection.execute(insert(readings), rows)
        known |= _readings(connection, numbers.values(), made_with)
        _insert_claims(connection, [(known[numbers[kept.report.id], kept.digest], kept) for kept in new.values()])
    return _insert_sources(connection, [(known[numbers[kept.report.id], kept.digest], kept) for kept in batch])


def _insert_reports(connection: Connection, batch: Sequence[_Kept]) -> dict[str, int]:
    """Write the texts that are new, with their words; the number of each report."""
    by_id = {kept.report.id: kept.report for kept in batch}
    query = select(reports.c.id, reports.c.number).where(reports.c.id.in_(by_id))
    numbers = {row.id: row.number for row in connection.execute(query)}
    new = [report for name, report in by_id.items() if name not in numbers]
    if new:
        rows = [{"id": report.id, "sha256": report.text_sha256, "text": report.text} for report in new]
        connection.execute(insert(reports), rows)
        numbers = {row.id: row.number for row in connection.execute(query)}
        words.insert_words(connection, [(numbers[report.id], report.text) for report in new])
    return numbers


def _version_number(connection: Connection, version: Version) -> int:
    query = select(version_table.c.number).filter_by(**version._asdict())
    number = connection.execute(query).scalar()
    if number is None:
        connection.execute(insert(version_table), version._asdict())
        number = connection.execute(query).scalar_one()
    return int(number)


def _readings(connection: Connection, numbers: Iterable[int], version: int) -> dict[tuple[int, str], int]:
    query = select(readings.c.report, readings.c.digest, readings.c.number).where(
        readings.c.report.in_(set(numbers)), readings.c.version == version
    )
    return {(row.report, row.digest): row.number for row in connection.execute(query)}


def _reading_row(kept: _Kept, report: int, version: int) -> dict[str, Any]:
    published, outlet = kept.report.published, kept.report.outlet
    return {
        "report": report,
        "version": version,
        "digest": kept.digest,
        "published": published.date if published else None,
        "outlet": outlet.name if outlet else None,
        "body": kept.body,
    }


def _insert_claims(connection: Connection, new: Sequence[tuple[int, _Kept]]) -> None:
    rows = [
        (number, at, CLAIM.number(claim.id), claim.kind, claim.status, *_days(claim))
        for number, kept in new
        for at, claim in enumerate(kept.claims)
    ]
    write_rows(connection, claims, rows)


def _days(claim: Claim) -> tuple[str | None, str | None]:
    return (claim.time.start, claim.time.end) if claim.time else (None, None)


def _insert_sources(connection: Connection, batch: Sequence[tuple[int, _Kept]]) -> list[_Kept]:
    """Write where each reading is from; the newest reading of a report from a source is the current one."""
    query = select(sources.c.input, sources.c.reading).where(sources.c.input.in_({kept.input for _, kept in batch}))
    known = {(row.input, row.reading) for row in connection.execute(query)}
    new = {(kept.input, number): kept for number, kept in batch if (kept.input, number) not in known}
    newest = {(kept.report.id, kept.report.source): key for key, kept in new.items()}
    current = set(newest.values())
    _supersede(connection, newest)
    rows = [
        {"source": kept.report.source, "input": key[0], "reading": key[1], "current": key in current}
        for key, kept in new.items()
    ]
    if rows:
        connection.execute(insert(sources), rows)
    mark_pending(connection, {claim.id for kept in new.values() for claim in kept.claims})
    return list(new.values())


def _supersede(connection: Connection, newest: Collection[tuple[str, str]]) -> None:
    """Older readings of a report from the same source are kept, but no longer the current ones."""
    query = (
        select(sources.c.number, sources.c.reading, sources.c.source, reports.c.id)
        .join(readings, readings.c.number == sources.c.reading)
        .join(reports, reports.c.number == readings.c.report)
        .where(reports.c.id.in_({report for report, _ in newest}), sources.c.current)
    )
    found = [row for row in connection.execute(query) if (row.id, row.source) in newest]
    if found:
        lost = select(claims.c.id).where(claims.c.reading.in_({row.reading for row in found}))
        mark_pending(connection, set(connection.execute(lost).scalars()))
        numbers = {row.number for row in found}
        connection.execute(update(sources).where(sources.c.number.in_(numbers)).values(current=False))


def mark_pending(connection: Connection, names: set[str]) -> None:
    """Note claims whose events have to be found anew."""
    insert_new(connection, pending, "claim", [{"claim": name} for name in sorted(names)])


def _refuse(connection: Connection, batch: Sequence[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Write the refusals that are new, and return them."""
    fields = ("source", "code", "message")
    rows = [
        {"digest": sha256(msgspec.json.encode(item)).hexdigest(), **dict(zip(fields, item, strict=True))}
        for item in batch
    ]
    return insert_new(connection, refused, "digest", rows)


def insert_new(connection: Connection, table: Table, key: str, rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Insert the rows whose key is not in the table yet, and return them."""
    by_key = {row[key]: row for row in rows}
    if not by_key:
        return []
    column = table.c[key]
    known = set(connection.execute(select(column).where(column.in_(by_key))).scalars())
    new = [row for name, row in by_key.items() if name not in known]
    if new:
        connection.execute(insert(table), new)
    return new
