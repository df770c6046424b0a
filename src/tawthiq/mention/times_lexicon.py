"""The words of times, compiled from `lexicon/data/times.yaml` into one look-up by first word."""

from collections.abc import Iterator, Sequence
from functools import cache

import msgspec
from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.words import Word
from tawthiq.lexicon.load import load_list

_PROCLITICS = ("", "و", "ف", "ب", "ل", "ول", "وب")
_CONJUNCTIONS = ("", "و", "ف")
_ANCHORS = frozenset(("month", "hijri", "weekday", "part", "day", "anaphor", "unit", "this", "season", "clock"))
_CONJOINED_ONLY = frozenset(("to", "from", "between", "opener", "link", "edge"))
_BARE = frozenset(("hijri_mark", "gregorian_mark", "minutes", "half", "shift", "in_a_row"))
_COMMON_HEADS = frozenset(
    map(fold_name, ("قبل", "بعد", "ما", "أول", "عند", "ذات", "نفس", "مع", "هذا", "هذه", "تمام", "حدود"))
)


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The forms of one unit of time, without and with the article."""

    one: tuple[str, ...]
    two: tuple[str, ...]
    many: tuple[str, ...]
    definite: tuple[str, ...]
    definite_two: tuple[str, ...]
    definite_many: tuple[str, ...]


class TimeLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`times.yaml` as read."""

    months: dict[int, tuple[str, ...]]
    months_doubtful: dict[int, tuple[str, ...]]
    months_after_preposition: tuple[str, ...]
    months_latin: dict[int, tuple[str, ...]]
    months_hijri: dict[int, tuple[str, ...]]
    hijri_marks: tuple[str, ...]
    gregorian_marks: tuple[str, ...]
    weekdays: dict[int, tuple[str, ...]]
    parts: dict[str, dict[str, tuple[str, ...]]]
    parts_doubtful: tuple[str, ...]
    days: dict[int, tuple[str, ...]]
    nights: dict[int, tuple[str, ...]]
    following_day: tuple[str, ...]
    same_day: tuple[str, ...]
    previous_day: tuple[str, ...]
    not_today: tuple[str, ...]
    titles_today: tuple[str, ...]
    media: tuple[str, ...]
    shifts: dict[str, tuple[str, ...]]
    before_last: tuple[str, ...]
    this: dict[str, tuple[str, ...]]
    units: dict[str, Units]
    edges: dict[str, tuple[str, ...]]
    seasons: dict[str, tuple[str, ...]]
    openers: dict[str, tuple[str, ...]]
    between: tuple[str, ...]
    from_: tuple[str, ...] = msgspec.field(name="from")
    to: tuple[str, ...]
    approximately: tuple[str, ...]
    clock: tuple[str, ...]
    minutes: dict[int, tuple[str, ...]]
    half: tuple[str, ...]
    in_a_row: tuple[str, ...]
    links: tuple[str, ...]
    named: tuple[str, ...]


class Term(Struct, frozen=True):
    """One word or phrase in one use; what `value`, `number` and `shape` mean depends on `sort`."""

    sort: str
    value: str = ""
    number: int = 0
    shape: str = ""


_CURRENT = Term("shift", "current")


class Hit(Struct, frozen=True):
    """A term read at a word: `end` is the index after its last word, `clitic` what its first word carries in front."""

    term: Term
    end: int
    clitic: str


class TimeLexicon(Struct, frozen=True):
    """Terms by the first word's surface form, longest first, and the forms that make a sentence worth reading."""

    heads: dict[str, tuple[tuple[tuple[str, ...], Term, str], ...]]
    anchors: frozenset[str]
    doubtful_parts: frozenset[str]
    not_today: frozenset[str]
    named: frozenset[str]
    titles: frozenset[str]
    media: frozenset[str]

    def hits(self, words: Sequence[Word], at: int) -> tuple[Hit, ...]:
        """Every term that begins at `words[at]`, longest first."""
        form = words[at].form if words[at].sort != "latin" else words[at].form.lower().rstrip(".")
        entries = self.heads.get(form)
        if entries is None:
            return ()
        return tuple(
            [
                Hit(term, at + 1 + len(rest), clitic)
                for rest, term, clitic in entries
                if not rest or _follow(words, at, rest)
            ]
        )


def _follow(words: Sequence[Word], at: int, rest: tuple[str, ...]) -> bool:
    last = at + len(rest)
    if last >= len(words) or words[at + 1].form != rest[0]:
        return False
    return all(words[at + n].form == form and not words[at + n].gap.strip() for n, form in enumerate(rest, 1))


