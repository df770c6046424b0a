"""Asides: who is named as the source between commas, in the middle of a clause that goes on behind it.

«قصفت المدفعية، بحسب المرصد، بلدتي س وص» is read as «قصفت المدفعية بلدتي س وص، بحسب المرصد»: the order of the words
changes for the reader alone, their places in the text do not.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.sentences import Sentence
from tawthiq.arabic.words import Word
from tawthiq.lexicon.index import Lexicon

_LONGEST = 9
"""How many words an aside has at most."""
_COMMAS = frozenset("،,")
_BREAKS = frozenset("،,؛;:")
_NEW_CLAUSE = frozenset(
    "ما مما فيما بينما حيث كما اذ لكن التي الذي اللذين الذين ان بان انه انها انهم ثم وسط قبل علما مشيرا مضيفا".split()
)
"""Words that open a clause of their own: the one before the aside had ended."""


def set_aside(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """The sentence with its first such aside put behind the clause that it stands in, or as it is where it has none."""
    words = sentence.words
    for at, word in enumerate(words):
        if at and not _COMMAS.isdisjoint(word.gap) and _names_source(words, at, lexicon):
            end = _end(words, at)
            if end is not None:
                return msgspec.structs.replace(sentence, words=_moved(words, at, end))
    return sentence


def _names_source(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    phrases = _phrases(lexicon).get(words[at].form, ())
    return any(all(map(_begins, words[at : at + len(phrase)], phrase)) for phrase in phrases)


def _begins(word: Word, form: str) -> bool:
    """Whether a word is that of a phrase, or begins with it («وفقا ل» before a name)."""
    return word.form.startswith(form)


@lru_cache(maxsize=4)
def _phrases(lexicon: Lexicon) -> dict[str, list[list[str]]]:
    """The phrases that name a source («بحسب», «وفقا ل»), folded, by their first words."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    for form in (form for entry in lexicon.lists.reporting for form in entry.phrases):
        found[fold_name(form).split()[0]].append(fold_name(form).split())
    return dict(found)


def _end(words: Sequence[Word], at: int) -> int | None:
    """Where the clause goes on behind an aside, or None where it does not."""
    for end in range(at + 2, min(at + _LONGEST + 1, len(words))):
        if words[end].joined:
            continue
        word = words[end]
        goes_on = word.sort != "word" or not (word.form.startswith(("و", "ف")) or word.form in _NEW_CLAUSE)
        return end if goes_on and not _COMMAS.isdisjoint(word.gap) else None
    return None


def _moved(words: Sequence[Word], at: int, end: int) -> tuple[Word, ...]:
    stop = end + 1
    while stop < len(words) and (_BREAKS.isdisjoint(words[stop].gap) or words[stop].form.startswith("و")):
        stop += 1
    words[end].gap = " "
    return (*words[:at], *words[end:stop], *words[at:end], *words[stop:])
