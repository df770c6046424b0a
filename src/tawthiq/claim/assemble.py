"""From a sentence's acts to claims: parties, places, time, harm, status, attribution, and what is inherited."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import split_words
from tawthiq.claim.acts import Act, group
from tawthiq.claim.discourse import ARMED, Discourse, Resolved, forces_of
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.harms import harm_of
from tawthiq.claim.locate import Locator
from tawthiq.claim.predications import find_predications
from tawthiq.claim.plausible import Setting, rejection
from tawthiq.claim.settle import kind_of
from tawthiq.claim.speakers import Attribution, Saying
from tawthiq.claim.status import status_of
from tawthiq.claim.times import time_of
from tawthiq.claim.victims import VictimReader
from tawthiq.lexicon.entries import Actor, Means
from tawthiq.mention.actors import branch, read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.places.gazetteer import Gazetteer
from tawthiq.model import ActorRef, Claim, Framing, Harm, MeansRef, PlaceRef, Quote, Span, Speaker, Via

_AIR_KINDS = frozenset({"air_strike", "drone_strike"})
_THINGS = {"air": "aircraft", "drone": "aircraft", "artillery": "vehicle", "navy": "ship"}
_OF_CIVILIANS = frozenset({"displacement", "arrest", "abduction", "protest", "evacuation", "abuse", "sexual_violence", "forced_conscription", "funeral", "release"})
_NEVER_CARRIED = frozenset({"bury", "deliver", "discover"})
_STEADY = frozenset({"deliver", "advance", "leave", "deploy", "surrender", "hold"})
_STRIKES = frozenset({"air_strike", "drone_strike", "shelling", "missile_strike", "ground_attack", "chemical_attack"})


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

    def __init__(self, locator: Locator, discourse: Discourse, outlet: str | None, setting: Setting) -> None:
        self.locator, self.discourse, self.setting = locator, discourse, setting
        self._title = False
        self._house = _house(locator, discourse, outlet)
        self._outlet = (Speaker(type="outlet", name=outlet),) if outlet else ()

    def read(self, scene: Scene, chunks: Sequence[Chunk], sentence: Span, title: bool = False) -> SentenceClaims:
        """The claims of one sentence; updates the discourse."""
        self._title = title
        predications = find_predications(scene.words, chunks)
        attribution = Attribution(scene, chunks, predications, self.discourse, self._outlet[0].name if self._outlet else None)
        acts = group(scene.words, chunks, predications)
        out = SentenceClaims()
        previous: Claim | None = None
        lent = {id(act): act.follows for act in acts}
        for act in reversed(acts):
            host = lent[id(act)]
            if host is not None and not host.roles.places and not _stands(act):
                host.roles.places.extend(act.roles.places)
        for act in acts:
            saying = attribution.of(act.main.head)
            self.discourse.voice = saying.actor if saying is not None and not saying.backward else self._house
            claim = self._claim(scene, chunks, act, saying, sentence, previous, out, acts)
            if claim is not None:
                out.claims.append(claim)
                self._remember_agents(scene, claim)
                previous = claim
        self.discourse.voice = None
        self._remember(scene, chunks, out.claims)
        return out

    def _claim(
        self, scene: Scene, chunks: Sequence[Chunk], act: Act, saying: Saying | None, sentence: Span, previous: Claim | None, out: SentenceClaims, acts: Sequence[Act]
    ) -> Claim | None:
        headline = self._title or (act.main.subject is not None and scene.words[0].position == 0)
        kind = kind_of(act, scene, chunks, headline)
        told = self.discourse.strike_kind
        if act.definite and kind == "ground_attack" and told is not None and not act.roles.means:
            kind = told
        parties = _Parties(scene, self.discourse, kind)
        parties.fill(act, chunks)
        parties.imply(act, chunks, saying, previous, kind)
        head = chunks[act.main.head]
        rule = f"{kind}.{act.main.shape}"
        reason = self._reject(act, scene, chunks, parties, kind, saying)
        status = status_of(act, chunks, scene, saying)
        if reason is None and previous is not None and previous.kind == kind and self._repeats(act, parties, previous):
            reason = "says again what the sentence told"
        if reason is None and status is None:
            reason = "hypothetical, a purpose, or said not to have happened"
        if reason is not None or status is None:
            start, end = head.span(scene.words)
            out.rejected.append(Rejected(scene.text[start:end], (start, end), rule, reason or ""))
            return None
        places = self._places(scene, act, chunks, previous, acts)
        harm = harm_of(act, chunks, scene, self.discourse)
        parties.add_victims(harm)
        parties.add_opponent()
        parties.add_same_target(previous)
        means = _means(scene, act, chunks)
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

    def _reject(
        self, act: Act, scene: Scene, chunks: Sequence[Chunk], parties: "_Parties", kind: str, saying: Saying | None
    ) -> str | None:
        if self._background(act, chunks):
            return "told as what went before"
        if self._resulting(act, chunks):
            return "damage that the act before it did"
        if "subject of a verb" in act.main.tags and not act.harms:
            return "only the subject of the verb after it"
        if act.reference and self._claimed(saying, act):
            return None
        armed = any(a.sort in ARMED or a.id in ("gunmen", "combatants") for a in parties.actors) or parties.unnamed
        if act.reference and not (act.harms or act.roles.places or act.roles.patients or act.roles.objects or act.roles.agents or act.roles.parties or act.roles.victims or act.supports):
            return "points back to an act told before"
        circumstance = act.main.link is not None and act.main.link.grammar("cause") is not None
        if act.reference and circumstance and act.first <= 2 and not (act.harms or act.roles.places):
            return "points back to an act told before"
        if act.reference and circumstance and not (act.harms or act.roles.agents or act.roles.parties or act.roles.victims or act.roles.objects or act.roles.patients):
            return "points back to an act told before"
        if act.main.sort == "harm" and not (act.roles.victims or act.harms and harm_of(act, chunks, scene, self.discourse)):
            return "no one harmed is named"
        return rejection(act, scene, chunks, self.setting, armed)

    @staticmethod
    def _background(act: Act, chunks: Sequence[Chunk]) -> bool:
        """«التي سيطر عليها سابقا»: a relative clause of the past that only tells which place is meant."""
        link = act.main.link
        relative = link is not None and link.grammar("relative") is not None
        return relative and any(chunk.grammar("previous") is not None for chunk in chunks[act.main.head : act.main.end])

    @staticmethod
    def _resulting(act: Act, chunks: Sequence[Chunk]) -> bool:
        """«ما أدى إلى مقتل … واحتراق منزلين»: damage told as the result of the act before it."""
        if act.main.shape != "noun" or act.main.kind is None or act.main.kind.frame != "destroy" or act.follows is None:
            return False
        between = chunks[act.follows.main.head + 1 : act.main.head]
        return any(chunk.grammar("result") is not None for chunk in between)

    @staticmethod
    def _claimed(saying: Saying | None, act: Act) -> bool:
        """«تبنى التنظيم التفجير»: the news is who did it."""
        return saying is not None and saying.stance == "admits" and saying.actor is not None and act.main.head - saying.at <= 4

    def _places(self, scene: Scene, act: Act, chunks: Sequence[Chunk], previous: Claim | None, acts: Sequence[Act]) -> tuple[PlaceRef, ...]:
        own = list(act.roles.places)
        for predication in act.harms:
            if predication is act.main:
                continue
            own.extend(c for c in chunks[predication.start : predication.end] if c.sort == "place" and c not in own)
        if not own:
            own.extend(_fronted(act, chunks, acts))
            own.extend(_unclaimed_places(act, chunks, acts))
        refs = [self.locator.refer(scene, chunk, self.discourse) for chunk in sorted(own, key=lambda c: c.first)]
        refs = _most_specific(self.locator, refs)
        if refs:
            return tuple(refs)
        source = previous.places if previous is not None else self.discourse.places
        return tuple(msgspec.structs.replace(p, via="inherited", text=None, span=None) for p in source)

    @staticmethod
    def _repeats(act: Act, parties: "_Parties", previous: Claim) -> bool:
        """Whether an act adds no place, time, means or harm to one of its kind in the same sentence, by the same parties."""
        roles = act.roles
        if roles.places or roles.objects or roles.times or roles.means or act.harms or roles.victims or roles.parties:
            return False
        before = {ref.actor for ref in previous.initiators}
        return not parties.initiators or {ref.actor for ref in parties.initiators} <= before

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
            if claim.kind == "armed_clash" and claim.initiators and claim.targets:
                sides = [[scene.lexicon.actors.get(a.actor or "") for a in side] for side in (claim.initiators, claim.targets)]
                discourse.sides = tuple(tuple(a for a in side if a) for side in sides)
                discourse.parties = tuple(a for side in discourse.sides for a in side)
            discourse.acts[claim.kind] = tuple(Resolved(a, "inherited") for a in (scene.lexicon.actors.get(x.actor or "") for x in claim.initiators) if a)
            discourse.last_kind = claim.kind


    def _remember_agents(self, scene: Scene, claim: Claim) -> None:
        actors = [scene.lexicon.actors.get(a.actor or "") for a in claim.initiators]
        known = [Resolved(a, "inherited") for a in actors if a is not None]
        if known and claim.kind != "armed_clash":
            self.discourse.agents = known
            if claim.kind in _STRIKES:
                self.discourse.strike_kind = claim.kind
                struck = (scene.lexicon.actors.get(a.actor or "") for a in claim.targets)
                self.discourse.acts["struck"] = tuple(Resolved(a, "inherited") for a in struck if a is not None)
                self.discourse.acts["strike"] = tuple(known)


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
        self.unresolved: str | None = None

    def fill(self, act: Act, chunks: Sequence[Chunk]) -> None:
        """Parties that the act's own words name."""
        self.act, self.chunks = act, chunks
        roles = act.roles
        for chunk in roles.agents:
            if chunk.grammar("sides") is not None:
                for actor in self.discourse.parties[:2]:
                    self._append(self.initiators, Resolved(actor, "coreference"), chunk)
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
        if not self.targets and self.kind in _STRIKES:
            self._stopped_by(act, chunks)
        if len(self.initiators) > 1:
            self.initiators[:] = [ref for ref in self.initiators if ref.actor != "combatants"]
        if not self.initiators and self.kind != "casualties":
            self._agent_of_means(act, chunks)
        if self.kind == "casualties" or (act.main.sort == "harm" and self.kind in ("casualties",)):
            self.targets.clear()

    def _agent_of_means(self, act: Act, chunks: Sequence[Chunk]) -> None:
        """«برصاص قوات الاحتلال», «بقذائف الميليشيات»: the party right after the weapon."""
        for means in act.roles.means:
            at = chunks.index(means) + 1
            if at < len(chunks) and chunks[at].sort in ("actor", "affiliation", "people") and chunks[at].clitic in ("", "ل"):
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

    def add_victims(self, harm: tuple[Harm, ...]) -> None:
        """Those whom an act harmed are its target, where the clause names no other."""
        if self.targets or self.kind == "casualties":
            return
        for item in harm:
            for victim in item.victims if item.of is None else ():
                actor = self.scene.lexicon.actors.get(victim)
                if actor is not None and all(ref.actor != victim for ref in (*self.initiators, *self.targets)):
                    self.targets.append(ActorRef(actor.id, actor.ar, actor.en, "implied", item.text, item.span))

    def add_same_target(self, previous: Claim | None) -> None:
        """One sentence's second strike by the same doers is at the same target where it names none."""
        if self.targets or previous is None or previous.kind != self.kind or self.kind not in _STRIKES:
            return
        if {ref.actor for ref in self.initiators} == {ref.actor for ref in previous.initiators}:
            self.targets.extend(msgspec.structs.replace(ref, via="inherited", text=None, span=None) for ref in previous.targets if ref.actor in self.scene.lexicon.actors)

    def add_opponent(self) -> None:
        """Who lost a place or whose attack was stopped: the other side of the fighting that the report tells of."""
        if self.targets or self.kind not in ("capture", "repelled_attack", "siege_broken") or not self.initiators:
            return
        sides = [actor for actor in self.discourse.parties if actor.sort in ARMED]
        mine = {ref.actor for ref in self.initiators}
        others = [actor for actor in sides if actor.id not in mine]
        if len(others) < len(sides) and others:
            self.targets.append(ActorRef(others[0].id, others[0].ar, others[0].en, "inherited", None, None))

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
        resolved = resolved or self._owned(chunk)
        if resolved is None:
            self._unresolved(into, chunk)
            return
        self._append(into, resolved, chunk)

    def _owned(self, chunk: Chunk) -> Resolved | None:
        """«فرقاطة تابعة لها»: a force of the speaker's, or of the party that the sentence is about."""
        after = [self.scene.form(at) for at in range(chunk.last, chunk.last + 5)]
        belongs = any(form in ("لها", "له", "لهم") for form in after) and any("تابع" in form for form in after)
        if chunk.sort != "actor" or not (belongs or after[0].endswith("نا")):
            return None
        owner = self.discourse.voice or (self.discourse.agents[-1].actor if self.discourse.agents and belongs else None)
        if owner is None:
            return None
        return Resolved(branch(self.scene, forces_of(self.scene.lexicon, owner), chunk.value.service), "coreference")

    def _unresolved(self, into: list[ActorRef], chunk: Chunk) -> None:
        """A force with no party known: by its words, or as the thing that it is where it is the target."""
        start, end = chunk.span(self.scene.words)
        text = self.scene.text[start:end]
        thing = _THINGS.get(chunk.value.service or "") if into is self.targets else None
        if thing is not None:
            into.append(ActorRef(thing, text, thing, "stated", text, (start, end)))
            return
        if into is self.initiators:
            self.unresolved = chunk.value.service
        if chunk.rule != "actor.generic":
            into.append(ActorRef(None, text, "", "stated", text, (start, end)))
        self.unnamed = True

    def _append(self, into: list[ActorRef], resolved: Resolved, chunk: Chunk) -> None:
        actor = resolved.actor
        if any(ref.actor == actor.id for ref in into):
            return
        start, end = chunk.span(self.scene.words)
        via: Via = resolved.via
        into.append(ActorRef(actor.id, actor.ar, actor.en, via, self.scene.text[start:end], (start, end)))
        self.actors.append(actor)
        self.discourse.mention(actor)

    def _people(self, into: list[ActorRef], chunk: Chunk) -> None:
        mention = chunk.value
        if self.kind == "siege_broken":
            return
        if into is self.targets and mention.party is None and mention.people and all(p.id == "combatants" for p in mention.people):
            for victim in VictimReader(self.act, self.chunks, self.scene, self.discourse).of(chunk):
                actor = self.scene.lexicon.actors.get(victim)
                if actor is not None:
                    self._append(into, Resolved(actor, "implied" if victim != "combatants" else "stated"), chunk)
            return
        start, end = chunk.span(self.scene.words)
        text = self.scene.text[start:end]
        if mention.party is not None:
            resolved = self.discourse.resolve(self.scene, mention.party)
            if resolved:
                self._append(into, resolved, chunk)
                return
        for people in mention.people:
            actor = self.scene.lexicon.actors.get("civilians" if people.id == "people" and self.kind in _OF_CIVILIANS else people.id)
            if actor is not None and not any(ref.actor == actor.id for ref in into):
                into.append(ActorRef(actor.id, actor.ar, actor.en, "stated", text, (start, end)))
                if actor.id in ("gunmen", "combatants"):
                    self.actors.append(actor)

    def imply(self, act: Act, chunks: Sequence[Chunk], saying: Saying | None, previous: Claim | None, kind: str) -> None:
        """Parties that are not named in the clause: a dropped subject, the speaker who tells of its own act."""
        frame = FRAMES[act.main.kind.frame] if act.main.kind else None
        if frame is None or kind == "casualties":
            return
        if saying is not None and saying.stance == "accuses" and not self.initiators:
            self._accused(chunks[saying.start : act.main.head])
        if frame.subject == "party":
            if kind == "armed_clash" and not self.targets:
                self._other_side(previous)
            return
        if self.initiators:
            return
        if self.unresolved is not None:
            if saying is not None and saying.actor is not None and saying.actor.sort in ARMED:
                self._inherit(branch(self.scene, forces_of(self.scene.lexicon, saying.actor), self.unresolved), "coreference")
            return
        if kind == "displacement":
            self.initiators.extend(ref for ref in self.targets if (ref.actor or "").startswith("civilians") and not self.initiators)
            return
        if kind == "protest":
            civilians = self.scene.lexicon.actors["civilians"]
            self.initiators.append(ActorRef(civilians.id, civilians.ar, civilians.en, "implied", None, None))
            return
        if saying is not None and saying.actor is not None and act.main.verbal and self._speaks_of_itself(act, chunks):
            self._inherit(forces_of(self.scene.lexicon, saying.actor), "coreference")
        elif ("act is subject" in act.main.tags or (act.definite and kind in _STRIKES)) and self.discourse.acts.get("strike"):
            self._inherit(self.discourse.acts["strike"][0].actor, "coreference")
            self._struck_before()
        elif frame.subject == "agent" and act.main.sort == "act" and self._announced(act, saying, chunks):
            self._inherit(forces_of(self.scene.lexicon, saying.actor), "implied")  # type: ignore[union-attr]
            for chunk in chunks[saying.at : act.main.head]:  # type: ignore[union-attr]
                if chunk.sort == "actor" and chunk.clitic.startswith("و"):
                    self._add(self.initiators, chunk)
        elif act.main.shape == "verb" and frame.subject == "agent" and act.main.sort == "act" and (not act.roles.victims or self._active(act, chunks)):
            if act.main.kind is not None and act.main.kind.frame in _NEVER_CARRIED:
                return
            if act.main.pair is not None and act.main.kind is not None and act.main.kind.frame == "deploy" and act.main.subject is not None:
                if self.discourse.agents and self.discourse.agents[0].actor.sort in ARMED:
                    self._inherit(self.discourse.agents[0].actor, "implied")
                return
            steady = act.main.kind is not None and act.main.kind.frame in _STEADY
            if not self._relative(act, chunks) and not (steady and previous is None):
                self._dropped_subject(previous)
        elif act.main.sort == "act" and frame.subject == "agent" and (self._pronoun(act, chunks) or self._carried(act) or self._during(act)):
            self._dropped_subject(previous)

    @staticmethod
    def _relative(act: Act, chunks: Sequence[Chunk]) -> bool:
        """A verb after a noun with nothing to join them tells about that noun («طائرة كانت تقترب»), whose subject is not the last party."""
        at = act.main.head
        if act.supports or act.main.pair or at == 0 or chunks[at].clitic.startswith(("و", "ف", "ل")):
            return False
        before = chunks[at - 1]
        return before.sort != "lex" and act.follows is not None

    def _struck_before(self) -> None:
        """«الضربة دمّرت مستودعات»: those whom the blow was struck at lose them."""
        if not any((ref.actor or "") in self.scene.lexicon.actors for ref in self.targets):
            for resolved in self.discourse.acts.get("struck", ()):
                self.targets.append(ActorRef(resolved.actor.id, resolved.actor.ar, resolved.actor.en, "coreference", None, None))

    def _stopped_by(self, act: Act, chunks: Sequence[Chunk]) -> None:
        """«شنّت غارات لإيقاف هجوم التنظيم»: whose attack it is to stop is whom it strikes."""
        for at in range(act.main.end, min(act.main.end + 4, len(chunks))):
            if chunks[at].sort == "actor" and not chunks[at].clitic and chunks[at - 1].has("trigger", "noun"):
                if any(chunk.grammar("purpose") is not None for chunk in chunks[max(0, at - 3) : at]):
                    self._add(self.targets, chunks[at])
                return

    def _accused(self, between: Sequence[Chunk]) -> None:
        """«اتهم المجلس القوات بقصف …»: the party named between the accuser and the act."""
        for chunk in between:
            if chunk.sort in ("actor", "people", "affiliation") and not chunk.clitic:
                self._add(self.initiators, chunk)
                return

    def _speaks_of_itself(self, act: Act, chunks: Sequence[Chunk]) -> bool:
        """«أعلنت … أنها أسقطت», «مؤكدا أنها لا تزال تسيطر»: the pronoun on «أن» is the speaker."""
        for chunk in chunks[max(0, act.first - 3) : act.main.head]:
            if chunk.grammar("complement") is not None:
                return self.scene.form(chunk.last).endswith(("ها", "هم", "نه"))
        return False

    def _active(self, act: Act, chunks: Sequence[Chunk]) -> bool:
        """Whether a verb's own form shows that people do it («وخطفوا ثلاثة»)."""
        form = self.scene.words[chunks[act.main.head].first].form
        return form.endswith("وا") or (form.endswith("ت") and form.startswith(("و", "ف")))

    def _other_side(self, previous: Claim | None) -> None:
        """The side of a clash that the clause leaves out: the subject of what was told before, or both as told before."""
        if not self.initiators:
            for into, side in zip((self.initiators, self.targets), self.discourse.sides, strict=False):
                for actor in side:
                    into.append(ActorRef(actor.id, actor.ar, actor.en, "inherited", None, None))
                    self.actors.append(actor)
            return
        first = self.initiators[0].actor
        known = previous.initiators if previous is not None else ()
        others = [ref.actor for ref in known] or [resolved.actor.id for resolved in self.discourse.agents]
        other = next((self.scene.lexicon.actors.get(actor or "") for actor in others if actor != first), None)
        if other is not None and other.sort in ARMED:
            self.targets.append(ActorRef(other.id, other.ar, other.en, "coreference", None, None))
            self.actors.append(other)

    @staticmethod
    def _announced(act: Act, saying: Saying | None, chunks: Sequence[Chunk]) -> bool:
        """«أعلنت القوات السيطرة على …»: the speaker tells of its own act, with no clause of its own between."""
        if saying is None or saying.actor is None or saying.actor.sort not in ARMED or act.main.shape == "passive":
            return False
        if not saying.at < act.main.head <= saying.at + 14 or (act.main.verbal and not act.main.both_shapes):
            return False
        between = chunks[saying.at : act.main.head]
        return not any(c.grammar("complement") is not None for c in between)

    def _pronoun(self, act: Act, chunks: Sequence[Chunk]) -> bool:
        """«وصولها», «قصفه»: the doer is a pronoun on the verbal noun."""
        return self.scene.words[chunks[act.main.head].last].form.endswith(("ها", "هم", "هما")) or any(
            self.scene.words[chunks[s.head].last].form.endswith(("ها", "هم", "هما")) for s in act.supports if not s.verbal
        )

    def _during(self, act: Act) -> bool:
        """«اعتقلت … خلال اقتحام البلدة»: the doer goes on."""
        link = act.main.link
        return link is not None and self.scene.form(link.last) in ("خلال", "اثناء") and not act.roles.patients

    @staticmethod
    def _carried(act: Act) -> bool:
        """A support verb whose subject stands in an earlier clause («تمكنت من … وشنّت هجوما»)."""
        return any(s.support is not None and s.support.role == "agent" for s in act.supports)

    def _dropped_subject(self, previous: Claim | None) -> None:
        if previous is not None and previous.initiators:
            for ref in previous.initiators:
                actor = self.scene.lexicon.actors.get(ref.actor or "")
                if actor is not None and (actor.sort != "people" or actor.id in ("gunmen", "combatants")):
                    self._inherit(actor, "coreference")
        elif self.discourse.agents and previous is None:
            self._inherit(self.discourse.agents[0].actor, "coreference")

    def _inherit(self, actor, via: Via) -> None:  # type: ignore[no-untyped-def]
        self.initiators.append(ActorRef(actor.id, actor.ar, actor.en, via, None, None))
        self.actors.append(actor)


