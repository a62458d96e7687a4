"""The figures of published summaries, read back from their workbooks as they stand there."""

from pathlib import Path

import pandas as pd
import pytest

from etl.load import commit, read_file
from etl.model import Answers
from etl.source_figures import (
    CATALOGUE,
    FIGURES,
    FOLDER,
    UNKNOWN,
    WORKBOOKS,
    YEAR_UNKNOWN,
    Figure,
    organisations,
    read_figures,
    write_source_figures,
)
from guoban.calendar import Span
from guoban.catalogue import read_catalogue
from guoban.warehouse import Reader, Warehouse
from tests.etl.archives import contents

EVERY_FIGURE = read_figures(FOLDER / FIGURES)
OF_A_KNOWN_YEAR = [figure for figure in EVERY_FIGURE if figure.year != UNKNOWN]
CODES = {unit.name: unit.code for unit in organisations(EVERY_FIGURE)}

BASE_UNITS = {"万元": 10_000.0, "%": 0.01}


def base_value(figure: Figure) -> float:
    """The figure in base units, worked out here and not by the importer."""
    return round(float(figure.value) * BASE_UNITS.get(figure.measure, 1.0), 6)


def load(warehouse: Warehouse, paths: list[Path]) -> None:
    for path in paths:
        content = path.read_bytes()
        reading = read_file(content, path.name, warehouse.reader())
        assert reading.errors == (), path.name
        commit(warehouse, reading, content, by="test")


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """A store with every workbook of a known year, loaded in the order of their names."""
    warehouse = Warehouse.create(tmp_path_factory.mktemp("sources"), read_catalogue(FOLDER / CATALOGUE))
    load(warehouse, sorted((FOLDER / WORKBOOKS).glob("*.xlsx")))
    return warehouse.reader()


@pytest.fixture(scope="module")
def observations(reader: Reader) -> pd.DataFrame:
    return reader.query("select * from observation")


def test_the_copy_of_the_figures_holds_92_facts_of_nine_organisations() -> None:
    assert (len(EVERY_FIGURE), len(CODES) - 1) == (92, 9)


@pytest.mark.parametrize(
    "figure",
    [figure for figure in OF_A_KNOWN_YEAR if not figure.is_target],
    ids=lambda figure: f"{figure.organisation}-{figure.code}-{figure.value}",
)
def test_a_figure_of_a_known_year_is_in_the_store_in_base_units(figure: Figure, observations: pd.DataFrame) -> None:
    found = observations[
        (observations["unit"] == CODES[figure.organisation])
        & (observations["indicator"] == figure.code)
        & (observations["first_day"] == pd.Timestamp(figure.first_day))
        & (observations["last_day"] == pd.Timestamp(figure.last_day))
        & (observations["value"] == base_value(figure))
    ]
    assert len(found) == 1
    row = found.iloc[0]
    assert row["quote"] == figure.quote
    assert isinstance(row["note"], str) == (figure.qualifier != "exact"), row["note"]


def test_nothing_is_in_the_store_that_no_summary_says(observations: pd.DataFrame) -> None:
    assert len(observations) == sum(not figure.is_target for figure in OF_A_KNOWN_YEAR)


def test_978_thousand_yuan_are_read_from_97_point_8_wan(observations: pd.DataFrame) -> None:
    row = observations[(observations["unit"] == CODES["建湖县总工会"]) & (observations["indicator"] == "AID-01")].iloc[
        0
    ]
    assert (row["value"], row["raw"], row["quote"]) == (978_000.0, "97.8", "累计发放各类资金97.8万元")


def test_targets_of_a_known_year_are_in_force(reader: Reader) -> None:
    found = reader.query("select unit, indicator, year, value from target_in_force")
    expected = {
        (CODES[figure.organisation], figure.code, int(figure.year), base_value(figure))
        for figure in OF_A_KNOWN_YEAR
        if figure.is_target
    }
    assert set(found.itertuples(index=False, name=None)) == expected


def test_of_two_figures_for_one_thing_both_are_kept_and_the_later_counts(reader: Reader) -> None:
    unit = CODES["大鹏新区总工会"]
    sql = "select value, note from {table} where unit = $unit and indicator = 'RGT-11' order by value"
    every = reader.query(sql.format(table="observation"), {"unit": unit})
    counting = reader.query(sql.format(table="observation_in_force"), {"unit": unit})
    assert every["value"].tolist() == [270.0, 420.0]
    assert counting[["value", "note"]].to_numpy().tolist() == [[420.0, "余"]]


@pytest.mark.parametrize("path", sorted((FOLDER / YEAR_UNKNOWN).glob("*.xlsx")), ids=lambda path: path.stem)
def test_a_summary_of_an_unknown_year_asks_for_its_span_and_loads_once_told(path: Path, reader: Reader) -> None:
    content = path.read_bytes()
    asked = read_file(content, path.name, reader)
    assert {finding.rule for finding in asked.errors} == {"no-span"}
    assert asked.observations.empty

    figures = [
        figure for figure in EVERY_FIGURE if figure.year == UNKNOWN and path.stem.startswith(f"{figure.organisation}_")
    ]
    month, day = path.stem.split("至")[1].rstrip("日").split("月")
    of_this_file = [figure for figure in figures if figure.last_day == f"unknown-{int(month):02}-{int(day):02}"]
    span = Span.parse(f"2019-01-01..2019-{int(month):02}-{int(day):02}")
    told = read_file(content, path.name, reader, Answers(span=(span.first_day, span.last_day)))
    assert told.errors == ()
    read = set(told.observations[["indicator", "value"]].itertuples(index=False, name=None))
    assert read == {(figure.code, base_value(figure)) for figure in of_this_file}


def test_writing_the_workbooks_anew_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / FIGURES).write_bytes((FOLDER / FIGURES).read_bytes())
    write_source_figures(tmp_path)
    assert contents(tmp_path) == contents(FOLDER)
