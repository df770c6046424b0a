"""Quantities of people: how many, of whom («خمسة مدنيين», «جنديين», «العشرات من عناصرها», «40 قتيلا وجريحا»).

Rules: `quantity.counted` (a number and a noun), `quantity.dual`, `quantity.one` (a singular noun, «أحد عناصر»),
`quantity.vague` («عشرات»), `quantity.several` (a plural with no number), `quantity.number` (a number alone),
`quantity.others` («آخرون»). Bounds follow the public form: «عشرات» 20–99, «مئات» 200–999, «آلاف» 2000–9999, "at least n"
[n, none], "about n" ±10 %, «العديد» [2, none].
"""

from dataclasses import dataclass, replace

from tawthiq.arabic.numerals import read_number
from tawthiq.lexicon.entries import Actor, People
from tawthiq.mention.actors import ActorMention, read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

Bounds = tuple[int | None, int | None]

VAGUE: dict[str, Bounds] = {
    "several": (2, None),
    "few": (3, 9),
    "tens": (20, 99),
    "hundreds": (200, 999),
    "thousands": (2000, 9999),
    "tens_of_thousands": (20_000, 99_999),
    "hundreds_of_thousands": (200_000, 999_999),
}
_UNIT_WORDS = frozenset({"شخص", "نحو"})


@dataclass(frozen=True, slots=True)
class PeopleMention:
    """People counted or named by a noun.

    `people` are the nouns' entries («قتيلا وجريحا» has two), `party` the actor they belong to, `others` that they come on
    top of those before («وثلاثة آخرون»), `counted` that a number or vague number is stated, `definite` tells «المدنيين».
    """

    low: int | None
    high: int | None
    people: tuple[People, ...] = ()
    party: ActorMention | None = None
    counted: bool = True
    others: bool = False
    definite: bool = False

    @property
    def harms(self) -> tuple[str, ...]:
        """The kinds of harm that the nouns themselves state."""
        return tuple(dict.fromkeys(p.harm for p in self.people if p.harm))


@dataclass(frozen=True, slots=True)
class _Count:
    bounds: Bounds
    next: int
    first: int
    clitic: str
    rule: str = "quantity.counted"


def read_people(scene: Scene, at: int) -> Chunk | None:
    """The quantity or people noun that begins at a word."""
    count = _read_count(scene, at)
    if count:
        return _counted(scene, count)
    return _one_of(scene, at) or _noun_alone(scene, at)


def _read_count(scene: Scene, at: int) -> _Count | None:
    bound = scene.grammar_key(at, "bounds")
    if bound:
        inner = _plain_count(scene, bound[0].last + 1) if scene.joined(bound[0].last + 1) else None
        if inner and inner.rule != "quantity.vague":
            low, high = _bounded(bound[1], inner.bounds)
            return replace(inner, bounds=(low, high), first=at, clitic=bound[0].clitic)
        if inner:
            return replace(inner, first=at, clitic=bound[0].clitic)
        return None
    count = _plain_count(scene, at)
    after = scene.grammar_key(count.next, "bounds") if count and scene.joined(count.next) else None
    if count and after and scene.form(after[0].first) in ("علي", "تقريبا") and after[0].last - after[0].first <= 1:
        return replace(count, bounds=_bounded(after[1], count.bounds), next=after[0].last + 1)
    return count


def _plain_count(scene: Scene, at: int) -> _Count | None:
    vague = scene.grammar_key(at, "vague")
    if vague:
        return _Count(VAGUE[vague[1]], vague[0].last + 1, at, vague[0].clitic, "quantity.vague")
    number = read_number(scene.words, at)
    if not number:
        return None
    high = _range_end(scene, number.end)
    clitic = _number_clitic(scene, at)
    if high and high[0] > number.value:
        return _Count((number.value, high[0]), high[1], at, clitic)
    return _Count((number.value, number.value), number.end, at, clitic)


def _number_clitic(scene: Scene, at: int) -> str:
    word = scene.words[at]
    if word.sort != "word":
        return ""
    for clitic in ("وب", "ول", "ب", "ل", "و", "ف"):
        if word.form.startswith(clitic) and word.form != "واحد" and word.form != "واحده":
            return clitic
    return ""


def _range_end(scene: Scene, at: int) -> tuple[int, int] | None:
    """«5-7», «5 إلى 7», «خمسة أو ستة»: the upper number and the index after it."""
    if at >= len(scene):
        return None
    if scene.words[at].gap.strip() in ("-", "–") and scene.words[at].sort == "number":
        number = read_number(scene.words, at)
        return (number.value, number.end) if number else None
    if scene.form(at) in ("الي", "او") and scene.joined(at):
        number = read_number(scene.words, at + 1) if at + 1 < len(scene) else None
        return (number.value, number.end) if number else None
    return None


def _bounded(bound: str, bounds: Bounds) -> Bounds:
    low, high = bounds
    if bound == "least":
        return low, None
    if bound == "most":
        return None, high
    if low is None or high is None:
        return bounds
    return round(low * 0.9), round(high * 1.1)


