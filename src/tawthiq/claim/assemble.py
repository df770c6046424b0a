"""From a sentence's acts to claims: parties, places, time, harm, status, attribution, and what is inherited."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

import msgspec
from msgspec import Struct, field

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import split_words
from tawthiq.claim.acts import Act
from tawthiq.claim.announced import Announcement
from tawthiq.claim.clauses import resumes
from tawthiq.claim.denials import denials, denied
from tawthiq.claim.discourse import ARMED, FIGHTERS, Discourse
from tawthiq.claim.fliers import flown
from tawthiq.claim.grouping import group
from tawthiq.claim.harms import harm_of
from tawthiq.claim.implied import Implication
from tawthiq.claim.listed import remember_list
from tawthiq.claim.locate import Locator
from tawthiq.claim.means import means_of
from tawthiq.claim.memory import (
    remember_agents,
    remember_claim,
    remember_foes,
    remember_holder,
    remember_mentions,
    remember_struck,
    told_striker,
)
from tawthiq.claim.named_only import is_a_spot
from tawthiq.claim.parties import Parties
from tawthiq.claim.placing import Placing
from tawthiq.claim.plausible import rejection
from tawthiq.claim.predications import Predication, find_predications
from tawthiq.claim.sayers import Saying
from tawthiq.claim.setting import Setting
from tawthiq.claim.settle import kind_of
from tawthiq.claim.speakers import Attribution
from tawthiq.claim.status import status_of
from tawthiq.claim.targets import Targets
from tawthiq.claim.times import time_of
from tawthiq.claim.withheld import (
    claimed,
    disowned,
    moved,
    part_of_another,
    points_back,
    prevented,
    renewed,
    repeats,
    told_elsewhere,
)
from tawthiq.lexicon.entries import Actor
from tawthiq.lexicon.index import Lexicon
from tawthiq.mention.actors import read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.model import Claim, PlaceRef, Quote, Span, Speaker, Status
from tawthiq.places.gazetteer import Gazetteer

_AIMING = "ستهد"
"""The root of a word that leaves open how something was struck («نفت استهداف المخيم»)."""
_OPERATIONS = {
    **dict.fromkeys(("المداهمه", "الانزال", "مداهمه", "انزال", "مداهمات"), "raid"),
    "العمليه": "ground_attack",
}
_OPERATION_REACH = 6
_ANOTHER = frozenset({"اخر", "اخري", "ثان", "ثانيه", "جديد", "جديده"})


class Rejected(Struct):
    """A reading that was considered and dropped: the words, the rule and why (for `tawthiq explain`)."""

    text: str
    span: Span
    rule: str
    reason: str


class SentenceClaims(Struct):
    """What one sentence gave."""

    claims: list[Claim] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)


class _Sentence(Struct, frozen=True):
    """What holds for all acts of a sentence."""

    scene: Scene
    chunks: Sequence[Chunk]
    span: Span
    title: bool
    placing: Placing


_NAMES_OF_STRIKES = frozenset({"ground_attack", "shelling"})
"""Kinds whose bare name («الهجوم», «القصف») may also stand for a strike of another kind that was told."""


class Assembler:
    """Reads the claims of a report's sentences in order."""

    def __init__(self, locator: Locator, discourse: Discourse, outlet: str | None, setting: Setting) -> None:
        self.locator, self.discourse, self.setting = locator, discourse, setting
        self._house = _house(discourse.lexicon, locator.gazetteer, outlet, discourse.country) if outlet else None
        self._name = outlet or None
        self._outlet = (Speaker(type="outlet", name=outlet),) if outlet else ()
        self._told: list[Claim] = []

    def read(self, scene: Scene, chunks: Sequence[Chunk], sentence: Span, title: bool = False) -> SentenceClaims:
        """The claims of one sentence; updates the discourse."""
        predications = find_predications(scene.words, chunks)
        attribution = Attribution(scene, chunks, predications, self.discourse, self._name)
        acts = group(scene.words, chunks, predications)
        placing = Placing(self.locator, self.discourse, scene, chunks, acts)
        placing.lend()
        context = _Sentence(scene, chunks, sentence, title, placing)
        out = SentenceClaims()
        told: list[tuple[Claim, Act]] = []
        for act in acts:
            saying = attribution.of(act.main.head)
            self.discourse.voice = saying.actor if saying is not None and not saying.backward else self._house
            resumed = len(told) > 1 and resumes(scene.words, chunks, act, told[-1][1])
            before = told[-2 if resumed else -1][0] if told else None
            found = self._read_act(context, act, saying, before)
            if isinstance(found, Rejected):
                out.rejected.append(found)
            else:
                out.claims.append(found)
                told.append((found, act))
                remember_agents(self.discourse, scene, found)
                remember_struck(self.discourse, found)
                remember_foes(self.discourse, scene, found)
                remember_holder(self.discourse, scene, found)
        self.discourse.voice = None
        remember_list(self.discourse, scene, out.claims)
        remember_mentions(self.discourse, self.locator, scene, chunks)
        for claim in out.claims:
            remember_claim(self.discourse, scene, claim)
        for verb in denials(scene, chunks, predications) if "reporting" in scene.sorts else ():
            out.claims.extend(self._deny(context, attribution, verb, out.claims))
        self._told = out.claims or self._told
        return out

    def _deny(
        self, sentence: _Sentence, attribution: Attribution, verb: Predication, claims: Sequence[Claim]
    ) -> list[Claim]:
        """The act told before a verb that denies it with no words of its own («نفت الوزارة ذلك»)."""
        scene = sentence.scene
        start, end = sentence.chunks[verb.head].span(scene.words)
        told = [claim for claim in claims if claim.trigger.span[0] < start] or self._told
        if not told or told[0].status not in ("occurred", "ongoing"):
            return []
        chain = attribution.chain(verb)
        claim = denied(told[0], Quote(scene.text[start:end], (start, end)), chain, sentence.span)
        return [msgspec.structs.replace(claim, id=claim_id(claim, scene.text))]

    def _read_act(
        self, sentence: _Sentence, act: Act, saying: Saying | None, previous: Claim | None
    ) -> Claim | Rejected:
        scene, chunks = sentence.scene, sentence.chunks
        kind = self._kind(sentence, act, saying)
        parties = Parties(scene, self.discourse, kind, act, chunks)
        if kind == "casualties" and Announcement(parties, saying).of_own_deed(previous):
            parties.kind = "killing"
        parties.fill()
        Implication(parties, saying, previous).fill()
        parties.kind = flown(act, parties, self.discourse.strike_kind)
        reason = self._reject(sentence, act, parties, saying)
        if reason is None and prevented(act, scene, chunks, previous):
            reason = "kept from happening"
        if reason is None and repeats(act, parties, previous):
            reason = "says again what the sentence told"
        status = status_of(act, chunks, scene, saying)
        if reason is None and status is None:
            reason = "hypothetical, a purpose, or said not to have happened"
        if reason is not None or status is None:
            start, end = chunks[act.main.head].span(scene.words)
            return Rejected(scene.text[start:end], (start, end), f"{kind}.{act.main.shape}", reason or "")
        return self._claim(sentence, parties, status, saying, previous)

    def _kind(self, sentence: _Sentence, act: Act, saying: Saying | None) -> str:
        scene = sentence.scene
        headline = sentence.title or (act.main.subject is not None and scene.words[0].position == 0)
        kind = kind_of(act, scene, sentence.chunks, headline)
        if act.main.shape == "noun" and scene.form(sentence.chunks[act.main.head].last).startswith("مماثل"):
            return self.discourse.operation or kind
        operation = _operation(act, scene, sentence.chunks)
        if operation is not None and _AIMING in scene.form(sentence.chunks[act.main.head].first):
            return self.discourse.operation or operation
        told = self.discourse.strike_kind
        another = scene.form(sentence.chunks[act.main.head].last + 1) in _ANOTHER
        if another and act.main.shape == "noun" and act.main.kind_id == "ground_attack" and not act.roles.means:
            return told or kind
        head = sentence.chunks[act.main.head]
        denied = saying is not None and saying.stance == "denies" and _AIMING in scene.form(head.first)
        back = (act.definite or denied) and not told_elsewhere(act, self.discourse)
        open_kind = kind in _NAMES_OF_STRIKES or act.main.kind_id in _NAMES_OF_STRIKES
        bare = open_kind and not act.roles.means and head.first == head.last
        bare = bare and not any(s.support is not None and s.support.status == "attempted" for s in act.supports)
        if back and bare and told is not None and (told != "ground_attack" or kind != "shelling"):
            return told
        return kind

    def _reject(self, sentence: _Sentence, act: Act, parties: Parties, saying: Saying | None) -> str | None:
        """Why an act's words are no claim, or None."""
        scene, chunks = sentence.scene, sentence.chunks
        reason = part_of_another(act, chunks, scene.words)
        if reason is not None:
            return reason
        if (act.reference and claimed(act, saying)) or disowned(act, saying, chunks, scene.words):
            return None
        if moved(act, chunks, scene.words, self.discourse):
            return "what became of those taken before"
        told = bool(self.discourse.acts)
        again = points_back(act, told) and not renewed(act, chunks, scene.words)
        if again or (told and is_a_spot(act, chunks, scene.words)):
            return "points back to an act told before"
        hits = bool(act.roles.agents and (act.roles.objects or "by name" in act.main.tags))
        harmless = act.main.sort == "harm" and not act.roles.victims and not hits
        if harmless and not (act.harms and harm_of(act, chunks, scene, self.discourse)):
            return "no one harmed is named"
        armed = parties.unnamed or any(actor.sort in ARMED or actor.id in FIGHTERS for actor in parties.actors)
        return rejection(act, scene, chunks, self.setting, armed)

    def _claim(
        self, sentence: _Sentence, parties: Parties, status: Status, saying: Saying | None, previous: Claim | None
    ) -> Claim:
        scene, chunks, act = sentence.scene, sentence.chunks, parties.act
        places = sentence.placing.places_of(act, previous)
        harm = harm_of(act, chunks, scene, self.discourse)
        Targets(parties, harm, previous, places).fill()
        start, end = chunks[act.main.head].span(scene.words)
        claim = Claim(
            id="",
            kind=parties.kind,
            status=status,
            initiators=tuple(parties.initiators),
            targets=tuple(parties.targets),
            supporters=tuple(parties.supporters),
            places=places,
            time=time_of(act, status, chunks, scene, self.discourse, previous),
            means=means_of(act, chunks, scene),
            harm=harm,
            attribution=(*self._outlet, *(saying.chain if saying else ())),
            framing=tuple(parties.framing),
            trigger=Quote(scene.text[start:end], (start, end)),
            sentence=sentence.span,
            rule=f"{parties.kind}.{act.main.shape}",
            confidence=_confidence(act, parties, places, saying),
        )
        claim = told_striker(self.discourse, scene, claim)
        return msgspec.structs.replace(claim, id=claim_id(claim, scene.text))


