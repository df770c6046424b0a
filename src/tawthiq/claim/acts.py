"""Acts: predications grouped into what is told once, with the harm that belongs to each.

A support verb joins its noun («شنّت غارات»), a relative or predicate verb joins the act before it («غارات استهدفت …»), an
act under «بـ» joins the verb it serves («استهدفت بغارات»), and harm joins the act that caused it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tawthiq.arabic.words import Word
from tawthiq.claim.predications import Predication
from tawthiq.claim.roles import RoleReader, Roles
from tawthiq.lexicon.entries import Kind
from tawthiq.mention.chunk import Chunk

_PREDICATE_FRAMES = frozenset({"strike", "explode", "raid"})
_IN_PASSING = frozenset({"عند", "خلال", "وسط", "اثناء", "منذ", "مع"})
_HARMFUL = _PREDICATE_FRAMES | {"clash", "down", "mistreat", "repel", "kill", "protest", "besiege", "destroy"}


@dataclass(slots=True)
class Act:
    """One act of a sentence.

    `main` names it; `parts` are the other predications that tell it (support verbs, relative verbs); `harms` the harm
    predications attached; `result` that the harm is stated as its result. `definite` is true of a definite act noun («القصف»),
    `reference` where it only points back.
    """

    main: Predication
    parts: list[Predication] = field(default_factory=list)
    supports: list[Predication] = field(default_factory=list)
    harms: list[Predication] = field(default_factory=list)
    roles: Roles = field(default_factory=Roles)
    reference: bool = False
    definite: bool = False
    result: bool = False
    follows: "Act | None" = None

    @property
    def first(self) -> int:
        """Index of the first chunk that belongs to the act."""
        return min(p.start for p in (self.main, *self.parts, *self.supports))


def group(words: Sequence[Word], chunks: Sequence[Chunk], predications: Sequence[Predication]) -> list[Act]:
    """The acts of a sentence in order; harm with no act of its own is an act of kind `casualties`."""
    builder = _Grouping(words, chunks)
    for predication in predications:
        builder.take(predication)
    builder.finish()
    return builder.acts


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
        else:
            self._settle_harms(None)
            self._pending.clear()
            self._result = None
        self._last = predication

    def finish(self) -> None:
        """Settle what is left over."""
        self._settle_harms(None)

    def _take_support(self, predication: Predication) -> None:
        act = self.acts[-1] if self.acts else None
        if act and self._relative_tail(act, predication):
            self._take_tail(act, predication)
            return
        if act and self._tells_more(act, predication) and not self._governs_ahead(predication):
            act.supports.append(predication)
            act.roles.merge(self._told_by(act, predication))
            return
        if self._own_subject(predication):
            self._pending.clear()
        self._pending.append(predication)

    def _told_by(self, act: Act, support: Predication) -> Roles:
        """What a relative verb adds; about an attack that is stopped, its doers are those whom the act is against."""
        noun = act.parts[-1] if act.parts and not act.parts[-1].verbal else act.main
        roles = self._support_roles(support, noun.kind)
        if act.main.kind is not None and act.main.kind.frame == "repel":
            roles.patients, roles.agents = roles.agents, []
        return roles

    def _relative_tail(self, act: Act, verb: Predication) -> bool:
        """«مسيّرة أطلقتها القوات»: a verb with a pronoun that tells whose the weapon before it is."""
        if not verb.verbal or not act.main.verbal or verb.support is None or verb.support.role != "agent" or not self._suffixed(verb):
            return False
        before = self.chunks[verb.head - 1]
        return before.sort in ("means", "actor", "object") and not self.chunks[verb.head].clitic

    def _take_tail(self, act: Act, verb: Predication) -> None:
        roles = self._roles(verb)
        owners, roles.agents = roles.agents[:1], roles.agents[1:]
        if act.main.kind is not None and act.main.kind.frame == "down":
            act.roles.patients.extend(owners)
        elif not any(chunk.value.candidates for chunk in act.roles.agents if chunk.sort == "actor"):
            act.roles.agents = owners
        act.roles.merge(roles)

    def _own_subject(self, predication: Predication) -> bool:
        """Whether a support verb has a subject of its own, so that an earlier one's does not carry over."""
        return bool(self._roles(predication).agents)

    def _governs_ahead(self, predication: Predication) -> bool:
        """Whether an act noun follows the verb closely enough to be its object."""
        for chunk in self.chunks[predication.head + 1 : predication.head + 6]:
            if chunk.has("trigger", "noun") and not chunk.clitic.startswith("و"):
                return True
            if chunk.sort == "lex" and (chunk.grammar("cause") or chunk.grammar("result") or chunk.has("trigger")):
                return False
        return False

    def _tells_more(self, act: Act, verb: Predication) -> bool:
        """Whether a verb goes on about the act noun before it («غارات شنتها», «قصف استهدف», «هجوم، استهدف»)."""
        noun = act.parts[-1] if act.main.verbal and act.parts else act.main
        if noun.verbal or not verb.verbal or self._circumstance(noun) or self.chunks[verb.head].clitic.startswith(("و", "ف", "ول", "ل")):
            return False
        if self._last is not None and self._last.sort in ("report", "result"):
            return False
        between = self.chunks[noun.head + 1 : verb.head]
        if any(chunk.grammar("complement") or (chunk.grammar("parallel") and not chunk.grammar("relative")) for chunk in between):
            return False
        return verb.subject is None or self._act_is_subject(act, verb)

    def _circumstance(self, noun: Predication) -> bool:
        """A definite act noun under a word of time («عقب الهجوم»): the verb after it is the sentence's own."""
        timed = noun.link is not None and noun.link.grammar("temporal") is not None
        form = self.words[self.chunks[noun.head].first].form
        return timed and (self._is_reference(noun) or form.endswith(("ها", "هم")))

    @staticmethod
    def _act_is_subject(act: Act, verb: Predication) -> bool:
        return act.main.head >= verb.start

    def _take_act(self, predication: Predication) -> None:
        host = self._host(predication)
        if host is not None:
            self._join(host, predication)
            self._pending.clear()
            return
        act = Act(predication)
        if self._pending and self._governed(predication):
            act.supports = list(self._pending)
        act.roles = self._roles(predication)
        for support in act.supports:
            told = self._support_roles(support, predication.kind)
            if told.agents and act.roles.agents and not predication.verbal:
                act.roles.patients[:0] = [c for c in act.roles.agents if c.sort == "actor"]
                act.roles.agents = [c for c in act.roles.agents if c.sort != "actor"]
            act.roles.merge(told)
        act.reference = act.definite = self._is_reference(predication)
        self._subject_before(predication)
        act.follows = self.acts[-1] if self.acts else None
        self.acts.append(act)
        self._pending.clear()
        if act.follows is not None and self._meanwhile(predication):
            self._share_circumstance(act.follows, act)
        if self._harms:
            caused = self._caused_by(predication) and not (self._meanwhile(predication) and self._by_weapon())
            self._settle_harms(act if caused else None)
        if self._result is not None and self._last is self._result:
            act.result = True

    def _subject_before(self, verb: Predication) -> None:
        """«الضربة … دمّرت مواقع»: the act noun before a verb of another act is that verb's subject."""
        before = self.acts[-1] if self.acts else None
        if before is None or not before.reference or not verb.verbal or verb.conjoined or verb.subject is not None:
            return
        if self._last in (before.main, *before.supports, *before.parts) and not self._circumstance(before.main):
            before.main.tags.add("subject of a verb")
            verb.tags.add("act is subject")

    def _governed(self, predication: Predication) -> bool:
        """Whether the pending support verb reaches this act: no new clause between."""
        support = self._pending[-1]
        between = self.chunks[support.head + 1 : predication.head]
        if any(chunk.grammar("complement") and not predication.verbal for chunk in between):
            return False
        first = self.chunks[predication.head]
        if predication.verbal and first.clitic.startswith(("و", "ف")):
            return False
        if any(chunk.grammar("temporal") is not None and self.words[chunk.last].form not in _IN_PASSING for chunk in between):
            return False
        return not (not predication.verbal and first.clitic.startswith("و") and self._last is support and support.support is not None and support.support.role == "none" and support.head + 1 != predication.head)

    def _host(self, predication: Predication) -> Act | None:
        """The act before that this predication only tells more about."""
        trying = bool(self.acts) and self.acts[-1].main.kind is not None and self.acts[-1].main.kind.frame == "repel"
        pending = self._pending and not (trying and not any(p.verbal for p in self._pending))
        if not self.acts or self._harms or pending or self._last is None or self._last.sort in ("report", "result"):
            return None
        act = self.acts[-1]
        kind, host_kind = predication.kind, act.main.kind
        if kind is None or host_kind is None or predication.pair:
            return None
        if act.main.verbal and not predication.verbal and self._is_reference(predication) and predication.head == act.main.head + 1:
            act.main.tags.add("act is subject")
            return act
        if predication.verbal:
            told = kind.open and kind.frame == "strike" and host_kind.frame in _PREDICATE_FRAMES and self._tells_more(act, predication)
            return act if told else None
        chunk = self.chunks[predication.head]
        before = self.words[chunk.first - 1].form if chunk.first else ""
        served = chunk.clitic in ("ب", "وب") or before.startswith("ب") or before in ("عبر", "بواسطه")
        if served and not chunk.clitic.startswith("و") and host_kind.frame in _PREDICATE_FRAMES and kind.frame in _PREDICATE_FRAMES:
            return act
        if kind.kind == host_kind.kind and not chunk.clitic and before == "في":
            return act
        if host_kind.frame == "repel" and kind.frame in ("strike", "raid", "seize", "advance") and not chunk.clitic.startswith("و"):
            return act if predication.head - act.main.head <= 6 else None
        explosive = host_kind.frame == "explode" and kind.frame == "explode"
        return act if explosive and not chunk.clitic and self._adjacent(act.main.head, predication.head) else None

    def _adjacent(self, left: int, right: int) -> bool:
        return not any(c.grammar("prepositions") or c.grammar("cause") for c in self.chunks[left + 1 : right])

    def _join(self, act: Act, predication: Predication) -> None:
        act.parts.append(predication)
        if "act is subject" in act.main.tags and act.main.end <= predication.head:
            act.main.end = predication.end
            act.roles = self._roles(act.main)
            return
        roles = self._roles(predication)
        if act.main.kind is not None and act.main.kind.frame == "repel":
            roles.patients, roles.agents = roles.agents, []
        if predication.verbal and not act.main.verbal:
            roles.agents, moved = [], roles.agents
            roles.patients[:0] = moved
        act.roles.merge(roles)
        act.reference = act.reference and not (roles.places or roles.patients or roles.objects)

    def _take_harm(self, predication: Predication) -> None:
        target = self._target_before(predication)
        if target is not None:
            target.harms.append(predication)
            return
        self._harms.append(predication)

    def _target_before(self, predication: Predication) -> Act | None:
        """The act already told that this harm follows from."""
        act = self._harmful()
        if act is None:
            return None
        if self._result is not None:
            act.result = True
            return act
        if self._harms or act.main.sort == "harm":
            return None
        told = predication.kind is not None and predication.kind.harm is None and predication.verbal
        if told and not act.main.verbal and not self.chunks[predication.start].clitic.startswith(("و", "ف")):
            return act
        if act.harms and self._last is act.harms[-1]:
            return act
        if self._last is not None and self._last.sort == "report":
            return act if self._last.shape == "participle" and not act.reference and not self._cause_ahead(predication) else None
        if predication.link is not None and self.words[predication.link.last].form == "حيث" and not act.reference:
            return act if not self._cause_ahead(predication) else None
        fronted = act.main.link is not None and act.main.link.grammar("cause") is not None and not act.main.verbal
        conjunction = self.chunks[predication.start].clitic.startswith(("و", "ف"))
        if fronted:
            return act if not conjunction and not act.reference else None
        return act if conjunction and not act.reference and not self._cause_ahead(predication) else None

    def _harmful(self) -> Act | None:
        """The last act of the sentence that can do harm: not what was only tried or meant beside it."""
        for act in reversed(self.acts):
            tried = any(s.support is not None and s.support.status for s in act.supports)
            if act.main.kind is not None and act.main.kind.frame in _HARMFUL and not tried:
                return act
        return self.acts[-1] if self.acts and self.acts[-1].main.sort == "harm" else None

    def _cause_ahead(self, predication: Predication) -> bool:
        for chunk in self.chunks[predication.head + 1 :]:
            if chunk.has("trigger", "noun") and not any(s.entry.frame == "harm" for s in chunk.of("trigger")):
                return True
        return False

    def _caused_by(self, act: Predication) -> bool:
        """Whether an act after harm is its cause: «بقصف», «جراء غارة», «في انفجار», «خلال اشتباكات»."""
        between = self.chunks[self._harms[-1].head + 1 : act.start]
        if act.kind is None or act.kind.frame not in _HARMFUL or any(c.grammar("parallel") is not None for c in between):
            return False
        if act.verbal:
            return act.link is not None and act.link.grammar("cause") is not None
        chunk = self.chunks[act.head]
        if chunk.clitic.endswith("ب"):
            return True
        for before in reversed(self.chunks[max(0, act.head - 4) : act.head]):
            if before.grammar("cause") is not None or self.words[before.first].form.startswith("ب"):
                return True
            if before.sort not in ("word", "lex") or before.clitic.startswith("و"):
                return False
        return False

    @staticmethod
    def _share_circumstance(act: Act, during: Act) -> None:
        """«اعتقلت … خلال اقتحام بلدة س فجر الأحد»: where and when of the one hold for the other."""
        act.roles.places = act.roles.places or list(during.roles.places)
        act.roles.times = act.roles.times or list(during.roles.times)

    def _meanwhile(self, act: Predication) -> bool:
        """Whether an act only says what was going on («خلال اقتحام», «أثناء مداهمة»)."""
        return act.link is not None and self.words[act.link.last].form in ("خلال", "اثناء")

    def _by_weapon(self) -> bool:
        """Whether the waiting harm names its own weapon («برصاص قوات …»)."""
        return any(c.sort == "means" and c.clitic.endswith("ب") for h in self._harms for c in self.chunks[h.head : h.end])

    def _settle_harms(self, act: Act | None) -> None:
        """Give the waiting harm to an act, or let it stand alone as one."""
        if not self._harms:
            return
        if act is not None and act.reference and act.main.kind is not None and act.main.kind.frame == "clash":
            act = None
        if act is not None:
            act.harms.extend(self._harms)
        else:
            first, *rest = self._harms
            alone = Act(first, roles=self._roles(first), harms=list(self._harms))
            alone.follows = self.acts[-1] if self.acts else None
            alone.supports = list(self._pending) if self._last is first else []
            position = next((i for i, a in enumerate(self.acts) if a.main.head > first.head), len(self.acts))
            self.acts.insert(position, alone)
            for other in rest:
                alone.roles.merge(self._roles(other))
        self._harms.clear()

    def _roles(self, predication: Predication) -> Roles:
        return RoleReader(self.words, self.chunks, predication).read()

    def _support_roles(self, support: Predication, kind: Kind | None) -> Roles:
        """What a support verb brings: its subject in the role that the verb gives it, places, times, means."""
        roles = RoleReader(self.words, self.chunks, support, kind).read()
        role = support.support.role if support.support else "none"
        if role == "patient":
            roles.patients, roles.agents = [*roles.agents, *roles.patients], []
        elif role in ("none", "place"):
            roles.agents = [] if role == "place" or not self._suffixed(support) else roles.agents
        return roles

    def _suffixed(self, support: Predication) -> bool:
        return self.words[self.chunks[support.head].first].form.endswith(("ها", "ه", "هما"))

    def _is_reference(self, predication: Predication) -> bool:
        if predication.verbal:
            return False
        chunk = self.chunks[predication.head]
        form = self.words[chunk.first].form[len(chunk.clitic) :]
        return form.startswith("ال") or (chunk.clitic.endswith("ل") and self.words[chunk.first].form.startswith("لل"))
