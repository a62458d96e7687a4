"""A thousand hostile texts in everything that leaves: text in it, no formula, no link, nothing broken."""

import csv
import io
import json
import logging
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openpyxl import Workbook, load_workbook
from pptx import Presentation
from starlette.responses import FileResponse

from etl.commands.run import main
from etl.load import read_file
from etl.model import Severity
from etl.slip import make_slip, slip_name
from guoban.access.accounts import accounts, add_account
from guoban.access.events import Did, Event, events_csv, record
from guoban.access.people import Role, fit_name
from guoban.access.store import AccessStore
from guoban.answers import answers, report_figures
from guoban.errors import InputError
from guoban.report.deck import Deck
from guoban.report.making import made
from guoban.report.paper import Paper
from guoban.text.visible import in_xml
from guoban.warehouse import Warehouse
from guoban.web.failures import keep_log
from tests.access.cheap import CHEAP, PASSWORD
from tests.etl.counties import small_county
from tests.hostile.county import storable, told
from tests.hostile.strings import SEEDS, hostile

RAW = hostile()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A county of plain names, to which hostile files are sent."""
    return small_county(tmp_path_factory.mktemp("small") / "data")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county in which every seed is a name; each unit has a sheet of its own in the workbook."""
    return told(tmp_path_factory.mktemp("taken") / "data", storable(SEEDS))


def parts(content: bytes) -> dict[str, bytes]:
    """The parts of an office file, each of XML well formed."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        found = {name: package.read(name) for name in package.namelist()}
    for name, part in found.items():
        assert ".." not in name
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    return found


def leads_out(found: dict[str, bytes]) -> list[bytes]:
    return [part for name, part in found.items() if name.endswith(".rels") and b'TargetMode="External"' in part]


@pytest.mark.parametrize("unit", ["ROOT", "U0001", "U0033"])
@pytest.mark.parametrize("what", ["workbook", "document", "slides"])
def test_a_file_to_take_away_holds_texts_and_nothing_that_runs(county, what, unit):
    content = made(what, report_figures(answers(county), date(2026, 6, 30), unit), county)
    found = parts(content)
    assert leads_out(found) == []
    assert not [name for name in found if "vba" in name.lower() or "externalLink" in name]
    if what == "workbook":
        assert formulas(content) == []
    elif what == "document":
        assert len(Document(io.BytesIO(content)).paragraphs) > 3
    else:
        assert len(Presentation(io.BytesIO(content)).slides) >= 1
        for name, part in found.items():
            if name.endswith(".xlsx"):  # the figures of a chart, for whoever edits it
                assert formulas(part) == []


def formulas(content: bytes) -> list[str]:
    """Cells that a spreadsheet would work out."""
    book = load_workbook(io.BytesIO(content))
    return [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")
    ]  # fmt: skip


def test_the_workbook_names_every_unit_as_it_is_called(county):
    content = made("workbook", report_figures(answers(county), date(2026, 6, 30), "ROOT"), county)
    written = {
        str(cell)
        for sheet in load_workbook(io.BytesIO(content))
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    names = [unit.name for unit in answers(county).catalogue.units.values() if unit.name.isprintable()]
    assert len([name for name in names if name in written]) > 0.9 * len(names)


def test_every_text_is_a_text_in_a_workbook_and_on_a_slide():
    paper, deck = Paper(), Deck(RAW[3])
    sheet = paper.sheet(RAW[0])
    for row, text in enumerate(RAW, 1):
        paper.write(sheet, row, 1, text)
    for at in range(0, len(RAW), 100):
        slide = deck.slide(RAW[at], RAW[at : at + 100])
        deck.text(slide, RAW[at : at + 100], top=1)
    content = paper.saved(datetime(2026, 7, 8, tzinfo=UTC))
    assert formulas(content) == []
    written = [row[0] or "" for row in load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
    told = [re.sub("\r\n?", "\n", in_xml(text)) for text in RAW]  # XML knows one end of a line
    assert [place for place, text in enumerate(written) if re.sub("\r\n?", "\n", text) != told[place]] == []
    assert leads_out(parts(deck.saved())) == []


WRITTEN = [text for text in storable(RAW) if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)]


def hostile_workbook() -> bytes:
    """A report with hostile texts for its title, units, indicators, figures and remarks."""
    book = Workbook()
    sheet = book.active
    rows = [["2026年1—6月工会工作统计表"], ["单位", "新建工会(家)", *WRITTEN[:5]], *(
        [text, place % 7, text, WRITTEN[-place - 1]] for place, text in enumerate(WRITTEN)
    )]  # fmt: skip
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_hostile_workbook_comes_back_marked_and_is_no_worse_than_it_was(small):
    content = hostile_workbook()
    reading = read_file(content, f"{WRITTEN[1]}.xlsx", small.reader())
    asked = [each for each in reading.findings if each.severity in (Severity.QUESTION, Severity.ERROR)]
    assert len(asked) > 500
    slip = make_slip(reading, content, small.reader().catalogue)
    found = parts(slip.content)
    assert leads_out(found) == []
    assert formulas(slip.content) == []


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ""])
def test_a_file_may_be_called_anything(small, ending):
    """Read, refused or asked about: never a failure, and the slip's name is one that a disk takes."""
    for text in storable(RAW)[:300]:
        reading = read_file(b"not a workbook", text + ending, small.reader())
        assert reading.findings
        name = slip_name(reading)
        assert not re.search(r"[\\/:*?\"<>|\x00-\x1f\x7f]", name), name
        assert len(name.encode("utf-8", "replace")) <= 255
        FileResponse(__file__, filename=text + ending, headers={})  # the head of /original/… can be sent


