"""What the account calls things: labels, colours and the words of every value, Arabic first."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from tawthiq.arabic.bidi import isolated

STYLES = {
    "trigger": "bold yellow",
    "by": "cyan",
    "between": "cyan",
    "against": "magenta",
    "support": "blue",
    "where": "green",
    "when": "bright_blue",
    "means": "yellow",
    "harm": "bold red",
    "says": "italic",
    "wording": "dim",
    "dispute": "bold bright_yellow",
}
LABELS = {
    "by": "الفاعل",
    "between": "الأطراف",
    "against": "الهدف",
    "support": "الإسناد",
    "where": "المكان",
    "when": "الزمان",
    "means": "الوسيلة",
    "harm": "الضرر",
    "says": "المصدر",
    "wording": "التوصيف",
    "dispute": "الخلاف",
    "outlet": "الناشر",
    "author": "الكاتب",
    "date": "النشر",
    "claims": "الإفادات",
    "issue": "ملاحظة",
}
STATUS = {
    "ongoing": ("مستمر", "ongoing", "blue"),
    "planned": ("مخطط له", "planned, did not happen yet", "magenta"),
    "threatened": ("تهديد", "threatened, not said to have happened", "magenta"),
    "attempted": ("محاولة", "attempted", "magenta"),
    "denied": ("منفي", "denied", "red"),
}
VIA = {
    "coreference": "إحالة refers back",
    "inherited": "مما سبق from an earlier sentence",
    "implied": "ضمنا implied",
    "given": "معطى given by the caller",
    "metadata": "بيانات وصفية from metadata",
    "inferred": "مستنتج inferred",
}
RELATIONS = {
    "near": "قرب near",
    "around": "محيط around",
    "north_of": "شمال north of",
    "south_of": "جنوب south of",
    "east_of": "شرق east of",
    "west_of": "غرب west of",
    "north_east_of": "شمال شرق north-east of",
    "north_west_of": "شمال غرب north-west of",
    "south_east_of": "جنوب شرق south-east of",
    "south_west_of": "جنوب غرب south-west of",
    "between": "بين between",
    "on_road": "على طريق on the road of",
}
HARM = {
    "killed": "قتل killed",
    "wounded": "إصابة wounded",
    "killed_or_wounded": "قتل أو إصابة killed or wounded",
    "missing": "فقدان missing",
    "detained": "احتجاز detained",
    "abducted": "خطف abducted",
    "captured": "أسر captured",
    "displaced": "نزوح displaced",
    "evacuated": "إجلاء evacuated",
    "lost": "خسارة lost",
}
GRADES = {
    "confirmed": "مؤكد confirmed",
    "fair": "مرجح fair",
    "weak": "ضعيف weak",
    "contested": "متنازع عليه contested",
    "discounted": "مستبعد discounted",
}
PARTS = {
    "dawn": "فجرا at dawn",
    "morning": "صباحا in the morning",
    "noon": "ظهرا at noon",
    "afternoon": "عصرا in the afternoon",
    "evening": "مساء in the evening",
    "night": "ليلا at night",
}
WEEKDAYS = "الاثنين Mon|الثلاثاء Tue|الأربعاء Wed|الخميس Thu|الجمعة Fri|السبت Sat|الأحد Sun".split("|")
GRAINS = {"week": "أسبوع week", "month": "شهر month", "season": "فصل season", "year": "سنة year"}
SIDES = frozenset({"armed_clash", "agreement"})
NAMELESS_DOER = frozenset({"battle", "remote", "civilians"})


class KindName(NamedTuple):
    """A kind of act as people call it."""

    family: str
    arabic: str
    english: str


@cache
def kind_names() -> dict[str, KindName]:
    """The names of all kinds."""
    table = files("tawthiq.lexicon").joinpath("data", "kinds.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(table.splitlines())
    return {row["kind"]: KindName(row["family"], row["arabic"], row["english"]) for row in rows}


def bilingual(label: str) -> str:
    """«قرب near» with its Arabic words kept apart from its English ones."""
    arabic = " ".join(word for word in label.split() if not word.isascii())
    english = " ".join(word for word in label.split() if word.isascii())
    return f"{isolated(arabic)} {english}".strip()
