"""Words of a folded text, the punctuation between them, and the cuts of their clitics."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, TypeVar

import regex
from msgspec import Struct

from tawthiq.arabic.fold import Folded

T = TypeVar("T")
WordSort = Literal["word", "latin", "number"]
MOST_FORMS = 100_000
"""So many word forms are remembered, and the rest worked out again: memory does not grow with what is read."""

_TOKEN = regex.compile(
    r"(?P<word>[\p{L}--\p{Latin}]+)"
    r"|(?P<number>\d+(?:[.,\u066b\u066c]\d+)*)"
    r"|(?P<latin>[@A-Za-z\u00c0-\u024f][0-9A-Za-z_\u00c0-\u024f.@\-]*[0-9A-Za-z_\u00c0-\u024f]|[A-Za-z])",
    regex.VERSION1,
)
_LETTERS = re.compile("([\u0620-\u064a]+)")
QUOTES = "\"'«»“”„‟‘’‹›＂〝〞()[]{}﴾﴿`´#_*"
"""Punctuation that a name may be wrapped in or split by: it never separates words."""
_TRANSPARENT = frozenset(QUOTES + " ")
_AFTER_AND = frozenset((" ", "#", " #"))


class Word(Struct, eq=False):
    """One word of a report.

    `form` is folded; `marks` is the source where it is vowelled, else empty; `start`, `end` index the source;
    `gap` is the folded text between the previous word and this one;
    `position` counts words over the whole report; `quote` is the id of the innermost quotation, or -1.
    """

    form: str
    start: int
    end: int
    sort: WordSort
    gap: str
    position: int
    marks: str = ""
    quote: int = -1

    def __repr__(self) -> str:
        return f"Word({self.form!r}, {self.start}:{self.end})"

    @property
    def joined(self) -> bool:
        """Whether nothing but spaces and quotation marks stands between the previous word and this one."""
        return self.gap == " " or not self.gap or _TRANSPARENT.issuperset(self.gap)


def split_words(folded: Folded) -> list[Word]:
    """The words of a folded text in order."""
    words: list[Word] = []
    text, source, at = folded.text, folded.source, 0
    for start, end, sort in _tokens(text):
        first, last = folded.span(start, end)
        marks = source[first:last] if last - first != end - start else ""
        word = Word(text[start:end], first, last, sort, text[at:start], len(words), marks)
        if sort == "word" and words and words[-1].form == "و" and word.gap in _AFTER_AND:
            word = _joined(words.pop(), word, source)
        words.append(word)
        at = end
    return words


def _tokens(text: str) -> list[tuple[int, int, WordSort]]:
    """Where words, numbers and Latin names begin and end: between runs of Arabic letters only what is not Arabic."""
    tokens: list[tuple[int, int, WordSort]] = []
    at = 0
    for index, piece in enumerate(_LETTERS.split(text)):
        end = at + len(piece)
        if index % 2:
            tokens.append((at, end, "word"))
        elif piece != " " and piece:
            others = [_token(found) for found in _TOKEN.finditer(text, at, end)]
            if any(sort == "word" for _, _, sort in others):  # letters of another alphabet may go on a word
                return [_token(found) for found in _TOKEN.finditer(text)]
            tokens += others
        at = end
    return tokens


def _token(found: regex.Match[str]) -> tuple[int, int, WordSort]:
    sort: WordSort = found.lastgroup  # type: ignore[assignment]
    return found.start(), found.end(), sort


def _joined(conjunction: Word, word: Word, source: str) -> Word:
    """A word with the «و» that was written apart from it («و خان شيخون»)."""
    start, end = conjunction.start, word.end
    return Word(f"و{word.form}", start, end, "word", conjunction.gap, conjunction.position, source[start:end])


PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "فب", "فل", "وس", "فس")


class PerForm(dict[str, T]):
    """What a word form gives, worked out when first asked for and remembered."""

    def __init__(self, work_out: Callable[[str], T]) -> None:
        self._work_out = work_out

    def __missing__(self, form: str) -> T:
        """Work out what a form gives."""
        found = self._work_out(form)
        if len(self) < MOST_FORMS:
            self[form] = found
        return found


@lru_cache(maxsize=MOST_FORMS)
def cuts(form: str) -> tuple[tuple[str, str], ...]:
    """The ways to cut proclitics off a folded word: (proclitics, rest), the uncut word first.

    «لل…» is ل with the article, whose alef is not written: the rest gets it back. Which cut holds is for the lexicon
    to say; a cut whose rest nothing knows is no reading.

    >>> cuts("وللمدينه")[-1]
    ('ول', 'المدينه')
    """
    found = [("", form)]
    for clitic in PROCLITICS[1:]:
        if form.startswith(clitic) and len(form) - len(clitic) >= 2:
            found.append((clitic, form[len(clitic) :]))
            if clitic.endswith("ل") and form.startswith("ل", len(clitic)):
                found.append((clitic, "ال" + form[len(clitic) + 1 :]))
    return tuple(found)
