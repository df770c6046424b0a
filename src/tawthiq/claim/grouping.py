"""Grouping: a sentence's predications into acts, with the harm that belongs to each.

A support verb joins its noun («شنّت غارات»), a relative or predicate verb the act before it («غارات استهدفت …»), an
act under «بـ» joins the verb it serves («استهدفت بغارات»), and harm joins the act that caused it.
"""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim import restating
from tawthiq.claim.acts import Act
from tawthiq.claim.blame import find_blamed
from tawthiq.claim.carried import carry_doers, downed_trying, goes_on_with, join_aims, take_doers
from tawthiq.claim.casualties import at_once, stands_apart
from tawthiq.claim.causes import (
    HARMFUL,
    cause_ahead,
    causes,
    damage_of,
    heard_of,
    meanwhile,
    names_weapon,
    opens_clause,
    struck_by,
    take_damage,
    tells_where,
    weapon_before,
)
from tawthiq.claim.clauses import answers, as_for, governs_ahead, impersonal, sets_apart, since, told_of_act
from tawthiq.claim.doers import fired_from
from tawthiq.claim.filling import RoleReader
from tawthiq.claim.origins import find_origins, find_remnants, told_by_origin
from tawthiq.claim.predication import Predication
from tawthiq.claim.reportings import inserted
from tawthiq.claim.roles import Roles
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk


def group(words: Sequence[Word], chunks: Sequence[Chunk], predications: Sequence[Predication]) -> list[Act]:
    """The acts of a sentence in order; harm with no act of its own is an act of kind `casualties`."""
    builder = _Grouping(words, chunks)
    for predication in predications:
        builder.take(predication)
    return builder.finish()


