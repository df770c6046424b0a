"""Deciding: each sort of review, checked and written, and the claims whose events have to be found anew."""

from collections.abc import Sequence

from sqlalchemy import Connection, select

from tawthiq.case import correct as correction
from tawthiq.case.add import mark_pending
from tawthiq.case.kept import among
from tawthiq.case.log import Entry
from tawthiq.case.review import UNDO, Review, record, refs, resolve, reviews, touching
from tawthiq.case.schema import members
from tawthiq.errors import CaseError

Decided = tuple[Entry, set[str]]
"""What was written, and the claims that it touches."""


def judge(connection: Connection, target: str, action: str, by: str, why: str) -> Decided:
    """Confirm or reject an event or a claim."""
    return _write(connection, action, Review(target, refs(connection, resolve(connection, target))), by, why)


def correct(connection: Connection, target: str, written: str, by: str, why: str) -> Decided:
    """Correct a field, written as FIELD=VALUE, of an event or of the event that a claim is in."""
    field, equals, value = (part.strip() for part in written.partition("="))
    if not equals:
        raise CaseError(f"{written!r} is not of the form FIELD=VALUE")
    value = correction.checked(field, value)
    named = refs(connection, resolve(connection, target))
    return _write(connection, "set", Review(target, named, field=field, value=value), by, why)


def merge(connection: Connection, target: str, other: str, by: str, why: str) -> Decided:
    """Two events are one."""
    ours, theirs = resolve(connection, target), resolve(connection, other)
    if not set(ours).isdisjoint(theirs):
        raise CaseError(f"{target} and {other} are one event already")
    return _write(connection, "merge", Review(target, refs(connection, ours), refs(connection, theirs)), by, why)


def split(connection: Connection, target: str, part: Sequence[str], by: str, why: str) -> Decided:
    """Some claims of an event are of another one."""
    ours = resolve(connection, target)
    taken = {name for one in part for name in resolve(connection, one)}
    if not taken or not taken < set(ours):
        raise CaseError(f"a split takes some of the claims of {target}, and not all: {', '.join(ours)}")
    return _write(connection, "split", Review(target, refs(connection, ours), refs(connection, taken)), by, why)


def undo(connection: Connection, target: str, by: str, why: str) -> Decided:
    """Take back a review: the last one that stands of an event or claim, or the one of a number."""
    if target.isdecimal():
        found = next((held for held in reviews(connection) if held[0].number == int(target)), None)
    else:
        found = touching(connection, set(resolve(connection, target)))
    if found is None:
        raise CaseError(f"there is no review of {target} to take back")
    entry, review = found
    written = record(connection, UNDO, Review(target, undoes=entry.number), by, why)
    touched = review.named | _named_by(connection, review.undoes)
    mark_pending(connection, touched)
    return written, touched


def events_of(connection: Connection, names: set[str]) -> list[str]:
    """The events that some claims are in now."""
    query = select(members.c.event).distinct()
    return sorted({row.event for row in among(connection, query, members.c.claim, sorted(names))})


def _named_by(connection: Connection, number: int | None) -> set[str]:
    """The claims of the review that an undoing took back, and so on."""
    for entry, review in reviews(connection):
        if entry.number == number:
            return review.named | _named_by(connection, review.undoes)
    return set()


def _write(connection: Connection, action: str, review: Review, by: str, why: str) -> Decided:
    mark_pending(connection, review.named)
    return record(connection, action, review, by, why), review.named
