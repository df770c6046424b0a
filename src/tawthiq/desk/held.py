"""Who held which place on a day, as pages show it: the stretches of control, found again when the case changed."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from threading import Lock

import msgspec
from sqlalchemy import Connection, func, select

from tawthiq.case.ask import decoded, narrowed, telling_control
from tawthiq.case.kept import among
from tawthiq.case.schema import log, names, pending
from tawthiq.case.terms import term
from tawthiq.desk.filter import Box
from tawthiq.desk.queries import Choice
from tawthiq.fuse.control import control
from tawthiq.model import ControlSpan, Event, PlaceRef


class Holding(msgspec.Struct, frozen=True):
    """What is said of one place on a day: who holds it (several where that is disputed) and who besieges it."""

    place: PlaceRef
    spans: tuple[ControlSpan, ...]

    @property
    def held(self) -> tuple[ControlSpan, ...]:
        """Who holds it."""
        return tuple(span for span in self.spans if span.state == "held")

    @property
    def sieges(self) -> tuple[ControlSpan, ...]:
        """Who besieges it."""
        return tuple(span for span in self.spans if span.state == "besieged")

    @property
    def disputed(self) -> bool:
        """Whether the reports contradict each other in who holds it."""
        return len(self.holders) > 1 or any(span.disputed for span in self.held)

    @property
    def holders(self) -> tuple[str, ...]:
        """The parties that are said to hold it, also one that is said to be besieged in it."""
        return tuple(dict.fromkeys(span.holder for span in self.spans if span.holder))


class History(msgspec.Struct, frozen=True):
    """All stretches of control of a case; `holders` are in the order of their colours, most places first."""

    spans: tuple[ControlSpan, ...]
    holders: dict[str, Choice]

    def on(self, day: str | None, place: str | None) -> list[Holding]:
        """The places of which something is said on a day."""
        spans = narrowed(self.spans, day, place)
        return [_holding(list(group)) for _, group in groupby(spans, key=_place)]

    def changes(self, place: str | None) -> list[str]:
        """The days on which a place changes hands, or a siege begins or ends."""
        return sorted({day for span in narrowed(self.spans, None, place) for day in _ends(span)})

    def extent(self, place: str | None) -> Box | None:
        """Where all these places lie."""
        found = [span.place for span in narrowed(self.spans, None, place)]
        points = [(one.lat, one.lon) for one in found if one.lat is not None and one.lon is not None]
        if not points:
            return None
        lats, lons = zip(*points, strict=True)
        return Box(min(lats), min(lons), max(lats), max(lons))


class Histories:
    """The history of one case, kept until the case changes; then only what changed is read again."""

    def __init__(self) -> None:
        self._known: tuple[tuple[int, int], History] | None = None
        self._events: dict[str, tuple[bytes, Event]] = {}
        self._lock = Lock()

    def now(self, connection: Connection) -> History:
        """The history as the case is now."""
        number = select(func.coalesce(func.max(log.c.number), 0)).scalar_subquery()
        waiting = select(func.count()).select_from(pending).scalar_subquery()
        last, open_claims = connection.execute(select(number, waiting)).one()
        with self._lock:
            if self._known is None or self._known[0] != (last, open_claims):
                self._known = (last, open_claims), self._found(connection)
            return self._known[1]

    def _found(self, connection: Connection) -> History:
        """The history by the events that tell of it, the former one where they are the same."""
        before = self._events
        self._events = {}
        for row in connection.execute(telling_control()):
            known = before.get(row.id)
            same = known is not None and known[0] == row.body
            self._events[row.id] = known if known and same else (row.body, decoded(row.body))
        if self._known is not None and self._events == before:
            return self._known[1]
        return _history(connection, control(event for _, event in self._events.values()))


def _history(connection: Connection, spans: list[ControlSpan]) -> History:
    told = Counter(party for span in spans for party in (span.holder, span.besieger) if party)
    terms = {term("actor", party): party for party in told}
    rows = among(connection, select(names), names.c.term, sorted(terms))
    called = {terms[row.term]: Choice(terms[row.term], 0, row.arabic, row.english) for row in rows}
    ordered = sorted(told, key=lambda party: (-told[party], party))
    return History(tuple(spans), {party: called.get(party, Choice(party, 0, party, "")) for party in ordered})


def _place(span: ControlSpan) -> tuple[str, str, tuple[str, ...]]:
    place = span.place
    return (place.name_ar, place.place or "", () if place.place else place.admin)


def _holding(spans: Sequence[ControlSpan]) -> Holding:
    placed = next((span.place for span in spans if span.place.lat is not None), spans[0].place)
    return Holding(placed, tuple(spans))


def _ends(span: ControlSpan) -> Iterator[str]:
    """The first day of a stretch, and the first after it."""
    if span.from_:
        yield span.from_
    if span.to:
        yield (date.fromisoformat(span.to) + timedelta(1)).isoformat()


def beside(days: Sequence[str], day: str) -> tuple[str, str]:
    """The change before a day and the one after it; empty where there is none."""
    before, after = bisect_left(days, day), bisect_right(days, day)
    return (days[before - 1] if before else "", days[after] if after < len(days) else "")
