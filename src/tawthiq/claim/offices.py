"""Offices: whose an office, a document or a count is, and where the words that tell it end."""

from collections.abc import Sequence

from tawthiq.arabic.fold import fold_name
from tawthiq.claim.discourse import Discourse
from tawthiq.lexicon.entries import Actor
from tawthiq.mention.actors import affiliated, read_actor
from tawthiq.mention.chunk import Chunk
from tawthiq.mention.scene import Scene

_DOCUMENTS = frozenset({"statement", "report_document", "video"})
_TALLIES = frozenset(
    fold_name(word)
    for word in "حصيلة إحصاء إحصائية أرقام تقديرات معطيات إفادة إفادات شهادة شهادات رواية روايات نتائج".split()
)
_ISSUED = frozenset({"صادر", "صادره", "الصادر", "الصادره"})
_UNITED_NATIONS = frozenset({"اممي", "امميه", "امميون", "امميين"})


class OfficeReader:
    """Reads whose the offices of one sentence are."""

    def __init__(self, scene: Scene, chunks: Sequence[Chunk], discourse: Discourse) -> None:
        self._scene, self._chunks, self._discourse = scene, chunks, discourse

    def owner(self, at: int, stop: int, *, press: bool) -> tuple[Actor | None, int]:
        """The party that the office at a chunk speaks for, and the last chunk that names it."""
        actor, last = self._inner_party(at, stop)
        if actor is None:
            actor, last = self.body(at, stop, press=press)
        return actor or self._inner(self._chunks[at]), last

    def named_before(self, chunk: Chunk) -> Actor | None:
        """«الوزارة», «البعثة», «المنظمة»: the last body named whose name begins with that noun."""
        form = self._scene.bare_form(chunk.first, chunk.clitic)
        if chunk.first != chunk.last or not form.startswith("ال"):
            return None
        noun = form.removeprefix("ال")
        named = (actor for actor in reversed(self._discourse.actors) if fold_name(actor.ar).split()[0] in (noun, form))
        return next(named, None)

    def body(self, at: int, stop: int, *, press: bool) -> tuple[Actor | None, int]:
        """The party that an office belongs to, or the medium of a correspondent, and the last chunk that names it."""
        for follow in range(at + 1, min(at + 4, stop)):
            chunk = self._chunks[follow]
            if (
                closes(self._scene, self._chunks, follow, at)
                or chunk.has("reporting")
                or chunk.has("support")
                or "،" in self._scene.words[chunk.first].gap
            ):
                break
            if chunk.sort in ("actor", "affiliation"):
                resolved = self._discourse.resolve(self._scene, chunk.value)
                return (resolved.actor, follow) if resolved else (None, at)
            if chunk.sort == "outlet":
                return None, follow if press else at
        return None, at

    def _inner_party(self, at: int, stop: int) -> tuple[Actor | None, int]:
        """The party whose name begins inside an office's and runs on («المتحدث باسم الجيش» + «السوداني»)."""
        chunk = self._chunks[at]
        for word in range(chunk.first + 1, chunk.last + 1):
            found = read_actor(self._scene, word)
            if found is not None and found.last > chunk.last and found.sort == "actor":
                resolved = self._discourse.resolve(self._scene, found.value)
                last = next((i for i in range(at, stop) if self._chunks[i].last >= found.last), at)
                return (resolved.actor, last) if resolved else (None, at)
        return None, at

    def _inner(self, chunk: Chunk) -> Actor | None:
        """The party inside an office's name («المتحدث باسم القوات المسلحة», «متحدث أممي», «قيادة شرطة المحافظة»)."""
        for at in range(chunk.first + 1, chunk.last + 1):
            if self._scene.form(at).removeprefix("ال") == "شرطه":
                return self._police()
            if self._scene.form(at).removeprefix("ال") in _UNITED_NATIONS:
                return self._discourse.lexicon.actors.get("un")
            found = read_actor(self._scene, at)
            if found is not None and found.last <= chunk.last and found.sort == "actor":
                resolved = self._discourse.resolve(self._scene, found.value)
                return resolved.actor if resolved else None
        return None

    def _police(self) -> Actor | None:
        """The police of the report's country."""
        affiliations = self._scene.lexicon.lists.affiliations
        police = next(affiliation for affiliation in affiliations if affiliation.genitive == "الشرطة")
        return affiliated(self._scene, police, None, self._discourse.country)


def closes(scene: Scene, chunks: Sequence[Chunk], at: int, start: int) -> bool:
    """Whether a chunk ends the words that name a speaker."""
    chunk = chunks[at]
    if (
        is_tally(scene, chunk)
        or scene.form(chunk.first) in _ISSUED
        or (at > start and chunk.has("reporting") and is_suffixed(scene, chunk))
    ):
        return False
    if at > start and (chunk.grammar("relative") is not None or chunk.has("reporting", "past", "present")):
        return chunk.grammar("part") is None
    if chunk.grammar("complement") is not None or chunk.has("trigger", "past", "present", "passive"):
        return not chunk.has("speaker")
    told = chunk.has("trigger") or chunk.has("pair", "noun") or chunk.grammar("parallel") is not None
    if chunk.sort == "lex" and told and not chunk.has("speaker"):
        return True
    gap = scene.words[chunk.first].gap
    return at > start and any(mark in gap for mark in ":.؛")


def is_tally(scene: Scene, chunk: Chunk) -> bool:
    """A noun that hands on to whose count or account it is («حصيلة لمصدر طبي», «إفادة اثنين منهم»)."""
    return scene.bare_form(chunk.first, chunk.clitic) in _TALLIES and chunk.first == chunk.last


def is_document(chunk: Chunk) -> bool:
    """Whether a chunk is a statement or report, which speaks for the body behind it."""
    return any(sense.sort == "speaker" and sense.entry.id in _DOCUMENTS for sense in chunk.senses)


def is_suffixed(scene: Scene, chunk: Chunk) -> bool:
    """Whether a verb ends in an object pronoun («نشرته», «أوردها»)."""
    return scene.form(chunk.first).endswith(("ه", "ها")) and chunk.has("reporting", "past", "present")
