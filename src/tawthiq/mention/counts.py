"""Counts: a number or a word of number with what bounds it («ما لا يقل عن 20», «بين 25 و30», «العشرات»).

Bounds follow the public form: «عشرات» 20–99, «مئات» 200–999, «آلاف» 2000–9999, "at least n" [n, none], "about n" ±10 %,
«العديد» [2, none].
"""

from msgspec import Struct
from msgspec.structs import replace

from tawthiq.arabic.numerals import read_number
from tawthiq.mention.scene import Scene

Bounds = tuple[int | None, int | None]

VAGUE: dict[str, Bounds] = {
    "several": (2, None),
    "few": (3, 9),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "tens_of_thousands": (20_000, 99_999),
    "hundreds_of_thousands": (200_000, 999_999),
}
_BETWEEN = frozenset({"بين", "مابين"})
_CLITICS = ("وب", "ول", "ب", "ل", "و", "ف")


class Count(Struct, frozen=True):
    """A count: its bounds, the words it takes (`first` to the one before `next`), the clitic before it, its rule."""

    bounds: Bounds
    next: int
    first: int
    clitic: str
    rule: str = "quantity.counted"


def read_count(scene: Scene, at: int) -> Count | None:
    """The count that begins at a word."""
    ranged = _between(scene, at)
    if ranged:
        return ranged
    bound = scene.grammar_key(at, "bounds")
    if bound:
        after = bound[0].last + 1
        inner = (_between(scene, after) or _plain(scene, after)) if scene.joined(after) else None
        if not inner:
            return None
        bounds = inner.bounds if inner.rule == "quantity.vague" else bounded(bound[1], inner.bounds)
        return replace(inner, bounds=bounds, first=at, clitic=bound[0].clitic)
    count = _plain(scene, at)
    return bounded_after(scene, count, count.next) if count else None


def bounded_after(scene: Scene, count: Count, at: int) -> Count:
    """«20 على الأقل», «30 تقريبا»: a bound behind the number."""
    after = scene.grammar_key(at, "bounds") if scene.joined(at) else None
    if after and scene.form(after[0].first) in ("علي", "تقريبا") and after[0].last - after[0].first <= 1:
        return replace(count, bounds=bounded(after[1], count.bounds), next=after[0].last + 1)
    return count


def bounded(bound: str, bounds: Bounds) -> Bounds:
    """Bounds under «أكثر من», «أقل من», «نحو»."""
    low, high = bounds
    if bound == "least":
        return low, None
    if bound == "most":
        return None, high
    if low is None or high is None:
        return bounds
    return round(low * 0.9), round(high * 1.1)


def _plain(scene: Scene, at: int) -> Count | None:
    vague = scene.grammar_key(at, "vague")
    if vague and not _number_of_them(scene, at, vague[0].last):
        return Count(VAGUE[vague[1]], vague[0].last + 1, at, vague[0].clitic, "quantity.vague")
    number = scene.number(at)
    if not number:
        return None
    labelled = scene.joined(at) and scene.grammar(at - 1, "numbered")
    if labelled and not scene.first(number.end, "people"):
        return None
    high = _range_end(scene, number.end)
    clitic = _number_clitic(scene, at)
    if high and high[0] > number.value:
        return Count((number.value, high[0]), high[1], at, clitic)
    return Count((number.value, number.value), number.end, at, clitic)


def _number_of_them(scene: Scene, at: int, last: int) -> bool:
    """«عدد القتلى»: the number of them, not several of them."""
    return last == at and scene.form(at).endswith("عدد") and scene.form(at + 1).startswith("ال")


def _number_clitic(scene: Scene, at: int) -> str:
    word = scene.words[at]
    if word.sort != "word" or word.form in ("واحد", "واحده"):
        return ""
    return next((clitic for clitic in _CLITICS if word.form.startswith(clitic)), "")


def ranges(scene: Scene, at: int) -> bool:
    """Whether a word may begin a range of two numbers, by its form."""
    return scene.form(at).endswith(("ما", "بين"))


def _between(scene: Scene, at: int) -> Count | None:
    """«بين 25 و30», «ما بين عشرين وثلاثين»."""
    if not ranges(scene, at):
        return None
    start = at + 1 if scene.form(at) == "ما" else at
    if scene.form(start).removeprefix("و") not in _BETWEEN or not scene.joined(start + 1):
        return None
    low = read_number(scene.words, start + 1)
    if low and low.value > 20 and low.end - start == 4:
        low = None
    if not low or not scene.joined(low.end) or not scene.form(low.end).startswith("و"):
        return None
    high = read_number(scene.words, low.end)
    if not high or high.value <= low.value:
        return None
    return Count(
        (_scaled(low.value, high.value), high.value), high.end, at, "و" if scene.form(at).startswith("و") else ""
    )


def _scaled(low: int, high: int) -> int:
    """«ما بين 20 و30 ألفا»: the scale behind the second number holds for both."""
    return low * 1000 if low < 1000 <= high and high % 1000 == 0 and low < high // 1000 else low


def _range_end(scene: Scene, at: int) -> tuple[int, int] | None:
    """«5-7», «5 إلى 7», «خمسة أو ستة»: the upper number and the index after it."""
    if at >= len(scene):
        return None
    if scene.words[at].gap.strip() in ("-", "–") and scene.words[at].sort == "number":
        number = read_number(scene.words, at)
        return (number.value, number.end) if number else None
    if scene.form(at) in ("الي", "او") and scene.joined(at):
        number = read_number(scene.words, at + 1) if at + 1 < len(scene) else None
        return (number.value, number.end) if number else None
    return None
