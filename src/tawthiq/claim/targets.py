"""Targets: whom an act was done to where its own roles name no one: by a pronoun, by its harm, by what was hit."""

from collections.abc import Iterator, Sequence

import msgspec

from tawthiq.claim.arguments import is_thing
from tawthiq.claim.belongings import is_military, users
from tawthiq.claim.discourse import ARMED, FIGHTERS, allied, related
from tawthiq.claim.parties import OF_CIVILIANS, STRIKES, Parties, actor_ref
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.places import PlaceMention
from tawthiq.model import ActorRef, Claim, Harm, PlaceRef, Span

_TAKEN_FROM = frozenset({"capture", "repelled_attack", "siege_broken"})
_DONE_TO_PEOPLE = frozenset({"kill", "take", "mistreat", "release", "conscript", "harm"})
_DONE_TO_THINGS = frozenset({"raid", "strike", "besiege", "destroy", "loot"})
_HITTING = STRIKES | {"explosive_device", "vehicle_bomb", "suicide_attack", "small_arms_fire"}
_HIT = {"camp": "camp", "base": "headquarters", "airport": "airport"}
_ARMIES = {"SA": "sa.mil", "AE": "ae.mil", "IL": "il.mil"}
_ON_THINGS = frozenset({"destroy", "down"})
_ON_CIVILIANS = frozenset({"siege", "aid_blocked", "aid"})
_MOVING = frozenset({"withdrawal"})
_SETTLERS_DO = frozenset({"ground_attack", "raid"})
_AT_ARMS = frozenset({"destruction", "shot_down", "looting"})
_NAMED_SO = {"قاعده": "base", "مطار": "airport", "مخيم": "camp"}
_RECIPIENTS = frozenset("عليهم بينهم لهم اليهم عليها".split())
_CREWS = ("طواقم", "طاقم", "الطواقم")
_CIVILIANS_LEAVE = frozenset({"displace", "evacuate"})
_BY_PREPOSITION = frozenset("عنه عنها عنهم عنهما عليه عليها عليهم عليهما سراحه سراحهم سراحهما سبيله سبيلهم".split())
_DRIVEN_OUT = frozenset({"انسحاب", "طرد", "دحر", "اخراج", "هزيمه", "فرار", "تراجع", "هروب"})
_AMONG = frozenset({"منهم", "منهن", "منهما", "بعضهم", "معظمهم", "جميعهم", "احدهم", "احدهما"})
_HELD_REACH = 8
_ANYONE = FIGHTERS | {"people"}
_PRONOUNS = ("هما", "هم", "ه", "ها", "هن")


