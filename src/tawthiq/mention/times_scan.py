"""What the readers of times share: a sentence with its terms looked up, and the pieces that they hand on."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from tawthiq.arabic.numerals import ORDINAL_WORDS
from tawthiq.arabic.words import Word
from tawthiq.mention.times_lexicon import Hit, TimeLexicon
from tawthiq.model import Precision, Span

Slot = Literal["part", "weekday", "day", "date", "hijri", "clock", "anaphor", "nth", "week"]
CLITICS = frozenset(("و", "ب", "ل", "ف", "ال", "بال", "وال", "فال", "لل"))
"""Clitics that stand apart before digits."""
_NUMERALS = CLITICS | ORDINAL_WORDS
_LEADING = frozenset({"opener", "between", "from", "to", "link"})
_BRIDGES = frozenset(' ،,()[]-–—/«»"“”·:|')


class TimeMention(Struct, frozen=True):
    """A time expression: `words[first:last + 1]`, with the inclusive dates that it means.

    A date is None where it is open («منذ», «حتى») or where the text and the publication date do not give it.
    """

    first: int
    last: int
    span: Span
    start: date | None
    end: date | None
    precision: Precision
    part_of_day: str | None = None
    clock: str | None = None
    duration_days: int | None = None
    rule: str = "time.calendar_date"
    issues: tuple[str, ...] = ()
    note: str = ""


class Piece(Struct):
    """One stretch of a time expression: `[first, end)` of the words, with the values of its slot.

    `unit` is the grain of a calendar piece, `edge` its start, middle or end, `shift` where it lies from the
    publication date (past, current, next, same, before_last), `year_shift` the same for its year.
    `clash` says that two names of its month differ; `exact` that its clock needs no part of the day.
    """

    slot: Slot
    first: int
    end: int
    part: str | None = None
    shape: str = ""
    clock: tuple[int, int] | None = None
    exact: bool = False
    weekdays: tuple[int, ...] = ()
    offset: int | None = None
    night: bool = False
    days: tuple[int, ...] = ()
    month: int | None = None
    year: int | None = None
    last_year: int | None = None
    shift: str = ""
    year_shift: str = ""
    edge: str = ""
    season: str = ""
    unit: str = "day"
    numeric: bool = False
    clash: bool = False
    anaphor: str = ""
    nth: int = 0


class Amount(Struct, frozen=True):
    """A length of time: calendar months and hours; `vague` where the text gives no number."""

    first: int
    end: int
    months: float
    hours: float
    unit: str
    vague: bool
    definite: bool
    shift: str

    @property
    def days(self) -> int | None:
        """Whole days, thirty and a half to a month; None for less than a day and for vague lengths."""
        total = round(self.months * 30.4375 + self.hours / 24)
        return None if self.vague or total < 1 else total


def _leads(hit: Hit) -> bool:
    return hit.term.sort in _LEADING


class Scan:
    """A sentence and, for each word, the terms that begin there.

    `starts` are the words at which a time expression can begin: terms of time, numbers and ordinals; `openings` those
    of them at which it can begin with a piece of its own, and not with what leads to one («منذ», «بين»).
    """

    __slots__ = ("_hits", "lexicon", "openings", "size", "starts", "words")

    def __init__(self, words: Sequence[Word], lexicon: TimeLexicon) -> None:
        self.words, self.lexicon, self.size = words, lexicon, len(words)
        self._hits = {
            at: hits
            for at, word in enumerate(words)
            if (word.form in lexicon.heads or word.sort == "latin") and (hits := lexicon.hits(words, at))
        }
        numbers = {at for at, word in enumerate(words) if word.sort == "number" or word.form in _NUMERALS}
        self.starts = numbers.union(self._hits)
        self.openings = numbers.union(at for at, hits in self._hits.items() if not all(map(_leads, hits)))

    def mention(
        self,
        first: int,
        end: int,
        start: date | None,
        last: date | None,
        precision: Precision,
        rule: str,
        duration: int | None = None,
    ) -> TimeMention:
        """A mention of `words[first:end]` without part of the day or issues."""
        span = self.words[first].start, self.words[end - 1].end
        return TimeMention(first, end - 1, span, start, last, precision, None, None, duration, rule)

    def hits(self, at: int) -> tuple[Hit, ...]:
        """The terms that begin at a word, longest first; none outside the sentence."""
        return self._hits.get(at, ())

    def hit(self, at: int, *sorts: str) -> Hit | None:
        """The longest term of one of these sorts that begins at a word."""
        for hit in self._hits.get(at, ()):
            if hit.term.sort in sorts:
                return hit
        return None

    def ending(self, at: int, *sorts: str) -> tuple[int, Hit] | None:
        """The longest term of these sorts that ends before a word and is joined to it: where it begins, and it."""
        if not 0 < at < self.size or not self.joined(at):
            return None
        for first in range(max(0, at - 4), at):
            for hit in self.hits(first):
                if hit.end == at and hit.term.sort in sorts:
                    return first, hit
        return None

    def form(self, at: int) -> str:
        """The folded form of a word, empty outside the sentence."""
        return self.words[at].form if 0 <= at < self.size else ""

    def joined(self, at: int) -> bool:
        """Whether a word follows the one before with only spaces, quotation marks or brackets between."""
        return 0 < at < self.size and self.words[at].joined

    def bridged(self, at: int) -> bool:
        """Whether light punctuation at most stands before a word."""
        return 0 < at < self.size and _BRIDGES.issuperset(self.words[at].gap)

    def mark(self, at: int) -> str:
        """The punctuation before a word, without spaces and brackets."""
        return self.words[at].gap.strip(' ()«»"') if 0 < at < self.size else "\n"

    def digits(self, at: int, low: int, high: int) -> int | None:
        """The plain whole number at a word, where it lies in the bounds."""
        if 0 <= at < self.size and self.words[at].sort == "number":
            form = self.words[at].form
            if form.isdigit() and len(form) <= 4 and low <= int(form) <= high:
                return int(form)
        return None
