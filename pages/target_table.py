"""The table of targets to type into: which rows and columns, and what stands in each cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from guoban.answers import indicator_name
from guoban.calendar import Shares
from guoban.catalogue import Catalogue
from guoban.catalogue.model import Indicator
from guoban.charts.links import Links
from guoban.charts.numbers import MINUS, NOTHING, in_measure
from guoban.charts.target_grid import Cell, Grid, Row, figure, measure_typed
from guoban.charts.target_history import WAYS
from guoban.measures.target_edit import (
    HAND,
    QUARTERS,
    WAY,
    YEAR,
    Pair,
    Refusal,
    Revision,
    Standing,
    difference,
    spread_of,
    standing_spread,
    sum_of_parts,
)
from guoban.measures.target_entry import typed_measure, typed_text
from guoban.measures.target_split import SPREAD
from guoban.text import _
from pages.target_draft import Draft, cell_name


@dataclass(frozen=True, slots=True)
class Targets:
    """Everything the table is drawn from. before: last year's totals; overtaken: targets that others have revised."""

    catalogue: Catalogue
    year: int
    standing: Mapping[Pair, Standing]
    draft: Draft
    revised: Mapping[Pair, Revision]
    refused: Mapping[Pair, Refusal]
    overtaken: frozenset[Pair]
    shapes: Mapping[Pair, Shares]
    before: Mapping[Pair, Decimal]
    links: Links

    def value(self, pair: Pair) -> Decimal | None:
        """What the target is, or would be by what was typed."""
        revision = self.revised.get(pair)
        return revision.value if revision else self.standing.get(pair, Standing()).value

    def values(self, indicator: str) -> dict[Pair, Decimal | None]:
        """The targets of an indicator, as they would be, of every unit."""
        return {(unit, indicator): self.value((unit, indicator)) for unit in self.catalogue.units}


def by_area(targets: Targets, area: str) -> Grid:
    """Units down, the indicators of an area across."""
    catalogue, root = targets.catalogue, targets.catalogue.root
    indicators = [each for each in catalogue.indicators.values() if each.area == area]
    rows = [
        Row(unit.name, targets.links.unit(unit.code), [_year(targets, unit.code, each) for each in indicators],
            is_whole=unit is root)
        for unit in catalogue.under(root.code)
    ]  # fmt: skip
    sums = _sums(targets, [(each, 1) for each in indicators])
    return Grid(_caption(targets.year, _(area)), _("Unit"), [_head(each) for each in indicators], rows, sums)


def by_indicator(targets: Targets, code: str) -> Grid:
    """Units down; across the annual target, how it is spread over the quarters, and last year's total."""
    catalogue, indicator = targets.catalogue, targets.catalogue.indicators[code]
    rows = [
        Row(unit.name, targets.links.unit(unit.code), _closely(targets, unit.code, indicator),
            is_whole=unit is catalogue.root)
        for unit in catalogue.under(catalogue.root.code)
    ]  # fmt: skip
    name = indicator_name(indicator)
    heads = _detail_heads(targets.year, measure_typed(typed_measure(indicator)[1]))
    return Grid(_caption(targets.year, name), _("Unit"), heads, rows, _sums(targets, [(indicator, len(heads))]))


def by_unit(targets: Targets, unit: str) -> Grid:
    """Indicators down; across the annual target, how it is spread over the quarters, and last year's total."""
    catalogue = targets.catalogue
    rows = [
        Row(in_measure(*_head(each)), targets.links.indicator(each.code, unit), _closely(targets, unit, each))
        for each in catalogue.indicators.values()
    ]  # fmt: skip
    caption = _caption(targets.year, catalogue.units[unit].name)
    return Grid(caption, _("Indicator"), _detail_heads(targets.year, ""), rows)


def _caption(year: int, what: str) -> str:
    return _("Targets of {year}: {what}").format(year=year, what=what)


def _head(indicator: Indicator) -> tuple[str, str]:
    return indicator_name(indicator), measure_typed(typed_measure(indicator)[1])


def _detail_heads(year: int, measure: str) -> list[tuple[str, str]]:
    quarters = (_("Q1"), _("Q2"), _("Q3"), _("Q4"))
    return [
        (_("Annual target"), measure), (_("Over the quarters"), ""), *((quarter, "") for quarter in quarters),
        (_("Total of {year}").format(year=year - 1), ""),
    ]  # fmt: skip


