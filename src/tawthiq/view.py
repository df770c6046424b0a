"""The readable account of a reading: who did what to whom, where, when, with what harm and according to whom.

A `Reading` enters, text for a terminal or a file leaves. Labels are Arabic first; every value stands with the words
that say it, and the words are marked in their sentence in the value's colour. Nothing in a report's text can colour,
move or reorder what is shown.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from tawthiq.arabic.bidi import FSI, LRM, PDI, RLI, isolated, printable
from tawthiq.lexicon.index import default_lexicon
from tawthiq.model import (
    ActorRef,
    Claim,
    Framing,
    Harm,
    Issue,
    MeansRef,
    PlaceRef,
    Quote,
    Reading,
    Report,
    Span,
    Speaker,
    TimeRef,
    Via,
)

MAX_WIDTH = 110
"""Lines longer than this are hard to read, however wide the terminal is."""
MAX_SENTENCE = 1200
"""Of a longer sentence only the stretch around the words that claims rest on is shown, in characters."""
CONTEXT = 200
"""How much of a long sentence stands around them."""

_LABEL, _ENGLISH, _INDENT = 9, 9, 4
_STYLES = {
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
}
_LABELS = {
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
    "outlet": "الناشر",
    "author": "الكاتب",
    "date": "النشر",
    "claims": "الإفادات",
    "issue": "ملاحظة",
}
_STATUS = {
    "ongoing": ("مستمر", "ongoing", "blue"),
    "planned": ("مخطط له", "planned, did not happen yet", "magenta"),
    "threatened": ("تهديد", "threatened, not said to have happened", "magenta"),
    "attempted": ("محاولة", "attempted", "magenta"),
    "denied": ("منفي", "denied", "red"),
}
_VIA = {
    "coreference": "إحالة refers back",
    "inherited": "مما سبق from an earlier sentence",
    "implied": "ضمنا implied",
    "given": "معطى given by the caller",
    "metadata": "بيانات وصفية from metadata",
    "inferred": "مستنتج inferred",
}
_RELATIONS = {
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
_HARM = {
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
_PARTS = {
    "dawn": "فجرا at dawn",
    "morning": "صباحا in the morning",
    "noon": "ظهرا at noon",
    "afternoon": "عصرا in the afternoon",
    "evening": "مساء in the evening",
    "night": "ليلا at night",
}
_WEEKDAYS = "الاثنين Mon|الثلاثاء Tue|الأربعاء Wed|الخميس Thu|الجمعة Fri|السبت Sat|الأحد Sun".split("|")
_GRAINS = {"week": "أسبوع week", "month": "شهر month", "season": "فصل season", "year": "سنة year"}
_SIDES = frozenset({"armed_clash", "agreement"})
_NAMELESS_DOER = frozenset({"battle", "remote", "civilians"})
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


_Worded = ActorRef | PlaceRef | TimeRef | MeansRef | Harm | Speaker | Framing | Quote


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


def render(reading: Reading, width: int = 100, color_system: str | None = None) -> str:
    """The account of one report; `color_system` is rich's name for what the terminal can do, None for no colour."""
    page = Page(width, color_system)
    _head(page, reading.report, len(reading.claims))
    claims(page, reading.report.text, reading.claims)
    page.line(Text())
    return page.text()


