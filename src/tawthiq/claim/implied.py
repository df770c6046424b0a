"""Implied parties: a dropped subject, a pronoun, the speaker who tells of its own act, the other side of a clash."""

from collections.abc import Iterable

from tawthiq.claim.announced import Announcement
from tawthiq.claim.belongings import jailer_of
from tawthiq.claim.charges import Charges
from tawthiq.claim.clauses import has_other_subject
from tawthiq.claim.continuing import OPERATIONS, Continuing
from tawthiq.claim.discourse import ARMED, FIGHTERS, forces_of, related
from tawthiq.claim.fliers import flier
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.listed import begins_item, lister
from tawthiq.claim.parties import STRIKES, Parties, actor_ref
from tawthiq.claim.predication import Predication
from tawthiq.claim.sayers import Saying
from tawthiq.claim.senders import sender, sent_by
from tawthiq.claim.withheld import told_elsewhere
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.actors import branch
from tawthiq.mention.chunk import Chunk
from tawthiq.model import ActorRef, Claim

_NEVER_CARRIED = frozenset({"bury", "deliver", "discover"})
_CROWDS = frozenset("المئات الالاف العشرات الاف مئات عشرات حشود جموع جماهير".split())
_BY_CIVILIANS = frozenset({"displacement", "protest", "funeral"})
_STEADY = frozenset({"deliver", "advance", "leave", "deploy", "surrender", "hold"})
_FROM_THE_AIR = frozenset({"air_strike", "drone_strike"})
_ATTACKS = STRIKES | {"ground_attack", "advance", "raid", "capture"}
_IN_FLIGHT = frozenset({"missile", "rocket", "drone", "aircraft"})
_CLAIMED = frozenset({"العمليه", "الهجوم", "التفجير", "المسووليه", "الاستهداف", "الاغتيال"})
_SHIELDS = dict.fromkeys(("القبه", "مقلاع"), "il.mil")


