"""The listed outlets, looked up by name, domain and handle; and what an address says about its outlet."""

from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

import regex

from tawthiq.ingest.phrases import plain
from tawthiq.lexicon.entries import Outlet
from tawthiq.lexicon.load import load_list

_PLATFORMS = frozenset(
    {"x.com", "twitter.com", "facebook.com", "t.me", "telegram.me", "youtube.com", "youtu.be", "instagram.com"}
    | {"tiktok.com", "web.archive.org", "archive.org", "archive.ph", "archive.is"}
)
_HANDLE = regex.compile(r"/@?([A-Za-z][A-Za-z0-9_.]{2,40})(?:/|$|\?)")
_NO_HANDLE = frozenset(
    {"status", "posts", "watch", "story", "permalink", "photo", "groups", "share", "reel", "channel", "videos", "web"}
)


class Outlets:
    """The outlets of the lexicon by how a text names them."""

    def __init__(self, entries: Iterable[Outlet]) -> None:
        self._names: dict[str, Outlet] = {}
        self._domains: dict[str, Outlet] = {}
        self._handles: dict[str, Outlet] = {}
        for entry in entries:
            for name in (entry.ar, entry.en, *entry.forms, *getattr(entry, "short", ())):
                self._names.setdefault(plain(name), entry)
            for domain in entry.domains:
                self._domains.setdefault(domain.lower(), entry)
            for handle in entry.handles:
                self._handles.setdefault(handle.lstrip("@").lower(), entry)

    def named(self, name: str) -> Outlet | None:
        """The outlet that a plain name (see `phrases.plain`) is a listed form of."""
        return self._names.get(name)

    def at(self, domain: str) -> Outlet | None:
        """The outlet of a domain or of the domain above it."""
        labels = domain.lower().removeprefix("www.").split(".")
        found = (self._domains.get(".".join(labels[start:])) for start in range(len(labels) - 1))
        return next((entry for entry in found if entry), None)

    def handled(self, handle: str) -> Outlet | None:
        """The outlet that posts under a handle."""
        return self._handles.get(handle.lstrip("@").lower())

    def name_of(self, url: str | None) -> str | None:
        """The name of the outlet that an address belongs to: the listed one, else its handle or its domain."""
        try:
            parts = urlsplit(url or "")
            host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
        except ValueError:
            return None
        if "." not in host:
            return None
        if host not in _PLATFORMS:
            entry = self.at(host)
            return entry.ar if entry else host
        handle = _HANDLE.match(parts.path)
        if not handle or handle.group(1).lower() in _NO_HANDLE:
            return None
        entry = self.handled(handle.group(1))
        return entry.ar if entry else "@" + handle.group(1)


@lru_cache(maxsize=1)
def listed_outlets() -> Outlets:
    """The outlets of `lexicon/data/outlets.yaml`."""
    return Outlets(load_list("outlets", tuple[Outlet, ...]))
