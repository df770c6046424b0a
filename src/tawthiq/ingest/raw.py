"""What ingest reads before it is laid out: a text with what its file or page says about it, or why there is none."""

from msgspec import Struct


class Given(Struct, frozen=True):
    """What the caller says about every report: an ISO publication date, an outlet's name."""

    published: str | None = None
    outlet: str | None = None


class Metadata(Struct, frozen=True):
    """What the file or page states about the report outside its text, as written there."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None


class RawReport(Struct, frozen=True):
    """One text as read, and where from."""

    source: str
    text: str
    metadata: Metadata = Metadata()


class Refusal(Struct, frozen=True):
    """An input that was not read: its code and one line for the user."""

    source: str
    code: str
    message: str
