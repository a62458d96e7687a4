"""Somebody who answers for some units brings their figures, and not one of another's."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.load import commit, read_file
from etl.model import Severity
from etl.own_units import keep_own
from etl.rebuild import rebuild
from guoban.access.people import NotAllowedError
from guoban.errors import InputError
from guoban.measures import targets
from guoban.warehouse import Warehouse, redo_upload, undo_upload, units_of_upload
from tests.etl.counties import small_county, workbook_of

HEAD = ["单位", "新建工会(家)", "新增会员(人)"]
BOTH = workbook_of(["2026年1—3月工会工作统计表"], HEAD, ["甲镇", 3, 40], ["乙乡", 1, 10])
OWN = workbook_of(["2026年1—3月工会工作统计表"], HEAD, ["甲镇", 3, 40])
TARGETS = workbook_of(["2026年度目标任务表"], HEAD, ["甲镇", 12, 120])


@pytest.fixture
def warehouse(tmp_path) -> Warehouse:
    return small_county(tmp_path / "data", sign_off=False)


def code(warehouse: Warehouse, name: str) -> str:
    return next(each.code for each in warehouse.reader().catalogue.units.values() if each.name.startswith(name))


def load(warehouse: Warehouse, content: bytes, name: str, *units: str, **how):
    reading = read_file(content, name, warehouse.reader())
    own = None if not units else {code(warehouse, unit) for unit in units}
    return commit(warehouse, reading, content, by="周敏", units=own, **how)


def stored(warehouse: Warehouse) -> set[str]:
    return {unit for (unit,) in warehouse.reader().rows("select distinct unit from observation")}


def test_figures_of_another_unit_are_an_error_at_their_cell_and_nothing_is_loaded(warehouse):
    with pytest.raises(InputError, match=r"B4 乙乡.*不在您负责的单位之列（自B4起共2个数字）"):
        load(warehouse, BOTH, "季报.xlsx", "甲镇")
    assert stored(warehouse) == set()


def test_what_is_ones_own_is_loaded_where_the_rest_is_left_out(warehouse):
    done = load(warehouse, BOTH, "季报.xlsx", "甲镇", skip_errors=True)
    assert stored(warehouse) == {code(warehouse, "甲镇")}
    (found,) = [finding for finding in done.findings if finding.rule == "another-unit"]
    assert (found.cell, found.severity) == ("B4", Severity.ERROR)


def test_a_reading_that_was_not_filtered_before_is_filtered_when_it_is_committed(warehouse):
    """What a page shows is one thing; what is stored is decided where it is stored."""
    reading = read_file(BOTH, "季报.xlsx", warehouse.reader())
    with pytest.raises(InputError):
        commit(warehouse, reading, BOTH, by="周敏", units=set(), skip_errors=True)
    assert stored(warehouse) == set()


def test_targets_are_not_a_reporters_to_set(warehouse):
    with pytest.raises(InputError, match="没有可入库"):
        load(warehouse, TARGETS, "目标.xlsx", "甲镇")
    reading = keep_own(read_file(TARGETS, "目标.xlsx", warehouse.reader()), [], warehouse.reader().catalogue)
    assert [finding.rule for finding in reading.findings] == ["targets-left-out"]
    load(warehouse, TARGETS, "目标.xlsx")
    assert len(targets(warehouse.reader(), year=2026)) == 2


def test_names_that_a_reporter_teaches_are_not_everybodys(warehouse):
    reading = read_file(OWN, "季报.xlsx", warehouse.reader())
    own = code(warehouse, "甲镇")
    commit(warehouse, reading, OWN, by="周敏", units={own}, learn=[("unit", own, "乙乡总部")])
    assert "乙乡总部" not in warehouse.reader().catalogue.units[own].aliases


def test_what_was_found_about_others_figures_is_not_told(warehouse):
    load(warehouse, BOTH, "季报.xlsx")
    worse = workbook_of(["2026年1—3月工会工作统计表"], HEAD, ["甲镇", 3, 40], ["乙乡", "许多", 9_999_999])
    reading = read_file(worse, "再报.xlsx", warehouse.reader())
    own = keep_own(reading, [code(warehouse, "甲镇")], warehouse.reader().catalogue)
    about = [finding for finding in own.findings if finding.cell == "C4"]
    assert [finding.rule for finding in about] == ["another-unit"]


@pytest.fixture(scope="module")
def empty_county(tmp_path_factory) -> Warehouse:
    """A county into which nothing is loaded."""
    return small_county(tmp_path_factory.mktemp("empty") / "data")


@given(names=st.sets(st.sampled_from(["甲镇", "乙乡"])))
def test_what_is_left_is_exactly_ones_own(empty_county, names):
    reader = empty_county.reader()
    reading = read_file(BOTH, "季报.xlsx", reader)
    units = {code(empty_county, name) for name in names}
    kept = keep_own(reading, units, reader.catalogue)
    own = reading.observations[reading.observations["unit"].isin(list(units))].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept.observations, own)
    assert len([finding for finding in kept.findings if finding.rule == "another-unit"]) == 2 - len(units)
    assert keep_own(kept, units, reader.catalogue) is kept


def test_an_upload_is_taken_back_by_those_alone_who_answer_for_all_of_it(warehouse):
    first, both = load(warehouse, OWN, "甲镇.xlsx").upload, load(warehouse, BOTH, "季报.xlsx").upload
    targets = load(warehouse, TARGETS, "目标.xlsx").upload
    own = {code(warehouse, "甲镇")}
    for step in (undo_upload, redo_upload):
        for upload in (both, targets):
            with pytest.raises(NotAllowedError):
                step(warehouse, upload, "周敏", units=own)
        step(warehouse, first, "周敏", units=own)
    undo_upload(warehouse, both, "陈主席")
    assert units_of_upload(warehouse.reader().rows, both) == own | {code(warehouse, "乙乡")}


def test_a_store_made_anew_leaves_out_again_what_was_of_others(warehouse):
    load(warehouse, BOTH, "季报.xlsx", "甲镇", skip_errors=True)
    done = rebuild(warehouse, accept_differences=False, advance=lambda: None)
    assert (done.differences, done.carried, done.read_again) == ((), (), 1)
    assert done.version is not None
    assert stored(warehouse) == {code(warehouse, "甲镇")}
