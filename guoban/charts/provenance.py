"""Where a figure comes from: the figures it is made of, with file, sheet, cell and raw text, and their versions."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from guoban.charts.figure_notes import figure_notes
from guoban.charts.links import Links, anchor
from guoban.charts.measure_of import measure_of
from guoban.charts.numbers import Measure, amount, number, short_day, stored_moment
from guoban.charts.status import badge
from guoban.charts.uploads_list import download
from guoban.text import _, mark, ngettext, pgettext

_PARTS = {
    "base": mark("from 1 January"),
    "added": mark("added to it"),
    "level": mark("the latest figure"),
    "numerator": mark("numerator"),
    "denominator": mark("denominator"),
}


def provenance(row: pd.Series, versions: pd.DataFrame, units: pd.DataFrame, names: dict[str, str], links: Links) -> str:
    """The figure of one unit and indicator taken apart, as HTML.

    row: its row of `measures.progress`. versions: `measures.lineage` of it.
    units: where the figure is a sum, the rows of `measures.progress` of the units right below, else empty.
    names: the names of the indicators in `versions` by their codes.
    """
    measure = measure_of(row)
    title = f"{row['unit_name']} · {row['indicator_name']}"
    value = amount(row["value"], measure)
    parts = versions[versions["part"].notna()]
    rest = versions[versions["part"].isna()]
    sections = []
    if not units.empty:
        sections.append(_units_table(units, measure, str(row["indicator"]), links))
    if not parts.empty:
        sections.append(_versions_table(_("What it is made of"), parts, measure, names, links))
    if not rest.empty:
        sections.append(_versions_table(_("Other figures of the year, not counted"), rest, measure, names, links))
    return (
        f'<section class="gb-provenance" id="source"><h2>{escape(_("Where this figure comes from"))}</h2>'
        f'<p class="gb-lead">{escape(title)}<b>{escape(str(value))}</b>'
        f"<span>{escape(_sentence(row, parts, units))}</span></p>{''.join(sections)}</section>"
    )


def _sentence(row: pd.Series, parts: pd.DataFrame, units: pd.DataFrame) -> str:
    """How the figure is made, in a sentence."""
    counted = int((parts["counts"]).sum())
    if pd.isna(row["value"]):
        clauses = [_("not reported: no figure counts")]
    elif not units.empty:
        count = int(row["covers"])
        clauses = [ngettext("summed from {count} unit", "summed from {count} units", count).format(count=count)]
    elif parts["part"].isin(("numerator", "denominator")).any():
        clauses = [_("numerator divided by denominator")]
    elif counted > 1:
        clauses = [_("{count} figures added up, each day counted once").format(count=counted)]
    else:
        clauses = [_("one figure as it was reported")]
    return _("; ").join([*clauses, *figure_notes(row)])


def _versions_table(heading: str, versions: pd.DataFrame, measure: Measure, names: dict[str, str], links: Links) -> str:
    heads = (
        (_("Days covered"), ""),
        (_("How it enters"), ""),
        (_("Figure"), "num"),
        (_("As written"), ""),
        (_("File"), ""),
        (_("Sheet"), ""),
        (_("Cell"), ""),
        (_("Upload no."), "num"),
        (_("Loaded"), ""),
        (_("Standing"), ""),
    )
    body, before = [], None
    for _index, row in versions.iterrows():
        span = (row["indicator"], row["first_day"], row["last_day"])
        body.append(_version(row, measure, names, links, first=span != before))
        before = span
    return _table(heading, heads, "".join(body))


def _version(row: pd.Series, measure: Measure, names: dict[str, str], links: Links, *, first: bool) -> str:
    part = _(_PARTS[row["part"]]) if isinstance(row["part"], str) else _("not counted")
    if row["role"] != "itself":
        part = f"{part} · {names.get(row['indicator'], row['indicator'])}"
        shown = number(row["value"])
    else:
        shown = str(amount(row["value"], measure))
    loaded = f"{stored_moment(pd.Timestamp(row['loaded_at']).to_pydatetime())} · {row['loaded_by']}"
    written = str(row["raw"])
    further = [str(each) for each in (row["note"], row["quote"]) if isinstance(each, str) and each]
    note = f'<small class="gb-note">{escape(" · ".join(further))}</small>' if further else ""
    lead = f"{escape(_span(row))}</th><td>{escape(part)}" if first else "</th><td>"
    return (
        f'<tr class="{"gb-in-force" if row["counts"] else "gb-superseded"}"><th scope="row">{lead}</td>'
        f'<td class="num">{escape(shown)}</td><td class="gb-raw">{escape(written)}{note}</td>'
        f"<td>{download(row, links)}</td><td>{escape(str(row['sheet']))}</td><td>{escape(str(row['cell']))}</td>"
        f'<td class="num">{int(row["upload"])}</td><td>{escape(loaded)}</td><td>{escape(_standing(row))}</td></tr>'
    )


def _span(row: pd.Series) -> str:
    first_day, last_day = (short_day(pd.Timestamp(row[name]).date()) for name in ("first_day", "last_day"))
    if first_day == last_day:
        return first_day
    return _("{first_day} to {last_day}").format(first_day=first_day, last_day=last_day)


def _standing(row: pd.Series) -> str:
    if row["counts"]:
        return _("in force")
    if pd.notna(row["undone_at"]):
        at = stored_moment(pd.Timestamp(row["undone_at"]).to_pydatetime())
        return _("taken back {moment}, {person}").format(moment=at, person=row["undone_by"])
    return _("corrected since")


def _units_table(units: pd.DataFrame, measure: Measure, indicator: str, links: Links) -> str:
    """The units that a sum covers, with their own figures, each leading on to where it comes from."""
    covered = units[units["value"].notna()]
    is_ratio = bool(covered["numerator"].notna().any())
    heads = [(_("Unit"), ""), (_("Figure"), "num"), (_("Status"), ""), (_("As of"), "num"), (_("Remarks"), "")]
    if is_ratio:
        heads[2:2] = [(_("Numerator"), "num"), (_("Denominator"), "num")]
    body = []
    for _index, row in covered.iterrows():
        figure = anchor(links.source(row["unit"], indicator), str(amount(row["value"], measure)))
        ratio = (
            f'<td class="num">{number(row["numerator"])}</td><td class="num">{number(row["denominator"])}</td>'
            if is_ratio
            else ""
        )
        as_of = "" if pd.isna(row["as_of"]) else pd.Timestamp(row["as_of"]).date().isoformat()
        body.append(
            f'<tr><th scope="row">{anchor(links.source(row["unit"], indicator), str(row["unit_name"]))}</th>'
            f'<td class="num">{figure}</td>{ratio}<td>{badge(row["status"])}</td><td class="num">{as_of}</td>'
            f"<td>{escape(_('; ').join(figure_notes(row)))}</td></tr>"
        )
    missing = [str(name) for name in units.loc[units["value"].isna(), "unit_name"]]
    words = _("Not in it, for they have given nothing: {names}").format(names=pgettext("list", ", ").join(missing))
    tail = f'<p class="gb-quiet">{escape(words)}</p>' if missing else ""
    return _table(_("The units it is summed from"), heads, "".join(body)) + tail


def _table(heading: str, heads: Sequence[tuple[str, str]], body: str) -> str:
    head = "".join(f'<th scope="col" class="{css}">{escape(words)}</th>' for words, css in heads)
    words = escape(heading)
    return (
        f'<h3>{words}</h3><div class="gb-scroll" tabindex="0" role="region" aria-label="{words}">'
        f'<table class="gb-table"><caption class="gb-hidden">{words}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
