"""The three tables of the catalogue to type into: which rows and columns, and what stands in each cell."""

from collections.abc import Callable, Mapping

from guoban.catalogue import Catalogue
from guoban.catalogue.differences import name_of
from guoban.catalogue.indicator_rows import DISPLAY_MEASURES
from guoban.catalogue.setting_rows import SETTINGS as KNOWN_SETTINGS
from guoban.catalogue.texts import INDICATORS, SETTINGS, UNITS
from guoban.catalogue.words import (
    DIRECTIONS,
    KINDS,
    YES_NO,
    column_title,
    setting_rule,
    setting_title,
)
from guoban.charts.links import Links
from guoban.charts.numbers import measure_name
from guoban.charts.target_grid import Cell, Grid, Row
from guoban.text import _, mark, pgettext
from pages.catalogue_draft import SHARES, CatalogueDraft, Checked, cell_name

_STEP = "\u3000"
"""By so much a unit stands further in than the one above it."""

_CHOSEN: Mapping[str, Mapping[str, str]] = {
    "see_others": {"yes": mark("yes"), "no": mark("no")},
    "sign_off": {"reporters": mark("yes"), "no": mark("no")},
    "backup_hour": {"off": mark("none is made"), **{str(hour): str(hour) for hour in range(24)}},
}
"""Settings that are chosen rather than typed: value → words."""

_SHOWN_IN = dict(
    zip(
        ("", *DISPLAY_MEASURES),
        (mark("by size"), mark("yuan"), mark("10,000 yuan"), mark("100 million yuan")),
        strict=True,
    )
)

CellOf = Callable[..., Cell]


def units_grid(draft: CatalogueDraft, check: Checked, kind: str, catalogue: Catalogue) -> Grid:
    """Units down, parents before children. kind: only such units, "" = all. catalogue: with the names learnt."""
    rows = []
    depths = _depths(draft)
    for code, depth in depths.items():
        if kind and draft.shown(UNITS, code, "kind") != kind:
            continue
        cell = _cells(draft, check, UNITS, code)
        own = set(draft.before(UNITS, code, "aliases").split(pgettext("list", ", ")))
        learnt = (
            [alias for alias in catalogue.units[code].aliases if alias not in own] if code in catalogue.units else []
        )
        parent = Cell("—", is_text=True) if not depth else cell("parent", is_text=True)
        cells = [
            cell("name", is_text=True), cell("kind", is_text=True), parent, cell("aliases", is_text=True),
            Cell(pgettext("list", ", ").join(learnt), is_text=True),
        ]  # fmt: skip
        address = Links().unit(code) if code in catalogue.units else ""
        rows.append(Row(f"{_STEP * depth}{code}", address, cells, is_whole=not depth))
    heads = [
        *(_head(UNITS, column) for column in ("name", "kind", "parent", "aliases")),
        (_("learnt with uploads"), ""),
    ]
    return Grid(_("Units"), _("code"), heads, rows)


def indicators_grid(draft: CatalogueDraft, check: Checked, area: str) -> Grid:
    """The indicators of an area down."""
    rows = []
    texts = draft.texts()[INDICATORS]
    for code, cells in texts.items():
        if cells.get("area") != area:
            continue
        cell = _cells(draft, check, INDICATORS, code)
        meant = [
            measure_name(cells["measure"]),
            _(KINDS.get(cells["kind"], "")),
            _(DIRECTIONS.get(cells["direction"], "")),
        ]
        money = tuple((value, _(words)) for value, words in _SHOWN_IN.items())
        shown = cell("display_measure", choices=money) if cells["kind"] == "money" else Cell("—")
        rows.append(
            Row(
                code,
                Links().indicator(code) if code in draft.base.texts[INDICATORS] else "",
                [
                    cell("name_zh", is_text=True), cell("name_en", is_text=True), cell("weight"),
                    cell("headline", choices=(("1", _(YES_NO["1"])), ("0", _(YES_NO["0"])))),
                    *(cell(share) for share in SHARES), cell("decimals"), shown,
                    Cell(" · ".join(part for part in meant if part), is_text=True),
                    cell("synonyms", is_text=True),
                ],
            )
        )  # fmt: skip
    due = [(_due_by(quarter), "%") for quarter in (1, 2, 3, 4)]
    heads = [
        *(_head(INDICATORS, column) for column in ("name_zh", "name_en", "weight", "headline")), *due,
        *(_head(INDICATORS, column) for column in ("decimals", "display_measure")),
        (_("what it means"), ""), _head(INDICATORS, "synonyms"),
    ]  # fmt: skip
    return Grid(_(area), _("code"), heads, rows)


def settings_grid(draft: CatalogueDraft, check: Checked) -> Grid:
    """Every setting, with the rule it sets in words."""
    rows = []
    for name in KNOWN_SETTINGS:
        cell = _cells(draft, check, SETTINGS, name)
        choices = tuple((value, _(words)) for value, words in _CHOSEN.get(name, {}).items())
        value = cell("value", choices=choices) if choices else cell("value", is_text=True)
        rows.append(Row(setting_title(name), "", [value, Cell(setting_rule(name), is_text=True)]))
    return Grid(_("Settings"), _("setting"), [(_("value"), ""), (_("the rule"), "")], rows)


def _due_by(quarter: int) -> str:
    return _("due by {quarter}").format(quarter=(_("Q1"), _("Q2"), _("Q3"), _("Q4"))[quarter - 1])


def _sort_of(cells: Mapping[str, str]) -> tuple[str, str]:
    return KINDS.get(cells["kind"], ""), DIRECTIONS.get(cells["direction"], "")


def _head(table: str, column: str) -> tuple[str, str]:
    return column_title(table, column), ""


def _cells(draft: CatalogueDraft, check: Checked, table: str, key: str) -> CellOf:
    """What makes the cells of a row."""

    def cell(column: str, *, is_text: bool = False, choices: tuple[tuple[str, str], ...] = ()) -> Cell:
        text, before = draft.shown(table, key, column), draft.before(table, key, column)
        wrong = check.wrong.get((table, key, column.partition(".")[0]), "")
        state = "wrong" if wrong else "edited" if text != before or (table, key) in draft.added else ""
        title = _due_by(int(column[-1])) if column in SHARES else column_title(table, column)
        named = _("{name}, {column}").format(name=name_of(table, key, draft.base.texts), column=title)
        label = setting_title(key) if table == SETTINGS else named
        return Cell(text, cell_name(table, key, column), before or "—", state, label, wrong, choices, is_text)

    return cell


def _depths(draft: CatalogueDraft) -> dict[str, int]:
    """Every unit with how many stand above it, parents before children; those that hang nowhere at the end."""
    units = draft.texts()[UNITS]
    below: dict[str, list[str]] = {}
    for code, cells in units.items():
        below.setdefault(cells.get("parent", ""), []).append(code)
    found: dict[str, int] = {}

    def walk(parent: str, depth: int) -> None:
        for code in below.get(parent, []):
            if code not in found:
                found[code] = depth
                walk(code, depth + 1)

    walk("", 0)
    return found | {code: 1 for code in units if code not in found}
