"""When: the time of an act from its own words, its sentence, what an earlier sentence set, or as the news of a day."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from tawthiq.arabic.fold import fold_name
from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import Discourse
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.mention.times import TimeMention
from tawthiq.model import Claim, Status, TimeRef

_DAYS = frozenset({"hour", "part_of_day", "day"})
_TOLD = frozenset({"occurred", "ongoing"})
_DAY = timedelta(days=1)
_STANDING = frozenset(
    fold_name(word)
    for word in "المستمر المستمرة المتواصل المتواصلة المفروض المفروضة المعلن المعلنة المبرم المبرمة الموقع الموقعة "
    "الساري السارية القائم القائمة المتوقف المتوقفة".split()
)
_SIEGES = frozenset({"besiege", "lift"})
_EARLY = frozenset({"dawn", "morning", "noon", "afternoon"})
_LATE = frozenset({"evening", "night"})


def news_day(published: date, stated: Iterable[TimeMention]) -> TimeRef | None:
    """When news is that gives no time: the day it was published or the one before.

    None where a day that its opening states (`stated`) is earlier: then it does not tell of those two days.
    """
    eve = published - _DAY
    days = [time for time in stated if time.precision in _DAYS and time.end]
    if any(time.end < eve for time in days if time.end):
        return None
    return TimeRef(eve.isoformat(), published.isoformat(), "day", "implied", None, None)


def time_of(
    act: Act, status: Status, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse, previous: Claim | None
) -> TimeRef | None:
    """The time of an act; None where the report gives none."""
    own, aside = _own(act, chunks, scene)
    before = [c.value for c in chunks[: act.first] if c.sort == "time"]
    if not own or all(time.duration_days and not _dated(time) for time in own):
        own = [*own, *before]
    dated = [time for time in own if _dated(time)] or [time for time in before if _dated(time) and _leads(time, chunks)]
    inherited = _told_before(previous)
    if not (own or inherited):
        dated = _behind(act, chunks, scene)
    if not (dated or inherited):
        between = [c.value for c in chunks[act.first : act.main.head] if c.sort == "time"]
        dated = [time for time in between if _dated(time)]
    dated = dated or ([] if inherited else [time for time in aside if _dated(time)])
    if dated:
        return _so_far(_merged(_said_then(dated, before), own, scene), status, discourse)
    inherited = inherited or discourse.time
    if inherited is None:
        later = _later(act, chunks)
        if later:
            return msgspec.structs.replace(_merged(later, later, scene), via="inherited")
    if inherited is not None and (inherited.start or inherited.end):
        duration = next((time.duration_days for time in own if time.duration_days), None)
        inherited = _next_day(own[0], inherited, discourse.published) if own else inherited
        return msgspec.structs.replace(inherited, via="inherited", text=None, span=None, duration_days=duration)
    if own:
        day = discourse.news.end if discourse.news else discourse.published
        time = _on_the_day(refer(own[0], scene), day if status in _TOLD else None)
        news = _of_news(act, discourse.news, chunks) if status in _TOLD and not (time.start or time.end) else None
        return time if news is None else msgspec.structs.replace(news, duration_days=time.duration_days)
    return _of_news(act, discourse.news, chunks) if status in _TOLD else None


def _of_news(act: Act, news: TimeRef | None, chunks: Sequence[Chunk]) -> TimeRef | None:
    """The day of news with no time; what is told in the present («المدفعية تقصف …») is of the day itself."""
    present = act.main.shape == "verb" and chunks[act.main.head].has("trigger", "present")
    if news is None or news.end is None or not present or chunks[act.main.head].has("trigger", "past"):
        return news
    return msgspec.structs.replace(news, start=news.end)


def _own(act: Act, chunks: Sequence[Chunk], scene: Scene) -> tuple[list[TimeMention], list[TimeMention]]:
    """The times of an act's own clause, and those that only tell of a noun in it («الهدنة السارية منذ تموز»)."""
    found = list(act.roles.times)
    for predication in act.harms:
        found.extend(c for c in chunks[predication.start : predication.end] if c.sort == "time")
    told = {predication.head for predication in (act.main, *act.parts, *act.supports, *act.harms)}
    aside = [chunk for chunk in found if _tells_of_noun(chunks.index(chunk), act, told, chunks, scene)]
    if act.main.frame in _SIEGES:  # «فكت الحصار المفروض منذ أسبوعين»: how long it lasted is told of its noun
        aside = [chunk for chunk in aside if not chunk.value.duration_days]
    return [c.value for c in found if c not in aside], [c.value for c in aside]


def _tells_of_noun(at: int, act: Act, told: set[int], chunks: Sequence[Chunk], scene: Scene) -> bool:
    """Whether a time stands in a relative clause, or behind a participle, that no word of the act itself is in."""
    for index in range(at - 1, act.main.head, -1):
        if index in told and act.main.frame != "violate":
            return False
        chunk = chunks[index]
        if chunk.grammar("relative") is not None or scene.form(chunk.first) in _STANDING:
            return True
    return False


