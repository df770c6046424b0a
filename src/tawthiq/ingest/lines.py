"""Lines of a report with their spans, and the small questions that layout asks of them."""

from functools import cached_property

import regex

from tawthiq.arabic.fold import Folded, fold
from tawthiq.arabic.sentences import is_wrapped
from tawthiq.ingest.phrases import plain
from tawthiq.model import Span

LONG_LINE = 24
"""A line of more words than this is running text, never a heading."""
SHORT_CHARS = 200
"""Only lines up to this many characters are looked at for headings and the like."""
WRAPPED_CHARS = 45
"""In a text folded to a width, a line of so many characters with no blank line after it goes on in the next."""

_LINE = regex.compile(r"[^\n\r\u2028]+")
_WORD = regex.compile(r"[\w@#][\w\u0640'’.@-]*")
_STOP = regex.compile(r"(?<!\.)[.!?؟۔][\s\"'»”’)\]]*$")
_BULLET = regex.compile(r"\s*(?:[-–—*•●○▪◾▫◦‣✔✅🔻🔹🔸🔷🔶🔴🟠🟡🟢🔵⚫⭕💔✈📌🚨⚠🎙👈]|\d{1,2}\s?[.)\-–](?!\d))\s*\S")
_SIGN = regex.compile(r"\s*[🔻🔹🔸🔷🔶🔴🟠🟡🟢🔵⚫⭕💔✈📌🚨⚠⚡🟥]")
_DECORATION = regex.compile(r"^(?:#+(?=\s)|[\s*_>🔴🔵⭕🟥📌🚨⚡⚠️\ufe0f\u200f\u200e|•-])+|[\s*_#|\u200f\u200e]+$")


class Line:
    """One line that is not blank: its span without outer white space, and whether a blank line follows.

    `wrapped` says that the line only ends where the page did: its sentence goes on in the next one.
    """

    def __init__(self, text: str, start: int) -> None:
        self.text, self.start = text, start
        self.end = start + len(text)
        self.blank_after = False
        self.wrapped = False

    @property
    def span(self) -> Span:
        """Where the line stands in the report."""
        return self.start, self.end

    @cached_property
    def folded(self) -> Folded:
        """The folded line; its spans count from the line's start."""
        return fold(self.text)

    @cached_property
    def plain(self) -> str:
        """The line's folded words."""
        return plain(self.text)

    @cached_property
    def words(self) -> int:
        """How many words the line has; in long lines, how many stretches between spaces."""
        if len(self.text) > SHORT_CHARS:
            return len(self.text.split())
        return sum(1 for _ in _WORD.finditer(self.text))

    @cached_property
    def short(self) -> bool:
        """Whether the line may be a heading or the like at all."""
        return len(self.text) <= SHORT_CHARS and self.words <= LONG_LINE

    @cached_property
    def stopped(self) -> bool:
        """Whether the line ends as a sentence does; «…» at its end only cuts it short."""
        return bool(_STOP.search(self.text[-12:]))

    @cached_property
    def bullet(self) -> bool:
        """Whether the line is an item of a list."""
        return bool(_BULLET.match(self.text))

    @cached_property
    def running(self) -> bool:
        """Whether the line is running text: long, or a whole sentence, or a list's item."""
        if self.wrapped or not self.short or (self.stopped and self.words >= 8):
            return True
        return (self.bullet and self.words >= 4) or (self.text.endswith(":") and self.words >= 5)

    @cached_property
    def opens_with_sign(self) -> bool:
        """Whether the line is a headline behind a sign such as 🔴, and no item of a list."""
        alone = self.short and self.blank_after and not self.stopped and not self.text.endswith(":")
        return alone and bool(_SIGN.match(self.text))

    def trimmed(self) -> Span:
        """The span without marks of emphasis and headings around the words."""
        head = _DECORATION.match(self.text)
        start = head.end() if head else 0
        tail = _DECORATION.search(self.text, start)
        return self.start + start, self.start + (tail.start() if tail and tail.start() > start else len(self.text))


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """The lines of a text, or of a stretch of it, that are not blank."""
    lines: list[Line] = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        bare = match.group().strip()
        if not bare or bare == "\ufeff":
            continue
        at = match.start() + match.group().index(bare)
        if lines:
            lines[-1].blank_after = text.count("\n", lines[-1].end, at) > 1
        lines.append(Line(bare, at))
    if is_wrapped(text):
        for line in lines:
            line.wrapped = len(line.text) >= WRAPPED_CHARS and not line.blank_after
    return lines
