"""Events of a case, kept true: claims that are new, gone or decided on are fused again with all that they touch.

What is touched is found by blocks, so that one report added to many costs what its blocks hold and not what the case
holds. A claim is `pending` from the transaction that adds it to the one that has found its events.
"""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from tawthiq.case.correct import correct
from tawthiq.case.kept import among, chunks, current_readings, write_rows
from tawthiq.case.names import names_of
from tawthiq.case.pack import pack
from tawthiq.case.review import replay
from tawthiq.case.schema import (
    CLAIM,
    EVENT,
    blocks,
    bodies,
    claims,
    events,
    fused,
    members,
    names,
    pending,
    reports,
    sources,
    terms,
)
from tawthiq.case.store import Case
from tawthiq.case.terms import Filed, bundle, terms_of
from tawthiq.case.versions import fusion, is_settled
from tawthiq.fuse.decisions import Correction
from tawthiq.fuse.fusion import fuse_items, meets
from tawthiq.fuse.items import Item, items_of
from tawthiq.model import Event, HarmKind

AT_ONCE = 20_000
"""How many claims are fused at once: those of neighbouring days, which touch each other and little else."""


def settle(case: Case, left: Callable[[int], None] = lambda _: None) -> None:
    """Find the events of all claims that are pending; `left` is told before each step how many they are."""
    with case.reading() as connection:
        if is_settled(connection):
            return
    with case.writing() as connection:
        if connection.execute(select(fused.c.version)).scalar() != fusion():
            _start_anew(connection)
    with _uncollected():
        while _settle_some(case, left):
            pass


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look through all claims again and again and find nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _settle_some(case: Case, left: Callable[[int], None]) -> bool:
    """Find the events of the earliest claims that are pending; whether there may be more."""
    with case.writing() as connection:
        query = (
            select(pending.c.claim)
            .outerjoin(claims, claims.c.id == pending.c.claim)
            .order_by(claims.c.start, pending.c.claim)
            .limit(AT_ONCE)
        )
        names = set(connection.execute(query).scalars())
        if names:
            left(connection.execute(select(func.count()).select_from(pending)).scalar_one())
            _settle(connection, names)
            for chunk in chunks(sorted(names)):
                connection.execute(delete(pending).where(pending.c.claim.in_(chunk)))
    return bool(names)


def _start_anew(connection: Connection) -> None:
    """Forget all events, as they were made by other rules."""
    for table in (terms, names, bodies, events, members, blocks, pending, fused):
        connection.execute(delete(table))
    every = select(claims.c.id).distinct().join(sources, sources.c.reading == claims.c.reading).where(sources.c.current)
    connection.execute(insert(pending).from_select(["claim"], every))
    connection.execute(insert(fused), {"version": fusion()})


def _settle(connection: Connection, names: set[str]) -> None:
    replayed = replay(connection)
    decided = replayed.decisions
    new = _items(connection, names)
    touched = names | _met(connection, new)
    _file(connection, new)
    touched.update(name for group in decided.together if not touched.isdisjoint(group) for name in group)
    groups = set(_groups(connection, touched))
    old = _members(connection, groups)
    _forget(connection, groups)
    known = {item.claim.id for item in new}
    groups_now = fuse_items([*new, *_items(connection, old - known)], decided)
    _write(
        connection,
        [(group.id, _corrected(event, replayed.corrections)) for group in groups_now for event in group.events],
    )


def _corrected(event: Event, corrections: Sequence[Correction]) -> Event:
    """The event with what reviewers corrected of it, in the order in which they did."""
    claimed = set(event.claims) if corrections else set()
    for correction in corrections:
        if correction.claim in claimed:
            event = correct(event, correction)
    return event


def _items(connection: Connection, names: Collection[str]) -> list[Item]:
    """The current items of some claims; of claims that no current reading has, none."""
    items = items_of(current_readings(connection, names))
    return [item for item in items if item.claim.id in names]


def _met(connection: Connection, new: Sequence[Item]) -> set[str]:
    """The claims that have an event already and may be of one with a new one."""
    names = {item.claim.id for item in new}
    sought = {key for item in new for key in item.traits.keys.sought}
    filed = select(members.c.claim).distinct().join(blocks, blocks.c.claim == members.c.claim)
    near = {row.claim for row in among(connection, filed, blocks.c.key, sorted(sought))} - names
    return meets(new, _items(connection, near))


def _file(connection: Connection, new: Iterable[Item]) -> None:
    """File claims under their keys."""
    found = [(key, CLAIM.number(item.claim.id)) for item in new for key in item.traits.keys.filed]
    write_rows(connection, blocks, sorted(set(found)), again=True)


def _groups(connection: Connection, names: Iterable[str]) -> Iterator[str]:
    for row in among(connection, select(members.c.grouped).distinct(), members.c.claim, sorted(names)):
        yield row.grouped


def _members(connection: Connection, groups: Collection[str]) -> set[str]:
    return {row.claim for row in among(connection, select(members.c.claim), members.c.grouped, sorted(groups))}


def _forget(connection: Connection, groups: Collection[str]) -> None:
    """Remove the events of some groups."""
    found = among(connection, select(members.c.event).distinct(), members.c.grouped, sorted(groups))
    gone = sorted(row.event for row in found)
    for chunk in chunks(gone):
        connection.execute(delete(bodies).where(bodies.c.event.in_(chunk)))
        connection.execute(delete(events).where(events.c.id.in_(chunk)))
    for chunk in chunks(sorted(groups)):
        connection.execute(delete(members).where(members.c.grouped.in_(chunk)))


def _write(connection: Connection, held: Sequence[tuple[str, Event]]) -> None:
    """Write the events of some groups."""
    filed = [terms_of(event) for _, event in held]
    write_rows(connection, events, [_row(event, own) for (_, event), own in zip(held, filed, strict=True)])
    packed = [(EVENT.number(event.id), pack(msgspec.json.encode(event))) for _, event in held]
    write_rows(connection, bodies, packed)
    report = _reports(connection, {account.report for _, event in held for account in event.accounts})
    found = {
        name: (CLAIM.number(name), CLAIM.number(group), EVENT.number(event.id), report[account.report])
        for group, event in held
        for account in event.accounts
        for name in account.claims
    }
    write_rows(connection, members, found.values())
    named = [(term, bundle(one)) for one in {one for own in filed for one in own} for term in one]
    write_rows(connection, terms, sorted(named), again=True)
    called = {name for _, event in held for name in names_of(event)}
    write_rows(connection, names, sorted(called), again=True)


def _reports(connection: Connection, names: Collection[str]) -> dict[str, int]:
    """The numbers of some reports."""
    query = select(reports.c.id, reports.c.number)
    return {row.id: row.number for row in among(connection, query, reports.c.id, sorted(names))}


def _row(event: Event, filed: Filed) -> tuple[object, ...]:
    time, place = event.time, event.place
    return (
        EVENT.number(event.id),
        event.kind,
        event.status,
        time.start if time else None,
        time.end if time else None,
        place.lat if place else None,
        place.lon if place else None,
        place.radius_km if place else None,
        bool(event.conflicts),
        event.grade,
        event.reviews,
        event.independent_sources,
        _people(event, "killed"),
        _people(event, "killed", "wounded", "killed_or_wounded"),
        max((account.published for account in event.accounts if account.published), default=None),
        *map(bundle, filed),
    )


def _people(event: Event, *kinds: HarmKind) -> int:
    """How many people an event harmed in these ways, by the likeliest numbers or else the least."""
    return sum(harm.best or harm.min or 0 for harm in event.harm if harm.of is None and harm.kind in kinds)
