"""Spelling: slips of one letter repaired against the lexicon and the gazetteer, and words written together split.

Only a word that neither knows, uncut or cut, is looked at, and only where its neighbours say what it must be: inside
a listed name, as a place's name after a head noun, or as a people noun, force noun or verb of an act with a letter
doubled, dropped or swapped. Rules: `spelling.name`, `spelling.place`, `spelling.word`, `spelling.joined`. The word then
matches as the repaired one; its span stays, and every repair is an issue.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.numerals import read_number
from tawthiq.arabic.words import Word, cuts
from tawthiq.lexicon.index import Lexicon
from tawthiq.mention.slips import Slips, fitting_place, is_slip, is_slip_of_hand, respelt
from tawthiq.model import Issue
from tawthiq.places.gazetteer import Gazetteer, Place

_SHORTEST = 5
_SHORTEST_ACT = 6
_JOINED_LEFT, _JOINED_RIGHT = 4, 6
_JOINED_ACT = 3
_DOTS = frozenset({".", "..", "...", "…"})
_FINAL_ONLY = "ةى"
_MAX_REACH = 3
_LIST = 12
_CLOSING = frozenset(".؛:\n")


class _Fix(Struct, frozen=True):
    form: str
    rule: str
    shown: str | None = None


def repair(
    text: str, words: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer, regions: Mapping[str, int]
) -> list[Issue]:
    """Repair the misspelt words of a report in place; leaves an issue for each.

    `regions` counts the governorates that the report talks about, by place id.
    """
    return _Repairer(text, words, lexicon, gazetteer, regions).run()


def split_joined(
    text: str, words: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[list[Word], list[Issue]]:
    """Split words that are written together («الولاياتالمتحدة»), where both parts are known."""
    slips = Slips.of(lexicon, gazetteer)
    found: list[Word] = []
    issues: list[Issue] = []
    for word in _mended(text, words, slips):
        whole = len(word.form) < 6 or word.sort != "word" or word.marks or slips.knows[word.form]
        if not whole and (at := _seam(text, word, slips)):
            middle = word.start + at
            parts = (
                Word(word.form[:at], word.start, middle, "word", word.gap, 0),
                Word(word.form[at:], middle, word.end, "word", " ", 0),
            )
            shown = f"{text[word.start : middle]} {text[middle : word.end]}"
            issues.append(_issue(text, word, shown))
            found.extend(parts)
        else:
            found.append(word)
    if issues:
        for position, word in enumerate(found):
            word.position = position
    return found, issues


def _mended(text: str, words: Sequence[Word], slips: Slips) -> Sequence[Word]:
    """The words, those joined that dots break up to slip past a platform's filter («غا..رة», «قص.ف»)."""
    if not any(word.gap in _DOTS for word in words):
        return words
    mended: list[Word] = []
    for word in words:
        whole = mended[-1].form + word.form if mended and word.gap in _DOTS else ""
        before = mended[-1] if whole else word
        parts = (before.form, word.form)
        if whole and word.sort == before.sort == "word" and slips.exact(whole) and not all(map(slips.exact, parts)):
            written = text[before.start : word.end]
            mended[-1] = Word(whole, before.start, word.end, "word", before.gap, before.position, written, before.quote)
        else:
            mended.append(word)
    for position, word in enumerate(mended):
        word.position = position
    return mended


def _seam(text: str, word: Word, slips: Slips) -> int:
    """Where a word that nothing knows is two, or 0."""
    inner = text[word.start : word.end - 1]
    marked = max(inner.find(letter) for letter in _FINAL_ONLY) + 1
    if not marked and (act := _act_behind(word.form, slips)):
        return act
    if not marked and len(word.form) < _JOINED_LEFT + _JOINED_RIGHT:
        return 0
    if marked:
        left, right = word.form[:marked], word.form[marked:]
        return marked if len(right) >= 2 and slips.knows[left] and slips.knows[right] else 0
    at = word.form.find("ال", _JOINED_LEFT)
    while at > 0:
        if len(word.form) - at >= _JOINED_RIGHT and slips.exact(word.form[:at]) and slips.exact(word.form[at:]):
            return at
        at = word.form.find("ال", at + 1)
    return 0


def _act_behind(form: str, slips: Slips) -> int:
    """Where an act begins that a page wrote to the hashtag or line before it («#حلباستهدف», «الزورانفجرت»), or 0."""
    at = form.find("ا", _JOINED_ACT)
    while 0 < at <= len(form) - _JOINED_ACT:
        if slips.tells(form[at:]) and slips.exact(form[:at]):
            return at
        at = form.find("ا", at + 1)
    return 0


