"""The headline of the quality page: what is missing, late, and open, in one sentence that is true for every case."""

import pandas as pd

from guoban.charts.calendar_table import CALENDAR
from guoban.charts.leading import Lead, staying
from guoban.charts.missing_figures import MISSING
from guoban.charts.open_findings import OPEN
from guoban.charts.view import View
from guoban.text import _, ngettext


def quality_headline(
    calendar: pd.DataFrame, findings: pd.DataFrame, view: View, quarter: int, lead: Lead = staying
) -> str:
    """The headline of one quarter.

    calendar: `measures.reporting` of the units below the organisation. findings: `measures.open_findings`. lead: what
    becomes of its counts, which lead to the parts of the page that list what they count.
    """
    time = _("Quarter {quarter} of {year}").format(quarter=quarter, year=view.year)
    expected, missing = int(calendar["expected"].sum()), int(calendar["missing"].sum())
    if not expected:
        return _("{time}: no figure is expected of any unit").format(time=time)
    if missing == expected:
        first = ngettext(
            "the only figure expected has not been reported",
            "none of the {count} figures expected has been reported",
            expected,
        )
    elif missing:
        first = ngettext("{missing} of {count} figures is missing", "{missing} of {count} figures are missing", missing)
    else:
        first = ngettext("the only figure expected is there", "all {count} figures expected are there", expected)
    clauses = [first.format(count=lead(expected, CALENDAR), missing=lead(missing, MISSING))]
    late = int(calendar["late"].sum())
    if late:
        clauses.append(_("{count} came late").format(count=lead(late, CALENDAR)))
    doubts = int((findings["severity"] != "note").sum())
    if doubts:
        words = ngettext("{count} warning is open", "{count} warnings are open", doubts)
        clauses.append(words.format(count=lead(doubts, OPEN)))
    return _("{name}: {clause}").format(name=time, clause=_(", ").join(clauses))
