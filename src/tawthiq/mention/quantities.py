"""Quantities of people: how many, of whom («خمسة مدنيين», «جنديين», «العشرات من عناصرها», «40 قتيلا وجريحا»).

Rules: `quantity.counted` (a number and a noun), `quantity.dual`, `quantity.one` (a singular noun, «أحد عناصر»),
`quantity.vague` («عشرات»), `quantity.several` (a plural with no number), `quantity.number` (a number alone),
`quantity.others` («آخرون»), `quantity.family` («عائلة من خمسة أفراد»).
"""

from msgspec import Struct
from msgspec.structs import replace

from tawthiq.arabic.fold import fold_name
from tawthiq.arabic.numerals import read_number
from tawthiq.lexicon.entries import Actor, People
from tawthiq.lexicon.phrases import Match, Sense
from tawthiq.mention.actors import ActorMention, allies, belongs, read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.counts import VAGUE, Bounds, Count, bounded_after, ranges, read_count
from tawthiq.mention.scene import Scene
from tawthiq.mention.short_names import is_country

__all__ = ["VAGUE", "PeopleMention", "party_actor", "read_people"]

_NO_PERSONS = frozenset({"object", "means", "head", "trigger"})
_NISBA = ("ي", "يه", "يا")
_GRADES = frozenset(
    "بارز بارزا بارزه البارز البارزه البارزين بارزين سابق سابقا السابق السابقين كبير كبار ميداني ميدانيا".split()
)
_NO_PEOPLE = frozenset({"air", "drone", "artillery", "navy"})
_COUNTING = frozenset({"people", "bounds", "vague", "one_of", "others"})
_TWO = frozenset({"اثنين", "اثنان", "اثنتين", "اثنتان"})
_DEFINITE_VAGUE = frozenset({"العشرات", "الميات", "الالاف", "الملايين"})
_OF_THEM = frozenset({"من", "منهم", "منهن", "منهما"})
_WHOLE = frozenset({"كامله", "باكملها", "بكاملها", "واحده", "نازحه"})
_THINGS = frozenset({"means", "object"})
_CLOTHES = frozenset({"زي", "بزي", "لباس", "بلباس", "بملابس", "ملابس", "ثياب", "بثياب"})
_ARMED_THINGS = frozenset({"مسلحه", "مقاتله"})
_CAPTURED = frozenset({"اسر", "واسر", "فاسر"})
_TAKERS = frozenset({"actor", "short", "force", "people"})
_TAKER_REACH = 4
_DUAL_MARK = "\u064e"  # fatha before the ya: «مدنيَّين» are two, «مدنيِّين» several


