"""From a sentence's acts to claims: parties, places, time, harm, status, attribution, and what is inherited."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from tawthiq.claim.acts import Act, group
from tawthiq.claim.discourse import ARMED, Discourse, Resolved
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.harms import harm_of
from tawthiq.claim.locate import Locator
from tawthiq.claim.predications import find_predications
from tawthiq.claim.settle import kind_of, rejection
from tawthiq.claim.speakers import Attribution, Saying
from tawthiq.claim.status import status_of
from tawthiq.claim.times import time_of
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import ActorRef, Claim, Framing, MeansRef, PlaceRef, Quote, Span, Speaker, Via

_AIR_KINDS = frozenset({"air_strike", "drone_strike"})
_TITLE_CONFIDENCE = 0.7


@dataclass(slots=True)
class Rejected:
    """A reading that was considered and dropped: the words, the rule and why (for `tawthiq explain`)."""

    text: str
    span: Span
    rule: str
    reason: str


@dataclass(slots=True)
class SentenceClaims:
    """What one sentence gave."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class Assembler:
    """Reads the claims of a report's sentences in order."""

    def __init__(self, locator: Locator, discourse: Discourse, outlet: str | None, warlike: bool) -> None:
        self.locator, self.discourse, self.warlike = locator, discourse, warlike
        self._outlet = (Speaker(type="outlet", name=outlet),) if outlet else ()

    def read(self, scene: Scene, chunks: Sequence[Chunk], sentence: Span, title: bool = False) -> SentenceClaims:
        """The claims of one sentence; updates the discourse."""
        predications = find_predications(scene.words, chunks)
        attribution = Attribution(scene, chunks, predications, self.discourse)
        acts = group(scene.words, chunks, predications)
        out = SentenceClaims()
        previous: Claim | None = None
        for act in acts:
            claim = self._claim(scene, chunks, act, attribution.of(act.main.head), sentence, previous, out)
            if claim is not None:
                out.claims.append(claim)
                previous = claim
        self._remember(scene, chunks, out.claims)
        return out

    def _claim(
        self, scene: Scene, chunks: Sequence[Chunk], act: Act, saying: Saying | None, sentence: Span, previous: Claim | None, out: SentenceClaims
    ) -> Claim | None:
        kind = kind_of(act, scene)
        parties = _Parties(scene, self.discourse, kind)
        parties.fill(act, chunks)
        parties.imply(act, saying, previous, kind)
        head = chunks[act.main.head]
        rule = f"{kind}.{act.main.shape}"
        reason = self._reject(act, scene, chunks, parties, kind)
        status = status_of(act, chunks, scene, saying)
        if reason is None and status is None:
            reason = "hypothetical, a purpose, or said not to have happened"
        if reason is not None or status is None:
            start, end = head.span(scene.words)
            out.rejected.append(Rejected(scene.text[start:end], (start, end), rule, reason or ""))
            return None
        places = self._places(scene, act, chunks, previous)
        harm = harm_of(act, chunks, scene, self.discourse)
        means = _means(scene, act)
        start, end = head.span(scene.words)
        claim = Claim(
            id="",
            kind=kind,
            status=status,
            initiators=tuple(parties.initiators),
            targets=tuple(parties.targets),
            supporters=tuple(parties.supporters),
            places=places,
            time=time_of(act, chunks, scene, self.discourse, previous),
            means=means,
            harm=harm,
            attribution=(*self._outlet, *(saying.chain if saying else ())),
            framing=tuple(parties.framing),
            trigger=Quote(scene.text[start:end], (start, end)),
            sentence=sentence,
            rule=rule,
            confidence=_confidence(act, parties, places),
        )
        return msgspec.structs.replace(claim, id=claim_id(claim))

    def _reject(self, act: Act, scene: Scene, chunks: Sequence[Chunk], parties: "_Parties", kind: str) -> str | None:
        armed = any(a.sort in ARMED or a.id in ("gunmen", "combatants") for a in parties.actors) or parties.unnamed
        if act.reference and not (act.harms or act.roles.places or act.roles.patients or act.roles.objects or act.roles.agents or act.roles.parties or act.roles.victims or act.supports):
            return "points back to an act told before"
        if act.reference and not (act.harms or act.roles.places or act.roles.agents or act.roles.parties or act.roles.victims or act.roles.objects or act.roles.patients) and act.supports:
            return "points back to an act told before"
        if act.main.sort == "harm" and not (act.roles.victims or act.harms and harm_of(act, chunks, scene, self.discourse)):
            return "no one harmed is named"
        return rejection(act, scene, chunks, self.warlike or armed, armed, bool(parties.targets))

    def _places(self, scene: Scene, act: Act, chunks: Sequence[Chunk], previous: Claim | None) -> tuple[PlaceRef, ...]:
        own = list(act.roles.places)
        for predication in act.harms:
            if predication is act.main:
                continue
            own.extend(c for c in chunks[predication.start : predication.end] if c.sort == "place" and c not in own)
        fronted = self._fronted(act, chunks)
        own.extend(chunk for chunk in fronted if not own)
        refs = [self.locator.refer(scene, chunk, self.discourse) for chunk in sorted(own, key=lambda c: c.first)]
        refs = _most_specific(self.locator, refs)
        if refs:
            return tuple(refs)
        source = previous.places if previous is not None else self.discourse.places
        return tuple(msgspec.structs.replace(p, via="inherited", text=None, span=None) for p in source)

    @staticmethod
    def _fronted(act: Act, chunks: Sequence[Chunk]) -> list[Chunk]:
        """Places that stand before everything the sentence asserts («وفي محافظة صلاح الدين، …»)."""
        found = []
        for chunk in chunks[: act.first]:
            if chunk.sort == "place":
                found.append(chunk)
            elif chunk.has("trigger") or chunk.has("reporting"):
                break
        return found

    def _remember(self, scene: Scene, chunks: Sequence[Chunk], claims: Sequence[Claim]) -> None:
        discourse = self.discourse
        for chunk in chunks:
            if chunk.sort == "actor":
                resolved = discourse.resolve(scene, chunk.value)
                if resolved:
                    discourse.mention(resolved.actor)
            elif chunk.sort == "place":
                place = self.locator.choose(chunk.value, discourse)
                if place is not None:
                    discourse.see_place(place)
        for claim in claims:
            if any(p.via == "stated" for p in claim.places):
                discourse.places = tuple(p for p in claim.places if p.via == "stated")
            if claim.time is not None and claim.time.via == "stated" and claim.time.start:
                discourse.time = claim.time
            if claim.initiators:
                actors = [scene.lexicon.actors.get(a.actor or "") for a in claim.initiators]
                discourse.agents = [Resolved(a, "inherited") for a in actors if a is not None]
            if claim.kind == "armed_clash":
                ids = [a.actor for a in (*claim.initiators, *claim.targets)]
                discourse.parties = tuple(a for a in (scene.lexicon.actors.get(i or "") for i in ids) if a)
            discourse.acts[claim.kind] = tuple(Resolved(a, "inherited") for a in (scene.lexicon.actors.get(x.actor or "") for x in claim.initiators) if a)
            discourse.last_kind = claim.kind


