"""Subjects: what stands before a verb, as its subject or as what is told of it in front."""

from collections.abc import Sequence

from tawthiq.arabic.words import Word
from tawthiq.claim.arguments import CLITIC_PREPOSITIONS, Arguments, is_armed, is_thing
from tawthiq.claim.frames import FRAMES
from tawthiq.claim.predication import Predication
from tawthiq.mention.chunk import Chunk

_OF_THEM = frozenset({"عنه", "عنها", "عنهم", "عنهما"})
_OBJECT_PRONOUNS = ("ه", "ها", "هم", "هما")
_ROOTS_IN_HA = ("واجه", "وجه", "نبه")
_AGREEING = {"ها": ("ت", "ست"), "ه": ("ي", "سي"), "هم": ("ي", "سي"), "نا": ("ن", "سن")}
"""How a verb of the present begins, by the pronoun before it that is its subject."""
_ENDING = {"ها": ("ت",), "هم": ("وا", "ون"), "هما": ("ا", "تا", "ان"), "نا": ("نا",)}
"""How a verb ends, by the same."""
_BEFORE_VERBS = frozenset({"قد", "سوف", "لن", "لم", "كانت", "كان", "كانوا"})


def told_by_pronoun(words: Sequence[Word], chunks: Sequence[Chunk], head: int) -> bool:
    """Whether a pronoun is a verb's subject: its own («قصفوا القرية»), or one before it («إنها قصفت»)."""
    verb = words[chunks[head].last].form
    if verb.endswith("وا"):
        return True
    at = head - 1
    while at > 0 and words[chunks[at].last].form in _BEFORE_VERBS:
        at -= 1
    if at < 0 or chunks[at].grammar("complement") is None:
        return False
    form = words[chunks[at].last].form
    pronoun = next((ending for ending in ("هما", "هم", "ها", "نا", "ه") if form.endswith("ن" + ending)), None)
    if pronoun is None:
        return False
    if pronoun == "ه" and head + 1 < len(chunks) and words[chunks[head + 1].last].form.endswith("ون"):
        return False  # «إنه هاجم مسلحون حاجزا»: the pronoun stands for no one
    begins = verb.startswith(_AGREEING.get(pronoun, ())) and not (pronoun == "ه" and verb.endswith("ت"))
    return begins or verb.endswith(_ENDING.get(pronoun, ())) or (pronoun == "ه" and not verb.startswith(("ت", "ست")))


