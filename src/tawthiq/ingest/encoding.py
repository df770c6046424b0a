"""Bytes to text: UTF-8, UTF-16 (with or without its mark), windows-1256, ISO-8859-6.

In come the bytes of one text; out comes the text without a byte order mark. Bytes that are no text are an error.
"""

import codecs

import regex
from resiliparse.parse.encoding import detect_encoding

from tawthiq.errors import IngestError

SAMPLE_BYTES = 65_536
"""How much of the input is looked at to tell its encoding."""
MAX_CONTROLS = 0.005
"""A larger share of control characters than this means that the input is not text."""
MAX_DAMAGED = 0.01
"""UTF-8 with a smaller share of broken characters than this is read, each broken one as U+FFFD."""
WORDS_PER_COMMON = 20
"""Arabic has a common word or an article among so many words; text without them is of another encoding."""

_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ARABIC = regex.compile(r"[\u0621-\u064a]")
_FOREIGN = regex.compile(r"[^\x00-\x7f\u0600-\u06ff\u200c-\u200f\u2010-\u203a«»\u00a0]")
_COMMON = regex.compile(r"(?<!\p{L})(?:ال\p{L}{3,}|في|من|على|إلى|الى|أن|عن|مع|بعد)(?!\p{L})")
_ARABIC_WORD = regex.compile(r"[\u0621-\u064a]+")
_MISPLACED = regex.compile(r"[ةى](?=[\u0621-\u064a])")
_ONE_BYTE = ("cp1256", "iso8859-6")


def decode(data: bytes, source: str = "-") -> str:
    """The text of some bytes; a byte order mark is left out, nothing else is changed.

    Raises IngestError (`undecodable`) where they are not text in an encoding that Arabic reports come in.
    """
    for mark, name in _MARKED:
        if data.startswith(mark):
            return _checked(_decoded(data[len(mark) :], name, source), source)
    return _checked(_unmarked(data, source), source)


def _unmarked(data: bytes, source: str) -> str:
    sample = data[:SAMPLE_BYTES]
    wide = _wide(sample)
    if wide:
        return _decoded(data, wide, source)
    if b"\x00" in sample:
        raise _undecodable(source, "not a text file (it contains NUL bytes)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _repaired(data) or _legacy(data, sample, source)


def _decoded(data: bytes, name: str, source: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        repaired = _repaired(data) if name == "utf-8" else None
        if repaired is None:
            raise _undecodable(source, f"its bytes are not valid {name.upper()}") from error
        return repaired


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is one of the few high bytes of Arabic and Latin text."""
    even, odd = sample[0::2], sample[1::2]
    for name, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if (
            len(sample) >= 4
            and _share(high, b"\x00\x06\x20\xfe") > 0.95
            and _share(high, b"\x00\x06") > 0.5
            and _share(low, b"\x00\x06") < 0.2
        ):
            return name
    return None


def _share(part: bytes, wanted: bytes) -> float:
    return sum(map(part.count, (bytes([byte]) for byte in wanted))) / max(1, len(part))


def _repaired(data: bytes) -> str | None:
    text = data.decode("utf-8", errors="replace")
    wide = len(data) - len(text)
    damaged = text.count("\ufffd")
    return text if wide > 0 and damaged <= max(1, MAX_DAMAGED * len(text)) and damaged * 10 < wide else None


def _legacy(data: bytes, sample: bytes, source: str) -> str:
    """One-byte encodings: the two Arabic ones by which reads more like Arabic, others by detection."""
    readings = {name: _try(sample, name) for name in _ONE_BYTE}
    best = max(readings, key=lambda name: likeness(readings[name]))
    if likeness(readings[best]) > 0:
        return data.decode(best, errors="replace")
    detected = detect_encoding(sample)
    text = _try(data, detected)
    if not text or _CONTROL.search(text[:SAMPLE_BYTES]) or _ARABIC.search(text):
        raise _undecodable(source, "its encoding is not UTF-8, UTF-16, windows-1256 or ISO-8859-6")
    return text


def likeness(text: str) -> float:
    """How far a text reads like Arabic: common words and letters, less what does not belong; 0 or less: it does not."""
    arabic = len(_ARABIC.findall(text))
    foreign = len(_FOREIGN.findall(text)) + len(_CONTROL.findall(text))
    common = len(_COMMON.findall(text))
    words = len(_ARABIC_WORD.findall(text))
    if arabic < 4 or foreign > arabic or common * WORDS_PER_COMMON < words - WORDS_PER_COMMON:
        return 0.0
    if not common and (foreign or _MISPLACED.search(text)):
        return 0.0
    return (common * 20 + arabic - 4 * foreign) / len(text)


def _try(data: bytes, name: str | None) -> str:
    try:
        return data.decode(name or "ascii")
    except (UnicodeDecodeError, LookupError):
        return ""


def _checked(text: str, source: str) -> str:
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > max(2, MAX_CONTROLS * len(text)):
        raise _undecodable(source, "not a text file (it contains control characters)")
    return text


def _undecodable(source: str, message: str) -> IngestError:
    return IngestError(source, "undecodable", message)
