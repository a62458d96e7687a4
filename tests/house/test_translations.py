"""Every word has its Chinese, every Chinese its word, and nobody writes Chinese past the catalogues."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from guoban.place import ROOT
from tests.house.sources import Module, modules

CHINESE = re.compile(r"[\u4e00-\u9fff]")
CATALOGUES = sorted((ROOT / "guoban" / "text" / "zh_CN").glob("*.po"))
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[a-z]|%[sdr]|\$\d")
HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff][,;:!?]|[,;!?][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)|\([^)]*[\u4e00-\u9fff]"
)

CALLS = {"_": (0,), "mark": (0,), "ngettext": (0, 1), "pgettext": (1,)}
"""Function → which of its arguments are words."""

ALLOWED = {
    "etl.layout": "words that are read in workbooks: data of recognition",
    "etl.names": "words that are read in workbooks: endings and fillers of names",
    "etl.spans": "words that are read in workbooks: how people write days and quarters",
    "etl.values": "words that are read in workbooks: numerals, measures, signs for missing",
    "etl.checks": "characters that are looked for in names and figures",
    "etl.demo": "the demonstration county's own workbooks, whose senders write Chinese",
    "etl.source_figures": "the workbooks of real figures, whose senders write Chinese",
    "etl.template": "workbooks that are sent out to Chinese offices, whatever the language of the screen",
    "etl.slip": "sheets of a returned workbook, and the sheet names by which it is known again",
    "guoban.measures": "measures of the catalogue",
    "guoban.report": "names of fonts, and measures of the catalogue",
    "guoban.catalogue": "measures of the catalogue, which is data",
    "guoban.charts": "measures of the catalogue",
    "etl.commands.files": "numerals in the names of files, which are put in order",
    "etl.commands.tables": "measures of the catalogue",
    "guoban.start.words": "the word that a terminal has to be able to show",
    "guoban.web.main": "the name of a language in that language",
    "guoban.web.entrance_page": "the name of a language in that language",
}
"""Room → why Chinese stands in its code."""


class Entry(NamedTuple):
    """One message as code asks for it: context only for pgettext."""

    word: str
    context: str | None


def asked(module: Module) -> Iterator[Entry]:
    """What a module says through `_`, `mark`, `ngettext` and `pgettext`."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS):
            continue
        context = literal(node.args[0]) if node.func.id == "pgettext" else None
        for position in CALLS[node.func.id][:1]:
            word = literal(node.args[position])
            if word is not None:
                yield Entry(word, context)


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def entries(path: Path) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="zh_CN") if message.id]


def entry_of(message: Message) -> Entry:
    return Entry(message.id if isinstance(message.id, str) else message.id[0], message.context)


def translations(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


ASKED = {entry: module.name for module in modules() for entry in asked(module)}
WRITTEN = [(path.name, message) for path in CATALOGUES for message in entries(path)]


def test_every_word_in_the_code_has_its_chinese() -> None:
    known = {entry_of(message) for _, message in WRITTEN if all(translations(message)) and not message.fuzzy}
    missing = {entry: where for entry, where in ASKED.items() if entry not in known and not CHINESE.search(entry.word)}
    assert missing == {}


def test_no_translation_is_left_of_a_word_that_nobody_says() -> None:
    unused = [(name, entry_of(m)) for name, m in WRITTEN if entry_of(m) not in ASKED]
    assert unused == []


def test_no_word_is_translated_twice() -> None:
    """start.py reads its own catalogue alone, so that one may repeat others; it has to say the same then."""
    places = Counter(entry_of(message) for name, message in WRITTEN if name != "start.po")
    assert [entry for entry, times in places.items() if times > 1] == []
    said = {entry_of(message): message.string for name, message in WRITTEN if name != "start.po"}
    start = {entry_of(message): message.string for name, message in WRITTEN if name == "start.po"}
    assert {
        entry: (start[entry], said[entry]) for entry in start.keys() & said.keys() if start[entry] != said[entry]
    } == {}


def test_no_catalogue_repeats_an_entry() -> None:
    """Babel joins repeated entries silently, so the file itself is looked at."""
    for path in CATALOGUES:
        lines = re.findall(r'^(?:msgctxt "(.*)"\n)?msgid ((?:".*"\n)+)', path.read_text(encoding="utf-8"), re.MULTILINE)
        assert [entry for entry, times in Counter(lines).items() if times > 1] == [], path.name


def test_a_translation_has_the_placeholders_of_its_word() -> None:
    wrong = []
    for name, message in WRITTEN:
        words = [message.id] if isinstance(message.id, str) else list(message.id)
        wanted = set().union(*(PLACEHOLDER.findall(word) for word in words))
        wrong += [(name, text) for text in translations(message) if set(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def test_chinese_has_chinese_punctuation() -> None:
    wrong = [
        (name, text)
        for name, message in WRITTEN
        for text in translations(message)
        if HALF_WIDTH.search(PLACEHOLDER.sub("", text))
    ]
    assert wrong == []


@pytest.mark.parametrize("text", ["请重试,谢谢", "完成.", "单位(乡镇)", "为什么?", "注意:错误"])
def test_half_width_punctuation_is_found(text: str) -> None:
    assert HALF_WIDTH.search(text)


def chinese_in(module: Module) -> list[str]:
    """String literals with Chinese that are neither documentation nor an example in it."""
    spoken = {
        id(n.value) for n in ast.walk(module.tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    spoken |= {id(a) for n in ast.walk(module.tree) if is_asking(n) for a in ast.walk(n)}
    return [
        node.value
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in spoken
        and CHINESE.search(node.value)
    ]


def is_asking(node: ast.AST) -> bool:
    """A call of `_` and its like: an English sentence may quote the Chinese word that a sheet has to carry."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_no_chinese_is_written_past_the_catalogues(module: Module) -> None:
    if not any(module.name == room or module.name.startswith(f"{room}.") for room in ALLOWED):
        assert chinese_in(module) == []


def test_chinese_past_the_catalogues_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text('"""说明"""\nprint("已入库")\nprint(_("Write 单位 first"))\n', encoding="utf-8")
    assert chinese_in(Module("pages.planted", path)) == ["已入库"]


@pytest.mark.parametrize("room", ALLOWED)
def test_every_room_that_may_write_chinese_does(room: str) -> None:
    """An exception that nobody needs any more is taken out of the list."""
    assert any(chinese_in(m) for m in modules() if m.name == room or m.name.startswith(f"{room}."))
