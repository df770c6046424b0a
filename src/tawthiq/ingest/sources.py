"""Where reports come from: files and folders of texts, pages, JSON lines, tables, feeds and web archives.

In come paths; out come, in their order, a `RawReport` for every text and a `Refusal` for everything that cannot be
read. Bad input is never an exception here.
"""

import codecs
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import msgspec
import regex

from tawthiq.errors import IngestError
from tawthiq.ingest.archives import Archived, read_archive
from tawthiq.ingest.encoding import SAMPLE_BYTES, decode
from tawthiq.ingest.feeds import looks_like_feed, read_feed
from tawthiq.ingest.folders import files_of
from tawthiq.ingest.page import looks_like_html, read_page
from tawthiq.ingest.raw import Given, Metadata, RawReport, Refusal
from tawthiq.ingest.tables import read_rows

MAX_BYTES = 64 * 1024 * 1024
"""Files above this are refused; lines, rows and archived pages are streamed and have no limit but their own."""
MAX_CHARS = 2_000_000
"""Longest text of one report, in characters."""
MAX_LINE = MAX_CHARS * 4
"""Longest JSON line, in bytes."""
MAX_DEPTH = 64
"""Deepest nesting of a JSON line."""

__all__ = ["MAX_BYTES", "MAX_CHARS", "Given", "Metadata", "RawReport", "Refusal", "read_sources", "read_upload"]

_JSON_TOKEN = regex.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[{]|[\]}]', regex.DOTALL)
_FIELDS = ("title", "published", "outlet", "url", "author")


def read_sources(paths: Iterable[str], given: Given) -> Iterator[RawReport | Refusal]:  # noqa: ARG001
    """The reports of files, in order; `-` is standard input, a folder all files below it.

    A report keeps its own metadata; what the caller gave outranks it when the report is laid out.
    """
    for path in files_of(paths):
        source = os.fsencode(path).decode("utf-8", errors="replace")
        try:
            yield from _read_path(path, source)
        except IngestError as error:
            yield Refusal(error.source, error.code, error.message)
        except (OSError, ValueError) as error:
            yield Refusal(source, "unreadable", _reason(error))


def read_upload(data: bytes, name: str) -> Iterator[RawReport | Refusal]:
    """The reports of a file that is there as bytes; the ending of its name says how it is read."""
    try:
        yield from _read_stream(io.BytesIO(data), name, name)
    except IngestError as error:
        yield Refusal(error.source, error.code, error.message)
    except (OSError, ValueError) as error:
        yield Refusal(name, "unreadable", _reason(error))


def _read_path(path: str, source: str) -> Iterator[RawReport | Refusal]:
    if path == "-":
        yield from _read_bytes(_limited(sys.stdin.buffer, source), source, "")
        return
    file = Path(path)
    if file.is_dir():
        raise IngestError(source, "unreadable", "is a directory without a file that can be read")
    with file.open("rb") as stream:
        yield from _read_stream(stream, path, source)


def _read_stream(stream: BinaryIO, path: str, source: str) -> Iterator[RawReport | Refusal]:
    ending = Path(path).suffix.lower()
    if ending == ".jsonl":
        yield from _read_lines(_as_utf8(stream, source), source)
    elif ending == ".csv":
        yield from _read_table(stream, source)
    elif path.lower().endswith((".warc", ".warc.gz")):
        yield from map(_read_archived, read_archive(stream, source, MAX_BYTES))
    else:
        yield from _read_bytes(_limited(stream, source), source, ending)


