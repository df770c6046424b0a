"""Reviews: what named people decided about claims and events, and why. Each is an entry of the log, never an edit.

A review names claims, not events, as events come and go with new reports and rules. Where newer rules no longer make a
claim of that id, the review holds for the claim that they read from the same words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from tawthiq.case import log
from tawthiq.case.correct import checked
from tawthiq.case.kept import among, readings_of
from tawthiq.case.schema import claims, members, readings, reports, sources
from tawthiq.errors import CaseError
from tawthiq.fuse.decisions import Correction, Decisions, merge, split
from tawthiq.model import Claim, Span

ACTIONS = ("confirm", "reject", "set", "merge", "split")
UNDO = "undo"


class Ref(msgspec.Struct, frozen=True):
    """A claim as a review names it: its id, and the words that it is read from."""

    claim: str
    report: str
    trigger: Span
    sentence: Span


class Review(msgspec.Struct, frozen=True):
    """One review. `part` are the claims that a split takes out or a merge adds; `undoes` is the number of an entry."""

    target: str
    claims: tuple[Ref, ...] = ()
    part: tuple[Ref, ...] = ()
    field: str | None = None
    value: str | None = None
    undoes: int | None = None

    @property
    def named(self) -> set[str]:
        """All claims that it names."""
        return {ref.claim for ref in (*self.claims, *self.part)}


def record(connection: Connection, action: str, review: Review, by: str, why: str) -> log.Entry:
    """Write a review into the log."""
    if not by.strip() or not why.strip():
        raise CaseError("a review needs the name of who made it and the reason")
    return log.append(connection, action, msgspec.to_builtins(review), by.strip(), why.strip())


def reviews(connection: Connection) -> list[tuple[log.Entry, Review]]:
    """All reviews in the order in which they were made, those that were undone and undoings among them."""
    return [(entry, review) for entry, review in _entries(connection) if review is not None]


def _entries(connection: Connection) -> Iterator[tuple[log.Entry, Review | None]]:
    """The reviews of the log; None for an entry that is none any more."""
    for entry in log.entries(connection, *ACTIONS, UNDO):
        try:
            yield entry, msgspec.json.decode(entry.body, type=Review)
        except (msgspec.DecodeError, UnicodeDecodeError):
            yield entry, None


def standing(connection: Connection) -> list[tuple[log.Entry, Review]]:
    """The reviews that hold: not undone, or undone by something that was itself undone."""
    undone: set[int | None] = set()
    held = []
    for entry, review in reversed(reviews(connection)):
        if entry.number in undone:
            continue
        if entry.action == UNDO:
            undone.add(review.undoes)
        else:
            held.append((entry, review))
    return held[::-1]


def refs(connection: Connection, names: Iterable[str]) -> tuple[Ref, ...]:
    """Claims as a review names them, by id."""
    found: dict[str, Ref] = {}
    wanted = set(names)
    for reading in readings_of(connection, _readings(connection, wanted)):
        for claim in reading.claims:
            if claim.id in wanted:
                found[claim.id] = Ref(claim.id, reading.report.id, claim.trigger.span, claim.sentence)
    return tuple(found[name] for name in sorted(found))


def resolve(connection: Connection, name: str) -> tuple[str, ...]:
    """The claims that an id stands for: those of the event that a claim with its number is in, or a claim itself.

    Raises CaseError where the case has neither.
    """
    sort, digits = name[:2], name[2:]
    if sort not in {"e:", "c:"} or len(digits) != 16 or not set(digits) <= set("0123456789abcdef"):
        raise CaseError(f"{name!r} is no id of an event or claim, such as e:00ff00ff00ff00ff")
    claim = f"c:{digits}"
    if sort == "c:":
        known = connection.execute(select(claims.c.id).where(claims.c.id == claim).limit(1)).first()
        if known is None:
            raise CaseError(f"there is no claim {name}")
        return (claim,)
    event = select(members.c.event).where(members.c.claim == claim).scalar_subquery()
    found = connection.execute(select(members.c.claim).where(members.c.event == event).order_by(members.c.claim))
    if not (named := tuple(found.scalars())):
        raise CaseError(f"there is no event {name}")
    return named


class Replayed:
    """What the standing reviews come to: for fusion, and the corrections in the order in which they were made.

    `skipped` says in a line each which reviews can no longer be followed.
    """

    def __init__(self) -> None:
        self.corrections: list[Correction] = []
        self.skipped: list[str] = []
        self._together: list[tuple[str, ...]] = []
        self._apart: list[tuple[str, str]] = []
        self._rejected: set[str] = set()
        self._confirmed: set[str] = set()
        self._counted: defaultdict[str, list[str]] = defaultdict(list)

    @property
    def decisions(self) -> Decisions:
        """What fusion has to follow."""
        counted = {name: tuple(numbers) for name, numbers in self._counted.items()}
        rejected, confirmed = frozenset(self._rejected), frozenset(self._confirmed)
        return Decisions(tuple(self._together), tuple(self._apart), rejected, confirmed, (), counted)

    def follow(self, entry: log.Entry, review: Review, now: Mapping[Ref, str]) -> None:
        """Follow a review as far as it still can be; `now` has the claims that are read today of those it names."""
        ours = tuple(now[ref] for ref in review.claims if ref in now)
        part = tuple(now[ref] for ref in review.part if ref in now)
        try:
            self._follow(entry, review, ours, part)
        except CaseError as error:
            self.skip(entry, str(error))
            return
        for name in {*ours[:1], *part[:1]} if entry.action in {"set", "confirm"} else {*ours, *part}:
            self._counted[name].append(str(entry.number))

    def skip(self, entry: log.Entry, why: str) -> None:
        """Note a review that is not followed."""
        self.skipped.append(f"review {entry.number} ({entry.action}) is skipped: {why}")

    def _follow(self, entry: log.Entry, review: Review, ours: tuple[str, ...], part: tuple[str, ...]) -> None:
        rest = tuple(name for name in ours if name not in part)
        if not ours or (entry.action in {"merge", "split"} and not (part and rest)):
            raise CaseError("what it is about is no longer read from the reports")
        if entry.action == "merge":
            self._together.append(merge(ours, part))
            self._apart = [pair for pair in self._apart if not {*pair} <= {*ours, *part}]
        elif entry.action == "split":
            self._apart.extend(split(part, rest))
            self._together = [group for group in self._together if not ({*group} & {*part} and {*group} & {*rest})]
        elif entry.action == "confirm":
            self._confirmed.add(ours[0])
        elif entry.action == "reject" and review.target.startswith("c:"):
            self._rejected.update(ours)
        elif entry.action == "reject":
            self.corrections.append(Correction(ours[0], "grade", "discounted"))
        else:
            field, value = review.field or "", review.value or ""
            self.corrections.append(Correction(ours[0], field, checked(field, value)))


def replay(connection: Connection) -> Replayed:
    """Follow the standing reviews, one after the other."""
    replayed = Replayed()
    held = standing(connection)
    now = _now(connection, [ref for _, review in held for ref in (*review.claims, *review.part)])
    for entry, review in _entries(connection):
        if review is None:
            replayed.skip(entry, "its entry in the log cannot be read")
    for entry, review in held:
        replayed.follow(entry, review, now)
    return replayed


def _now(connection: Connection, named: Sequence[Ref]) -> dict[Ref, str]:
    """The current id of each claim that reviews name; what is no longer read at all is left out."""
    current = select(claims.c.id).join(sources, sources.c.reading == claims.c.reading).where(sources.c.current)
    known = {row.id for row in among(connection, current, claims.c.id, sorted({ref.claim for ref in named}))}
    lost = [ref for ref in named if ref.claim not in known]
    found = {ref: ref.claim for ref in named if ref.claim in known}
    if lost:
        read = _claims_of(connection, {ref.report for ref in lost})
        found |= {ref: heir.id for ref in lost if (heir := _heir(ref, read[ref.report])) is not None}
    return found


def _claims_of(connection: Connection, names: set[str]) -> dict[str, list[Claim]]:
    """The current claims of some reports."""
    query = (
        select(sources.c.reading)
        .join(readings, readings.c.number == sources.c.reading)
        .join(reports, reports.c.number == readings.c.report)
        .where(sources.c.current)
    )
    numbers = {row.reading for row in among(connection, query, reports.c.id, sorted(names))}
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for reading in readings_of(connection, numbers):
        found[reading.report.id].extend(reading.claims)
    return found


def _heir(ref: Ref, read: Sequence[Claim]) -> Claim | None:
    """The claim that is now read from the words of a former one: the same trigger, or alone in the same sentence."""
    same = [claim for claim in read if _overlap(claim.trigger.span, ref.trigger)]
    same = same or [claim for claim in read if _overlap(claim.sentence, ref.sentence)]
    return min(same, key=lambda claim: claim.id) if len({claim.id for claim in same}) == 1 else None


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _readings(connection: Connection, names: Iterable[str]) -> set[int]:
    return {row.reading for row in among(connection, select(claims.c.reading), claims.c.id, sorted(names))}


def touching(connection: Connection, names: set[str]) -> tuple[log.Entry, Review] | None:
    """The last standing review that names one of some claims."""
    return next((held for held in reversed(standing(connection)) if held[1].named & names), None)


def summary(entry: log.Entry, review: Review) -> dict[str, Any]:
    """A review for people and programs, without the words that it names claims by."""
    return {
        "number": entry.number,
        "at": entry.at,
        "action": entry.action,
        "target": review.target,
        "by": entry.by,
        "why": entry.why,
        "field": review.field,
        "value": review.value,
        "claims": [ref.claim for ref in review.claims],
        "part": [ref.claim for ref in review.part],
        "undoes": review.undoes,
    }
