"""Slips of the hand: the known forms one letter away from a word, found by what is left when a letter is dropped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from tawthiq.arabic.words import PerForm, cuts
from tawthiq.lexicon.index import Lexicon
from tawthiq.lexicon.phrases import PhraseIndex
from tawthiq.mention.place_names import fits_head
from tawthiq.places.gazetteer import Gazetteer, Place

_SHORTEST = 4
_ACTS = frozenset({"people", "trigger", "force", "pair"})
_NAMED = frozenset({"actor", "short", "means", "people", "object", "speaker", "outlet", "place", "force"})
_VOWELS = frozenset("اوي")
_SHAPES = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
_HEARD_ALIKE = frozenset({frozenset("ضظ"), frozenset("طظ")})
_ALIKE = frozenset(frozenset((a, b)) for shape in _SHAPES for a in shape for b in shape if a != b)
_PLURALS = ("ات", "ون", "ين")
_PRONOUNS = ("ها", "هم", "هما", "هن", "نا")


class Neighbours:
    """Words by what is left of them when one letter is dropped, so that words one slip apart meet."""

    def __init__(self, words: Iterable[str]) -> None:
        self._left: dict[str, str] = {}
        for word in words:
            for form in {word, *_drops(word)}:
                self._left[form] = f"{self._left[form]} {word}" if form in self._left else word
        self._longest = max(map(len, self._left), default=0)
        self.near = PerForm(self._find_near)
        """By word, the words at distance one (a swap of neighbours counts as one), in alphabetical order."""

    def _find_near(self, word: str) -> tuple[str, ...]:
        if len(word) > self._longest + 1:
            return ()
        found = {known for form in (word, *_drops(word)) for known in self._left.get(form, "").split()}
        return tuple(sorted(form for form in found if OSA.distance(word, form, score_cutoff=1) == 1))


class Slips:
    """What the lexicon and the gazetteer know, and the neighbours of what may be misspelt; built when first needed.

    By folded word: `knows` says whether it, or what a cut of its proclitics leaves, stands in an entry; `head_kind`
    gives the kind of place that it introduces as a head noun, proclitics allowed; `tails` the words that follow it in
    the names that it begins, proclitics cut.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._indexes = (lexicon, gazetteer)
        self._heads: dict[str, str] = {}
        self._vocabulary = {word for index in self._indexes for word in _words(index)}
        self.knows = PerForm(self._is_known)
        self.head_kind = PerForm(self._find_head_kind)
        self.tails = PerForm(self._find_tails)
        starts = {h for index in self._indexes for h in index.heads() if len(h) >= _SHORTEST and _leads(index, h)}
        acts = {h for h in lexicon.heads() if len(h) > _SHORTEST and _is_act(lexicon, h)}
        self._acts = frozenset(acts)
        self.places = _single_names(gazetteer)
        self.starts, self.acts = Neighbours(starts), Neighbours(acts)
        self.place_names = Neighbours(name for name in self.places if len(name) > _SHORTEST)
        for head in lexicon.lists.heads:
            for noun in (*head.one, *head.many):
                for form in lexicon_forms(noun):
                    self._heads.setdefault(form, head.kind)

    @staticmethod
    @lru_cache(maxsize=4)
    def of(lexicon: Lexicon, gazetteer: Gazetteer) -> "Slips":
        """The slips of a lexicon and a gazetteer."""
        return Slips(lexicon, gazetteer)

    def exact(self, form: str) -> bool:
        """Whether a folded word stands in an entry as it is."""
        return form in self._vocabulary

    def tells(self, form: str) -> bool:
        """Whether a folded word names an act, a force or people, with no pronoun on it."""
        return form in self._acts

    def names(self, head: str) -> Iterator[tuple[str, ...]]:
        """The words that follow a folded word, no proclitic cut, in the names that it begins."""
        for index in self._indexes:
            for tail, senses in index.phrases(head).items():
                if tail and any(sense.sort in _NAMED for sense in senses):
                    yield tail

    def _is_known(self, form: str) -> bool:
        return any(rest in self._vocabulary for _, rest in cuts(form))

    def _find_head_kind(self, form: str) -> str | None:
        return next((self._heads[rest] for _, rest in cuts(form) if rest in self._heads), None)

    def _find_tails(self, form: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tail for _, rest in cuts(form) for tail in self.names(rest))


