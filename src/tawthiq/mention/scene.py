"""What the mention readers look at: one sentence's words, the lexicon, the gazetteer and the report's country."""

from collections.abc import Callable, Iterator, Sequence

from tawthiq.arabic.numerals import Numeral, read_number
from tawthiq.arabic.words import Word
from tawthiq.lexicon.index import Lexicon
from tawthiq.lexicon.phrases import Match, Sense
from tawthiq.mention.chunk import Chunk
from tawthiq.places.gazetteer import Gazetteer


class Scene:
    """One sentence under reading.

    `text` is the whole report's text; `country` the report's main country (ISO 3166 two-letter) or None; `names` the
    folded place names that head nouns introduce anywhere in it, `actors` the ids of the actors it names in full.
    """

    __slots__ = (
        "_classes",
        "_lexical",
        "_named",
        "_numbers",
        "_plain",
        "_sorts",
        "actors",
        "country",
        "gazetteer",
        "lexicon",
        "names",
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
        self.text, self.words, self.country = text, words, country
        self.names: frozenset[str] = frozenset()
        self.actors: frozenset[str] = frozenset()
        self.lexicon, self.gazetteer = lexicon, gazetteer
        self._lexical: dict[int, list[Match]] = {}
        self._named: dict[int, list[Match]] = {}
        self._numbers: dict[int, Numeral | None] = {}
        self._plain: dict[int, Chunk] = {}
        self._sorts: dict[int, dict[str, list[tuple[Match, Sense]]]] = {}
        self._classes: dict[int, dict[str, tuple[Match, str]]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def forget(self) -> None:
        """Drop what was looked up: the words have changed."""
        for cache in (self._lexical, self._named, self._numbers, self._plain, self._sorts, self._classes):
            cache.clear()

    def form(self, at: int) -> str:
        """The folded word at an index, empty beyond the sentence."""
        return self.words[at].form if 0 <= at < len(self.words) else ""

    def bare_form(self, at: int, clitic: str) -> str:
        """The folded word at an index without a clitic, the article that «لـ» hides given back."""
        form = self.form(at)[len(clitic) :]
        return "ال" + form[1:] if clitic.endswith("ل") and form.startswith("ل") else form

    def joined(self, at: int) -> bool:
        """Whether the word exists and nothing but spaces and quotation marks stands before it."""
        return 0 < at < len(self.words) and self.words[at].joined

    def lexical(self, at: int) -> list[Match]:
        """The lexicon's matches at an index, longest first."""
        found = self._lexical.get(at)
        if found is None:
            found = self._lexical[at] = self.lexicon.at(self.words, at) if 0 <= at < len(self.words) else []
        return found

    def named(self, at: int) -> list[Match]:
        """The gazetteer's matches at an index, longest first."""
        found = self._named.get(at)
        if found is None:
            found = self._named[at] = self.gazetteer.at(self.words, at) if 0 <= at < len(self.words) else []
        return found

    def number(self, at: int) -> Numeral | None:
        """The number that begins at an index."""
        if at not in self._numbers:
            self._numbers[at] = read_number(self.words, at)
        return self._numbers[at]

    def means(self, at: int, sorts: frozenset[str]) -> bool:
        """Whether a match at an index has a sense of one of the sorts."""
        return not sorts.isdisjoint(self._sorts.get(at) or self._by_sort(at))

    def classed(self, at: int, names: frozenset[str]) -> bool:
        """Whether a match at an index belongs to one of several classes of grammar.yaml."""
        return not names.isdisjoint(self._classes.get(at) or self._by_class(at))

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

    def senses(self, at: int, sort: str, *shapes: str) -> Iterator[tuple[Match, Sense]]:
        """Matches at an index that hold a sense of the sort (and shape), longest first."""
        found = (self._sorts.get(at) or self._by_sort(at)).get(sort, ())
        return iter([pair for pair in found if pair[1].shape in shapes] if shapes else found)

    def first(self, at: int, sort: str, *shapes: str) -> tuple[Match, Sense] | None:
        """The longest match at an index with a sense of the sort (and shape)."""
        found = (self._sorts.get(at) or self._by_sort(at)).get(sort)
        if not found:
            return None
        return next((pair for pair in found if pair[1].shape in shapes), None) if shapes else found[0]

    def grammar(self, at: int, name: str) -> Match | None:
        """The longest match at an index that belongs to a class of grammar.yaml."""
        found = (self._classes.get(at) or self._by_class(at)).get(name)
        return found[0] if found else None

    def grammar_key(self, at: int, name: str) -> tuple[Match, str] | None:
        """The same with the key inside the class."""
        return (self._classes.get(at) or self._by_class(at)).get(name)

    def _by_class(self, at: int) -> dict[str, tuple[Match, str]]:
        """The classes of grammar.yaml at an index, sorted out when first asked for."""
        classes = self._classes.get(at)
        if classes is None:
            classes = self._classes[at] = {}
            for match, sense in self._by_sort(at).get("grammar", ()):
                classes.setdefault(sense.entry, (match, sense.shape))
        return classes

    def _by_sort(self, at: int) -> dict[str, list[tuple[Match, Sense]]]:
        """The matches at an index by the sorts of their senses, sorted out when first asked for."""
        sorts = self._sorts.get(at)
        if sorts is None:
            sorts = self._sorts[at] = {}
            for match in self.lexical(at):
                for sense in match.senses:
                    sorts.setdefault(sense.sort, []).append((match, sense))
        return sorts