def _said_then(dated: list[TimeMention], before: Sequence[TimeMention]) -> list[TimeMention]:
    """«أعلن مساء الثلاثاء … خلال الساعات الـ24 الماضية»: a span of the past ends on the day that it was told."""
    first = dated[0]
    spoken = next((time for time in before if time.end and time.precision in _DAYS and not time.duration_days), None)
    passed = first.rule == "time.window" and first.start and first.end
    if spoken is None or spoken.end is None or not passed or not (first.start and first.end):
        return dated
    shift = first.end - spoken.end
    if not timedelta(0) < shift <= 2 * _DAY:
        return dated
    return [msgspec.structs.replace(first, start=first.start - shift, end=spoken.end), *dated[1:]]


def _next_day(own: TimeMention, inherited: TimeRef, published: str | None) -> TimeRef:
    """«… مساء الاثنين. وشيّع الأهالي عصرا»: an earlier part of the day than that told before is of the day after."""
    early, late = own.part_of_day in _EARLY, inherited.part_of_day in _LATE
    if not (early and late and inherited.start) or _dated(own):
        return inherited
    day = (date.fromisoformat(inherited.start) + _DAY).isoformat()
    if published is not None and day > published:
        return inherited
    return msgspec.structs.replace(inherited, start=day, end=day, part_of_day=own.part_of_day)


def _dated(time: TimeMention) -> bool:
    return time.start is not None or time.end is not None


def _leads(time: TimeMention, chunks: Sequence[Chunk]) -> bool:
    """«12 آب: عثر الأهالي …»: the date that an entry of a list begins with."""
    return chunks[0].sort == "time" and chunks[0].value is time


def _so_far(time: TimeRef, status: Status, discourse: Discourse) -> TimeRef:
    """«استقبل المستشفى منذ فجر اليوم 9 جرحى»: what has occurred since today is of today."""
    today = discourse.news is not None and time.start == discourse.news.end
    return msgspec.structs.replace(time, end=time.start) if status == "occurred" and today and not time.end else time


def _on_the_day(time: TimeRef, day: str | None) -> TimeRef:
    """«الثالثة فجرا», «عصرا» in news that names no day: of the day it was published."""
    if day is None or time.part_of_day is None or time.start or time.end:
        return time
    return msgspec.structs.replace(time, start=day, end=day, via="implied", text=None, span=None)


def _told_before(previous: Claim | None) -> TimeRef | None:
    """The time of the sentence's act before, unless it is only known as news."""
    time = previous.time if previous is not None else None
    return time if time is not None and time.via != "implied" else None


def _later(act: Act, chunks: Sequence[Chunk]) -> list[TimeMention]:
    """The dates behind an act in its sentence, up to a clause about something else («التي وقعت في أيار 2005»)."""
    found: list[TimeMention] = []
    for chunk in chunks[act.main.head + 1 :]:
        if chunk.grammar("relative") is not None:
            break
        if chunk.sort == "time" and _dates_another(chunk.value):
            found.append(chunk.value)
    return found


def _dates_another(time: TimeMention) -> bool:
    """Whether a time may also date an act further off: not how long another has lasted («منذ ثلاث سنوات»)."""
    return bool(time.start or time.end) and not time.duration_days


def _behind(act: Act, chunks: Sequence[Chunk], scene: Scene) -> list[TimeMention]:
    """The dates that end an act's own clause, behind a noun of another act («استخدم الغاز في قصف عربين ليل الأحد»)."""
    for chunk in chunks[act.main.head + 1 :]:
        if scene.words[chunk.first].gap.strip() or chunk.has("trigger", "past", "present") or chunk.has("reporting"):
            break
        if chunk.grammar("relative") is not None or chunk.grammar("parallel") is not None:
            break
        if chunk.sort == "time" and _dated(chunk.value) and _dates_another(chunk.value):
            return [chunk.value]
    return []


def refer(mention: TimeMention, scene: Scene) -> TimeRef:
    """A time mention as a value of a claim."""
    start, end = mention.span
    return TimeRef(
        mention.start.isoformat() if mention.start else None,
        mention.end.isoformat() if mention.end else None,
        mention.precision,
        "stated",
        scene.text[start:end],
        (start, end),
        mention.part_of_day,
        mention.duration_days,
        mention.issues,
    )


def _merged(dated: list[TimeMention], own: list[TimeMention], scene: Scene) -> TimeRef:
    """The first date; «حتى» with a second one carries its end; a duration elsewhere in the clause is added."""
    first = dated[0]
    time = refer(first, scene)
    if len(dated) > 1 and first.start and dated[1].end and dated[1].end >= first.start:
        between = scene.text[first.span[1] : dated[1].span[1]]
        if "حتى" in between or "إلى" in between:
            time = msgspec.structs.replace(time, end=dated[1].end.isoformat())
    duration = next((t.duration_days for t in own if t.duration_days), None)
    return msgspec.structs.replace(time, duration_days=duration) if duration else time
