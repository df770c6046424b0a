"""Roles: the chunks around a predication by what they are to it."""

from msgspec import Struct, field

from tawthiq.mention.chunk import Chunk

_FIELDS = {
    "agent": "agents",
    "patient": "patients",
    "party": "parties",
    "supporter": "supporters",
    "victim": "victims",
    "place": "places",
    "means": "means",
    "object": "objects",
    "time": "times",
    "destination": "destinations",
}


class Roles(Struct):
    """The chunks that fill each role of one predication, in order."""

    agents: list[Chunk] = field(default_factory=list)
    patients: list[Chunk] = field(default_factory=list)
    parties: list[Chunk] = field(default_factory=list)
    supporters: list[Chunk] = field(default_factory=list)
    victims: list[Chunk] = field(default_factory=list)
    places: list[Chunk] = field(default_factory=list)
    means: list[Chunk] = field(default_factory=list)
    objects: list[Chunk] = field(default_factory=list)
    times: list[Chunk] = field(default_factory=list)
    destinations: list[Chunk] = field(default_factory=list)

    def add(self, role: str, chunk: Chunk) -> None:
        """Put a chunk into a role once; what is to be ignored fills none."""
        if role == "ignore":
            return
        filled: list[Chunk] = getattr(self, _FIELDS[role])
        if chunk not in filled:
            filled.append(chunk)

    def merge(self, other: "Roles") -> None:
        """Take over what another predication of the same act has."""
        for name in Roles.__struct_fields__:
            mine: list[Chunk] = getattr(self, name)
            mine.extend([chunk for chunk in getattr(other, name) if chunk not in mine])
