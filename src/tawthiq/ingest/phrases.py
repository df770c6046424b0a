"""The words of `data/layout.yaml`, folded and compiled once."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
import regex
import yaml

from tawthiq.arabic.fold import fold_name
from tawthiq.errors import LexiconError

FILE = "layout.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ASIDE = regex.compile(r"[^\w@#]+")


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as written."""

    media: tuple[str, ...]
    institutions: tuple[str, ...]
    outlet_words: tuple[str, ...]
    credits: tuple[str, ...]
    states: tuple[str, ...]
    roles: tuple[str, ...]
    bylines: tuple[str, ...]
    labels: tuple[str, ...]
    verbs: tuple[str, ...]
    datelines: tuple[str, ...]
    place_heads: tuple[str, ...]
    alone: tuple[str, ...]
    openings: tuple[str, ...]
    short_openings: tuple[str, ...]
    related: tuple[str, ...]
    comments: tuple[str, ...]


class Phrases:
    """The lists in the form that layout asks for: plain names in sets, first words as patterns on plain text."""

    def __init__(self, lists: Lists) -> None:
        self.outlet_words = {plain(text) for text in lists.outlet_words}
        self.credits = {plain(text) for text in lists.credits}
        self.states = {plain(text) for text in lists.states}
        self.roles = {plain(text) for text in lists.roles}
        self.verbs = {plain(text) for text in lists.verbs}
        self.datelines = {plain(text) for text in lists.datelines}
        self.alone = {plain(text) for text in lists.alone}
        self.media = _starting(lists.media)
        self.institutions = _starting(lists.institutions)
        self.bylines = _starting(lists.bylines)
        self.labels = _starting(lists.labels)
        self.place_heads = _starting(lists.place_heads)
        self.openings = _starting(lists.openings)
        self.short_openings = _starting(lists.short_openings)
        self.related = _starting(lists.related)
        self.comments = _starting(lists.comments)


def plain(text: str) -> str:
    """Folded words of a text in lower case, one space between, punctuation aside.

    >>> plain("«جريدة المسار»،")
    'جريده المسار'
    """
    return _ASIDE.sub(" ", fold_name(text)).strip().lower()


@lru_cache(maxsize=1)
def phrases() -> Phrases:
    """The layout phrases.

    Raises LexiconError where the file does not fit.
    """
    text = files("tawthiq.ingest").joinpath("data", FILE).read_text(encoding="utf-8")
    try:
        return Phrases(msgspec.convert(yaml.load(text, Loader=_Loader), Lists))  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(FILE, line, str(error.problem)) from error
    except msgspec.ValidationError as error:
        raise LexiconError(FILE, 0, str(error)) from error


def _starting(texts: tuple[str, ...]) -> regex.Pattern[str]:
    words = sorted({plain(text) for text in texts}, key=len, reverse=True)
    return regex.compile("(?:" + "|".join(map(regex.escape, words)) + r")(?!\w)")
