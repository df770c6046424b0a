"""Parties: who did it to whom with whose help, as the words of one act name them."""

from collections.abc import Iterator, Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.belongings import is_soil, owner_before, points_to_owner, thing_named, users
from tawthiq.claim.discourse import ARMED, FIGHTERS, Discourse, Resolved, forces_of, related
from tawthiq.claim.victims import VictimReader, nationals
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.actors import branch, militias_of
from tawthiq.mention.chunk import Chunk, with_article
from tawthiq.mention.quantities import PeopleMention
from tawthiq.mention.scene import Scene
from tawthiq.model import ActorRef, Framing, Span, Via

STRIKES = frozenset({"air_strike", "drone_strike", "shelling", "missile_strike", "ground_attack", "chemical_attack"})
PARTY_SORTS = frozenset({"actor", "affiliation", "people"})
_AIR_KINDS = frozenset({"air_strike", "drone_strike"})
_THINGS = {"air": "aircraft", "drone": "aircraft", "artillery": "vehicle", "navy": "ship"}
_KILLED = frozenset({"killed", "wounded", "killed_or_wounded"})
_ON_FOES = STRIKES | {"repelled_attack", "raid", "small_arms_fire"}
_ARMS = frozenset({"air", "drone", "navy"})
_GUNMEN = (("مسلح",), ("ملثم",))
_BROUGHT = frozenset({"deliver", "evacuate"})
_FRONTED = 5
_JOINTLY = frozenset({"بمشاركه", "بالاشتراك"})
"""«نفذ التحالف إنزالا بمشاركة قسد»: words behind which a party does the act too."""
OF_CIVILIANS = frozenset(
    {
        "displacement",
        "siege",
        "arrest",
        "abduction",
        "protest",
        "evacuation",
        "abuse",
        "sexual_violence",
        "forced_conscription",
        "funeral",
        "release",
    }
)
_OCCUPIERS = frozenset({"الاحتلال", "العدو", "احتلال", "المحتل"})
_BY_STATES = frozenset({"agreement", "agreement_violated", "release", "aid", "aid_blocked", "evacuation"})


def _unspecified(chunk: Chunk) -> bool:
    """Whether people are no more than people («منازل مطلوبين»)."""
    return chunk.sort == "people" and all(people.id == "people" for people in chunk.value.people)


def actor_ref(actor: Actor, via: Via, text: str | None = None, span: Span | None = None) -> ActorRef:
    """An actor as a value of a claim."""
    return ActorRef(actor.id, actor.ar, actor.en, via, text, span)


