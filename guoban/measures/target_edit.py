"""Targets being revised: what is in force, what somebody typed, and the revisions that come of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from guoban.calendar import Shares
from guoban.catalogue import Catalogue
from guoban.catalogue.model import Indicator, Kind
from guoban.errors import InputError
from guoban.measures.questions import question
from guoban.measures.target_entry import typed_number, typed_text
from guoban.measures.target_split import (
    SPREAD,
    Dues,
    dues_of,
    last_year_shares,
    quarters,
    schedule_shares,
    shares_of,
    spread,
    step_of,
)
from guoban.text import CHINESE, _, language
from guoban.warehouse import Reader, Seen

Pair = tuple[str, str]
"""Codes of a unit and an indicator."""

YEAR, WAY, QUARTERS = "year", "way", ("q1", "q2", "q3", "q4")
"""What can be typed of a target: the whole, the way it is spread, and by hand what each quarter is to bring."""

SCHEDULE, LAST_YEAR, HAND = "schedule", "last_year", "hand"
WAYS = (SCHEDULE, LAST_YEAR, HAND)

Typed = Mapping[str, str]
"""What somebody typed of one target: of YEAR, WAY and QUARTERS those that were touched."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A target in force and how it is spread; the numbers of the uploads they came with."""

    value: Decimal | None = None
    way: str = SCHEDULE
    dues: Dues | None = None
    target_upload: int | None = None
    split_upload: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """How a target lies over the quarters: the way, and what each quarter is to bring, None where that is unknown."""

    way: str
    amounts: Dues | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One target that is to be revised: its value, its spread (None = that stays), or both."""

    unit: str
    indicator: str
    old: Standing
    value: Decimal
    text: str
    split: Spread | None

    @property
    def sets_value(self) -> bool:
        """Whether the annual target itself changes."""
        return self.value != self.old.value


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why what was typed cannot be a target, in one sentence that names unit and indicator."""

    unit: str
    indicator: str
    field: str
    sentence: str


def standing_targets(reader: Reader, year: int) -> dict[Pair, Standing]:
    """Everything in force in a year. Pairs without a target are not there."""
    found = {}
    for unit, indicator, value, upload, way, *dues, split_upload in reader.rows(
        question("target_standing"), {"year": year}
    ):
        spread_as = None if dues[-1] is None else (dues[0], dues[1], dues[2], dues[3])
        found[unit, indicator] = Standing(value, way or SCHEDULE, spread_as, upload, split_upload)
    return found


def last_year_shapes(path: pd.DataFrame, year: int) -> dict[Pair, Shares]:
    """How the year before went, as shares at its quarter ends; pairs of which it is not known throughout are left out.

    path: rows of `measures.path` of `year`.
    """
    before = path[path["year"] == year - 1]
    usable = before["value"].where(before["complete"].astype(bool) & ~before["stale"].astype(bool))
    found: dict[Pair, Shares] = {}
    for (unit, indicator), values in usable.groupby([before["unit"], before["indicator"]], sort=False):
        shares = last_year_shares(values.tolist())
        if shares is not None:
            found[str(unit), str(indicator)] = shares
    return found


def spread_of(indicator: Indicator, value: Decimal | None, way: str, dues: Dues | None, shape: Shares | None) -> Spread:
    """How a target lies over the quarters in a way. dues: those it was spread in before; shape: how last year went."""
    if value is None or indicator.kind not in SPREAD:
        return Spread(way, None)
    kept = shares_of(dues) if dues else None
    shares = {SCHEDULE: schedule_shares(indicator), LAST_YEAR: shape, HAND: kept or schedule_shares(indicator)}[way]
    if shares is None:
        return Spread(way, None)
    return Spread(way, quarters(spread(value, shares, step_of(indicator, value))))


def standing_spread(indicator: Indicator, standing: Standing, value: Decimal | None) -> Spread:
    """How a target in force lies over the quarters, were its value the given one: by the shares it has been given."""
    kept = HAND if standing.dues else SCHEDULE
    return Spread(standing.way, spread_of(indicator, value, kept, standing.dues, None).amounts)


