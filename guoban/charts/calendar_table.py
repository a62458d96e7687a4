"""The calendar of reports: unit × quarter, each cell whether a report came in time, late, in part or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from guoban.charts.links import Links, anchor
from guoban.charts.view import View, source_line
from guoban.text import _, mark, ngettext

CALENDAR = "#gb-calendar"
"""Where it stands on its page."""


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state of reporting is shown: sign, word, and the class of its cell."""

    sign: str
    word: str
    css: str


STATES: Mapping[str, StateLook] = {
    "on_time": StateLook("●", mark("in time"), "gb-fill-on-schedule"),
    "late": StateLook("◆", mark("came late"), "gb-fill-slightly-behind"),
    "partly": StateLook("◐", mark("some missing"), "gb-partly"),
    "missing": StateLook("○", mark("nothing came"), "gb-fill-not-reported"),
    "open": StateLook("…", mark("not due yet"), "gb-fill-no-target"),
}
"""State of `measures.reporting` → its look, best first."""


def calendar_table(calendar: pd.DataFrame, view: View, links: Links, picked: tuple[int, int]) -> str:
    """The calendar as HTML.

    calendar: rows of `measures.reporting` with year and quarter, of one or several quarters. picked: the year and
    quarter the page is about, whose column is set off. No unit is left out; one of which nothing was expected has –.
    """
    units = calendar.drop_duplicates("unit").sort_values(["unit_position", "unit"])
    quarters = sorted(set(zip(calendar["year"], calendar["quarter"], strict=True)))
    cells = {(row["unit"], row["year"], row["quarter"]): row for _index, row in calendar.iterrows()}
    body = "".join(
        f'<tr><th scope="row">{anchor(links.unit(unit), str(name))}</th>'
        + "".join(_cell(cells.get((unit, *quarter)), links, picked=quarter == picked) for quarter in quarters)
        + "</tr>"
        for unit, name in zip(units["unit"], units["unit_name"], strict=True)
    )
    title = escape(_("When reports came"))
    return (
        f'<section class="gb-calendar" id="gb-calendar"><h2>{title}</h2>{_legend()}'
        f'<div class="gb-scroll" tabindex="0" role="region" aria-label="{title}"><table>'
        f'<caption class="gb-hidden">{title}</caption><thead>{_heads(quarters, links, picked)}</thead>'
        f'<tbody>{body}</tbody></table></div><p class="gb-source">{escape(source_line(view))}</p></section>'
    )


def _heads(quarters: list[tuple[int, int]], links: Links, picked: tuple[int, int]) -> str:
    years: dict[int, int] = {}
    for year, _quarter in quarters:
        years[year] = years.get(year, 0) + 1
    above = "".join(f'<th scope="colgroup" colspan="{count}">{year}</th>' for year, count in years.items())
    below = "".join(
        f'<th scope="col"{_picked((year, quarter) == picked)}>'
        f"{anchor(links.at(year, quarter).page('quality'), _('Q{quarter}').format(quarter=quarter))}</th>"
        for year, quarter in quarters
    )
    unit = f'<th scope="col" rowspan="2"><span class="gb-hidden">{escape(_("Unit"))}</span></th>'
    return f"<tr>{unit}{above}</tr><tr>{below}</tr>"


def _cell(row: pd.Series | None, links: Links, *, picked: bool) -> str:
    if row is None:
        return '<td class="gb-fill-no-target"><i aria-hidden="true">–</i></td>'
    look = STATES[row["state"]]
    address = escape(links.at(int(row["year"]), int(row["quarter"])).unit(row["unit"]))
    return (
        f'<td class="{look.css}{" gb-picked" if picked else ""}" title="{escape(_told(row))}">'
        f'<a href="{address}"><i aria-hidden="true">{look.sign}</i>'
        f'<span class="gb-hidden">{escape(_(look.word))} </span>{escape(_short(row))}</a></td>'
    )


def _short(row: pd.Series) -> str:
    """What stands beside the sign: how many figures are missing or came late; if all came late, by how many days."""
    late, days = int(row["late"]), int(row["days_late"])
    if row["state"] == "partly":
        return _("−{count}").format(count=int(row["missing"]))
    if row["state"] != "late":
        return ""
    if late < row["expected"]:
        return _("{count} late").format(count=late)
    return _("{count} d").format(count=days)


def _told(row: pd.Series) -> str:
    """The whole story of a cell in words."""
    expected, missing, late = int(row["expected"]), int(row["missing"]), int(row["late"])
    clauses = [
        _(STATES[row["state"]].word),
        _("{came} of {count} figures").format(came=expected - missing, count=expected),
    ]
    if late:
        days = int(row["days_late"])
        words = ngettext(
            "{late} after the day, by up to {count} day", "{late} after the day, by up to {count} days", days
        )
        clauses.append(words.format(late=late, count=days))
    return _("; ").join(clauses)


def _legend() -> str:
    keys = "".join(
        f'<span><i class="gb-swatch {look.css}" aria-hidden="true">{look.sign}</i>{escape(_(look.word))}</span>'
        for look in STATES.values()
    )
    explained = escape(_("d: days late; n late, −n: figures late and missing"))
    return f'<p class="gb-legend">{keys}<span>{explained}</span></p>'


def _picked(is_picked: bool) -> str:
    return ' class="gb-picked"' if is_picked else ""
