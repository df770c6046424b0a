"""Stretches that are not the report: reading times, share bars, other reports' headlines, comment forms, menus.

In come the lines, out come the indices of those not to be read.
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from tawthiq.ingest.lines import Line
from tawthiq.ingest.phrases import phrases, plain

MAX_OPENING_WORDS = 22
"""A line that starts like a call or a notice is one only up to this many words."""
MAX_SHORT_WORDS = 8
"""A greeting or caption of more words than this goes on with news."""
HEADLINE_RUN = 3
"""So many headlines in a row at the end, with no sentence after them, are other reports'."""

_READING = (
    r"(?:\d+|دقيقه|دقيقتان|دقيقتين|ثلاث|اربع|خمس|one|two)?\s*(?:دقيقه|دقائق|دقيقتان|دقيقتين|minutes?|mins?)"
    r"(?:\s+(?:للقراءه|قراءه|من القراءه|read|reading))?"
)
_ALONE = regex.compile(
    rf"(?:{_READING}"
    r"|\d{1,4}"
    r"|(?:\d[\d.,]*\s?[km]?\s*)(?:زياره|مشاهده|قراءه|مشاركه|تعليقات?|اعجاب|views?|likes?|comments?|shares?"
    r"|reposts?|retweets?|repl(?:y|ies))"
    r"|(?:زياره|مشاهدات|قراءات|عدد القراءات|عدد المشاهدات)\s*\d[\d ]*"
    r"|منذ (?:\d+ )?\w{2,8}(?: و?\w{2,6})?"
    r"|\d{1,2} \d{2}\s?(?:ص|م|am|pm)?"
    r"|\d+[hdwmy](?:\s\d+\s\w+ ago)?"
    r"|(?:#[\w_]+\s*)+"
    r"|(?:19|20)\d\d (?:afp|ا ف ب)|(?:afp|reuters) (?:19|20)\d\d)",
    regex.IGNORECASE,
)
_SHARE = regex.compile(
    r"(?:(?:شارك\w*|مشاركه|طباعه|حجم الخط|نسخ الرابط|ارسل لصديق|فيسبوك|فيس بوك|تويتر|واتساب|واتس اب"
    r"|تلغرام|تيليجرام|تيليغرام|تلجرام"
    r"|لينكد ان|ماسنجر|بريد|البريد الالكتروني|يوتيوب|انستغرام|اكس|facebook|twitter|whatsapp|telegram|linkedin"
    r"|messenger|email|print|x"
    r"|rss|insta?gram|youtube|tiktok|pinterest|stumbleupon|على|عبر|ال)\s*)+"
)
_ITEM = r"[^\s\d|»›>/]{1,20}(?:\s[^\s\d|»›>/]{1,20}){0,2}"
_MENU = regex.compile(rf"{_ITEM}(?:\s*[|»›>/]\s*{_ITEM}){{2,}}")
_COPYRIGHT = regex.compile(r"[©®]|\(c\)\s*\d{4}", regex.IGNORECASE)
_CAPTION = regex.compile(r"\(([^()]{2,40})\)\s*$")
_EMBED = regex.compile(r"^—\s.{1,60}\(@\w+\)")
_POSTER = regex.compile(r"[^@]{1,60}\s@\w{2,20}$")
_HASHTAGS = regex.compile(r"(?:[#@][\w\u0640]+[\s،,|]*)+$")


def left_out(lines: Sequence[Line]) -> set[int]:
    """The indices of the lines that are not the report's own text."""
    found = {at for at, line in enumerate(lines) if _is_notice(line)}
    if len(found) == len(lines):
        found = {at for at in found if not _is_short_opening(lines[at])}
    running = [at for at, line in enumerate(lines) if line.running and at not in found]
    if not running:
        return found | _comments(lines, 0)
    found |= {at for at in range(running[0], len(lines)) if lines[at].words <= 8 and _POSTER.match(lines[at].text)}
    found |= _comments(lines, running[0])
    found |= _related(lines, running[0], found)
    found |= _headline_runs(lines, found)
    return found


