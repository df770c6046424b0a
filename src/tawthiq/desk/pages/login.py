"""Logging in and out."""

from typing import Annotated, Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from litestar.response import Redirect

from tawthiq.desk.accounts import ANYONE, READER, Accounts
from tawthiq.desk.pages.page import page
from tawthiq.desk.users import LONGEST

MOST_SENT = 20_000
"""How many bytes a login may have."""
Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
CaseAccounts = NamedDependency[Accounts]


@get("/login", opt=ANYONE, include_in_schema=False, sync_to_thread=True)
def form(
    request: Request[Any, Any, Any], following: Annotated[str, QueryParameter(name="next")] = "/"
) -> Response[str]:
    """The form to log in."""
    return page(request, "login.html", name="", following=local(following), wrong=False)


@post("/login/in", opt=ANYONE, include_in_schema=False, sync_to_thread=True, request_max_body_size=MOST_SENT)
def log_in(request: Request[Any, Any, Any], accounts: CaseAccounts, data: Sent) -> Response[Any]:
    """Log in and go on to what was asked for."""
    name, password = str(data.get("name", "")), str(data.get("password", ""))[: LONGEST + 1]
    following = local(str(data.get("next", "/")))
    token = accounts.log_in(name, password, request.client.host if request.client else "")
    if token is None:
        return page(request, "login.html", status_code=401, here="/login", name=name, following=following, wrong=True)
    kept = accounts.kept(token, secure=request.url.scheme == "https")
    return Redirect(following, status_code=303, cookies=[kept])


@post("/logout", opt=READER, include_in_schema=False, sync_to_thread=True, request_max_body_size=MOST_SENT)
def log_out(request: Request[Any, Any, Any], accounts: CaseAccounts) -> Redirect:
    """Log out."""
    accounts.log_out(request.cookies.get(accounts.cookie, ""))
    return Redirect("/login", status_code=303)


def local(address: str) -> str:
    """An address of the desk, or its start where another site is meant.

    >>> local("/events?q=x"), local("//example.org"), local("https://example.org"), local("/" + chr(92) + "x")
    ('/events?q=x', '/', '/', '/')
    """
    plain = address.startswith("/") and not address.startswith("//")
    return address if plain and "\\" not in address and address.isprintable() else "/"


ROUTES = [form, log_in, log_out]
