"""What was read from a file, put into the words and frames that the upload page draws."""

from datetime import date
from typing import Any

import pandas as pd

from etl.model import Reading, SheetReading
from guoban.catalogue import Catalogue
from guoban.charts.review import span_words
from guoban.text import CHINESE, _, language, mark, ngettext
from pages.reading_picture import Picture, finding_anchor, shown_changes
from pages.sending import LEAVE_OUT, Question, Sending

LAYOUTS = {
    "wide": mark("units down, indicators across"),
    "long": mark("one row a figure"),
    "transposed": mark("indicators down, units across"),
    "form": mark("form of one unit"),
    "targets": mark("annual targets"),
    "ignored": mark("not read"),
}


def tags(reading: Reading) -> list[tuple[str, str]]:
    """How the file was understood: layout and reason, span, what is left to settle."""
    read = [sheet for sheet in reading.sheets if sheet.layout != "ignored"]
    found = [("plain", _sheet_words(sheet, len(reading.sheets) > 1)) for sheet in read[:4]]
    if len(read) > 4:
        more = len(read) - 4
        found.append(("plain", ngettext("and {count} more sheet", "and {count} more sheets", more).format(count=more)))
    spans = dict.fromkeys(sheet.span for sheet in read if sheet.span)
    found += [("good", span_words(*span)) for span in spans]
    stops = len(reading.errors)
    if stops:
        found.append(("bad", ngettext("{count} place to mend", "{count} places to mend", stops).format(count=stops)))
    return found


def _sheet_words(sheet: SheetReading, several: bool) -> str:
    words = _("{layout}: {why}").format(layout=_(LAYOUTS[sheet.layout]), why=sheet.why)
    return f"{sheet.sheet} · {words}" if several else words


def findings(each: Sending, picture: Picture) -> pd.DataFrame:
    """Every finding but the questions that are drawn to be answered, with its anchor and that of its cell."""
    found = each.reading.findings if each.reading else ()
    rows = [
        (str(finding.severity), finding.sheet, finding.cell, finding.message, finding.hint,
         finding_anchor(each, place), picture.link(finding.sheet, finding.cell))
        for place, finding in enumerate(found) if place not in each.asked
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["severity", "sheet", "cell", "message", "hint", "anchor", "link"])


def changed_figures(each: Sending, catalogue: Catalogue, picture: Picture) -> pd.DataFrame:
    """The changes that are shown, corrected figures first, with names and measures instead of codes."""
    frame = shown_changes(each)
    indicators = [catalogue.indicators[code] for code in frame["indicator"]]
    places = zip(frame["sheet"].tolist(), frame["cell"].tolist(), strict=True)
    return frame.assign(
        unit_name=[catalogue.units[code].name for code in frame["unit"]],
        indicator_name=[indicator.name_zh if language() == CHINESE else indicator.name_en for indicator in indicators],
        measure=[indicator.measure for indicator in indicators],
        display_measure=pd.Series([indicator.display_measure for indicator in indicators], frame.index, dtype=object),
        decimals=pd.Series([indicator.decimals for indicator in indicators], frame.index, dtype=object),
        period=[_period(row) for row in frame.itertuples()],
        link=[picture.link(sheet, cell) for sheet, cell in places],
    )


def _period(row: Any) -> str:
    if row.kind == "target":
        return _("target of {year}").format(year=row.year)
    return span_words(row.first_day.date(), row.last_day.date())


def options(question: Question, catalogue: Catalogue) -> dict[str, str]:
    """What can be answered: the likely choices, then everything else of the kind, then leaving it out."""
    if question.subject == "span":
        return {
            choice: span_words(*(date.fromisoformat(day) for day in choice.split(".."))) for choice in question.choices
        }
    if question.subject == "share":
        return {**{choice: choice for choice in question.choices}, LEAVE_OUT: _("Leave it out")}
    if question.subject == "indicator":
        named = {code: f"{each.name_zh}（{each.measure}）" for code, each in catalogue.indicators.items()}
    else:
        named = {code: each.name for code, each in catalogue.units.items()}
    ordered = {code: named[code] for code in (*question.choices, *named) if code in named}
    return ordered if question.subject == "whose" else {**ordered, LEAVE_OUT: _("Leave it out")}
