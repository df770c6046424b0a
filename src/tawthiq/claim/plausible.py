"""Whether words that name an act mean one: the evidence for war in a report against that for a peaceful subject."""

from collections.abc import Sequence

from tawthiq.claim.acts import Act
from tawthiq.claim.beside import Beside, as_a_crime, smuggled
from tawthiq.claim.by_means import families_of
from tawthiq.claim.causes import by_strike
from tawthiq.claim.clauses import has_other_subject
from tawthiq.claim.discourse import ARMED
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.harmless import LIGHT, is_weapon, long_ago
from tawthiq.claim.setting import HEAVY, PEACEFUL_AT, Setting, evidence, names_armed, peaceful_subjects, weight
from tawthiq.claim.settle import finds
from tawthiq.lexicon.entries import Domain
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene
from tawthiq.mention.short_names import is_country

_BY_FORCE = frozenset("strike raid clash seize besiege repel explode advance hold lift leave".split())
_SUFFERED = frozenset({"harm", "kill", "displace", "destroy", "explode", "discover", "evacuate", "bury", "take"})
_ARMED_DEEDS = _BY_FORCE | {"deploy", "discover"}
_BEFALLS = frozenset({"harm", "displace", "evacuate", "bury", "take", "kill"})
_SAFE = frozenset("العثور عثر عثرت عثروا فكك فككت تفكيك ضبط ضبطت ابطال ابطل ابطلت صادر صادرت مصادره".split())
_BROUGHT = frozenset({"دخول", "دخلت", "ادخال", "تجهيز", "تصنيع"})
_CAUSES = frozenset({"في", "اثر", "جراء", "نتيجه", "بسبب", "عن", "بعد"})
_TOLD_ALONE = frozenset({"explode", "besiege", "deliver", "deploy"})
_MUCH = 8.0
_IN_ITS_COURSE = frozenset({"خلاله", "خلالها", "اثناءه", "اثناءها", "فيه", "فيها"})
_SAFE_REACH = 6
_SOMEONE = frozenset({"people", "victim"})


def rejection(act: Act, scene: Scene, chunks: Sequence[Chunk], setting: Setting, armed: bool) -> str | None:
    """Why the words are no act of armed conflict here, or None where they are one.

    `setting` is what the report as a whole is about; `armed` that an armed party was found or inherited for the act.
    """
    return (
        _figurative(act, scene, chunks)
        or _peaceful(act, scene, chunks, setting)
        or _bare(act, scene, chunks, setting, armed)
    )


