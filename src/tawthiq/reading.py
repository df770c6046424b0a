"""Reading: from a report to its claims, by its text, the lexicon, the gazetteer and what the caller gives alone."""

from collections.abc import Sequence
from datetime import date

import msgspec

from tawthiq.arabic.fold import fold, fold_name
from tawthiq.arabic.sentences import Sentence, is_wrapped, mark_quotations, split_sentences, words_between
from tawthiq.arabic.words import Word, split_words
from tawthiq.claim.assemble import Assembler, SentenceClaims
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.locate import Locator, Regions
from tawthiq.claim.setting import setting_of
from tawthiq.claim.times import news_day
from tawthiq.lexicon.index import Lexicon, default_lexicon
from tawthiq.mention.asides import set_aside
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.find import acquaint, find_mentions
from tawthiq.mention.scene import Scene
from tawthiq.mention.spelling import repair, split_joined
from tawthiq.mention.times import TimeMention, find_times, last_told, stated_today
from tawthiq.model import Issue, Published, Reading, Report, Span, TimeRef
from tawthiq.places.gazetteer import Gazetteer, default_gazetteer

OPENING_WORDS = 50
"""Sentences that begin within so many words open a report."""


class ReadSentence(msgspec.Struct):
    """One sentence as understood: for `explain`."""

    scene: Scene
    chunks: list[Chunk]
    times: list[TimeMention]
    sentence: Sentence
    found: SentenceClaims
    slips: list[Issue]


def read_report(report: Report, lexicon: Lexicon | None = None, gazetteer: Gazetteer | None = None) -> Reading:
    """Read a report's claims.

    Spans index `report.text`; stretches in `report.boilerplate` are not read. The reading adds to the report's issues.
    """
    report, sentences = _read(report, lexicon, gazetteer)
    claims = tuple(claim for read in sentences for claim in read.found.claims)
    issues = _issues(report, sentences)
    return Reading(report=msgspec.structs.replace(report, issues=issues), claims=claims)


def read_sentences(
    report: Report, lexicon: Lexicon | None = None, gazetteer: Gazetteer | None = None
) -> list[ReadSentence]:
    """Every sentence of a report with its chunks and claims, in order."""
    return _read(report, lexicon, gazetteer)[1]


def _read(report: Report, lexicon: Lexicon | None, gazetteer: Gazetteer | None) -> tuple[Report, list[ReadSentence]]:
    """A report, dated where its own sentences do it, and those sentences as understood."""
    lexicon, gazetteer = lexicon or default_lexicon(), gazetteer or default_gazetteer()
    sentences, slips = split(report, lexicon, gazetteer)
    report, timed = _timed(report, sentences)
    scenes = [Scene(report.text, sentence.words, lexicon, gazetteer) for sentence in sentences]
    chunked = [find_mentions(scene, _keys(times)) for scene, times in zip(scenes, timed, strict=True)]
    regions = Regions(gazetteer)
    for chunks in chunked:
        regions.count(chunks)
    country = regions.country()
    repaired = repair(
        report.text, [word for sentence in sentences for word in sentence.words], lexicon, gazetteer, regions.regions
    )
    slips += repaired
    acquaint(scenes, chunked, country, repaired)
    if country or slips:
        chunked = [
            chunks if scene.settled else find_mentions(scene, _keys(times))
            for scene, chunks, times in zip(scenes, chunked, timed, strict=True)
        ]
    discourse = Discourse(lexicon, country, report.published.date if report.published else None)
    outlet = report.outlet.name if report.outlet else None
    assembler = Assembler(Locator(gazetteer, regions), discourse, outlet, setting_of(scenes, chunked))
    told = _day_told(report, sentences, timed, lexicon)
    news = [told] * len(sentences) if told else _news(report, sentences, timed)
    read: list[ReadSentence] = []
    for sentence, scene, chunks, times in zip(sentences, scenes, chunked, timed, strict=True):
        discourse.news = news[len(read)]
        read.append(
            ReadSentence(
                scene,
                chunks,
                times,
                sentence,
                assembler.read(scene, chunks, sentence.span, _is_title(report, sentence)),
                _within(slips, sentence),
            )
        )
    return report, read


