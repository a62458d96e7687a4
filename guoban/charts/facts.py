"""The key figures of a page side by side: of one indicator, of one unit."""

from dataclasses import dataclass, replace
from html import escape

import pandas as pd

from guoban.charts.figure_notes import figure_notes
from guoban.charts.forecast import method_name, needed
from guoban.charts.links import Links
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import NOTHING, Amount, Measure, amount, estimate, grouped, number
from guoban.charts.ranking import step_words
from guoban.charts.standing import tally
from guoban.charts.status import badge, distances_in_words, done_share
from guoban.charts.task_table import TASKS
from guoban.charts.trend_words import AGAINST, Trends, Turn
from guoban.charts.view import View
from guoban.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Fact:
    """One key figure. `note` is plain text; `badge` is HTML of a status and stands in place of the note.

    address: where the figure comes from, empty on paper. css: a class for the figure.
    """

    label: str
    value: Amount
    note: str = ""
    badge: str = ""
    address: str = ""
    css: str = ""


def facts(shown: list[Fact]) -> str:
    """The facts as an HTML list of terms."""
    return f'<dl class="gb-facts">{"".join(_fact(fact) for fact in shown)}</dl>'


def indicator_facts(row: pd.Series, view: View, trends: Trends, links: Links | None = None) -> list[Fact]:
    """The organisation's own figures of one indicator: `row` of `measures.progress`.

    trends: how its figure turned. links: where its figure leads; None = nowhere, as on paper.
    """
    measure = measure_of(row)
    distance = distances_in_words(row.to_frame().T)[0]
    source = links.source(row["unit"], row["indicator"]) if links and pd.notna(row["value"]) else ""
    set_at = links.targets(row["indicator"]) if links and pd.notna(row["target"]) else ""
    shown = [
        Fact(_("Done so far"), amount(row["value"], measure), _("; ").join(figure_notes(row)), address=source),
        *(_turned(trends.turn(row, against), row, against, links) for against in AGAINST),
        Fact(_("Annual target"), amount(row["target"], measure), _baseline(row, measure), address=set_at),
        Fact(
            _("Progress"),
            Amount(done_share(row["progress"]), ""),
            badge=badge(row["status"], distance),
            address=source if pd.notna(row["progress"]) else "",
        ),
    ]
    if not view.year_is_over and pd.notna(row["forecast"]):
        shown.append(
            Fact(
                _("Forecast for 31 December"),
                estimate(row["forecast"], measure),
                method_name(row["forecast_method"]),
                address=source,
            )
        )
    if not view.year_is_over and needed(row):
        need = estimate(row["needed_per_quarter"], measure, at_least=True)
        shown.append(Fact(_("Needed in each quarter left"), need, _("to reach the target"), address=source))
    shown.append(
        Fact(
            _("Units in the figure"),
            Amount(f"{number(row['covers'])}/{number(row['of_units'])}", ""),
            _parts(row),
            address=source,
        )
    )
    return shown


def unit_facts(scores: pd.Series | None, compared: int, rows: pd.DataFrame, links: Links) -> list[Fact]:
    """The standing of one unit.

    scores: its row of `measures.appraisal`, None = not appraised. compared: how many units it is ranked with.
    rows: its rows of `measures.progress`.
    """
    found = tally(rows)
    shown, ranked = [], links.page("appraisal")
    if scores is not None and pd.notna(scores["score"]):
        stars = 0 if pd.isna(scores["stars"]) else int(scores["stars"])
        shown.append(
            Fact(_("Score"), Amount(grouped(scores["score"], 1), ""), "★" * stars + "☆" * (5 - stars), address=ranked)
        )
        shown.append(replace(_rank(scores, compared), address=ranked))
    shown.append(
        Fact(
            _("On schedule"),
            Amount(f"{found.ahead}/{found.tasks}", ""),
            ngettext("task with a target", "tasks with a target", found.tasks),
            address=TASKS,
        )
    )
    shown.append(Fact(_("Behind"), Amount(number(found.behind), ""), _slightly(found.slightly), address=TASKS))
    silent = Amount(number(found.not_reported), "")
    shown.append(Fact(_("Not yet reported"), silent, _("of the tasks"), address=links.page("quality")))
    return shown


def _fact(fact: Fact) -> str:
    measure = f"<small>{escape(fact.value.measure)}</small>" if fact.value.measure else ""
    below = fact.badge or escape(fact.note)
    figure = f"{escape(fact.value.number)}{measure}"
    if fact.address:
        figure = f'<a href="{escape(fact.address)}">{figure}</a>'
    css = f' class="{fact.css}"' if fact.css else ""
    return f'<div><dt>{escape(fact.label)}</dt><dd{css}>{figure}</dd><dd class="gb-below">{below}</dd></div>'


def _rank(scores: pd.Series, compared: int) -> Fact:
    if pd.isna(scores["rank"]):
        return Fact(_("Rank"), Amount(NOTHING, ""))
    place = Amount(f"{int(scores['rank'])}", f"/ {compared}" if compared else "")
    if pd.isna(scores["rank_before"]):
        return Fact(_("Rank"), place, _("no rank last quarter"))
    before = _("last quarter {rank}").format(rank=int(scores["rank_before"]))
    return Fact(_("Rank"), place, f"{step_words(scores['step'])} · {before}")


def _slightly(count: int) -> str:
    return _("and {count} slightly behind").format(count=count)


def _turned(turn: Turn, row: pd.Series, against: str, links: Links | None) -> Fact:
    """A look back; the arrow takes its colour from whether it is for the better."""
    css = "gb-up" if turn.better > 0 else "gb-down" if turn.better < 0 else ""
    address = links.comparison(row["unit"], against) if links and not turn.why else ""
    return Fact(turn.against, Amount(f"{turn.arrow}{turn.size}", ""), turn.why or turn.behind, address=address, css=css)


def _baseline(row: pd.Series, measure: Measure) -> str:
    if pd.isna(row["baseline"]):
        return ""
    return _("from {amount} at the end of last year").format(amount=amount(row["baseline"], measure))


def _parts(row: pd.Series) -> str:
    if pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return ""
    return f"{number(row['numerator'])} ÷ {number(row['denominator'])}"