class _Parties:
    """The parties of one claim."""

    def __init__(self, scene: Scene, discourse: Discourse, kind: str) -> None:
        self.scene, self.discourse, self.kind = scene, discourse, kind
        self.initiators: list[ActorRef] = []
        self.targets: list[ActorRef] = []
        self.supporters: list[ActorRef] = []
        self.framing: list[Framing] = []
        self.actors: list = []  # type: ignore[type-arg]
        self.unnamed = False

    def fill(self, act: Act, chunks: Sequence[Chunk]) -> None:
        """Parties that the act's own words name."""
        roles = act.roles
        for chunk in roles.agents:
            self._add(self.initiators, chunk)
        for chunk in roles.parties:
            self._party(chunk)
        for chunk in roles.patients:
            self._add(self.targets, chunk)
        for chunk in roles.victims:
            self._add(self.targets, chunk)
        for chunk in roles.supporters:
            self._add(self.supporters, chunk)
        for chunk in roles.objects:
            self._object(chunk, chunks)
        if not self.initiators and self.kind != "casualties":
            self._agent_of_means(act, chunks)
        if self.kind == "casualties" or (act.main.sort == "harm" and self.kind in ("casualties",)):
            self.targets.clear()

    def _agent_of_means(self, act: Act, chunks: Sequence[Chunk]) -> None:
        """«برصاص قوات الاحتلال», «بقذائف الميليشيات»: the party right after the weapon."""
        for means in act.roles.means:
            at = chunks.index(means) + 1
            if at < len(chunks) and chunks[at].sort in ("actor", "affiliation") and chunks[at].clitic in ("", "ل"):
                if self.scene.words[chunks[at].first].joined:
                    self._add(self.initiators, chunks[at])
                    return

    def _party(self, chunk: Chunk) -> None:
        if chunk.grammar("sides") is not None:
            for actor in self.discourse.parties[:2]:
                self._append(self.initiators if not self.initiators else self.targets, Resolved(actor, "coreference"), chunk)
            return
        self._add(self.initiators if not self.initiators else self.targets, chunk)

    def _object(self, chunk: Chunk, chunks: Sequence[Chunk]) -> None:
        at = chunks.index(chunk) + 1
        while at < len(chunks) and chunks[at].sort in ("word",) and self.scene.words[chunks[at].first].joined and at - chunks.index(chunk) <= 2:
            at += 1
        owner = chunks[at] if at < len(chunks) else None
        if owner is not None and owner.sort in ("actor", "affiliation", "people") and owner.clitic in ("", "ل") and self.scene.words[owner.first].joined:
            self._add(self.targets, owner)
            if owner.sort == "actor":
                return
        sense = next((s for s in chunk.senses if s.sort == "object"), None)
        if sense is None:
            return
        start, end = chunk.span(self.scene.words)
        if sense.entry.id != "post":
            self.targets.append(ActorRef(sense.entry.id, sense.entry.forms[0], sense.entry.id.replace("_", " "), "stated", self.scene.text[start:end], (start, end)))
        elif self.scene.form(chunk.first).endswith(("هم", "ها", "ه")) and self.discourse.parties:
            return

    def _add(self, into: list[ActorRef], chunk: Chunk) -> None:
        if chunk.sort == "people":
            self._people(into, chunk)
            return
        if chunk.sort not in ("actor", "affiliation"):
            return
        service = "air" if self.kind in _AIR_KINDS else "forces"
        resolved = self.discourse.resolve(self.scene, chunk.value, service)
        for first, last in chunk.value.framing:
            start, end = self.scene.words[first].start, self.scene.words[last].end
            self.framing.append(Framing(self.scene.text[start:end], (start, end), resolved.actor.id if resolved else None))
        if resolved is None:
            start, end = chunk.span(self.scene.words)
            text = self.scene.text[start:end]
            into.append(ActorRef(None, text, "", "stated", text, (start, end)))
            self.unnamed = True
            return
        self._append(into, resolved, chunk)

    def _append(self, into: list[ActorRef], resolved: Resolved, chunk: Chunk) -> None:
        actor = resolved.actor
        if any(ref.actor == actor.id for ref in into):
            return
        start, end = chunk.span(self.scene.words)
        via: Via = resolved.via
        into.append(ActorRef(actor.id, actor.ar, actor.en, via, self.scene.text[start:end], (start, end)))
        self.actors.append(actor)

    def _people(self, into: list[ActorRef], chunk: Chunk) -> None:
        mention = chunk.value
        start, end = chunk.span(self.scene.words)
        text = self.scene.text[start:end]
        if mention.party is not None:
            resolved = self.discourse.resolve(self.scene, mention.party)
            if resolved:
                self._append(into, resolved, chunk)
                return
        for people in mention.people:
            actor = self.scene.lexicon.actors.get(people.id)
            if actor is not None and not any(ref.actor == actor.id for ref in into):
                into.append(ActorRef(actor.id, actor.ar, actor.en, "stated", text, (start, end)))
                if actor.id in ("gunmen", "combatants"):
                    self.actors.append(actor)

    def imply(self, act: Act, saying: Saying | None, previous: Claim | None, kind: str) -> None:
        """Parties that are not named in the clause: a dropped subject, the speaker who tells of its own act."""
        frame = FRAMES[act.main.kind.frame] if act.main.kind else None
        if frame is None or self.initiators or kind == "casualties":
            return
        if frame.subject == "party":
            return
        if saying is not None and saying.actor is not None and saying.actor.sort in ARMED and not act.main.verbal and act.main.sort == "act" and self._announced(act, saying):
            self._inherit(saying.actor, "implied")
        elif act.main.shape == "verb" and frame.subject == "agent" and act.main.sort == "act" and not act.roles.victims:
            self._dropped_subject(previous)
        elif act.main.shape == "noun" and self._pronoun(act):
            self._dropped_subject(previous)

    def _announced(self, act: Act, saying: Saying) -> bool:
        return saying.at < act.main.head <= saying.at + 12

    def _pronoun(self, act: Act) -> bool:
        return False

    def _dropped_subject(self, previous: Claim | None) -> None:
        if previous is not None and previous.initiators:
            actor = self.scene.lexicon.actors.get(previous.initiators[0].actor or "")
            if actor is not None:
                self._inherit(actor, "coreference")
        elif self.discourse.agents and previous is None:
            self._inherit(self.discourse.agents[0].actor, "coreference")

    def _inherit(self, actor, via: Via) -> None:  # type: ignore[no-untyped-def]
        self.initiators.append(ActorRef(actor.id, actor.ar, actor.en, via, None, None))
        self.actors.append(actor)


