"""Answers of the measures, for pages and reports, kept as long as the store's version stands: what is asked twice is
worked out once, and what is drawn twice is drawn once.

Frames that come from here are shared between sessions: look at them, copy them, never write into them."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path

import pandas as pd

from guoban import measures
from guoban.calendar import previous_quarter_end, quarter_of, schedule_share
from guoban.catalogue import Catalogue
from guoban.catalogue.model import Indicator, Unit
from guoban.charts.view import CutStamp, View
from guoban.drawn import DrawnPages
from guoban.report.figures import ReportFigures
from guoban.text import CHINESE, _, language
from guoban.warehouse import Reader, Warehouse

KEPT = 96
"""How many answers are kept for one version: seven questions for a year's quarters, three years back, and some more."""


class Answers:
    """The questions pages ask of one version of the store, in one language (which decides the names of indicators).

    cut, today: the stamp of a frozen version, and the day on which it was frozen; None = what counts now."""

    def __init__(self, reader: Reader, cut: CutStamp | None = None, today: date | None = None) -> None:
        self.reader, self.cut, self.today = reader, cut, today
        self._kept: OrderedDict[tuple[object, ...], pd.DataFrame] = OrderedDict()
        self.drawn, self._lock = DrawnPages(), threading.Lock()
        self._names = _names(reader.catalogue)
        self._places = pd.Index(self._names["indicator"])
        self._areas = {area: _(area) for area in reader.catalogue.areas}

    @property
    def catalogue(self) -> Catalogue:
        """Units, indicators and settings of this version."""
        return self.reader.catalogue

    @property
    def seen_units(self) -> tuple[Unit, ...]:
        """Every unit whose figures may be looked at, parents before children."""
        return tuple(self.catalogue.under(self.catalogue.root.code))

    def progress(self, on: date) -> pd.DataFrame:
        """`measures.progress` of every unit and indicator, with names, areas, weights and measures to be shown."""
        return self._once(("progress", on), lambda: self._named(measures.progress(self.reader, year=on.year, on=on)))

    def appraisal(self, on: date) -> pd.DataFrame:
        """`measures.appraisal` on a day."""
        return self.appraisal_of(on)

    def appraisal_of(self, on: date, area: str | None = None, kind: str | None = None) -> pd.DataFrame:
        """`measures.appraisal` over one area of work, or of one kind of unit ranked among its own."""
        return self._once(
            ("appraisal", on, area, kind),
            lambda: measures.appraisal(self.reader, year=on.year, on=on, area=area, kind=kind),
        )

    def appraisal_by_area(self, on: date) -> pd.DataFrame:
        """`measures.appraisal_by_area` on a day."""
        return self._once(
            ("appraisal_by_area", on), lambda: measures.appraisal_by_area(self.reader, year=on.year, on=on)
        )

    def completeness(self, year: int, quarter: int) -> pd.DataFrame:
        """`measures.completeness` of a quarter."""
        return self._once(
            ("completeness", year, quarter),
            lambda: measures.completeness(self.reader, year=year, quarter=quarter, today=self.today),
        )

    def calendar(self, year: int, quarter: int, area: str | None = None) -> pd.DataFrame:
        """`measures.reporting` of a quarter, of all indicators or those of an area, with `year` and `quarter`."""
        expected = self.completeness(year, quarter)
        if area:
            expected = expected[expected["area"] == area]
        return measures.reporting(expected, self.today).assign(year=year, quarter=quarter)

    def open_findings(self, year: int, quarter: int) -> pd.DataFrame:
        """`measures.open_findings` of a quarter."""
        return self._once(
            ("findings", year, quarter), lambda: measures.open_findings(self.reader, year=year, quarter=quarter)
        )

    def corrections(self, year: int, quarter: int) -> pd.DataFrame:
        """`measures.corrections` of a quarter, with the names of the indicators and how their figures are shown."""
        return self._once(
            ("corrections", year, quarter),
            lambda: measures.corrections(self.reader, year=year, quarter=quarter).merge(
                self._names, on="indicator", how="left", sort=False
            ),
        )

    def target_sums(self, year: int) -> pd.DataFrame:
        """`measures.target_sums` of the organisation, with names, areas and measures to be shown."""
        root = self.catalogue.root.code
        return self._once(
            ("target sums", year), lambda: self._named(measures.target_sums(self.reader, year=year, unit=root))
        )

    def target_revisions(self, year: int) -> pd.DataFrame:
        """`measures.target_revisions` of a year, with names, areas and measures to be shown."""
        return self._once(
            ("target revisions", year), lambda: self._named(measures.target_revisions(self.reader, year=year))
        )

    def heard(self, year: int) -> pd.DataFrame:
        """`measures.heard` of a year."""
        return self._once(("heard", year), lambda: measures.heard(self.reader, year=year))

    def reporting(self, year: int, quarter: int) -> tuple[int, tuple[tuple[str, str], ...]]:
        """How many units report for a quarter; code and name of those that have sent nothing for it, in roster order.

        The organisation itself is none of them, even if it has targets of its own.
        """
        heard = (told := self.heard(year))[told["quarter"] == quarter]
        silent = heard[~heard["spoke"].to_numpy(dtype=bool)]
        return len(heard), tuple(zip(silent["unit"], silent["unit_name"], strict=True))

    def paths(self, year: int, units: tuple[str, ...], indicators: tuple[str, ...]) -> pd.DataFrame:
        """`measures.path` of some units and indicators."""
        return self._once(
            ("paths", year, units, indicators),
            lambda: measures.path(self.reader, year=year, units=list(units), indicators=list(indicators)),
        )

    def indicator(self, on: date, code: str) -> pd.DataFrame:
        """`measures.progress` of one indicator: a row for every unit, whether anything was asked of it or not."""
        return self._once(
            ("indicator", on, code),
            lambda: self._named(measures.progress(self.reader, year=on.year, on=on, indicators=[code])),
        )

    def lineage(self, on: date, unit: str, indicator: str) -> pd.DataFrame:
        """`measures.lineage` of one unit's figure."""
        return self._once(
            ("lineage", on, unit, indicator),
            lambda: measures.lineage(self.reader, unit=unit, indicator=indicator, on=on),
        )

    def comparison(self, on: date, unit: str, against: measures.Against, other: str | None = None) -> pd.DataFrame:
        """`measures.comparison` of a unit on a day."""
        return self._once(
            ("comparison", on, unit, against, other),
            lambda: self._named(
                measures.comparison(self.reader, year=on.year, on=on, unit=unit, against=against, other=other)
            ),
        )

    def trend(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """`measures.trend` of some units on a day."""
        return self._once(("trend", on, units), lambda: measures.trend(self.reader, year=on.year, on=on, units=units))

    def peers(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """`measures.peers` of some units on a day."""
        return self._once(("peers", on, units), lambda: measures.peers(self.reader, year=on.year, on=on, units=units))

    def warnings(self, on: date) -> pd.DataFrame:
        """`measures.warnings` of a day, with the columns of `progress` beside the reasons."""
        return self._once(("warnings", on), lambda: self._warned(on))

    def _warned(self, on: date) -> pd.DataFrame:
        reasons = measures.warnings(self.reader, year=on.year, on=on)
        rows = self.progress(on).iloc[reasons["row"]].reset_index(drop=True)
        return rows.join(reasons.drop(columns="row"))

    def silences(self, on: date, units: tuple[str, ...]) -> pd.DataFrame:
        """`measures.silences` of some units on a day."""
        return self._once(
            ("silences", on, units), lambda: measures.silences(self.reader, year=on.year, on=on, units=units)
        )

    def uploads(self) -> pd.DataFrame:
        """`measures.uploads`, newest first."""
        return self._once(("uploads",), lambda: measures.uploads(self.reader))

    def upload_units(self) -> pd.DataFrame:
        """`measures.upload_units`."""
        return self._once(("upload units",), lambda: measures.upload_units(self.reader))

    def uploads_within(self, units: frozenset[str]) -> pd.DataFrame:
        """Those of `uploads` that speak of some of these units, and of no other."""
        own = self.upload_units().groupby("upload")["unit"].agg(lambda told: units.issuperset(told)).astype(bool)
        return self.uploads().merge(own.index[own].to_frame(index=False))

    def observations(self, on: date) -> pd.DataFrame:
        """`measures.observations` of the year up to a day, with the names and measures of their indicators."""
        return self._once(("observations", on), lambda: self._measured(measures.observations(self.reader, on=on)))

    def last_day(self) -> date | None:
        """The last day that any figure that counts speaks of; None while there is none."""
        return self._reach[1]

    def years(self, today: date) -> list[int]:
        """The years to choose from, from the first with a figure to this one."""
        first_day = self._reach[0] or today
        return list(range(min(first_day.year, today.year), today.year + 1))

    @cached_property
    def _reach(self) -> tuple[date | None, date | None]:
        return measures.reach(self.reader)

    def _named(self, progress: pd.DataFrame) -> pd.DataFrame:
        names = self._names.take(self._places.get_indexer(progress["indicator"])).drop(columns="indicator")
        names.index = progress.index
        names["area_name"] = pd.Series([self._areas[area] for area in progress["area"]], names.index, dtype=object)
        named = pd.concat([progress.drop(columns=["indicator_name"], errors="ignore"), names], axis="columns")
        return named.copy()  # one block a type of column: rows are picked several times as fast

    def _measured(self, observations: pd.DataFrame) -> pd.DataFrame:
        indicators = self.catalogue.indicators.values()
        measure = pd.DataFrame(
            {"indicator": [each.code for each in indicators], "measure": [each.measure for each in indicators]}
        )
        return observations.merge(self._names, on="indicator", sort=False).merge(measure, on="indicator", sort=False)

    def _once(self, key: tuple[object, ...], work_out: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = work_out()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return answer


def answers(folder: Path) -> Answers:
    """The answers of the version that counts now. Raises StoreError where there is no store or it is damaged."""
    warehouse = _warehouse(folder)
    return _answers(folder, warehouse.version(), language())


@lru_cache(maxsize=8)
def _warehouse(folder: Path) -> Warehouse:
    return Warehouse(folder)


@lru_cache(maxsize=4)
def _answers(folder: Path, version: int, _language: str) -> Answers:
    return Answers(_warehouse(folder).reader())


def view_on(source: Answers, on: date) -> View:
    """The view of a day: who has reported for its quarter, and the share of the year gone."""
    of_units, silent = source.reporting(on.year, quarter_of(on))
    settings = source.catalogue.settings
    newest = source.progress(on)["last_upload"].max()
    return View(
        organisation=settings.organisation or source.catalogue.root.name,
        on=on,
        elapsed=float(schedule_share(on)),
        reported=of_units - len(silent),
        of_units=of_units,
        silent=silent,
        slack=float(settings.slack),
        tolerance=float(settings.tolerance),
        amount_gap=float(settings.amount_gap),
        level_gap=float(settings.level_gap),
        last_upload=None if pd.isna(newest) else int(newest),
        made_at=datetime.now().astimezone(),
        store_version=source.reader.version,
        cut=source.cut,
    )


def report_figures(
    source: Answers, on: date, unit: str | None = None, made_at: datetime | None = None
) -> ReportFigures:
    """Everything a report of a day is made from.

    unit: the code it is about, the root's by default. made_at: the moment its stamp names, now by default.
    """
    about = unit or source.catalogue.root.code
    progress = source.progress(on)
    earlier = previous_quarter_end(on)
    return ReportFigures(
        view=view_on(source, on) if made_at is None else replace(view_on(source, on), made_at=made_at),
        catalogue=source.catalogue,
        unit=about,
        progress=progress,
        before=source.progress(earlier) if earlier.year == on.year else progress.iloc[0:0],
        appraisal=source.appraisal(on),
        completeness=source.completeness(on.year, quarter_of(on)),
        paths=source.paths(on.year, (about,), tuple(progress.loc[progress["unit"] == about, "indicator"])),
        uploads=source.uploads(),
        observations=source.observations(on),
        trend=source.trend(on, tuple(each.code for each in source.catalogue.under(about))),
    )


def _names(catalogue: Catalogue) -> pd.DataFrame:
    """One row an indicator: what is shown of it."""
    indicators = catalogue.indicators.values()
    names = pd.DataFrame(
        {
            "indicator": [each.code for each in indicators],
            "indicator_name": [indicator_name(each) for each in indicators],
            "decimals": [each.decimals for each in indicators],
            "display_measure": [each.display_measure for each in indicators],
        }
    )
    return names.astype({"indicator": object, "indicator_name": object, "display_measure": object})


def indicator_name(indicator: Indicator) -> str:
    """The name of an indicator in the language of the session."""
    return indicator.name_zh if language() == CHINESE else indicator.name_en
