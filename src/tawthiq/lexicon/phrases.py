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
_NONE: frozenset[str] = frozenset()
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


class Plain(Struct, frozen=True):
    """What words are read as when they are no name and no one's: `verbal` that one of the senses is a finite verb."""

    clitic: str
    senses: tuple[Sense, ...]
    verbal: bool


class Starts(Struct, frozen=True):
    """What a word form begins: (clitic cut off, words that follow, senses) of each entry.

    `alone` are entries of this word alone, or with a particle that may be merged into the next word (`merging`), uncut
    readings before cut ones; `longer` the entries that go on, by the word they go on with. Where nothing longer begins,
    `sorts` are the sorts of its senses and `plain` is how the word is read, if it is read by itself.
    """

    alone: tuple[_Entry, ...]
    merging: bool
    longer: dict[str, tuple[_Entry, ...]]
    sorts: frozenset[str]
    plain: Plain | None


class Found(dict[int, Sequence[Match]]):
    """The matches at the words of a sentence by index, longest first; none where nothing begins.

    `alone` has, by index, what words begin with which nothing longer begins: their matches are made when asked for.
    """

    __slots__ = ("alone",)

    def __init__(self) -> None:
        self.alone: dict[int, Starts] = {}

    def __missing__(self, at: int) -> Sequence[Match]:
        """Make the matches of a word alone."""
        starts = self.alone.get(at)
        if starts is None:
            return ()
        matches = self[at] = [Match(at, at, clitic, senses) for clitic, _, senses in starts.alone]
        return matches

    def drop(self, at: int) -> None:
        """Let nothing begin at a word."""
        self.pop(at, None)
        self.alone.pop(at, None)

    def sorts(self) -> dict[int, frozenset[str]]:
        """The sorts of sense, and the classes of grammar.yaml, that words begin, by index."""
        sorts = {at: starts.sorts for at, starts in self.alone.items()}
        for at, matches in self.items():
            sorts[at] = _NONE.union(*[match.senses.sorts for match in matches])
        return sorts

    def plain(self, at: int) -> tuple[int, Plain | None]:
        """How the longest entry at a word is read by itself, and its last word."""
        starts = self.alone.get(at)
        if starts is not None:
            return at, starts.plain
        matches = self.get(at)
        if matches is None:
            return at, None
        last = next((match.last for match in matches if match.senses.own), at)
        return last, _plain([(match.clitic, match.senses) for match in matches if match.last == last])


class PhraseIndex:
    """Forms and what they can mean."""

    def __init__(self) -> None:
        self._index: dict[str, _Phrases] = {}
        self._starts: PerForm[Starts | None] = PerForm(self._find_starts)

    def add(self, form: str, sense: Sense) -> None:
        """Index one form, a word or a phrase in normal spelling."""
        if not is_folded(form):
            form = " ".join([word.form for word in split_words(fold(form))])
        self._put(form, sense)

    def add_inflected(self, forms: Iterable[str], sense: Sense) -> None:
        """Index forms that are folded already but for what is no letter in them."""
        forms = tuple(forms)
        put = self._put if is_folded(" ".join(forms)) else self.add
        for form in forms:
            put(form, sense)

    def _put(self, form: str, sense: Sense) -> None:
        first, *rest = form.split() or ("",)
        if not first:
            return
        if self._starts:
            self._starts.clear()
        phrases = self._index.get(first)
        if phrases is None:
            phrases = self._index[first] = {}
        senses = phrases.setdefault(tuple(rest), [])
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

    def find(self, words: Sequence[Word]) -> Found:
        """All matches of a sentence."""
        found = Found()
        begun, alone = self._starts, found.alone
        for first, word in enumerate(words):
            starts = begun[word.form]
            if starts is None:
                continue
            if _goes_on(starts, words, first):
                matches = _matches(starts, words, first)
                if matches:
                    found[first] = matches
            elif starts.alone:
                alone[first] = starts
        return found

    def at(self, words: Sequence[Word], first: int) -> list[Match]:
        """All matches that begin at word `first`, longest first, uncut readings before cut ones."""
        starts = self._starts[words[first].form]
        return [] if starts is None else _matches(starts, words, first)

    def _find_starts(self, form: str) -> Starts | None:
        known = [(clitic, self._index[rest]) for clitic, rest in cuts(form) if rest in self._index]
        uncut = [cut for cut in known if not cut[0] and () in cut[1] and not _doubtful(form, cut[1][()])]
        return _fitting(uncut or known) if known else None


def _fitting(known: Iterable[tuple[str, _Phrases]]) -> Starts:
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
    sorts = _NONE.union(*[senses.sorts for _, _, senses in alone])
    plain = _plain([(clitic, senses) for clitic, _, senses in alone])
    goes_on = {following: tuple(entries) for following, entries in longer.items()}
    return Starts(tuple(alone), merging, goes_on, sorts, plain)


def _plain(entries: Iterable[tuple[str, Senses]]) -> Plain | None:
    """How entries of the same words are read by themselves: as the first that is, with others of the same cut."""
    found: Plain | None = None
    for clitic, senses in entries:
        if senses.own and found is None:
            found = Plain(clitic, senses.own, senses.verbal)
        elif senses.own and found is not None and clitic == found.clitic:
            own = tuple(dict.fromkeys(found.senses + senses.own))
            found = Plain(clitic, own, found.verbal or senses.verbal)
    return found


def _is_own(sense: Sense) -> bool:
    """Whether a sense is a reading of its words; those of names and of people are read by modules of their own."""
    return sense.sort not in _ELSEWHERE and (sense.sort != "grammar" or sense.entry not in _PRIVATE)


def _doubtful(form: str, senses: Iterable[Sense]) -> bool:
    """Whether a whole word is nothing but a verb with a pronoun, «ه», that may be the «ة» of a noun («بقوة»), or tells
    only what a text is about («باختناق»)."""
    if all(sense.sort == "domain" for sense in senses):
        return True
    return form.endswith("ه") and all(sense.shape in VERBAL for sense in senses)


def _goes_on(starts: Starts, words: Sequence[Word], first: int) -> bool:
    """Whether anything longer than a word may begin with it."""
    if starts.merging:
        return True
    return bool(starts.longer) and first + 1 < len(words) and words[first + 1].form in starts.longer


def _matches(starts: Starts, words: Sequence[Word], first: int) -> list[Match]:
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
