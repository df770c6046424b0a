"""Search in the texts of a case: which reports have some words, and where, shown as they are written there."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec
import regex
from sqlalchemy import Connection, Row, func, select

from tawthiq.case import words
from tawthiq.case.kept import chunks
from tawthiq.case.schema import readings, reports, sources
from tawthiq.errors import CaseError
from tawthiq.model import Span

CONTEXT = 70
"""How many characters are shown on each side of a word that was found."""
MOST_SNIPPETS = 3
TOGETHER = 20
"""How many reports are loaded at once, so that no more are than are shown."""
_PHRASE = regex.compile(r'"([^"]+)"|«([^»]+)»|(\S+)')


class Snippet(msgspec.Struct, frozen=True):
    """A stretch of a report; `span` and `hits` index the report's text."""

    text: str
    span: Span
    hits: tuple[Span, ...]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found."""

    schema: str = "tawthiq.hit/1"
    report: str
    source: str
    outlet: str | None
    published: str | None
    snippets: tuple[Snippet, ...]


def search(connection: Connection, query: str, limit: int) -> tuple[list[Hit], int]:
    """The newest reports that have all words of a query, and how many there are in all.

    Words in quotation marks stand next to each other. With such words the number is of reports that have each of them.

    Raises CaseError where the query has no word.
    """
    phrases = [[word for word, _ in words.split("".join(parts))] for parts in _PHRASE.findall(query)]
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        raise CaseError("there is no word to look for")
    found = _by_day(connection, [word for phrase in phrases for word in phrase])
    hits = (hit for row in _current(connection, found) if (hit := _hit(row, phrases)))
    return list(islice(hits, limit)), len(found)


def _by_day(connection: Connection, wanted: Iterable[str]) -> Sequence[int]:
    """Reports that have some words, by day of publication, the newest first, those without one last."""
    found = words.query(connection, wanted).subquery()
    query = (
        select(reports.c.number)
        .join(found, found.c.report == reports.c.number)
        .join(readings, readings.c.report == reports.c.number)
        .group_by(reports.c.number, reports.c.id)
        .order_by(func.coalesce(func.max(readings.c.published), "").desc(), reports.c.id)
    )
    return connection.execute(query).scalars().all()


def _current(connection: Connection, numbers: Sequence[int]) -> Iterator[Row[Any]]:
    """The reports with the first of their current sources, in the order of the numbers."""
    query = (
        select(reports, sources.c.source, readings.c.outlet, readings.c.published)
        .join(readings, readings.c.report == reports.c.number)
        .join(sources, sources.c.reading == readings.c.number)
        .where(sources.c.current)
        .order_by(sources.c.source.desc())
    )
    for chunk in chunks(numbers, TOGETHER):
        rows = {row.number: row for row in connection.execute(query.where(reports.c.number.in_(chunk)))}
        yield from (rows[number] for number in chunk if number in rows)


def _hit(row: Row[Any], phrases: Sequence[Sequence[str]]) -> Hit | None:
    told = list(words.split(row.text))
    spans = [list(_places(told, phrase)) for phrase in phrases]
    if not all(spans):
        return None
    snippets = tuple(_snippets(row.text, sorted({span for found in spans for span in found})))
    return Hit(report=row.id, source=row.source, outlet=row.outlet, published=row.published, snippets=snippets)


def _places(told: Sequence[tuple[str, Span]], phrase: Sequence[str]) -> Iterator[Span]:
    """Where the words of a phrase stand one after the other."""
    wanted = [set(words.sought(word)) for word in phrase]
    for at in range(len(told) - len(wanted) + 1):
        if all(not one.isdisjoint(words.forms(told[at + after][0])) for after, one in enumerate(wanted)):
            yield told[at][1][0], told[at + len(wanted) - 1][1][1]


def _snippets(text: str, hits: Sequence[Span]) -> Iterator[Snippet]:
    """The first hits with what is around them; hits near each other share a snippet."""
    shown = 0
    at = 0
    while at < len(hits) and shown < MOST_SNIPPETS:
        start, end = _widened(text, hits[at])
        inside = [span for span in hits[at:] if span[1] <= end]
        yield Snippet(text[start:end], (start, end), tuple(inside))
        at += len(inside)
        shown += 1


def _widened(text: str, hit: Span) -> Span:
    """A stretch around a hit that begins and ends between words, within its line."""
    start = max(text.rfind("\n", 0, hit[0]) + 1, hit[0] - CONTEXT)
    line = text.find("\n", hit[1])
    end = min(line if line >= 0 else len(text), hit[1] + CONTEXT)
    if start and not text[start - 1].isspace():
        start = text.find(" ", start, hit[0]) + 1 or hit[0]
    if end < len(text) and not text[end].isspace():
        end = max(text.rfind(" ", hit[1], end), hit[1])
    return start, end
