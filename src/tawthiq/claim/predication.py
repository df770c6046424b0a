"""A predication: one word of a sentence that asserts something, with the stretch of chunks that belongs to it."""

from msgspec import Struct, field

from tawthiq.lexicon.entries import Kind, Reporting, Support
from tawthiq.lexicon.index import PairSense
from tawthiq.mention.chunk import Chunk

_VERBAL = frozenset({"verb", "past", "present", "passive"})


class Predication(Struct):
    """One asserting word.

    `sort`: act | harm | support | report | result. `head` is its chunk's index; `start`, `end` bound the chunks that
    belong to it; `shape` verb | passive | noun; `link` the connector chunk before it; `conjoined` that «و» or a comma
    ties it to what stands before; `extra` bounds chunks that come back to it after a relative clause; `limit` is where
    the next predication begins; `subject` the index of the chunk before a verb that is its subject; `object_at` the
    chunk of a pair's object, `object_words` its length; `both_shapes` that the word may be verb or noun;
    `frame` the name of the frame of the kind that the words name, or nothing; `verbal` that the head is a finite verb.
    """

    sort: str
    head: int
    shape: str
    kind: Kind | None = None
    pair: PairSense | None = None
    support: Support | None = None
    reporting: Reporting | None = None
    start: int = 0
    end: int = 0
    subject: int | None = None
    link: Chunk | None = None
    conjoined: bool = False
    weak: bool = False
    object_at: int | None = None
    object_words: int = 1
    both_shapes: bool = False
    extra: tuple[int, int] = (0, 0)
    limit: int = 0
    tags: set[str] = field(default_factory=set)
    frame: str = ""
    verbal: bool = False

    def __post_init__(self) -> None:
        """Work out what is asked of every predication again and again: neither kind nor shape changes."""
        self.frame = self.kind.frame if self.kind else ""
        self.verbal = self.shape in _VERBAL

    @property
    def kind_id(self) -> str:
        """The id of the kind that the words name, a pair's own kind before its entry's."""
        if self.pair:
            return self.pair.pair.kind or self.pair.kind.kind
        return self.kind.kind if self.kind else ""
