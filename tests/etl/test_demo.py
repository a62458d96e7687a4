"""The demonstration county: its files are what the generator writes, and the store holds what the files say."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.demo.county import MEMBERS
from etl.demo.duties import LEVELS
from etl.demo.load import create_demonstration, load_demonstration, manifest
from etl.demo.story import CUMULATIVE_SLIP, SILENT, TOTAL_SLIP
from etl.demo.write import CATALOGUE_FOLDER, EXAMPLE, WORKBOOKS_FOLDER, Written, write_demonstration
from etl.model import Reading, Severity
from guoban.catalogue import read_catalogue
from guoban.measures import progress
from guoban.warehouse import Reader
from tests.etl.archives import contents

STANDARD = Path(__file__).parents[2] / "data" / "catalogue"
KEY = ["unit", "indicator", "first_day", "last_day"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Written, ...]]:
    """The county written anew, with every figure that its workbooks state."""
    folder = tmp_path_factory.mktemp("county")
    return folder, write_demonstration(folder, read_catalogue(STANDARD))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, dict[str, Reading]]:
    """A store with the county as it lies in data/examples, loaded like everybody's workbooks, and how each was read."""
    warehouse = create_demonstration(tmp_path_factory.mktemp("store"))
    readings = {str(entry.path.relative_to(EXAMPLE)): reading for entry, reading in load_demonstration(warehouse)}
    return warehouse.reader(), readings


@pytest.fixture
def reader(loaded: tuple[Reader, dict[str, Reading]]) -> Reader:
    return loaded[0]


@pytest.fixture
def readings(loaded: tuple[Reader, dict[str, Reading]]) -> dict[str, Reading]:
    return loaded[1]


def stated(written: tuple[Written, ...], *, targets: bool) -> pd.DataFrame:
    """One row a statement: upload (numbers from 1 in the order of loading), where it stands, and what it says.

    In a first quarter 本季 and 累计 are the same days; 累计, to the right, is the one that counts (domain rule 2).
    """
    rows = [
        (
            upload,
            figure.unit,
            figure.indicator,
            figure.first_day,
            figure.last_day,
            figure.value,
            figure.sheet,
            figure.cell,
        )
        for upload, workbook in enumerate(written, 1)
        for figure in workbook.stated
        if figure.is_target == targets
    ]
    frame = pd.DataFrame(rows, columns=["upload", *KEY, "value", "sheet", "cell"])
    frame = frame.drop_duplicates(["upload", *KEY], keep="last")
    return frame.astype({"first_day": "datetime64[us]", "last_day": "datetime64[us]", "value": float})


def test_the_committed_files_are_what_the_generator_writes(written: tuple[Path, tuple[Written, ...]]) -> None:
    folder, _ = written
    assert contents(folder) == contents(EXAMPLE)


def test_every_figure_in_the_store_is_what_the_workbooks_state_cell_by_cell(
    written: tuple[Path, tuple[Written, ...]], reader: Reader
) -> None:
    expected = stated(written[1], targets=False)
    held = reader.query("select upload, unit, indicator, first_day, last_day, value, sheet, cell from observation")
    both = expected.merge(
        held, on=["upload", *KEY, "sheet", "cell"], how="outer", suffixes=("", "_held"), indicator=True
    )
    assert both[both["_merge"] != "both"].empty, both[both["_merge"] != "both"].head(20).to_string()
    differing = both[(both["value"] - both["value_held"]).abs() > 1e-6]
    assert differing.empty, differing.head(20).to_string()


def test_every_target_in_the_store_is_what_the_workbooks_state(
    written: tuple[Path, tuple[Written, ...]], reader: Reader
) -> None:
    expected = stated(written[1], targets=True)
    expected["year"] = expected["first_day"].dt.year
    held = reader.query("select upload, unit, indicator, year, value, sheet, cell from target")
    both = expected.merge(
        held,
        on=["upload", "unit", "indicator", "year", "sheet", "cell"],
        how="outer",
        suffixes=("", "_held"),
        indicator=True,
    )
    assert both[both["_merge"] != "both"].empty, both[both["_merge"] != "both"].head(20).to_string()
    assert ((both["value"] - both["value_held"]).abs() < 1e-6).all()


