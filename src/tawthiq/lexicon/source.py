"""The lexicon's files as written: entries with their lines, and the faults of their form.

`load` reads the same files for use and stops at the first fault; this reads them for `check`, which wants every one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml

from tawthiq.lexicon.entries import Entry
from tawthiq.lexicon.faults import Fault

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]")


class Form(NamedTuple):
    """A word or phrase of an entry, as written."""

    text: str
    field: str
    line: int


class Item(NamedTuple):
    """One entry of a file (a class of words, where the file is a mapping) and where it stands."""

    path: Path
    name: str
    entry: Any
    node: yaml.Node

    @property
    def line(self) -> int:
        """The line that the entry begins on."""
        return _line(self.node)

    def line_of(self, field: str) -> int:
        """The line of a field, or of the entry where it lacks it."""
        return _line(_descend(self.node, (field,)))

    def fault(self, message: str, field: str = "") -> Fault:
        """A fault of this entry."""
        return Fault(self.path, self.line_of(field) if field else self.line, f"{self.name}: {message}")

    def forms(self, *fields: str) -> Iterator[Form]:
        """The words that fields of the entry list; of a verb with its object, both."""
        for field in fields:
            node = _descend(self.node, (field,))
            if node is self.node:
                continue
            for member in node.value if isinstance(node, yaml.SequenceNode) else [node]:
                yield Form(_text(member), field, _line(member))


class Source(NamedTuple):
    """One file: what could be read of it, and the faults of the rest."""

    items: list[Item]
    faults: list[Fault]


def read_entries(path: Path, entry: type[Entry]) -> Source:
    """The entries of a file that is a list."""
    root, faults = _compose(path)
    if root is not None and not isinstance(root, yaml.SequenceNode):
        faults.append(Fault(path, _line(root), "not a list of entries"))
        root = None
    items = []
    for number, node in enumerate(root.value if root else [], start=1):
        found = list(_entry_faults(path, node, entry, f"entry {number}"))
        faults.extend(found)
        if not found:
            value = msgspec.convert(_value(node), entry)
            items.append(Item(path, _label(value) or f"entry {number}", value, node))
    return Source(items, faults)


def read_classes(path: Path, members: Any) -> Source:
    """The classes of words of a file that is a mapping; `members` is the type of a class."""
    root, faults = _compose(path)
    if root is not None and not isinstance(root, yaml.MappingNode):
        faults.append(Fault(path, _line(root), "not a mapping from classes to their words"))
        root = None
    items = []
    for key, node in root.value if root else []:
        try:
            items.append(Item(path, key.value, msgspec.convert(_value(node), members), node))
        except msgspec.ValidationError as error:
            faults.append(Fault(path, _line(key), f"{key.value}: {error}"))
    return Source(items, faults)


def scalars(node: yaml.Node) -> Iterator[Form]:
    """Every text of a tree, keys too."""
    if isinstance(node, yaml.ScalarNode):
        yield Form(node.value, "", _line(node))
    else:
        for child in _children(node):
            yield from scalars(child)


def _compose(path: Path) -> tuple[yaml.Node | None, list[Fault]]:
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
        if root is None:
            return None, [Fault(path, 0, "the file is empty")]
        _value(root)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return None, [Fault(path, line, f"not YAML: {error.problem}")]
    except (OSError, ValueError, yaml.YAMLError) as error:
        return None, [Fault(path, 0, f"cannot be read: {getattr(error, 'strerror', error)}")]
    return root, list(_repeated_keys(path, root))


def _repeated_keys(path: Path, node: yaml.Node) -> Iterator[Fault]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                yield Fault(path, _line(key), f"field {key.value!r} is given twice")
            seen.add(key.value)
    for child in _children(node):
        yield from _repeated_keys(path, child)


def _entry_faults(path: Path, node: yaml.Node, entry: type[Entry], name: str) -> Iterator[Fault]:
    if not isinstance(node, yaml.MappingNode):
        yield Fault(path, _line(node), f"{name}: not a mapping from fields to values")
        return
    value = _value(node)
    fields = {field.name: field for field in msgspec.structs.fields(entry)}
    for key, _ in node.value:
        if key.value not in fields:
            yield Fault(path, _line(key), f"{name}: unknown field {key.value!r} (known: {', '.join(fields)})")
    for field in fields.values():
        if field.name not in value:
            if field.required:
                yield Fault(path, _line(node), f"{name}: field {field.name!r} is missing")
            continue
        try:
            msgspec.convert(value[field.name], field.type, strict=True)
        except msgspec.ValidationError as error:
            message, _, where = str(error).partition(" - at ")
            steps = (field.name, *(below or int(index) for below, index in _STEP.findall(where)))
            yield Fault(path, _line(_descend(node, steps)), f"{name}: field {field.name!r}: {message}")


def _descend(node: yaml.Node, steps: tuple[str | int, ...]) -> yaml.Node:
    """The node that `steps` (fields and indices) lead to, or the last one on the way."""
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            below = next((value for key, value in node.value if key.value == step), None)
        else:
            inside = isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value)
            below = node.value[step] if inside else None
        if below is None:
            break
        node = below
    return node


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [child for pair in node.value for child in pair]
    return node.value if isinstance(node, yaml.SequenceNode) else []


def _text(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return " ".join(_text(value) for key, value in node.value if key.value in ("past", "then"))
    return " ".join(map(_text, node.value)) if isinstance(node, yaml.SequenceNode) else node.value


def _value(node: yaml.Node) -> Any:
    return _Loader("").construct_document(node)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _label(entry: Entry) -> str:
    """What an entry is called in a message."""
    names = (getattr(entry, field, None) for field in ("id", "kind", "adjective", "genitive", "service", "domain"))
    return next(filter(None, names), "")
