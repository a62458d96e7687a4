"""The figures as they were reported, each with the file, sheet and cell it was read from."""

from datetime import UTC

from openpyxl.worksheet.worksheet import Worksheet

from guoban.report.figures import ReportFigures
from guoban.report.formats import DAY, MOMENT, Row, number_format
from guoban.report.paper import LINE, MIDDLE, NUMBER, TEXT, Look, Paper, prints_on_a4
from guoban.text import _

_SMALL = Look(size=8, wrap=False, ink=LINE.ink)


def draw_observations(paper: Paper, sheet: Worksheet, first: int, figures: ReportFigures) -> None:
    """A table from row `first` on: every figure in force of the year that the units of the report gave."""
    found = figures.observations
    rows = found[found["unit"].isin(figures.units)]
    titles = _titles()
    paper.heads(sheet, first, titles)
    for place, row in enumerate(rows.to_dict(orient="records"), first + 1):
        _draw_row(paper, sheet, place, row)
    last = first + len(rows)
    sheet.auto_filter.ref = f"A{first}:N{last}"
    on_paper = f"A1:N{last}"  # the fingerprint is for programs, and too long for paper
    prints_on_a4(sheet, on_paper, freeze=f"C{first + 1}", head_row=first, name_columns="A:B")


def _titles() -> dict[str, float]:
    return {
        _("Unit"): 12,
        _("Indicator"): 10,
        _("First day"): 6,
        _("Last day"): 6,
        _("Figure"): 7,
        _("Measure"): 4,
        _("As written"): 7,
        _("Remarks"): 5,
        _("File"): 18,
        _("Sheet"): 7,
        _("Cell"): 4,
        _("Upload no."): 4,
        _("Loaded"): 9,
        _("Loaded by"): 7,
        _("Fingerprint of the file (SHA-256)"): 12,
    }


def _draw_row(paper: Paper, sheet: Worksheet, place: int, row: Row) -> None:
    loaded = row["loaded_at"].to_pydatetime().replace(tzinfo=UTC).astimezone().replace(tzinfo=None)
    cells: list[tuple[object, Look, str]] = [
        (row["unit_name"], TEXT, ""),
        (row["indicator_name"], TEXT, ""),
        (row["first_day"], MIDDLE, DAY),
        (row["last_day"], MIDDLE, DAY),
        (row["value"], NUMBER, number_format(row["value"], row)),
        (row["measure"], MIDDLE, ""),
        (row["raw"], NUMBER, ""),
        (row["note"], TEXT, ""),
        (row["file_name"], TEXT, ""),
        (row["sheet"], TEXT, ""),
        (row["cell"], MIDDLE, ""),
        (row["upload"], MIDDLE, ""),
        (loaded, MIDDLE, MOMENT),
        (row["loaded_by"], TEXT, ""),
        (row["sha256"], _SMALL, ""),
    ]
    for column, (content, look, shown) in enumerate(cells, 1):
        paper.write(sheet, place, column, content, look, shown)
