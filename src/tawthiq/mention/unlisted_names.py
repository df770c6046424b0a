"""Names of places that no gazetteer has: what a head noun, a list or the words behind vouch for."""

from functools import cache

from tawthiq.arabic.fold import fold_name
from tawthiq.lexicon.entries import Head
from tawthiq.lexicon.phrases import Match
from tawthiq.mention.place_names import LANDS_OF_UNITS, is_ordinary
from tawthiq.mention.scene import Scene
from tawthiq.mention.times_lexicon import read_times
from tawthiq.places.gazetteer import SETTLEMENTS

_FREELY_NAMED = frozenset({"village", "town", "front"})
"""Kinds of place that bear ordinary words as names («قرية الحصن», «محور المشروع»)."""
_ADJECTIVE_ENDINGS = ("ي", "يه")
_ADJECTIVE_ENDING = "يه"
_WORD_ENDINGS = ("يه", "ين", "ات", "ون", "تين")
_BARE_AFTER = SETTLEMENTS | {"front"}
_DIVISIONS = frozenset({"district", "subdistrict"})
_NAMED_AFTER_DAYS = frozenset({"facility", "base", "bridge", "road", "neighbourhood", "camp"})
_UNITS = frozenset({"كتيبه", "لواء", "اللواء", "فوج", "الفوج", "الفرقه"})
_AT = frozenset({"في", "علي", "داخل", "محيط", "الي", "نحو", "من", "قرب"})
_OPENING = frozenset({'"', "«", "“", "'", "„"})
_MAX_NAME = 3
_LONGEST_LISTED = 4


def unknown_name(scene: Scene, at: int, head: Head, many: bool = False) -> int | None:
    """The last word of a name that no gazetteer has, or None where the words are no name.

    `many` says that a head noun of several places leads it.
    """
    if not _may_be_name(scene, at, head, many):
        return None
    if is_commemorated(scene, at):
        return at + 1
    if scene.words[at].gap.strip() in _OPENING and scene.words[at].quote >= 0:
        return _end_of_quotation(scene, at)
    listed = _before_next(scene, at) if many else None
    if listed is not None:
        return listed
    last = at
    while last - at + 1 < _MAX_NAME and scene.joined(last + 1):
        if not scene.grammar(last, "name_starts") or not may_continue(scene, last + 1):
            break
        last += 1
    return last


def _end_of_quotation(scene: Scene, at: int) -> int:
    """The last word of a name in quotation marks («مستوطنة "غوش عتصيون"»)."""
    last, quote = at, scene.words[at].quote
    while last - at + 1 < _MAX_NAME and last + 1 < len(scene) and scene.words[last + 1].quote == quote:
        if scene.words[last + 1].gap.strip():
            break
        last += 1
    return last


def _before_next(scene: Scene, at: int) -> int | None:
    """The last word of a longer name that heads a list of two («قريتي عين حور بركة وزيتان»): «و» opens the next one."""
    for last in range(at + 1, at + _LONGEST_LISTED):
        word = scene.words[last] if last < len(scene) else None
        if word is None or word.sort != "word" or not scene.joined(last) or word.form.startswith("و"):
            return None
        if is_ordinary(scene, last) or scene.named(last) or scene.grammar(last, "directions"):
            return None
        if scene.joined(last + 1) and scene.form(last + 1).startswith("و"):
            return last
    return None


def is_commemorated(scene: Scene, at: int) -> bool:
    """Whether a day and a month are what a place is called after («مستشفى 22 مايو», «شارع 17 يوليو»)."""
    if not scene.joined(at) or not scene.joined(at + 1) or scene.words[at].sort != "number":
        return False
    if scene.form(at + 1) not in _months() or (scene.joined(at + 2) and scene.words[at + 2].sort == "number"):
        return False
    before = scene.first(at - 1, "head", "one")
    return before is not None and before[1].entry.kind in _NAMED_AFTER_DAYS and not scene.form(at - 1).startswith("ال")


@cache
def _months() -> frozenset[str]:
    return frozenset(fold_name(name) for names in read_times().months.values() for name in names)


def may_continue(scene: Scene, at: int) -> bool:
    """Whether a word may be the second of a name («أبو حامضة», «تل السمن»)."""
    word = scene.words[at]
    if word.sort != "word" or len(word.form) < 2 or word.gap.strip():
        return False
    cut = all(match.clitic and sense.sort == "after" for match in scene.lexical(at) for sense in match.senses)
    return cut or not is_ordinary(scene, at) or bool(scene.grammar(at, "name_starts"))  # «بحر» is not «بـ» with «حر»