def _house(locator: Locator, discourse: Discourse, outlet: str | None) -> Actor | None:
    """The party that publishes the report itself, where the outlet is one (a ministry's statement, a force's media office)."""
    if not outlet:
        return None
    scene = Scene(outlet, split_words(fold(outlet)), discourse.lexicon, locator.gazetteer, discourse.country)
    found = next((chunk for at in range(len(scene)) if (chunk := read_actor(scene, at))), None)
    resolved = discourse.resolve(scene, found.value) if found is not None and found.sort == "actor" else None
    return resolved.actor if resolved else None


def _fronted(act: Act, chunks: Sequence[Chunk], acts: Sequence[Act]) -> list[Chunk]:
    """Places that stand before everything the sentence asserts («وفي محافظة صلاح الدين، …»)."""
    first = min(other.main.head for other in acts)
    found = []
    for chunk in chunks[: min(act.first, first)]:
        if chunk.sort == "place":
            found.append(chunk)
        elif chunk.has("trigger") or chunk.has("reporting"):
            break
    return found


def _stands(act: Act) -> bool:
    """Whether an act is told for itself: a movement with no one who moves only says where people went or were."""
    frame = act.main.kind.frame if act.main.kind else ""
    return not (frame in ("advance", "leave") and not act.roles.agents and not act.supports)