class Page:
    """Lines of at most a width, written from the top."""

    def __init__(self, width: int, color_system: str | None) -> None:
        self._lines: list[Text] = []
        self._file = io.StringIO()
        self.width = max(40, min(width, MAX_WIDTH))
        self._console = Console(
            file=self._file,
            width=self.width,
            color_system=color_system,  # type: ignore[arg-type]
            force_terminal=color_system is not None,
            no_color=color_system is None,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def text(self) -> str:
        """All that was written, once it is whole."""
        if self._console.no_color:
            return "".join(f"{line.plain}\n" for line in self._lines)
        self._console.print(Text("\n").join(self._lines), soft_wrap=True)
        return self._file.getvalue()

    def line(self, text: Text) -> None:
        """One line as it is."""
        self._lines.append(text)

    def wrapped(self, text: Text, lead: Text) -> None:
        """A text behind a lead, over as many lines as it needs.

        Isolates are closed at the end of each line and opened again in the next, as each line is ordered alone.
        """
        depth = 0
        for piece in text.wrap(self._console, max(20, self.width - lead.cell_len)):
            piece.rstrip()
            opened = depth
            depth = max(0, depth + piece.plain.count(FSI) - piece.plain.count(PDI))
            self.line(Text.assemble(lead, FSI * opened, piece, PDI * depth))
            lead = Text(LRM + " " * lead.cell_len)

    def arabic(self, text: Text, indent: str, style: str = "") -> None:
        """A paragraph of Arabic, each line ordered from right to left."""
        for piece in text.wrap(self._console, max(20, self.width - len(indent))):
            piece.rstrip()
            self.line(Text.assemble((LRM + indent, style), RLI, piece, PDI))

    def row(self, label: str, value: Text, style: str = "") -> None:
        """A value behind its label in both languages."""
        arabic = _LABELS[label]
        pad = " " * max(1, _LABEL - Text(arabic).cell_len)
        lead = Text.assemble(
            LRM + " " * _INDENT, (f"{FSI}{arabic}{PDI}", style), pad, (f"{label:<{_ENGLISH}}", f"dim {style}".strip())
        )
        self.wrapped(value, lead)


def _head(page: Page, report: Report, count: int) -> None:
    name = printable(report.source)
    line = "━" * max(2, page.width - Text(name).cell_len - 4)
    page.line(Text.assemble((f"{LRM}━━ ", "dim"), (isolated(name), "bold"), (f" {line}", "dim")))
    if report.title:
        page.arabic(Text(printable(report.title.text), "bold"), "  ")
    if report.outlet:
        page.row("outlet", _stated(report.outlet.name, report.outlet.text))
    if report.author:
        page.row("author", _stated(report.author.name, report.author.text))
    page.row("date", _published(report))
    for issue in report.issues:
        page.row("issue", _issue(issue), "yellow")
    page.row("claims", Text(str(count)))


def _published(report: Report) -> Text:
    published = report.published
    if not published:
        return Text("غير معروف not known", "yellow")
    shown = Text(_day(published.date))
    if published.text:
        shown.append_text(_words(published.text))
    return shown.append_text(_via(published.via))


def _issue(issue: Issue) -> Text:
    shown = Text(f"{issue.code.replace('_', ' ')}: {isolated(issue.message)}", "yellow")
    return shown.append_text(_words(issue.text)) if issue.text else shown


def claims(page: Page, text: str, found: Sequence[Claim], first: int = 1) -> None:
    """Claims below the sentences that they are read from, in the order of the text."""
    numbered = list(enumerate(sorted(found, key=lambda claim: (claim.sentence, claim.trigger.span)), first))
    for _, group in groupby(numbered, key=lambda entry: entry[1].sentence):
        together = list(group)
        page.line(Text())
        page.arabic(_sentence(text, together), "│ ", "dim")
        for number, claim in together:
            _claim(page, number, claim)


def _claim(page: Page, number: int, claim: Claim) -> None:
    name = kind_names()[claim.kind]
    title = Text.assemble(LRM, f"{number:>3} ", (isolated(name.arabic), "bold"), " ", (name.english, "bold"))
    if claim.status in _STATUS:
        arabic, english, style = _STATUS[claim.status]
        title.append_text(Text.assemble("  ", (f"[{isolated(arabic)} {english}]", f"bold {style}")))
    title.append(f"  {claim.rule} · {claim.confidence:.2f}", "dim")
    page.line(title)
    for label, value in _rows(claim, name.family):
        page.row(label, value, _STYLES[label])


def _rows(claim: Claim, family: str) -> Iterator[tuple[str, Text]]:
    if claim.kind in _SIDES:
        for actor in (*claim.initiators, *claim.targets):
            yield "between", _actor(actor)
    else:
        for actor in claim.initiators:
            yield "by", _actor(actor)
        if not claim.initiators and family in _NAMELESS_DOER:
            yield "by", Text("لم يُذكر not named", "dim")
        for actor in claim.targets:
            yield "against", _actor(actor)
    for actor in claim.supporters:
        yield "support", _actor(actor)
    for place in claim.places:
        yield "where", _place(place)
    if claim.time:
        yield "when", _time(claim.time)
    for means in claim.means:
        yield "means", _means(means)
    for harm in _parts_below(claim.harm):
        yield "harm", harm
    yield "says", _chain(claim.attribution)
    for framing in claim.framing:
        yield "wording", _framing(framing)


def _stated(name: str, text: str | None) -> Text:
    shown = Text(isolated(name))
    return shown.append_text(_words(text)) if text and printable(text) != printable(name) else shown


def _words(text: str) -> Text:
    """The report's own words for a value."""
    return Text.assemble("  ", (f"{FSI}«{printable(text)}»{PDI}", "dim"))


def _via(via: Via) -> Text:
    return Text.assemble("  ", (f"({_bilingual(_VIA[via])})", "dim")) if via in _VIA else Text()


def _bilingual(label: str) -> str:
    """«قرب near» with its Arabic words kept apart from its English ones."""
    arabic = " ".join(word for word in label.split() if not word.isascii())
    english = " ".join(word for word in label.split() if word.isascii())
    return f"{isolated(arabic)} {english}".strip()


def _actor(actor: ActorRef) -> Text:
    if actor.actor is None:
        return Text.assemble(isolated(actor.name_ar), ("  مجهول not identified", "dim"))
    shown = Text(f"{isolated(actor.name_ar)} {printable(actor.name_en)}")
    if actor.text and actor.text != actor.name_ar:
        shown.append_text(_words(actor.text))
    return shown.append_text(_via(actor.via))


def _place(place: PlaceRef) -> Text:
    relation = _bilingual(_RELATIONS.get(place.relation, place.relation.replace("_", " ")))
    names = [relation if place.relation != "in" else "", isolated(place.name_ar), printable(place.name_en or "")]
    shown = Text(" ".join(filter(None, names)))
    if place.via != "inherited":
        kind = place.kind.replace("_", " ") if place.kind else ""
        where = filter(None, [kind, isolated("، ".join(reversed(place.admin))), place.country])
        shown.append(f"  {', '.join((*where, _point(place)))}", "dim")
    if place.text and place.text != place.name_ar:
        shown.append_text(_words(place.text))
    return shown.append_text(_via(place.via))


def _point(place: PlaceRef) -> str:
    if place.lat is None or place.lon is None:
        return "no point"
    radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{place.lat:.4f} {place.lon:.4f}{radius}"


def _time(time: TimeRef) -> Text:
    shown = Text(_range(time))
    if time.part_of_day:
        shown.append(f", {_bilingual(_PARTS.get(time.part_of_day, time.part_of_day.replace('_', ' ')))}")
    if time.duration_days is not None:
        shown.append(f", {isolated('مدة')} lasting {time.duration_days} days")
    if time.text:
        shown.append_text(_words(time.text))
    shown.append_text(_via(time.via))
    for issue in time.issues:
        shown.append(f"  {issue.replace('_', ' ')}", "yellow")
    return shown


def _range(time: TimeRef) -> str:
    start, end = time.start, time.end
    if not start and not end:
        return f"{isolated('غير محدد')} no date follows from the text"
    if start and end:
        if start == end:
            return _day(start)
        whole = {"month": 7, "year": 4}.get(time.precision, 0)
        if whole and start[:whole] == end[:whole] and start[whole:] in ("-01", "-01-01"):
            return f"{start[:whole]}, {_bilingual(_GRAINS[time.precision])}"
        return f"{_day(start)} {_bilingual('إلى to')} {_day(end)}{_grain(time)}"
    return f"{_bilingual('منذ since')} {_day(start)}" if start else f"{_bilingual('حتى until')} {_day(end or '')}"


def _grain(time: TimeRef) -> str:
    return f", {_bilingual(_GRAINS[time.precision])}" if time.precision in _GRAINS else ""


def _day(iso: str) -> str:
    try:
        return f"{iso} {_bilingual(_WEEKDAYS[date.fromisoformat(iso).weekday()])}"
    except ValueError:
        return printable(iso)


def _means(means: MeansRef) -> Text:
    count = f"{means.count} × " if means.count is not None else ""
    return Text(f"{count}{isolated(means.name_ar)} {printable(means.name_en)}").append_text(_words(means.text))


def _parts_below(harm: Sequence[Harm]) -> Iterator[Text]:
    """Harm in order, each part («بينهم») below its total."""

    def below(total: int | None, depth: int) -> Iterator[Text]:
        for index, item in enumerate(harm):
            if item.of == total and depth <= len(harm):
                yield _harm(item, depth)
                yield from below(index, depth + 1)

    yield from below(None, 0)


def _harm(harm: Harm, depth: int) -> Text:
    lead = "  " * depth + ("منهم of them " if depth else "")
    shown = Text.assemble(
        _bilingual(lead) + " " if depth else "",
        _bilingual(_HARM[harm.kind]),
        " ",
        (_bounds(harm.min, harm.max), "bold"),
    )
    if depth:
        shown = Text.assemble("  " * depth, shown)
    victims = ", ".join(map(_victim, harm.victims))
    shown.append(f" {victims}" if victims else "")
    return shown.append_text(_words(harm.text)).append_text(_via(harm.via))


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return "an unstated number" if high is None else f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low}–{high}"