def _limited(stream: BinaryIO, source: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise IngestError(source, "too_large", f"is larger than {MAX_BYTES // 2**20} MB")
    return data


def _read_bytes(data: bytes, source: str, ending: str) -> Iterator[RawReport | Refusal]:
    if not data.strip():
        raise IngestError(source, "empty", "is empty")
    if ending not in {".txt", ".md", ".html", ".htm"} and looks_like_feed(data):
        yield from (_bounded(raw) if isinstance(raw, RawReport) else raw for raw in read_feed(data, source))
    elif ending in {".html", ".htm"} or (ending not in {".txt", ".md"} and looks_like_html(data)):
        yield _bounded(read_page(data, source))
    elif ending not in {".txt", ".md"} and _starts_with_object(data):
        yield from _read_lines(io.BytesIO(data), source)
    else:
        yield _bounded(RawReport(source, decode(data, source)))


def _bounded(raw: RawReport) -> RawReport | Refusal:
    if not raw.text.strip():
        return Refusal(raw.source, "empty", "has no text")
    if len(raw.text) > MAX_CHARS:
        return Refusal(raw.source, "too_large", f"its text is longer than {MAX_CHARS:,} characters")
    return raw


def _read_table(stream: BinaryIO, source: str) -> Iterator[RawReport | Refusal]:
    found = False
    with _as_text(stream, source) as text:
        for at, fields in read_rows(text, source):
            found = True
            yield _bounded(_from_fields({**fields}, at))
    if not found:
        raise IngestError(source, "empty", "has no row")


def _as_text(stream: BinaryIO, source: str) -> TextIO:
    """The stream as UTF-8, or, where it does not start so, its text whole."""
    head = stream.read(SAMPLE_BYTES)
    stream.seek(0)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return io.StringIO(decode(_limited(stream, source), source), newline="")
    return io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")


def _read_archived(record: Archived) -> RawReport | Refusal:
    try:
        if len(record.data) > MAX_BYTES:
            raise IngestError(record.url, "too_large", f"is larger than {MAX_BYTES // 2**20} MB")
        if record.content_type != "text/plain":
            return _bounded(read_page(record.data, record.url))
        return _bounded(RawReport(record.url, decode(record.data, record.url), Metadata(url=record.url or None)))
    except IngestError as error:
        return Refusal(error.source, error.code, error.message)


def _starts_with_object(data: bytes) -> bool:
    first = data.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if not first.startswith(b"{") or depth(first) > MAX_DEPTH:
        return False
    try:
        return isinstance(msgspec.json.decode(first), dict)
    except msgspec.DecodeError:
        return False


def _as_utf8(stream: BinaryIO, source: str) -> BinaryIO:
    """The stream itself, or, where it starts with a UTF-16 mark, its text as UTF-8."""
    head = stream.read(2)
    stream.seek(0)
    if head not in {b"\xff\xfe", b"\xfe\xff"}:
        return stream
    return io.BytesIO(decode(_limited(stream, source), source).encode())


def _read_lines(stream: BinaryIO, source: str) -> Iterator[RawReport | Refusal]:
    number, found = 0, False
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        at = f"{source}:{number}"
        if len(line) > MAX_LINE:
            _skip_line(stream, line)
            found = True
            yield Refusal(at, "too_large", f"the line is longer than {MAX_LINE:,} bytes")
            continue
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            found = True
            yield _read_line(line, at)
    if not found:
        raise IngestError(source, "empty", "is empty")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def _read_line(line: bytes, at: str) -> RawReport | Refusal:
    try:
        return _bounded(_parse_line(line, at))
    except IngestError as error:
        return Refusal(error.source, error.code, error.message)


def _parse_line(line: bytes, at: str) -> RawReport:
    if depth(line) > MAX_DEPTH:
        raise IngestError(at, "malformed", f"its JSON is nested more than {MAX_DEPTH} deep")
    try:
        fields = msgspec.json.decode(line)
    except UnicodeDecodeError as error:
        raise IngestError(at, "undecodable", "the line is not valid UTF-8") from error
    except msgspec.DecodeError as error:
        raise IngestError(at, "malformed", f"not valid JSON: {error}") from error
    if not isinstance(fields, dict):
        raise IngestError(at, "malformed", "not a JSON object")
    return _from_fields(fields, at)


def _from_fields(fields: dict[str, object], at: str) -> RawReport:
    number = fields.get("id")
    if number is not None and not isinstance(number, str | int):
        raise IngestError(at, "malformed", '"id" is not a string')
    text = fields.get("text")
    if not isinstance(text, str):
        missing = "text" not in fields
        raise IngestError(at, "malformed", 'has no "text"' if missing else '"text" is not a string')
    values: dict[str, str | None] = {}
    for name in _FIELDS:
        value = fields.get(name)
        if value is not None and not isinstance(value, str):
            raise IngestError(at, "malformed", f'"{name}" is not a string')
        values[name] = (value or "").strip() or None
    source = at if number is None or number == "" else str(number)
    return RawReport(source, text.removeprefix("\ufeff"), Metadata(**values))


def depth(line: bytes) -> int:
    """How deep the arrays and objects of a JSON text nest, without parsing it."""
    if line.count(b"{") + line.count(b"[") <= MAX_DEPTH:
        return 0
    deepest = current = 0
    for token in _JSON_TOKEN.finditer(line):
        first = token.group()[:1]
        if first in b"[{":
            current += 1
            deepest = max(deepest, current)
        elif first in b"]}":
            current -= 1
    return deepest


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror.lower()}"
    return "cannot be read: not a usable path"