def _may_be_name(scene: Scene, at: int, head: Head, many: bool) -> bool:
    """Whether a word after a head noun can be a name that no list has."""
    word = scene.words[at]
    form = word.form
    if word.sort != "word" or len(form) < 2:
        return word.sort == "number" and (head.kind in ("base", "facility", "road") or is_commemorated(scene, at))
    barred = ("directions", "prepositions", "force_adjectives", "not_names", "relative")
    if any(scene.grammar(at, name) for name in barred) or any(
        match.clitic not in ("", "ف") for match in scene.named(at)
    ):
        return False
    compound = bool(scene.grammar(at, "name_starts")) and scene.joined(at + 1) and may_continue(scene, at + 1)
    quoted = word.gap.strip() not in ("", "#", "،", ",") and word.quote >= 0
    if compound or (quoted and not is_ordinary(scene, at)):
        return True
    definite = form.startswith("ال")
    towns = any(sense.entry.kind in SETTLEMENTS for _, sense in scene.senses(at, "head"))
    junction = definite and bool(scene.grammar(at - 1, "junctions")) and not towns
    if is_ordinary(scene, at) and not (definite and head.kind in _FREELY_NAMED):
        return junction
    placed = not definite and _placed_name(scene, at, head)
    if head.facility and not (placed or _names_facility(scene, at)):
        return False
    if scene.grammar(at - 1, "weak_heads") and not (definite or placed or _closes_region(scene, at)):
        return False
    if definite or placed:
        return True
    settlement = head.kind in SETTLEMENTS and not many
    return not (form.endswith(_ADJECTIVE_ENDING if settlement else _WORD_ENDINGS) or _is_phrase(form))


def _closes_region(scene: Scene, at: int) -> bool:
    """«في منطقة نجا، …»: a word that ends its clause and is no adjective, which would be feminine."""
    form = scene.form(at)
    ends = at + 1 >= len(scene) or bool(scene.words[at + 1].gap.strip())
    odd = form.endswith(("ه", "ات", "ين", "ون")) or form.startswith(("م", "ت", "ي", "ل", "ب"))
    return scene.form(at - 1).endswith("منطقه") and ends and not odd and not scene.lexical(at)


def _placed_name(scene: Scene, at: int, head: Head) -> bool:
    """Whether the next word says where a bare word lies, so that it is a name («سوق س جنوب ص»)."""
    form = scene.form(at)
    if scene.lexical(at) or not scene.joined(at + 1):
        return False
    within = any(match.clitic == "ب" for match in (*scene.named(at + 1), *(m for m, _ in scene.senses(at + 1, "head"))))
    if within and head.kind in _BARE_AFTER and not scene.grammar(at - 1, "weak_heads"):
        return True
    adjective = form.startswith(("م", "ت", "ي")) or form.endswith(_ADJECTIVE_ENDINGS)
    if within and head.kind in _DIVISIONS:
        return not form.endswith(_ADJECTIVE_ENDINGS)
    return not adjective and bool(scene.first(at + 1, "relation"))


def _is_phrase(form: str) -> bool:
    """«له», «لضخ», «بها»: a clitic with something behind it."""
    return (form.startswith(("ل", "ب")) and len(form) <= 4) or form.endswith(("هم", "هما", "نا")) or form[0] == "ي"


def _names_facility(scene: Scene, at: int) -> bool:
    """A facility's name has the article or follows a noun that is named after people («مستشفى ناصر»)."""
    form = scene.form(at)
    if form.startswith("ال"):
        return True
    return (
        bool(scene.grammar(at - 1, "named_facilities"))
        and not form.startswith(("م", "ت", "ي"))
        and not form.endswith(_ADJECTIVE_ENDINGS)
    )


def is_unit(scene: Scene, match: Match) -> bool:
    """«مقر تابع لكتيبة س» in Libya, «بين اللواء …»: men, and no base, where no word of place stands before."""
    if scene.country not in LANDS_OF_UNITS or scene.bare_form(match.first, match.clitic) not in _UNITS:
        return False
    return match.clitic in ("ل", "و") or scene.form(match.first - 1) not in _AT
