"""Many inputs on this machine: from paths to what is shown of each, in their order, in one process or several.

In come paths and a plan, out comes an outcome for every report. A report that cannot be read becomes a refusal and the
rest is read; a fault in our own files ends the run before it begins.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple, TypeVar

import msgspec
import regex

from tawthiq import reading
from tawthiq.arabic.bidi import json_line
from tawthiq.errors import TawthiqError
from tawthiq.ingest.folders import files_of, holds_many
from tawthiq.ingest.layout import lay_out
from tawthiq.ingest.raw import Given, RawReport, Refusal
from tawthiq.ingest.sources import read_sources, read_upload
from tawthiq.lexicon import index
from tawthiq.model import Issue, Reading, Report
from tawthiq.places.gazetteer import Gazetteer, gazetteer_with

T = TypeVar("T")

MAX_LINE = 100_000
"""A text with a line of more characters is no report but data or many texts run together."""
MAX_WORD = 500
"""Nor is one with more Arabic letters or digits on end."""
COLLECT_AFTER = 50_000
"""So many new objects, those of some ten reports, are there before the garbage collector looks at them."""
BATCH = 16
"""How many inputs a process is given at once."""

_ENDLESS = regex.compile(rf"[\p{{Arabic}}\p{{Mn}}\p{{Nd}}\u0640]{{{MAX_WORD + 1}}}")
_UNFIT = {"not_arabic": "not Arabic: ", "empty": ""}
"""Issues of a report that is not read for claims, and what introduces them."""


class Plan(NamedTuple):
    """What the caller asked for; plain values, as it goes to other processes.

    `gazetteer` is the path of the user's own, or None.
    """

    published: str | None
    outlet: str | None
    as_json: bool
    width: int
    color: str | None
    gazetteer: str | None = None

    @property
    def given(self) -> Given:
        """What the caller says of every report."""
        return Given(self.published, self.outlet)


class Outcome(NamedTuple):
    """What one report gave: the bytes to write, and the line that says why it was refused, if it was.

    `input` tells the report with all that was given with it from every other; a known one has nothing to write.
    """

    shown: bytes
    refusal: str | None = None
    input: str = ""


Item = str | RawReport | Refusal | Outcome
"""What a process is given: a path, a report, a refusal, or what was known before."""


def outcomes(paths: Sequence[str], plan: Plan, jobs: int = 1, known: Container[str] | None = None) -> Iterator[Outcome]:
    """The outcome of every report, in the order of the inputs. Inputs that are `known` are passed over."""
    load(plan)
    items = _items(paths, plan) if known is None else _unknown(paths, plan, known)
    if jobs > 1:
        yield from _spread(items, plan, jobs)
        return
    for item in items:
        yield from _read_item(item, plan)


def outcomes_in(data: bytes, name: str, plan: Plan) -> Iterator[Outcome]:
    """The outcome of every report of a file that is there as bytes, read as a file of that name would be."""
    load(plan)
    for raw in _each(read_upload(data, name), name):
        yield from _read_item(raw, plan)


def load(plan: Plan) -> None:
    """Load the lexicon and the gazetteer and keep the garbage collector from looking through them again and again.

    A report leaves next to nothing that refers to itself, so that the collector need not come often either.
    """
    gc.disable()
    try:
        index.default_lexicon(), gazetteer_with(plan.gazetteer)
    finally:
        gc.enable()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def _spread(items: Iterator[Item], plan: Plan, jobs: int) -> Iterator[Outcome]:
    """The outcomes from several processes; only so many inputs are ahead that all of them have work."""
    batches = iter(lambda: list(islice(items, BATCH)), [])
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, (plan,))
    try:
        waiting: deque[Future[list[Outcome]]] = deque()
        for batch in islice(batches, 4 * jobs):
            with _undisturbed():
                waiting.append(pool.submit(_read_batch, batch, plan))
        while waiting:
            yield from waiting.popleft().result()
            waiting.extend(pool.submit(_read_batch, batch, plan) for batch in islice(batches, 1))
    except BrokenProcessPool as error:
        raise TawthiqError("a process that was reading has died; try fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without Ctrl-C, which waits: processes that are started meanwhile never see one."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _items(paths: Sequence[str], plan: Plan) -> Iterator[Item]:
    """What can be read apart: files by their path, the reports of a file that holds many one by one."""
    for path in files_of(paths):
        if holds_many(path):
            yield from _raws(path, plan)
        else:
            yield path


def _unknown(paths: Sequence[str], plan: Plan, known: Container[str]) -> Iterator[Item]:
    """Every report by itself; what is known, already with its outcome."""
    for path in files_of(paths):
        for raw in _raws(path, plan):
            name = _guarded(raw.source, input_of, raw, plan) if isinstance(raw, RawReport) else ""
            yield Outcome(b"", None, name) if isinstance(name, str) and name in known else raw


def input_of(raw: RawReport, plan: Plan) -> str:
    """A hash of a report, where it is from, what its file says of it and what the caller does."""
    return sha256(msgspec.json.encode([raw, plan.given])).hexdigest()


def _begin(plan: Plan) -> None:
    """Make a process ready to read; Ctrl-C is left to the one that was called."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    load(plan)