class Parties:
    """The parties of one claim.

    `actors` are the known ones among them; `unnamed` that a force of no known party is one; `unresolved` the service of
    such a force where it is the doer.
    """

    def __init__(self, scene: Scene, discourse: Discourse, kind: str, act: Act, chunks: Sequence[Chunk]) -> None:
        self.scene, self.discourse, self.kind, self.act, self.chunks = scene, discourse, kind, act, chunks
        self.initiators: list[ActorRef] = []
        self.targets: list[ActorRef] = []
        self.supporters: list[ActorRef] = []
        self.framing: list[Framing] = []
        self.actors: list[Actor] = []
        self.unnamed = False
        self.unresolved: str | None = None

    def fill(self) -> None:
        """Parties that the act's own words name."""
        roles = self.act.roles
        for chunk in roles.agents:
            if chunk.grammar("sides") is not None:
                for actor in self.discourse.parties[:2]:
                    self._append(self.initiators, Resolved(actor, "coreference"), chunk)
            self.add(self.initiators, chunk)
        for chunk in roles.parties:
            self._add_side(chunk)
        for chunk in self._acted_on():
            self.add(self.targets, chunk)
        for chunk in (*roles.supporters, *self._helpers_before()):
            self.add_supporter(chunk)
        for chunk in roles.objects if self.act.main.frame not in _BROUGHT else ():
            self.add_object(chunk)
        if not self.targets and self.kind in STRIKES:
            self._add_stopped()
        self._not_its_own()
        if len(self.initiators) > 1:
            self.initiators[:] = [ref for ref in self.initiators if ref.actor != "combatants"]
        if not self.initiators and self.kind != "casualties":
            self._add_owner_of_means()
        if self.kind == "casualties":
            self.targets.clear()

    def _not_its_own(self) -> None:
        """«قصفت المدفعية مواقع التنظيم» after the group's deeds: who strikes is not whom it strikes, but his foe."""
        actors = self.scene.lexicon.actors
        unnamed = any(chunk.rule == "actor.generic" for chunk in self.act.roles.agents)
        if not unnamed or self.kind not in _ON_FOES:
            return
        hit = [actors[ref.actor] for ref in self.targets if ref.text is not None and ref.actor in actors]
        kept = [ref for ref in self.initiators if not any(self._is(ref, other) for other in hit)]
        if len(kept) == len(self.initiators):
            return
        foe = None if kept else self.discourse.foe_of(hit)
        self.initiators[:] = [*kept, *([actor_ref(foe, "coreference")] if foe else [])]

    def _is(self, ref: ActorRef, other: Actor) -> bool:
        """Whether a reference that the words do not settle means another actor, or a part of it."""
        actor = self.scene.lexicon.actors.get(ref.actor or "")
        return actor is not None and ref.via == "coreference" and related(actor, other)

    def _acted_on(self) -> Iterator[Chunk]:
        """Those whom the act is done to; parties drive out, and only people flee."""
        for chunk in (*self.act.roles.patients, *self.act.roles.victims):
            if self.kind != "displacement" or chunk.sort != "actor":
                yield chunk

    def add(self, into: list[ActorRef], chunk: Chunk, service: str | None = None) -> None:
        """Add the party that a chunk names; `service` is the branch of it that the words around say."""
        if chunk.sort == "people":
            self._add_people(into, chunk)
            return
        if into is self.targets and chunk.rule == "actor.generic" and chunk.has("object"):
            self.add_object(chunk)
            return
        if chunk.sort not in ("actor", "affiliation"):
            return
        if chunk.value.possessive and chunk.value.service == "militias" and self.actors:
            self._append_allies(into, chunk)
            return
        if chunk.sort == "affiliation" and into is self.targets and self._counted(chunk):
            civilians = "civilians" if self.kind in OF_CIVILIANS else "people"
            into.append(actor_ref(self.scene.lexicon.actors[civilians], "implied", *self._quote(chunk)))
            return
        branched = "air" if self.kind in _AIR_KINDS else "forces"
        service = service or ("" if self.kind == "agreement" else branched)  # «الجانب الروسي»: the state
        resolved = self._facing(into, chunk, self.discourse.resolve(self.scene, chunk.value, service))
        resolved = self._armed(chunk, resolved, service)
        for first, last in chunk.value.framing:
            start, end = self.scene.words[first].start, self.scene.words[last].end
            framed = resolved.actor.id if resolved else None
            self.framing.append(Framing(self.scene.text[start:end], (start, end), framed))
        resolved = resolved or self._owned(chunk)
        if resolved is None:
            self._add_unresolved(into, chunk)
        else:
            self._append(into, resolved, chunk)

    def _armed(self, chunk: Chunk, resolved: Resolved | None, service: str) -> Resolved | None:
        """«برصاص الاحتلال», «قصف العدو»: a state by a name that it has only for its army, where force is used."""
        if resolved is None or "." in resolved.actor.id or self.kind in _BY_STATES:
            return resolved
        forces = self.scene.lexicon.actors.get(f"{resolved.actor.id}.mil")
        named = {self.scene.bare_form(chunk.first, chunk.clitic), self.scene.form(chunk.last)}
        if forces is None or named.isdisjoint(_OCCUPIERS):
            return resolved
        return Resolved(branch(self.scene, forces, service), resolved.via)

    def _other(self, into: list[ActorRef], mention: PeopleMention, resolved: Resolved | None) -> Resolved | None:
        """«أسرت 18 مسلحا من القوات المهاجمة»: men of a force with no name, whom their own party does not fight."""
        doers = self._doers()
        unnamed = into is self.targets and mention.party is not None and not mention.party.candidates
        if resolved is None or not unnamed or not any(related(resolved.actor, doer) for doer in doers):
            return resolved
        foe = self.discourse.foe_of(doers)
        return Resolved(foe, "coreference") if foe is not None else resolved

    def _facing(self, into: list[ActorRef], chunk: Chunk, resolved: Resolved | None) -> Resolved | None:
        """«صدّ القوات المهاجمة»: a force with no party named, acted on by a party that it would else be itself."""
        if resolved is None or into is not self.targets or chunk.rule != "actor.generic" or chunk.value.possessive:
            return resolved
        doers = self._doers()
        if not any(related(resolved.actor, doer) for doer in doers):
            return resolved
        foe = self.discourse.foe_of(doers)
        return Resolved(foe, "coreference") if foe is not None else None

    def _doers(self) -> list[Actor]:
        return [actor for ref in self.initiators if (actor := self.scene.lexicon.actors.get(ref.actor or ""))]

    def _append_allies(self, into: list[ActorRef], chunk: Chunk) -> None:
        """«الجيش التركي ومرتزقته»: the militias of the party named before."""
        party = self.actors[-1]
        allied = militias_of(self.scene.lexicon, party)
        if allied is not None:
            self._append(into, Resolved(allied, "coreference"), chunk)

    def add_supporter(self, chunk: Chunk) -> None:
        """Add who is said to have helped («تحت غطاء جوي روسي», «بدعم من الحشد»)."""
        at = self.chunks.index(chunk)
        flown = any(self.scene.form(part.last).removeprefix("ال") == "جوي" for part in self.chunks[max(0, at - 2) : at])
        jointly = any(self.scene.form(part.first) in _JOINTLY for part in self.chunks[max(0, at - 3) : at])
        into = self.initiators if jointly and self.initiators else self.supporters
        service = getattr(chunk.value, "service", None)
        doer = self.actors[0] if self.actors and chunk.rule == "actor.generic" else None
        own = branch(self.scene, doer, service) if doer is not None and service in _ARMS else None
        if own is not None and own is not doer:  # «قوات الجيش، مدعومة بمروحيات»
            self.supporters.append(actor_ref(own, "implied", *self._quote(chunk)))
            return
        self.add(into, chunk, "air" if flown else None)

    def helpers(self, between: Sequence[Chunk]) -> list[Chunk]:
        """The parties that a word of support leads to in a stretch of chunks."""
        found: list[Chunk] = []
        helped = False
        for chunk in between:
            if helped and chunk.sort in ("actor", "affiliation"):
                found.append(chunk)
            described = chunk.grammar("force_adjectives") is not None or chunk.grammar("prepositions") == "من"
            helped = chunk.grammar("prepositions") == "support" or (helped and described)
        return found

    def _helpers_before(self) -> list[Chunk]:
        """«قوات النظام مدعومة بالطيران الروسي سيطرت …»: who stands between the subject and its verb."""
        subject, head = self.act.main.subject, self.act.main.head
        opens = self.act.main.verbal and self.act.follows is None and not self.chunks[head].clitic
        first = max(0, head - _FRONTED) if opens else head  # «بدعم من س، داهمت …»
        return self.helpers(self.chunks[first if subject is None else subject + 1 : head])

    def inherit(self, actor: Actor, via: Via) -> None:
        """Add a doer whom the act's own words do not name."""
        self.initiators.append(actor_ref(actor, via))
        self.actors.append(actor)

    def _counted(self, chunk: Chunk) -> bool:
        """«14 فلسطينيا»: a nationality that a number counts."""
        at = self.chunks.index(chunk)
        return at > 0 and self.chunks[at - 1].sort == "number" and self._joined(at)

    def _quote(self, chunk: Chunk) -> tuple[str, Span]:
        start, end = chunk.span(self.scene.words)
        return self.scene.text[start:end], (start, end)

    def _append(self, into: list[ActorRef], resolved: Resolved, chunk: Chunk) -> None:
        actor = resolved.actor
        if any(ref.actor == actor.id for ref in into):
            return
        into.append(actor_ref(actor, resolved.via, *self._quote(chunk)))
        self.actors.append(actor)
        self.discourse.mention(actor)

    def _add_side(self, chunk: Chunk) -> None:
        """One side of a clash, or both («الطرفين»); all who agree do it."""
        agreed = self.kind == "agreement"
        if chunk.sort == "people" and (_harmless(chunk) or chunk.value.harms):
            return
        if chunk.grammar("sides") is None:
            first = not self.initiators or agreed or (not self.targets and self._beside(chunk))
            self.add(self.initiators if first else self.targets, chunk)
            return
        for actor in self.discourse.parties[:2]:
            into = self.targets if self.initiators and not agreed else self.initiators
            self._append(into, Resolved(actor, "coreference"), chunk)

    def _beside(self, chunk: Chunk) -> bool:
        """«مع قوات النظام والميليشيات», «الجيش وحلفاؤه مع …»: one side together; «بين س وص» are two."""
        at = self.chunks.index(chunk)
        if not chunk.clitic.startswith("و") or at == 0 or self.chunks[at - 1] not in self.act.roles.parties:
            return False
        return not any(c.grammar("prepositions") == "بين" for c in self.chunks[self.act.main.head : at])

    def add_object(self, chunk: Chunk) -> None:
        """Add a thing acted on, and its owner («تحصينات قوات النظام»)."""
        index = self.chunks.index(chunk)
        if is_soil(self.scene, self.chunks, index):
            return
        at = index + 1
        while at < len(self.chunks) and at <= index + 2 and self.chunks[at].sort == "word" and self._joined(at):
            at += 1
        if self._owner(at) and self._joined(at):
            if not _unspecified(self.chunks[at]):
                self.add(self.targets, self.chunks[at])
            if self.chunks[at].sort == "actor":
                return
        elif told := users(self.scene.words, self.chunks, index):
            for user in told:
                self.add(self.targets, user)
        elif points_to_owner(self.scene, chunk):
            owner = owner_before(self.scene, self.discourse, self.chunks[: self.act.main.head], self._doers())
            if owner is not None:
                self._append(self.targets, Resolved(owner, "coreference"), chunk)
        thing = thing_named(chunk)
        if thing is not None and thing.id != "post":
            name = thing.id.replace("_", " ")
            self.targets.append(ActorRef(thing.id, thing.forms[0], name, "stated", *self._quote(chunk)))

    def _owner(self, at: int) -> bool:
        """Whether a chunk is a party that the noun before it may belong to."""
        if at >= len(self.chunks):
            return False
        return self.chunks[at].sort in PARTY_SORTS and self.chunks[at].clitic in ("", "ل")

    def _joined(self, at: int) -> bool:
        return self.scene.words[self.chunks[at].first].joined

    def _add_owner_of_means(self) -> None:
        """«برصاص قوات الاحتلال», «بقذائف الميليشيات»: the party right after the weapon."""
        struck = {"explode": {"vehicle"}, "down": {"drone", "aircraft"}}.get(self.act.main.frame, set())
        used = [m for m in self.act.roles.means if getattr(m.value, "family", None) not in struck]
        for means in used:  # but not «انفجرت عبوة في سيارة للقوات»
            at = self.chunks.index(means) + 1
            if self._owner(at) and self._joined(at):
                self.add(self.initiators, self.chunks[at])
                return

    def _add_stopped(self) -> None:
        """«شنّت غارات لإيقاف هجوم التنظيم»: whose attack it is to stop is whom it strikes."""
        chunks, end = self.chunks, self.act.main.end
        for at in range(end, min(end + 4, len(chunks))):
            if chunks[at].sort == "actor" and not chunks[at].clitic and chunks[at - 1].has("trigger", "noun"):
                if any(chunk.grammar("purpose") is not None for chunk in chunks[max(0, at - 3) : at]):
                    self.add(self.targets, chunks[at])
                return

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

    def _add_unresolved(self, into: list[ActorRef], chunk: Chunk) -> None:
        """A force with no party known: by its words, or as the thing that it is where it is the target."""
        text, span = self._quote(chunk)
        if into is self.supporters:
            return
        thing = _THINGS.get(chunk.value.service or "") if into is self.targets else None
        if thing is not None:
            into.append(ActorRef(thing, text, thing, "stated", text, span))
            return
        if into is self.initiators:
            self.unresolved = chunk.value.service
        named = chunk.rule != "actor.generic" or chunk.value.service == "militias"
        if named and all(ref.span != span for ref in into):
            into.append(ActorRef(None, with_article(text, chunk.clitic), "", "stated", text, span))
        self.unnamed = True

    def _add_people(self, into: list[ActorRef], chunk: Chunk) -> None:
        mention = chunk.value
        if self.kind == "siege_broken":
            return
        fighters = bool(mention.people) and all(people.id == "combatants" for people in mention.people)
        if mention.party is None and fighters and self._add_fighters(into, chunk):
            return
        if mention.party is not None and not nationals(mention):
            resolved = self._other(into, mention, self.discourse.resolve(self.scene, mention.party))
            if resolved:
                self._append(into, resolved, chunk)
                return
        if into is self.targets and _KILLED & set(mention.harms) and self.kind in STRIKES:
            return
        for people in mention.people:
            civilians = people.id == "people" and self.kind in OF_CIVILIANS
            actor = self.scene.lexicon.actors.get("civilians" if civilians else people.id)
            if actor is not None and not any(ref.actor == actor.id for ref in into):
                into.append(actor_ref(actor, "stated", *self._quote(chunk)))
                if actor.id in FIGHTERS or actor.sort in ARMED:
                    self.actors.append(actor)

    def _add_fighters(self, into: list[ActorRef], chunk: Chunk) -> bool:
        """Fighters by the party that they fight for, where they are acted on or give up; whether that is known."""
        if into is self.initiators and self.act.main.frame != "surrender":
            return self._add_gunmen(chunk)
        reader = VictimReader(self.act, self.chunks, self.scene, self.discourse)
        if into is self.initiators:
            side = reader.of_who_gives_up(chunk)
            if side is not None:
                self._append(into, Resolved(side, "implied"), chunk)
            return side is not None
        for victim in reader.of(chunk):
            actor = self.scene.lexicon.actors.get(victim)
            if actor is not None:
                self._append(into, Resolved(actor, "implied" if victim != "combatants" else "stated"), chunk)
        return True

    def _add_gunmen(self, chunk: Chunk) -> bool:
        """«قتل مسلحان إمام مسجد», «أطلق ملثمون النار»: armed people of no party who act."""
        attackers = any(people.sing[:1] == ("مهاجم",) for people in chunk.value.people)
        for told in self.discourse.agents[:1] if attackers and chunk.value.definite else ():
            self._append(self.initiators, Resolved(told.actor, "coreference"), chunk)
            return True
        unknown = not chunk.value.definite and all(people.sing[:1] in _GUNMEN for people in chunk.value.people)
        if unknown:
            self._append(self.initiators, Resolved(self.scene.lexicon.actors["gunmen"], "stated"), chunk)
        return unknown


def _harmless(chunk: Chunk) -> bool:
    """Whether people fight on no side."""
    return all(people.id.startswith("civilians") for people in chunk.value.people)