@cache
def load_times() -> TimeLexicon:
    """The compiled lexicon of times, loaded once.

    Raises LexiconError where the file does not fit its type.
    """
    lists = read_times()
    entries: dict[str, dict[tuple[tuple[str, ...], Term], str]] = {}
    anchors: set[str] = set()
    for form, term in _terms(lists):
        head, *rest = fold_name(form).split()
        for surface, clitic in _surfaces(head, term):
            entries.setdefault(surface, {}).setdefault((tuple(rest), term), clitic)
            if term.sort in _ANCHORS or term == _CURRENT:
                anchors.add(rest[-1] if rest and head in _COMMON_HEADS else surface)
    heads = {
        surface: tuple(
            (rest, term, clitic) for (rest, term), clitic in sorted(found.items(), key=lambda item: -len(item[0][0]))
        )
        for surface, found in entries.items()
    }
    return TimeLexicon(
        heads,
        frozenset(anchors),
        frozenset(map(fold_name, lists.parts_doubtful)),
        frozenset(map(fold_name, lists.not_today)),
        frozenset(surface for name in lists.named for surface in _named(fold_name(name))),
        frozenset(map(fold_name, lists.titles_today)),
        frozenset(surface for name in lists.media for surface in _named(fold_name(name))),
    )


@cache
def read_times() -> TimeLists:
    """`times.yaml`, checked against its type, read once."""
    return load_list("times", TimeLists)


def _surfaces(head: str, term: Term) -> Iterator[tuple[str, str]]:
    clitics: tuple[str, ...] = _PROCLITICS
    if term.sort in _BARE:
        clitics = ("",)
    elif term.sort in _CONJOINED_ONLY or term.shape == "doubtful" or head == "امس":
        clitics = _CONJUNCTIONS
    for clitic in clitics:
        yield clitic + head, clitic
        if clitic.endswith("ل") and head.startswith("ال"):
            yield clitic + head[1:], clitic


def _named(name: str) -> tuple[str, ...]:
    return tuple(clitic + name for clitic in ("", "و", "ف", "ب", "ل"))


def _terms(lists: TimeLists) -> Iterator[tuple[str, Term]]:
    yield from _calendar_terms(lists)
    yield from _day_terms(lists)
    for unit, forms in lists.units.items():
        for number, plain, definite in (
            (1, forms.one, forms.definite),
            (2, forms.two, forms.definite_two),
            (0, forms.many, forms.definite_many),
        ):
            yield from ((form, Term("unit", unit, number)) for form in plain)
            yield from ((form, Term("unit", unit, number, "definite")) for form in definite)
    yield from _valued("opener", lists.openers)
    yield from _numbered("minutes", lists.minutes)
    plain_lists: dict[str, tuple[str, ...]] = {
        "between": lists.between,
        "from": lists.from_,
        "to": lists.to,
        "approximately": lists.approximately,
        "clock": lists.clock,
        "half": lists.half,
        "in_a_row": lists.in_a_row,
        "link": lists.links,
        "hijri_mark": lists.hijri_marks,
        "gregorian_mark": lists.gregorian_marks,
    }
    for sort, words in plain_lists.items():
        yield from ((form, Term(sort)) for form in words)


def _calendar_terms(lists: TimeLists) -> Iterator[tuple[str, Term]]:
    yield from _numbered("month", lists.months)
    yield from _numbered("month", lists.months_latin, "latin")
    yield from _numbered("hijri", lists.months_hijri)
    for number, forms in lists.months_doubtful.items():
        for form in forms:
            shape = "preposition" if form in lists.months_after_preposition else "doubtful"
            yield form, Term("month", "", number, shape)
    yield from _valued("shift", lists.shifts)
    yield from ((form, Term("shift", "before_last")) for form in lists.before_last)
    yield from _valued("this", lists.this)
    yield from _valued("edge", lists.edges)
    yield from _valued("season", lists.seasons)


def _day_terms(lists: TimeLists) -> Iterator[tuple[str, Term]]:
    yield from _numbered("weekday", lists.weekdays)
    yield from _numbered("day", lists.days)
    yield from _numbered("day", lists.nights, "night")
    for part, shapes in lists.parts.items():
        yield from ((form, Term("part", part, 0, shape)) for shape, forms in shapes.items() for form in forms)
    for value in ("following_day", "same_day", "previous_day"):
        yield from ((form, Term("anaphor", value)) for form in getattr(lists, value))


def _valued(sort: str, lists: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, Term]]:
    return ((form, Term(sort, value)) for value, forms in lists.items() for form in forms)


def _numbered(sort: str, lists: dict[int, tuple[str, ...]], shape: str = "") -> Iterator[tuple[str, Term]]:
    return ((form, Term(sort, "", number, shape)) for number, forms in lists.items() for form in forms)
