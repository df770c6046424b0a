"""Deaths and wounds that are told within the telling of another act: of those mourned, buried or brought away."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.acts import Act
from tawthiq.mention.chunk import Chunk

_AFTER = frozenset({"بعد", "عقب", "منذ", "اثر"})
_BROUGHT = frozenset("نقل نقلت نقلوا نقلا اسعف اسعفت اسعفوا ادخل ادخلت".split())
_OWN = ("ته", "تها", "تهم", "تهما")


def mourned(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«نعت القيادة جنديين قضيا في قصف»: the news is the death told behind, of which the mourning tells."""
    head = act.main.head
    mourning = act.main.frame == "bury" and words[chunks[head].first].form.removeprefix("و").startswith(
        ("نع", "ينع", "تنع")
    )
    return mourning and any(
        sense.entry.frame == "harm" and sense.shape != "noun"
        for chunk in chunks[head + 1 : head + 6]
        for sense in chunk.of("trigger")
    )


def of_those_buried(act: Act, chunks: Sequence[Chunk], _words: Sequence[Word]) -> bool:
    """«شُيّع جثامين عشرة من الشهداء الذين ارتقوا في الجبهات»: a death told only of those who are buried."""
    before = act.follows
    told = before is not None and before.main.frame == "bury" and act.main.sort == "harm" and act.main.verbal
    relative = chunks[act.main.head - 1].grammar("relative") is not None
    placed = any(place.value.candidates and not place.value.reference for place in act.roles.places)
    return told and relative and not (placed or act.roles.means or act.roles.agents)


def hurt_before(act: Act, chunks: Sequence[Chunk], words: Sequence[Word]) -> bool:
    """«نُقل على أثر إصابته إلى المشفى»: harm with a pronoun behind a word of cause was told before."""
    head = chunks[act.main.head]
    own = act.main.sort == "harm" and not act.main.verbal and words[head.last].form.endswith(_OWN)
    brought = any(word.form.removeprefix("و") in _BROUGHT for word in words[max(0, head.first - 5) : head.first])
    return own and brought and not head.clitic and words[head.first - 1].form in _AFTER