class _Repairer:
    def __init__(
        self, text: str, words: Sequence[Word], lexicon: Lexicon, gazetteer: Gazetteer, regions: Mapping[str, int]
    ) -> None:
        self.text, self.words = text, words
        self.lexicon, self.gazetteer, self.regions = lexicon, gazetteer, regions
        self.slips = Slips.of(lexicon, gazetteer)
        self.issues: list[Issue] = []
        self._written: frozenset[str] | None = None

    def run(self) -> list[Issue]:
        """Look at every word that nothing knows."""
        head: str | None = None
        knows, head_kind = self.slips.knows, self.slips.head_kind
        for at, word in enumerate(self.words):
            unknown = len(word.form) >= _SHORTEST and word.sort == "word" and not knows[word.form]
            if unknown and read_number(self.words, at) is None:
                fix = self._in_name(at) or (self._as_place(at, head) if head else None) or self._as_word(at)
                if fix:
                    self.issues.append(
                        _issue(
                            self.text, word, fix.shown or respelt(self.text[word.start : word.end], word.form, fix.form)
                        )
                    )
                    word.form = fix.form
            kind = head_kind[word.form]
            head = self._head_after(at, kind, head) if kind or head else None
        return self.issues

    def _head_after(self, at: int, kind: str | None, head: str | None) -> str | None:
        """The kind of the head noun that rules the next word, alone or through a list of names.

        `kind` is that of the word itself, `head` that of the head noun which rules it.
        """
        if at + 1 >= len(self.words):
            return None
        following = self.words[at + 1]
        if kind and following.joined:
            return kind
        if not head:
            return None
        listed = following.form.startswith("و") or following.gap.strip() in ("،", ",")
        return head if listed and _CLOSING.isdisjoint(following.gap) else None

    def _in_name(self, at: int) -> _Fix | None:
        """A word of a listed name whose other words are there («تتظيم الدولة»)."""
        for clitic, rest in cuts(self.words[at].form):
            if len(rest) < _SHORTEST:
                continue
            for head in (form for form in self.slips.starts.near[rest] if is_slip_of_hand(rest, form, 1)):
                if any(self._follows(at, tail) for tail in self.slips.names(head)):
                    return _Fix(_with_clitic(clitic, head), "spelling.name")
        return self._inside_name(at)

    def _inside_name(self, at: int) -> _Fix | None:
        form = self.words[at].form
        size = len(form)
        for back in range(1, min(_MAX_REACH, at) + 1):
            if not self.words[at - back + 1].joined:
                break
            for tail in self.slips.tails[self.words[at - back].form]:
                if len(tail) < back:
                    continue
                wanted = tail[back - 1]
                if abs(len(wanted) - size) > 1 or OSA.distance(wanted, form, score_cutoff=1) != 1:
                    continue
                if self._slipped(form, wanted) and self._follows(at - back, tail, skip=at):
                    return _Fix(wanted, "spelling.name")
        return None

    @staticmethod
    def _slipped(form: str, wanted: str) -> bool:
        """Whether a word within a name is a slip of the hand, and no other ending of the same word."""
        endings = {form[-2:], wanted[-2:]}
        if endings <= {"ين", "ون", "ان"}:
            return False
        return is_slip_of_hand(form, wanted, 1) or (
            len(form) == len(wanted) and form[:-1] == wanted[:-1] and endings <= {"ام", "ان"}
        )

    def _follows(self, first: int, tail: Sequence[str], skip: int = -1) -> bool:
        """Whether the words after `first` are those of a name, at least one of them telling."""
        telling = skip > 0 and len(self.words[first].form) >= 3 and self.slips.head_kind[self.words[first].form] is None
        for offset, form in enumerate(tail, 1):
            at = first + offset
            if at >= len(self.words) or not self.words[at].joined:
                return False
            if at != skip:
                if self.words[at].form != form:
                    return False
                telling = telling or len(form) >= 4
        return telling

    def _as_place(self, at: int, head: str) -> _Fix | None:
        """A name after a head noun: a place of the report's regions, or one that the report spells right elsewhere."""
        word = self.words[at]
        clitic = "و" if word.form.startswith("و") and self.slips.head_kind[self.words[at - 1].form] is None else ""
        rest = word.form[len(clitic) :]
        if len(rest) < _SHORTEST:
            return None
        near = {name: self.slips.places[name] for name in self.slips.place_names.near[rest]}
        if not near:
            return None
        written = {
            name: places
            for name, places in near.items()
            if name in self._written_names() and not self._beside(at, name)
        }
        local = {
            name: kept for name, places in near.items() if (kept := self._local(places)) and is_slip_of_hand(rest, name)
        }
        found = written or (fitting_place(local, head) if local and not self._settled(rest) else {})
        if not found:
            return None
        if len(found) > 1:
            names = " / ".join(sorted({place.name_ar for places in found.values() for place in places}))
            self.issues.append(
                Issue("ambiguous_place", f"may be {names}", self.text[word.start : word.end], (word.start, word.end))
            )
            return None
        name, places = next(iter(found.items()))
        shown = next((p.name_ar for p in places if fold_name(p.name_ar) == name), None)
        return _Fix(clitic + name, "spelling.place", clitic + shown if shown else None)

    def _settled(self, name: str) -> bool:
        """Whether a report writes a name so again: then it is no slip of the hand."""
        return sum(word.form.endswith(name) for word in self.words) > 1

    def _local(self, places: Iterable[Place]) -> list[Place]:
        return [place for place in places if self.regions.get(self.gazetteer.region(place), 0) > 0]

    def _beside(self, at: int, name: str) -> bool:
        """Whether a name stands in the same list, which no report fills with one place twice."""
        near = self.words[max(0, at - _LIST) : at + _LIST]
        return any(name in word.form for word in near)

    def _written_names(self) -> frozenset[str]:
        if self._written is None:
            forms = {rest for word in self.words for _, rest in cuts(word.form)}
            self._written = frozenset(forms & self.slips.places.keys())
        return self._written

    def _as_word(self, at: int) -> _Fix | None:
        """A people noun, force noun or act with a letter doubled, dropped or swapped («الموظفيين»)."""
        for clitic, rest in cuts(self.words[at].form):
            if len(rest) < _SHORTEST:
                continue
            near = [form for form in self.slips.acts.near[rest] if is_slip(rest, form, _SHORTEST_ACT)]
            if len(near) == 1:
                return _Fix(_with_clitic(clitic, near[0]), "spelling.word")
        return None


def _with_clitic(clitic: str, form: str) -> str:
    """A form with a proclitic: the article loses its alef behind «لـ»."""
    return clitic + form[1:] if clitic.endswith("ل") and form.startswith("ال") else clitic + form


def _issue(text: str, word: Word, read_as: str) -> Issue:
    written = text[word.start : word.end]
    return Issue("misspelling", f"«{written}» read as «{read_as}»", written, (word.start, word.end))