class SubjectReader:
    """Fills the roles of a verb from the chunks before it."""

    def __init__(self, words: Sequence[Word], predication: Predication, arguments: Arguments) -> None:
        self.words, self.predication, self.arguments = words, predication, arguments
        self.chunks, self.frame, self.roles = arguments.chunks, arguments.frame, arguments.roles

    def read(self) -> None:
        """Fill the roles of the chunks from where the predication begins up to its verb."""
        preposition: str | None = None
        for at in range(self.predication.start, self.predication.head):
            chunk = self.chunks[at]
            key = chunk.grammar("prepositions")
            if chunk.sort == "lex" and (key is not None or chunk.grammar("belonging") is not None):
                preposition = key or "belonging"
                continue
            before = self.chunks[at - 1]
            owned = at > self.predication.start and chunk.clitic == "ل" and (is_thing(before) or before.has("trigger"))
            theirs = preposition == "belonging" and all(map(_men, self.roles.agents))
            if chunk.sort == "actor" and (owned or theirs):
                self.roles.add("agent", chunk)
                continue
            preposition = CLITIC_PREPOSITIONS.get(chunk.clitic) or preposition
            self._take_before(chunk, at, preposition)
            preposition = preposition if chunk.sort == "word" else None

    def _take_before(self, chunk: Chunk, at: int, preposition: str | None) -> None:
        """One chunk before a verb: its subject, or what is told of it in front."""
        if at == self.predication.subject:
            self._take_subject(chunk)
        elif chunk.sort == "time" or (chunk.sort == "place" and preposition != "origin"):
            self.roles.add(chunk.sort, chunk)
            if preposition is None and self.predication.shape == "passive" and chunk.has("object"):
                self.roles.add("object", chunk)
        elif preposition == "ب" and chunk.sort == "means":
            self.roles.add("means", chunk)
        elif chunk.sort == "affiliation" and at - 1 == self.predication.subject and self.roles.means:
            self.roles.add("agent", chunk)
        elif chunk.sort in ("actor", "people") and chunk.clitic.startswith("و") and self.roles.agents:
            self._take_subject(chunk)
        elif chunk.sort == "actor" and preposition == "support":
            self.roles.add("supporter", chunk)

    def _is_topic(self) -> bool:
        """«شبان اقتادتهم دورية», «سفينة استهدفتها صواريخ»: a pronoun on the verb takes up the noun before it."""
        at = self.predication.head + 1
        following = self.chunks[at] if at < self.predication.end else None
        if following is not None and self.words[following.last].form in _OF_THEM:  # «محتجزون أفرج عنهم اللواء»
            return at + 1 < self.predication.end and self.chunks[at + 1].sort == "actor"
        if following is None or following.clitic or following.sort not in ("actor", "people", "means"):
            return False
        word = self.words[self.chunks[self.predication.head].last]
        pronoun = word.form.endswith(_OBJECT_PRONOUNS) and not word.form.endswith(_ROOTS_IN_HA)
        return self.predication.shape == "verb" and pronoun

    def _topic_role(self, chunk: Chunk) -> str:
        """What a noun is to the verb that takes it up again: the weapon that was used, else what was acted on."""
        if chunk.sort == "means" and self.frame in (FRAMES["strike"], FRAMES["explode"]):
            return "means"
        return "object" if chunk.sort == "object" else self.arguments.object_role(chunk)

    def _take_subject(self, chunk: Chunk) -> None:
        role = self.frame.subject
        people = chunk.sort == "people"
        if self.frame.subject == "agent" and self._is_topic():
            self.predication.tags.add("object before")
            self.roles.add(self._topic_role(chunk), chunk)
            return
        acting = people and any(noun.id == "gunmen" for noun in chunk.value.people)
        open_voice = "passive?" in self.predication.tags or self.arguments.by_manner()
        unmarked = open_voice and people and not acting and not self._victims_after()
        if self.predication.shape == "passive" or unmarked:
            role = "victim" if self.frame.object in ("victim", "patient") and people else "patient"
        harming = self.frame is FRAMES["harm"] and self._killing()
        if is_armed(chunk) and (harming or (self.frame is FRAMES["displace"] and self.predication.shape != "passive")):
            role = "agent"
        struck = self.frame is FRAMES["harm"] and chunk.sort == "means" and self._killing()
        if chunk.sort in ("means", "object") and (role in ("agent", "party") or struck):
            role = chunk.sort
        if role != "place" or chunk.sort == "place":
            self.roles.add(role, chunk)

    def _victims_after(self) -> bool:
        return any(chunk.sort == "people" for chunk in self.chunks[self.predication.head + 1 : self.predication.end])

    def _killing(self) -> bool:
        """Whether people who are only acted on stand right behind the verb («قناصة قتلوا عشرين مدنيا»)."""
        after = self.chunks[self.predication.head + 1 : self.predication.end]
        while after and (after[0].sort == "time" or after[0].grammar("prepositions") == "في"):
            after = after[1:]
        if not after or after[0].clitic:
            return False
        if after[0].sort == "actor":  # «مسيّرة تركية تقتل عناصر من قسد»
            present = self.chunks[self.predication.head].has("trigger", "present")
            return present or "passive?" not in self.predication.tags
        return (after[0].sort == "people" and not after[0].value.harms) or after[0].sort == "object"


def _men(chunk: Chunk) -> bool:
    """«دورية تابعة للتحالف»: whether a subject is armed men, of whom the words behind tell whose they are."""
    return chunk.sort == "people" and is_armed(chunk) and chunk.value.party is None
