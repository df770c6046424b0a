"""What the mention readers look at: one sentence's words, the lexicon, the gazetteer and the report's country."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from tawthiq.arabic.numerals import FIRST_WORDS, Numeral, read_number
from tawthiq.arabic.words import Word
from tawthiq.lexicon.index import Lexicon
from tawthiq.lexicon.phrases import Match, Plain, Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.places.gazetteer import Gazetteer

_Sensed = tuple[Match, Sense]
_NO_SORTS: frozenset[str] = frozenset()
_NAMING = frozenset("actor short force affiliation people relation head bounds vague one_of others name_starts".split())
_BETWEEN = frozenset({"ما", "بين", "مابين", "وبين", "ومابين"})
DWELLERS = frozenset("سكان اهالي اهل قاطني".split())
"""People who are called after the place that follows («أهالي س»)."""
_DEEPEST = 6
_COUNTRY = ""
"""Stands for the country among the names that a reading has asked for."""
T = TypeVar("T")


class _Forms(dict[int, str]):
    """The folded words of a sentence by index, empty beyond it."""

    def __missing__(self, at: int) -> str:
        """Nothing stands before the first word or after the last."""
        return ""


class _Reading(Struct, frozen=True):
    """A chunk, what stood before it, and the names that its reading asked for."""

    before: Any
    chunk: Chunk
    asked: set[str]


class Scene:
    """One sentence under reading.

    `text` is the whole report's text. What the report as a whole tells (its `country`, the place names that it vouches
    for, the actors that it names) is known only once all its sentences were read; until then readings that ask for it
    are noted, so that only they have to be made again.

    `form` gives the folded word at an index, empty beyond the sentence; `joined` says whether a word exists and nothing
    but spaces and quotation marks stands before it; `lexical` and `named` give the matches of the lexicon and of the
    gazetteer at an index, longest first, `alone` how the longest of the lexicon is read by itself and its last word,
    and `number` the number that begins there. `sorts` are the sorts of sense and the classes of grammar.yaml that its
    words have; at the `nameless` words no place, people, number or actor can begin: they are what the lexicon says, or
    unknown.
    """

    __slots__ = (
        "_actors",
        "_asked",
        "_country",
        "_depth",
        "_forms",
        "_lexical",
        "_named",
        "_plain",
        "_readings",
        "_sorts",
        "_unnamed",
        "alone",
        "form",
        "gazetteer",
        "joined",
        "lexical",
        "lexicon",
        "named",
        "nameless",
        "names",
        "number",
        "settled",
        "sorts",
        "text",
        "words",
    )

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        lexicon: Lexicon,
        gazetteer: Gazetteer,
        country: str | None = None,
    ) -> None:
        self.text, self.words, self._country = text, words, country
        self.names: frozenset[str] = frozenset()
        self._actors: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self._depth = 0
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self.look_up()

    def __len__(self) -> int:
        return len(self.words)

    def look_up(self) -> None:
        """Look every word up in the lexicon and the gazetteer: at first, and again when words have changed."""
        words = self.words
        self.settled = False
        self._plain: dict[int, Chunk] = {}
        self._readings: dict[int, _Reading] = {}
        self._forms = _Forms(enumerate([word.form for word in words]))
        self.form: Callable[[int], str] = self._forms.__getitem__
        joined = {at for at, word in enumerate(words) if at and (word.gap == " " or word.joined)}
        self.joined: Callable[[int], bool] = joined.__contains__
        self._named = self.gazetteer.find(words)
        self.named: Callable[[int], Sequence[Match]] = self._named.__getitem__
        numbers = {
            at: number
            for at, word in enumerate(words)
            if (word.sort != "word" or word.form in FIRST_WORDS) and (number := read_number(words, at)) is not None
        }
        self.number: Callable[[int], Numeral | None] = numbers.get
        self._lexical = self.lexicon.find(words)
        self.lexical: Callable[[int], Sequence[Match]] = self._lexical.__getitem__
        self.alone: Callable[[int], tuple[int, Plain | None]] = self._lexical.plain
        self._sorts = self._lexical.sorts()
        self.sorts = _NO_SORTS.union(*self._sorts.values())
        for at in [at for at, sorts in self._sorts.items() if "complement" in sorts]:
            self._named.drop(at)  # «وأنه», and not «وانة»
        self._unnamed = self._find_unnamed().difference(numbers)
        self.nameless = self._unnamed.difference(self._names_seen())

    def _find_unnamed(self) -> set[int]:
        """The words at which no list has a name, and none that no list has may stand («في الـ…»)."""
        found = self._forms.keys() - self._named.keys() - self._named.alone.keys()
        found -= {at for at, sorts in self._sorts.items() if not _NAMING.isdisjoint(sorts)}
        forms = self._forms
        return {
            at for at in found if forms[at] not in _BETWEEN and forms[at - 1] not in DWELLERS and forms[at - 1] != "في"
        }

    def learn(self, country: str | None, names: frozenset[str], actors: frozenset[str]) -> None:
        """Take in what the report as a whole tells, and drop the readings that had asked for it.

        `settled` then says whether none had, so that the sentence would be read as before.
        `country` is the report's main one (ISO 3166 two-letter); `names` are folded place names that head nouns
        introduce anywhere in it, `actors` the ids of the actors it names in full.
        """
        self._country, self.names, self._actors = country, names, actors
        told = names | {_COUNTRY} if country else names
        kept = {at: reading for at, reading in self._readings.items() if reading.asked.isdisjoint(told)}
        self.nameless = self._unnamed.difference(self._names_seen())
        self.settled = len(kept) == len(self._readings) and len(self.nameless) == len(self._unnamed)
        self._readings = kept

    def _names_seen(self) -> set[int]:
        """The words without a name that the report vouches for as names, alone or behind a letter."""
        if not self.names:
            return set()
        names, forms = self.names, self._forms
        return {at for at in self._unnamed if forms[at] in names or forms[at][1:] in names}

    @property
    def country(self) -> str | None:
        """The report's main country (ISO 3166 two-letter), as far as it is known."""
        self._asked.add(_COUNTRY)
        return self._country

    def vouches(self, form: str) -> bool:
        """Whether a head noun introduces a folded name anywhere in the report."""
        self._asked.add(form)
        return form in self.names

    def names_actor(self, actor: str) -> bool:
        """Whether the report names an actor in full, by id; matters only once the country is known."""
        return actor in self._actors

    def reading(self, at: int, before: T, read: Callable[["Scene", int, T], Chunk]) -> Chunk:
        """What is read at an index after `before`, read again only if what it asks of the report has become known."""
        kept = self._readings.get(at)
        if kept is None or kept.before != before:
            self._asked = set()
            kept = self._readings[at] = _Reading(before, read(self, at, before), self._asked)
        return kept.chunk

    def nested(self, read: Callable[..., T | None], *asked: object) -> T | None:
        """What is read within another reading, and nothing where that lies deeper than anyone writes."""
        if self._depth == _DEEPEST:
            return None
        self._depth += 1
        try:
            return read(self, *asked)
        finally:
            self._depth -= 1

    def has_word(self, forms: frozenset[str]) -> bool:
        """Whether one of the folded words stands in the sentence."""
        return not forms.isdisjoint(self._forms.values())

    def bare_form(self, at: int, clitic: str) -> str:
        """The folded word at an index without a clitic, the article that «لـ» hides given back."""
        form = self.form(at)[len(clitic) :]
        return "ال" + form[1:] if clitic.endswith("ل") and form.startswith("ل") else form

    def means(self, at: int, sorts: frozenset[str]) -> bool:
        """Whether a match at an index has a sense of one of the sorts."""
        return not sorts.isdisjoint(self._sorts.get(at, _NO_SORTS))

    def plain(self, at: int, read: Callable[["Scene", int], Chunk]) -> Chunk:
        """The lexical reading of an index, read once: neither the country nor the rest of the report changes it."""
        found = self._plain.get(at)
        if found is None:
            found = self._plain[at] = read(self, at)
        return found

    def ends_actor(self, at: int) -> bool:
        """Whether an actor's full name ends with the word at an index."""
        starts = range(max(0, at - 4), at + 1)
        return any(match.last == at for start in starts for match, _ in self.senses(start, "actor"))

    def senses(self, at: int, sort: str, *shapes: str) -> Sequence[_Sensed]:
        """Matches at an index that hold a sense of the sort (and shape), longest first."""
        if sort not in self._sorts.get(at, _NO_SORTS):
            return ()
        return [
            (match, sense)
            for match in self._lexical[at]
            for sense in match.senses
            if sense.sort == sort and (not shapes or sense.shape in shapes)
        ]

    def first(self, at: int, sort: str, *shapes: str) -> _Sensed | None:
        """The longest match at an index with a sense of the sort (and shape)."""
        if sort in self._sorts.get(at, _NO_SORTS):
            for match in self._lexical[at]:
                for sense in match.senses:
                    if sense.sort == sort and (not shapes or sense.shape in shapes):
                        return match, sense
        return None

    def grammar(self, at: int, name: str) -> Match | None:
        """The longest match at an index that belongs to a class of grammar.yaml."""
        if name in self._sorts.get(at, _NO_SORTS):
            for match in self._lexical[at]:
                if name in match.senses.sorts:
                    return match
        return None

    def grammar_key(self, at: int, name: str) -> tuple[Match, str] | None:
        """The same with the key inside the class."""
        match = self.grammar(at, name)
        if match is None:
            return None
        return match, next(sense.shape for sense in match.senses if sense.sort == "grammar" and sense.entry == name)
