"""A report's text with what was read in it marked: the words of each value, triggers, who speaks how far, odd words.

The text is cut where any mark begins or ends; each piece knows all marks that cover it, so marks may overlap freely.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex
from msgspec import Struct

from tawthiq.desk.roles import values
from tawthiq.desk.show import Shown
from tawthiq.model import Claim, Reading, Report, Span

MOST_SHOWN = 100_000
"""How many characters of a text a page shows; the whole text is one link away."""
_WORD_END = regex.compile(r"[\p{L}\p{M}]*")


Reach = tuple[Span, str | None]
"""A sentence, and who speaks in it where it is not the outlet."""


class Mark(Struct, frozen=True, order=True):
    """Some words that mean something: of which claim and role, and what a reader is told of them."""

    span: Span
    role: str
    claim: str
    note: str


class Piece(Struct, frozen=True):
    """A stretch of text under the same marks. `triggers` are the claims that it is the trigger of; `numbers` those
    whose number stands behind it; `speaker` begins or goes on with what somebody says; `anchor` names the place.
    """

    text: str
    roles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    speaker: str | None = None
    opens: bool = False
    anchor: str | None = None


class Line(Struct, frozen=True):
    """A line of the text."""

    pieces: list[Piece]
    plate: bool
    """Whether it is boilerplate, which reading leaves out."""


def numbered(reading: Reading) -> dict[str, int]:
    """The claims of a reading in the order of the text, numbered from 1."""
    ordered = sorted(reading.claims, key=lambda claim: (claim.trigger.span, claim.id))
    return {claim.id: number for number, claim in enumerate(ordered, 1)}


def lines(reading: Reading, shown: Shown) -> list[Line]:
    """The lines of a report with their marks."""
    report = reading.report
    text = report.text[:MOST_SHOWN]
    near = [mark for mark in marks(reading, shown) if mark.span[1] <= len(text)]
    cutter = _Cutter(text, near, reaches(reading.claims), _numbers(text, reading))
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        plate = any(first <= start and end <= last for first, last in report.boilerplate) and end > start
        found.append(Line(list(cutter.pieces(start, end)), plate))
        start = end + 1
    return found


def anchor(at: int) -> str:
    """The name of the place in a report where a sentence or an odd word begins."""
    return f"at-{at}"


def marks(reading: Reading, shown: Shown) -> list[Mark]:
    """All that is marked in a report, in the order of the text."""
    return sorted([*_values(reading, shown), *_issues(reading.report, shown)])


def _values(reading: Reading, shown: Shown) -> Iterator[Mark]:
    for claim in reading.claims:
        for value in values(claim, shown):
            if value.span is not None:
                note = f"{shown.say(f'role.{value.role}')}: {value.shown.striptags()}"
                yield Mark(value.span, value.role, claim.id, note)
        yield Mark(claim.trigger.span, "trigger", claim.id, shown.kind(claim.kind))
        for framing in claim.framing:
            yield Mark(framing.span, "framing", claim.id, shown.say("role.framing"))


def _issues(report: Report, shown: Shown) -> Iterator[Mark]:
    for issue in report.issues:
        if issue.span is not None:
            yield Mark(issue.span, "issue", "", shown.issue(issue))


def reaches(claims: Sequence[Claim]) -> list[Reach]:
    """The sentences that claims are read from, and on whose word they rest where it is not the outlet's own."""
    found: dict[Span, str | None] = {}
    for claim in claims:
        speaker = claim.attribution[-1] if claim.attribution else None
        name = speaker.name if speaker and speaker.type != "outlet" else None
        found[claim.sentence] = found.get(claim.sentence) or name
    return sorted(found.items())


def _numbers(text: str, reading: Reading) -> dict[int, list[int]]:
    """Which numbers stand where: at the end of the word that a trigger ends in, as a sign within would break it."""
    found: dict[int, list[int]] = {}
    numbers = numbered(reading)
    for claim in sorted(reading.claims, key=lambda claim: numbers[claim.id]):
        ending = _WORD_END.match(text, claim.trigger.span[1])
        found.setdefault(ending.end() if ending else claim.trigger.span[1], []).append(numbers[claim.id])
    return found


class _Cutter:
    """Cuts a text into pieces at the ends of its marks."""

    def __init__(
        self,
        text: str,
        marks: Iterable[Mark],
        reaches: Sequence[Reach],
        numbers: dict[int, list[int]],
    ) -> None:
        self.text = text
        self.marks = sorted(marks)
        self.starts = [mark.span[0] for mark in self.marks]
        self.longest = max((mark.span[1] - mark.span[0] for mark in self.marks), default=0)
        self.reaches = reaches
        self.numbers = numbers
        spans = [mark.span for mark in self.marks] + [span for span, _ in reaches]
        self.ends = sorted({at for span in spans for at in span} | numbers.keys())

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        inner = self.ends[bisect_right(self.ends, start) : bisect_left(self.ends, end)]
        for first, last in pairwise((start, *inner, end)):
            if first < last:
                yield self._piece(first, last)

    def _piece(self, start: int, end: int) -> Piece:
        near = self.marks[bisect_left(self.starts, start - self.longest) : bisect_left(self.starts, end)]
        over = [mark for mark in near if mark.span[0] <= start and end <= mark.span[1]]
        said = next((reach for reach in self.reaches if reach[0][0] <= start and end <= reach[0][1]), None)
        begins = any(mark.span[0] == start and mark.role == "issue" for mark in over)
        return Piece(
            self.text[start:end],
            roles=tuple(dict.fromkeys(mark.role for mark in over)),
            claims=tuple(dict.fromkeys(mark.claim for mark in over if mark.claim)),
            notes=tuple(dict.fromkeys(mark.note for mark in over)),
            triggers=tuple(mark.claim for mark in over if mark.role == "trigger" and mark.span[0] == start),
            numbers=tuple(self.numbers.get(end, ())),
            speaker=said[1] if said else None,
            opens=bool(said and said[1] and said[0][0] == start and not self._goes_on(start)),
            anchor=anchor(start) if begins or (said is not None and said[0][0] == start) else None,
        )

    def _goes_on(self, start: int) -> bool:
        """Whether the sentence before the one that begins here is of the same speaker."""
        at = bisect_left(self.reaches, start, key=lambda reach: reach[0][0])
        return at > 0 and self.reaches[at - 1][1] == self.reaches[at][1]
