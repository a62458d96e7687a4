"""The headline of the quality page: what is missing, late, and open, in one sentence that is true for every case."""

import pandas as pd

from guoban.charts.view import View
from guoban.text import _, ngettext


def quality_headline(calendar: pd.DataFrame, findings: pd.DataFrame, view: View, quarter: int) -> str:
    """The headline of one quarter.

    calendar: `measures.reporting` of the units below the organisation. findings: `measures.open_findings`.
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
    clauses = [first.format(count=expected, missing=missing)]
    late = int(calendar["late"].sum())
    if late:
        clauses.append(_("{count} came late").format(count=late))
    doubts = int((findings["severity"] != "note").sum())
    if doubts:
        clauses.append(ngettext("{count} warning is open", "{count} warnings are open", doubts).format(count=doubts))
    return _("{name}: {clause}").format(name=time, clause=_(", ").join(clauses))
