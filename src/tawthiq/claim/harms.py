"""Harm: the people that an act killed, wounded, detained …, counted once, parts beside their totals."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.discourse import Discourse
from tawthiq.claim.predications import Predication
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene
from tawthiq.model import Harm, HarmKind

_FRAME_HARM: dict[str, HarmKind] = {"kill": "killed", "displace": "displaced", "evacuate": "evacuated", "bury": "killed"}
_MOVED = frozenset({"evacuated", "displaced", "detained", "captured", "abducted"})
_SEPARATE = frozenset({"killed", "wounded", "missing"})


def harm_of(act: Act, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> tuple[Harm, ...]:
    """The harm of an act, in the order of the text."""
    reader = _HarmReader(chunks, scene, discourse)
    if act.main.kind and act.main.sort == "act":
        kind = act.main.kind.harm or _FRAME_HARM.get(act.main.kind.frame)
        reader.own(act, kind)
    for predication in act.harms:
        reader.read(predication)
    return tuple(reader.found)


class _HarmReader:
    def __init__(self, chunks: Sequence[Chunk], scene: Scene, discourse: Discourse) -> None:
        self._chunks, self._scene, self._discourse = chunks, scene, discourse
        self.found: list[Harm] = []
        self._used: set[int] = set()
        self._total: int | None = None

    def own(self, act: Act, kind: str | None) -> None:
        """People in the act's own roles: victims of a killing or an arrest, and nouns that state harm themselves."""
        own_people = [*act.roles.victims, *act.roles.patients]
        for chunk in own_people:
            if chunk.sort == "number" and kind:
                self._add(kind, chunk)
                continue
            if chunk.sort != "people":
                if kind and chunk.sort == "actor" and chunk in act.roles.victims:
                    self._add_actor(kind, chunk)
                continue
            harms = self._harms_of(chunk, kind)
            for harm in harms:
                self._add(harm, chunk)
        stretch = [p for p in (act.main, *act.parts, *act.supports)]
        for predication in stretch:
            self._parts(predication, kind)
            self._stated(predication, own_people)

    def _stated(self, predication: Predication, own_people: Sequence[Chunk]) -> None:
        """Nouns that state harm anywhere in the act's stretch after a word of result («مخلفة 5 قتلى»)."""
        result = False
        for chunk in self._chunks[predication.head + 1 : predication.end]:
            result = result or chunk.grammar("result") is not None or (chunk.has("trigger") and any(s.entry.frame == "harm" for s in chunk.of("trigger")))
            if result and chunk.sort == "people" and chunk not in own_people:
                for harm in chunk.value.harms:
                    self._add(harm, chunk)

    def read(self, predication: Predication) -> None:
        """The people that a word of harm governs."""
        kind = predication.kind.harm if predication.kind else None
        kind = kind or self._named_harm(self._chunks[predication.head])
        part = False
        for chunk in self._chunks[predication.start : predication.end]:
            if chunk.grammar("part") is not None:
                part = True
                continue
            if chunk.sort == "people":
                self._read_people(chunk, kind, part)
            elif chunk.sort == "number" and kind and not chunk.clitic.endswith("ل"):
                self._add(kind, chunk)
            elif chunk.sort == "actor" and kind and self._victim_actor(predication, chunk):
                self._add_actor(kind, chunk)
            elif chunk.sort == "lex" and chunk.grammar("cause") is not None and chunk.grammar("prepositions") is None:
                break

    def _named_harm(self, head: Chunk) -> str | None:
        """The harm that a word of counting names itself («حصيلة القتلى»)."""
        forms = {word.form.removeprefix("ال") for word in self._scene.words[head.first : head.last + 1]}
        if forms & {"قتلي", "شهداء", "وفيات", "ضحايا"}:
            return "killed"
        return "wounded" if forms & {"جرحي", "مصابين", "اصابات"} else None

    def _victim_actor(self, predication: Predication, chunk: Chunk) -> bool:
        at = self._chunks.index(chunk)
        if at != predication.head + 1 or chunk.clitic:
            return False
        return chunk.rule in ("actor.composed", "actor.generic") and chunk.value.service == "forces"

    def _read_people(self, chunk: Chunk, kind: str | None, part: bool) -> None:
        for harm in self._harms_of(chunk, kind):
            self._add(harm, chunk, part)

    def _harms_of(self, chunk: Chunk, kind: str | None) -> tuple[str, ...]:
        mention: PeopleMention = chunk.value
        stated = mention.harms
        if kind in _MOVED:
            return (str(kind),)
        if set(stated) >= {"killed", "wounded"}:
            return ("killed_or_wounded",)
        if stated and (kind is None or kind in _SEPARATE or kind not in stated):
            return (stated[0],) if kind is None or stated[0] in _SEPARATE else ((kind,) if kind else stated[:1])
        return (kind,) if kind else ()

    def _parts(self, predication: Predication, kind: str | None) -> None:
        if kind is None:
            return
        part = False
        for chunk in self._chunks[predication.head + 1 : predication.end]:
            part = part or chunk.grammar("part") is not None
            if part and chunk.sort == "people":
                self._add(kind, chunk, True)

    def _add(self, kind: str, chunk: Chunk, part: bool = False) -> None:
        if chunk.first in self._used:
            return
        self._used.add(chunk.first)
        mention: PeopleMention = chunk.value
        start, end = chunk.span(self._scene.words)
        total = self._total if part and self._total is not None and self.found[self._total].kind in (kind, "killed_or_wounded") else None
        harm_kind: HarmKind = kind  # type: ignore[assignment]
        self.found.append(Harm(harm_kind, self._victims(mention), mention.low, mention.high, total, self._scene.text[start:end], (start, end)))
        if not part:
            self._total = len(self.found) - 1

    def _add_actor(self, kind: str, chunk: Chunk) -> None:
        if chunk.first in self._used:
            return
        self._used.add(chunk.first)
        resolved = self._discourse.resolve(self._scene, chunk.value)
        victims = (resolved.actor.id,) if resolved else ()
        start, end = chunk.span(self._scene.words)
        word = self._scene.form(chunk.first)
        single = word.removeprefix("ال") in ("جندي", "عنصر", "مقاتل", "ضابط", "قيادي", "مسلح", "عسكري", "قائد")
        bounds = (1, 1) if single else (2, None)
        harm_kind: HarmKind = kind  # type: ignore[assignment]
        self.found.append(Harm(harm_kind, victims, *bounds, None, self._scene.text[start:end], (start, end)))
        self._total = len(self.found) - 1

    def _victims(self, mention: PeopleMention) -> tuple[str, ...]:
        ids: list[str] = []
        if mention.party:
            resolved = self._discourse.resolve(self._scene, mention.party)
            if resolved:
                ids.append(resolved.actor.id)
        if not ids:
            ids = [people.id for people in mention.people if people.id != "people"]
        return tuple(dict.fromkeys(ids))
