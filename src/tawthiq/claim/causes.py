"""Causes: which act of a sentence did the harm that it tells."""

from collections.abc import Iterable, Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

HARMFUL = frozenset(
    {"strike", "explode", "raid", "clash", "down", "mistreat", "repel", "kill", "protest", "besiege", "destroy"}
)
_ATTACKING = frozenset({"strike", "raid"})
_NEWS = ("انباء", "معلومات", "تقارير")
_NONE = frozenset({"دون", "بدون", "بلا", "عدم", "لا"})
_NONE_REACH = 6
_HEARD = frozenset(
    "ورود وقوع تسجيل حدوث سقوط انباء الانباء معلومات تفاصيل اي ايه عن حجم معرفه اعداد ذكر وجود خساير اضرار او".split()
)
_NOT_HEARD = frozenset("ترد يرد تسجل يسجل تقع يقع تعرف يعرف تتوفر تتوافر ترصد يرصد تذكر يذكر تتضح".split())
_WENT = ("راح", "راحت", "ذهب")
_WHEN = frozenset({"عندما", "حين", "حينما"})
_ACCUSED = ("متهم", "مدان", "متورط")
_CHARGES = frozenset({"بجريمه", "بجرايم", "بعمليه", "بعمليات", "بتهمه"})


def causes(words: Sequence[Word], chunks: Sequence[Chunk], act: Predication, harm: Predication) -> bool:
    """Whether an act after harm is its cause: «بقصف», «جراء قذائف أطلقتها», «خلال اشتباكات»."""
    between = chunks[harm.head + 1 : min(act.start, act.head)]
    if charged_with(words, chunks, act):
        return False
    if act.frame not in HARMFUL or any(chunk.grammar("parallel") is not None for chunk in between):
        return False
    weapon = act.verbal and act.object_at is not None and act.object_at < act.head
    if act.verbal and weapon_before(words, chunks, act.head):
        return True
    if act.verbal and not weapon:
        return act.link is not None and _led_by(words, act, act.link)
    named = act.object_at if weapon and act.object_at is not None else act.head
    if chunks[named].clitic.endswith("ب") or _harmed_by(words, chunks, act.head):
        return True
    for before in reversed(chunks[max(0, named - 4) : named]):
        if before.grammar("cause") is not None or words[before.first].form.startswith("ب"):
            return True
        if before.sort not in ("word", "lex", "number") or before.clitic.startswith("و"):  # «جراء ثلاث هجمات»
            return False
    return False


def charged_with(words: Sequence[Word], chunks: Sequence[Chunk], act: Predication) -> bool:
    """«مقتل القيادي المتهم بجريمة اغتيال الوزير»: what someone who is told of stands accused of."""
    at = chunks[act.head].first - 1
    if act.verbal or at < 1:
        return False
    at -= words[at].form in _CHARGES
    return words[at + 1].form.startswith("ب") and words[at].form.removeprefix("ال").startswith(_ACCUSED)


