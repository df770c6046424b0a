"""Act nouns that tell of the act before them once more: its name again, how it was done, or what it stopped."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.claim.filling import RoleReader
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

PREDICATE_FRAMES = frozenset({"strike", "explode", "raid"})
_NAMED_AGAIN = frozenset({"agree", "deploy", "surrender", "leave"})
_BY_OPERATION = frozenset({"seize", "take", "kill", "release"})
_REPELLED = frozenset({"strike", "raid", "seize", "advance"})
_REPELLED_REACH = 6
_COUNT_REACH = 4
_ABOUT = frozenset({"بنحو", "بحوالي", "بقرابه", "باكثر", "بما"})


def names_again(chunks: Sequence[Chunk], act: Act, noun: Predication) -> bool:
    """«اتفق الطرفان على هدنة», «أرسلت القوات تعزيزات», «خرق اتفاق الهدنة»: the noun only names what was said."""
    if noun.verbal:
        return False
    between = chunks[act.main.head + 1 : noun.head + 1]
    joined = not any(chunk.clitic.startswith("و") and chunk.sort == "lex" for chunk in between)
    opened = any(chunk.grammar("complement") or chunk.grammar("parallel") for chunk in between)
    same = act.main.frame in _NAMED_AGAIN and noun.kind_id == act.main.kind_id
    same = same or (act.main.frame == "violate" and noun.frame == "agree")
    return same and joined and not opened


def serves(words: Sequence[Word], chunks: Sequence[Chunk], act: Act, noun: Predication) -> bool:
    """Whether an act noun tells how the act before it was done («استهدفت بغارات»), or what it stopped."""
    chunk, host = chunks[noun.head], act.main
    before = words[chunk.first - 1].form if chunk.first else ""
    joined = chunk.clitic.startswith("و")
    served = chunk.clitic in ("ب", "وب") or before == "عبر" or (before.startswith("ب") and before != "بعد")
    served = served or _counted(words, chunk.first)
    if served and not joined and host.frame in PREDICATE_FRAMES and noun.frame in PREDICATE_FRAMES:
        return True
    if (joined and _with_weapon(words, chunks, act, noun)) or _by_strike(chunks, act, noun):
        return True
    same = noun.kind is not None and host.kind is not None and noun.kind.kind == host.kind.kind
    vague = noun.kind is not None and noun.kind.open and noun.kind.weak and noun.frame == host.frame
    if (same or vague) and not chunk.clitic and before == "في":
        return True
    operation = words[chunk.first].form.startswith("عملي") and before in ("في", "خلال", "ضمن", "عبر")
    if operation and host.verbal and host.frame in _BY_OPERATION and not chunk.clitic:
        return True
    if host.frame == "repel" and noun.frame in _REPELLED and not joined:
        return noun.head - host.head <= _REPELLED_REACH
    explosive = host.frame == "explode" and noun.frame == "explode"
    return explosive and not chunk.clitic and _adjacent(chunks, host.head, noun.head)


def _with_weapon(words: Sequence[Word], chunks: Sequence[Chunk], act: Act, noun: Predication) -> bool:
    """«هاجم النقطة بالقذائف والقنص»: a definite act noun beside a weapon that «بـ» governs."""
    frames = act.main.frame in PREDICATE_FRAMES and noun.frame in PREDICATE_FRAMES
    weapon = chunks[noun.head - 1] if frames and act.main.verbal and noun.head else None
    governed = weapon is not None and weapon.sort == "means" and weapon.clitic.endswith("ب")
    return governed and words[chunks[noun.head].first].form.startswith("وال")


def _by_strike(chunks: Sequence[Chunk], act: Act, noun: Predication) -> bool:
    """«اغتيل بغارة على سيارته», «أعطبوا جرافة بتفجير عبوة»: how someone was killed, or a thing wrecked."""
    strikes = noun.frame in ("strike", "explode") and chunks[noun.head].clitic == "ب"
    return strikes and (act.main.frame == "kill" or (act.main.frame == "destroy" and act.main.verbal))


def _counted(words: Sequence[Word], first: int) -> bool:
    """«استهدفت بنحو 4 غارات»: «بـ» before the number of the act noun."""
    near = words[max(0, first - _COUNT_REACH) : first]
    numbered = bool(near) and near[-1].sort == "number"
    return numbered and any(word.form in _ABOUT for word in near)


def names_cause(
    words: Sequence[Word], chunks: Sequence[Chunk], act: Act, result: Predication, noun: Predication
) -> bool:
    """«قصف الطيران السوق، وأسفر القصف عن مقتل خمسة»: the act's name again, only to say what came of it."""
    if result.sort != "result" or noun.frame != act.main.frame or noun.head != result.head + 1:
        return False
    apart = result.link is not None and result.link.grammar("parallel") is not None
    chunk = chunks[noun.head]
    if apart or chunk.first != chunk.last or not is_reference(words, chunks, noun):
        return False
    roles = RoleReader(words, chunks, noun).read()
    return not (roles.places or roles.agents or roles.patients or roles.objects or roles.means)


def destroys_it(words: Sequence[Word], chunks: Sequence[Chunk], act: Act, verb: Predication) -> bool:
    """«اعترضت الدفاعات صاروخا ودمرته»: what is brought down is not destroyed once more."""
    head = chunks[verb.head]
    pronoun = words[head.last].form.endswith(("ه", "ها", "هما", "هم"))
    return act.main.frame == "down" and verb.frame == "destroy" and head.clitic == "و" and pronoun


def is_reference(words: Sequence[Word], chunks: Sequence[Chunk], noun: Predication) -> bool:
    """Whether an act noun has the article, so that it may point back to an act told before («القصف», «للقصف»)."""
    if noun.verbal:
        return False
    chunk = chunks[noun.head]
    form = words[chunk.first].form[len(chunk.clitic) :]
    return form.startswith("ال") or (chunk.clitic.endswith("ل") and words[chunk.first].form.startswith("لل"))


def is_circumstance(words: Sequence[Word], chunks: Sequence[Chunk], noun: Predication) -> bool:
    """A definite act noun under a word of time («عقب الهجوم»): the verb after it is the sentence's own."""
    timed = noun.link is not None and noun.link.grammar("temporal") is not None
    before = chunks[max(0, noun.head - 2) : noun.head]
    timed = timed or any(c.grammar("temporal") is not None and c.grammar("prepositions") is None for c in before)
    form = words[chunks[noun.head].first].form
    return timed and (is_reference(words, chunks, noun) or form.endswith(("ها", "هم")))


def _adjacent(chunks: Sequence[Chunk], left: int, right: int) -> bool:
    return not any(c.grammar("prepositions") or c.grammar("cause") for c in chunks[left + 1 : right])
