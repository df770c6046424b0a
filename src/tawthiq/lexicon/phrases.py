"""An index of words and phrases that matches a sequence of words across clitics and quotation marks."""

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct

from tawthiq.arabic.fold import fold, is_folded
from tawthiq.arabic.words import QUOTES, PerForm, Word, cuts, split_words

_BETWEEN = frozenset(QUOTES + " -–")
_WITHIN = frozenset(("", " ", ".", "+", "/"))
_CLITICS_OF_VERBS = frozenset({"", "و", "ف", "ل", "س", "ول", "فل", "وس", "فس"})
_CLITICS_OF_NOUNS = frozenset({"", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"})
_MERGING = frozenset({"ب", "ل"})
VERBAL = frozenset({"past", "present", "passive"})
_ELSEWHERE = frozenset({"actor", "short", "force", "affiliation", "people", "domain", "after"})
_PRIVATE = frozenset(
    "not_names weak_heads adjective_heads named_facilities road_adjectives composed_only members numbered composed_of "
    "list_fillers allied presumed true_words".split()
)
"""Classes of grammar.yaml that say something about other readings and are no reading themselves."""


class Sense(Struct, frozen=True):
    """One meaning of a word or phrase.

    `sort` names the class of meaning (actor, force, means, trigger …), `entry` the lexicon's entry, `shape` the
    grammatical form: past | present | passive | noun | participle, or a class's own key.
    """

    sort: str
    entry: Any
    shape: str = ""


class Senses(tuple[Sense, ...]):
    """The senses of one entry, with what is asked of them at every word that it stands for.

    `sorts` are their sorts and the classes of grammar.yaml among them, none of which has the name of a sort; `own` are
    those by which the words are read when they are no name and no one's, and `verbal` says whether one of these is a
    finite verb.
    """

    sorts: frozenset[str]
    own: tuple[Sense, ...]
    verbal: bool

    def __new__(cls, senses: Iterable[Sense]) -> "Senses":
        """Take the senses in their order."""
        self = super().__new__(cls, senses)
        classes = [sense.entry for sense in self if sense.sort == "grammar"]
        self.sorts = frozenset([sense.sort for sense in self] + classes)
        self.own = tuple(sense for sense in self if _is_own(sense))
        self.verbal = any(sense.shape in VERBAL for sense in self.own)
        return self


class Match(Struct, frozen=True):
    """Senses found at a word: they cover words `first` to `last` inclusive, after cutting `clitic` off the first."""

    first: int
    last: int
    clitic: str
    senses: Senses


_Phrases = dict[tuple[str, ...], list[Sense]]
_Entry = tuple[str, tuple[str, ...], Senses]


class _Starts(Struct, frozen=True):
    """What a word form begins: (clitic cut off, words that follow, senses) of each entry.

    `alone` are entries of this word alone, or with a particle that may be merged into the next word (`merging`), uncut
    readings before cut ones; `longer` the entries that go on, by the word they go on with.
    """

    alone: tuple[_Entry, ...]
    merging: bool
    longer: dict[str, tuple[_Entry, ...]]


class PhraseIndex:
    """Forms and what they can mean."""

    def __init__(self) -> None:
        self._index: dict[str, _Phrases] = {}
        self._starts = PerForm(self._find_starts)

    def add(self, form: str, sense: Sense) -> None:
        """Index one form, a word or a phrase in normal spelling."""
        words = tuple(form.split()) if is_folded(form) else tuple(word.form for word in split_words(fold(form)))
        if words:
            self._starts.clear()
            senses = self._index.setdefault(words[0], {}).setdefault(words[1:], [])
            if sense not in senses:
                senses.append(sense)

    def known(self, form: str) -> bool:
        """Whether a folded word, as it stands or with clitics cut, begins anything in the index."""
        return self._starts[form] is not None

    def heads(self) -> Iterable[str]:
        """Every folded word that begins an entry."""
        return self._index.keys()

    def phrases(self, head: str) -> _Phrases:
        """The entries that begin with a folded word: the words that follow it, and their senses."""
        return self._index.get(head, {})

    def matches(self, words: Sequence[Word]) -> dict[int, list[Match]]:
        """All matches by the word at which they begin; words at which nothing begins are left out."""
        found = {}
        begun = self._starts
        for first, word in enumerate(words):
            starts = begun[word.form]
            if starts is None:
                continue
            if starts.longer or starts.merging:
                matches = _matches(starts, words, first)
            else:
                matches = [Match(first, first, clitic, senses) for clitic, _, senses in starts.alone]
            if matches:
                found[first] = matches
        return found

    def at(self, words: Sequence[Word], first: int) -> list[Match]:
        """All matches that begin at word `first`, longest first, uncut readings before cut ones."""
        starts = self._starts[words[first].form]
        return [] if starts is None else _matches(starts, words, first)

    def _find_starts(self, form: str) -> _Starts | None:
        known = [(clitic, self._index[rest]) for clitic, rest in cuts(form) if rest in self._index]
        uncut = [cut for cut in known if not cut[0] and () in cut[1] and not _doubtful(form, cut[1][()])]
        return _fitting(uncut or known) if known else None


def _fitting(known: Iterable[tuple[str, _Phrases]]) -> _Starts:
    """The entries of a word that can stand behind the clitics cut off it."""
    alone: list[_Entry] = []
    longer: dict[str, list[_Entry]] = {}
    for clitic, phrases in known:
        for rest, senses in phrases.items():
            fitting = Senses(sense for sense in senses if _fits(clitic, sense))
            if fitting:
                entries = alone if not rest or rest[0] in _MERGING else longer.setdefault(rest[0], [])
                entries.append((clitic, rest, fitting))
    alone.sort(key=lambda entry: len(entry[0]))
    merging = any(rest for _, rest, _ in alone)
    return _Starts(tuple(alone), merging, {following: tuple(entries) for following, entries in longer.items()})


def _is_own(sense: Sense) -> bool:
    """Whether a sense is a reading of its words; those of names and of people are read by modules of their own."""
    return sense.sort not in _ELSEWHERE and (sense.sort != "grammar" or sense.entry not in _PRIVATE)


def _doubtful(form: str, senses: Iterable[Sense]) -> bool:
    """Whether a whole word is nothing but a verb with a pronoun, «ه», that may be the «ة» of a noun («بقوة»), or tells
    only what a text is about («باختناق»)."""
    if all(sense.sort == "domain" for sense in senses):
        return True
    return form.endswith("ه") and all(sense.shape in VERBAL for sense in senses)


def _matches(starts: _Starts, words: Sequence[Word], first: int) -> list[Match]:
    longer = starts.longer.get(words[first + 1].form, ()) if starts.longer and first + 1 < len(words) else ()
    if not (longer or starts.merging):
        return [Match(first, first, clitic, senses) for clitic, _, senses in starts.alone]
    found = [
        Match(first, last, clitic, senses)
        for clitic, rest, senses in starts.alone + longer
        if (last := _follow(words, first, rest) if rest else first) >= 0
    ]
    found.sort(key=lambda match: (-match.last, len(match.clitic)))
    return found


def _follow(words: Sequence[Word], first: int, rest: tuple[str, ...]) -> int:
    """The index of the last word when `rest` follows word `first` with nothing but quotation marks between, or -1.

    A last «ل» or «ب» of an entry («وفقا ل») is met by a clitic of the next word, which is not taken along.
    """
    at = first
    for form in rest:
        at += 1
        word = words[at] if at < len(words) else None
        if word is None or not (word.gap in _WITHIN or _BETWEEN.issuperset(word.gap)):
            return -1
        if word.form != form:
            return at - 1 if form in _MERGING and form == rest[-1] and word.form.startswith(form) else -1
    return at


def _fits(clitic: str, sense: Sense) -> bool:
    if not clitic:
        return True
    if sense.shape in VERBAL:
        future = clitic.endswith(("س", "ل"))
        return clitic in _CLITICS_OF_VERBS and (not future or sense.shape == "present")
    if sense.sort in ("grammar", "relation", "reporting"):
        return clitic in ("و", "ف") or (sense.sort == "relation" and clitic in ("ب", "وب", "ل"))
    return clitic in _CLITICS_OF_NOUNS