def _unclaimed_places(act: Act, chunks: Sequence[Chunk], acts: Sequence[Act]) -> list[Chunk]:
    """The first place between an act and the next one that no act has («أسقطت مسيّرة كانت تقترب من س»)."""
    others = [other for other in acts if other is not act and _stands(other)]
    taken = [place for other in others for place in (*other.roles.places, *other.roles.destinations)]
    end = min([other.first for other in others if other.main.head > act.main.head], default=len(chunks))
    for chunk in chunks[act.main.head + 1 : end]:
        if chunk.has("reporting") or chunk.grammar("parallel") is not None:
            break
        if chunk.sort == "place" and chunk not in taken:
            return [chunk]
    return []


def _most_specific(locator: Locator, refs: list[PlaceRef]) -> list[PlaceRef]:
    """Leave out places that only say where a more exact one of the same claim lies, and repetitions."""
    gazetteer = locator.gazetteer
    kept: list[PlaceRef] = []
    for ref in refs:
        if any(ref.name_ar == other.name_ar and ref.relation == other.relation for other in kept):
            continue
        kept.append(ref)
    if any(ref.relation == "in" and ref.kind != "border" for ref in kept):
        kept = [ref for ref in kept if ref.relation != "between" and ref.kind != "border"]
    specific = [
        ref
        for ref in kept
        if not any(ref.name_ar in other.admin for other in kept if other is not ref) and not _contains(gazetteer, ref, kept)
        and not _surrounds(gazetteer, ref, kept)
    ]
    return specific or kept


