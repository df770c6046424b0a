"""What a desk is told when it starts."""

import msgspec

from tawthiq.desk.security import LOOPBACK


class Settings(msgspec.Struct, frozen=True):
    """What a desk is told when it starts. `hosts` are the names that it answers to, None all.

    `accounts` is whether a login is asked even while the case has no user. `tiles` is the address of a map.
    `gazetteer` is the path of the user's own, or None.
    """

    hosts: frozenset[str] | None = LOOPBACK
    accounts: bool = False
    tiles: str | None = None
    gazetteer: str | None = None
