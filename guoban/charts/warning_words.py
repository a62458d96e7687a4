"""Warnings in words: each reason with its figures, and its name and sign."""

from html import escape

import numpy as np
import pandas as pd

from guoban.charts.forecast import needed
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, PERCENT, amount, points, scale_for, scaled, short_day
from guoban.charts.row import Row
from guoban.charts.standing import LEVELS
from guoban.charts.status import progress_words
from guoban.text import _, mark, ngettext

REASONS = ("out_of_reach", "behind", "jumped", "falling")
"""Columns of `measures.warnings`, gravest first."""

_NAMES = {
    "out_of_reach": ("⊘", mark("target out of reach at this pace")),
    "behind": ("▼", mark("behind")),
    "jumped": ("‼", mark("jumped")),
    "falling": ("↘", mark("worse two quarters running")),
}


def leading_reason(warned: pd.DataFrame) -> list[str]:
    """For each row the gravest of its reasons."""
    found = np.select([warned[reason].to_numpy(dtype=bool) for reason in REASONS], REASONS, default="")
    return [str(reason) for reason in found]


def reason_name(reason: str) -> str:
    """What a reason is called."""
    return _(_NAMES[reason][1])


def reason_tag(reason: str) -> str:
    """Sign and name of a reason as HTML."""
    sign = _NAMES[reason][0]
    css = reason.replace("_", "-")
    return (
        f'<span class="gb-badge gb-reason-{css}"><i aria-hidden="true">{sign}</i>{escape(reason_name(reason))}</span>'
    )


def warning_sentence(row: Row) -> str:
    """Everything there is to say of one row of `Answers.warnings` with its `distance` in words, gravest first."""
    clauses = []
    if row["behind"] or row["out_of_reach"]:
        clauses += [progress_words(row, with_schedule=not row["distance"]), row["distance"], _left(row)]
    if row["jumped"]:
        clauses.append(_jump(row))
    if row["falling"]:
        clauses.append(_fall(row))
    return _(", ").join(clause for clause in clauses if clause) or NOTHING


def silence_words(last_day: pd.Timestamp, quarters: int) -> str:
    """Since when a unit has been silent: 填报至2025年12月31日，已连续2个季度未报."""
    if pd.isna(last_day):
        return _("nothing this year or last")
    since = _("figures up to {day} {year}").format(day=short_day(last_day.date()), year=last_day.year)
    if quarters < 2:
        return since
    running = ngettext("silent for {count} quarter", "silent for {count} quarters", quarters).format(count=quarters)
    return _("{first}, {second}").format(first=since, second=running)


def _left(row: Row) -> str:
    """What each quarter left must bring, and the best quarter of the year where that was less."""
    need = needed(row)
    if not need:
        return ""
    words = _("needs {amount} a quarter").format(amount=need)
    if not row["out_of_reach"]:
        return words
    best = amount(max(row["best"], 0.0), measure_of(row))
    return _("{first}, {second}").format(
        first=words, second=_("the best quarter of this year brought {amount}").format(amount=best)
    )


def _jump(row: Row) -> str:
    if row["kind"] == "ratio":
        change, most = points(row["brought"]), points(row["most"])
    else:
        measure = measure_of(row)
        change, most = str(amount(abs(row["brought"]), measure)), str(amount(row["most"], measure))
    if row["kind"] in LEVELS:
        words = (
            _("rose by {change} in one quarter, before by at most {most}: to be checked")
            if row["brought"] > 0
            else _("fell by {change} in one quarter, before by at most {most}: to be checked")
        )
    else:
        words = _("{change} in one quarter, in the four before at most {most}: to be checked")
    return words.format(change=change, most=most)


def _fall(row: Row) -> str:
    values = (row["earlier"], row["before"], row["latest"])
    scale = scale_for(values, measure_of(row))
    run = " → ".join(scaled(value, scale) for value in values)
    if scale.measure and scale.measure != PERCENT:
        run = f"{run} {scale.measure}"
    words = (
        _("more two quarters running: {run}") if row["direction"] == "lower" else _("less two quarters running: {run}")
    )
    return words.format(run=run)