def test_of_two_statements_the_later_one_counts(written: tuple[Path, tuple[Written, ...]], reader: Reader) -> None:
    expected = stated(written[1], targets=False).drop_duplicates(KEY, keep="last").set_index(KEY)["value"].sort_index()
    held = reader.query("select unit, indicator, first_day, last_day, value from observation_in_force")
    held = (
        held.astype({"first_day": "datetime64[us]", "last_day": "datetime64[us]"}).set_index(KEY)["value"].sort_index()
    )
    pd.testing.assert_series_equal(expected, held)


def test_uploads_carry_the_moment_and_the_hand_of_the_manifest(reader: Reader) -> None:
    uploads = reader.query("select file_name, loaded_at, loaded_by from upload order by upload")
    entries = manifest()
    assert uploads["file_name"].tolist() == [entry.path.name for entry in entries]
    assert uploads["loaded_by"].tolist() == [entry.by for entry in entries]
    moments = [pd.Timestamp(entry.loaded_at).tz_convert("UTC").tz_localize(None) for entry in entries]
    assert uploads["loaded_at"].tolist() == moments


def test_no_workbook_of_the_county_has_an_error_or_leaves_a_question_open(readings: dict[str, Reading]) -> None:
    stopped = {name: reading.errors for name, reading in readings.items() if reading.errors}
    assert stopped == {}


def test_all_four_layouts_and_targets_are_among_them(readings: dict[str, Reading]) -> None:
    layouts = {sheet.layout for reading in readings.values() for sheet in reading.sheets}
    assert layouts >= {"wide", "long", "transposed", "form", "targets"}
    assert "ignored" not in layouts


def warnings_of(readings: dict[str, Reading], rule: str) -> list[tuple[str, str]]:
    return [
        (name, finding.message)
        for name, reading in readings.items()
        for finding in reading.findings
        if finding.rule == rule and finding.severity is Severity.WARNING
    ]


def test_the_slips_of_the_pen_are_found_and_no_others(readings: dict[str, Reading], reader: Reader) -> None:
    names = {indicator.code: indicator.name_zh for indicator in reader.catalogue.indicators.values()}
    totals = warnings_of(readings, "total-mismatch")
    assert len(totals) == len(TOTAL_SLIP)
    for (code, _year, _quarter), (_file, message) in zip(TOTAL_SLIP, totals, strict=True):
        assert names[code] in message
    parts = warnings_of(readings, "cumulative-mismatch")
    for unit, code, _year, _quarter in CUMULATIVE_SLIP:
        unit_name = reader.catalogue.units[unit].name
        assert any(names[code] in message and unit_name in message for _file, message in parts), (unit, code)


def in_force(reader: Reader) -> pd.DataFrame:
    """Every figure that counts, with what kind of indicator it is of."""
    held = reader.query("select unit, indicator, first_day, last_day, value from observation_in_force")
    kinds = {code: str(indicator.kind) for code, indicator in reader.catalogue.indicators.items()}
    return held.assign(kind=held["indicator"].map(kinds)).sort_values("last_day", kind="stable")


def test_no_figure_is_negative_and_nothing_that_is_counted_comes_in_parts(reader: Reader) -> None:
    held = in_force(reader)
    assert (held["value"] >= 0).all()
    assert (held.loc[held["kind"].isin(["flow", "stock"]), "value"] % 1 == 0).all()
    assert (held.loc[held["kind"] == "ratio", "value"] <= 1).all()


def test_no_part_is_more_than_its_whole(reader: Reader) -> None:
    held = in_force(reader)
    compared = 0
    for rate in reader.catalogue.indicators.values():
        parts, wholes = (held[held["indicator"] == code] for code in (rate.numerator, rate.denominator))
        both = parts.merge(wholes, on=["unit", "first_day", "last_day"], suffixes=("", "_whole"))
        assert (both["value"] <= both["value_whole"]).all(), rate.code
        compared += len(both)
    assert compared > 2_000


