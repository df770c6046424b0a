"""The full text index: Arabic words under every form that a search may name them by.

A word is filed folded, and again without each proclitic, the article and the endings of number and gender, so that
«والقطاعات» is found by «قطاع» and «إدلب» by «ادلب». What is searched for loses the article and the endings, never a
single letter that may be its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import regex
from sqlalchemy import Connection, TextualSelect, column, text

from tawthiq.arabic.fold import fold
from tawthiq.arabic.words import cuts
from tawthiq.model import Span

MIN_REST = 3
"""So many letters must be left of a word after a cut."""
_WORD = regex.compile(r"\p{L}+|\p{N}+")
_ENDINGS = ("ات", "تان", "تين", "ون", "ين", "ان", "ها", "هم", "نا", "ه", "يه", "ي")
_WITH_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل", "فلل")


@lru_cache(maxsize=100_000)
def forms(word: str) -> tuple[str, ...]:
    """All forms that a folded word is filed under, the word itself first.

    >>> "قطاع" in forms("والقطاعات")
    True
    """
    rests = [rest for _, rest in cuts(word)]
    bare = [rest.removeprefix("ال") for rest in rests if rest.startswith("ال")]
    return tuple(dict.fromkeys(form for rest in (*rests, *bare) for form in _ended(rest, word)))


@lru_cache(maxsize=1000)
def sought(word: str) -> tuple[str, ...]:
    """The forms under which a folded word is looked for.

    >>> sought("القطاعات")
    ('القطاعات', 'قطاعات', 'قطاع')
    """
    article = max((start for start in _WITH_ARTICLE if word.startswith(start)), key=len, default="")
    bare = word[len(article) :]
    if len(bare) < MIN_REST:
        return (word,)
    return tuple(dict.fromkeys((word, *_ended(bare, ""))))


def _ended(form: str, word: str) -> tuple[str, ...]:
    """A form and what is left of it without an ending; `word` is always kept."""
    if form != word and len(form) < MIN_REST:
        return ()
    cut = (form[: -len(ending)] for ending in _ENDINGS if form.endswith(ending))
    return (form, *(rest for rest in cut if len(rest) >= MIN_REST))


def split(report: str) -> Iterator[tuple[str, Span]]:
    """The folded words of a text, each with its span in it."""
    folded = fold(report)
    for found in _WORD.finditer(folded.text):
        yield found.group().lower(), folded.span(*found.span())


def filed(report: str) -> list[str]:
    """All forms of all words of a text, sorted."""
    found = set(_WORD.findall(fold(report).text.lower()))
    return sorted({form for word in found for form in forms(word)})


def insert_words(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """File the words of new reports, by their number."""
    values = [{"number": number, "words": filed(report)} for number, report in rows]
    if not values:
        return
    if connection.dialect.name == "sqlite":
        joined = [{**value, "words": " ".join(value["words"])} for value in values]  # type: ignore[arg-type]
        connection.execute(text("INSERT INTO words (rowid, forms) VALUES (:number, :words)"), joined)
    else:
        query = "INSERT INTO words (report, forms) VALUES (:number, array_to_tsvector(:words))"
        connection.execute(text(query), values)


def fingerprints(connection: Connection) -> dict[int, int]:
    """For each report a number that tells the words that it is filed under from others."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.told USING fts5vocab(main, words, instance)"))
        query = text("SELECT doc, term FROM temp.told")
    else:
        query = text("SELECT report, unnest(tsvector_to_array(forms)) FROM words")
    found: defaultdict[int, int] = defaultdict(int)
    for number, form in connection.execute(query):
        found[number] ^= int.from_bytes(blake2b(form.encode(), digest_size=8).digest())
    return found


def query(connection: Connection, wanted: Iterable[str]) -> TextualSelect:
    """The question for the numbers, as `report`, of reports that have one of the forms of each wanted folded word."""
    groups = [sought(word.lower()) for word in wanted]
    if connection.dialect.name == "sqlite":
        match = " AND ".join(f"({' OR '.join(map(_quoted, group))})" for group in groups)
        asked = "SELECT rowid AS report FROM words WHERE words MATCH :m"
    else:
        match = " & ".join(f"({' | '.join(_lexeme(form) for form in group)})" for group in groups)
        asked = "SELECT report FROM words WHERE forms @@ CAST(:m AS tsquery)"
    return text(asked).bindparams(m=match).columns(column("report"))


def _quoted(form: str) -> str:
    return '"' + form.replace('"', '""') + '"'


def _lexeme(form: str) -> str:
    return "'" + form.replace("\\", "\\\\").replace("'", "''") + "'"
