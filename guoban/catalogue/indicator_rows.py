"""The rows of indicators.csv → indicators, in the order of the file."""

from collections.abc import Sequence
from decimal import Decimal

from guoban.calendar import Shares
from guoban.catalogue.codes import check_filled, check_in_range, check_unique
from guoban.catalogue.model import Direction, Indicator, Kind
from guoban.catalogue.numbers import parse_number, parse_shares
from guoban.catalogue.problems import Problems
from guoban.catalogue.table import Row
from guoban.text import _

MONEY_MEASURE = "元"
RATIO_MEASURE = "%"
DISPLAY_MEASURES = ("元", "万元", "亿元")
MOST_WEIGHT = 999_999
MOST_DECIMALS = 6
COUNTED_KINDS = (Kind.FLOW, Kind.MONEY, Kind.STOCK)
"""What can be a numerator or a denominator (domain.md, "Kinds of indicator")."""


def read_indicators(rows: Sequence[Row], problems: Problems) -> dict[str, Indicator]:
    """Indicators by code. A synonym may stand for several indicators: it is asked about, never guessed."""
    check_filled(rows, ("code", "name_zh", "area", "kind", "measure", "direction"), problems)
    for column in ("code", "name_zh", "name_en"):
        check_unique(rows, column, problems)
    check_in_range(rows, "kind", [str(kind) for kind in Kind], problems)
    check_in_range(rows, "direction", [str(direction) for direction in Direction], problems)
    check_in_range(rows, "headline", ["0", "1"], problems)
    check_in_range(rows, "display_measure", DISPLAY_MEASURES, problems)
    _check_measures(rows, problems)
    _check_ratios(rows, problems)
    return {row["code"]: _indicator(row, position, problems) for position, row in enumerate(rows)}


def _check_measures(rows: Sequence[Row], problems: Problems) -> None:
    for row in rows:
        if row["kind"] == Kind.MONEY and row["measure"] not in ("", MONEY_MEASURE):
            message = _("Money is kept in 元; to show it in 万元 use the column display_measure.")
            problems.add(row.file, row.number, "measure", message)
        if row["kind"] == Kind.RATIO and row["measure"] not in ("", RATIO_MEASURE):
            problems.add(row.file, row.number, "measure", _("A ratio is measured in %."))
        if row["display_measure"] and row["kind"] != Kind.MONEY:
            problems.add(row.file, row.number, "display_measure", _("Only money has a measure to be shown in."))


def _check_ratios(rows: Sequence[Row], problems: Problems) -> None:
    """A ratio names two different indicators that are counted; nothing else names any."""
    kinds = {row["code"]: row["kind"] for row in rows}
    for row in rows:
        for column in ("numerator", "denominator"):
            part = row[column]
            if row["kind"] != Kind.RATIO:
                message = _("Only a ratio has one; this is a {kind}.").format(kind=row["kind"]) if part else ""
            elif not part:
                message = _("A ratio needs one.")
            elif part not in kinds:
                message = _("There is no indicator “{code}”.").format(code=part)
            elif kinds[part] not in COUNTED_KINDS:
                message = _("{code} is a {kind}; a ratio is made of flows, stocks or money.").format(
                    code=part, kind=kinds[part]
                )
            else:
                message = ""
            if message:
                problems.add(row.file, row.number, column, message)
        if row["kind"] == Kind.RATIO and row["numerator"] and row["numerator"] == row["denominator"]:
            problems.add(row.file, row.number, "denominator", _("Numerator and denominator are the same."))


def _indicator(row: Row, position: int, problems: Problems) -> Indicator:
    """One row; a wrong cell is noted and stands in as its default, since the catalogue is refused anyway."""
    return Indicator(
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"] or row["name_zh"],
        area=row["area"],
        kind=Kind(row["kind"]) if row["kind"] in list(Kind) else Kind.FLOW,
        measure=row["measure"],
        direction=Direction.LOWER if row["direction"] == Direction.LOWER else Direction.HIGHER,
        numerator=row["numerator"] or None,
        denominator=row["denominator"] or None,
        synonyms=row.several("synonyms"),
        headline=row["headline"] == "1",
        weight=_weight(row, problems),
        schedule=_schedule(row, problems),
        decimals=_decimals(row, problems),
        display_measure=row["display_measure"] or None,
        position=position,
    )


def _weight(row: Row, problems: Problems) -> Decimal:
    if not row["weight"]:
        return Decimal(1)
    weight = parse_number(row["weight"])
    if weight is None or not 0 <= weight <= MOST_WEIGHT or weight != round(weight, 3):
        message = _("“{text}” is not a weight: a number from 0 to {most} with at most three decimals.").format(
            text=row["weight"], most=MOST_WEIGHT
        )
        problems.add(row.file, row.number, "weight", message)
        return Decimal(1)
    return weight


def _schedule(row: Row, problems: Problems) -> Shares | None:
    if not row["schedule"]:
        return None
    shares = parse_shares(row["schedule"])
    if shares is None:
        message = _("“{text}” is not four shares that do not fall and end at 100, such as 25|50|75|100.").format(
            text=row["schedule"]
        )
        problems.add(row.file, row.number, "schedule", message)
    return shares


def _decimals(row: Row, problems: Problems) -> int | None:
    if not row["decimals"]:
        return None
    if row["decimals"] not in [str(places) for places in range(MOST_DECIMALS + 1)]:
        message = _("“{text}” is not a number of decimals from 0 to {most}.").format(
            text=row["decimals"], most=MOST_DECIMALS
        )
        problems.add(row.file, row.number, "decimals", message)
        return None
    return int(row["decimals"])