class Implication:
    """Finds the parties that the words of one act leave out."""

    def __init__(self, parties: Parties, saying: Saying | None, previous: Claim | None) -> None:
        self.parties, self.saying, self.previous = parties, saying, previous
        self.act, self.chunks, self.scene = parties.act, parties.chunks, parties.scene
        self.discourse = parties.discourse
        self._announcement = Announcement(parties, saying)
        self._continuing = Continuing(self.act, parties.kind, self.scene, self.chunks, previous)

    def fill(self) -> None:
        """Add the parties that are implied."""
        parties, main = self.parties, self.act.main
        if main.kind is None or parties.kind == "casualties":
            return
        self._fill(FRAMES[main.kind.frame].subject)
        if parties.kind == "repelled_attack":
            self._against_attackers()
        elif parties.kind == "withdrawal":
            self._gives_way()

    def _fill(self, subject: str) -> None:
        parties = self.parties
        unknown = [ref.actor for ref in parties.initiators] in (["gunmen"], ["combatants"])
        claimant = self._claimed_after() if unknown else None
        if claimant is not None:  # «انتحاري …، والهجوم تبناه التنظيم»
            parties.initiators.clear()
            parties.add(parties.initiators, claimant)
        if not parties.initiators:
            for chunk in Charges(self.scene, self.chunks).accused(self.act, self.saying):
                parties.add(parties.initiators, chunk)
        if parties.kind == "agreement" and not parties.initiators:
            self._declared()
        elif subject == "party":
            if parties.kind == "armed_clash" and not parties.targets:
                self._other_side()
        elif not parties.initiators:
            self._doer(subject)

    def _known(self, refs: Iterable[ActorRef]) -> list[Actor]:
        return [actor for ref in refs if (actor := self.scene.lexicon.actors.get(ref.actor or "")) is not None]

    def _gives_way(self) -> None:
        """«سقطت في أيدي س بعد انسحاب الحامية», «ما دفعها إلى الانسحاب»: no one withdraws before themselves."""
        parties, previous = self.parties, self.previous
        if previous is None or previous.kind not in STRIKES | {"capture"} or self.act.main.verbal:
            return
        winners = self._known(previous.initiators)
        named = any(ref.via == "stated" for ref in parties.initiators)
        if named or not any(related(one, other) for one in self._known(parties.initiators) for other in winners):
            return
        losers = [actor for actor in self._known(previous.targets) if actor.sort in ARMED]
        parties.initiators = [actor_ref(actor, "coreference") for actor in losers]
        parties.actors.extend(losers)

    def _against_attackers(self) -> None:
        """«حاولت القوات التقدم إلا أن المقاتلين تصدوا لها»: those who stop an attack are not those who made it."""
        parties, previous = self.parties, self.previous
        if previous is None or previous.kind not in _ATTACKS:
            return
        if previous.kind in STRIKES and not self.act.roles.agents:
            return  # «قصف المقاتلون تجمعا، وتصدوا لقوة …»
        attackers = self._known((*previous.initiators, *previous.supporters))
        doers = self._known(parties.initiators)
        if any(related(doer, attacker) for doer in doers for attacker in attackers):
            foe = self.discourse.foe_of(attackers)
            parties.initiators = [actor_ref(foe, "coreference")] if foe is not None else []
            parties.actors.extend([foe] if foe is not None else [])
        if not parties.targets:
            parties.targets.extend(actor_ref(attacker, "coreference") for attacker in attackers)

    def _doer(self, subject: str) -> None:
        """Who did it, by what the clause, the sentence or the report tell."""
        if self.previous is not None and self._tried_by_the_fallen(self.previous):
            self.parties.initiators.extend(self.previous.targets)
            return
        self._named_elsewhere(subject)
        if self.parties.kind in _FROM_THE_AIR and not self.parties.initiators:
            told = self._known(self.previous.initiators if self.previous is not None else ())
            flying = flier(self.act, self.scene, self.discourse, told, self._known(self.parties.targets))
            if flying is not None:
                self.parties.inherit(flying, "implied")

    def _named_elsewhere(self, subject: str) -> None:
        parties, main = self.parties, self.act.main
        speaker = self.saying.actor if self.saying is not None else None
        strike = [told for told in self.discourse.acts.get("strike", ()) if self._may_have_done(told.actor)]
        if parties.unresolved is not None:
            self._branch_meant(parties.unresolved, speaker)
        elif parties.kind in _BY_CIVILIANS:
            self._civilians()
        elif parties.kind == "abuse" and (jailer := jailer_of(self.scene, self.chunks, main.head)) is not None:
            parties.add(parties.initiators, jailer)
        elif speaker is not None and self._told_by_verb() and self._announcement.of_itself(self.previous):
            parties.inherit(forces_of(self.scene.lexicon, speaker), "coreference")
        elif strike and (self._is_the_strike() or self._is_alike()):
            for resolved in strike:
                parties.inherit(resolved.actor, "coreference")
            if not self._is_alike():
                self._struck_before()
        elif self.act.definite and parties.kind in OPERATIONS and self.discourse.acts.get(parties.kind):
            for resolved in self.discourse.acts[parties.kind]:  # «طالت حملة المداهمات بلدات س وص»
                parties.inherit(resolved.actor, "coreference")
        elif parties.kind == "shot_down" and (owner := self._owner_of_shield()) is not None:
            parties.inherit(owner, "implied")
        elif subject == "agent" and main.sort == "act":
            self._agent()

    def _tried_by_the_fallen(self, previous: Claim) -> bool:
        """«أسقط مسيّرتين حاولتا استهداف مقر»: what was shot down had tried it, and not who brought it down."""
        tried = any(told.support is not None and told.support.status == "attempted" for told in self.act.supports)
        return tried and previous.kind == "shot_down"

    def _told_by_verb(self) -> bool:
        """Whether an act is a verb's, or the noun of one that its doer denies («نفت أن تكون قد نفذت ضربة»)."""
        denied = self._announcement.denied() and any(told.verbal for told in self.act.supports)
        return self.act.main.verbal or denied

    def _owner_of_shield(self) -> Actor | None:
        """«اعترضته القبة الحديدية»: whose a shield is that only one army has."""
        named = (self.scene.bare_form(chunk.first, chunk.clitic) for chunk in self.act.roles.means)
        return self.scene.lexicon.actors.get(next((_SHIELDS[form] for form in named if form in _SHIELDS), ""))

    def _branch_meant(self, service: str, speaker: Actor | None) -> None:
        """The air arm told of before, or the speaker's own branch, where a force has no party named."""
        flying = self._flying_before() if service in ("air", "drone") else None
        if flying is not None:
            self.parties.inherit(flying, "coreference")
        elif speaker is not None and speaker.sort in ARMED:
            forces = forces_of(self.scene.lexicon, speaker)
            self.parties.inherit(branch(self.scene, forces, service), "coreference")

    def _civilians(self) -> None:
        """Those who flee, those who protest, and the crowd at a funeral («شيّع الآلاف …»)."""
        parties, actors = self.parties, self.scene.lexicon.actors
        announced = self._announcement.announcer() if self._announcement.denied() else None
        if parties.kind == "displacement" and announced is not None:
            parties.inherit(forces_of(self.scene.lexicon, announced[0]), "implied")
        elif parties.kind == "displacement":
            fled = (ref for ref in parties.targets if (ref.actor or "").startswith("civilians"))
            parties.initiators.extend(list(fled)[:1])
        elif parties.kind == "protest":
            parties.initiators.append(actor_ref(actors["civilians"], "implied"))
        elif self.act.main.verbal and self.scene.form(self.chunks[self.act.main.head].last + 1) in _CROWDS:
            parties.initiators.append(actor_ref(actors["civilians.mourners"], "implied"))

    def _flying_before(self) -> Actor | None:
        """«شنت مقاتلات التحالف غارات، فيما قصفت مروحيات …»: the air arm that the sentence has told of."""
        told = self._known(self.previous.initiators if self.previous is not None else ())
        return next((actor for actor in told if actor.id.endswith(".air")), None)

    def _is_the_strike(self) -> bool:
        """Whether the act is the strike told before («الضربة دمّرت …», «القصف»)."""
        own = any(part.kind_id == self.act.main.kind_id for part in self.act.parts)  # «انتزعت السيطرة»
        return ("act is subject" in self.act.main.tags and not own) or (
            self.act.definite and self.parties.kind in STRIKES and not told_elsewhere(self.act, self.discourse)
        )

    def _is_alike(self) -> bool:
        """«تعرضت البلدة لقصف مماثل»: another strike by the same doers."""
        following = self.scene.form(self.chunks[self.act.main.head].last + 1)
        return self.parties.kind in STRIKES and following.startswith(("مماثل", "اخر"))

    def _agent(self) -> None:
        """The doer of an act that has one: who announces it, or the subject that goes on."""
        if self._continuing.went_before() and self.discourse.agents:
            self.parties.inherit(self.discourse.agents[0].actor, "coreference")
            return
        listing = self.act.main.shape == "noun" and begins_item(self.scene, self.chunks, self.act.main.head)
        doer = lister(self.discourse) if listing else None
        if doer is not None:
            self.parties.inherit(doer, "inherited")
            return
        announcer, told_about = (
            self._announcement.announcer(),
            self._claimed_after() or sender(self.act, self.chunks) or sent_by(self.parties) or self._told_about(),
        )
        if told_about is not None:
            self.parties.add(self.parties.initiators, told_about)
        elif announcer is not None:
            actor, others = announcer
            self.parties.inherit(forces_of(self.scene.lexicon, actor), "implied")
            for chunk in others:
                self.parties.add(self.parties.initiators, chunk)
            self._announcement.add_help()
        elif self.act.main.shape == "verb" and (not self.act.roles.victims or self._continuing.by_verb()):
            self._subject_of_verb()
        elif self._continuing.by_noun():
            killer = self._killer()
            if killer is not None:
                self.parties.add(self.parties.initiators, killer)
            else:
                self._dropped_subject()

    def _told_about(self) -> Chunk | None:
        """«صدّوا قوة حاولت التسلل»: the party right before a verb that nothing joins to it."""
        verb = next((support for support in self.act.supports if support.verbal), self.act.main)
        at = verb.head
        if at == 0 or verb.shape == "passive" or not verb.verbal:
            return None
        before = self.chunks[at - 1]
        joined = self.scene.words[self.chunks[at].first].joined and not self.chunks[at].clitic
        if before.grammar("relative") is not None and at > 1:
            before = self.chunks[at - 2]
        return before if joined and before.sort == "actor" else None

    def _claimed_after(self) -> Chunk | None:
        """«هجوم على حاجز تبنّاه التنظيم», «وتبنى التنظيم العملية»: who is said behind an act to have claimed it."""
        for at in range(self.act.main.head + 1, len(self.chunks) - 1):
            form = self.scene.form(self.chunks[at].last)
            if not self.chunks[at].has("reporting") or "تبن" not in form or self.chunks[at + 1].sort != "actor":
                continue
            what = self.scene.form(self.chunks[at + 1].last + 1)
            if form.endswith(("ه", "ها", "هما")) or what in _CLAIMED:
                return self.chunks[at + 1]
        return None

    def _subject_of_verb(self) -> None:
        main = self.act.main
        frame = main.kind.frame if main.kind else ""
        agents = self.discourse.agents
        if frame in _NEVER_CARRIED and not self._continuing.helps_on():
            return
        if main.pair is not None and frame == "deploy" and main.subject is not None:
            if agents and agents[0].actor.sort in ARMED:
                self.parties.inherit(agents[0].actor, "implied")
            return
        verb = next((support for support in self.act.supports if support.verbal), main)
        begins = frame in _STEADY or self._labelled() or has_other_subject(self.scene.words, self.chunks, verb)
        begins = begins or self._done_by_weapon(verb)
        if not (self.previous is None and begins) and not self._relative():
            self._dropped_subject()
        elif self.previous is None and frame in _STEADY and self.act.main.conjoined:
            subject = self._subject_of_clause()  # «أغلق الجيش الحاجز ونصب بوابة»
            if subject is not None:
                self.parties.add(self.parties.initiators, subject)

    def _done_by_weapon(self, verb: Predication) -> bool:
        """«وبعد ساعات استهدفت مسيّرة انتحارية القصر»: a weapon that is the subject of its verb, whosever it is."""
        at = verb.head + 1
        weapon = self.chunks[at] if verb.verbal and at < len(self.chunks) else None
        if weapon is None or weapon.sort != "means" or weapon.clitic or self.act.main.frame != "strike":
            return False
        return weapon.value.family in _IN_FLIGHT

    def _labelled(self) -> bool:
        """«حمص: قنص سيدة في …»: a place and a colon open what is told there, by whomever."""
        at = self.act.main.head
        return at == 1 and self.chunks[0].sort == "place" and ":" in self.scene.words[self.chunks[at].first].gap

    def _relative(self) -> bool:
        """A verb with nothing to join it to the noun before it tells about that noun («طائرة كانت تقترب»)."""
        at = self.act.main.head
        if self.act.supports or self.act.main.pair or at == 0 or self.chunks[at].clitic.startswith(("و", "ف", "ل")):
            return False
        if self.scene.form(self.chunks[at - 1].last) == "ثم":
            return False
        return (
            not self._continuing.in_its_course() and self.chunks[at - 1].sort != "lex" and self.act.follows is not None
        )

    def _struck_before(self) -> None:
        """«الضربة دمّرت مستودعات»: those whom the blow was struck at lose them."""
        targets = self.parties.targets
        if not any((ref.actor or "") in self.scene.lexicon.actors for ref in targets):
            targets.extend(
                actor_ref(resolved.actor, "coreference") for resolved in self.discourse.acts.get("struck", ())
            )

    def _declared(self) -> None:
        """«أعلنت الرئاسة هدنة»: who declares a truce of its own, with no one named whom it is with."""
        announcer = self._announcement.announcer()
        supports = self.act.supports or self.act.main.link is not None
        if announcer is not None and not supports and not self.act.main.verbal:
            self.parties.inherit(announcer[0], "implied")

    def _other_side(self) -> None:
        """The side of a clash that the clause leaves out: the last subject, or both sides as told before."""
        parties = self.parties
        if not parties.initiators:
            for into, side in zip((parties.initiators, parties.targets), self.discourse.sides, strict=False):
                into.extend(actor_ref(actor, "inherited") for actor in side)
                parties.actors.extend(side)
            if not parties.initiators and not self.act.main.verbal:
                self._sides_before()
            return
        first = parties.initiators[0].actor
        known = [ref.actor for ref in self.previous.initiators] if self.previous is not None else []
        others = known or [resolved.actor.id for resolved in self.discourse.agents]
        other = next((self.scene.lexicon.actors.get(actor or "") for actor in others if actor != first), None)
        if other is not None and other.sort in ARMED:
            parties.targets.append(actor_ref(other, "coreference"))
            parties.actors.append(other)

    def _sides_before(self) -> None:
        """«حررت القوات … من التنظيم بعد معارك عنيفة»: those whose act the sentence has told fought."""
        previous = self.previous
        if previous is None or self.act.main.link is None or self.act.main.link.grammar("cause") is None:
            return
        for into, refs in ((self.parties.initiators, previous.initiators), (self.parties.targets, previous.targets)):
            for ref in refs:
                actor = self.scene.lexicon.actors.get(ref.actor or "")
                if actor is not None and actor.sort in ARMED:
                    into.append(actor_ref(actor, "coreference"))
                    self.parties.actors.append(actor)

    def _killer(self) -> Chunk | None:
        """«قتلت القوات شابا خلال اقتحامها البلدة»: who did the harm that an act's clause tells first."""
        for harm in self.act.harms:
            after = self.chunks[harm.head + 1 : harm.end]
            harming = len(after) > 1 and harm.shape == "verb" and after[0].sort == "actor" and not after[0].clitic
            if harming and any(chunk.sort in ("people", "number") for chunk in after[1:]):
                return after[0]
        return None

    def _subject_of_clause(self) -> Chunk | None:
        """The party that a clause begins with, before verbs of no kind («قوات النظام أغلقت الطريق ونفذت مداهمات»)."""
        for at in range(self.act.first - 1, -1, -1):
            chunk = self.chunks[at]
            if chunk.sort == "lex" and (chunk.has("trigger") or chunk.grammar("complement") is not None):
                return None
            opens = at == 0 or self.chunks[at - 1].grammar("complement") is not None
            idle = at == 1 and not (self.chunks[0].has("trigger") or self.chunks[0].has("reporting"))
            idle = idle and self.chunks[0].sort in ("word", "lex") and self.scene.joined(chunk.first)
            if idle and chunk.sort == "actor" and not chunk.clitic and self.act.main.conjoined:
                return chunk  # «أقدم مستوطنون على رعي …، واعتدوا على راع»
            crowd = chunk.sort == "people" and self.scene.form(self.chunks[self.act.main.head].last).endswith("وا")
            if (chunk.sort == "actor" or crowd) and opens and not chunk.clitic and _idle(self.chunks[at + 1]):
                return chunk
        return None

    def _opened_by_noun(self) -> bool:
        """«وبوصول القوات إلى الحي تكون أنهت الحصار»: whether the noun that opens the sentence names the doer."""
        follows = self.act.follows
        return follows is not None and follows.main.head == 0 and self.chunks[0].clitic.endswith("ب")

    def _may_have_done(self, actor: Actor) -> bool:
        """Whether an act may be laid to a party that its words leave out: groups send no warplanes, no people act."""
        if actor.sort == "people":
            return actor.id in FIGHTERS
        flown = any(part.kind_id == "air_strike" for part in (self.act.main, *self.act.parts))
        return not flown or actor.sort == "state" or actor.id.endswith(".air")

    def _dropped_subject(self) -> None:
        """The subject of the sentence's claim before, or of the report's where the sentence has none yet."""
        if self.previous is None:
            subject = self._subject_of_clause()
            before = self.act.follows.roles.agents if self.act.follows is not None else []
            if subject is not None:
                self.parties.add(self.parties.initiators, subject)
            elif before and (self.act.main.conjoined or self._opened_by_noun()):
                for chunk in before:
                    self.parties.add(self.parties.initiators, chunk)
            elif self.discourse.agents and self._may_have_done(self.discourse.agents[0].actor):
                self.parties.inherit(self.discourse.agents[0].actor, "coreference")
            return
        for ref in self.previous.initiators:
            actor = self.scene.lexicon.actors.get(ref.actor or "")
            if actor is not None and self._may_have_done(actor):
                self.parties.inherit(actor, "coreference")


def _idle(chunk: Chunk) -> bool:
    """Whether a word tells nothing by itself: one that no list has, or only half of a pair («أغلقت الطريق»)."""
    half = chunk.sort == "lex" and all(sense.sort == "pair" and sense.shape == "past" for sense in chunk.senses)
    return chunk.sort == "word" or half
