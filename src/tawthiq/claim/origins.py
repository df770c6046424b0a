"""Origins: whose ground fire comes from («من مناطق سيطرة قسد», «مصدرها مواقع النظام») says who fires."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

_SOURCES = frozenset({"مصدره", "مصدرها", "مصدرهما", "مصدرهم"})
_GROUND = (
    *("مناطق", "منطقه", "مواقع", "موقع", "اراضي", "الاراضي", "معسكر", "معسكرات", "قواعد", "قاعده", "نقاط", "نقطه"),
    *("حواجز", "حاجز", "مرابض", "مربض", "داخل", "جهه", "جهات", "جانب", "الجانب", "تمركزات", "مقرات", "ثكنات"),
    *("المناطق", "المواقع"),
)
_HELD = frozenset(
    "سيطره لسيطره نفوذ لنفوذ تمركز انتشار تسيطر يسيطر عليها عليه تتمركز تنتشر فيها تخضع خاضعه الخاضعه تابعه التابعه "
    "واقعه الواقعه تحت احتلال نفوذها الاراضي مشتركه المشتركه مشترك التي".split()
)
_PART_OF = frozenset(
    {"بالقرب", "قريبه", "القريبه", "مقربه", "القرب", "عدد", "عددا", "العديد", "كل", "كلا", "جزء", "بعض", "عناصر"}
)
_STRIKING = frozenset({"strike", "explode"})
_LEFT = frozenset({"مخلفات", "بقايا"})
_CONTESTED = frozenset({"sy", "iq", "ye", "ly", "sd", "lb", "ps", "eg"})
_REACH = 16
_STRETCH = 8


def find_origins(words: Sequence[Word], chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """Give strikes with no doer of their own those whose ground the fire comes from."""
    for act in acts:
        if act.main.frame in _STRIKING:
            origin = _origin(words, chunks, act)
            holders = [chunk for chunk in origin if _holds(chunk)]
            if holders and all(chunk in holders for chunk in act.roles.agents):
                act.roles.agents = holders
                act.roles.patients = [chunk for chunk in act.roles.patients if chunk not in origin]
                act.roles.objects = [chunk for chunk in act.roles.objects if chunk not in origin]
                ground = _where(chunks, chunks.index(holders[-1]))
                if len(act.roles.places) > 1:
                    act.roles.places = [chunk for chunk in act.roles.places if chunk is not ground]


def find_remnants(words: Sequence[Word], chunks: Sequence[Chunk], acts: Sequence[Act]) -> None:
    """«انفجار قنبلة من مخلفات قصف قوات س»: who left the weapon that goes off did it, and is not whom it harms."""
    for act in acts:
        if act.main.frame != "explode":
            continue
        left = next((at for at, c in enumerate(chunks) if words[c.last].form in _LEFT and at > act.main.head), None)
        owners = _owners_of_remnants(chunks[left + 1 : left + _STRETCH]) if left is not None else []
        if owners and not any(chunk.sort == "actor" for chunk in act.roles.agents):
            act.roles.agents = owners
            act.roles.patients = [chunk for chunk in act.roles.patients if chunk not in owners]


def _owners_of_remnants(behind: Sequence[Chunk]) -> list[Chunk]:
    """The parties that stand behind «مخلفات», at once or through the act that left them."""
    found: list[Chunk] = []
    for chunk in behind:
        party = chunk.sort in ("actor", "affiliation") and chunk.clitic in (("و",) if found else ("", "ل"))
        if party:
            found.append(chunk)
        elif found or not (chunk.sort in ("word", "means") or chunk.has("trigger", "noun") or _earlier(chunk)):
            break
    return found


def _earlier(chunk: Chunk) -> bool:
    return chunk.grammar("previous") is not None


def _where(chunks: Sequence[Chunk], holder: int) -> Chunk | None:
    """«مصدره مواقع القوات في مدينة س»: where the ground lies that fire comes from."""
    led = holder + 2 < len(chunks) and chunks[holder + 1].grammar("prepositions") == "في"
    return chunks[holder + 2] if led and chunks[holder + 2].sort == "place" else None


def told_by_origin(words: Sequence[Word], chunks: Sequence[Chunk], noun: Predication, verb: Predication) -> bool:
    """«قصف مصدره قوات س استهدف …»: who stands before the verb only tells whose fire the act noun is."""
    before = chunks[noun.head + 1 : verb.subject]
    if any(words[chunk.last].form in _SOURCES for chunk in before):
        return True
    near = chunks[noun.head + 1 : noun.head + _STRETCH]
    return any(_opens(words, chunks, noun.head + 1 + at) for at in range(len(near)) if noun.head + 1 + at < verb.head)


def _holds(chunk: Chunk) -> bool:
    """Whether a chunk is a party that holds ground; the soil of a country at war is not its army's."""
    if chunk.sort != "affiliation":
        return chunk.sort == "actor"
    state = chunk.value.affiliation.actor or ""
    return state.split(".")[0] not in _CONTESTED


def _origin(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> list[Chunk]:
    """The chunks behind a word of origin after the act that tell whose the ground is."""
    for at in range(act.main.head + 1, min(act.main.head + _REACH, len(chunks))):
        if not _opens(words, chunks, at):
            continue
        if any(map(_new_clause, chunks[act.main.head + 1 : at + 1])):
            return []
        found = _ground(words, chunks, at + 1, words[chunks[at].last].form in _SOURCES)
        if any(_holds(chunk) for chunk in found):
            return found
    return []


def _new_clause(chunk: Chunk) -> bool:
    """Whether a chunk opens another clause."""
    if chunk.grammar("complement") is not None or chunk.grammar("parallel") is not None:
        return True
    return chunk.clitic in ("و", "ف") and chunk.has("trigger", "past", "present")


def _opens(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    form = words[chunks[at].last].form
    if form in _SOURCES:
        return True
    if form != "من" or at + 1 >= len(chunks):
        return False
    first = chunks[at].first
    following = words[chunks[at + 1].first]
    return following.form in _GROUND and not (first and words[first - 1].form in _PART_OF)


def _ground(words: Sequence[Word], chunks: Sequence[Chunk], at: int, held: bool) -> list[Chunk]:
    """The ground told from a chunk on and who holds it; `held` that the holders may stand there without it."""
    found: list[Chunk] = []
    named = False
    for chunk in chunks[at : at + _STRETCH]:
        form = words[chunk.first].form.removeprefix("و")
        ground = form in _GROUND or form in _HELD or words[chunk.last].form in _HELD
        named = named and not (ground and words[chunk.first].form.startswith("و"))
        party = chunk.sort in ("actor", "affiliation") and held and (not named or chunk.clitic.startswith("و"))
        if not form:  # «، و مناطق سيطرة …»
            continue
        if not ground and not party:
            break
        found.append(chunk)
        held, named = True, named or party
    return found
