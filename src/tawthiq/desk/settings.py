"""What a desk is told when it starts."""

import msgspec

from tawthiq.desk.security import LOOPBACK


class Settings(msgspec.Struct, frozen=True):
    """What a desk is told when it starts. `hosts` are the names that it answers to; `tiles` is the address of a map.

    `gazetteer` is the path of the user's own, or None.
    """

    hosts: frozenset[str] = LOOPBACK
    tiles: str | None = None
    gazetteer: str | None = None