class _Grouping:
    def __init__(self, words: Sequence[Word], chunks: Sequence[Chunk]) -> None:
        self.words, self.chunks = words, chunks
        self.acts: list[Act] = []
        self._pending: list[Predication] = []
        self._harms: list[Predication] = []
        self._result: Predication | None = None
        self._last: Predication | None = None

    def take(self, predication: Predication) -> None:
        """Place one more predication."""
        if predication.sort == "support":
            self._take_support(predication)
        elif predication.sort == "act":
            self._take_act(predication)
        elif predication.sort == "harm":
            self._take_harm(predication)
        elif predication.sort == "result":
            self._result = predication
        elif not self._harms or not inserted(self.words, self.chunks, predication):
            self._settle_harms(None)
            self._pending = [p for p in self._pending if p.support is not None and p.support.status == "threatened"]
            self._result = None
        self._last = predication

    def finish(self) -> list[Act]:
        """Settle what is left over; the acts."""
        self._settle_harms(None)
        for tell_doers in (carry_doers, find_origins, find_remnants, find_blamed):
            tell_doers(self.words, self.chunks, self.acts)
        join_aims(self.words, self.chunks, self.acts)
        return self.acts

    def _take_support(self, predication: Predication) -> None:
        act = self.acts[-1] if self.acts else None
        if act and self._tells_owner(act, predication):
            roles = self._roles(predication)
            roles.patients, roles.agents = [*roles.agents, *roles.patients], []
            act.roles.merge(roles)
            return
        if act and self._relative_tail(act, predication):
            self._take_tail(act, predication)
            return
        ahead = governs_ahead(self.chunks, predication)
        ahead = ahead and not (act and not act.main.verbal and self._takes_up(predication))
        if act and self._tells_more(act, predication) and not ahead:
            act.supports.append(predication)
            act.roles.merge(self._told_by(act, predication))
            return
        if self._roles(predication).agents:  # its own subject, so that an earlier verb's does not carry over
            self._pending.clear()
        self._pending.append(predication)

    def _takes_up(self, verb: Predication) -> bool:
        """«الهجوم الذي تشنه القوات … إلى نزوح»: a relative verb whose pronoun is its object."""
        relative = verb.link is not None and verb.link.grammar("relative") is not None
        return relative and self._suffixed(verb)

    def _told_by(self, act: Act, support: Predication) -> Roles:
        """What a relative verb adds; about an attack that is stopped, its doers are those whom the act is against."""
        noun = act.parts[-1] if act.parts and not act.parts[-1].verbal else act.main
        roles = self._support_roles(support, noun.kind)
        if act.main.frame == "repel":
            roles.patients, roles.agents = roles.agents, []
        return roles

    def _tells_owner(self, act: Act, verb: Predication) -> bool:
        """«غارات على منشآت تستخدمها كتائب س»: a verb with a pronoun that tells whose the thing struck is."""
        using = verb.verbal and verb.support is not None and verb.support.role == "agent"
        thing = self.chunks[verb.head - 1].sort == "object" and not self.chunks[verb.head].clitic
        return using and thing and act.main.frame in restating.PREDICATE_FRAMES and self._suffixed(verb)

    def _relative_tail(self, act: Act, verb: Predication) -> bool:
        """«مسيّرة أطلقتها القوات»: a verb with a pronoun that tells whose the weapon before it is."""
        throwing = verb.verbal and verb.support is not None and verb.support.role == "agent"
        downed = act.main.verbal or act.main.frame == "down"
        if not throwing or not downed or not self._suffixed(verb):
            return False
        return self.chunks[verb.head - 1].sort in ("means", "actor", "object") and not self.chunks[verb.head].clitic

    def _take_tail(self, act: Act, verb: Predication) -> None:
        roles = self._roles(verb)
        owners, roles.agents = roles.agents[:1], roles.agents[1:]
        if act.main.frame == "down":
            act.roles.patients.extend(owners)
        elif not any(chunk.value.candidates for chunk in act.roles.agents if chunk.sort == "actor"):
            act.roles.agents = owners
        act.roles.merge(roles)

    def _tells_more(self, act: Act, verb: Predication) -> bool:
        """Whether a verb goes on about the act noun before it («غارات شنتها», «قصف استهدف», «هجوم، استهدف»)."""
        noun = act.parts[-1] if act.main.verbal and act.parts else act.main
        if noun.verbal or not verb.verbal or restating.is_circumstance(self.words, self.chunks, noun):
            return False
        if self.chunks[verb.head].clitic.startswith(("و", "ف", "ل")) and not as_for(self.words, self.chunks, verb.head):
            return False
        if self._last is not None and self._last.sort in ("report", "result"):
            return False
        if any(opens_clause(chunk) for chunk in self.chunks[noun.head + 1 : verb.head]):
            return False
        led = verb.subject is None or act.main.head >= verb.start
        return led or told_by_origin(self.words, self.chunks, noun, verb)

    def _tells_of_weapon(self, verb: Predication) -> bool:
        """«استُهدفت بمسيّرات أطلقتها القوات»: a verb that only tells whose the weapon of the act before it is."""
        weapon, act = verb.object_at, self.acts[-1] if self.acts else None
        if verb.frame not in restating.PREDICATE_FRAMES or not self._suffixed(verb):
            return False
        if act is None or weapon is None or not act.main.head <= weapon < verb.head:
            return False
        if act.main.object_at == weapon or self.chunks[act.main.head].sort == "means":
            return True
        used = act.main.verbal or act.main.frame == "down" or self.chunks[weapon].clitic.endswith("ب")
        return used and not self._harms

    def _take_act(self, predication: Predication) -> None:
        if self._tells_of_weapon(predication):
            self._take_tail(self.acts[-1], predication)
            return
        last = self._last if self.acts else None
        if last and restating.names_cause(self.words, self.chunks, self.acts[-1], last, predication):
            return
        host = self._host(predication)
        if host is not None:
            self._join(host, predication)
            self._pending.clear()
            return
        act = Act(predication)
        act.roles = self._roles(predication)
        if self._pending and self._governed(predication):
            act.supports = list(self._pending)
            self._merge_supports(act)
        act.reference = act.definite = restating.is_reference(self.words, self.chunks, predication)
        self._subject_before(predication)
        act.follows = self.acts[-1] if self.acts else None
        if downed_trying(self.words, act):
            self.acts[-1].share(act)
            self._pending.clear()
            return
        self.acts.append(act)
        self._pending = [support for support in self._pending if answers(self.words, self.chunks, support, predication)]
        take_damage(self.words, self.chunks, act)
        if act.follows is not None and meanwhile(self.words, predication):
            act.follows.share(act)
        if self._harms:
            self._take_waiting(act)

    def _take_waiting(self, act: Act) -> None:
        """Give an act the harm that was told before it, where it caused it."""
        armed = meanwhile(self.words, act.main) and names_weapon(self.chunks, self._harms)
        meant = any(s.support is not None and s.support.status for s in act.supports)
        caused = not (armed or meant) and causes(self.words, self.chunks, act.main, self._harms[-1])
        caused = caused or (not meant and struck_by(self.chunks, act.main, self._harms[-1]))
        weapon = weapon_before(self.words, self.chunks, act.main.head) if caused else None
        if weapon is not None:
            act.roles.add("means" if weapon.sort == "means" else "agent", weapon)
        self._settle_harms(act if caused else None)
        if armed:
            self.acts[self.acts.index(act) - 1].share(act)

    def _merge_supports(self, act: Act) -> None:
        """Take in what the verbs that carry an act bring; where one has the doer, the noun's parties are acted on."""
        for support in act.supports:
            told = self._support_roles(support, act.main.kind)
            if told.agents and act.roles.agents and not act.main.verbal:
                act.roles.patients[:0] = [c for c in act.roles.agents if c.sort == "actor"]
                act.roles.agents = [c for c in act.roles.agents if c.sort != "actor"]
            if told.places and act.roles.places == act.roles.destinations:  # «شهدت س نزوحا باتجاه ص»
                act.roles.places = []
            act.roles.merge(told)

    def _subject_before(self, verb: Predication) -> None:
        """«الضربة … دمّرت مواقع»: the act noun before a verb of another act is that verb's subject."""
        before = self.acts[-1] if self.acts else None
        if before is None or not before.reference or not verb.verbal or verb.conjoined or verb.subject is not None:
            return
        if verb.link is not None and verb.link.grammar("parallel") is not None:
            return
        told = (before.main, *before.supports, *before.parts)
        if self._last in told and not restating.is_circumstance(self.words, self.chunks, before.main):
            before.main.tags.add("subject of a verb")
            verb.tags.add("act is subject")

    def _governed(self, predication: Predication) -> bool:
        """Whether the pending support verb reaches this act: no new clause between."""
        support = self._pending[-1]
        if answers(self.words, self.chunks, support, predication) or since(
            self.words, self.chunks, support, predication
        ):
            return False
        if self._last is not support and self._last is not None and self._last.sort == "report":
            return not predication.verbal and self.chunks[predication.head].clitic.endswith("ب")
        between = self.chunks[support.head + 1 : predication.head]
        if any(chunk.grammar("complement") and not predication.verbal for chunk in between):
            return False
        first = self.chunks[predication.head]
        if predication.verbal and first.clitic.startswith(("و", "ف")):
            return False
        if any(sets_apart(self.words, chunk) for chunk in between):
            return False
        conjoined = not predication.verbal and first.clitic.startswith("و") and support.head + 1 != predication.head
        idle = support.support is not None and support.support.role == "none"
        return not (conjoined and idle and self._last is support)

    def _host(self, predication: Predication) -> Act | None:
        """The act before that this predication only tells more about."""
        if not self.acts or self._harms or self._last is None or self._last.sort in ("report", "result"):
            return None
        act = self.acts[-1]
        trying = act.main.frame == "repel" and not any(p.verbal for p in self._pending)
        if (self._pending and not trying) or predication.kind is None or act.main.kind is None:
            return None
        if predication.pair and (predication.verbal or act.main.frame != "repel"):  # «صدّ تعرضا لداعش»
            return None
        nominal = act.main.verbal and not predication.verbal
        slain = act.main.frame == "kill" and predication.frame == "strike"  # «اغتالت غارة قياديا»
        striking = (act.main.kind.open or slain) and not self.chunks[predication.head].clitic
        named = nominal and (striking or restating.is_reference(self.words, self.chunks, predication))
        if named and predication.head == act.main.head + 1:
            act.main.tags.add("act is subject")
            return act
        if restating.names_again(self.chunks, act, predication) and (nominal or act.main.frame in ("agree", "violate")):
            return act
        if predication.verbal:
            return act if self._goes_on(act, predication) else None
        return act if restating.serves(self.words, self.chunks, act, predication) else None

    def _goes_on(self, act: Act, verb: Predication) -> bool:
        """Whether an open verb of striking goes on about the act before it («غارات استهدفت»)."""
        if restating.destroys_it(self.words, self.chunks, act, verb):
            return True
        open_strike = verb.kind is not None and verb.kind.open and verb.frame == "strike"
        if not open_strike or act.main.frame not in restating.PREDICATE_FRAMES:
            return False
        return self._tells_more(act, verb) or (self._last is act.main and tells_where(self.chunks, act, verb))

    def _join(self, act: Act, predication: Predication) -> None:
        act.parts.append(predication)
        if "act is subject" in act.main.tags and act.main.end <= predication.head:
            act.main.end = predication.end
            told, act.roles = self._roles(predication), self._roles(act.main)
            take_doers(act, told)
            return
        roles = self._roles(predication)
        if act.main.frame == "repel":
            roles.patients, roles.agents = roles.agents, []
        if predication.verbal and not act.main.verbal:
            roles.agents, moved = [], roles.agents
            roles.patients[:0] = moved
        act.roles.merge(roles)
        act.reference = act.reference and not (roles.places or roles.patients or roles.objects)

    def _take_harm(self, predication: Predication) -> None:
        if self._apart(predication):
            self._settle_harms(None)
            self._result = None
            self._harms.append(predication)
            return
        target = self._target_before(predication)
        if target is not None:
            target.harms.append(predication)
            return
        self._harms.append(predication)

    def _apart(self, harm: Predication) -> bool:
        """«قُتل مدني في درعا وأصيب آخر في إدلب», «…، وقتلت القوات شابا»: harm with a place or a doer of its own."""
        before = self._harms[-1] if self._harms else self.acts[-1].main if self.acts else None
        caused = self._last is not None and self._last.sort == "result"
        if before is None or caused or not (harm.verbal or (self._harms and self._result is None)):
            return False
        told, earlier = self._roles(harm), self._roles(before) if self._harms else self.acts[-1].roles
        return stands_apart(self.words, self.chunks, harm, told, earlier)

    def _target_before(self, predication: Predication) -> Act | None:
        """The act already told that this harm follows from."""
        act = self._harmful()
        if act is None:
            return None
        if predication.link is not None and predication.link.grammar("parallel") is not None:
            self._result = None
        if self._result is not None:
            return act
        if self._harms or act.main.sort == "harm":
            return None
        return act if self._follows_from(act, predication) else None

    def _follows_from(self, act: Act, harm: Predication) -> bool:
        """Whether harm with no word of result follows from the act before it."""
        conjoined = self.chunks[harm.start].clitic.startswith(("و", "ف"))
        told = harm.kind is not None and harm.kind.harm is None and harm.verbal
        alone = told and not act.main.verbal and not conjoined
        doing = harm.verbal and self._tells_more(act, harm) and not cause_ahead(self.chunks, harm)
        if alone or doing or told_of_act(self.words, self.chunks, harm):
            return True
        if harm.link is not None and self.words[harm.link.last].form == "كما":
            return False
        if (act.harms and self._last is act.harms[-1]) or at_once(self.words, self.chunks, harm):
            return True
        if harm.link is not None and self.words[harm.link.last].form == "حيث":
            return not cause_ahead(self.chunks, harm)
        fronted = act.main.link is not None and act.main.link.grammar("cause") is not None and not act.main.verbal
        if act.reference and not (fronted and act.roles.places):
            return False
        if self._last is not None and self._last.sort == "report":
            told = self._last.shape == "participle" or impersonal(self.words, self.chunks, self._last)
            return told and not cause_ahead(self.chunks, harm)
        if fronted and not (act.harms and act.harms[0].head < act.main.head):  # «قُتل سبعة في قصف …، وأصيب 44»
            return not conjoined
        return (conjoined or heard_of(self.words, self.chunks, harm)) and not cause_ahead(self.chunks, harm)

    def _harmful(self) -> Act | None:
        """The last act of the sentence that can do harm: not what was only tried or meant beside it."""
        for act in reversed(self.acts):
            tried = any(s.support is not None and s.support.status for s in act.supports)
            if act.main.frame in HARMFUL and not tried and not damage_of(act, self.chunks):
                return act
        return self.acts[-1] if self.acts and self.acts[-1].main.sort == "harm" else None

    def _settle_harms(self, act: Act | None) -> None:
        """Give the waiting harm to an act, or let it stand alone as one."""
        if not self._harms:
            return
        named = act is not None and act.reference and act.main.frame == "clash" and not act.roles.parties
        if act is not None and not named:
            act.harms.extend(self._harms)
        else:
            first, *rest = self._harms
            alone = Act(first, roles=self._roles(first), harms=list(self._harms))
            alone.follows = self.acts[-1] if self.acts else None
            alone.supports = list(self._pending) if self._last is first else []
            later = [i for i, other in enumerate(self.acts) if other.main.head > first.head]
            self.acts.insert(min(later, default=len(self.acts)), alone)
            for told in rest:
                alone.roles.merge(self._roles(told))
        self._harms.clear()

    def _roles(self, predication: Predication) -> Roles:
        return RoleReader(self.words, self.chunks, predication).read()

    def _support_roles(self, support: Predication, kind: Kind | None) -> Roles:
        """What a support verb brings; its subject in the role that the verb gives it."""
        roles = RoleReader(self.words, self.chunks, support, kind).read()
        role = support.support.role if support.support else "none"
        if role == "patient":
            kept = [c for c in roles.agents if fired_from(self.words, self.chunks, c)]
            roles.patients[:0], roles.agents = [c for c in roles.agents if c not in kept], kept
        elif role in ("none", "place"):
            acting = role == "none" and (self._suffixed(support) or goes_on_with(self.words, self.chunks, support))
            roles.agents = roles.agents if acting else []
        return roles

    def _suffixed(self, support: Predication) -> bool:
        return self.words[self.chunks[support.head].first].form.endswith(("ها", "ه", "هما"))
