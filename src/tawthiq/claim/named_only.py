"""Acts that a noun only names: to date another act, to say where something was, or as any act of their sort."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.mention.chunk import Chunk

PERIODS = frozenset("عام عامين اعوام سنه سنوات شهر شهرين اشهر اسبوع اسابيع يوم ايام".split())
"""Words that count time, as they stand without the article."""
_BEGINNINGS = frozenset("اندلاع بدء بدايه انطلاق نشوب".split())
_MOVING = frozenset({"advance", "leave", "seize", "deploy"})
_ANY_BEFORE = frozenset("قبل عند من في علي ضد حيال تجاه ازاء مع".split())
_NEGATIONS = frozenset({"لم", "لن", "ما", "ليس", "ليست"})
_DESPITE = frozenset({"رغم", "الرغم", "بالرغم", "برغم", "بموجب"})
_COVERED = ("المشموله", "المشمول", "مشموله")
_NEAR = 4
_ANY = frozenset({"لاي", "باي", "كاي"})
_STANDS = frozenset("نقطه نقاط منطقه مناطق مكان اماكن موقع مواقع مراكز خطوط محاور".split())
_SPOTS = frozenset("مكان موقع موضع لمكان لموقع بمكان بموقع مكانا موقعا".split())


def _dated_by(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«منذ اندلاع القتال», «بعد عام على سقوط المدينة»: the act is known, and another is dated by it."""
    first = chunks[act.main.head].first
    if act.main.verbal or first < 2:
        return False
    before, form = words[first - 1].form, words[first].form
    if before in _BEGINNINGS and form.startswith("ال"):
        return any(word.form in ("منذ", "بعد") for word in words[max(0, first - 3) : first - 1])
    if before != "علي":
        return False
    years = next((chunk for chunk in chunks if chunk.last == first - 2), None)
    return years is not None and (years.sort == "time" or words[first - 2].form in PERIODS)


def _since_it_came(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«منذ تدخلها العسكري», «منذ بدء سيطرته على المدينة»: how long something has been so, by a party's own coming."""
    head = chunks[act.main.head]
    if act.main.frame not in _MOVING or not words[head.first].form.endswith(("ها", "ه", "هم")):
        return False
    before = [word.form for word in words[max(0, head.first - 2) : head.first]]
    return before[-1:] == ["منذ"] or (before[:1] == ["منذ"] and before[-1] in _BEGINNINGS)


def _any_at_all(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«قبل أي هجوم», «لأي عملية عسكرية»: an act of a sort, and not one that was done."""
    first = chunks[act.main.head].first
    if act.main.verbal or first == 0:
        return False
    near = [word.form for word in words[max(0, first - _NEAR) : first]]
    any_one = near[-1] in _ANY or (near[-1] == "اي" and near[-2:-1] != [] and near[-2] in _ANY_BEFORE)
    return any_one and _NEGATIONS.isdisjoint(near)  # «لم تقم بأي هجوم» denies it


def _stands_there(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«نقاط تمركز القوات», «مناطق انتشار التنظيم»: where a force stands, which nobody says that it came to."""
    head = chunks[act.main.head]
    standing = act.main.frame == "deploy" and not head.clitic and head.first > 0 and words[head.first].joined
    return standing and words[head.first - 1].form.lstrip("ولب") in _STANDS


def _despite(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«رغم اتفاق وقف إطلاق النار», «المشمولة بالهدنة», «بموجب الاتفاق»: a deal that was made before, told beside."""
    head = chunks[act.main.head]
    if act.main.frame != "agree" or act.main.verbal or act.main.pair is not None:
        return False
    near = [word.form for word in words[max(0, head.first - _NEAR) : head.first]]
    return any(form in _DESPITE for form in near) or any(form.endswith(_COVERED) for form in near[-1:])


NAMED_ONLY = (
    (_dated_by, "told only to date another act"),
    (_since_it_came, "told only to date another act"),
    (_any_at_all, "any act of its sort, and none that was done"),
    (_despite, "a deal of before, told only beside the act"),
    (_stands_there, "only says where a force stands"),
)


def is_a_spot(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«تفقدوا مكان سقوط الصاروخ», «قرب موقع الانفجار»: an act by which a spot is named."""
    first = chunks[act.main.head].first
    told = act.harms or (act.roles.agents and any(not place.value.reference for place in act.roles.places))
    return not (act.main.verbal or told) and first > 0 and words[first - 1].form in _SPOTS
