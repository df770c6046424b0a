"""What an address says of its page: the day that its path is filed under, or that the number of a post counts from."""

from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

import regex

from tawthiq.ingest.dates import valid_iso

_FILED = regex.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_POSTED = regex.compile(r"/status(?:es)?/(\d{15,19})(?=/|$)")
_X = frozenset({"x.com", "twitter.com", "mobile.twitter.com"})
_X_BEGAN_MS = 1_288_834_974_657
"""The numbers of posts on X count milliseconds since then in all but their last 22 bits."""


def day_of(url: str | None) -> str | None:
    """The ISO date of «/2022/08/06/» in an address, or of the post that it is of (by UTC); None where it shows none."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    path = unquote(parts.path)
    posted = _POSTED.search(path) if host in _X else None
    if posted:
        made = (int(posted[1]) >> 22) + _X_BEGAN_MS
        return valid_iso(datetime.fromtimestamp(made / 1000, UTC).date().isoformat())
    filed = _FILED.search(path)
    return valid_iso(f"{filed[1]}-{filed[2]:0>2}-{filed[3]:0>2}") if filed else None
