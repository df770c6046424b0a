"""The columns of tables: one row for an event, one for an account; each with its name, its type and what it holds."""

from collections.abc import Callable, Iterable
from typing import Generic, Literal, NamedTuple, TypeVar

from tawthiq.model import Account, Event, EventHarm, Party

Cell = str | int | float | None | list[str]
Row = TypeVar("Row")
_HARM = ("killed", "wounded", "killed_or_wounded")


class Column(NamedTuple, Generic[Row]):
    """One column; `docs/export.md` says what it holds."""

    name: str
    type: Literal["text", "integer", "number", "list"]
    of: Callable[[Row], Cell]


class AccountRow(NamedTuple):
    """An account and the event that it is of."""

    event: Event
    account: Account


def account_rows(events: Iterable[Event]) -> Iterable[AccountRow]:
    """The accounts of some events, in their order."""
    return (AccountRow(event, account) for event in events for account in event.accounts)


def _names(parties: Iterable[Party]) -> list[str]:
    return [party.actor or party.name_ar for party in parties]


def _total(event: Event, kind: str) -> EventHarm | None:
    return next((harm for harm in event.harm if harm.kind == kind and harm.of is None), None)


def _bound(kind: str, which: Literal["min", "max", "best"]) -> Callable[[Event], Cell]:
    def of(event: Event) -> Cell:
        total = _total(event, kind)
        return getattr(total, which) if total else None

    return of


def _harm_columns() -> list[Column[Event]]:
    bounds: tuple[Literal["min", "max", "best"], ...] = ("min", "max", "best")
    return [Column(f"{kind}_{which}", "integer", _bound(kind, which)) for kind in _HARM for which in bounds]


def _harm_text(event: Event) -> list[str]:
    """Every number: `killed civilians.children 2-3, best 2`."""
    return [
        f"{harm.kind} {'+'.join(harm.victims) or '-'} {harm.min}-{_or_empty(harm.max)}, best {harm.best}"
        for harm in event.harm
    ]


def _or_empty(number: int | None) -> str:
    return "" if number is None else str(number)


def _conflict_text(event: Event) -> list[str]:
    """Every conflict: `killed: 5 | 7`."""
    return [f"{conflict.field}: {' | '.join(value.value for value in conflict.values)}" for conflict in event.conflicts]


EVENT_COLUMNS: tuple[Column[Event], ...] = (
    Column("id", "text", lambda event: event.id),
    Column("kind", "text", lambda event: event.kind),
    Column("status", "text", lambda event: event.status),
    Column("start", "text", lambda event: event.time.start if event.time else None),
    Column("end", "text", lambda event: event.time.end if event.time else None),
    Column("precision", "text", lambda event: event.time.precision if event.time else None),
    Column("time_via", "text", lambda event: event.time.via if event.time else None),
    Column("place", "text", lambda event: event.place.place if event.place else None),
    Column("place_ar", "text", lambda event: event.place.name_ar if event.place else None),
    Column("place_en", "text", lambda event: event.place.name_en if event.place else None),
    Column("place_kind", "text", lambda event: event.place.kind if event.place else None),
    Column("relation", "text", lambda event: event.place.relation if event.place else None),
    Column("country", "text", lambda event: event.place.country if event.place else None),
    Column("admin", "list", lambda event: list(event.place.admin) if event.place else []),
    Column("lat", "number", lambda event: event.place.lat if event.place else None),
    Column("lon", "number", lambda event: event.place.lon if event.place else None),
    Column("radius_km", "number", lambda event: event.place.radius_km if event.place else None),
    Column("initiators", "list", lambda event: _names(event.initiators)),
    Column("targets", "list", lambda event: _names(event.targets)),
    Column("supporters", "list", lambda event: _names(event.supporters)),
    Column("means", "list", lambda event: [means.means for means in event.means]),
    *_harm_columns(),
    Column("harm", "list", _harm_text),
    Column("siege_days", "list", lambda event: [value.value for value in event.siege_days]),
    Column("grade", "text", lambda event: event.grade),
    Column("independent_sources", "integer", lambda event: event.independent_sources),
    Column("accounts", "integer", lambda event: len(event.accounts)),
    Column("outlets", "list", lambda event: sorted({one.outlet for one in event.accounts if one.outlet})),
    Column("conflicts", "list", _conflict_text),
    Column("kinds", "list", lambda event: [value.value for value in event.kinds]),
    Column("places", "list", lambda event: [value.place.name_ar for value in event.places]),
    Column("claims", "list", lambda event: list(event.claims)),
    Column("reviews", "integer", lambda event: event.reviews),
)
ACCOUNT_COLUMNS: tuple[Column[AccountRow], ...] = (
    Column("event", "text", lambda row: row.event.id),
    Column("kind", "text", lambda row: row.event.kind),
    Column("report", "text", lambda row: row.account.report),
    Column("source", "text", lambda row: row.account.source),
    Column("outlet", "text", lambda row: row.account.outlet),
    Column("published", "text", lambda row: row.account.published),
    Column("speaker", "text", lambda row: row.account.speaker),
    Column("speakers", "list", lambda row: [f"{one.type}: {one.name}" for one in row.account.speakers]),
    Column("copy_of", "text", lambda row: row.account.copy_of),
    Column("claims", "list", lambda row: list(row.account.claims)),
)