def _surrounds(gazetteer: Gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:
    """A stretch of country («ريف إدلب») beside a place in it says where that place lies."""
    outer = gazetteer.places.get(ref.place or "")
    if ref.kind != "region" or ref.relation != "in" or outer is None:
        return False
    for other in others:
        inner = gazetteer.places.get(other.place or "")
        if other is ref or other.kind == "region":
            continue
        if (inner is None and outer.name_ar in other.admin) or (inner is not None and gazetteer.within(inner, outer)):
            return True
        if inner is not None and gazetteer.region(inner) == gazetteer.region(outer):
            return True
    return False


def _contains(gazetteer: Gazetteer, ref: PlaceRef, others: list[PlaceRef]) -> bool:
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


def _means(scene: Scene, act: Act, chunks: Sequence[Chunk]) -> tuple[MeansRef, ...]:
    """The means of an act: named with it, in its doers' name («دبابات الاحتلال»), or an adjective («قصف مدفعي»)."""
    found: dict[str, MeansRef] = {}
    for chunk in (*act.roles.agents, *(chunks[p.head] for p in (act.main, *act.parts))):
        covered = chunk.first
        for at in range(chunk.first, min(chunk.last + 3, len(scene))):
            for entry, last in _inner_means(scene, at, chunk) if at >= covered else ():
                covered = last + 1
                start, end = scene.words[at].start, scene.words[last].end
                found.setdefault(entry.id, MeansRef(entry.id, entry.ar, entry.en, None, scene.text[start:end], (start, end)))
    for chunk in act.roles.means:
        for entry in [s.entry for s in chunk.senses if s.sort == "means"] or ([chunk.value] if chunk.sort == "means" else []):
            start, end = chunk.span(scene.words)
            found.setdefault(entry.id, MeansRef(entry.id, entry.ar, entry.en, None, scene.text[start:end], (start, end)))
    return tuple(found.values())


def _inner_means(scene: Scene, at: int, chunk: Chunk) -> list[tuple[Means, int]]:
    """Means inside a chunk's words, or an adjective of means right after them."""
    inside = at <= chunk.last
    found = [(sense.entry, match.last) for match, sense in scene.senses(at, "means") if inside and match.last <= chunk.last and chunk.sort in ("actor", "lex")]
    adjective = scene.grammar_key(at, "means_adjectives")
    if adjective and chunk.sort == "lex" and all(scene.words[i].joined for i in range(chunk.first + 1, at + 1)):
        entry = next((means for means in scene.lexicon.lists.means if means.id == adjective[1]), None)
        if entry is not None:
            found.append((entry, at))
    return found[:1]


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
