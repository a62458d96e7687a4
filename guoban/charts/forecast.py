"""Forecasts: the method by its name, and what the quarters left must bring."""

import pandas as pd

from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import estimate
from guoban.charts.row import Row
from guoban.charts.view import View
from guoban.text import _, mark

_METHODS = {
    "last_year_shape": mark("at last year's pace"),
    "schedule": mark("at the pace of the schedule"),
}


def method_name(method: object) -> str:
    """The method of a forecast in words (domain rule 10); empty where there is no forecast."""
    return _(_METHODS[method]) if isinstance(method, str) and method in _METHODS else ""


def needed(row: Row) -> str:
    """What each quarter left must bring, as an amount; empty where nothing is, and for ratios, which do not add up."""
    need = row["needed_per_quarter"]
    if pd.isna(need) or need <= 0 or row["direction"] == "lower" or row["kind"] in ("ratio", "milestone"):
        return ""
    return str(estimate(need, measure_of(row), at_least=True))


def forecast_words(row: Row, view: View) -> str:
    """What 31 December may bring, by which method, and what each quarter left must bring."""
    if view.year_is_over:
        return ""
    measure = measure_of(row)
    clauses: list[str] = []
    if pd.notna(row["forecast"]):
        words = _("forecast for 31 December {amount}, {method}")
        clauses.append(
            words.format(amount=estimate(row["forecast"], measure), method=method_name(row["forecast_method"]))
        )
    need = needed(row)
    if need:
        clauses.append(_("each quarter left must bring {amount}").format(amount=need))
    return _("; ").join(clauses)