def _timed(report: Report, sentences: Sequence[Sentence]) -> tuple[Report, list[list[TimeMention]]]:
    """The times of each sentence; «اليوم السبت 6 آب 2022» says when a report was published that nothing else dates."""
    published = date.fromisoformat(report.published.date) if report.published else None
    timed = _in_turn(sentences, published)
    if published is not None:
        return report, timed
    today = (stated_today(sentence.words, times) for sentence, times in zip(sentences, timed, strict=True))
    found = next((time for time in today if time is not None), None)
    if found is None or found.start is None:
        return report, timed
    start, end = found.span
    stated = Published(found.start.isoformat(), "inferred", report.text[start:end], found.span)
    issues = tuple(issue for issue in report.issues if issue.code != "no_publication_date")
    report = msgspec.structs.replace(report, published=stated, issues=issues)
    return report, _in_turn(sentences, found.start)


def _in_turn(sentences: Sequence[Sentence], published: date | None) -> list[list[TimeMention]]:
    """The times of each sentence, of which «اليوم التالي» may look back to those before."""
    timed: list[list[TimeMention]] = []
    told: date | None = None
    for sentence in sentences:
        timed.append(find_times(sentence.words, published, told=told))
        told = last_told(timed[-1], told)
    return timed


def _within(slips: Sequence[Issue], sentence: Sentence) -> list[Issue]:
    start, end = sentence.span
    return [slip for slip in slips if slip.span is not None and start <= slip.span[0] < end] if slips else []


def split(report: Report, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[list[Sentence], list[Issue]]:
    """The sentences of a report outside its boilerplate, and the issues of words that were written together."""
    folded = fold(report.text)
    words = split_words(folded)
    mark_quotations(report.text, words)
    kept, slips = split_joined(report.text, _outside(words, report.boilerplate), lexicon, gazetteer)
    return [set_aside(sentence, lexicon) for sentence in split_sentences(kept, is_wrapped(report.text))], slips


def _outside(words: list[Word], boilerplate: Sequence[Span]) -> list[Word]:
    if not boilerplate:
        return words
    left_out = {word.position for start, end in boilerplate for word in words_between(words, start, end)}
    kept: list[Word] = []
    cut = False
    for word in words:
        if word.position in left_out:
            cut = True
            continue
        if cut:
            word.gap = "\n\n"
            cut = False
        kept.append(word)
    return kept


def _news(
    report: Report, sentences: Sequence[Sentence], timed: Sequence[Sequence[TimeMention]]
) -> list[TimeRef | None]:
    """When the acts of each sentence were that have no time: known for the opening alone, a headline with its lead."""
    if report.published is None:
        return [None] * len(sentences)
    opening = words = 0
    while opening < len(sentences) and words < OPENING_WORDS:
        words += len(sentences[opening].words)
        opening += 1
    stated = [time for times in timed[:opening] for time in times]
    day = news_day(date.fromisoformat(report.published.date), stated)
    return [day if at < opening else None for at in range(len(sentences))]


def _day_told(
    report: Report, sentences: Sequence[Sentence], timed: Sequence[Sequence[TimeMention]], lexicon: Lexicon
) -> TimeRef | None:
    """The day that the heading of a round-up names as the one it tells of («حصاد يوم …»), if it does."""
    stated = report.published
    dates = [(stated.span[0], stated.date)] if stated and stated.span else []
    for sentence, times in zip(sentences, timed, strict=True):
        if _is_title(report, sentence):
            dates += [(time.span[0], time.start.isoformat()) for time in times if time.start and time.start == time.end]
    scopes = {fold_name(form) for form in lexicon.lists.grammar["day_told"]} if dates else set()
    for start, day in dates:
        words = fold_name(report.text[:start].rpartition("\n")[2]).split()
        if scopes & {" ".join(words[-count:]) for count in (1, 2, 3)}:
            return TimeRef(day, day, "day", "inherited", None, None)
    return None


def _is_title(report: Report, sentence: Sentence) -> bool:
    return report.title is not None and report.title.span[0] <= sentence.span[0] < report.title.span[1]


def _keys(times: Sequence[TimeMention]) -> list[tuple[int, int, TimeMention]]:
    return [(time.first, time.last, time) for time in times]


def _issues(report: Report, sentences: Sequence[ReadSentence]) -> tuple[Issue, ...]:
    issues = list(report.issues)
    for read in sentences:
        issues.extend(read.slips)
        for time in read.times:
            for code in time.issues:
                start, end = time.span
                issues.append(Issue(code, time.note or code.replace("_", " "), report.text[start:end], (start, end)))
    return tuple(dict.fromkeys(issues))
