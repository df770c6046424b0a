"""A sentence with the words of each value in the value's colour."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from tawthiq.arabic.bidi import printable
from tawthiq.model import ActorRef, Claim, Framing, Harm, MeansRef, PlaceRef, Quote, Span, Speaker, TimeRef
from tawthiq.view.labels import STYLES

MAX_SENTENCE = 1200
"""Of a longer sentence only the stretch around the words that claims rest on is shown, in characters."""
CONTEXT = 200
"""How much of a long sentence stands around them."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_Worded = ActorRef | PlaceRef | TimeRef | MeansRef | Harm | Speaker | Framing | Quote


class _Mark(NamedTuple):
    start: int
    end: int
    style: str


def marked(text: str, numbered: Sequence[tuple[int, Claim]]) -> Text:
    """A sentence with the words of every value in the value's colour, and each trigger with the number of its claim."""
    sentence = numbered[0][1].sentence
    marks = [mark for _, claim in numbered for mark in _marks(claim)]
    start, end = _window(sentence, marks)
    marks = [mark for mark in marks if start <= mark.start and mark.end <= end]
    numbers: dict[int, list[str]] = {}
    for number, claim in numbered:
        numbers.setdefault(claim.trigger.span[1], []).append(str(number).translate(_SUPERSCRIPTS))
    shown = Text("… " if start > sentence[0] else "")
    for here, there in pairwise(sorted({start, end, *(at for mark in marks for at in (mark.start, mark.end))})):
        style = next((mark.style for mark in reversed(marks) if mark.start <= here and there <= mark.end), "")
        shown.append(printable(text[here:there]), style)
        shown.append("˒".join(numbers.get(there, ())), STYLES["trigger"])
    return shown.append(" …" if end < sentence[1] else "")


def _window(sentence: Span, marks: Sequence[_Mark]) -> Span:
    """What of a sentence is shown: all of it, or of a very long one the stretch around the marks."""
    start, end = sentence
    if end - start <= MAX_SENTENCE:
        return sentence
    first = max(start, min((mark.start for mark in marks if start <= mark.start < end), default=start) - CONTEXT)
    return first, min(end, first + MAX_SENTENCE)


def _marks(claim: Claim) -> Iterator[_Mark]:
    """The words of a claim's values; of marks on the same words the last one shows, so the trigger comes last."""
    groups: tuple[tuple[str, Iterable[_Worded]], ...] = (
        ("says", claim.attribution),
        ("where", claim.places),
        ("when", filter(None, (claim.time,))),
        ("by", claim.initiators),
        ("against", claim.targets),
        ("support", claim.supporters),
        ("means", claim.means),
        ("harm", claim.harm),
        ("wording", claim.framing),
        ("trigger", (claim.trigger,)),
    )
    for label, values in groups:
        for value in values:
            if value.span is not None:
                yield _Mark(*value.span, STYLES[label])
