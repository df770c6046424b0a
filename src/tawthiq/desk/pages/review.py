"""What takes the forms of the panel in which an event is decided on."""

from typing import Annotated, Any
from urllib.parse import quote

from litestar import Request, Response, post
from litestar.datastructures import Cookie
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from tawthiq.case.decide import events_of
from tawthiq.case.store import Case
from tawthiq.desk import decisions, queries
from tawthiq.desk.accounts import CODER, user_of
from tawthiq.desk.decisions import Form, RefusedError
from tawthiq.desk.language import A_YEAR
from tawthiq.desk.pages.event import look_up
from tawthiq.desk.pages.page import OpenCase, page
from tawthiq.desk.pages.panel import NAME, Panel, panel, who

EDITS = ("merge", "split")
"""What takes an editor."""
MOST_SENT = 100_000
"""How many bytes a decision may have."""

Sent = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]


@post("/decide", opt=CODER, include_in_schema=False, sync_to_thread=True, request_max_body_size=MOST_SENT)
def decide(request: Request[Any, Any, Any], case: OpenCase, data: Sent) -> Response[Any]:
    """Write a decision, then show the event as it is now; or say what is wrong and give back what was written."""
    name, account = who(request)
    user = user_of(request)
    form, edits = None, user is None or user.may("editor")
    try:
        form = decisions.parse(data)
        by = name if account else form.by
        if form.action in EDITS and not edits:
            raise RefusedError("decide.wrong.role")
        following, claims = _before(case, form.target)
        entry, events = decisions.write(case, form, by, others=edits)
    except RefusedError as error:
        shown = _again(request, case, form, error) if form else None
        here = f"/events/{shown.event.id}" if shown else "/log"
        return page(request, "refused.html", status_code=400, here=here, deciding=shown, form=form, error=error)
    address = f"/log#{entry.number}"
    if events:
        address = f"/events/{events[0]}?decided={entry.number}{_also(case, claims, events[0])}{following}#decide"
    kept = Cookie(NAME, value=quote(by), max_age=A_YEAR, samesite="strict", httponly=True)
    return Redirect(address, status_code=303, cookies=[] if account else [kept])


def _before(case: Case, target: str) -> tuple[str, set[str]]:
    """What tells the page which event needs a look next, as a decision may change the place of its own; its claims."""
    with case.reading() as connection:
        try:
            event = look_up(connection, target)[0]
        except NotFoundException:
            return "", set()
        found = queries.beside(connection, event.id, after=True)
    return f"&next={found}" if found else "", set(event.claims)


def _also(case: Case, claims: set[str], shown: str) -> str:
    """What tells the page where else the claims of the event are now, as after a split."""
    with case.reading() as connection:
        others = [event for event in events_of(connection, claims) if event != shown]
    return f"&also={others[0]}" if others else ""


def _again(request: Request[Any, Any, Any], case: Case, form: Form, error: RefusedError) -> Panel | None:
    """The panel with what was written in it, unless there is no event left to decide about."""
    with case.reading() as connection:
        try:
            return panel(request, connection, *look_up(connection, form.target), form, error)
        except NotFoundException:
            return None


ROUTES = [decide]
