"""The demonstration county as files: its catalogue, its workbooks, and the list of when each was loaded."""

import csv
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from etl.demo.book import save_deterministically
from etl.demo.county import ROOT, UNITS
from etl.demo.figures import YEARS, draw_figures
from etl.demo.filing import Filing
from etl.demo.past_reports import past_reports
from etl.demo.pen import Pen, Stated
from etl.demo.period import reported_periods
from etl.demo.present_reports import present_reports
from etl.demo.story import Story
from etl.demo.target_letters import target_letters
from guoban.catalogue import Catalogue, write_catalogue
from guoban.catalogue.model import Settings

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "examples" / "demonstration-county"
CATALOGUE_FOLDER = "catalogue"
WORKBOOKS_FOLDER = "workbooks"
MANIFEST = "manifest.csv"
MANIFEST_COLUMNS = ("file", "loaded_at", "by")


@dataclass(frozen=True)
class Written:
    """One workbook as it was written, and every figure it states."""

    path: str
    loaded_at: datetime
    by: str
    stated: tuple[Stated, ...]


def demonstration_story(catalogue: Catalogue) -> Story:
    """The county's figures as its units tell them."""
    return Story(draw_figures(catalogue), catalogue)


def demonstration_filings(story: Story) -> tuple[Filing, ...]:
    """Every workbook, in the order in which they were loaded."""
    filings = list(target_letters(story))
    for period in reported_periods():
        filings += present_reports(story, period) if period.year == YEARS[-1] else past_reports(story, period)
    return tuple(sorted(filings, key=lambda filing: filing.loaded_at))


def write_demonstration(folder: Path, indicators: Catalogue) -> tuple[Written, ...]:
    """Write catalogue/, workbooks/ and manifest.csv below `folder`; the same call writes the same bytes.

    indicators: a catalogue whose indicators are taken over; its units are not.
    """
    catalogue = replace(indicators, units={unit.code: unit for unit in UNITS}, settings=Settings(ROOT.name))
    write_catalogue(folder / CATALOGUE_FOLDER, catalogue)
    filings = demonstration_filings(demonstration_story(catalogue))
    written = tuple(write_filing(folder / WORKBOOKS_FOLDER, filing) for filing in filings)
    with (folder / MANIFEST).open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(MANIFEST_COLUMNS)
        rows.writerows((entry.path, entry.loaded_at.isoformat(), entry.by) for entry in written)
    return written


def write_filing(folder: Path, filing: Filing) -> Written:
    """Draw one workbook and save it."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    stated: list[Stated] = []
    for name, draw in filing.sheets:
        pen = Pen(workbook.create_sheet(name))
        draw(pen)
        stated += pen.stated
    save_deterministically(workbook, folder / filing.path, creator=ROOT.name)
    return Written(filing.path, filing.loaded_at, filing.by, tuple(stated))