def _victim(victim: str) -> str:
    actor = default_lexicon().actors.get(victim)
    if actor is None:
        return printable(victim)
    english = actor.en[:1].lower() + actor.en[1:] if actor.sort == "people" else actor.en
    return f"{isolated(actor.ar)} {english}"


def _english(actor: str) -> str:
    known = default_lexicon().actors.get(actor)
    return known.en if known else printable(actor)


def _chain(speakers: Sequence[Speaker]) -> Text:
    """Who says it, the outermost first."""
    shown = Text()
    for index, speaker in enumerate(speakers):
        shown.append("  ›  " if index else "", "dim")
        shown.append(isolated(speaker.name))
        note = [speaker.type.replace("_", " ")]
        note += [f"of {_english(speaker.side)}"] if speaker.side and speaker.side != speaker.actor else []
        note += [f"via {printable(speaker.channel)}"] if speaker.channel else []
        shown.append(f" ({', '.join(note)})", "dim")
        if speaker.text and printable(speaker.text) != printable(speaker.name):
            shown.append_text(_words(speaker.text))
        shown.append_text(_via(speaker.via))
    return shown if speakers else Text("النص نفسه the report itself", "dim")


def _framing(framing: Framing) -> Text:
    of = f" said of {_english(framing.of)}" if framing.of else ""
    return Text(f"{FSI}«{printable(framing.text)}»{PDI}{of}")


