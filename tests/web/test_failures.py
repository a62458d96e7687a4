"""A route that fails unforeseen says one sentence and a number; the rest is in the log."""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from guoban.web.failures import answer_failure
from guoban.web.headers import HEADERS, SecurityHeaders


def broken(_request):
    raise RuntimeError("/var/lib/guoban/secret")


def test_a_defect_in_a_route_is_one_sentence_with_a_number_and_the_headers(caplog):
    house = Starlette(
        routes=[Route("/", broken)],
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={Exception: answer_failure},
    )
    sent = []

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "scheme": "http"}
    with caplog.at_level(logging.ERROR, "guoban"), ThreadPoolExecutor(1) as beside:
        asked = beside.submit(asyncio.run, house(scope, receive, send))
        with pytest.raises(RuntimeError):  # told to the server too, which writes it down once more
            asked.result()
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = sent[1]["body"].decode()
    assert sent[0]["status"] == 500
    assert {name: headers.get(name.lower()) for name in HEADERS} == HEADERS
    assert headers["cache-control"] == "no-store"
    assert "secret" not in body
    number = re.search(r"\d{4}-\d{4}-[0-9a-f]{4}", body)
    assert number[0] in caplog.text
    assert "/var/lib/guoban/secret" in caplog.text
