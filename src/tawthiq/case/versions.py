"""What a reading was made with: the lexicon and the rules, each by a hash of its files."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select

from tawthiq import __version__
from tawthiq.case.schema import fused, pending

DATA = ("lexicon", "places")
FUSION = ("fuse", "lexicon", "places", "model.py")
CODE = ("arabic", "claim", "ingest", "lexicon", "mention", "places", "model.py", "reading.py")


class Version(NamedTuple):
    """The lexicon (with the gazetteer) and the rules that a reading was made with."""

    lexicon: str
    rules: str


@cache
def current(gazetteer: str | None = None) -> Version:
    """The version of this program with the user's own gazetteer: a changed word list or rule changes it."""
    root = files("tawthiq")
    data = [file for part in DATA for file in _files(root / part, (".yaml", ".csv"))]
    if gazetteer is not None:
        data.append(("gazetteer", Path(gazetteer).read_bytes()))
    code = (file for part in CODE for file in _files(root / part, (".py", ".yaml") if part == "ingest" else (".py",)))
    return Version(f"{__version__}+{_digest(data)}", f"{__version__}+{_digest(code)}")


@cache
def fusion() -> str:
    """The version of what makes events out of claims."""
    root = files("tawthiq")
    return _digest(file for part in FUSION for file in _files(root / part, (".py", ".yaml", ".csv")))


def is_settled(connection: Connection) -> bool:
    """Whether the events are those of all claims, by this version of fusion."""
    waiting = connection.execute(select(pending.c.claim).limit(1)).first()
    return waiting is None and connection.execute(select(fused.c.version)).scalar() == fusion()


def _files(part: Traversable, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if part.is_file():
        if part.name.endswith(endings):
            yield part.name, part.read_bytes()
        return
    for below in sorted(part.iterdir(), key=lambda entry: entry.name):
        yield from _files(below, endings)


def _digest(found: Iterable[tuple[str, bytes]]) -> str:
    whole = sha256()
    for name, data in found:
        whole.update(f"{name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()[:12]
