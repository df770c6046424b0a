"""Numbers as the press writes them: digits, words in every case and gender, and the mixtures of both.

Words enter folded; whole numbers leave. What counts only vaguely («آلاف», «عشرات») is no number here, and neither are
ordinals, which `read_ordinal` reads for dates and clocks.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import regex
from msgspec import Struct

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.words import Word


class Numeral(Struct, frozen=True):
    """A number and the index after its last word."""

    value: int
    end: int


_Value = int | Fraction


class _Part(Struct, frozen=True):
    value: int
    sort: str  # unit, head, ten, teen, tens, hundred, scale, dual, plural, half
    definite: bool
    conjoined: bool


_UNITS = {
    "ثلاث": 3,
    "أربع": 4,
    "خمس": 5,
    "ست": 6,
    "سبع": 7,
    "ثمان": 8,
    "ثماني": 8,
    "تسع": 9,
}
_FEMININE = {"ثلاثة": 3, "أربعة": 4, "خمسة": 5, "ستة": 6, "سبعة": 7, "ثمانية": 8, "تسعة": 9}
_TWOS = ("اثنان", "اثنين", "اثنتان", "اثنتين", "ثنتان", "ثنتين")
_ONES = ("واحد", "واحدة", "واحدا")
_HEADS = {"أحد": 1, "إحدى": 1, "اثنا": 2, "اثني": 2, "اثنتا": 2, "اثنتي": 2}
_TENS = {"عشر": 20, "ثلاث": 30, "أربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90}
_SCALES = {
    1_000: (("ألف", "الفا"), ("ألفان", "ألفين", "ألفي"), ("آلاف",)),
    1_000_000: (("مليون", "مليونا"), ("مليونان", "مليونين", "مليوني"), ("ملايين",)),
    1_000_000_000: (("مليار", "مليارا", "بليون"), ("ملياران", "مليارين", "ملياري"), ("مليارات", "بلايين")),
}
_HUNDRED = ("مئة", "مائة", "مئه", "مية")
_HUNDREDS = ("مئتان", "مئتين", "مئتي", "مئتا", "مائتان", "مائتين", "مائتي", "مائتا")
_FRACTIONS = {"نصف": 2, "ربع": 4}
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_CLITIC_WORDS = frozenset((*_PROCLITICS[1:], "ال", "وال", "بال", "فال"))
_NOT_NUMBERS = frozenset(("لست", "ولست", "فلست"))
_ALIKE = frozenset(("ten", "tens", "unit"))
_GROUPED = regex.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
_DECIMAL = regex.compile(r"\d+[.,\u066b]\d+")


def _plain_forms() -> dict[str, tuple[int, str]]:
    forms: dict[str, tuple[int, str]] = {word: (n, "unit") for word, n in (_UNITS | _FEMININE).items()}
    forms |= dict.fromkeys(_ONES, (1, "unit")) | dict.fromkeys(_TWOS, (2, "unit"))
    forms |= {word: (n, "head") for word, n in _HEADS.items()}
    forms |= dict.fromkeys(("عشر", "عشرة"), (10, "ten"))
    heads = {"أحد": 11, "إحدى": 11, "اثنا": 12, "اثني": 12, "اثنتا": 12, "اثنتي": 12}
    teens = heads | {word: n + 10 for word, n in (_UNITS | _FEMININE).items()}
    forms |= {fold_name(word) + ten: (n, "teen") for word, n in teens.items() for ten in ("عشر", "عشره")}
    forms |= {stem + ending: (n, "tens") for stem, n in _TENS.items() for ending in ("ون", "ين")}
    forms |= dict.fromkeys(_HUNDRED, (100, "hundred")) | dict.fromkeys(_HUNDREDS, (200, "hundred"))
    forms |= {unit + word: (n * 100, "hundred") for unit, n in _UNITS.items() for word in _HUNDRED}
    for scale, (single, dual, plural) in _SCALES.items():
        forms |= dict.fromkeys(single, (scale, "scale")) | dict.fromkeys(dual, (2 * scale, "dual"))
        forms |= dict.fromkeys(plural, (scale, "plural"))
    return forms | {word: (n, "half") for word, n in _FRACTIONS.items()}


def _surface_forms() -> dict[str, _Part]:
    surface: dict[str, _Part] = {}
    for word, (value, sort) in _plain_forms().items():
        form = fold_name(word)
        for clitic in _PROCLITICS:
            conjoined = clitic == "و"
            surface.setdefault(clitic + form, _Part(value, sort, False, conjoined))
            article = clitic + "ل" if clitic.endswith("ل") else clitic + "ال"
            surface.setdefault(article + form, _Part(value, sort, True, conjoined))
    for weekday in ("الاثنين", "للاثنين", "احد", "الاحد", "للاحد", *_NOT_NUMBERS):
        for conjunction in ("", "و", "ف", "ب", "ك"):
            part = surface.get(conjunction + weekday)
            if part and part.sort != "head":
                del surface[conjunction + weekday]
    for one in _ONES:
        surface[fold_name(one)] = _Part(1, "unit", False, False)
    return surface


_PARTS = _surface_forms()
FIRST_WORDS = frozenset(form for form, part in _PARTS.items() if part.sort != "plural") | _CLITIC_WORDS
"""The folded words with which a number can begin."""


def read_number(words: Sequence[Word], at: int, definite: bool = False) -> Numeral | None:
    """The number that begins at `words[at]`, a proclitic before it allowed; None where none does.

    With `definite`, numerals with the article that may also be ordinals, names or nouns («العشرين», «الست») are read.
    """
    word = words[at]
    if word.sort == "word" and word.form not in FIRST_WORDS:
        return None
    group = _read_term(words, at, definite)
    if group is None:
        return None
    value, limit, end = group
    while limit > 1:
        conjoined = _after_and(words, end)
        rest = _read_term(words, conjoined, definite) if conjoined is not None else None
        if rest is None or rest[0] >= limit:
            break
        value, limit, end = value + rest[0], rest[1], rest[2]
    return Numeral(int(value), end) if value.denominator == 1 else None


def _read_term(words: Sequence[Word], at: int, definite: bool) -> tuple[_Value, int, int] | None:
    """One group with its scale: (value, what the next group must stay below, end)."""
    word = words[at]
    if word.sort == "word" and word.form in _CLITIC_WORDS:
        at += 1
        if at >= len(words) or words[at].gap or words[at].sort != "number":
            return None
        word = words[at]
    if word.sort == "number":
        return _read_digits(words, at)
    part = _PARTS.get(word.form) if word.sort == "word" else None
    if part is None or not _readable(part, word.form, definite):
        return None
    if part.sort in ("scale", "dual"):
        return _read_scale(words, at, part)
    if part.sort == "half":
        scale = _scale_at(words, at + 1)
        return (Fraction(scale, part.value), 1, at + 2) if scale else None
    group = _read_group(words, at, part, definite)
    if group is None:
        return None
    value, end = group
    scale = _scale_at(words, end)
    return (value * scale, scale, end + 1) if scale else (value, 1, end)


def _readable(part: _Part, form: str, definite: bool) -> bool:
    if part.sort == "plural":
        return False
    if not part.definite or definite:
        return True
    return part.sort in ("hundred", "scale", "dual") or (part.sort == "unit" and form.endswith("ه") and part.value > 2)


def _read_scale(words: Sequence[Word], at: int, part: _Part) -> tuple[_Value, int, int]:
    """«ألف», «ألفين», and «مليون ونصف المليون»; «ألفا» before a noun is the dual."""
    form, scale = words[at].form, part.value if part.sort == "scale" else part.value // 2
    value = part.value
    if part.sort == "scale" and form.endswith("ا") and at + 1 < len(words):
        following = words[at + 1]
        if following.gap == " " and following.sort == "word" and not following.form.startswith("و"):
            value = 2 * scale
    half = _joined_part(words, at + 1)
    if half and half.sort == "half" and half.conjoined:
        end = at + 3 if _scale_at(words, at + 2) == scale else at + 2
        return value + Fraction(scale, half.value), 1, end
    return value, scale, at + 1


def _read_group(words: Sequence[Word], at: int, part: _Part, definite: bool) -> tuple[int, int] | None:
    """A number below a thousand."""
    after = _joined_part(words, at + 1)
    if part.sort == "unit" and after and after.sort == "hundred" and after.value == 100 and not after.conjoined:
        return _after_hundred(words, part.value * 100, at + 2, definite)
    if part.sort == "hundred":
        return _after_hundred(words, part.value, at + 1, definite)
    return _below_hundred(words, at, part, after)


def _after_hundred(words: Sequence[Word], value: int, end: int, definite: bool) -> tuple[int, int]:
    start = _after_and(words, end)
    if start is None:
        return value, end
    if words[start].sort == "number":
        digits = _read_digits(words, start)
        fits = digits and digits[0] < 100 and digits[1] == 1 and digits[0].denominator == 1
        return (value + int(digits[0]), digits[2]) if digits and fits else (value, end)
    part = _PARTS.get(words[start].form)
    if part is None or part.sort not in ("unit", "head", "ten", "teen", "tens") or (part.definite and not definite):
        return value, end
    below = _below_hundred(words, start, part, _joined_part(words, start + 1))
    return (value + below[0], below[1]) if below else (value, end)


def _below_hundred(words: Sequence[Word], at: int, part: _Part, after: _Part | None) -> tuple[int, int] | None:
    if part.sort in ("unit", "head"):
        if after and after.sort == "ten" and not after.conjoined and not after.definite:
            return part.value + 10, at + 2
        if after and after.sort == "tens" and after.conjoined and after.definite == part.definite:
            return part.value + after.value, at + 2
        detached = _after_and(words, at + 1)
        tens = _PARTS.get(words[detached].form) if detached == at + 2 else None
        if tens and tens.sort == "tens" and not tens.definite:
            return part.value + tens.value, at + 3
        return (part.value, at + 1) if part.sort == "unit" else _one_as_head(words, at)
    return part.value, at + 1


def _one_as_head(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """«واحد» is both "one" and «وأحد» before «عشر»; only the first stands alone."""
    return (1, at + 1) if words[at].form == "واحد" else None


def _read_digits(words: Sequence[Word], at: int) -> tuple[_Value, int, int] | None:
    form = words[at].form
    scale = _scale_at(words, at + 1)
    value: _Value | None = None
    if form.isdigit():
        value = int(form) if len(form) <= 12 else None
    elif _GROUPED.fullmatch(form) and not (scale and form.count(".") == 1):
        value = int(regex.sub(r"\D", "", form))
    elif _DECIMAL.fullmatch(form) and scale:
        value = Fraction(form.replace(",", ".").replace("\u066b", "."))
    if value is None:
        return None
    return (value * scale, scale, at + 2) if scale else (value, 1, at + 1)


def _scale_at(words: Sequence[Word], at: int) -> int | None:
    part = _joined_part(words, at)
    return part.value if part and part.sort in ("scale", "plural") and not part.conjoined else None


def _joined_part(words: Sequence[Word], at: int) -> _Part | None:
    if at >= len(words):
        return None
    word = words[at]
    return _PARTS.get(word.form) if word.sort == "word" and not word.gap.strip(" ") else None


def _after_and(words: Sequence[Word], at: int) -> int | None:
    """The index of the number word that «و» joins on at `at`: the same word, or the one after a «و» apart."""
    if at >= len(words) or words[at].gap.strip(" ") or words[at].sort != "word":
        return None
    form = words[at].form
    if form == "و":
        following = at + 1
        return following if following < len(words) and not words[following].gap.strip(" ") else None
    part = _PARTS.get(form)
    return at if part and part.conjoined else None


_ORDINAL_UNITS = (
    ("الأول", "الأولى"),
    ("الثاني", "الثانية"),
    ("الثالث", "الثالثة"),
    ("الرابع", "الرابعة"),
    ("الخامس", "الخامسة"),
    ("السادس", "السادسة"),
    ("السابع", "السابعة"),
    ("الثامن", "الثامنة"),
    ("التاسع", "التاسعة"),
)


def _ordinals() -> dict[str, int]:
    units = {name: n for n, names in enumerate(_ORDINAL_UNITS, 1) for name in names}
    compound = units | {"الحادي": 1, "الحادية": 1, "الواحد": 1, "الواحدة": 1}
    found = units | {"العاشر": 10, "العاشرة": 10}
    found |= {f"{name} {ten}": n + 10 for name, n in compound.items() for ten in ("عشر", "عشرة")}
    for stem, value in _TENS.items():
        for ending in ("ون", "ين"):
            tens = f"ال{stem}{ending}"
            found[tens] = value
            found |= {f"{name} و{tens}": n + value for name, n in compound.items()}
    return {fold_name(name): n for name, n in found.items()}


ORDINALS: Mapping[str, int] = MappingProxyType(_ordinals())
"""Folded definite ordinals of both genders, 1 to 99, their words one space apart: «الرابع والعشرين» is 24."""
_ORDINAL_CLITICS = ("", "و", "ب", "ف", "ك", "ل", "ول", "وب")
_ORDINAL_FIRST: dict[str, str] = {}
for _name in ORDINALS:
    _head = _name.split(" ")[0]
    for _clitic in _ORDINAL_CLITICS:
        _ORDINAL_FIRST[_clitic[:-1] + "ل" + _head[1:] if _clitic.endswith("ل") else _clitic + _head] = _head
ORDINAL_WORDS = frozenset(_ORDINAL_FIRST)
"""The folded words with which a definite ordinal can begin."""


def read_ordinal(words: Sequence[Word], at: int) -> Numeral | None:
    """The definite ordinal that begins at `words[at]`, the longest reading first."""
    head = _ORDINAL_FIRST.get(words[at].form)
    if head is None:
        return None
    if at + 1 < len(words) and words[at + 1].gap == " ":
        value = ORDINALS.get(f"{head} {words[at + 1].form}")
        if value is not None:
            return Numeral(value, at + 2)
    value = ORDINALS.get(head)
    return Numeral(value, at + 1) if value is not None else None