def _read_batch(items: Sequence[Item], plan: Plan) -> list[Outcome]:
    return [outcome for item in items for outcome in _read_item(item, plan)]


def _read_item(item: Item, plan: Plan) -> Iterator[Outcome]:
    if isinstance(item, Outcome):
        yield item
        return
    for raw in _raws(item, plan) if isinstance(item, str) else (item,):
        done = _guarded(raw.source, _read, raw, plan) if isinstance(raw, RawReport) else raw
        yield _refused(done, plan) if isinstance(done, Refusal) else done


def _raws(path: str, plan: Plan) -> Iterator[RawReport | Refusal]:
    source = os.fsencode(path).decode("utf-8", errors="replace")
    return _each(read_sources([path], plan.given), source)


def _each(found: Iterator[RawReport | Refusal], source: str) -> Iterator[RawReport | Refusal]:
    while (raw := _guarded(source, next, found, None)) is not None:
        yield raw


def _guarded(source: str, step: Callable[..., T], *args: object) -> T | Refusal:
    """What a step gives, or a refusal with the reason it failed: one bad report does not stop a run."""
    try:
        return step(*args)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}".rstrip(": ")
        return Refusal(source, "unreadable", f"reading it failed, which is a fault of tawthiq ({reason})")


def _read(raw: RawReport, plan: Plan) -> Outcome | Refusal:
    longest = max(map(len, raw.text.splitlines()), default=0)
    if longest > MAX_LINE:
        return Refusal(raw.source, "too_large", f"has a line of {longest:,} characters")
    if _ENDLESS.search(raw.text):
        return Refusal(raw.source, "too_large", f"has a word of more than {MAX_WORD} letters or digits")
    name = input_of(raw, plan)
    gazetteer = gazetteer_with(plan.gazetteer)
    report = lay_out(raw, plan.given, is_place=partial(_is_place, gazetteer))
    unfit = next((issue for issue in report.issues if issue.code in _UNFIT), None)
    if unfit is None:
        return _shown(reading.read_report(report, gazetteer=gazetteer), plan)._replace(input=name)
    return _shown(Reading(report=report), plan)._replace(
        input=name, refusal=f"{raw.source}: {_UNFIT[unfit.code]}{unfit.message}"
    )


def _is_place(gazetteer: Gazetteer, name: str) -> bool:
    """Whether a gazetteer knows a folded name."""
    first, *rest = name.split() or [""]
    return tuple(rest) in gazetteer.phrases(first)


def _refused(refusal: Refusal, plan: Plan) -> Outcome:
    digest = sha256(b"").hexdigest()
    issue = Issue(refusal.code, refusal.message)
    report = Report(f"r:{digest[:16]}", refusal.source, digest, "", "und", issues=(issue,))
    return _shown(Reading(report=report), plan)._replace(refusal=f"{refusal.source}: {refusal.message}")


def _shown(done: Reading, plan: Plan) -> Outcome:
    if plan.as_json:
        return Outcome(json_line(msgspec.json.encode(done)))
    from tawthiq.view.account import render  # noqa: PLC0415 (JSON needs no terminal)

    return Outcome(render(done, plan.width, plan.color).encode("utf-8", errors="replace"))
