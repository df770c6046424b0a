"""Roles: the chunks around a predication by what they are to it."""

from dataclasses import dataclass, field

from tawthiq.mention.chunk import Chunk


@dataclass(slots=True)
class Roles:
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
        """Put a chunk into a role once."""
        filled = {
            "agent": self.agents,
            "patient": self.patients,
            "party": self.parties,
            "supporter": self.supporters,
            "victim": self.victims,
            "place": self.places,
            "means": self.means,
            "object": self.objects,
            "time": self.times,
            "destination": self.destinations,
        }[role]
        if chunk not in filled:
            filled.append(chunk)

    def merge(self, other: "Roles") -> None:
        """Take over what another predication of the same act has."""
        for name in Roles.__slots__:
            mine: list[Chunk] = getattr(self, name)
            mine.extend(chunk for chunk in getattr(other, name) if chunk not in mine)