def test_what_adds_up_never_falls_in_a_year_and_what_is_built_up_never_falls(reader: Reader) -> None:
    held = in_force(reader)
    from_new_year = held[held["kind"].isin(["flow", "money"]) & (held["first_day"].dt.day_of_year == 1)]
    by_year = from_new_year.groupby(["unit", "indicator", from_new_year["last_day"].dt.year])["value"]
    assert not (by_year.diff() < 0).any()
    growing = {duty.code for duty in LEVELS if duty.step > 0}
    stocks = held[held["indicator"].isin(growing)]
    assert not (stocks.groupby(["unit", "indicator"])["value"].diff() < 0).any()


def test_a_rate_is_to_rise_and_not_by_leaps(reader: Reader) -> None:
    rows = progress(reader, year=2026, on=date(2026, 6, 30))
    rates = rows[(rows["kind"] == "ratio") & rows["baseline"].notna() & rows["target"].notna() & (rows["unit"] != "YX")]
    gap = rates["target"] - rates["baseline"]
    assert len(gap) > 100
    assert gap.between(0.01, 0.15).all(), rates[~gap.between(0.01, 0.15)].to_string()


def test_no_progress_is_beyond_belief(reader: Reader) -> None:
    rows = progress(reader, year=2026, on=date(2026, 6, 30))
    assert rows["progress"].dropna().between(-0.5, 2.0).all(), rows[rows["progress"] > 2.0].to_string()


def test_the_silent_unit_has_no_figure_of_that_quarter(reader: Reader) -> None:
    for unit, year, quarter in SILENT:
        sql = "select count(*) as n from observation where unit = $unit and last_day > $since"
        since = pd.Timestamp(year, 3 * quarter - 2, 1)
        assert reader.query(sql, {"unit": unit, "since": since})["n"].item() == 0


def test_the_county_is_28_units_of_five_kinds() -> None:
    kinds = [member.branch for member in MEMBERS]
    assert {kind: kinds.count(kind) for kind in "TSEPJ"} == {"T": 14, "S": 9, "E": 3, "P": 1, "J": 1}


def test_each_unit_reports_what_its_kind_of_union_does(reader: Reader) -> None:
    counted = reader.query(
        "select unit, count(distinct indicator) as n from observation where last_day >= '2026-01-01' group by unit"
    ).set_index("unit")["n"]
    by_kind = {kind: [counted[m.code] for m in MEMBERS if m.branch == kind] for kind in "TSEPJ"}
    assert all(45 <= n <= 62 for kind in "TSP" for n in by_kind[kind]), by_kind
    assert all(25 <= n <= 40 for kind in "EJ" for n in by_kind[kind]), by_kind


def figures_of(path: Path) -> Iterator[object]:
    for sheet in openpyxl.load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield from row


def test_tables_count_money_in_wan_and_in_yuan() -> None:
    heads = {
        str(value).replace("\n", "")
        for entry in manifest()
        if "2024年第一季度/乡镇" in str(entry.path) or "2025年第一季度/乡镇" in str(entry.path)
        for value in figures_of(entry.path)
        if isinstance(value, str)
    }
    assert {"帮扶资金发放(万元)", "帮扶资金发放(元)"} <= heads


def test_the_files_are_few_and_small() -> None:
    files = list((EXAMPLE / WORKBOOKS_FOLDER).rglob("*.xlsx"))
    assert len(files) == len(manifest()) <= 150
    assert sum(path.stat().st_size for path in files) <= 3_000_000


def test_no_name_of_the_county_is_left_without_an_alias_short_enough_for_a_chart() -> None:
    units = read_catalogue(EXAMPLE / CATALOGUE_FOLDER).units.values()
    assert all(len(unit.aliases[0]) <= 5 for unit in units)


def test_the_manifest_lists_days_in_china() -> None:
    with (EXAMPLE / "manifest.csv").open(encoding="utf-8", newline="") as file:
        moments = [row["loaded_at"] for row in csv.DictReader(file)]
    assert moments == sorted(moments)
    assert all(re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:00\+08:00", moment) for moment in moments)
