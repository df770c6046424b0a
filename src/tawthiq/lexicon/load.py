"""Load the lexicon's files into their entry types; the first fault is an error that names the file."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from tawthiq.errors import LexiconError
from tawthiq.lexicon import entries as e

T = TypeVar("T")
DATA = "tawthiq.lexicon"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Lists:
    """Every file of the lexicon, as read."""

    actors: tuple[e.Actor, ...]
    affiliations: tuple[e.Affiliation, ...]
    domains: tuple[e.Domain, ...]
    forces: tuple[e.Force, ...]
    grammar: dict[str, dict[str, tuple[str, ...]] | tuple[str, ...]]
    heads: tuple[e.Head, ...]
    kinds: tuple[e.Kind, ...]
    means: tuple[e.Means, ...]
    objects: tuple[e.Object, ...]
    outlets: tuple[e.Outlet, ...]
    people: tuple[e.People, ...]
    relations: dict[str, tuple[str, ...]]
    reporting: tuple[e.Reporting, ...]
    speakers: tuple[e.SpeakerNoun, ...]
    support: tuple[e.Support, ...]
    things: dict[str, tuple[str, ...]]


def read_text(name: str) -> str:
    """The text of one data file of the lexicon."""
    return files(DATA).joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")


def load_list(name: str, entry: type[T]) -> T:
    """One file, checked against its type.

    Raises LexiconError where the file is not valid YAML or does not fit.
    """
    try:
        return msgspec.convert(yaml.load(read_text(name), Loader=_Loader), entry, strict=True)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(f"{name}.yaml", line, str(error.problem)) from error
    except msgspec.ValidationError as error:
        raise LexiconError(f"{name}.yaml", 0, str(error)) from error


def load_lists() -> Lists:
    """All files of the lexicon."""
    types = Lists.__annotations__
    return Lists(**{name: load_list(name, types[name]) for name in types})
