"""The accounts of an event beside each other: a column for each report, a row for each field."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from tawthiq.case.ask import Told
from tawthiq.desk.roles import ROLES, unnamed_doer, values
from tawthiq.desk.show import Shown
from tawthiq.model import Account, Claim, Event

DISPUTES = {
    "blame": "by",
    "place": "where",
    "admin": "where",
    "day": "when",
    "siege_days": "when",
    "status": "kind",
}
"""Which row a conflict is about, where it is not a number of people."""


class Cell(Struct, frozen=True):
    """A value as one account gives it, and the claims that do."""

    shown: Markup
    claims: tuple[str, ...]
    via: str


class Row(Struct, frozen=True):
    """A field: what each account says of it, and whether they contradict each other there."""

    name: str
    disputed: bool
    cells: list[list[Cell]]


class Column(Struct, frozen=True):
    """An account with the report that it is from."""

    account: Account
    told: Told

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the report says of the event."""
        return self.told.claims

    @property
    def sentences(self) -> list[tuple[str, str]]:
        """The sentences that say it, each with the first claim that is read from it."""
        text = self.told.reading.report.text
        first = {claim.sentence: claim.id for claim in reversed(self.claims)}
        return [(text[start:end], claim) for (start, end), claim in sorted(first.items())]


def columns(event: Event, told: Sequence[Told]) -> list[Column]:
    """The accounts of an event, in the order in which they were published."""
    accounts: dict[tuple[str, str], Account] = {(one.report, one.source): one for one in event.accounts}
    found = ((accounts.get((one.reading.report.id, one.reading.report.source)), one) for one in told)
    return [Column(account, one) for account, one in found if account is not None]


def rows(event: Event, beside: Sequence[Column], shown: Shown) -> list[Row]:
    """The fields of which at least one account says something."""
    disputed = {DISPUTES.get(conflict.field, "harm") for conflict in event.conflicts}
    cells = [_cells(column.told, shown) for column in beside]
    names = [name for name in ("kind", *ROLES) if any(name in one for one in cells)]
    return [Row(name, name in disputed, [one.get(name, []) for one in cells]) for name in names]


def _cells(told: Told, shown: Shown) -> dict[str, list[Cell]]:
    """What one account says of each field; a value that several claims give is there once."""
    found: dict[str, dict[Markup, Cell]] = {}

    def add(name: str, value: Markup, claim: str, via: str = "stated") -> None:
        known = found.setdefault(name, {}).get(value)
        claims = (*known.claims, claim) if known else (claim,)
        found[name][value] = Cell(value, tuple(dict.fromkeys(claims)), known.via if known else via)

    for claim in told.claims:
        status = f" ({shown.say(f'status.{claim.status}')})" if claim.status != "occurred" else ""
        add("kind", escape(shown.kind(claim.kind) + status), claim.id)
        if unnamed_doer(claim):
            add("by", escape(shown.say("actor.unknown")), claim.id)
        for value in values(claim, shown):
            add(value.role, value.shown, claim.id, value.via)
    if any(cell.shown != shown.say("actor.unknown") for cell in found.get("by", {}).values()):
        found["by"].pop(escape(shown.say("actor.unknown")), None)
    return {name: list(cells.values()) for name, cells in found.items()}


def names_of(beside: Sequence[Column], shown: Shown) -> Mapping[str, Markup]:
    """Which account each claim belongs to, by the outlet's name."""
    return {
        claim.id: shown.text(column.account.outlet or column.account.source, "ar")
        for column in beside
        for claim in column.claims
    }