class PeopleMention(Struct, frozen=True):
    """People counted or named by a noun.

    `people` are the nouns' entries («قتيلا وجريحا» has two), `party` the actor they belong to, `others` that they come
    on top of those before («وثلاثة آخرون»), `counted` that a number or vague number is stated, `definite` tells
    «المدنيين».
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
        return tuple(dict.fromkeys([people.harm for people in self.people if people.harm]))


def read_people(scene: Scene, at: int) -> Chunk | None:
    """The quantity or people noun that begins at a word."""
    if _minutes(scene, at) or _takes_captive(scene, at):
        return None
    if scene.number(at) is None and not scene.means(at, _COUNTING) and not ranges(scene, at):
        return None
    count = read_count(scene, at)
    if count:
        return None if scene.joined(count.next) and scene.grammar(count.next, "ages") else _counted(scene, count)
    return _one_of(scene, at) or _noun_alone(scene, at)


def _minutes(scene: Scene, at: int) -> bool:
    """«16:48 كتيبة س: …»: what counts minutes counts no one."""
    return at > 0 and scene.words[at].gap == ":" and scene.words[at - 1].sort == "number"


def _takes_captive(scene: Scene, at: int) -> bool:
    """«أسر الحوثيون 12 جنديا»: the verb, and no families, where those taken stand behind who took them."""
    if scene.form(at) not in _CAPTURED or not scene.joined(at + 1) or scene.number(at + 1) is not None:
        return False
    if not scene.means(at + 1, _TAKERS) or (scene.joined(at) and scene.grammar(at - 1, "prepositions")):
        return False
    for behind in range(at + 2, at + 2 + _TAKER_REACH):
        if not scene.joined(behind):
            return False
        people = scene.first(behind, "people")
        taken = people is not None and not people[0].clitic and not scene.form(behind).startswith("ال")
        if taken or scene.number(behind) is not None:
            return True
    return False


def _conjoined_noun(scene: Scene, at: int) -> bool:
    """«3 وإصابة»: what «و» joins to a number is no noun counted by it."""
    entry = scene.first(at, "people")
    return entry is not None and entry[0].clitic.startswith("و")


def _counted(scene: Scene, count: Count) -> Chunk | None:
    at = count.next
    if scene.joined(at) or at == count.first:
        at = at + 1 if scene.form(at) in ("من", "منهم") and scene.joined(at + 1) else at
        mention = None if _conjoined_noun(scene, at) or _uncounted(scene, count, at) else _nouns(scene, at)
        if mention:
            last, found = mention
            bound = bounded_after(scene, replace(count, next=last + 1), last + 1)
            value = replace(found, low=bound.bounds[0], high=bound.bounds[1], counted=True)
            return Chunk("people", count.first, bound.next - 1, count.rule, value, count.clitic)
        others = scene.grammar(at, "others")
        if others:
            value = PeopleMention(*count.bounds, others=True)
            return Chunk("people", count.first, others.last, "quantity.others", value, count.clitic)
    value = PeopleMention(*count.bounds)
    if count.rule == "quantity.vague":
        return _vague_alone(scene, count, value)
    return Chunk("number", count.first, count.next - 1, "quantity.number", value, count.clitic)


def _uncounted(scene: Scene, count: Count, at: int) -> bool:
    """«شيع الآلاف جثمان مجند», «عائلة واحدة ضحايا قصف»: a noun behind a number that it does not count."""
    if scene.form(at - 1) in ("من", "منهم"):
        return False
    if count.rule == "quantity.vague":
        return scene.form(count.first).removeprefix("و") in _DEFINITE_VAGUE
    entry = scene.first(at, "people")
    return count.bounds == (1, 1) and entry is not None and entry[1].shape == "plural"


def _vague_alone(scene: Scene, count: Count, value: PeopleMention) -> Chunk | None:
    """«العشرات», «وجرح عشرات»: people where no other noun follows; before a thing it counts the thing."""
    following = count.next
    if scene.joined(following) and (scene.first(following, "object") or scene.first(following, "means")):
        return Chunk("number", count.first, count.next - 1, "quantity.number", value, count.clitic)
    definite = any(scene.form(at).startswith(("ال", "وال")) for at in range(count.first, count.next))
    alone = (
        following >= len(scene)
        or bool(scene.words[following].gap.strip())
        or bool(scene.grammar(following, "prepositions"))
    )
    counts_people = count.bounds[0] not in (2, 3) and (definite or alone)
    return Chunk("people", count.first, count.next - 1, count.rule, value, count.clitic) if counts_people else None


def _one_of(scene: Scene, at: int) -> Chunk | None:
    one = scene.grammar(at, "one_of")
    if not one or not scene.joined(one.last + 1):
        return None
    found = _nouns(scene, one.last + 1)
    if not found:
        return None
    return Chunk("people", at, found[0], "quantity.one", replace(found[1], low=1, high=1), one.clitic)


def _is_nisba(scene: Scene, at: int) -> bool:
    """«شعارات عنصرية»: an adjective in «ـية», and no two people with a pronoun («عنصريه»)."""
    word = scene.words[at]
    return word.form.endswith("يه") and scene.text[word.end - 1] == "ة"


def _noun_alone(scene: Scene, at: int) -> Chunk | None:
    others = scene.grammar(at, "others")
    if others:
        single = scene.form(at).removeprefix("و") in ("اخر", "اخري", "اخرا")
        two = scene.form(at).removeprefix("و") in ("اخران", "اخريين", "اخريان")
        bounds: Bounds = (1, 1) if single else (2, 2) if two else (2, None)
        value = PeopleMention(*bounds, counted=two, others=True)
        return Chunk("people", at, others.last, "quantity.others", value, others.clitic)
    entry = scene.first(at, "people")
    if not entry or _is_adjective(scene, entry) or _is_act(scene, entry) or _is_no_person(scene, at):
        return None
    match, sense = entry
    found = _nouns(scene, at)
    if not found:
        return None
    number = _number_of(scene, match.first, sense.shape)
    if number == "dual" and _is_nisba(scene, at):
        return None
    if sense.entry.unit == "family" and number == "sing":
        family = _family(scene, match, found)
        if family:
            return family
    rule, bounds = {
        "sing": ("quantity.one", (1, 1)),
        "dual": ("quantity.dual", (2, 2)),
        "plural": ("quantity.several", (2, None)),
    }[number]
    last, apposed = found[0], _apposed(scene, found[0] + 1, number)
    if apposed:
        last, bounds, rule = last + 1, (apposed, apposed), "quantity.counted"
    value = replace(found[1], low=bounds[0], high=bounds[1], counted=rule in ("quantity.dual", "quantity.counted"))
    return Chunk("people", at, last, rule, value, match.clitic)


def _apposed(scene: Scene, at: int, number: str) -> int | None:
    """«مدنيين اثنين», «الجنود الأربعة»: the number of people told behind their noun."""
    if number == "sing" or not scene.joined(at) or scene.form(at + 1) in _OF_THEM or scene.words[at].sort != "word":
        return None
    form = scene.form(at)
    two = form in _TWO and scene.form(at - 1).endswith(("ين", "ان"))
    definite = form.startswith("ال") and scene.form(at - 1).startswith(("ال", "لل", "وال", "بال"))
    found = read_number(scene.words, at) if two or definite else None
    return found.value if found is not None and found.end == at + 1 and 2 <= found.value <= 10 else None


def _is_adjective(scene: Scene, entry: tuple[Match, Sense]) -> bool:
    """«صفحات إعلامية», «تنظيم داعش الإرهابي»: a noun in «…ي» that agrees with the noun before it."""
    match, sense = entry
    at = match.first
    form = scene.form(at)
    before = scene.form(at - 1) if scene.joined(at) else ""
    gap = scene.words[at].gap
    quoted = gap != " " and not gap.strip("»”\"' ")
    if form.startswith("العسكري") and (quoted or scene.first(at - 2, "object") or scene.first(at - 2, "head")):
        return True  # «موقع "س" العسكري», «حاجز س العسكري»
    dressed = before in _CLOTHES and form.startswith("مدني")  # «متنكرة بزي مدني»
    if (
        dressed or _is_surname(form, sense) or (form in _ARMED_THINGS and before and scene.means(at - 1, _THINGS))
    ):  # «ست آليات مسلحة»
        return True
    if match.clitic or match.last > at or sense.shape != "sing" or not form.endswith(_NISBA) or not before:
        return False
    if form.startswith("ال"):
        return before.startswith(("ال", "لل", "وال", "بال")) or scene.ends_actor(at - 1)
    things = all(sense.sort in _NO_PERSONS for found in scene.lexical(at - 1) for sense in found.senses)
    noun = before.endswith(("ات", "ه", "ا")) and things
    return noun and form.endswith("ه") == before.endswith(("ات", "ه"))


def _is_no_person(scene: Scene, at: int) -> bool:
    """«استهداف مدرسة», «مستوطنة»: a building, unless a word of harm comes right before the teacher, or a settlement."""
    form, end = scene.form(at), scene.words[at].end
    if not form.endswith(("مدرسه", "مستوطنه")) or scene.text[end - 1] != "ة":
        return False
    if form.endswith("مستوطنه"):
        return True
    before = scene.first(at - 1, "trigger") if scene.joined(at) else None
    return before is None or before[1].entry.frame not in ("harm", "kill", "take", "release")


def _is_surname(form: str, sense: Sense) -> bool:
    """«اليافعي»: the article before a plural that has lost its «ن», as only a name is spelt."""
    plural = sense.shape == "plural" and form.startswith("ال") and form.endswith("ي")
    return plural and form[2:] + "ن" in {fold_name(noun).removeprefix("ال") for noun in sense.entry.plural}


def _is_act(scene: Scene, entry: tuple[Match, Sense]) -> bool:
    """«إصابة طفل»: what happens to people, not a person."""
    harmed = entry[1].shape == "sing" and entry[1].entry.harm
    triggers = scene.senses(entry[0].first, "trigger", "noun")
    return bool(harmed) and any(match.last == entry[0].last for match, _ in triggers)


def _family(scene: Scene, match: Match, found: tuple[int, PeopleMention]) -> Chunk | None:
    """«عائلة من خمسة أفراد»: the family's members are counted."""
    after = match.last + 2 if scene.form(match.last + 1) in _WHOLE else match.last + 1
    made_of = scene.grammar(after, "composed_of") if scene.joined(match.last + 1) and scene.joined(after) else None
    count = read_count(scene, made_of.last + 1) if made_of and made_of.last + 1 < len(scene) else None
    if not count or not scene.joined(count.next):
        return None
    members = _nouns(scene, count.next)
    if not members or members[1].party:
        return None
    value = replace(found[1], low=count.bounds[0], high=count.bounds[1], counted=True)
    return Chunk("people", match.first, members[0], "quantity.family", value, match.clitic)


