"""Every word of a page, folds and lists opened, and what of it belongs to the other language."""

import re
from pathlib import Path

from playwright.sync_api import Page
from readable import VISIBLE_WORDS

from guoban.warehouse import Warehouse

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
NO_ENGLISH = re.compile(
    r"English|Excel|\S*\.(?:xlsx|xlsm|xlsb|xls|ods|csv|zip|html?|et)\b|[A-Z]+-?\d+|• [A-Z, ]+|\d+ ?[KMG]B|PgUp|PgDn|Esc"
    r"|CSV|python -m etl [a-z ]+|\blocal\b"
)
"""Latin letters that are no English: the way to the other language, names and kinds of files, codes, cells, keys, what
is typed into a console, and under which name it is done there.
"""
SWITCH = "中文"

DATA = """
    select distinct word from (
        select file_name as word from upload union select loaded_by from upload union
        select message from finding union select hint from finding
        union select sheet from observation union select raw from observation
        union select sheet from target union select raw from target union select reason from target
    ) as said where word is not null
"""


def names_and_data(folder: Path) -> list[str]:
    """Names of units and indicators, what those who report have typed, findings as they were told when a file came."""
    reader = Warehouse(folder).reader()
    catalogue = reader.catalogue
    words = {str(word) for (word,) in reader.rows(DATA)}
    words |= {unit.name for unit in catalogue.units.values()} | {each.name_zh for each in catalogue.indicators.values()}
    words |= {catalogue.settings.organisation, SWITCH} | {unit.kind for unit in catalogue.units.values()}
    words |= {alias for unit in catalogue.units.values() for alias in unit.aliases}
    words |= {synonym for each in catalogue.indicators.values() for synonym in each.synonyms}
    return sorted(filter(CHINESE.search, words), key=len, reverse=True)


def everything_unfolded(page: Page) -> list[str]:
    """The words of a page after every fold of the framework was opened, every chart pointed at, every list let down."""
    for fold in page.locator("[data-testid=stMain] [data-testid=stExpander] summary").all():
        fold.click()
    said: list[str] = []
    page.locator("[data-testid=stMain]").evaluate("(main) => { main.scrollTop = 0 }")
    page.wait_for_timeout(100)  # a list closes when what is under it scrolls
    for field in page.locator("[data-testid=stMain] input[role=combobox]").all():
        field.scroll_into_view_if_needed()
        page.wait_for_timeout(100)  # as above
        field.click()
        page.locator("[role=option]").first.wait_for()  # one of the framework's, not one of a list in a table
        said += page.locator("[role=listbox], [role=option]").all_inner_texts()
        field.press("Escape")
    for chart in page.locator(".gb-bars, .gb-year").all():
        chart.hover(force=True)
    return said + list(page.evaluate(VISIBLE_WORDS))


def codes_and_english_names(folder: Path) -> list[str]:
    """What is English in the catalogue, which administrators look at in every language."""
    catalogue = Warehouse(folder).reader().catalogue
    return sorted([*catalogue.units, *(each.name_en for each in catalogue.indicators.values())], key=len, reverse=True)


def english_left(said: list[str], data: list[str]) -> list[str]:
    """What says an English word on a page in Chinese that is not in the data, or writes a figure as English does."""
    found = []
    for words in dict.fromkeys(said):
        rest = NO_ENGLISH.sub("", words)
        if ENGLISH_WORD.search(rest):
            for word in data:
                rest = rest.replace(word, "")
        if ENGLISH_WORD.search(rest) or re.search(r"\d,\d{3}", words):
            found.append(words)
    return found


def chinese_left(said: list[str], data: list[str]) -> list[str]:
    """What says a Chinese word on a page in English that is not in the data, or writes a figure as Chinese does."""
    found = []
    for words in dict.fromkeys(said):
        rest = words
        if CHINESE.search(rest):
            for word in data:
                rest = rest.replace(word, "")
        if CHINESE.search(rest) or re.search(r"\d[\u2009\u202f]\d{3}", words):
            found.append(words)
    return found