def _harmed_by(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> bool:
    """«حصيلة ضحايا الغارات»: people harmed, and what harmed them right after; «…، حصيلة غارات على س»."""
    before = chunks[at - 1] if at else None
    if before is not None and words[before.last].form == "حصيله" and "،" in words[before.last].gap:
        return True
    return (
        before is not None and before.sort == "people" and bool(before.value.harms) and words[chunks[at].first].joined
    )


def weapon_before(words: Sequence[Word], chunks: Sequence[Chunk], verb: int) -> Chunk | None:
    """«أصيب بمسيّرة استهدفت سيارة»: the weapon that did the harm, right before a verb that goes on about it."""
    before = chunks[verb - 1] if verb else None
    if before is None or before.sort not in ("means", "actor") or before.clitic != "ب":
        return None
    return before if not chunks[verb].clitic and words[chunks[verb].first].joined else None


def _led_by(words: Sequence[Word], act: Predication, link: Chunk) -> bool:
    """Whether the word before a verb makes it a cause: «بعد أن», «لدى انفجار», «عندما هاجمت»; not every «حين» does."""
    timed = act.frame == "explode" and link.grammar("temporal") is not None
    attacking = act.frame in _ATTACKING and words[link.last].form in _WHEN
    return timed or attacking or link.grammar("cause") is not None


def damage_of(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«ما أدى إلى مقتل … واحتراق منزلين»: damage told as the result of the act before it."""
    damage = act.main.shape == "noun" and act.main.kind is not None and act.main.kind.frame == "destroy"
    if not damage or act.follows is None:
        return False
    between = chunks[act.follows.main.head + 1 : act.main.head]
    return any(chunk.grammar("result") is not None for chunk in between)


def _subject_of(chunks: Sequence[Chunk], act: Predication, damage: Predication) -> bool:
    """«دمرت غارة منزلا»: the noun of an act right behind a verb of damage is what did it."""
    named = not act.verbal and not chunks[act.head].clitic
    return named and damage.verbal and act.head == damage.head + 1


def struck_by(chunks: Sequence[Chunk], act: Predication, harm: Predication) -> bool:
    """«قتلت غارة عنصرا»: the strike right behind a verb of harm did it, to those in the strike's own stretch."""
    struck = act.frame in ("strike", "explode") and _subject_of(chunks, act, harm)
    if struck:
        harm.end = act.end
    return struck


def by_strike(act: Act, chunks: Sequence[Chunk]) -> bool:
    """«قصف دمر أجزاء واسعة منه»: a verb of damage right behind the noun of the strike that did it."""
    told = act.follows.main if act.follows is not None and act.main.verbal else act.main
    near = not told.verbal and act.main.head - told.head <= 2 and not chunks[act.main.head].clitic
    return near and told.frame in ("strike", "explode")


def fell_victim(words: Sequence[Word], chunk: Chunk) -> bool:
    """«راح ضحية القصف …»: the noun tells what became of people who are named later."""
    return words[chunk.first].form == "ضحيه" and chunk.first > 0 and words[chunk.first - 1].form.endswith(_WENT)


def none_told(words: Sequence[Word], harm: Chunk) -> bool:
    """«دون وقوع إصابات», «لم ترد أنباء عن خسائر بشرية»: whether harm is only said not to be known of."""
    at = harm.first - 1
    while at >= 0 and harm.first - at <= _NONE_REACH and words[at].form.removeprefix("ب") in _HEARD:
        at -= 1
    if at < 0:
        return False
    before = words[at - 1].form.removeprefix("و") if at else ""
    unheard = words[at].form in _NOT_HEARD and (before == "لم" or (before == "ان" and words[at - 2].form in _NONE))
    return words[at].form.removeprefix("و") in _NONE or unheard


def cause_ahead(chunks: Sequence[Chunk], harm: Predication) -> bool:
    """Whether an act noun that may be its cause comes after harm."""
    for chunk in chunks[harm.head + 1 :]:
        if chunk.has("reporting", "past", "present"):
            return False
        if chunk.has("trigger", "noun") and not any(sense.entry.frame == "harm" for sense in chunk.of("trigger")):
            return True
    return False


def meanwhile(words: Sequence[Word], act: Predication) -> bool:
    """Whether an act only says what was going on («خلال اقتحام», «أثناء مداهمة»)."""
    return act.link is not None and words[act.link.last].form in ("خلال", "اثناء")


def names_weapon(chunks: Sequence[Chunk], harms: Iterable[Predication]) -> bool:
    """Whether harm is told with its own weapon («برصاص قوات …»)."""
    told = (chunk for harm in harms for chunk in chunks[harm.head : harm.end])
    return any(chunk.sort == "means" and chunk.clitic.endswith("ب") for chunk in told)


def opens_clause(chunk: Chunk) -> bool:
    """Whether a word opens a clause of its own, so that a verb behind it tells no more of the act before."""
    relative = chunk.grammar("relative")
    return bool(chunk.grammar("complement") or (chunk.grammar("parallel") and not relative))


def take_damage(words: Sequence[Word], chunks: Sequence[Chunk], act: Act) -> None:
    """«احتراق منزلين في س جراء قصف», «دمرت غارة منزلا»: damage, and where it was, belongs to the act that did it."""
    before = act.follows
    if before is None or before.main.frame != "destroy" or act.main.frame not in ("strike", "explode"):
        return
    done = words[chunks[before.main.head].last].form.endswith("وا")
    if done or before.roles.agents:
        return
    if not causes(words, chunks, act.main, before.main) and not _subject_of(chunks, act.main, before.main):
        return
    before.main.tags.add("damage of the next act")
    act.roles.places = act.roles.places or list(before.roles.places)
    act.roles.objects = act.roles.objects or list(before.roles.objects)


def tells_where(chunks: Sequence[Chunk], act: Act, verb: Predication) -> bool:
    """«أطلقت … صواريخ، استهدفت بلدة س»: a verb with no subject that tells where the weapon before it struck."""
    before = chunks[act.main.head + 1 : verb.head]
    if not act.main.verbal or chunks[verb.head].clitic or verb.subject is not None or act.roles.places:
        return False
    return any(chunk.sort == "means" for chunk in before) and not any(opens_clause(chunk) for chunk in before)


def heard_of(words: Sequence[Word], chunks: Sequence[Chunk], harm: Predication) -> bool:
    """«قصف على قرى س وأنباء عن إصابات»: whether harm is only heard of."""
    forms = [words[chunk.last].form for chunk in chunks[max(0, harm.head - 4) : harm.head]]
    return "عن" in forms and any(form.endswith(_NEWS) for form in forms)
