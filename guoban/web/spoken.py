"""The language somebody reads: a cookie, because it belongs to the person and not to the view in the address."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse

from guoban.text import CHINESE, LANGUAGES

COOKIE = "guoban_language"
SECONDS_KEPT = 400 * 24 * 3600  # the most that browsers allow


def chosen_language(cookies: Mapping[str, str]) -> str:
    """The language of these cookies; Chinese where there is none or an unknown one."""
    chosen = cookies.get(COOKIE, CHINESE)
    return chosen if chosen in LANGUAGES else CHINESE


async def choose_language(request: Request) -> RedirectResponse:
    """/language/en: keep the choice and go back to the page that was open."""
    response = RedirectResponse(page_before(request), status_code=303, headers={"Cache-Control": "no-store"})
    language = chosen_language({COOKIE: request.path_params["chosen"]})
    response.set_cookie(COOKIE, language, max_age=SECONDS_KEPT, samesite="lax", httponly=True)
    return response


def page_before(request: Request) -> str:
    """Path and filters of the page the choice was made on; never an address elsewhere."""
    referer = urlsplit(request.headers.get("referer", ""))
    ours = referer.netloc == request.headers.get("host")
    if not ours or not referer.path.startswith("/") or referer.path.startswith(("//", "/language/")):
        return "/"
    return f"{referer.path}?{referer.query}" if referer.query else referer.path
