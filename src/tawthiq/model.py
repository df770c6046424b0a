"""The records that tawthiq produces: reports, claims and their values.

All types are immutable and mirror the public JSON form (`docs/json.md`) field by field, so that encoding one *is*
the form. A `Span` indexes code points of `Report.text`, end exclusive. This module imports nothing of ours.
"""

from typing import Literal

from msgspec import Struct

Span = tuple[int, int]
Via = Literal["stated", "coreference", "inherited", "implied", "given", "metadata", "inferred"]
Status = Literal["occurred", "ongoing", "planned", "threatened", "attempted", "denied"]
Precision = Literal["hour", "part_of_day", "day", "week", "month", "season", "year"]
HarmKind = Literal[
    "killed",
    "wounded",
    "killed_or_wounded",
    "missing",
    "detained",
    "abducted",
    "captured",
    "displaced",
    "evacuated",
    "lost",
]


class Record(Struct, frozen=True):
    """Base of every record: immutable, equal by value."""


class Quote(Record, frozen=True):
    """A stretch of the report: `text` is exactly `report.text[span[0]:span[1]]`."""

    text: str
    span: Span


class Issue(Record, frozen=True):
    """A defect of the text that a careful reader reports."""

    code: str
    message: str
    text: str | None = None
    span: Span | None = None


class Named(Record, frozen=True):
    """An outlet or author: the name as given, with the words that state it where the text does."""

    name: str
    text: str | None = None
    span: Span | None = None


class Published(Record, frozen=True):
    """When the report was published; `via` says how that is known."""

    date: str
    via: Via
    text: str | None = None
    span: Span | None = None


class Report(Record, frozen=True):
    """One report as read. `text` is what every span indexes; `boilerplate` spans are left out of reading."""

    id: str
    source: str
    text_sha256: str
    text: str
    language: str
    outlet: Named | None = None
    author: Named | None = None
    title: Quote | None = None
    published: Published | None = None
    boilerplate: tuple[Span, ...] = ()
    issues: tuple[Issue, ...] = ()


class ActorRef(Record, frozen=True):
    """A party or victim in a role of a claim."""

    actor: str | None
    name_ar: str
    name_en: str
    via: Via
    text: str | None
    span: Span | None


class PlaceRef(Record, frozen=True):
    """Where a claim happened. `lat`, `lon` are degrees (WGS 84), `radius_km` how far off the point may be."""

    place: str | None
    name_ar: str
    name_en: str | None
    kind: str | None
    country: str | None
    admin: tuple[str, ...]
    relation: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    via: Via
    text: str | None
    span: Span | None


class TimeRef(Record, frozen=True):
    """When: inclusive ISO dates, either may be open."""

    start: str | None
    end: str | None
    precision: Precision
    via: Via
    text: str | None
    span: Span | None
    part_of_day: str | None = None
    duration_days: int | None = None
    issues: tuple[str, ...] = ()


class MeansRef(Record, frozen=True):
    """A weapon or other means, with a count where the text gives one."""

    means: str
    name_ar: str
    name_en: str
    count: int | None
    text: str
    span: Span


class Harm(Record, frozen=True):
    """People harmed. `min`/`max` bound the count, null where unbounded; `of` indexes the total that this is part of."""

    kind: HarmKind
    victims: tuple[str, ...]
    min: int | None
    max: int | None
    of: int | None
    text: str
    span: Span
    via: Via = "stated"


class Speaker(Record, frozen=True):
    """One link of an attribution chain, outermost first."""

    type: str
    name: str
    actor: str | None = None
    side: str | None = None
    channel: str | None = None
    via: Via = "stated"
    text: str | None = None
    span: Span | None = None


class Framing(Record, frozen=True):
    """A loaded word that the source uses; never part of a value."""

    text: str
    span: Span
    of: str | None = None


class Claim(Record, frozen=True):
    """One assertion of one kind of act in one report."""

    id: str
    kind: str
    status: Status
    initiators: tuple[ActorRef, ...]
    targets: tuple[ActorRef, ...]
    supporters: tuple[ActorRef, ...]
    places: tuple[PlaceRef, ...]
    time: TimeRef | None
    means: tuple[MeansRef, ...]
    harm: tuple[Harm, ...]
    attribution: tuple[Speaker, ...]
    framing: tuple[Framing, ...]
    trigger: Quote
    sentence: Span
    rule: str
    confidence: float


class Reading(Record, frozen=True, kw_only=True):
    """What `tawthiq read --json` prints, one per line."""

    schema: str = "tawthiq.report/1"
    report: Report
    claims: tuple[Claim, ...] = ()
