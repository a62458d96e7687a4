"""/meeting/deck: the sheets for the filters in the address, as a show; /meeting/sheet/3.svg: one of them."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from guoban.access.events import Did
from guoban.access.people import NotAllowedError
from guoban.access.rights import require
from guoban.answers_within import AnswersWithin, answers_for
from guoban.charts.sheets.paper import Sheet
from guoban.errors import GuobanError
from guoban.meeting import asked_by, deck
from guoban.place import data_folder
from guoban.text import _, speaking
from guoban.web.deck_page import deck_page, deck_policy
from guoban.web.spoken import chosen_language
from guoban.web.visitors import note_of, visitor_of

FRESH = {"Cache-Control": "no-store"}


async def meeting_deck(request: Request) -> Response:
    """The deck as one page; 503 where the store cannot be read."""
    return await run_in_threadpool(_answered, request, _page)


async def meeting_sheet(request: Request) -> Response:
    """One sheet as a picture; 404 where the deck has no such number."""
    return await run_in_threadpool(_answered, request, _picture)


def _answered(request: Request, answer: Callable[[Request, tuple[Sheet, ...]], Response]) -> Response:
    with speaking(chosen_language(request.cookies)):
        try:
            source = answers_for(visitor_of(request), data_folder(), request.query_params.get("cut", ""))
            require(not isinstance(source, AnswersWithin))  # sheets for the wall rank everybody
            sheets = deck(source, asked_by(request.query_params, source, source.today or date.today()))  # noqa: DTZ011
        except NotAllowedError as error:
            note_of(request, Did.NOT_ALLOWED, request.url.path)
            return PlainTextResponse(error.message + "\n", HTTPStatus.FORBIDDEN)
        except GuobanError as error:
            return PlainTextResponse(error.message + "\n", HTTPStatus.SERVICE_UNAVAILABLE)
        return answer(request, sheets)


def _page(request: Request, sheets: tuple[Sheet, ...]) -> Response:
    query = urlencode(list(request.query_params.multi_items()))
    page = deck_page(sheets, _("Meeting sheets"), f"../meeting?{query}")
    return HTMLResponse(page, headers=FRESH | {"Content-Security-Policy": deck_policy()})


def _picture(request: Request, sheets: tuple[Sheet, ...]) -> Response:
    number = int(request.path_params["number"])
    if not 1 <= number <= len(sheets):
        return PlainTextResponse(_("There is nothing here.") + "\n", HTTPStatus.NOT_FOUND)
    return Response(
        sheets[number - 1].svg,
        media_type="image/svg+xml",
        headers=FRESH | {"Content-Security-Policy": "default-src 'none'"},
    )
