"""/style/…: the look of all pages in one file, named by its content, so that a browser asks for it once."""

import hashlib
from http import HTTPStatus
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from guoban.charts.style import style_sheet

SHEET = style_sheet() + Path(__file__).with_name("sidebar.css").read_text(encoding="utf-8")
NAME = f"{hashlib.sha256(SHEET.encode()).hexdigest()[:16]}.css"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


async def style_file(request: Request) -> Response:
    """The style sheet under its present name; 404 under any other: a page kept from before an update asks anew."""
    if request.path_params["name"] != NAME:
        return Response(status_code=HTTPStatus.NOT_FOUND, headers={"Cache-Control": "no-store"})
    return Response(SHEET, media_type="text/css", headers=FOR_EVER)
