"""What keeps the desk to itself: headers on every answer, and no answer to another site's name for this machine."""

import secrets
from ipaddress import ip_address
from urllib.parse import urlsplit

from litestar.config.csrf import CSRFConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import ClientException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.types.callable_types import BeforeMessageSendHookHandler

from tawthiq.desk.refusing import refusal

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
MAX_BODY = 20_000_000
"""How many bytes a request may bring."""


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0"), is_loopback("example.org")
    (True, True, False, False)
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def csrf() -> CSRFConfig:
    """Forms carry a token that only our own pages know; it holds as long as this process.

    So does the cookie's name: a token from before a restart, or of another desk on this machine, is none.
    """
    return CSRFConfig(
        secret=secrets.token_hex(32),
        cookie_name=f"csrf-{secrets.token_hex(4)}",
        cookie_httponly=True,
        cookie_samesite="strict",
    )


def policy(tiles: str | None) -> str:
    """The content security policy: everything from here, and pictures also from the host of the map's tiles."""
    pictures = "'self' data:"
    if tiles:
        address = urlsplit(tiles.replace("{s}", "*"))
        pictures += f" {address.scheme}://{address.netloc}"
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {pictures}; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def headers(tiles: str | None) -> BeforeMessageSendHookHandler:
    """What puts the headers on every answer, also on those to what is not there."""
    fixed = {
        "content-security-policy": policy(tiles),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
    }

    async def put(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        own = MutableScopeHeaders.from_message(message)
        for name, value in fixed.items():
            own[name] = value
        if not scope["path"].startswith("/static/"):
            own["cache-control"] = "no-store"

    return put


class HostCheck(ASGIMiddleware):
    """Refuses requests that reach loopback by another name, as a page elsewhere could have its own name lead here."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, hosts: frozenset[str]) -> None:
        self.hosts = hosts

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Refuse or pass on."""
        written = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        if host_of(written) not in self.hosts:
            raise refusal(ClientException, "error.detail.host")
        await next_app(scope, receive, send)


def host_of(written: str) -> str:
    """The name or address in a Host header, without its port.

    >>> host_of("localhost:8765"), host_of("[::1]:8765"), host_of("[")
    ('localhost', '::1', '')
    """
    try:
        return urlsplit(f"//{written}").hostname or ""
    except ValueError:
        return ""