def repeated_top(lines: Sequence[Line]) -> set[int]:
    """The first lines where they only preview what follows: the same words again, at length."""
    for count in range(1, min(4, len(lines))):
        if not lines[count - 1].text.endswith(("...", "…", ":", "[…]")) or not lines[count - 1].blank_after:
            continue
        preview = " ".join(line.plain for line in lines[:count])
        rest = " ".join(line.plain for line in lines[count : count + 4])
        if len(preview) >= 20 and rest.startswith(preview):
            return set(range(count))
    return set()


def _is_notice(line: Line) -> bool:
    if not line.short and len(line.text) > 300:
        return False
    lists = phrases()
    text = line.plain
    if not text or text in lists.alone or _ALONE.fullmatch(text) or _SHARE.fullmatch(text):
        return True
    if _HASHTAGS.match(line.text) or _MENU.fullmatch(line.text) or _EMBED.match(line.text):
        return True
    caption = None if line.stopped else _CAPTION.search(line.text)
    if caption and plain(caption.group(1)) in lists.credits:
        return True
    if line.words <= MAX_OPENING_WORDS and lists.openings.match(text.lstrip("# ")):
        return True
    if _is_short_opening(line):
        return True
    return line.words <= MAX_OPENING_WORDS and bool(_COPYRIGHT.search(line.text))


def _is_short_opening(line: Line) -> bool:
    """Whether a line is a greeting or a caption; it is all that a post may say («فيديو يظهر قصف حي س»)."""
    return line.words <= MAX_SHORT_WORDS and bool(phrases().short_openings.match(line.plain))


def _comments(lines: Sequence[Line], first: int) -> set[int]:
    """All lines from the one that opens the comments."""
    opens = phrases().comments
    for at in range(first + 1, len(lines)):
        if lines[at].words <= 12 and opens.match(lines[at].plain):
            return set(range(at, len(lines)))
    return set()


def _related(lines: Sequence[Line], first: int, known: set[int]) -> set[int]:
    """Lines that announce other reports, with the headlines after them."""
    found: set[int] = set()
    opens = phrases().related
    for at in range(first, len(lines)):
        line = lines[at]
        if at in found or line.words > 30 or not opens.match(line.plain):
            continue
        named = opens.match(line.plain)
        rest = line.plain[named.end() :].strip() if named else ""
        if rest and ":" not in line.text and line.words > 6:
            continue
        found.add(at)
        if not rest:
            found |= _headlines_after(lines, at + 1, known)
    return found


def _headlines_after(lines: Sequence[Line], start: int, known: set[int]) -> set[int]:
    taken: set[int] = set()
    for at in range(start, len(lines)):
        if at not in known and (lines[at].running or not lines[at].short):
            break
        taken.add(at)
    return taken


def _headline_runs(lines: Sequence[Line], known: set[int]) -> set[int]:
    """Runs of headlines among or below the body, where the body's own paragraphs end as sentences do."""
    own = [at for at in range(len(lines)) if at not in known]
    paragraphs = [at for at in own if _is_paragraph(lines[at])]
    stopped = [at for at in paragraphs if lines[at].stopped]
    if any(line.wrapped for line in lines) or len(stopped) < 2 or len(stopped) < 0.7 * len(paragraphs):
        return set()
    found: set[int] = set()
    for before, after in pairwise([*paragraphs, len(lines)]):
        run = [at for at in own if before < at < after]
        needed = HEADLINE_RUN if after == len(lines) else HEADLINE_RUN + 1
        opened = before < stopped[0] or lines[before].text.endswith(":")
        if not opened and _are_headlines([lines[at] for at in run], needed):
            found.update(run)
    return found


def _is_paragraph(line: Line) -> bool:
    asks = line.text.endswith(("؟", "?", "!"))
    return line.running and not (line.short and asks and not line.bullet)


def _are_headlines(run: Sequence[Line], needed: int) -> bool:
    """Whether lines are headlines, and not a list of figures or names."""
    long = [line for line in run if line.words >= 4]
    counted = [line for line in long if any(char.isdigit() for char in line.text)]
    return len(long) >= max(needed, len(run) // 3) and len(counted) < 0.6 * len(long)
