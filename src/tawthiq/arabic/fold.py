"""Folding: the form of a text that matching runs on, with the way back to the original.

Alef forms, final ya, ta marbuta, hamza seats, digits and spaces become one letter each; marks, tatweel, zero-width and
bidi characters go away, and so does what breaks a word up to slip past a platform's filter («قـ.ـصف», «إصـ ـابة»,
«إ.س.ر.ا.ئ.ي.ل»); presentation forms are spelt out. Everything shown or stored is the original.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import regex

from tawthiq.model import Span

_ONE_TO_ONE = (
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ٱ", "ا"),
    ("ى", "ي"),
    ("ی", "ي"),
    ("ې", "ي"),
    ("ئ", "ي"),
    ("ؤ", "و"),
    ("ة", "ه"),
    ("ە", "ه"),
    ("ہ", "ه"),
    ("ک", "ك"),
    ("گ", "ك"),
    ("چ", "ج"),
    ("پ", "ب"),
    ("ڤ", "ف"),
    ("ژ", "ز"),
    ("\u00a0", " "),
    ("\u202f", " "),
    ("\u2007", " "),
    ("\t", " "),
    ("\r", " "),
)
_DIGITS = tuple((chr(zero + n), str(n)) for zero in (0x660, 0x6F0) for n in range(10))
_REPLACEMENTS = _ONE_TO_ONE + _DIGITS

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
_IGNORED = MARKS + "\u0640\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_SPECIAL = regex.compile(f"[{_IGNORED}\ufb50-\ufdff\ufe70-\ufefc]")
_SKIPPED = regex.compile(f"[{_IGNORED}]")
_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_BROKEN = regex.compile(
    rf"(?<={_LETTER}[{MARKS}]*)(?:\u0640[\u0640{MARKS}]*(?:[ .*…!|·•-]{{1,5}}\u0640+|[.*]{{1,3}})|\*{{1,3}})"
    rf"(?={_LETTER})"
)
_DOTS = regex.compile(rf"\.{_LETTER}{{1,2}}\.")
_DOTTED = regex.compile(
    rf"(?<!{_LETTER})(?:{_LETTER}{{2,4}}(?:\.{_LETTER}{{1,3}}){{2,}}|{_LETTER}(?:\.{_LETTER}{{1,3}}){{3,}})(?!{_LETTER})"
)
_FOLDED = regex.compile("[\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a ]*")
MOST_NAMES = 4096
"""So many folded names are remembered."""
_TRAILING = regex.compile(f"[{MARKS}\u0640]+")


class Folded:
    """A folded text and its offset map.

    `text` is the folded form; `span(i, j)` gives the stretch of `source` that folded `[i, j)` came from, with the
    marks that stand on its last letter.
    """

    __slots__ = ("_origins", "source", "text")

    def __init__(self, text: str, source: str, origins: Sequence[int] | None) -> None:
        self.text, self.source, self._origins = text, source, origins

    def span(self, start: int, end: int) -> Span:
        """The original span of folded `[start, end)`; an empty stretch maps to an empty one."""
        origins = self._origins
        if origins is None:
            return start, end
        if end <= start:
            at = origins[start] if start < len(origins) else len(self.source)
            return at, at
        first, last = origins[start], origins[end - 1] + 1
        if end < len(origins) and origins[end] == last:
            return first, last
        trailing = _TRAILING.match(self.source, last)
        return first, trailing.end() if trailing else last

    def index(self, offset: int) -> int:
        """The first folded index whose origin is at or after `offset` in the source."""
        if self._origins is None:
            return min(offset, len(self.text))
        return bisect_right(self._origins, offset - 1)


def fold(text: str) -> Folded:
    """Fold a text for matching, keeping the offset map.

    >>> fold("إِدلِـــب").text
    'ادلب'
    >>> fold("قـ.ـصف").text
    'قصف'
    """
    replaced = text
    for old, new in _REPLACEMENTS:
        replaced = replaced.replace(old, new)
    replaced = _mended(replaced)
    if not _SPECIAL.search(replaced):
        return Folded(replaced, text, None)
    return _fold_mapped(replaced, text)


def is_folded(text: str) -> bool:
    """Whether a text is nothing but folded Arabic letters and spaces."""
    return _FOLDED.fullmatch(text) is not None


@lru_cache(maxsize=MOST_NAMES)
def fold_name(text: str) -> str:
    """The folded form of a name or word: for lexicon entries and look-ups, where offsets do not matter."""
    return text.strip() if is_folded(text) else fold(text).text.strip()


def _mended(text: str) -> str:
    """A text of the same length in which tatweel stands for what breaks its words up."""
    if "\u0640" in text or "*" in text:
        text = _BROKEN.sub(lambda gap: "\u0640" * len(gap.group()), text)
    if _DOTS.search(text):
        text = _DOTTED.sub(lambda word: word.group().replace(".", "\u0640"), text)
    return text


def _fold_mapped(replaced: str, source: str) -> Folded:
    pieces: list[str] = []
    origins: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(replaced):
        start = special.start()
        pieces.append(replaced[at:start])
        origins.extend(range(at, start))
        at = special.end()
        if not _SKIPPED.match(special.group()):
            letters = _spelt_out(special.group())
            pieces.append(letters)
            origins.extend([start] * len(letters))
    pieces.append(replaced[at:])
    origins.extend(range(at, len(replaced)))
    return Folded("".join(pieces), source, origins)


def _spelt_out(char: str) -> str:
    letters = _SKIPPED.sub("", unicodedata.normalize("NFKC", char))
    for old, new in _REPLACEMENTS:
        letters = letters.replace(old, new)
    return letters
