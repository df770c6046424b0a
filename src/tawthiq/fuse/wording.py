"""Wording: the words of a report that are not the common ones of such reports, such as names and unusual things.

Two reports that share such words are likelier to tell of one event, whatever else they leave out. Which words are
common is known beforehand, from the lexicon and the sentences in it: no report changes what another's words are worth.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from typing import Any
from zlib import crc32

import msgspec
import regex

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.index import default_lexicon
from tawthiq.lexicon.load import load_list
from tawthiq.mention.times_lexicon import TimeLists
from tawthiq.model import Report
from tawthiq.places.gazetteer import default_gazetteer

Words = frozenset[int]

FEWEST = 6
"""Reports with fewer such words are compared as if they had so many: one shared word of one is little."""
_WORD = regex.compile(r"\p{Arabic}{3,}")
_ARTICLES = ("وال", "بال", "فال", "كال", "لل", "ال")
_CLITICS = "وبلف"
_LARGE = frozenset({"country", "governorate", "city"})


def wording_of(text: str) -> tuple[Words, Words]:
    """The unusual words of a folded text, and every two of them next to each other, as hashes.

    Two unusual words next to each other are nearly always the name of somebody.
    """
    told = [_unusual(word) for word in _WORD.findall(text)]
    words = frozenset(word for word in told if word is not None)
    names = frozenset(crc32(f"{a} {b}".encode()) for a, b in pairwise(told) if a is not None and b is not None)
    return words, names


def alike(a: Words, b: Words) -> float:
    """How far two reports use the same unusual words, from 0 to 1."""
    shared = len(a & b)
    return shared and shared / sqrt(max(FEWEST, len(a)) * max(FEWEST, len(b)))


def body(report: Report) -> str:
    """The text of a report outside its boilerplate, folded."""
    pieces, at = [], 0
    for start, end in sorted(report.boilerplate):
        pieces.append(report.text[at:start])
        at = max(at, end)
    return fold_name(" ".join((*pieces, report.text[at:])))


@lru_cache(maxsize=50_000)
def _unusual(word: str) -> int | None:
    """The hash of a folded word without its article; None for a common one."""
    bare = _bare(word)
    return None if _is_common(bare, _common()) else crc32(bare.encode())


def _bare(word: str) -> str:
    """A word without its article."""
    for article in _ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            return word[len(article) :]
    return word


def _is_common(word: str, common: frozenset[str]) -> bool:
    return word in common or (word[0] in _CLITICS and word[1:] in common)


@cache
def _common() -> frozenset[str]:
    """The words of the lexicon, its example sentences and the names of large places."""
    lists = default_lexicon().lists
    texts: list[str] = [
        text for name in lists.__slots__ for text in _strings(msgspec.to_builtins(getattr(lists, name)))
    ]
    texts += _strings(msgspec.to_builtins(load_list("times", TimeLists), str_keys=True))
    texts += [place.name_ar for place in default_gazetteer().places.values() if place.kind in _LARGE]
    words = {word for text in texts for word in _WORD.findall(fold_name(text))}
    return frozenset(words | {_bare(word) for word in words})


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, Sequence):
        for part in value:
            yield from _strings(part)