def _operation(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> str | None:
    """«المداهمة استهدفت منزلا», «العملية ستستهدف مواقع»: what forces come for is no fire from afar."""
    first = chunks[act.main.head].first
    before = [scene.form(at) for at in range(max(0, first - _OPERATION_REACH), first)]
    if not act.main.verbal or act.roles.means:
        return None
    return next((_OPERATIONS[form] for form in reversed(before) if form in _OPERATIONS), None)


@lru_cache(maxsize=1000)
def _house(lexicon: Lexicon, gazetteer: Gazetteer, outlet: str, country: str | None) -> Actor | None:
    """The party that publishes the report itself, where the outlet is one (a ministry, a force's media office)."""
    scene = Scene(outlet, split_words(fold(outlet)), lexicon, gazetteer, country)
    found = next((chunk for at in range(len(scene)) if (chunk := read_actor(scene, at))), None)
    actor = found is not None and found.sort == "actor"
    resolved = Discourse(lexicon, country=country).resolve(scene, found.value) if found is not None and actor else None
    return resolved.actor if resolved else None


def _confidence(act: Act, parties: Parties, places: tuple[PlaceRef, ...], saying: Saying | None) -> float:
    score = 0.9
    scene = parties.scene
    presumed = "presumed" in scene.sorts and any(
        scene.grammar(at, "presumed") for c in act.roles.agents for at in range(c.first, c.last)
    )
    if presumed or (saying is not None and saying.stance == "doubts"):
        score -= 0.2
    if act.main.weak:
        score -= 0.1
    if any(ref.via != "stated" for ref in (*parties.initiators, *parties.targets)):
        score -= 0.1
    if any(place.via == "inherited" for place in places):
        score -= 0.05
    return round(score, 2)


def claim_id(claim: Claim, text: str) -> str:
    """A stable id: the same text, kind, trigger, values and sentence give the same id; no two texts share one."""
    initiators = [ref.actor for ref in claim.initiators]
    core = [
        _digest(text),
        claim.kind,
        claim.trigger.span,
        claim.sentence,
        initiators,
        [place.name_ar for place in claim.places],
    ]
    digest = hashlib.sha256(msgspec.json.encode(core)).hexdigest()
    return f"c:{digest[:16]}"


@lru_cache(maxsize=1)
def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