def test_the_log_as_csv_holds_no_formula_and_a_line_an_event():
    events = [
        Event(place, datetime(2026, 7, 8, tzinfo=UTC), Did.REFUSED, text, text, text)
        for place, text in enumerate(storable(RAW))
    ]
    rows = list(csv.reader(io.StringIO(events_csv(events).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(RAW) + 1
    for row in rows[1:]:
        for text in row[3:]:
            bare = text.lstrip(" \t\r\n\ufeff\u200b\u200d\u2066\u202e\"'") if not text.startswith("'") else ""
            assert not bare.startswith(("=", "+", "-", "@", "＝"))


def test_what_somebody_calls_themselves_is_kept_in_one_line_or_refused(tmp_path):
    store = AccessStore(tmp_path, CHEAP)
    kept, refused = [], []
    for text in RAW:
        try:
            kept.append(fit_name(text))
        except InputError as error:
            refused.append(error.message)
    assert all(name.isprintable() for name in kept + refused)
    assert max(map(len, kept)) <= 60
    for name in dict.fromkeys(kept[:40]):
        add_account(store, name, Role.LEADER, (), PASSWORD, by=name)
        record(store, Did.REFUSED, name, about=name)
    assert {each.name for each in accounts(store)} <= set(kept)


def test_a_line_of_the_log_stays_a_line(tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    monkeypatch.setattr(logging.getLogger("guoban"), "propagate", False)
    before = logging.getLogger("guoban").handlers[:]
    try:
        keep_log()
        for text in RAW:
            logging.getLogger("guoban").info("upload %s", text)
    finally:
        for handler in logging.getLogger("guoban").handlers:
            handler.close()
        logging.getLogger("guoban").handlers = before
    written = (tmp_path / "log" / "guoban.log").read_text("utf-8")
    lines = written.split("\n")[:-1]
    assert len(lines) == len(RAW)
    assert all(re.match(r"\d{4}-\d\d-\d\d .* INFO guoban: upload ", line) for line in lines)
    assert not COMMANDS.search(written.replace("\n", ""))


COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize(
    "words",
    [["history"], ["progress", "--year", "2026", "--quarter", "2"], ["appraisal", "--year", "2026", "--quarter", "2"],
     ["completeness", "--year", "2026", "--quarter", "2"], ["targets", "--year", "2026"],
     ["history", "--unit", "U0033", "--indicator", "I0"]],
    ids=" ".join,
)  # fmt: skip
def test_the_command_line_commands_no_terminal(county, words, form, capsys):
    assert main([*words, "--data", str(county), "--format", form]) == 0
    said = capsys.readouterr()
    assert not COMMANDS.search((said.out + said.err).replace("\n", "").replace("\t", ""))
    if form == "json":
        json.loads(said.out)


def test_names_on_the_command_line_that_mean_nothing_are_refused_in_one_line(county, capsys):
    for text in [each for each in RAW if "\x00" not in each and not each.startswith("-")][:150]:
        assert main(["progress", "--year", "2026", "--quarter", "2", "--unit", text, "--data", str(county)]) == 2
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert not COMMANDS.search(said.replace("\n", ""))
