"""The one HTML page the framework serves, made ours: its language, title, icon, and the framework's English words."""

import base64
import hashlib
import json
import re
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guoban.text import CHINESE, _, speaking
from guoban.web.chunks import preloads
from guoban.web.framework_words import PATTERNS, WORDS
from guoban.web.spoken import chosen_language
from guoban.web.style_file import NAME

SCRIPT = Path(__file__).with_name("say_in_chinese.js").read_text(encoding="utf-8")
OURS = [
    Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("signed_out.js", "figures.js", "turning.js")
]
ICON = base64.b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()


class FrontPage:
    """Rewrites HTML answers for the language of the request's cookie; every other answer passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        answer = HtmlAnswer(send, chosen_language(cookie_parser(Headers(scope=scope).get("cookie", ""))))
        await self.app(whole(scope), receive, answer.send)


def whole(scope: Scope) -> Scope:
    """The same request asking for the whole page as it is: not compressed, not "unless changed", not a part."""
    conditions = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
    headers = [(name, value) for name, value in scope["headers"] if name not in conditions]
    return {**scope, "headers": headers, "extensions": {}}


class HtmlAnswer:
    """Holds an HTML answer back until its last byte, then sends it rewritten; lets any other answer pass."""

    def __init__(self, send: Send, language: str) -> None:
        self.pass_on = send
        self.language = language
        self.held: Message | None = None
        self.body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_html(message):
            self.held = message
        elif message["type"] == "http.response.body" and self.held is not None:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self.send_rewritten(self.held)
        else:
            await self.pass_on(message)

    async def send_rewritten(self, start: Message) -> None:
        page = rewrite(self.body.decode("utf-8"), self.language)
        body = page.encode("utf-8")
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified"):
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        headers["content-language"] = "zh-CN" if self.language == CHINESE else "en"
        headers["content-security-policy"] = content_policy(page)
        headers["vary"] = "Cookie"
        await self.pass_on(start)
        await self.pass_on({"type": "http.response.body", "body": body})


def is_html(start: Message) -> bool:
    """Whether the answer that begins so is the framework's page; one that brings its own policy is ours already."""
    headers = Headers(raw=start["headers"])
    return headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers


def rewrite(page: str, language: str) -> str:
    """The framework's page in our words. What does not stand in it any more is left as it is; tests notice that."""
    with speaking(language):
        title, no_script = escape(_("Guoban · union indicators")), escape(_("This page needs JavaScript."))
    page = page.replace('<html lang="en">', f'<html lang="{"zh-CN" if language == CHINESE else "en"}">')
    page = page.replace("<title>Streamlit</title>", f"<title>{title}</title>")
    page = page.replace('href="./favicon.png"', f'href="data:image/svg+xml;base64,{ICON}"')
    page = re.sub(r"<noscript>.*?</noscript>", f"<noscript><p>{no_script}</p></noscript>", page, flags=re.DOTALL)
    page = re.sub(r'<link\s+rel="service-desc"[^>]*>', "", page)
    page = re.sub(r'<link\s+rel="preload"[^>]*as="font"[^>]*>', "", page)  # the theme uses the machine's own fonts
    scripts = [*OURS, dictionary_script(language)] if language == CHINESE else OURS
    page = page.replace("</head>", preloads(page) + "".join(f"<script>{each}</script>" for each in scripts) + "</head>")
    return page.replace("</body>", f'<link rel="stylesheet" href="./style/{NAME}"></body>')  # after the framework's own


def dictionary_script(language: str) -> str:
    """JavaScript that says the framework's words in `language` wherever they appear."""
    with speaking(language):
        words = {word: _(word) for word in WORDS}
        patterns = [(pattern.expression, _(pattern.said)) for pattern in PATTERNS]
    return SCRIPT.replace("{/* words */}", as_script(words)).replace("[/* patterns */]", as_script(patterns))


def as_script(value: object) -> str:
    """JSON that may stand inside a <script>: no "</" ends it early."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def content_policy(page: str) -> str:
    """Nothing comes from, or goes to, another machine; only the scripts that stand in this page run inline.

    Emotion and React's styles need inline styles; the tables of the framework make workers from
    blobs and compile accessors, hence 'unsafe-eval'.
    """
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