def revisions(
    catalogue: Catalogue,
    standing: Mapping[Pair, Standing],
    typed: Mapping[Pair, Typed],
    shapes: Mapping[Pair, Shares],
) -> tuple[list[Revision], list[Refusal]]:
    """What would be revised, and what is refused, each in roster order. What is typed as it stands revises nothing."""
    found, refused = [], []
    for (unit, code), fields in sorted(typed.items(), key=lambda each: _place(catalogue, each[0])):
        indicator, old = catalogue.indicators[code], standing.get((unit, code), Standing())
        field = YEAR
        try:
            value = old.value
            if YEAR in fields:
                value = _whole(fields[YEAR], indicator, old)
            field = next((each for each in QUARTERS if each in fields), WAY)
            split = _split(indicator, old, value, fields, shapes.get((unit, code)))
        except InputError as error:
            name = catalogue.units[unit].name
            sentence = _("{unit}, {indicator}: {what}").format(
                unit=name, indicator=name_of(indicator), what=error.message
            )
            refused.append(Refusal(unit, code, field, sentence))
            continue
        if value is not None and (value != old.value or split is not None):
            found.append(Revision(unit, code, old, value, fields.get(YEAR, typed_text(value, indicator)), split))
    return found, refused


def name_of(indicator: Indicator) -> str:
    """An indicator's name in the language of the session."""
    return indicator.name_zh if language() == CHINESE else indicator.name_en


def sum_of_parts(
    catalogue: Catalogue, unit: str, indicator: Indicator, values: Mapping[Pair, Decimal | None]
) -> Decimal | None:
    """What the targets right below a unit add up to, each its own or else the sum below it (rule 6); None = no sum."""
    if indicator.kind not in (Kind.FLOW, Kind.MONEY, Kind.STOCK) or indicator.measure == "名":
        return None
    parts = []
    for child in catalogue.children(unit):
        own = values.get((child.code, indicator.code))
        parts.append(own if own is not None else sum_of_parts(catalogue, child.code, indicator, values))
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if known else None


def difference(whole: Decimal | None, parts: Decimal | None) -> Decimal | None:
    """The whole's own target less the sum of its parts."""
    return None if whole is None or parts is None else whole - parts


def targets_frame(revised: Iterable[Revision], year: int, reason: str) -> pd.DataFrame:
    """The revised values as `commit_upload` takes them."""
    columns = ["unit", "indicator", "year", "value", "sheet", "cell", "raw", "reason"]
    rows = [
        (each.unit, each.indicator, year, float(each.value), "", "", each.text, reason)
        for each in revised if each.sets_value
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def splits_frame(revised: Iterable[Revision], year: int, reason: str) -> pd.DataFrame:
    """The revised spreads as `commit_upload` takes them."""
    names = [f"due_{quarter}" for quarter in QUARTERS]
    rows = []
    for each in revised:
        if each.split is not None:
            amounts = each.split.amounts if each.split.way != SCHEDULE else None
            rows.append((each.unit, each.indicator, year, each.split.way,
                         *(dues_of(amounts) if amounts else (None,) * 4), reason))  # fmt: skip
    frame = pd.DataFrame(rows, columns=["unit", "indicator", "year", "way", *names, "reason"])
    return frame.astype(dict.fromkeys(names, object))


def seen(revised: Iterable[Revision], year: int) -> list[Seen]:
    """What the revisions were made in view of, as `commit_upload` checks it."""
    return [Seen(each.unit, each.indicator, year, each.old.target_upload, each.old.split_upload) for each in revised]


def _whole(text: str, indicator: Indicator, old: Standing) -> Decimal | None:
    if text.strip():
        return typed_number(text, indicator)
    if old.value is not None:
        raise InputError(_("a target that was set cannot be emptied; undo the revision that set it"))
    return None


def _split(
    indicator: Indicator, old: Standing, value: Decimal | None, fields: Typed, shape: Shares | None
) -> Spread | None:
    """The spread that is to be stored; None where it stays as it is."""
    if not set(fields) & {WAY, *QUARTERS}:
        return None
    if value is None:
        raise InputError(_("there is no annual target to spread over the quarters"))
    way = fields.get(WAY, old.way)
    wanted = spread_of(indicator, value, way, old.dues, shape)
    if wanted.amounts is None:
        raise InputError(_("last year's figures are not complete by quarter, so its shape cannot be followed"))
    if way == HAND:
        wanted = _by_hand(indicator, value, fields, wanted.amounts)
    return None if wanted == standing_spread(indicator, old, value) else wanted


def _by_hand(indicator: Indicator, value: Decimal, fields: Typed, before: Dues) -> Spread:
    amounts = [
        typed_number(fields[quarter], indicator) if quarter in fields else amount
        for quarter, amount in zip(QUARTERS, before, strict=True)
    ]
    total = sum(amounts, Decimal(0))
    if total != value:
        raise InputError(
            _("the four quarters add up to {total}, the annual target is {target}").format(
                total=typed_text(total, indicator), target=typed_text(value, indicator)
            )
        )
    first, second, third, fourth = amounts
    return Spread(HAND, (first, second, third, fourth))


def _place(catalogue: Catalogue, pair: Pair) -> tuple[int, int]:
    return catalogue.units[pair[0]].position, catalogue.indicators[pair[1]].position
