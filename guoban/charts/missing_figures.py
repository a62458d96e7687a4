"""What a quarter still lacks, unit by unit, with the indicators by name."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from guoban.charts.links import Links, anchor
from guoban.text import _, ngettext, pgettext

MISSING = "#gb-missing"
"""Where it stands on its page."""

NAMED = 6
"""Indicators of a unit that are named before the rest is counted."""


def missing_figures(expected: pd.DataFrame, names: Mapping[str, str], links: Links) -> str:
    """The list as HTML; expected: rows of `measures.completeness` of one quarter. names: indicator → its name."""
    heading = f"<h2>{escape(_('Not reported'))}</h2>"
    missing = expected[~expected["reported"].astype(bool)]
    if missing.empty:
        nothing = escape(_("Nothing is missing."))
        return f'<section class="gb-gaps" id="gb-missing">{heading}<p class="gb-quiet">{nothing}</p></section>'
    sizes = expected["unit"].value_counts().to_dict()
    entries = []
    for (unit, name), part in missing.groupby(["unit", "unit_name"], sort=False):
        lacking = _lacking(str(unit), list(part["indicator"]), sizes[unit], names, links)
        entries.append(f'<li>{anchor(links.unit(str(unit)), str(name))}<span class="gb-note">{lacking}</span></li>')
    return f'<section class="gb-gaps gb-below-list" id="gb-missing">{heading}<ul>{"".join(entries)}</ul></section>'


def _lacking(unit: str, codes: list[str], expected: int, names: Mapping[str, str], links: Links) -> str:
    if len(codes) == expected:
        words = ngettext("the only figure expected", "all {count} figures expected", expected)
        return escape(words.format(count=expected))
    named = pgettext("list", ", ").join(
        anchor(links.indicator(code, unit), names.get(code, code)) for code in codes[:NAMED]
    )
    rest = len(codes) - NAMED
    if rest <= 0:
        return named
    words = ngettext("and {count} more indicator", "and {count} more indicators", rest)
    return f"{named} {escape(words.format(count=rest))}"
