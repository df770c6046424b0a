"""The records that tawthiq produces: reports, claims and their values, and the events that claims are fused into.

All types are immutable and mirror the public JSON form (`docs/json.md`) field by field, so that encoding one *is*
the form. A `Span` indexes code points of `Report.text`, end exclusive. This module imports nothing of ours.
"""

from typing import Literal

from msgspec import Struct, field

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


Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]


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


class Party(Record, frozen=True):
    """An actor in a role of an event, with the claims that name it there."""

    actor: str | None
    name_ar: str
    name_en: str
    claims: tuple[str, ...]


class PlaceValue(Record, frozen=True):
    """A place that claims give an event."""

    place: PlaceRef
    claims: tuple[str, ...]


class TimeValue(Record, frozen=True):
    """A time that claims give an event."""

    start: str | None
    end: str | None
    precision: Precision
    claims: tuple[str, ...]


class MeansValue(Record, frozen=True):
    """A means that claims give an event."""

    means: str
    name_ar: str
    name_en: str
    claims: tuple[str, ...]


class Value(Record, frozen=True):
    """A plain value of a field of an event (a kind, a status, an actor, a number), with the claims that give it."""

    value: str
    claims: tuple[str, ...]


class EventHarm(Record, frozen=True):
    """People harmed in an event over all accounts: `min` and `max` are the range, `best` the likeliest number.

    `of` is the index, in the event's harm, of the total that this item is a part of.
    """

    kind: HarmKind
    victims: tuple[str, ...]
    min: int | None
    max: int | None
    best: int | None
    claims: tuple[str, ...]
    of: int | None = None


class Account(Record, frozen=True):
    """One report's claims about one event. `speaker` is who says it, the last of the chain.

    `copy_of` is the report whose text this one carries too, and whose voice it therefore is.
    """

    report: str
    source: str
    outlet: str | None
    speaker: str | None
    claims: tuple[str, ...]
    speakers: tuple[Speaker, ...] = ()
    published: str | None = None
    copy_of: str | None = None


class Conflict(Record, frozen=True):
    """A field on which accounts of one event contradict each other, and what each says."""

    field: str
    values: tuple[Value, ...]


class Joined(Record, frozen=True):
    """Why two claims are about one event: the score and what each feature adds to it."""

    a: str
    b: str
    score: float
    because: dict[str, float]


class EventTime(Record, frozen=True):
    """When an event happened, as its most exact accounts say; `via` is `inferred` where only publication bounds it."""

    start: str | None
    end: str | None
    precision: Precision
    via: Via = "stated"


class Event(Record, frozen=True, kw_only=True):
    """What claims from one or more reports are about: all values of each field, with the claims behind them.

    `kind`, `status`, `place` and `time` are the event's best; `kinds`, `statuses`, `places` and `times` are all that
    was said. `siege_days` holds the lengths of a siege as told. Its JSON is the form of `tawthiq events --json`.
    """

    schema: str = "tawthiq.event/1"
    id: str
    kind: str
    status: Status
    place: PlaceRef | None
    time: EventTime | None
    initiators: tuple[Party, ...]
    targets: tuple[Party, ...]
    means: tuple[MeansValue, ...]
    harm: tuple[EventHarm, ...]
    grade: Grade
    independent_sources: int
    accounts: tuple[Account, ...]
    conflicts: tuple[Conflict, ...] = ()
    joined: tuple[Joined, ...] = ()
    reviews: int = 0
    supporters: tuple[Party, ...] = ()
    kinds: tuple[Value, ...] = ()
    statuses: tuple[Value, ...] = ()
    places: tuple[PlaceValue, ...] = ()
    times: tuple[TimeValue, ...] = ()
    siege_days: tuple[Value, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims about it, sorted."""
        return tuple(sorted({claim for account in self.accounts for claim in account.claims}))


class ControlSpan(Record, frozen=True, kw_only=True):
    """A stretch of days in which a party holds a place, or a siege of it lasts; its JSON is that of `tawthiq control`.

    `from_` and `to` are inclusive ISO dates, null where open or unknown. In a siege (`state`), `holder` is the party
    inside where that is known. `speakers` are those whose words it rests on. Stretches that contradict each other are
    all there, `disputed`.
    """

    schema: str = "tawthiq.control/1"
    place: PlaceRef
    from_: str | None = field(name="from")
    to: str | None
    holder: str | None
    disputed: bool
    claims: tuple[str, ...]
    state: Literal["held", "besieged"] = "held"
    besieger: str | None = None
    days: int | None = None
    speakers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
