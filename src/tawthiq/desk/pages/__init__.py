"""The pages of the desk, a module for each; their routes are gathered here.

A page's handler asks the case and hands plain records to its template, which shows them by `show.Shown`.
"""

from litestar.handlers import HTTPRouteHandler

from tawthiq.desk.pages import api, event, events, on_map, report

ROUTES: list[HTTPRouteHandler] = [*events.ROUTES, *event.ROUTES, *report.ROUTES, *on_map.ROUTES, *api.ROUTES]
