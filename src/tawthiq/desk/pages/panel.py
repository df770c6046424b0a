"""The panel in which an event is decided on; the template is `decide.html`."""

from typing import Any
from urllib.parse import unquote

import msgspec
from litestar import Request
from sqlalchemy import Connection

from tawthiq.arabic.bidi import printable
from tawthiq.case.ask import Told
from tawthiq.desk import decisions, queries
from tawthiq.desk.accounts import user_of
from tawthiq.desk.decisions import Form, Made, RefusedError
from tawthiq.desk.filter import Filter
from tawthiq.model import Event

MOST_NEAR = 20
"""How many events are offered that an event may be merged with."""
NAME = "name"
"""The cookie that keeps how somebody without an account is called."""


class Panel(msgspec.Struct, frozen=True):
    """What is decided about an event; `typed` and `wrong` are of a form that was refused, `done` was just decided.

    `after` is the address of the event that needs a look next, `also` the id of another event that a decision was
    about; `near` are events that may be the same.
    """

    event: Event
    told: tuple[Told, ...]
    made: list[Made]
    by: str
    account: bool
    typed: Form
    wrong: RefusedError | None = None
    done: Made | None = None
    after: str = ""
    also: str = ""
    near: tuple[Event, ...] = ()
    fields: tuple[tuple[str, str], ...] = tuple((field, decisions.label(field)) for field in decisions.FIELDS)
    choices: tuple[tuple[str, tuple[str, ...]], ...] = tuple(decisions.CHOICES.items())


def panel(
    request: Request[Any, Any, Any],
    connection: Connection,
    event: Event,
    told: list[Told],
    typed: Form | None = None,
    wrong: RefusedError | None = None,
) -> Panel:
    """The panel of an event."""
    by, account = who(request)
    made = decisions.history(connection, set(event.claims))
    done = next((one for one in made if str(one.entry.number) == request.query_params.get("decided")), None)
    following = request.query_params.get("next", "")
    after = f"/events/{following}" if decisions.EVENT.fullmatch(following) else f"/queue/after/{event.id}"
    also = request.query_params.get("also", "")
    form = typed or Form(event.id, "confirm")
    return Panel(
        event,
        tuple(told),
        made,
        by,
        account,
        form,
        wrong,
        done,
        after,
        also if decisions.EVENT.fullmatch(also) else "",
        near(connection, event),
    )


def near(connection: Connection, event: Event) -> tuple[Event, ...]:
    """Events of the same place and days, or of either where that is all that is known."""
    place = (event.place.place or event.place.name_ar,) if event.place else ()
    time = event.time
    wanted = Filter(place=place, since=(time and time.start) or "", until=(time and time.end) or "")
    if wanted == Filter():
        return ()
    found = queries.find(connection, wanted, "newest", 0, MOST_NEAR + 1).events
    return tuple(one for one in found if one.id != event.id)[:MOST_NEAR]


def who(request: Request[Any, Any, Any]) -> tuple[str, bool]:
    """The name under which somebody decides, and whether it is that of an account."""
    if user := user_of(request):
        return user.name, True
    return printable(unquote(request.cookies.get(NAME, ""))), False
