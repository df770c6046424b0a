"""Who may do what: each route names the least role that it takes, and a route that names none is closed.

A login is asked as soon as the case has a user, or where others than this machine can reach the desk. Sessions are kept
in memory: a restart ends them. Roles are looked up at every request, so that a change holds at once.
"""

import secrets
import threading
import time
from collections import defaultdict
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException, TooManyRequestsException
from litestar.handlers import BaseRouteHandler

from tawthiq.case.store import Case
from tawthiq.desk import users
from tawthiq.desk.refusing import refusal
from tawthiq.desk.users import User

ANYONE = {"role": "anyone"}
READER, CODER, EDITOR = ({"role": role} for role in users.ROLES)
SESSION_S = 12 * 3600
"""How long a login holds."""
WINDOW_S = 15 * 60
MOST_OF_NAME, MOST_OF_ADDRESS = 8, 30
"""How many logins may fail in a window."""


class Accounts:
    """The accounts of a case: sessions, and the guard of all routes."""

    def __init__(self, case: Case, *, required: bool) -> None:
        self._case = case
        self._required = required
        self._sessions: dict[str, tuple[str, float]] = {}
        self._failed: defaultdict[str, list[float]] = defaultdict(list)
        self._lock = threading.Lock()
        self.cookie = f"session-{secrets.token_hex(4)}"

    async def guard(self, connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        """Let a request pass or not."""
        role = handler.opt.get("role", "")
        if role == ANYONE["role"]:
            return
        open_to_all, user = await to_thread.run_sync(self._look_up, connection.cookies.get(self.cookie, ""))
        if open_to_all:
            return
        if user is None:
            raise NotAuthorizedException("log in first")
        connection.scope["user"] = user
        if not user.may(role):
            raise refusal(PermissionDeniedException, f"error.detail.{user.role}")

    def _look_up(self, token: str) -> tuple[bool, User | None]:
        """Whether no login is needed, and who has a session."""
        with self._case.reading() as connection:
            known = {user.name: user for user in users.listed(connection)}
        with self._lock:
            name, until = self._sessions.get(token, ("", 0.0))
        return not (known or self._required), known.get(name) if time.monotonic() < until else None

    def log_in(self, name: str, password: str, address: str) -> str | None:
        """The token of a new session, or None where name and password do not go together.

        Raises TooManyRequestsException where too many failed before.
        """
        keys = {f"name {users.cleaned(name)}": MOST_OF_NAME, f"address {address}": MOST_OF_ADDRESS}
        self._count(keys)
        with self._case.reading() as connection:
            user = users.verified(connection, name, password)
        if user is None:
            return None
        token = secrets.token_urlsafe(32)
        now = time.monotonic()
        with self._lock:
            for key in keys:
                self._failed.pop(key, None)
            self._sessions = {one: kept for one, kept in self._sessions.items() if kept[1] > now}
            self._sessions[token] = (user.name, now + SESSION_S)
        return token

    def _count(self, keys: dict[str, int]) -> None:
        """Count a login as failed until it succeeds."""
        since = time.monotonic() - WINDOW_S
        with self._lock:
            recent = {key: [at for at in tries if at > since] for key, tries in self._failed.items()}
            self._failed = defaultdict(list, {key: tries for key, tries in recent.items() if tries})
            if any(len(self._failed[key]) >= most for key, most in keys.items()):
                raise TooManyRequestsException("too many logins failed")
            for key in keys:
                self._failed[key].append(time.monotonic())

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._lock:
            self._sessions.pop(token, None)

    def kept(self, token: str, *, secure: bool) -> Cookie:
        """The cookie of a session."""
        return Cookie(self.cookie, value=token, httponly=True, samesite="strict", secure=secure)


def user_of(request: Request[Any, Any, Any]) -> User | None:
    """Who is logged in."""
    found = request.scope.get("user")
    return found if isinstance(found, User) else None


def way_in(request: Request[Any, Any, Any]) -> str:
    """The address of the login that leads back to what was asked for."""
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"/login?next={quote(asked)}"