def _counted(scene: Scene, count: _Count) -> Chunk | None:
    at = count.next
    low, high = count.bounds
    if scene.joined(at) or at == count.first:
        at = at + 1 if scene.form(at) in ("من", "منهم") and scene.joined(at + 1) else at
        mention = _nouns(scene, at)
        if mention:
            last, found = mention
            value = replace(found, low=low, high=high, counted=True)
            return Chunk("people", count.first, last, count.rule, value, count.clitic)
        others = scene.grammar(at, "others")
        if others:
            value = PeopleMention(low, high, others=True)
            return Chunk("people", count.first, others.last, "quantity.others", value, count.clitic)
    if count.rule == "quantity.vague":
        definite = scene.form(count.first).startswith("ال")
        return (
            Chunk("people", count.first, count.next - 1, count.rule, PeopleMention(low, high), count.clitic)
            if definite
            else None
        )
    return Chunk("number", count.first, count.next - 1, "quantity.number", PeopleMention(low, high), count.clitic)


def _one_of(scene: Scene, at: int) -> Chunk | None:
    one = scene.grammar(at, "one_of")
    if not one or not scene.joined(one.last + 1):
        return None
    found = _nouns(scene, one.last + 1)
    if not found:
        return None
    return Chunk("people", at, found[0], "quantity.one", replace(found[1], low=1, high=1), one.clitic)


def _noun_alone(scene: Scene, at: int) -> Chunk | None:
    others = scene.grammar(at, "others")
    if others:
        bounds: Bounds = (1, 1) if scene.form(at).removeprefix("و") in ("اخر", "اخري", "اخرا") else (2, None)
        value = PeopleMention(*bounds, counted=False, others=True)
        return Chunk("people", at, others.last, "quantity.others", value, others.clitic)
    entry = scene.first(at, "people")
    if not entry:
        return None
    match, sense = entry
    found = _nouns(scene, at)
    if not found:
        return None
    rule, bounds = {
        "sing": ("quantity.one", (1, 1)),
        "dual": ("quantity.dual", (2, 2)),
        "plural": ("quantity.several", (2, None)),
    }[_number_of(scene, match.first, sense.shape)]
    value = replace(found[1], low=bounds[0], high=bounds[1], counted=rule == "quantity.dual")
    return Chunk("people", at, found[0], rule, value, match.clitic)


def _number_of(scene: Scene, at: int, shape: str) -> str:
    """The number of a people noun: an indefinite «…ين» that may be a dual or a plural is a plural, as the press writes."""
    return shape if shape in ("sing", "dual", "plural") else "plural"


def _nouns(scene: Scene, at: int) -> tuple[int, PeopleMention] | None:
    """A people noun with what belongs to it: second noun («وجريحا»), adjectives, the party after it."""
    entry = scene.first(at, "people")
    if not entry:
        return _party_itself(scene, at)
    match, sense = entry
    people: list[People] = [sense.entry]
    last = match.last
    second = scene.first(last + 1, "people") if scene.joined(last + 1) else None
    if second and second[0].clitic == "و" and sense.entry.harm and second[1].entry.harm and second[1].shape == sense.shape:
        people.append(second[1].entry)
        last = second[0].last
    last, more, party = _qualifiers(scene, last)
    definite = scene.form(at)[len(match.clitic) :].startswith("ال") or scene.form(at).startswith("لل")
    others = last > match.last and bool(scene.grammar(last, "others"))
    return last, PeopleMention(None, None, tuple(people + more), party, definite=definite, others=others)


def _party_itself(scene: Scene, at: int) -> tuple[int, PeopleMention] | None:
    """«خمسة من قوات النظام», «العشرات من عناصرها»: the party stands where a noun would."""
    chunk = read_actor(scene, at) if at < len(scene) else None
    if not chunk or chunk.rule in ("actor.affiliation",) or chunk.clitic:
        return None
    if chunk.sort == "people":
        return None
    return chunk.last, PeopleMention(None, None, (), chunk.value)


def _qualifiers(scene: Scene, last: int) -> tuple[int, list[People], ActorMention | None]:
    """Words after a people noun: «آخرين», «من الأطفال», «أتراك», «من عناصر التنظيم», «تابعين لـ»."""
    more: list[People] = []
    at = last + 1
    while scene.joined(at):
        others = scene.grammar(at, "others")
        if others:
            last, at = others.last, others.last + 1
            continue
        party = _party_after(scene, at)
        if party:
            return party[0], more, party[1]
        adjective = scene.first(at, "people")
        if adjective and not adjective[0].clitic and not adjective[1].entry.harm and adjective[0].last == at:
            more.append(adjective[1].entry)
            last, at = at, at + 1
            continue
        break
    return last, more, None


def _party_after(scene: Scene, at: int) -> tuple[int, ActorMention] | None:
    chunk = read_actor(scene, at)
    if chunk and not chunk.clitic and chunk.rule != "actor.generic" and chunk.sort in ("actor", "affiliation"):
        return chunk.last, chunk.value
    belonging = scene.grammar(at, "belonging")
    if belonging and scene.form(belonging.first) != "في" and belonging.last + 1 < len(scene):
        chunk = read_actor(scene, belonging.last + 1)
        if chunk and chunk.sort == "actor" and (chunk.clitic in ("", "ل", "ب")):
            actor = chunk.value.actor
            if not actor or actor.sort != "state":
                return chunk.last, chunk.value
    return None


def party_actor(mention: PeopleMention) -> Actor | None:
    """The actor whose people these are, where the text names one surely."""
    return mention.party.actor if mention.party else None