def lexicon_forms(noun: str) -> Iterable[str]:
    """The folded head noun, with the article too."""
    folded = noun.replace("ة", "ه").replace("أ", "ا").replace("إ", "ا").replace("ى", "ي")
    return (folded,) if folded.startswith("ال") else (folded, "ال" + folded)


def is_slip(word: str, form: str, shortest: int) -> bool:
    """Whether a word is a form with an inner letter doubled, dropped, swapped with its neighbour, or «ض» for «ظ».

    Vowel letters come and go with inflection and are not trusted, but for the alef of a plural with the article
    («الاشتباكت»); neither are short words, unless they end as only verbs do («أحزرت»).
    """
    at = _differs(word, form)
    if at == 0 or len(word) < (shortest if len(word) != len(form) or form[-1] != "ت" else shortest - 1):
        return False
    if len(word) == len(form):
        alike = frozenset((word[at], form[at])) in _HEARD_ALIKE
        return alike or (_swapped(word, form, at) and not {word[at], form[at]} & _VOWELS)
    if len(word) > len(form):
        return word[at] == word[at - 1] and word[at] not in "تل"
    if form[at] == "ا" and word.startswith("ال") and form.endswith(_PLURALS) and len(word) > shortest:
        return at > 1
    return at < len(form) - 1 and (
        form[at] == form[at - 1] or (form[at] not in _VOWELS and len(word.removeprefix("ال")) >= shortest)
    )


def is_slip_of_hand(word: str, name: str, from_letter: int = 2) -> bool:
    """The same for a name, where a letter may also be taken for one of its shape («البغبلية»)."""
    at = _differs(word, name)
    if at < from_letter:
        return False
    if len(word) == len(name):
        return _swapped(word, name, at) or frozenset((word[at], name[at])) in _ALIKE
    longer = word if len(word) > len(name) else name
    return longer[at] == longer[at - 1] or (at < len(longer) - 1 and longer[at] not in _VOWELS)


def _swapped(word: str, form: str, at: int) -> bool:
    return word[at + 1 : at + 2] == form[at] and word[at] == form[at + 1 : at + 2]


def fitting_place(found: Mapping[str, Sequence[Place]], head: str) -> Mapping[str, Sequence[Place]]:
    """The names of which a place is of the kind that the head noun says; all of them where none is."""
    if len(found) <= 1:
        return found
    return {name: places for name, places in found.items() if any(fits_head(place, head) for place in places)} or found


def respelt(written: str, form: str, repaired: str) -> str:
    """The written word with the repair made in it: hamzas and the like stay as they were."""
    if len(written) != len(form):
        return repaired
    at = _differs(form, repaired)
    end = len(form) - at
    while end > 0 and (len(repaired) < end or form[len(form) - end :] != repaired[len(repaired) - end :]):
        end -= 1
    end = min(end, len(repaired) - at)
    return (
        written[:at] + repaired[at : len(repaired) - end] + written[len(written) - end :]
        if end
        else written[:at] + repaired[at:]
    )


def _drops(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def _differs(one: str, other: str) -> int:
    """The index of the first letter that differs."""
    at = 0
    for letter, beside in zip(one, other, strict=False):
        if letter != beside:
            break
        at += 1
    return at


def _words(index: PhraseIndex) -> Iterable[str]:
    for head in index.heads():
        yield head
        for tail in index.phrases(head):
            yield from tail


def _leads(index: PhraseIndex, head: str) -> bool:
    return any(index.phrases(head))


def _is_act(lexicon: Lexicon, head: str) -> bool:
    """Whether a form names people, a force or an act, without a pronoun on it."""
    if head.endswith(_PRONOUNS):
        return False
    senses = [sense for sense in lexicon.phrases(head).get((), ()) if sense.sort in _ACTS]
    return any(not head.endswith("ه") or sense.shape not in ("past", "present", "passive") for sense in senses)


def _single_names(gazetteer: Gazetteer) -> dict[str, list[Place]]:
    found: dict[str, list[Place]] = {}
    for head in gazetteer.heads():
        places = [sense.entry for sense in gazetteer.phrases(head).get((), ())]
        if places:
            found[head] = places
    return found
