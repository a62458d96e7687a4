"""Every word people read.

Source words stand in the code in English, wrapped in `_()`; the catalogues beside this file, one `.po` a room and
language, hold what is shown. Chinese is the language of first choice and always complete. English is the source itself.

    from guoban.text import _
    _("{unit} has not reported").format(unit=name)
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHINESE = "zh_CN"
ENGLISH = "en"
LANGUAGES = (CHINESE, ENGLISH)

_language: ContextVar[str] = ContextVar("language", default=CHINESE)


def language() -> str:
    """The language of this session: `zh_CN` or `en`."""
    return _language.get()


def speak(chosen: str) -> None:
    """Choose the language for everything that follows in this context; an unknown one counts as Chinese."""
    _language.set(chosen if chosen in LANGUAGES else CHINESE)


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak `chosen` inside the block only."""
    token = _language.set(chosen if chosen in LANGUAGES else CHINESE)
    try:
        yield
    finally:
        _language.reset(token)


def _(message: str) -> str:
    """`message` in the language of this session."""
    return words(language()).gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """`singular` or `plural` for `number`, in the language of this session."""
    return words(language()).ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """`message` as meant in `context` (one English word, two Chinese ones), in the language of this session."""
    return words(language()).pgettext(context, message)


def mark(message: str) -> str:
    """Mark a constant for translation without translating it yet."""
    return message


@cache
def words(chosen: str) -> gettext.NullTranslations:
    """All catalogues of a language, joined; English needs none."""
    joined = Catalog(locale=chosen)
    for path in sorted((Path(__file__).parent / chosen).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=chosen):
                if message.id:
                    joined.add(message.id, message.string, context=message.context)
    if not len(joined):
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, joined)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
