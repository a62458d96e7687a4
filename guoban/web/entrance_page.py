"""The plain pages on which somebody signs in: HTML and one style, no script, nothing from anywhere else."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from guoban.charts.figure import FONTS
from guoban.charts.palette import css_variables
from guoban.text import CHINESE, ENGLISH, _, language
from guoban.web.forms import FIELD

ICON = base64.b64encode(Path(__file__).with_name("icon.svg").read_bytes()).decode()


@dataclass(frozen=True, slots=True)
class Field:
    """One line to type into. kind: of the HTML input; filled: by the browser's own memory, as HTML names it."""

    name: str
    label: str
    kind: str = "text"
    filled: str = "off"
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Something to fill in and send. hidden: what goes along; quiet: a button of second rank."""

    action: str
    button: str
    fields: Sequence[Field] = ()
    hidden: Sequence[tuple[str, str]] = ()
    quiet: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page: title, a line below it, forms. wrong: what could not be done; done: what was; home: a way back.

    ways: further ways on, words and address.
    """

    title: str
    lead: str
    forms: Sequence[Form]
    wrong: str = ""
    done: str = ""
    home: str = ""
    ways: Sequence[tuple[str, str]] = ()


def entrance_page(page: Entrance, token: str) -> str:
    """The page as HTML. token: what its forms carry."""
    tag = "zh-CN" if language() == CHINESE else "en"
    said = f'<p class="wrong" role="alert"><i aria-hidden="true">▼</i>{escape(page.wrong)}</p>' if page.wrong else ""
    said += f'<p class="done" role="status"><i aria-hidden="true">●</i>{escape(page.done)}</p>' if page.done else ""
    home = (
        f'<p class="home"><a href="{escape(page.home)}">{escape(_("Back to the figures"))}</a></p>' if page.home else ""
    )
    home += "".join(f'<p class="home"><a href="{escape(to)}">{escape(words)}</a></p>' for words, to in page.ways)
    forms = "".join(_form(form, token, first=place == 0) for place, form in enumerate(page.forms))
    return (
        f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8">'
        f"<title>{escape(page.title)} · {escape(_('Guoban · union indicators'))}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:image/svg+xml;base64,{ICON}"><style>{_style()}</style></head><body>'
        f'<header><p class="brand">{escape(_("Guoban · union indicators"))}</p>'
        f'<p class="question">{_question()}</p>{_line()}</header>'
        f"<main><h1>{escape(page.title)}</h1><p class=lead>{escape(page.lead)}</p>{said}{forms}{home}</main>"
        f"<footer>{_language_switch()}</footer></body></html>"
    )


def entrance_policy() -> str:
    """What the page may load: its own style and icon."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def _form(form: Form, token: str, *, first: bool) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in ((FIELD, token), *form.hidden)
    )
    # what was typed is typed on: the first field that is still empty has the cursor
    empty = next((field.name for field in form.fields if not field.value), "") if first else ""
    fields = "".join(_field(field, here=field.name == empty) for field in form.fields)
    title = f"<h2>{escape(form.title)}</h2>" if form.title else ""
    look = ' class="quiet"' if form.quiet else ""
    return (
        f'<form method="post" action="{escape(form.action)}">{title}{hidden}{fields}'
        f"<button{look}>{escape(form.button)}</button></form>"
    )


def _field(field: Field, *, here: bool) -> str:
    hint = f'<small id="{field.name}-hint">{escape(field.hint)}</small>' if field.hint else ""
    described = f' aria-describedby="{field.name}-hint"' if hint else ""
    return (
        f'<p><label for="{field.name}">{escape(field.label)}</label>'
        f'<input id="{field.name}" name="{field.name}" type="{field.kind}" value="{escape(field.value)}" '
        f'autocomplete="{field.filled}" autocapitalize="none" spellcheck="false" required{described}'
        f"{' autofocus' if here else ''}>{hint}</p>"
    )


def _question() -> str:
    first, second = _("Time is half gone —"), _("are the tasks half done?")
    return f"{escape(first)}<br>{escape(second)}"


def _line() -> str:
    """The year as a line, half of it gone: the product's own picture."""
    return (
        '<svg class="year" viewBox="0 0 400 26" aria-hidden="true"><path class="whole" d="M0 13H400"/>'
        '<path class="gone" d="M0 13H200"/><path class="now" d="M200 1V25"/></svg>'
    )


def _language_switch() -> str:
    """A plain link to the other language, in that language."""
    other, name, tag = (ENGLISH, "English", "en") if language() == CHINESE else (CHINESE, "中文", "zh-CN")
    return f'<a href="/language/{other}" lang="{tag}">{name}</a>'


@cache
def _style() -> str:
    rules = Path(__file__).with_name("entrance.css").read_text(encoding="utf-8")
    return f"{css_variables()}:root{{--fonts:{FONTS}}}{rules}"