def _number_of(scene: Scene, at: int, shape: str) -> str:
    """The number of a people noun: «…ين» that may be a dual or a plural is a plural, unless vowel marks say two."""
    marks = scene.words[at].marks
    if (
        shape == "plural"
        and scene.form(at).endswith("ين")
        and _DUAL_MARK in marks[-5:-1]
        and "\u0650" not in marks[-5:]
    ):
        return "dual"
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
    if (
        second
        and second[0].clitic == "و"
        and sense.entry.harm
        and second[1].entry.harm
        and second[1].shape == sense.shape
    ):
        people.append(second[1].entry)
        last = second[0].last
    last, more, party = (last, [], None) if _accuses(scene, at - 1) else _qualifiers(scene, last)
    definite = scene.form(at)[len(match.clitic) :].startswith("ال") or scene.form(at).startswith("لل")
    others = any(scene.grammar(i, "others") for i in range(at, last + 1))
    return last, PeopleMention(None, None, tuple(people + more), party, definite=definite, others=others)


def _accuses(scene: Scene, at: int) -> bool:
    """«اتهم سكان الحوثيين بـ»: behind a verb of accusing, people and the party that they accuse."""
    found = scene.first(at, "reporting") if at >= 0 and scene.joined(at + 1) else None
    return found is not None and found[1].entry.stance == "accuses" and found[1].shape in ("past", "present")


