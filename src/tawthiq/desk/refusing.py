"""Requests that cannot be met: what is wrong with one, for programs in English and for pages in either language."""

from typing import Any

from litestar.exceptions import HTTPException

from tawthiq.desk.language import translator

_ARGUMENTS = {"number": "page", "following": "next"}
"""Parameters of an address that handlers know by another name."""


def refusal(sort: type[HTTPException], key: str, **values: str) -> HTTPException:
    """An error of a sort whose reason is the text of a key, with values for the names in it."""
    return sort(detail=translator("en")(key, **values), extra={"key": key, "values": values})


def reason(error: HTTPException) -> tuple[str, dict[str, str]]:
    """The key of the text that says what is wrong, and the values for it; empty where the kind of error says all."""
    extra: Any = error.extra
    if isinstance(extra, dict) and "key" in extra:
        return extra["key"], extra["values"]
    if isinstance(extra, list):
        names = [str(one["key"]) for one in extra if isinstance(one, dict) and "key" in one]
        known = ", ".join(dict.fromkeys(_ARGUMENTS.get(name, name) for name in names))
        return ("error.detail.parameter", {"name": known}) if known else ("", {})
    return ("error.detail.token", {}) if error.status_code == 403 else ("", {})
