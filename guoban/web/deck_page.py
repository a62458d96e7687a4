"""The page that shows a deck: every sheet in it, a script that turns them, and nothing from anywhere else."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from guoban.charts.sheets.paper import Sheet
from guoban.text import CHINESE, _, language, mark

SCRIPT = Path(__file__).with_name("deck.js").read_text(encoding="utf-8")
STYLE = Path(__file__).with_name("deck.css").read_text(encoding="utf-8")

_BUTTONS = (
    ("previous", mark("Previous sheet"), "←"),
    ("next", mark("Next sheet"), "→"),
    ("full", mark("Full screen"), "F"),
    ("save", mark("Save picture"), "S"),
)


def deck_page(sheets: Sequence[Sheet], title: str, home: str) -> str:
    """The page as HTML. home: the address that Esc leads back to."""
    tag = "zh-CN" if language() == CHINESE else "en"
    sections = "".join(_section(place, sheet) for place, sheet in enumerate(sheets, 1))
    said = {
        "saved": _("The picture has been saved."),
        "not-saved": _(
            "This browser could not make the picture. Please use a current version of Chrome, Edge or Firefox."
        ),
        "no-full-screen": _("This browser does not allow the full screen here."),
    }
    words = "".join(f' data-{name}="{escape(sentence)}"' for name, sentence in said.items())
    return (
        f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{STYLE}</style></head>'
        f"<body{words}><main><h1>{escape(title)}</h1>{sections}</main>{_bar(home)}"
        f'<p role="status"></p><script>{SCRIPT}</script></body></html>'
    )


def deck_policy() -> str:
    """What the page may load and run: its own script and style, and pictures that it makes itself."""
    return (
        f"default-src 'none'; script-src {_hash(SCRIPT)}; style-src {_hash(STYLE)}; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _section(place: int, sheet: Sheet) -> str:
    heading = f"sheet-{place}"
    stamp = " ".join((sheet.headline, *sheet.stamp))
    told = "".join(f"<li>{escape(words)}</li>" for words in (*sheet.told, *sheet.stamp))
    return (
        f'<section aria-labelledby="{heading}" data-key="{escape(sheet.key)}" data-file="{escape(sheet.file_name)}" '
        f'data-stamp="{escape(stamp)}"><h2 id="{heading}">{_title(sheet)}</h2>'
        f'<div aria-hidden="true">{sheet.svg}</div><ul class="told">{told}</ul></section>'
    )


def _title(sheet: Sheet) -> str:
    """The headline, which leads to the page that shows more; the one in the drawing is for those who see it."""
    words = escape(sheet.headline)
    return f'<a href="{escape(sheet.address)}">{words}</a>' if sheet.address else words


def _bar(home: str) -> str:
    buttons = [
        f'<button type="button" data-does="{does}">{escape(_(words))}<kbd>{key}</kbd></button>'
        for does, words, key in _BUTTONS
    ]
    leave = f'<a href="{escape(home)}" data-does="leave">{escape(_("Close"))}<kbd>Esc</kbd></a>'
    return (
        f'<nav class="bar" aria-label="{escape(_("Turning the sheets"))}">{buttons[0]}<output></output>'
        f"{''.join(buttons[1:])}{leave}</nav>"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
