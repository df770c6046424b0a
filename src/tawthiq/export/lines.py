"""JSON lines: records as they are, one a line, and back again; nothing is lost on the way."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

import msgspec

from tawthiq.errors import TawthiqError
from tawthiq.model import ControlSpan, Event, Reading

Exported = Reading | Event | ControlSpan
_TYPES: dict[str, type[Reading] | type[Event] | type[ControlSpan]] = {
    "tawthiq.report/1": Reading,
    "tawthiq.event/1": Event,
    "tawthiq.control/1": ControlSpan,
}
_ENCODER = msgspec.json.Encoder()


class _Line(msgspec.Struct):
    schema: str


def write(records: Iterable[Exported], out: BinaryIO) -> None:
    """Write one line for each record."""
    for record in records:
        out.write(_ENCODER.encode(record) + b"\n")


def read(lines: Iterable[bytes]) -> Iterator[Exported]:
    """The records of lines written by `write`.

    Raises TawthiqError at a line that is no such record.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            schema = msgspec.json.decode(line, type=_Line).schema
            yield msgspec.json.decode(line, type=_TYPES[schema])
        except (msgspec.DecodeError, KeyError, UnicodeDecodeError) as error:
            raise TawthiqError(f"line {number} is no record of tawthiq: {error}") from error
