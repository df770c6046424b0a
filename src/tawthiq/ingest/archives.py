"""Web archives: the pages and plain texts of a WARC file, packed or not."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tawthiq.errors import IngestError

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Content types that may be reports; pictures, scripts and the like are passed over."""
_RECORDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


class Archived(NamedTuple):
    """One record: its address, its content type and at most `limit` + 1 bytes of it."""

    url: str
    content_type: str
    data: bytes


def read_archive(stream: BinaryIO, source: str, limit: int) -> Iterator[Archived]:
    """The records of an archive that may be reports.

    Raises IngestError where the file is no archive or ends in the middle of a record; records before that are given.
    """
    records = ArchiveIterator(stream, record_types=_RECORDS, parse_http=False, fsspec_args=False)
    found = 0
    try:
        for record in records:
            archived = _read_record(record, limit)
            if archived:
                found += 1
                yield archived
    except (OSError, ValueError) as error:
        raise IngestError(source, "malformed", f"its archive is damaged after {found} pages") from error
    if not found:
        raise IngestError(source, "empty", "is no web archive or has no page")


def _read_record(record: WarcRecord, limit: int) -> Archived | None:
    url = record.headers.get("WARC-Target-URI") or ""
    content_type = record.headers.get("Content-Type") or ""
    if record.is_http:
        record.parse_http(auto_decode="all")
        if record.http_headers.status_code != 200:
            return None
        content_type = record.http_content_type or ""
    content_type = content_type.partition(";")[0].strip().lower()
    return Archived(url.strip("<>"), content_type, record.reader.read(limit + 1)) if content_type in PAGES else None