class _Mark(NamedTuple):
    start: int
    end: int
    style: str


def _sentence(text: str, numbered: Sequence[tuple[int, Claim]]) -> Text:
    """A sentence with the words of every value in the value's colour, and each trigger with the number of its claim."""
    sentence = numbered[0][1].sentence
    marks = [mark for _, claim in numbered for mark in _marks(claim)]
    start, end = _window(sentence, marks)
    marks = [mark for mark in marks if start <= mark.start and mark.end <= end]
    numbers: dict[int, list[str]] = {}
    for number, claim in numbered:
        numbers.setdefault(claim.trigger.span[1], []).append(str(number).translate(_SUPERSCRIPTS))
    shown = Text("… " if start > sentence[0] else "")
    for here, there in pairwise(sorted({start, end, *(at for mark in marks for at in (mark.start, mark.end))})):
        style = next((mark.style for mark in reversed(marks) if mark.start <= here and there <= mark.end), "")
        shown.append(printable(text[here:there]), style)
        shown.append("˒".join(numbers.get(there, ())), _STYLES["trigger"])
    return shown.append(" …" if end < sentence[1] else "")


def _window(sentence: Span, marks: Sequence[_Mark]) -> Span:
    """What of a sentence is shown: all of it, or of a very long one the stretch around the marks."""
    start, end = sentence
    if end - start <= MAX_SENTENCE:
        return sentence
    first = max(start, min((mark.start for mark in marks if start <= mark.start < end), default=start) - CONTEXT)
    return first, min(end, first + MAX_SENTENCE)


def _marks(claim: Claim) -> Iterator[_Mark]:
    """The words of a claim's values; of marks on the same words the last one shows, so the trigger comes last."""
    groups: tuple[tuple[str, Iterable[_Worded]], ...] = (
        ("says", claim.attribution),
        ("where", claim.places),
        ("when", filter(None, (claim.time,))),
        ("by", claim.initiators),
        ("against", claim.targets),
        ("support", claim.supporters),
        ("means", claim.means),
        ("harm", claim.harm),
        ("wording", claim.framing),
        ("trigger", (claim.trigger,)),
    )
    for label, values in groups:
        for value in values:
            if value.span is not None:
                yield _Mark(*value.span, _STYLES[label])
