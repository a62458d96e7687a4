"""Where the figures of a slide were read: file, sheet and cell."""

from collections.abc import Iterator

from guoban.report.figures import ReportFigures
from guoban.text import _


def sources(figures: ReportFigures, indicators: set[str], units: set[str]) -> Iterator[str]:
    """A line for every figure behind these indicators of these units; of a ratio those of its two parts."""
    known = [figures.catalogue.indicators[code] for code in indicators]
    codes = indicators | {part for each in known for part in (each.numerator, each.denominator) if part}
    found = figures.observations
    for row in found[found["indicator"].isin(codes) & found["unit"].isin(units)].to_dict(orient="records"):
        yield _("{unit}, {name}: {raw} ({file}, {sheet}!{cell}, upload no. {upload})").format(
            unit=row["unit_name"], name=row["indicator_name"], raw=row["raw"], file=row["file_name"],
            sheet=row["sheet"], cell=row["cell"], upload=row["upload"],
        )  # fmt: skip