def _most_specific(locator: Locator, refs: list[PlaceRef]) -> list[PlaceRef]:
    """Leave out places that only say where a more exact one of the same claim lies, and repetitions."""
    gazetteer = locator._gazetteer
    kept: list[PlaceRef] = []
    for ref in refs:
        if any(ref.name_ar == other.name_ar and ref.relation == other.relation for other in kept):
            continue
        kept.append(ref)
    containers = {name for ref in kept for name in ref.admin}
    specific = [ref for ref in kept if not (ref.name_ar in containers or _contains(gazetteer, ref, kept))]
    return specific or kept


def _contains(gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:  # type: ignore[no-untyped-def]
    place = gazetteer.places.get(ref.place or "")
    if place is None:
        return False
    for other in others:
        inner = gazetteer.places.get(other.place or "")
        if other is not ref and inner is not None and inner.id != place.id and gazetteer.within(inner, place):
            return True
        if other is not ref and place.kind in ("country", "governorate") and other.place is None and other.country == place.country:
            return True
    return False


def _means(scene: Scene, act: Act) -> tuple[MeansRef, ...]:
    found: dict[str, MeansRef] = {}
    for chunk in act.roles.means:
        for entry in [s.entry for s in chunk.senses if s.sort == "means"] or ([chunk.value] if chunk.sort == "means" else []):
            start, end = chunk.span(scene.words)
            found.setdefault(entry.id, MeansRef(entry.id, entry.ar, entry.en, None, scene.text[start:end], (start, end)))
    return tuple(found.values())


def _confidence(act: Act, parties: _Parties, places: tuple[PlaceRef, ...]) -> float:
    score = 0.9
    if act.main.weak:
        score -= 0.1
    if any(ref.via not in ("stated",) for ref in (*parties.initiators, *parties.targets)):
        score -= 0.1
    if any(place.via == "inherited" for place in places):
        score -= 0.05
    return round(score, 2)


def claim_id(claim: Claim) -> str:
    """A stable id: the same kind, trigger, values and sentence give the same id."""
    core = [claim.kind, claim.trigger.span, claim.sentence, [a.actor for a in claim.initiators], [p.name_ar for p in claim.places]]
    digest = hashlib.sha256(msgspec.json.encode(core)).hexdigest()
    return f"c:{digest[:16]}"
