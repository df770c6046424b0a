"""An event in one plain Arabic sentence: who says that what happened, where, when, by whom and with what harm."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from tawthiq.model import Event, EventHarm, Harm, PlaceRef
from tawthiq.view.labels import NAMELESS_DOER, RELATIONS, STATUS, WEEKDAYS, kind_names
from tawthiq.view.wording import (
    Speech,
    days,
    is_worth_saying,
    open_when,
    people,
    sides,
    sources,
    stated,
    within,
    wordings,
)

MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)


class Counted(NamedTuple):
    """A noun as numbers take it: «قتيل واحد», «قتيلان», «3 قتلى», «11 قتيلا»; 100 takes the singular as it stands."""

    one: str
    two: str
    few: str
    many: str

    def __call__(self, number: int) -> str:
        """The number with its noun.

        >>> [HARMED["killed"](number) for number in (1, 2, 7, 60, 100, 103)]
        ['قتيل واحد', 'قتيلان', '7 قتلى', '60 قتيلا', '100 قتيل', '103 قتلى']
        """
        if number <= 2:
            return (f"لا {self.few}", f"{self.one} {_one(self.one)}", self.two)[number]
        tail = number % 100
        noun = self.one if tail <= 2 else self.few if tail <= 10 else self.many
        return f"{number} {noun}"


HARMED = {
    "killed": Counted("قتيل", "قتيلان", "قتلى", "قتيلا"),
    "wounded": Counted("جريح", "جريحان", "جرحى", "جريحا"),
    "killed_or_wounded": Counted("قتيل أو جريح", "قتيلان أو جريحان", "بين قتيل وجريح", "بين قتيل وجريح"),
    "missing": Counted("مفقود", "مفقودان", "مفقودين", "مفقودا"),
    "detained": Counted("محتجز", "محتجزان", "محتجزين", "محتجزا"),
    "abducted": Counted("مخطوف", "مخطوفان", "مخطوفين", "مخطوفا"),
    "captured": Counted("أسير", "أسيران", "أسرى", "أسيرا"),
    "displaced": Counted("نازح", "نازحان", "نازحين", "نازحا"),
    "evacuated": Counted("شخص جرى إجلاؤه", "شخصان جرى إجلاؤهما", "أشخاص جرى إجلاؤهم", "شخصا جرى إجلاؤهم"),
    "lost": Counted("خسارة في الأرواح", "خسارتان في الأرواح", "خسائر في الأرواح", "خسارة في الأرواح"),
}
UNCOUNTED = {
    "killed": "قتلى",
    "wounded": "جرحى",
    "killed_or_wounded": "قتلى أو جرحى",
    "missing": "مفقودون",
    "detained": "محتجزون",
    "abducted": "مخطوفون",
    "captured": "أسرى",
    "displaced": "نازحون",
    "evacuated": "أشخاص جرى إجلاؤهم",
    "lost": "خسائر في الأرواح",
}
OTHERS = Counted("مصدر آخر", "مصدرين آخرين", "مصادر أخرى", "مصدرا آخر")
FIELDS = {
    "blame": "الفاعل",
    "status": "وقوع الحدث",
    "day": "اليوم",
    "place": "المكان",
    "admin": "تبعية المكان",
    "siege_days": "مدة الحصار",
    "killed": "عدد القتلى",
    "wounded": "عدد الجرحى",
    "killed_or_wounded": "عدد القتلى والجرحى",
    "missing": "عدد المفقودين",
    "detained": "عدد المحتجزين",
    "abducted": "عدد المخطوفين",
    "captured": "عدد الأسرى",
}
_MASCULINE_PLURAL = regex.compile(r"(?<=\p{L}{2})ون\b")
_NOT_PLURAL = frozenset("شؤون الشؤون لشؤون تعاون التعاون زيتون الزيتون سجون السجون قانون القانون عيون العيون".split())


def statement(event: Event) -> str:
    """What is claimed of an event, and by whom."""
    return stated(event, _SPEECH)


def _opening(event: Event) -> str:
    return f"بحسب {_sources(event)}: {_act(event)}{_where(event.place)}{_when(event)}"


def listed(names: Sequence[str]) -> str:
    """Names as Arabic strings them together.

    >>> listed(["اليوم", "المكان", "عدد القتلى"])
    'اليوم والمكان وعدد القتلى'
    """
    return " و".join(names)


def genitive(name: str) -> str:
    """A name as it stands after a preposition: a sound plural in «ون» ends in «ين».

    >>> genitive("مسلحون مجهولون"), genitive("هيئة الشؤون المدنية")
    ('مسلحين مجهولين', 'هيئة الشؤون المدنية')
    """
    return " ".join(word if word in _NOT_PLURAL else _MASCULINE_PLURAL.sub("ين", word) for word in name.split(" "))


def after(preposition: str, names: Iterable[str]) -> str:
    """A preposition and the names it governs; after a colon they stand as they are, and «لـ» is written to each.

    >>> after("على", ["مدنيون"]), after("لـ", ["الحوثيون", "مدنيون"]), after("، والمهاجم:", ["مقاتلون"])
    (' على مدنيين', ' للحوثيين ولمدنيين', '، والمهاجم: مقاتلون')
    """
    space = "" if preposition.startswith("،") else " "
    if preposition.endswith(":"):
        return f"{space}{preposition} {listed(list(names))}"
    governed = [genitive(name) for name in names]
    if preposition.endswith("لـ"):
        joined = ["لل" + name[2:] if name.startswith("ال") else "ل" + name for name in governed]
        return f"{space}{preposition[:-2]}{listed(joined)}"
    return f"{space}{preposition} {listed(governed)}" if preposition else f" {listed(governed)}"


def _one(noun: str) -> str:
    return "واحدة" if noun.partition(" ")[0].endswith("ة") else "واحد"


def _sources(event: Event) -> str:
    names, more = sources(event)
    return listed([*map(genitive, names), *([OTHERS(more)] if more else [])])


def _act(event: Event) -> str:
    wording = wordings("ar")[event.kind]
    doers, targets = sides(event)
    act = wording.act
    if doers:
        act += after("طرفه" if wording.by == "بين" and len(doers) == 1 else wording.by, [one.name_ar for one in doers])
    elif not event.initiators and kind_names()[event.kind].family in NAMELESS_DOER and wording.by:
        act += f" {wording.by} {'أطراف' if wording.by == 'بين' else 'جهة'} لم تُسمَّ"
    if targets:
        act += after(wording.on, [party.name_ar for party in targets]) + ("،" if wording.on.startswith("،") else "")
    if event.supporters:
        act += after("بمساندة", [party.name_ar for party in event.supporters])
    return f"{act} ({STATUS[event.status][0]})" if is_worth_saying(event) else act


def _where(place: PlaceRef | None) -> str:
    if place is None:
        return ""
    relation = RELATIONS.get(place.relation, "في")
    lead = " ".join(word for word in relation.split() if not word.isascii())
    lead = f"في {lead}" if place.relation == "around" else lead
    name = place.name_ar.replace("#", "").replace("_", " ")
    lead = "على" if place.relation == "on_road" and name.removeprefix("ال").startswith("طريق") else lead
    around = "، ".join(within(place))
    return f" {lead} {name}" + (f" ({around})" if around else "")


def _when(event: Event) -> str:
    span = days(event)
    if span is None:
        return open_when(event, " في موعد أقصاه {}", " في {} أو بعده", " في وقت غير محدد", _day)
    first, last = span
    if first == last:
        return f" يوم {WEEKDAYS[first.weekday()].split()[0]} {_day(first)}"
    if event.time is not None and event.time.precision in ("month", "year"):
        month = f"شهر {MONTHS[first.month - 1]} " if event.time.precision == "month" else "عام "
        return f" في {month}{first.year}"
    started = [str(first.day), *([MONTHS[first.month - 1]] if first.month != last.month else [])]
    started += [str(first.year)] if first.year != last.year else []
    return f" بين {' '.join(started)} و{_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _harm(total: EventHarm, parts: Sequence[EventHarm]) -> str:
    named = [f"{part(one)}{_best(one)}" for one in parts]
    return f"{harmed(total)}{_best(total)}" + (f"، بينهم {listed(named)}" if named else "")


def number(harm: Harm | EventHarm) -> str:
    """How many people were harmed, and how."""
    return _counted(HARMED[harm.kind], harm) or f"{UNCOUNTED[harm.kind]} لم يُذكر عددهم"


def harmed(harm: Harm | EventHarm) -> str:
    """How many people were harmed, how, and who they are."""
    return number(harm) + _of(harm)


def part(harm: Harm | EventHarm) -> str:
    """Some of those harmed: by who they are, where that is known."""
    who = people(harm)
    noun = people_nouns().get(who[0].id) if len(who) == 1 else None
    if noun is not None and (told := _counted(noun[0], harm)):
        return told
    return f"{_bare(harm)}{_of(harm)}" if who else number(harm)


def _of(harm: Harm | EventHarm) -> str:
    """Whom those harmed are of: «من المدنيين»."""
    known = people_nouns()
    names = [known[actor.id][1] if actor.id in known else genitive(actor.ar) for actor in people(harm)]
    return f" من {listed(names)}" if names else ""


def _counted(noun: Counted, harm: Harm | EventHarm) -> str:
    """A counted noun between its bounds, empty where there are none."""
    low, high = harm.min, harm.max
    if low is not None and high is not None:
        return noun(low) if low == high else f"ما بين {low} و{noun(high)}"
    if low is not None:
        return f"{noun(low)} على الأقل"
    return "" if high is None else f"{noun(high)} على الأكثر"


def _bare(harm: Harm | EventHarm) -> str:
    low, high = harm.min, harm.max
    if low is None or high is None:
        return "عدد غير محدد" if low is None else f"{low} على الأقل"
    return {1: "واحد", 2: "اثنان"}.get(low, str(low)) if low == high else f"ما بين {low} و{high}"


def _best(harm: EventHarm) -> str:
    return f" (والأرجح {harm.best})" if harm.best is not None and harm.best not in (harm.min, harm.max) else ""


@cache
def people_nouns() -> dict[str, tuple[Counted, str]]:
    """Sorts of people from people.csv: the noun as numbers take it, and as it stands after «من»."""
    table = files(__package__).joinpath("people.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row["actor"]: (Counted(row["one"], row["two"], row["few"], row["many"]), row["of"]) for row in rows}


_SPEECH = Speech(_opening, _harm, FIELDS, listed, "، و", "والحصيلة {}", "وتختلف الروايات في {}", "؛ ")
