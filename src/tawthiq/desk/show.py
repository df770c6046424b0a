"""Values of events as the pages show them: names, days and numbers in the language of the page, all text escaped.

Names that a report gave may hold anything: controls are taken out, and each stands in an isolate of its own.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import regex
from litestar.exceptions import HTTPException
from markupsafe import Markup, escape

from tawthiq.arabic.bidi import printable
from tawthiq.desk.language import plural, translator
from tawthiq.desk.refusing import reason
from tawthiq.model import Event, EventHarm, EventTime, Harm, Issue, TimeRef
from tawthiq.view import plain_arabic, plain_english
from tawthiq.view.labels import kind_names

_NAMED = regex.compile(r"«[^»]*»|\d{4}-\d\d-\d\d|\p{Arabic}(?:[\p{Arabic}\s/]*\p{Arabic})?")
_NAMES = regex.compile(r"\p{Arabic}(?:[\p{Arabic}\s]*\p{Arabic})?")
MOST_NAMED = 3
"""How many parties a list names before it only counts them."""


class Shown:
    """The words of a page in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.say = translator(language)
        self._plain = plain_arabic if language == "ar" else plain_english

    def filled(self, key: str, **values: object) -> Markup:
        """A text of ours with values in it, escaped where they are not marked up."""
        return Markup(self.say(key)).format(**values)  # noqa: S704 (the texts are our own)

    def plain(self, words: str) -> str:
        """Words that are a paragraph of their own."""
        return printable(words)

    def sentence(self, words: str, language: str) -> Markup:
        """A sentence of ours; Arabic names within an English one are kept apart, so that they stay in their order."""
        said = escape(printable(words))
        return said if language == "ar" else Markup(_NAMES.sub(r'<bdi lang="ar">\g<0></bdi>', said))  # noqa: S704 (escaped)

    def text(self, words: str | None, language: str | None = None) -> Markup:
        """Words of unknown direction, kept apart from what stands around them."""
        known = Markup(' lang="{}"').format(language) if language else ""
        return Markup("<bdi{}>{}</bdi>").format(known, printable(words or ""))

    def name(self, named: Any) -> Markup:
        """A name in the language of the page, or else in Arabic, which all have."""
        arabic = getattr(named, "name_ar", "") or getattr(named, "arabic", "")
        english = getattr(named, "name_en", "") or getattr(named, "english", "")
        if self.language == "en" and english:
            return self.text(english, "en")
        return self.text(arabic, "ar")

    def names(self, named: Sequence[Any]) -> Markup:
        """Some names in a row, the first few and how many more."""
        shown = escape(self.say("list.comma")).join(self.name(one) for one in named[:MOST_NAMED])
        rest = len(named) - MOST_NAMED
        return shown + " " + escape(self.say("list.more", count=rest)) if rest > 0 else shown

    def kind(self, kind: str) -> str:
        """What a kind of act is called."""
        known = kind_names()[kind]
        return known.arabic if self.language == "ar" else known.english

    def family(self, kind: str) -> str:
        """The family of a kind of act: `battle`, `remote`, `civilians`, `relief` or `consequence`."""
        return kind_names()[kind].family

    def count(self, key: str, number: int) -> str:
        """A counted noun: its text has a form for each sort of number."""
        return self.say(f"{key}.{plural(number)}", count=f"{number:,}")

    def day(self, iso: str | None) -> Markup:
        """A day with the month's name."""
        try:
            found = date.fromisoformat(iso or "")
        except ValueError:
            return Markup("<bdi>{}</bdi>").format(printable(iso or "?"))
        month = self.say(f"month.{found.month}")
        return Markup('<time datetime="{}">{} {} {}</time>').format(found.isoformat(), found.day, month, found.year)

    def moment(self, iso: str) -> Markup:
        """A day and the time of it, as the log writes them."""
        try:
            found = datetime.fromisoformat(iso)
        except ValueError:
            return self.text(iso)
        clock = Markup('<bdi><time datetime="{}">{:%H:%M} {}</time></bdi>').format(iso, found, found.tzname() or "")
        return self.day(found.date().isoformat()) + " " + clock

    def when(self, time: EventTime | TimeRef | None) -> Markup:
        """The days of an event."""
        if time is None or not (time.start or time.end):
            return escape(self.say("time.unknown"))
        if time.start and time.end and time.start != time.end:
            return self.filled("time.between", start=self.day(time.start), end=self.day(time.end))
        if time.start and time.end:
            return self.day(time.start)
        key = "time.since" if time.start else "time.until"
        return self.filled(key, day=self.day(time.start or time.end))

    def number(self, low: int | None, high: int | None) -> Markup:
        """A number of people between two bounds."""
        if low is None and high is None:
            return escape(self.say("number.unknown"))
        if low is None or high is None:
            key = "number.least" if high is None else "number.most"
            return self.filled(key, count=Markup("<bdi>{}</bdi>").format(low if high is None else high))
        return Markup("<bdi>{}</bdi>").format(low if low == high else f"{low}–{high}")

    def harm(self, event: Event) -> list[str]:
        """The totals of an event's harm to people, as counted nouns."""
        return [self._plain.number(harm) for harm in event.harm if harm.of is None and harm.kind != "lost"]

    def harmed(self, harm: Harm | EventHarm) -> Markup:
        """People harmed: how many, how, and who they are; or some of those before."""
        if harm.of is None:
            return escape(self._plain.harmed(harm))
        return escape(f"{self.say('harm.among')} {self._plain.part(harm)}")

    def told(self, field: str, value: str, called: Mapping[str | None, str]) -> Markup:
        """What one side of a conflict says: a day, a number with its bounds, a party by its name, or words."""
        if field == "day":
            return self.day(value)
        low, _, high = value.removesuffix("+").partition("-")
        if low.isdecimal() and (high.isdecimal() or not high):
            return self.number(int(low), None if value.endswith("+") else int(high or low))
        if field == "status":
            return self.text(self.say(f"status.{value}"))
        return Markup(" + ").join(self.text(called.get(part, part)) for part in value.split(" + "))

    def feature(self, name: str) -> str:
        """What claims are compared by when they are joined."""
        return self.say(f"feature.{name}")

    def issue(self, issue: Issue) -> str:
        """What is odd in a text; in Arabic the message, which is English, gives the words and days that it names."""
        label = self.say(f"issue.{issue.code}")
        told = " ← ".join(_NAMED.findall(issue.message)) if self.language == "ar" else issue.message
        return f"{label}: {told}" if told else label

    def reason(self, error: HTTPException) -> Markup:
        """What is wrong with a request, where more is known than the kind of error."""
        key, values = reason(error)
        return self.filled(key, **{name: self.text(value) for name, value in values.items()}) if key else Markup()

    def error(self, error: HTTPException) -> str:
        """What to tell whoever met an error."""
        key = f"error.{error.status_code}"
        return self.say(key if error.status_code in {400, 401, 403, 404, 405, 413, 429, 503} else "error.500")
