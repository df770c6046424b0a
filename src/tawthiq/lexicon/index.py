"""The lexicon as an index from folded words to what they can mean."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.words import Word
from tawthiq.lexicon import entries as e
from tawthiq.lexicon.inflect import (
    ABSTRACTS,
    adjective_forms,
    noun_forms,
    object_forms,
    passive_of,
    past_forms,
    present_forms,
    present_of,
)
from tawthiq.lexicon.load import Lists, load_lists
from tawthiq.lexicon.phrases import PhraseIndex, Sense

_SUFFERED = frozenset({"trigger", "pair"})
"""Sorts of words whose verbs are read in the passive too."""


class PairSense:
    """A verb that means an act together with one of its objects."""

    __slots__ = ("_beside", "_objects", "kind", "pair")

    def __init__(self, kind: e.Kind, pair: e.Pair, things: Mapping[str, tuple[str, ...]]) -> None:
        self.kind, self.pair = kind, pair
        self._beside = {form for word in e.spelled_out(pair.beside, things) for form in noun_forms(word)}
        self._objects: dict[str, set[tuple[str, ...]]] = {}
        for form in {form for noun in e.spelled_out(pair.objects, things) for form in object_forms(noun)}:
            first, *rest = form.split()
            for written in _with_proclitics(first):
                self._objects.setdefault(written, set()).add(tuple(rest))

    def accompanied(self, words: Iterable[Word]) -> bool:
        """Whether one of the words that it must stand beside is among the words, or it needs none."""
        return not self._beside or any(word.form.removeprefix("و") in self._beside for word in words)

    def has_object(self, forms: frozenset[str]) -> bool:
        """Whether one of the objects may begin with one of the folded words."""
        return not self._objects.keys().isdisjoint(forms)

    def object_at(self, words: Sequence[Word], at: int) -> int:
        """How many words the longest of the objects takes that begins at a word; 0 where none does."""
        phrases = self._objects.get(words[at].form)
        if phrases is None:
            return 0
        return max((1 + len(rest) for rest in phrases if _follows(words, at + 1, rest)), default=0)


def _with_proclitics(form: str) -> set[str]:
    """A folded word as an object may stand: «ضربة», «بضربة», «وضربة», «للضربة»."""
    return {form} if len(form) <= 2 else {form, "ب" + form, "ل" + form, "و" + form, "ل" + form.removeprefix("ا")}


def _follows(words: Sequence[Word], at: int, forms: tuple[str, ...]) -> bool:
    return at + len(forms) <= len(words) and all(words[at + k].form == form for k, form in enumerate(forms))


class Lexicon(PhraseIndex):
    """Looks up the senses of words and phrases in a sequence of words.

    Build it with `Lexicon(load_lists())`, or take the shared one from `default_lexicon()`.
    """

    def __init__(self, lists: Lists) -> None:
        super().__init__()
        self.lists = lists
        self.actors = {actor.id: actor for actor in lists.actors}
        _fill(self, lists)


def _fill(lexicon: Lexicon, lists: Lists) -> None:
    for actor in lists.actors:
        for form in (actor.ar, *actor.forms):
            lexicon.add(form, Sense("actor", actor))
        for form in actor.short:
            lexicon.add(form, Sense("short", actor))
        for form in actor.framing:
            lexicon.add(form, Sense("framing", actor))
    for affiliation in lists.affiliations:
        forms = adjective_forms(affiliation.adjective) if affiliation.adjective else {affiliation.genitive or ""}
        for form in forms:
            lexicon.add(form, Sense("affiliation", affiliation, "adjective" if affiliation.adjective else "genitive"))
    for force in lists.forces:
        _add_nouns(lexicon, force.forms, Sense("force", force))
    for means in lists.means:
        _add_nouns(lexicon, (means.ar, *means.forms), Sense("means", means))
    _fill_people(lexicon, lists)
    _fill_speaking(lexicon, lists)
    _fill_places(lexicon, lists)
    _fill_acts(lexicon, lists)
    for domain in lists.domains:
        for form in domain.words:
            lexicon.add(form, Sense("domain", domain))
        for form in domain.after:
            lexicon.add(form, Sense("after", domain))


def _fill_people(lexicon: Lexicon, lists: Lists) -> None:
    for people in lists.people:
        for number, forms in (("sing", people.sing), ("dual", people.dual), ("plural", people.plural)):
            for form in forms:
                lexicon.add_inflected(_people_forms(form, number), Sense("people", people, number))


def _people_forms(form: str, number: str) -> set[str]:
    word = fold_name(form)
    if " " in word:
        return {word, " ".join("ال" + part for part in word.split())}
    forms = {word, word if word.startswith("ال") else "ال" + word}
    if word.endswith("ا") and len(word) > 3:
        return forms  # the accusative takes no pronoun; «شقيقاه» are two
    stem = (
        word[:-1]
        if word.endswith(("ون", "ين")) or number == "dual"
        else word[:-1] + "ت"
        if form.endswith("ة")
        else word
    )
    stems = {stem, stem[:-1] + "ي", stem[:-1] + "و"} if stem.endswith("اء") else {stem}
    return forms | {stem + pronoun for stem in stems for pronoun in ("ه", "ها", "هم", "هما")} - ABSTRACTS


def _fill_speaking(lexicon: Lexicon, lists: Lists) -> None:
    for outlet in lists.outlets:
        for form in (outlet.ar, *outlet.forms, *outlet.domains, *outlet.handles):
            lexicon.add(form, Sense("outlet", outlet))
    for speaker in lists.speakers:
        _add_nouns(lexicon, speaker.forms, Sense("speaker", speaker))
    for reporting in lists.reporting:
        _add_verbs(lexicon, "reporting", reporting, reporting.verbs)
        _add_nouns(lexicon, reporting.nouns, Sense("reporting", reporting, "noun"))
        for form in reporting.participles:
            lexicon.add(form, Sense("reporting", reporting, "participle"))
        for form in reporting.phrases:
            lexicon.add(form, Sense("reporting", reporting, "phrase"))


def _fill_places(lexicon: Lexicon, lists: Lists) -> None:
    for head in lists.heads:
        for shape, nouns in (("one", head.one), ("many", head.many)):
            for noun in nouns:
                lexicon.add_inflected(noun_forms(noun), Sense("head", head, shape))
    for relation, relation_words in lists.relations.items():
        for form in relation_words:
            lexicon.add(form, Sense("relation", relation))
    for thing in lists.objects:
        _add_nouns(lexicon, thing.forms, Sense("object", thing))


def _fill_acts(lexicon: Lexicon, lists: Lists) -> None:
    for kind in lists.kinds:
        _add_verbs(lexicon, "trigger", kind, kind.verbs)
        for verb in map(e.as_verb, kind.passive):
            forms = past_forms(verb.past) | present_forms(verb.present or present_of(verb.past))
            lexicon.add_inflected(forms, Sense("trigger", kind, "passive"))
        _add_nouns(lexicon, kind.nouns, Sense("trigger", kind, "noun"))
        for pair in kind.pairs:
            sense = PairSense(kind, pair, lists.things)
            _add_verbs(lexicon, "pair", sense, pair.verbs)
            _add_nouns(lexicon, [noun for verb in pair.verbs for noun in verb.nouns], Sense("pair", sense, "noun"))
    for support in lists.support:
        _add_verbs(lexicon, "support", support, support.verbs)
        _add_nouns(lexicon, support.nouns, Sense("support", support, "noun"))
    for grammar_class, members in lists.grammar.items():
        groups = members.items() if isinstance(members, dict) else [(grammar_class, members)]
        for key, group in groups:
            for form in group:
                lexicon.add(form, Sense("grammar", grammar_class, key))


def _add_verbs(lexicon: Lexicon, sort: str, entry: Any, verbs: Iterable[e.Verb | str]) -> None:
    for verb in map(e.as_verb, verbs):
        presents = present_forms(verb.present or present_of(verb.past))
        shapes = [("past", past_forms(verb.past)), ("present", presents)]
        passive = verb.passive or (passive_of(verb.past) if sort in _SUFFERED else None)
        if passive:
            shapes.append(("passive", past_forms(passive)))
        for shape, forms in shapes:
            sense = Sense(sort, entry, shape)
            for then in verb.then or ("",):
                lexicon.add_inflected([f"{form} {then}" for form in forms] if then else forms, sense)


def _add_nouns(lexicon: Lexicon, nouns: Iterable[str], sense: Sense) -> None:
    for noun in nouns:
        lexicon.add_inflected(noun_forms(noun), sense)


@cache
def default_lexicon() -> Lexicon:
    """The lexicon that ships with tawthiq, loaded once."""
    return Lexicon(load_lists())
