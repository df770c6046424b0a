"""Users of a case, with their roles and hashed passwords."""

import secrets
import unicodedata
from functools import cache
from typing import Literal, get_args

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, delete, insert, select

from tawthiq.case import log
from tawthiq.case.schema import users
from tawthiq.errors import DeskError

Role = Literal["reader", "coder", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may: read; decide and add; merge, split and take back what others decided."""
SHORTEST = 10
"""So many characters a password has at least."""
LONGEST = 200
ADDED, REMOVED = "user_added", "user_removed"
"""The actions of the log for accounts."""
_hasher = PasswordHasher()


class User(msgspec.Struct, frozen=True):
    """Somebody who may log in."""

    name: str
    role: Role

    def may(self, role: str) -> bool:
        """Whether one may do what a role may; what no role is given nobody may do."""
        return role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


def add(connection: Connection, name: str, role: Role, password: str) -> User:
    """Make an account, which the log tells.

    Raises DeskError where the name or the password is none.
    """
    name = cleaned(name)
    if not (0 < len(name) <= 60) or any(unicodedata.category(letter)[0] == "C" for letter in name):
        raise DeskError("a name has 1 to 60 letters and no controls")
    if not SHORTEST <= len(password) <= LONGEST:
        raise DeskError(f"a password has {SHORTEST} to {LONGEST} characters")
    if any(known.name == name for known in listed(connection)):
        raise DeskError(f"there is a user {name} already; `tawthiq user remove` takes an account away")
    connection.execute(insert(users), {"name": name, "role": role, "hash": _hasher.hash(password)})
    log.append(connection, ADDED, {"name": name, "role": role})
    return User(name, role)


def remove(connection: Connection, name: str) -> None:
    """Take an account away; what was decided under its name stays.

    Raises DeskError where there is none.
    """
    known = next((user for user in listed(connection) if user.name == cleaned(name)), None)
    if known is None:
        raise DeskError(f"there is no user {name}")
    connection.execute(delete(users).where(users.c.name == known.name))
    log.append(connection, REMOVED, {"name": known.name, "role": known.role})


def listed(connection: Connection) -> list[User]:
    """All users by name."""
    return [User(row.name, row.role) for row in connection.execute(select(users).order_by(users.c.name))]


def verified(connection: Connection, name: str, password: str) -> User | None:
    """The user of a name and password. It takes as long for a name that nobody has."""
    row = connection.execute(select(users).where(users.c.name == cleaned(name))).first()
    try:
        _hasher.verify(row.hash if row else _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return None
    return User(row.name, row.role) if row else None


def cleaned(name: str) -> str:
    """A name in its usual form."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_hex())