class Targets:
    """Completes the targets of one claim whose parties and harm are known."""

    def __init__(
        self, parties: Parties, harm: Sequence[Harm], previous: Claim | None, places: Sequence[PlaceRef] = ()
    ) -> None:
        self.parties, self.harm, self.previous, self.places = parties, harm, previous, places
        self.act, self.chunks, self.scene = parties.act, parties.chunks, parties.scene

    def fill(self) -> None:
        """Add the targets that the text tells without naming them as such."""
        if self.parties.kind == "casualties":
            self._harmed()
            return
        if not self.parties.targets:
            self._antecedent()
        if not self.parties.targets and self.parties.kind in _TAKEN_FROM:
            self._opponent()
        if not self.parties.targets:
            self._driven_out()
            self._holders()
        self._harmed()
        if not self.parties.targets:
            self._uncounted()
        if not any(ref.via == "stated" for ref in self.parties.targets):
            self._place_hit()
        self._arms_of_foe()
        if self.parties.kind == "raid" and not self.parties.targets:
            self._raided()
        if not self.parties.targets:
            self._suffering()
        if not self.parties.targets:
            self._same()
        if not self.parties.targets and self.parties.kind in _HITTING and any(_hurt(item) for item in self.harm):
            self._imply("people")

    # ---- pronouns

    def _antecedent(self) -> None:
        """«ثم أعدموهما», «أُفرج عنهم», «اقتحمته القوات»: what a pronoun, or a subject left out, stands for."""
        frame = self.act.main.frame
        if frame in _DONE_TO_PEOPLE and self._points_to_people():
            before = self._people_before()
            if before is not None:
                self.parties.add(self.parties.targets, before)
            else:
                self._people_told()
        elif frame == "deliver" and any(self._bare(c) in _RECIPIENTS for c in self._after()):
            self._people_told()
            if not self.parties.targets:
                self._imply("civilians")
        elif frame in _DONE_TO_THINGS and self.act.main.verbal and self._suffixed():
            thing = next((c for c in self._before() if is_thing(c) or (c.sort == "place" and c.has("object"))), None)
            if thing is not None:
                self.parties.add_object(thing)

    def _points_to_people(self) -> bool:
        main = self.act.main
        if self._suffixed() or (main.shape == "passive" and not (self.act.roles.victims or self.act.roles.patients)):
            return True
        told = self.chunks[main.head - 1].sort == "people" if main.head else False
        if told and "passive?" in main.tags and self.scene.form(self.chunks[main.head].last).endswith("وا"):
            return not (self.act.roles.agents or self.act.roles.victims or self.act.roles.patients)
        parts = (main, *self.act.supports)
        forms = {self._bare(chunk) for part in parts for chunk in self.chunks[part.start : part.end]}
        return bool(forms & (_BY_PREPOSITION | _AMONG)) or any(self._ends(part.head) for part in self.act.supports)

    def _suffixed(self) -> bool:
        return self._ends(self.act.main.head)

    def _ends(self, at: int) -> bool:
        word = self.scene.words[self.chunks[at].last]
        return word.form.endswith(_PRONOUNS) and not self.scene.text.endswith("ة", 0, word.end)

    def _bare(self, chunk: Chunk) -> str:
        return self.scene.form(chunk.last).removeprefix("و")

    def _after(self) -> Sequence[Chunk]:
        return self.chunks[self.act.main.head : self.act.main.end]

    def _before(self) -> Iterator[Chunk]:
        return reversed(self.chunks[: self.act.main.head])

    def _people_before(self) -> Chunk | None:
        """The people named last before the act who do not do it themselves."""
        agents = self.act.roles.agents
        for at in range(self.act.main.head - 1, -1, -1):
            chunk = self.chunks[at]
            speaks = chunk.has("speaker") or (at > 0 and self.chunks[at - 1].has("reporting"))
            if chunk.sort == "people" and chunk not in agents and not speaks and not self._did_before(chunk):
                return chunk
        return None

    def _did_before(self, chunk: Chunk) -> bool:
        """«خطفه مسلحون قبل أن يُخلى سبيله»: who did the act before is not whom this one is done to."""
        follows = self.act.follows
        armed = any(people.id in FIGHTERS for people in getattr(chunk.value, "people", ()))
        return armed and follows is not None and chunk in follows.roles.agents

    def _people_told(self) -> None:
        """The people whom the act before was done to."""
        told = self.parties.discourse.acts.get("people", ())
        self.parties.targets.extend(actor_ref(resolved.actor, "coreference") for resolved in told)

    # ---- harm

    def _harmed(self) -> None:
        """Those whom an act harmed are its target, where the clause names no party as such."""
        targets = self.parties.targets
        if self.parties.kind in _MOVING:
            return
        if any(self._actor(ref.actor) for ref in targets if ref.actor not in _ANYONE):
            return
        for item in self.harm:
            for victim in item.victims if item.of is None else ():
                actor = self._actor(victim)
                if actor is not None and actor.id in FIGHTERS:
                    actor = self.parties.discourse.foe_of(self._doers()) or actor
                if actor is not None and all(ref.actor != actor.id for ref in (*self.parties.initiators, *targets)):
                    targets.append(actor_ref(actor, "implied", item.text, item.span))
        groups = [ref for ref in targets if (ref.actor or "").startswith("civilians.") and ref.via == "implied"]
        if len(groups) > 1 and groups == targets:
            targets.append(actor_ref(self.scene.lexicon.actors["civilians"], "implied", groups[0].text, groups[0].span))

    def _uncounted(self) -> None:
        """«نزح عشرات الآلاف», «ألقت القبض على 53»: whom only a number tells."""
        frame, kind = self.act.main.frame, self.parties.kind
        if self.harm and frame in _CIVILIANS_LEAVE | _DONE_TO_PEOPLE and frame != "harm":
            civilians = frame in _CIVILIANS_LEAVE or kind in OF_CIVILIANS
            self._imply("civilians" if civilians else "people")

    def _raided(self) -> None:
        """«نفذت القوات عملية أمنية أسفرت عن اعتقال خمسة من خلايا س»: whose men a raid took."""
        taking = False
        for chunk in self.chunks[self.act.main.head + 1 :]:
            party = chunk.value.party if chunk.sort == "people" else None
            resolved = self.parties.discourse.resolve(self.scene, party) if taking and party is not None else None
            if resolved is not None and resolved.actor.sort in ARMED:
                self.parties.targets.append(actor_ref(resolved.actor, "implied", *self._quoted(chunk)))
                return
            taking = taking or any(sense.entry.frame in ("take", "kill", "harm") for sense in chunk.of("trigger"))

    def _quoted(self, chunk: Chunk) -> tuple[str, Span]:
        start, end = chunk.span(self.scene.words)
        return self.scene.text[start:end], (start, end)

    def _suffering(self) -> None:
        """«تفرض حصارا على المديرية», «منع دخول الغذاء», «هاجم مستوطنون القرية»: on whom it falls, if on no party."""
        kind, doers = self.parties.kind, {ref.actor for ref in self.parties.initiators}
        form = self.scene.form(self.chunks[self.act.main.head].last)
        if kind == "siege" and "طو" in form:
            foe = self.parties.discourse.foe_of(self._doers())
            if foe is not None:
                self.parties.targets.append(actor_ref(foe, "inherited"))
        elif kind == "aid_blocked" and self._crew_stopped():
            self._imply("civilians.medics")
        elif kind == "release":
            self._imply("civilians.detainees")
        elif kind in _ON_CIVILIANS or (kind in _SETTLERS_DO and "il.settlers" in doers):
            self._imply("civilians")

    def _crew_stopped(self) -> bool:
        """«منعوا طواقمه من الوصول إلى الجرحى»: whether those who are kept away are crews."""
        act = self.act.main
        return any(self.scene.form(chunk.first).startswith(_CREWS) for chunk in self.chunks[act.head + 1 : act.end])

    def _imply(self, who: str) -> None:
        item = self.harm[0] if self.harm else None
        actor = self.scene.lexicon.actors[who]
        self.parties.targets.append(
            actor_ref(actor, "implied", item.text if item else None, item.span if item else None)
        )

    def _place_hit(self) -> None:
        """«سقط صاروخان على مخيم»: the camp, the base or the hospital that a strike fell on, as a thing."""
        if self.parties.kind not in _HITTING:
            return
        for chunk in self.act.roles.places:
            if chunk.has("object"):
                self.parties.add_object(chunk)
            elif chunk.rule == "place.direction" and self.act.roles.objects:
                continue  # «شرق المخيم»
            elif (thing := _HIT.get(_sort_of(chunk, self.scene.bare_form(chunk.first, chunk.clitic)))) is not None:
                for user in users(self.scene.words, self.chunks, self.chunks.index(chunk)):
                    self.parties.add(self.parties.targets, user)
                if any(ref.actor == thing for ref in self.parties.targets):
                    continue
                start, end = chunk.span(self.scene.words)
                words = self.scene.text[start:end]
                self.parties.targets.append(ActorRef(thing, words, thing, "stated", words, (start, end)))

    def _arms_of_foe(self) -> None:
        """«دمّر الثوار دبابة», «استهدفت المدفعية مواقع»: arms that a party destroys are those of whom it fights."""
        parties = self.parties
        if parties.kind not in _HITTING | _AT_ARMS or any(self._actor(ref.actor) for ref in parties.targets):
            return
        hit = [*self.act.roles.objects]
        if self.act.main.frame in _ON_THINGS:
            hit += [chunk for chunk in self.act.roles.means if not chunk.clitic.endswith("ب")]
        things = any(is_military(chunk) and not self._has_owner(chunk) for chunk in hit)
        unnamed = any(chunk.rule == "actor.generic" and not self._owns(chunk) for chunk in self.act.roles.patients)
        if things or unnamed:
            doers = self._doers()
            foe = parties.discourse.foe_of(doers) or self._army_there(doers)
            if foe is not None:
                whole = self._whole(foe) if parties.kind == "shot_down" else foe
                parties.targets.append(actor_ref(whole, "inherited"))

    def _whole(self, unit: Actor) -> Actor:
        """The force that a unit is a part of, as aircraft are not a division's."""
        over = self._actor(unit.parent)
        while over is not None and "." in over.id and related(over, unit):
            unit, over = over, self._actor(over.parent)
        return unit

    def _army_there(self, doers: Sequence[Actor]) -> Actor | None:
        """«دكّ مواقع عسكرية في نجران»: posts in a country that no one else holds ground in are its army's."""
        countries = {place.country for place in self.places}
        if not doers or len(countries) != 1 or any(doer.country in countries for doer in doers):
            return None
        return self.scene.lexicon.actors.get(_ARMIES.get(countries.pop() or "", ""))

    def _has_owner(self, thing: Chunk) -> bool:
        """«نقطة لقوات مجلس س»: whether the words behind a thing say whose it is, known or not."""
        at = self.chunks.index(thing) + 1
        following = self.chunks[at] if at < len(self.chunks) else None
        if following is None or not self.scene.words[following.first].joined:
            return False
        if following.sort == "actor":
            return not is_thing(following)
        return following.clitic == "ل" and not is_thing(following)

    def _owns(self, party: Chunk) -> bool:
        at = self.chunks.index(party)
        return at > 0 and is_thing(self.chunks[at - 1])

    def _actor(self, known: str | None) -> Actor | None:
        return self.scene.lexicon.actors.get(known or "")

    def _doers(self) -> list[Actor]:
        found = (self._actor(ref.actor) for ref in self.parties.initiators)
        return [actor for actor in found if actor is not None]

    # ---- what the report tells beside

    def _opponent(self) -> None:
        """Who lost a place or whose attack was stopped: the other side of the fighting that the report tells of."""
        doers = self._doers()
        if not doers:
            return
        fought = self._fought_beside(doers)
        if fought:
            self.parties.targets.extend(actor_ref(foe, "implied") for foe in fought)
            return
        for place in self.places:
            holder = self.parties.discourse.holders.get(place.name_ar)
            if holder is not None and not any(related(holder, doer) for doer in doers):
                self.parties.targets.append(actor_ref(holder, "inherited"))
                return
        foe = self.parties.discourse.foe_of(doers)
        if foe is not None:
            self.parties.targets.append(actor_ref(foe, "inherited"))

    def _driven_out(self) -> None:
        """«انسحبت القوات من س إثر هجوم شنّه التنظيم»: whom an attack made withdraw."""
        previous, link = self.previous, self.act.main.link
        caused = link is not None and link.grammar("cause") is not None and link.grammar("prepositions") is None
        if previous is None or previous.kind != "withdrawal" or self.parties.kind not in STRIKES or not caused:
            return
        if self.act.roles.places or not self._doers():
            return
        self.parties.targets.extend(msgspec.structs.replace(ref, via="coreference") for ref in previous.initiators)

    def _holders(self) -> None:
        """«قصفت المناطق التي تسيطر عليها قسد»: who is said to hold what is struck."""
        head = self.act.main.head
        for at in range(head + 1, min(head + _HELD_REACH, len(self.chunks) - 2)) if self._strikes() else ():
            verb, holder = self.chunks[at], self.chunks[at + 2]
            if self.scene.form(verb.first).startswith("مصدر"):
                return  # «قصف … مصدره المناطق التي تسيطر عليها قسد»
            held = "سيطر" in self.scene.form(verb.first) and self.scene.form(verb.last + 1) == "عليها"
            if held and verb.has("trigger", "present") and holder.sort == "actor":
                self.parties.add(self.parties.targets, holder)
                return

    def _strikes(self) -> bool:
        return self.act.main.frame == "strike"

    def _fought_beside(self, doers: Sequence[Actor]) -> list[Actor]:
        """Whom the sentence says they fought («سيطرت … بعد معارك مع التنظيم والفصيل»)."""
        found: list[Actor] = []
        fighting = between = False
        for chunk in self.chunks:
            if found and not chunk.clitic.startswith("و"):
                break
            if chunk.sort == "actor" and fighting:
                resolved = self.parties.discourse.resolve(self.scene, chunk.value)
                actor = resolved.actor if resolved else None
                if actor is not None and actor.sort in ARMED and not any(allied(actor, doer) for doer in doers):
                    found.append(actor)
                    continue
            gone = self.scene.form(chunk.last).removeprefix("و") in _DRIVEN_OUT
            between = chunk.grammar("prepositions") == "بين" or (between and chunk.sort in ("actor", "affiliation"))
            fighting = chunk.grammar("prepositions") in ("مع", "ضد") or gone or between
        return found

    def _same(self) -> None:
        """One sentence's second strike by the same doers is at the same target where it names none."""
        parties, previous = self.parties, self.previous
        if previous is None or previous.kind != parties.kind or parties.kind not in STRIKES:
            return
        if {ref.actor for ref in parties.initiators} == {ref.actor for ref in previous.initiators}:
            known = [ref for ref in previous.targets if self._actor(ref.actor)]
            parties.targets.extend(msgspec.structs.replace(ref, via="inherited", text=None, span=None) for ref in known)


def _hurt(item: Harm) -> bool:
    """Whether people of whom no more is said were killed or wounded."""
    return not item.victims and item.of is None and item.kind in ("killed", "wounded", "killed_or_wounded")


def _sort_of(chunk: Chunk, word: str) -> str:
    """What sort of place a place chunk names, by its first word or by what is known of it."""
    mention: PlaceMention = chunk.value
    if word in _NAMED_SO:
        return _NAMED_SO[word]
    return mention.head or (mention.candidates[0].kind if mention.candidates else "")