def _year(targets: Targets, unit: str, indicator: Indicator) -> Cell:
    """The annual target, to be typed."""
    pair = (unit, indicator.code)
    standing, fields = targets.standing.get(pair, Standing()), targets.draft.texts.get(pair, {})
    before = typed_text(standing.value, indicator)
    state, note = _state(targets, pair, YEAR)
    return Cell(
        fields.get(YEAR, before), cell_name(*pair, YEAR), figure(before), state,
        _label(targets, unit, indicator, _("annual target")), note,
    )  # fmt: skip


def _closely(targets: Targets, unit: str, indicator: Indicator) -> list[Cell]:
    """The annual target, the way it is spread, the four quarters, last year's total."""
    pair = (unit, indicator.code)
    last = Cell(figure(typed_text(targets.before.get(pair), indicator)))
    value = targets.value(pair)
    if indicator.kind not in SPREAD or value is None:
        return [_year(targets, unit, indicator), *[Cell(NOTHING)] * 5, last]
    standing, fields = targets.standing.get(pair, Standing()), targets.draft.texts.get(pair, {})
    way = fields.get(WAY, standing.way)
    spread = standing_spread(indicator, standing, value)
    if way != standing.way:
        spread = spread_of(indicator, value, way, standing.dues, targets.shapes.get(pair))
    state, note = _state(targets, pair, WAY)
    words = tuple((each, _(said)) for each, said in WAYS.items())
    label = _label(targets, unit, indicator, _("over the quarters"))
    chosen = Cell(way, cell_name(*pair, WAY), _(WAYS[standing.way]), state, label, note, words)
    amounts = [typed_text(each, indicator) for each in spread.amounts] if spread.amounts else [NOTHING] * 4
    return [_year(targets, unit, indicator), chosen, *_quarters(targets, pair, indicator, way, amounts), last]


def _quarters(targets: Targets, pair: Pair, indicator: Indicator, way: str, amounts: list[str]) -> list[Cell]:
    if way != HAND:
        return [Cell(amount if amount == NOTHING else figure(amount)) for amount in amounts]
    fields = targets.draft.texts.get(pair, {})
    found = []
    for place, (quarter, amount) in enumerate(zip(QUARTERS, amounts, strict=True), 1):
        state, note = _state(targets, pair, quarter)
        label = _label(targets, pair[0], indicator, _("quarter {quarter}").format(quarter=place))
        found.append(
            Cell(fields.get(quarter, amount), cell_name(*pair, quarter), amount, state, label, note)
        )  # fmt: skip
    return found


def _state(targets: Targets, pair: Pair, what: str) -> tuple[str, str]:
    """How a cell stands, and what is the matter with it."""
    if what not in targets.draft.texts.get(pair, {}):
        return "", ""
    if pair in targets.overtaken:
        return "newer", _("revised by somebody else meanwhile")
    refusal = targets.refused.get(pair)
    if refusal and (refusal.field == what or (refusal.field in QUARTERS and what in QUARTERS)):
        return "wrong", refusal.sentence
    return "edited", ""


def _label(targets: Targets, unit: str, indicator: Indicator, what: str) -> str:
    name = targets.catalogue.units[unit].name
    return _("{unit}, {indicator}: {what}").format(unit=name, indicator=indicator_name(indicator), what=what)


def _sums(targets: Targets, columns: list[tuple[Indicator, int]]) -> list[Row]:
    """The sum of the units and what the whole's own target differs by, each indicator over a number of columns."""
    root = targets.catalogue.root.code
    parts, apart = [], []
    for indicator, width in columns:
        values = targets.values(indicator.code)
        total = sum_of_parts(targets.catalogue, root, indicator, values)
        gap = difference(values[root, indicator.code], total)
        parts += [Cell(figure(typed_text(total, indicator))), *[Cell("")] * (width - 1)]
        apart += [Cell(_signed(gap, indicator)), *[Cell("")] * (width - 1)]
    return [Row(_("Sum of the units"), "", parts), Row(_("Whole less sum"), "", apart)]


def _signed(gap: Decimal | None, indicator: Indicator) -> str:
    if gap is None:
        return NOTHING
    sign = "+" if gap > 0 else MINUS if gap < 0 else ""
    return f"{sign}{figure(typed_text(abs(gap), indicator))}"
