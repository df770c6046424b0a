"""Reports that were shown to somebody and wait for the word to keep them; they are lost when the desk stops."""

import secrets
from threading import Lock

from msgspec import Struct

MOST = 16
"""How many wait at once; the oldest goes when one more comes."""


class Upload(Struct, frozen=True):
    """A file as it came, its name, and what was said of its reports."""

    data: bytes
    name: str
    published: str | None
    outlet: str | None


class Waiting:
    """Uploads by a key that cannot be guessed."""

    def __init__(self) -> None:
        self._held: dict[str, Upload] = {}
        self._lock = Lock()

    def put(self, upload: Upload, key: str = "") -> str:
        """Hold an upload, under the key that it had before if it had one; its key."""
        key = key or secrets.token_urlsafe(24)
        with self._lock:
            self._held[key] = upload
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]
        return key

    def get(self, key: str) -> Upload | None:
        """An upload, which goes on waiting; None where none has that key."""
        with self._lock:
            return self._held.get(key)

    def take(self, key: str) -> Upload | None:
        """An upload, which then waits no longer; None where none has that key."""
        with self._lock:
            return self._held.pop(key, None)
