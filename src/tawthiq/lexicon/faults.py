"""Faults of data files, and what both the word lists and the gazetteer are asked: does the hierarchy hold?"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple


class Fault(NamedTuple):
    """Something wrong in a data file, and where; line 0 is the file as a whole."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """As editors and terminals know it: `path:line: message`, below the working directory if it is there."""
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        return f"{path}:{self.line}: {self.message}"


def parent_faults(child: str, parents: Mapping[str, str | None]) -> Iterator[str]:
    """What is wrong with the parent of `child`: it does not exist, or it leads back to the child."""
    parent = parents[child]
    if parent is not None and parent not in parents:
        yield f"no parent {parent!r}"
    seen: set[str] = set()
    while parent is not None and parent not in seen:
        if parent == child:
            yield "it is among its own parents"
            return
        seen.add(parent)
        parent = parents.get(parent)
