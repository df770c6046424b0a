"""Events, their accounts, who held a place, and what a search found, shown to people.

A list of events is there at once, as only control loads the lexicon.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.text import Text

from tawthiq.arabic.bidi import FSI, LRM, PDI, isolated, printable
from tawthiq.model import Account, Claim, Conflict, ControlSpan, Event, EventHarm, Party, Reading, Span
from tawthiq.view import account, values
from tawthiq.view.labels import GRADES, HARM, STATUS, STYLES, bilingual, kind_names
from tawthiq.view.page import Page


def brief(page: Page, event: Event) -> None:
    """An event in a few lines: what, where, when, by whom, with what harm, on whose word, and what is in dispute."""
    _title(page, event)
    if event.place:
        page.row("where", values.place(event.place), STYLES["where"])
    if event.initiators:
        page.row("by", _parties(event.initiators), STYLES["by"])
    if event.targets:
        page.row("against", _parties(event.targets), STYLES["against"])
    if event.means:
        used = (f"{isolated(means.name_ar)} {printable(means.name_en)}" for means in event.means)
        page.row("means", Text("; ".join(used)), STYLES["means"])
    blamed = (*event.initiators, *event.targets)
    names = {party.actor: f"{isolated(party.name_ar)} {printable(party.name_en)}" for party in blamed}
    for at, harm in enumerate(event.harm):
        parted = any(part.of == at for part in event.harm)
        page.row("harm", _harm(harm, None if harm.of is None else event.harm[harm.of], parted, names), STYLES["harm"])
    page.row("says", _voices(event.accounts), STYLES["says"])
    for conflict in event.conflicts:
        page.row("dispute", _conflict(conflict, names), STYLES["dispute"])


def whole(page: Page, event: Event, told: Sequence[tuple[Reading, Sequence[Claim]]]) -> None:
    """An event with every account of it: who says it, in which sentences, with which values."""
    brief(page, event)
    for number, (reading, claims) in enumerate(told, 1):
        report = reading.report
        head = Text.assemble(LRM, f"── {number} ", (isolated(report.outlet.name if report.outlet else "؟"), "bold"))
        head.append(f"  {report.published.date if report.published else 'no date'}  {isolated(report.source)}", "dim")
        page.line(Text())
        page.line(head)
        account.claims(page, report.text, claims)


def control(page: Page, spans: Iterable[ControlSpan]) -> None:
    """Who held each place from when to when, its sieges, on whose word, and what is in dispute."""
    for _, group in groupby(spans, key=lambda span: (span.place.name_ar, span.place.place)):
        held = list(group)
        page.line(Text(LRM).append_text(values.place(held[0].place)))
        for span in held:
            page.wrapped(_stretch(span), Text(f"{LRM}    {span.from_ or '…':<10} – {span.to or '…':<10}  "))


def _stretch(span: ControlSpan) -> Text:
    holder = values.known_actor(span.holder) if span.holder else f"{isolated('غير معروف')} not known"
    shown = Text(holder, STYLES["by"])
    if span.state == "besieged":
        shown = Text(bilingual("محاصر besieged"), "bold").append(f"  {holder}" if span.holder else "", STYLES["by"])
        shown.append(f"  {bilingual('من by')} {values.known_actor(span.besieger)}" if span.besieger else "")
        shown.append(f"  {span.days} days" if span.days is not None else "")
    shown.append(f"  {bilingual('متنازع عليه disputed')}" if span.disputed else "", STYLES["dispute"])
    return shown.append(f"  {'; '.join(map(isolated, span.speakers))}", STYLES["says"])


def hit(
    page: Page, source: str, about: Sequence[str | None], snippets: Iterable[tuple[str, Span, Sequence[Span]]]
) -> None:
    """A report that a search found, with the words as they stand in it."""
    line = Text.assemble(LRM, (isolated(source), "bold"))
    for item in about:
        line.append(f"  {isolated(item)}" if item else "", "dim")
    page.line(line)
    for text, (start, _), spans in snippets:
        shown = Text("… ")
        at = start
        for first, last in spans:
            shown.append(printable(text[at - start : first - start]))
            shown.append(printable(text[first - start : last - start]), STYLES["trigger"])
            at = last
        page.arabic(shown.append(printable(text[at - start :])).append(" …"), "    ")


def _title(page: Page, event: Event) -> None:
    name = kind_names()[event.kind]
    line = Text.assemble(LRM, (event.id, "dim"), "  ", (_when(event), STYLES["when"]), "  ")
    line.append_text(Text.assemble((isolated(name.arabic), "bold"), " ", (name.english, "bold")))
    if event.status in STATUS:
        arabic, english, style = STATUS[event.status]
        line.append_text(Text.assemble("  ", (f"[{isolated(arabic)} {english}]", f"bold {style}")))
    grade = GRADES[event.grade]
    line.append(
        f"  {bilingual(grade)}, {event.independent_sources} {'source' if event.independent_sources == 1 else 'sources'}"
    )
    line.append(f", {event.reviews} reviewed" if event.reviews else "")
    page.line(line)


def _when(event: Event) -> str:
    time = event.time
    if time is None or not (time.start or time.end):
        return isolated("بلا تاريخ") + " no date"
    if time.start == time.end and time.start:
        return values.day(time.start)
    return f"{time.start or '…'} – {time.end or '…'}"


def _parties(parties: Iterable[Party]) -> Text:
    names = (
        f"{isolated(party.name_ar)} {printable(party.name_en) if party.actor else ''}".strip() for party in parties
    )
    return Text("; ".join(names))


def _harm(harm: EventHarm, whole: EventHarm | None, parted: bool, names: Mapping[str | None, str]) -> Text:
    """A number of people; who they were is left to the parts of a whole that has some and counts several sorts."""
    shown = Text("" if whole is None else "  منهم of them " if _fits(harm, whole) else "  ")
    shown.append_text(Text.assemble(bilingual(HARM[harm.kind]), " "))
    low, high = harm.min, harm.max
    shown.append(values.bounds(low, high), "bold")
    if harm.best is not None and low != high and (high is not None or harm.best != low):
        shown.append(f", most likely {harm.best}")
    if parted and len(harm.victims) > 1:
        return shown
    victims = ", ".join(
        names.get(victim) or printable(victim.replace("_", " ").replace(".", " › ")) for victim in harm.victims
    )
    return shown.append(f"  {victims}" if victims else "", "dim")


def _fits(part: EventHarm, whole: EventHarm) -> bool:
    """Whether a part can be one: accounts that disagree may count more of one sort than others do in all."""
    most = max(whole.max or 0, whole.best or 0, whole.min or 0)
    return (part.min or 0) <= most


def _voices(accounts: Sequence[Account]) -> Text:
    names = dict.fromkeys(one.outlet or one.speaker or one.source for one in accounts)
    count = "1 account" if len(accounts) == 1 else f"{len(accounts)} accounts"
    return Text("; ".join(map(isolated, names))).append(f"  {count}", "dim")


def _conflict(conflict: Conflict, names: Mapping[str | None, str]) -> Text:
    def known(value: str) -> str:
        return " + ".join(names.get(part) or f"{FSI}{printable(part)}{PDI}" for part in value.split(" + "))

    told = (f"{known(value.value)} ({len(value.claims)})" for value in conflict.values)
    return Text(f"{conflict.field.replace('_', ' ')}: " + " ↔ ".join(told))
