"""The two faces of the desk: which one a request asks for, and the words of the interface in it."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from litestar import Request

LANGUAGES = ("ar", "en")
COOKIE = "lang"
A_YEAR = 365 * 24 * 3600


def language_of(request: Request[Any, Any, Any]) -> str:
    """The language that the address names, or that was chosen before, or that the browser prefers, or Arabic."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    preferred = request.headers.get("accept-language", "").lower()
    found = {language: preferred.find(language) for language in LANGUAGES if language in preferred}
    return min(found, key=lambda language: found[language]) if found else "ar"


@cache
def texts() -> dict[str, dict[str, str]]:
    """Every text of the interface by its key, in both languages; a file for each area.

    Raises ValueError where two files have the same key.
    """
    found: dict[str, dict[str, str]] = {}
    for file in sorted(files("tawthiq.desk").joinpath("texts").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
            if twice := found.keys() & loaded.keys():
                raise ValueError(f"{file.name}: {', '.join(sorted(twice))} is a key of another file too")
            found |= loaded
    return found


def translator(language: str) -> Callable[..., str]:
    """What says the text of a key in a language, with values for the names in it.

    A text of a number has the keys `key.one`, `key.two`, `key.few` and `key.many`, as Arabic needs.
    """

    def say(key: str, **values: object) -> str:
        said = texts()[key][language]
        return said.format(**values) if values else said

    return say


def plural(number: int) -> str:
    """Which form of a counted noun goes with a number: Arabic tells four apart, English writes three of them alike.

    >>> [plural(number) for number in (0, 1, 2, 3, 10, 11, 103)]
    ['many', 'one', 'two', 'few', 'few', 'many', 'few']
    """
    if number in {1, 2}:
        return ("one", "two")[number - 1]
    return "few" if 3 <= number % 100 <= 10 else "many"