def _figurative(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> str | None:
    """Words beside the act that take it out of war."""
    frame = act.main.kind.frame if act.main.kind else ""
    head = chunks[act.main.head]
    words = Beside(scene, chunks, frame)
    ends = {head.last} if act.main.object_at is None else {head.last, chunks[act.main.object_at].last}
    domain = next(filter(None, (words.next_to(end) for end in sorted(ends))), None) or words.within(head.last)
    if domain:
        return f"the words with it are of {domain}"
    if as_a_crime(scene, head.first) or (frame == "repel" and smuggled(scene, head.last)):
        return "named in general, not told"
    armed = frame == "explode" and not act.main.verbal and head.has("means") and not act.supports
    brought = armed and _follows(scene, head, _BROUGHT) and not _goes_off(act, chunks)
    if brought or (armed and _follows(scene, head, _SAFE)):
        return "found or made safe, not set off"
    if frame in _BY_FORCE and act.main.weak and not _weapon(act) and has_other_subject(scene.words, chunks, act.main):
        return "who does it is no armed party"
    if frame in _BY_FORCE and _civil_doer(act) and not any(c.sort == "actor" and names_armed(scene, c) for c in chunks):
        return "who does it is no armed party"
    return None


def _follows(scene: Scene, head: Chunk, verbs: frozenset[str]) -> bool:
    """Whether a weapon is what was found, seized or defused («العثور على سيارة مفخخة»), or brought in («دخول …»)."""
    for at in range(head.first - 1, max(-1, head.first - _SAFE_REACH), -1):
        if scene.form(at).removeprefix("و").removeprefix("ب") in verbs:
            return True
        if not scene.joined(at + 1):
            return False
    return False


def _goes_off(act: Act, chunks: Sequence[Chunk]) -> bool:
    """Whether a word after a weapon tells that it went off («دخلت سيارة مفخخة … وانفجرت»)."""
    return any(sense.entry.frame == "explode" for c in chunks[act.main.head + 1 :] for sense in c.of("trigger"))


def _peaceful(act: Act, scene: Scene, chunks: Sequence[Chunk], setting: Setting) -> str | None:
    """A peaceful subject of the sentence or the report, with nothing of war in the act itself."""
    frame = act.main.kind.frame if act.main.kind else ""
    if long_ago(scene):
        return "of a war of long ago"
    subjects = peaceful_subjects(scene, chunks, act.roles.victims)
    fought = _fought(act, scene)
    if frame in _SUFFERED and not fought and _accident(act, scene, chunks, setting):
        return "harm with a cause other than war"
    if subjects and not fought and _of_its_own(act, subjects, scene, chunks):
        return f"the sentence is of {subjects[0].domain}, and of nothing else"
    drill = any(domain.domain == "drill" for domain in subjects)
    within = scene.form(chunks[act.main.head].last + 1) in _IN_ITS_COURSE  # «نفذت القوات تمرينا أسقطت خلاله هدفا»
    if drill and (within or setting.war < _MUCH or not (fought or frame == "agree")) and not act.harms:
        return "an exercise"
    earnest = fought or _told_in_full(act, chunks)
    if setting.peaceful and (not earnest or drill or setting.drill >= PEACEFUL_AT):
        return "the report is of a peaceful subject"
    doubtful = act.main.weak or setting.peace >= setting.war
    if not (subjects and doubtful) or setting.warlike or earnest or _person_taken(act, frame):
        return None
    armed = setting.peace < PEACEFUL_AT and families_of(act) - LIGHT
    return None if armed else f"the sentence is of {subjects[0].domain}"


def _of_its_own(act: Act, subjects: Sequence[Domain], scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """«دمرت السيول المنازل وشردت مئات الأسر»: whether a sentence tells more of a peaceful subject than of war.

    What people suffer is peaceful only where its cause is. The act's own words count for neither.
    """
    suffered = act.main.frame in _BEFALLS
    if not suffered and (act.harms or act.main.frame not in _ARMED_DEEDS or not act.main.weak):
        return False
    peace = sum(weight(subject) for subject in subjects if subject.cause or not suffered)
    told = [c for c in chunks if c.sort not in ("word", "people") and c is not chunks[act.main.head]] if peace else []
    return peace > sum(evidence(scene, chunk, PEACEFUL_AT if _by_force(chunk) else 0.0) for chunk in told)


def _by_force(chunk: Chunk) -> bool:
    """Whether a word names an act of fighting."""
    return any(sense.entry.frame in _BY_FORCE for sense in chunk.of("trigger"))


def _told_in_full(act: Act, chunks: Sequence[Chunk]) -> bool:
    """Whether an act in a stated place has harm, a party's adjective or a name of several words («قصف مدفعي»)."""
    if not act.roles.places:
        return False
    head = chunks[act.main.head]
    after = chunks[act.main.head + 1] if act.main.head + 1 < len(chunks) else None
    sided = after is not None and after.sort == "affiliation" and not (act.main.weak or act.main.verbal)
    harmed = bool(act.harms) and not act.main.weak and act.main.sort == "act"
    frame = act.main.kind.frame if act.main.kind else ""
    attack = head.last > head.first and head.has("trigger", "noun") and frame in ("strike", "explode")
    return sided or harmed or attack


def _person_taken(act: Act, frame: str) -> bool:
    """Whether someone was seized or killed in a stated place: the calling of the victim is not the subject."""
    return frame in ("take", "kill") and bool(act.roles.places and act.roles.victims)


def _fought(act: Act, scene: Scene) -> bool:
    """Whether an armed party, named in so many words, has a part in the act."""
    roles = act.roles
    for chunk in (*roles.agents, *roles.parties, *roles.patients):
        party = getattr(chunk.value, "party", None)
        if party is not None and party.actor is not None and party.actor.sort in ARMED and not is_country(party.actor):
            return True  # «انتحاريان من داعش»
        if chunk.sort == "actor" and names_armed(scene, chunk):
            named = chunk.value.candidates and chunk.rule not in ("actor.short", "actor.generic")
            if named or (_fires(chunk) and not act.main.weak):
                return True
    return False


def _fires(chunk: Chunk) -> bool:
    """Whether a party is an air force, artillery or gunmen, named or not («الطيران الحربي»، «مسلحون»)."""
    air = any(actor.id.endswith(".air") or actor.id == "gunmen" for actor in chunk.value.candidates)
    return air or chunk.value.service in ("air", "artillery")


def _accident(act: Act, scene: Scene, chunks: Sequence[Chunk], setting: Setting) -> bool:
    """Whether a storm, illness or accident stands as the cause; beside words of war it must follow a word of cause."""
    if any(is_weapon(scene, chunk) for chunk in act.roles.means):
        return False
    fought = any(_by_force(chunk) for chunk in chunks if chunk is not chunks[act.main.head])
    if setting.cause >= max(HEAVY, setting.war) and not fought:
        return True
    for at in range(len(scene)) if "domain" in scene.sorts else ():
        found = scene.first(at, "domain")
        if not found or not found[1].entry.cause:
            continue
        if not (setting.warlike or fought) or found[0].clitic.endswith("ب") or scene.form(at - 1) in _CAUSES:
            return True
    return False


def _bare(act: Act, scene: Scene, chunks: Sequence[Chunk], setting: Setting, armed: bool) -> str | None:
    """Words with nothing beside them that an act of their kind needs."""
    frame = FRAMES[act.main.kind.frame] if act.main.kind else None
    if frame is FRAMES["take"] and not act.roles.victims and _detains_doubtfully(act, scene, chunks):
        return "no one is taken"
    needs = _SOMEONE if frame is FRAMES["kill"] and act.main.weak and act.main.pair else frame and frame.needs
    war = bool(needs) and setting.warlike and not peaceful_subjects(scene, chunks) and not by_strike(act, chunks)
    if needs and not _has_needed(act, scene, needs, armed, war):
        return "what the act needs is not named"
    told = act.roles.parties or act.roles.agents or act.supports or act.harms or _resulted(act, chunks)
    if frame is FRAMES["clash"] and act.main.weak and not act.main.verbal and not told:
        return "fighting mentioned, not told"
    warlike = setting.warlike or armed or _weapon(act) or _relief(act) or _plain(act, scene, chunks, setting)
    warlike = warlike or _told_in_full(act, chunks)
    if (act.main.weak or chunks[act.main.head].sort != "lex") and not warlike:
        return "a word with peaceful senses, and nothing warlike beside it"
    marched = frame is FRAMES["protest"] and any(c.sort == "people" and c.value.counted for c in act.roles.agents)
    if not (warlike or marched or act.roles.victims or act.roles.places):
        return "no party, weapon, victim or place beside it"
    return None


def _resulted(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«مواجهات ضارية خلفت عشرات القتلى»: whether harm is told right behind the noun of an act."""
    near = chunks[act.main.head + 1 : act.main.head + 4]
    following = next((chunk for chunk in near if chunk.grammar("result") is not None), None)
    return following is not None and not following.clitic


def _detains_doubtfully(act: Act, scene: Scene, chunks: Sequence[Chunk]) -> bool:
    """«توقف» and «ضبط» stop and seize things too: they take someone only where the words say whom."""
    form = scene.bare_form(chunks[act.main.head].first, chunks[act.main.head].clitic)
    stems = ("ضبط", "تضبط", "يضبط", *(("اوقف", "توقف", "يوقف") if act.main.verbal else ()))
    behind = [c for c in chunks[act.main.head + 1 : act.main.end] if c not in act.roles.agents]
    told = (c for c, after in zip(behind, (*behind[1:], None), strict=False) if not _counts_things(c, after))
    return (
        form.startswith(stems)
        and not finds(act)
        and not any(c.sort in ("people", "actor", "affiliation", "number") for c in told)
    )


def _counts_things(number: Chunk, following: Chunk | None) -> bool:
    """«ضبط ثلاث سيارات»: a number before a thing counts no people."""
    return number.sort == "number" and following is not None and following.sort in ("means", "object")


def _plain(act: Act, scene: Scene, chunks: Sequence[Chunk], setting: Setting) -> bool:
    """Whether a short report says no more than the act and its place («انفجار يهز وسط دمشق»), and nothing of peace."""
    frame = act.main.kind.frame if act.main.kind else ""
    if setting.peace or not act.roles.places or (act.main.pair is not None and act.main.pair.pair.weak):
        return False
    if frame == "discover":
        return any(c.sort == "object" and c.value.id == "mass_grave" and c.last > c.first for c in act.roles.objects)
    if frame == "strike":
        return not (act.main.verbal or act.definite) and bool(act.roles.objects)
    if frame == "down":
        return "اسق" in scene.form(chunks[act.main.head].first)
    after = chunks[act.main.head + 1] if act.main.head + 1 < len(chunks) else None
    form = scene.form(chunks[act.main.head].first)
    if frame == "destroy":
        return "نسف" in form and bool(act.roles.objects)  # «نسف 12 منزلا في س»
    if frame == "explode" and (
        act.main.verbal or (after is not None and after.sort == "object" and "تفجير" not in form)
    ):
        return False
    return frame in _TOLD_ALONE


def _relief(act: Act) -> bool:
    """Whether relief bodies or people in need make a word of relief mean what it says."""
    frame = act.main.kind.frame if act.main.kind else ""
    if frame not in ("deliver", "block", "evacuate", "agree", "release", "lift"):
        return False
    if act.main.pair is not None:
        return not act.main.pair.pair.weak
    bodies = [c for c in (*act.roles.agents, *act.roles.parties) if c.sort == "actor"]
    return bool(bodies or act.roles.victims)


def _civil_doer(act: Act) -> bool:
    """Whether those who do it are people of a peaceful calling, and no weapon or harm is named."""
    agents = act.roles.agents
    if not (agents and (act.main.verbal or act.supports)) or _weapon(act) or any(c.sort != "people" for c in agents):
        return False
    return all(person.id.startswith("civilians.") for c in agents for person in c.value.people)


def _has_needed(act: Act, scene: Scene, needs: frozenset[str], armed: bool, war: bool) -> bool:
    roles = act.roles
    things = (*roles.objects, *roles.patients, *roles.means, *roles.victims)
    objects = {sense.entry.id for c in things for sense in c.senses if sense.sort == "object"}
    checks = {
        "place": bool(roles.places),
        "armed": armed,
        "doer": bool(roles.places) and any(_fights(scene, c) for c in roles.agents),
        "victim": bool(roles.victims),
        "people": any(c.sort == "people" for c in (*roles.victims, *roles.agents, *roles.patients)),
        "object": bool(roles.objects),
        "object:post": any(c.value.post for c in roles.objects if c.sort == "object"),
        "weapon": any(c.sort == "means" and is_weapon(scene, c) for c in roles.means),
        "war": war,
    }
    if any(checks.get(need, need.removeprefix("object:") in objects) for need in needs):
        return True
    return "object:aircraft" in needs and any(_flies(c) for c in (*roles.means, *roles.patients, *roles.agents))


def _flies(chunk: Chunk) -> bool:
    family, service = getattr(chunk.value, "family", ""), getattr(chunk.value, "service", "")
    return family in ("aircraft", "drone", "missile") or service in ("air", "drone")


def _fights(scene: Scene, chunk: Chunk) -> bool:
    """Whether a doer is an armed party or people who belong to one."""
    return (
        names_armed(scene, chunk) if chunk.sort == "actor" else chunk.sort == "people" and chunk.value.party is not None
    )


def _weapon(act: Act) -> bool:
    harmed = any(c.sort == "people" and c.value.harms for c in act.roles.victims)
    named = any(part.kind is not None and part.sort == "act" and not part.kind.weak for part in act.parts)
    return bool(families_of(act) or act.harms or harmed or named)
