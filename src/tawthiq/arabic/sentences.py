"""Sentences and quotations of a report.

Quotation marks may nest, differ in shape at their two ends, or be left open; an open one ends with its paragraph.
"""

from bisect import bisect_left
from itertools import pairwise

import regex
from msgspec import Struct

from tawthiq.arabic.words import Word
from tawthiq.model import Span

MAX_WORDS = 300
"""A longer sentence is cut at its next comma or new line, so that reading stays linear in the length of a text."""
MAX_WORDS_UNBROKEN = 360
"""Where neither comes, it is cut here."""

_OPENING = {"«": "»", "“": "”", "„": "”", "‘": "’", "‹": "›", "〝": "〞"}
_CLOSING = frozenset(_OPENING.values())
_STRAIGHT = '"＂'
_MARKS = regex.compile('[«»“”„‘’‹›〝〞"＂\n]')
_STOP = regex.compile(r"[.!?؟…۔]")
_PAUSE = regex.compile(r"[،,؛;:\n]")
_HARD = regex.compile(r"\n\s*\n|[•▪◾🔴🔵⭕✅🟥⚠📌🚨]|\|\||\n\s*[-–—*●○]\s|\n\s*$")
_ABBREVIATION = regex.compile(r"[ء-ي]")


class Quotation(Struct, frozen=True):
    """A quotation: its span with the marks, its id, and how many words it holds."""

    id: int
    span: Span
    words: int


class Sentence(Struct, frozen=True):
    """A run of words that is read together."""

    span: Span
    words: tuple[Word, ...]
    paragraph: int


def quotations(text: str) -> list[Span]:
    """The spans of quotations, outermost first; mismatched shapes close one another, open ones end at the paragraph."""
    found: list[Span] = []
    stack: list[int] = []
    for mark in _MARKS.finditer(text):
        char, at = mark.group(), mark.start()
        if char == "\n":
            if stack and text.startswith("\n", at + 1):
                found.extend((start, at) for start in stack)
                stack.clear()
        elif char in _OPENING:
            stack.append(at)
        elif stack and (char in _CLOSING or char in _STRAIGHT):
            found.append((stack.pop(), at + 1))
        elif char not in _CLOSING or _opens_word(text, at):
            stack.append(at)
        if len(stack) > 8:
            stack.clear()
    found.extend((start, len(text)) for start in stack)
    return sorted(found, key=lambda span: (span[0], -span[1]))


def mark_quotations(text: str, words: list[Word]) -> list[Quotation]:
    """Find the quotations of a text and set `quote` on the words inside them (the innermost wins)."""
    marked: list[Quotation] = []
    for number, (start, end) in enumerate(quotations(text)):
        inside = words_between(words, start, end)
        for word in inside:
            word.quote = number
        marked.append(Quotation(number, (start, end), len(inside)))
    return marked


def split_sentences(words: list[Word], wrapped: bool = False) -> list[Sentence]:
    """Group words into sentences at stops, paragraph ends and bullets; those that never end are cut.

    `wrapped` says that single newlines only fold long lines (see `is_wrapped`).
    """
    sentences: list[Sentence] = []
    current: list[Word] = []
    paragraph = 0
    for word in words:
        if word.gap == " " and 0 < len(current) < MAX_WORDS:
            current.append(word)
            continue
        new_paragraph = "\n" in word.gap and ("\n" in word.gap.replace("\n", "", 1) or not wrapped)
        if current and _ends_before(word, current, wrapped):
            sentences.append(_sentence(current, paragraph))
            current = []
        paragraph += new_paragraph
        current.append(word)
    if current:
        sentences.append(_sentence(current, paragraph))
    return sentences


def is_wrapped(text: str) -> bool:
    """Whether single newlines fold long lines instead of ending paragraphs (mail and plain-text copy)."""
    lines = [line.strip() for line in text.split("\n")]
    inner = [line for line, after in pairwise(lines) if line and after]
    long_open = [
        line for line in inner if 50 <= len(line) <= 110 and not _STOP.match(line[-1]) and line[-1] not in ":»”"
    ]
    return len(long_open) >= 3 and len(long_open) >= 0.6 * len(inner)


def _ends_before(word: Word, current: list[Word], wrapped: bool) -> bool:
    gap = word.gap
    if len(current) >= MAX_WORDS and (_PAUSE.search(gap) or len(current) >= MAX_WORDS_UNBROKEN):
        return True
    if len(gap) <= 1 and gap != "\n" and not _STOP.match(gap or " "):
        return False
    if _HARD.search(gap):
        return True
    if "\n" in gap and not wrapped:
        before = gap[: gap.index("\n")].rstrip()
        return not before.endswith(("،", ",", "-"))
    stop = _STOP.search(gap)
    if not stop:
        return False
    last = current[-1]
    abbreviated = (
        stop.group() == "." and len(last.form) == 1 and last.sort == "word" and bool(_ABBREVIATION.match(last.form))
    )
    return not abbreviated


def _sentence(words: list[Word], paragraph: int) -> Sentence:
    return Sentence((words[0].start, words[-1].end), tuple(words), paragraph)


def _opens_word(text: str, at: int) -> bool:
    return (
        (at == 0 or text[at - 1].isspace() or text[at - 1] in ":([")
        and at + 1 < len(text)
        and not text[at + 1].isspace()
    )


def words_between(words: list[Word], start: int, end: int) -> list[Word]:
    """The words that begin in a stretch of the text."""
    low = bisect_left(words, start, key=lambda word: word.start)
    high = bisect_left(words, end, key=lambda word: word.start)
    return words[low:high]