def _party_itself(scene: Scene, at: int) -> tuple[int, PeopleMention] | None:
    """«خمسة من قوات النظام», «العشرات من عناصرها»: the party stands where a noun would."""
    chunk = read_actor(scene, at) if at < len(scene) else None
    if not chunk or chunk.rule == "actor.affiliation" or chunk.clitic or chunk.sort == "people":
        return None
    if chunk.value.service in _NO_PEOPLE:
        return None
    return chunk.last, PeopleMention(None, None, (), chunk.value)


def _qualifiers(scene: Scene, last: int) -> tuple[int, list[People], ActorMention | None]:
    """Words after a people noun: «آخرين», «من الأطفال», «أتراك», «برتبة عقيد», «من عناصر التنظيم», «تابعين لـ»."""
    more: list[People] = []
    at = last + 1
    while scene.joined(at):
        others = scene.grammar(at, "others")
        rank = scene.first(at + 1, "people") if scene.form(at) == "برتبه" and scene.joined(at + 1) else None
        if (others and not others.clitic) or rank:
            last = others.last if others else at + 1
            at = last + 1
            continue
        if _is_nationality(scene, at):
            last, at = at, at + 1
            continue
        party = _party_after(scene, at)
        if party:
            return party[0], more, party[1]
        adjective = scene.first(at, "people")
        if adjective and _agrees(scene, last, adjective):
            more.append(adjective[1].entry)
            last, at = at, at + 1
            continue
        break
    return last, more, None


def _is_nationality(scene: Scene, at: int) -> bool:
    """«44 مهاجرا إثيوبيا»: an adjective in the accusative, spelt as its country is."""
    accusative = scene.form(at - 1).endswith("ا") and scene.form(at).endswith("يا")
    return accusative and any(is_country(sense.entry) for _, sense in scene.senses(at, "actor"))


def _agrees(scene: Scene, noun: int, adjective: tuple[Match, Sense]) -> bool:
    """Whether a people noun is the adjective of the one before: the same number and case."""
    match, sense = adjective
    before = scene.first(noun, "people")
    if match.clitic or sense.entry.harm or match.last > match.first or (before and before[1].shape != sense.shape):
        return False
    if scene.form(noun).startswith(("ال", "وال")) and not scene.form(match.first).startswith("ال"):
        return False
    accusative = scene.form(match.first).endswith("ا")
    return sense.shape != "sing" or not accusative or scene.form(noun).endswith("ا")


def _party_after(scene: Scene, at: int) -> tuple[int, ActorMention] | None:
    chunk = read_actor(scene, at)
    member_of = chunk is not None and chunk.clitic == "ب" and scene.grammar(at - 1, "members") is not None
    if member_of and chunk and chunk.rule in ("actor.listed", "actor.composed"):
        return chunk.last, chunk.value
    governed = chunk is not None and (chunk.sort == "affiliation" or not scene.form(at - 1).startswith("ال"))
    named = chunk is not None and chunk.sort in ("actor", "affiliation") and chunk.rule != "actor.generic"
    if chunk and named and governed and not chunk.clitic:
        return chunk.last, chunk.value
    noun = at - 1
    if scene.form(at) in _GRADES and scene.form(at + 1) == "في" and scene.joined(at + 1):
        at += 1  # «القيادات البارزة في التنظيم»
    belonging = belongs(scene, at)
    member = scene.form(at) == "في" and scene.grammar(noun, "members")
    start = belonging.last + 1 if belonging and scene.form(belonging.first) != "في" else at + 1 if member else 0
    if not start or start >= len(scene):
        return None
    chunk = read_actor(scene, start) or (read_actor(scene, start + 1) if scene.first(start, "framing") else None)
    if chunk and chunk.sort == "actor" and chunk.clitic in ("", "ل", "ب"):
        actor = chunk.value.actor
        if not actor or not is_country(actor):
            return chunk.last, replace(chunk.value, candidates=allies(scene, at, chunk.value.candidates))
    return None


def party_actor(mention: PeopleMention) -> Actor | None:
    """The actor whose people these are, where the text names one surely."""
    return mention.party.actor if mention.party else None
