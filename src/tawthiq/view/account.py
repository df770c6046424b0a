"""The readable account of a reading: who did what to whom, where, when, with what harm and according to whom.

A `Reading` enters, text for a terminal or a file leaves. Labels are Arabic first; every value stands with the words
that say it, and the words are marked in their sentence in the value's colour. Nothing in a report's text can colour,
move or reorder what is shown.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.text import Text

from tawthiq.arabic.bidi import LRM, isolated, printable
from tawthiq.model import Claim, Issue, Reading, Report
from tawthiq.view import values
from tawthiq.view.labels import NAMELESS_DOER, SIDES, STATUS, STYLES, kind_names
from tawthiq.view.page import Page
from tawthiq.view.sentence import marked


def render(reading: Reading, width: int = 100, color_system: str | None = None) -> str:
    """The account of one report; `color_system` is rich's name for what the terminal can do, None for no colour."""
    page = Page(width, color_system)
    _head(page, reading.report, len(reading.claims))
    claims(page, reading.report.text, reading.claims)
    page.line(Text())
    return page.text()


def _head(page: Page, report: Report, count: int) -> None:
    name = printable(report.source)
    line = "━" * max(2, page.width - Text(name).cell_len - 4)
    page.line(Text.assemble((f"{LRM}━━ ", "dim"), (isolated(name), "bold"), (f" {line}", "dim")))
    if report.title:
        page.arabic(Text(printable(report.title.text), "bold"), "  ")
    if report.outlet:
        page.row("outlet", values.stated(report.outlet.name, report.outlet.text))
    if report.author:
        page.row("author", values.stated(report.author.name, report.author.text))
    page.row("date", _published(report))
    for issue in report.issues:
        page.row("issue", _issue(issue), "yellow")
    page.row("claims", Text(str(count)))


def _published(report: Report) -> Text:
    published = report.published
    if not published:
        return Text("غير معروف not known", "yellow")
    shown = Text(values.day(published.date))
    if published.text:
        shown.append_text(values.words(published.text))
    return shown.append_text(values.via(published.via))


def _issue(issue: Issue) -> Text:
    shown = Text(f"{issue.code.replace('_', ' ')}: {isolated(issue.message)}", "yellow")
    return shown.append_text(values.words(issue.text)) if issue.text else shown


def claims(page: Page, text: str, found: Sequence[Claim], first: int = 1) -> None:
    """Claims below the sentences that they are read from, in the order of the text."""
    numbered = list(enumerate(sorted(found, key=lambda claim: (claim.sentence, claim.trigger.span)), first))
    for _, group in groupby(numbered, key=lambda entry: entry[1].sentence):
        together = list(group)
        page.line(Text())
        page.arabic(marked(text, together), "│ ", "dim")
        for number, claim in together:
            _claim(page, number, claim)


def _claim(page: Page, number: int, claim: Claim) -> None:
    name = kind_names()[claim.kind]
    title = Text.assemble(LRM, f"{number:>3} ", (isolated(name.arabic), "bold"), " ", (name.english, "bold"))
    if claim.status in STATUS:
        arabic, english, style = STATUS[claim.status]
        title.append_text(Text.assemble("  ", (f"[{isolated(arabic)} {english}]", f"bold {style}")))
    title.append(f"  {claim.rule} · {claim.confidence:.2f}", "dim")
    page.line(title)
    for label, value in _rows(claim, name.family):
        page.row(label, value, STYLES[label])


def _rows(claim: Claim, family: str) -> Iterator[tuple[str, Text]]:
    if claim.kind in SIDES:
        for actor in (*claim.initiators, *claim.targets):
            yield "between", values.actor(actor)
    else:
        for actor in claim.initiators:
            yield "by", values.actor(actor)
        if not claim.initiators and family in NAMELESS_DOER:
            yield "by", Text("لم يُذكر not named", "dim")
        for actor in claim.targets:
            yield "against", values.actor(actor)
    for actor in claim.supporters:
        yield "support", values.actor(actor)
    for place in claim.places:
        yield "where", values.place(place)
    if claim.time:
        yield "when", values.time(claim.time)
    for means in claim.means:
        yield "means", values.means(means)
    for harm in values.parts_below(claim.harm):
        yield "harm", harm
    yield "says", values.chain(claim.attribution)
    for framing in claim.framing:
        yield "wording", values.framing(framing)
