"""Decisions as the forms of the desk send them, checked and written into the log, and those made before, for pages."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec
from sqlalchemy import Connection

from tawthiq.arabic.bidi import printable
from tawthiq.case import correct, decide, review
from tawthiq.case.log import Entry
from tawthiq.case.store import Case
from tawthiq.desk.language import texts
from tawthiq.desk.settling import settle_if_free
from tawthiq.errors import CaseError, DeskError
from tawthiq.places.find import find_places
from tawthiq.places.gazetteer import Place, default_gazetteer
from tawthiq.view.labels import kind_names

Action = Literal["confirm", "reject", "set", "merge", "split", "undo"]
ACTIONS: tuple[Action, ...] = get_args(Action)
FIELDS = tuple(field for field in correct.FIELDS if field != "lost")
"""What can be corrected, without what is no harm to people."""
CHOICES: dict[str, tuple[str, ...]] = {"kind": tuple(kind_names()), **correct.CHOICES}
"""The values of fields that have no others."""
MOST_WRITTEN = 2000
"""How many characters a reason may have."""
MOST_PLACES = 20
"""How many places of a name are offered."""
EVENT = re.compile(r"[ec]:[0-9a-f]{16}")
"""The id of an event or claim, also within a link."""


class Form(msgspec.Struct, frozen=True):
    """What a form says. `target` is an event or claim, or the number of the decision that is taken back."""

    target: str
    action: Action
    why: str = ""
    by: str = ""
    field: str = ""
    value: str = ""
    other: str = ""
    part: tuple[str, ...] = ()


class RefusedError(DeskError):
    """A decision that cannot be made so: the key of the text that says why, and places of the name that was given."""

    def __init__(self, key: str, places: Sequence[Place] = ()) -> None:
        super().__init__(key)
        self.key, self.places = key, places


class Made(msgspec.Struct, frozen=True):
    """A decision in the log. `holds` tells whether it was not taken back."""

    entry: Entry
    review: review.Review
    holds: bool

    @property
    def label(self) -> str:
        """The key of what the corrected field is called."""
        return label(self.review.field or "")

    @property
    def place(self) -> Place | None:
        """The place that it gives an event."""
        return default_gazetteer().places.get(self.review.value or "") if self.review.field == "place" else None

    @property
    def event(self) -> str:
        """The address of the event that it is about: that of its first claim."""
        named = self.review.claims or self.review.part
        return f"e:{named[0].claim[2:]}" if named else ""


def label(field: str) -> str:
    """The key of what a field is called that can be corrected."""
    return f"harm.{field}" if field in correct.HARM else f"decide.field.{field}"


def parse(sent: Mapping[str, Any]) -> Form:
    """What was sent as a form.

    Raises RefusedError where it is none.
    """
    given = {name: value[-1] if isinstance(value, list) else value for name, value in sent.items() if name != "part"}
    part = sent.get("part", [])
    plain = {name: printable(" ".join(str(value).split())) for name, value in given.items()}
    try:
        return msgspec.convert(plain | {"part": part if isinstance(part, list) else [part]}, Form)
    except msgspec.ValidationError:
        raise RefusedError("decide.wrong.form") from None


def write(case: Case, form: Form, by: str, *, others: bool) -> tuple[Entry, list[str]]:
    """Write a decision; its entry, and the events that it is about now. `others` lets it take back those of others.

    It is kept before the events are found anew: should that fail, they are found with the next decision.

    Raises RefusedError where it cannot be made.
    """
    if not by:
        raise RefusedError("decide.wrong.by")
    if not form.why:
        raise RefusedError("decide.wrong.why")
    if len(form.why) > MOST_WRITTEN or len(by) > 100:
        raise RefusedError("decide.wrong.long")
    if form.action == "set":
        form = msgspec.structs.replace(form, value=_value(form))
    with case.writing() as connection:
        entry, touched = _undone(connection, form, by, others) if form.action == "undo" else _made(connection, form, by)
    settle_if_free(case)
    with case.reading() as connection:
        return entry, decide.events_of(connection, touched)


def _made(connection: Connection, form: Form, by: str) -> decide.Decided:
    key = "decide.wrong.target"
    try:
        review.resolve(connection, form.target)
        key = f"decide.wrong.{_sort(form)}"
        if form.action == "set":
            return decide.correct(connection, form.target, f"{form.field}={form.value}", by, form.why)
        if form.action == "merge":
            other = EVENT.search(form.other)
            return decide.merge(connection, form.target, other.group() if other else "", by, form.why)
        if form.action == "split":
            return decide.split(connection, form.target, form.part, by, form.why)
        return decide.judge(connection, form.target, form.action, by, form.why)
    except CaseError as error:
        raise RefusedError(key) from error


def _undone(connection: Connection, form: Form, by: str, others: bool) -> decide.Decided:
    held = {str(entry.number): entry for entry, _ in review.standing(connection)}
    if form.target not in held:
        raise RefusedError("decide.wrong.undo")
    if held[form.target].by != by and not others:
        raise RefusedError("decide.wrong.others")
    return decide.undo(connection, form.target, by, form.why)


def _sort(form: Form) -> str:
    """What is wrong with a decision that the case does not take."""
    if form.action != "set":
        return form.action
    if form.field in {"start", "end"}:
        return "day"
    return "number" if form.field in correct.HARM else "choice"


def _value(form: Form) -> str:
    """A value as the case knows it, where it is given by what it is called."""
    if form.field == "place":
        return _place(form.value)
    if form.field == "kind":
        called = {name: known for known, kind in kind_names().items() for name in (kind.arabic, kind.english)}
        return called.get(form.value, form.value)
    if form.field in correct.CHOICES:
        choices = correct.CHOICES[form.field]
        called = {name: one for one in choices for name in texts()[f"{form.field}.{one}"].values()}
        return called.get(form.value, form.value)
    return form.value


def _place(value: str) -> str:
    if value in default_gazetteer().places:
        return value
    found = find_places(value, default_gazetteer())
    if len(found) == 1 and found[0].likeness == 100:
        return found[0].place.id
    key = "decide.wrong.places" if found else "decide.wrong.place"
    raise RefusedError(key, [one.place for one in found[:MOST_PLACES]])


def history(connection: Connection, names: Collection[str] | None = None) -> list[Made]:
    """The decisions about some claims or all, those taken back and the takings back among them, the latest first."""
    held = {entry.number for entry, _ in review.standing(connection)}
    told = review.reviews(connection)
    if names is not None:
        own = {entry.number for entry, made in told if not made.named.isdisjoint(names)}
        told = [(entry, made) for entry, made in told if entry.number in own or made.undoes in own]
    return [Made(entry, made, entry.number in held) for entry, made in reversed(told)]
