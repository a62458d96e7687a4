"""A folder of CSV files becomes a catalogue, or is refused whole with everything that is wrong."""

from decimal import Decimal
from pathlib import Path

import pytest
from folders import INDICATORS, SETTINGS, UNITS, replaced, write_folder

from guoban.catalogue import CatalogueError, Direction, Kind, Settings, read_catalogue


def problems(folder: Path) -> set[tuple[str, int, str]]:
    """Where the catalogue is wrong: file, row, column."""
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(folder)
    return {(problem.file, problem.row, problem.column) for problem in refused.value.problems}


def test_units_come_as_a_tree_in_their_order(tmp_path: Path) -> None:
    units = replaced(UNITS, "T2,柳河乡工会联合会,乡镇,C,3,", "T2,柳河乡工会联合会,乡镇,C,1,")
    catalogue = read_catalogue(write_folder(tmp_path, units=units))
    assert list(catalogue.units) == ["C", "T2", "T1", "E1"]
    assert [unit.position for unit in catalogue.units.values()] == [0, 1, 2, 3]
    assert catalogue.root.code == "C"
    assert [unit.code for unit in catalogue.children("C")] == ["T2", "T1"]
    assert [unit.code for unit in catalogue.under("T1")] == ["T1", "E1"]
    assert catalogue.units["T1"].aliases == ("青石镇", "青石")


def test_a_unit_without_order_stays_below_the_row_above(tmp_path: Path) -> None:
    units = "code,name,kind,parent,order,aliases\nC,县,县,,10,\nX,甲,乡镇,C,30,\nY,乙,乡镇,C,,\nZ,丙,乡镇,C,20,\n"
    assert list(read_catalogue(write_folder(tmp_path, units=units)).units) == ["C", "Z", "X", "Y"]


def test_order_and_aliases_may_be_left_out(tmp_path: Path) -> None:
    catalogue = read_catalogue(write_folder(tmp_path, units="code,name,kind,parent\nC,县,县,\nX,甲,乡镇,C\n"))
    assert list(catalogue.units) == ["C", "X"]
    assert catalogue.units["X"].aliases == ()


def test_indicators_keep_every_column(tmp_path: Path) -> None:
    indicators = read_catalogue(write_folder(tmp_path)).indicators
    assert list(indicators) == list("ABCDEFG")
    rate, aid, visits = indicators["D"], indicators["E"], indicators["F"]
    assert (rate.kind, rate.numerator, rate.denominator, rate.headline) == (Kind.RATIO, "C", "B", True)
    assert (rate.weight, rate.decimals, rate.direction) == (Decimal("2.5"), 1, Direction.HIGHER)
    assert (aid.display_measure, aid.weight, aid.headline, aid.schedule) == ("万元", Decimal(1), False, None)
    assert visits.schedule == (Decimal("0.7"), Decimal("0.75"), Decimal("0.8"), Decimal(1))
    assert [indicator.position for indicator in indicators.values()] == [0, 1, 2, 3, 4, 5, 6]


def test_the_ten_columns_of_an_indicator_are_enough(tmp_path: Path) -> None:
    lines = [",".join(line.split(",")[:10]) for line in INDICATORS.splitlines()]
    indicator = read_catalogue(write_folder(tmp_path, indicators="\n".join(lines))).indicators["A"]
    assert (indicator.headline, indicator.weight, indicator.schedule, indicator.decimals) == (False, 1, None, None)


def test_settings_are_read_and_default_where_they_are_not_there(tmp_path: Path) -> None:
    assert read_catalogue(write_folder(tmp_path)).settings == Settings(
        "云岭县总工会", Decimal("0.08"), (Decimal(96), Decimal(86), Decimal(76)), Decimal("1.2"), 15
    )
    (tmp_path / "settings.csv").unlink()
    assert read_catalogue(tmp_path).settings == Settings()


@pytest.mark.parametrize(
    ("bands", "slack", "tolerance"),
    [("10", "0", "0.1"), ("10/30", "0.1", "0.3"), ("10 / 30", "0.1", "0.3"), ("7.5", "0", "0.075"), ("0", "0", "0")],
)
def test_bands_are_read_as_their_edges(tmp_path: Path, bands: str, slack: str, tolerance: str) -> None:
    folder = write_folder(tmp_path, settings=replaced(SETTINGS, "tolerance,8%", f"bands,{bands}"))
    found = read_catalogue(folder).settings
    assert (found.slack, found.tolerance) == (Decimal(slack), Decimal(tolerance))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_whatever_excel_calls_csv_is_read(tmp_path: Path, encoding: str) -> None:
    catalogue = read_catalogue(write_folder(tmp_path, encoding=encoding))
    assert catalogue.units["T1"].name == "青石镇工会联合会"
    assert catalogue.settings.organisation == "云岭县总工会"


def test_blanks_around_cells_and_empty_rows_do_not_matter(tmp_path: Path) -> None:
    units = replaced(UNITS, "T2,柳河乡工会联合会,乡镇", " T2 ,\t柳河乡工会联合会 ,乡镇") + "\n,,,,,\n\n"
    assert read_catalogue(write_folder(tmp_path, units=units)).units["T2"].name == "柳河乡工会联合会"


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("T2,柳河乡工会联合会", "T1,柳河乡工会联合会", 4, "code"),
        ("T2,柳河乡工会联合会", "t1,柳河乡工会联合会", 4, "code"),
        ("T2,柳河乡工会联合会", ",柳河乡工会联合会", 4, "code"),
        ("T2,柳河乡工会联合会", "T2,青石镇 工会联合会", 4, "name"),
        ("T2,柳河乡工会联合会", "T2,", 4, "name"),
        ("柳河乡工会联合会,乡镇", "柳河乡工会联合会,", 4, "kind"),
        ("乡镇,C,3,柳河乡", "乡镇,C,3,柳河乡|青石", 4, "aliases"),
        ("乡镇,C,3,柳河乡", "乡镇,C,3,云岭县总工会", 4, "aliases"),
        ("乡镇,C,3,柳河乡", "乡镇,X,3,柳河乡", 4, "parent"),
        ("乡镇,C,3,柳河乡", "乡镇,,3,柳河乡", 4, "parent"),
        ("乡镇,C,3,柳河乡", "乡镇,T2,3,柳河乡", 4, "parent"),
        ("乡镇,C,3,柳河乡", "乡镇,C,third,柳河乡", 4, "order"),
        ("乡镇,C,3,柳河乡", "乡镇,C,3,柳河乡,x", 4, ""),
    ],
)
def test_a_wrong_unit_is_named_by_row_and_column(tmp_path: Path, old: str, new: str, row: int, column: str) -> None:
    folder = write_folder(tmp_path, units=replaced(UNITS, old, new))
    assert problems(folder) == {("units.csv", row, column)}


def test_units_that_are_above_each_other_are_all_named(tmp_path: Path) -> None:
    units = replaced(UNITS, "T1,青石镇工会联合会,乡镇,C", "T1,青石镇工会联合会,乡镇,E1")
    assert problems(write_folder(tmp_path, units=units)) == {("units.csv", 3, "parent"), ("units.csv", 5, "parent")}


def test_a_roster_needs_a_unit_at_the_top(tmp_path: Path) -> None:
    units = replaced(UNITS, "C,云岭县总工会,县,,1", "C,云岭县总工会,县,E1,1")
    assert ("units.csv", 0, "parent") in problems(write_folder(tmp_path, units=units))
    assert problems(write_folder(tmp_path, units="code,name,kind,parent\n")) == {("units.csv", 0, "")}


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("G,重点项目,Key project", "a,重点项目,Key project", 8, "code"),
        ("B,应建会单位,Employers due", "B,新建工会,Employers due", 3, "name_zh"),
        ("B,应建会单位,Employers due", "B,应建会单位,unions  formed", 3, "name_en"),
        ("A,新建工会,Unions formed,组织建设,flow", "A,新建工会,Unions formed,,flow", 2, "area"),
        ("A,新建工会,Unions formed,组织建设,flow", "A,新建工会,Unions formed,组织建设,flows", 2, "kind"),
        ("flow,家,higher", "flow,家,up", 2, "direction"),
        ("flow,家,higher", "flow,,higher", 2, "measure"),
        ("money,元", "money,万元", 6, "measure"),
        ("ratio,%", "ratio,家", 5, "measure"),
        ("higher,C,B,组建率", "higher,,B,组建率", 5, "numerator"),
        ("higher,C,B,组建率", "higher,C,,组建率", 5, "denominator"),
        ("higher,C,B,组建率", "higher,X,B,组建率", 5, "numerator"),
        ("higher,C,B,组建率", "higher,G,B,组建率", 5, "numerator"),
        ("higher,C,B,组建率", "higher,C,C,组建率", 5, "denominator"),
        ("户,higher,,,慰问", "户,higher,A,,慰问", 7, "numerator"),
        ("建会数,1,3", "建会数,yes,3", 2, "headline"),
        ("建会数,1,3", "建会数,1,-1", 2, "weight"),
        ("建会数,1,3", "建会数,1,three", 2, "weight"),
        ("建会数,1,3", "建会数,1,0.0001", 2, "weight"),
        ("建会数,1,3", "建会数,1,NaN", 2, "weight"),
        ("70|75|80|100", "70|60|80|100", 7, "schedule"),
        ("70|75|80|100", "70|75|80|90", 7, "schedule"),
        ("70|75|80|100", "70|75|100", 7, "schedule"),
        ("70|75|80|100", "-1|75|80|100", 7, "schedule"),
        ("70|75|80|100", "70%|75%|80%|100%", 7, "schedule"),
        ("组建率,1,2.5,,1,", "组建率,1,2.5,,7,", 5, "decimals"),
        ("组建率,1,2.5,,1,", "组建率,1,2.5,,,万元", 5, "display_measure"),
        (",2,万元", ",2,千元", 6, "display_measure"),
    ],
)
def test_a_wrong_indicator_is_named_by_row_and_column(
    tmp_path: Path, old: str, new: str, row: int, column: str
) -> None:
    folder = write_folder(tmp_path, indicators=replaced(INDICATORS, old, new))
    assert problems(folder) == {("indicators.csv", row, column)}


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("tolerance,8%", "tolerance,110%", 3, "value"),
        ("tolerance,8%", "tolerance,", 3, "value"),
        ("tolerance,8%", "leeway,8%", 3, "name"),
        ("tolerance,8%", "bands,", 3, "value"),
        ("tolerance,8%", "bands,30/10", 3, "value"),
        ("tolerance,8%", "bands,10/10", 3, "value"),
        ("tolerance,8%", "bands,10/30/50", 3, "value"),
        ("tolerance,8%", "bands,100", 3, "value"),
        ("tolerance,8%", "bands,ten", 3, "value"),
        ("tolerance,8%", "bands,10\ntolerance,8%", 4, "name"),
        ("tolerance,8%", "organisation,另一个", 3, "name"),
        ("stars,96|86|76", "stars,76|86|96", 4, "value"),
        ("stars,96|86|76", "stars,96|86", 4, "value"),
        ("score_cap,1.2", "score_cap,0", 5, "value"),
        ("due_day,15", "due_day,31", 6, "value"),
    ],
)
def test_a_wrong_setting_is_named_by_row_and_column(tmp_path: Path, old: str, new: str, row: int, column: str) -> None:
    folder = write_folder(tmp_path, settings=replaced(SETTINGS, old, new))
    assert problems(folder) == {("settings.csv", row, column)}


def test_everything_that_is_wrong_in_all_files_is_told_at_once(tmp_path: Path) -> None:
    units = replaced(UNITS, "E1,宏远机械工会,企业,T1", "E1,宏远机械工会,企业,T9")
    indicators = replaced(INDICATORS, "flow,家,higher", "flow,家,better")
    settings = replaced(SETTINGS, "due_day,15", "due_day,soon")
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(write_folder(tmp_path, units, indicators, settings))
    told = refused.value.message.splitlines()
    assert len(told) == 1 + 3
    assert "indicators.csv" in told[1]
    assert "better" in told[1]
    assert "settings.csv" in told[2]
    assert "soon" in told[2]
    assert "units.csv" in told[3]
    assert "T9" in told[3]


def test_a_synonym_of_two_indicators_is_no_mistake(tmp_path: Path) -> None:
    indicators = replaced(INDICATORS, "户,higher,,,慰问", "户,higher,,,慰问金")
    found = read_catalogue(write_folder(tmp_path, indicators=indicators)).indicators
    assert "慰问金" in found["E"].synonyms
    assert "慰问金" in found["F"].synonyms


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("code,name,parent,order,aliases", 1, "kind"),
        ("code,name,kind,parent,order,alias", 1, "alias"),
        ("code,name,kind,parent,order,name", 1, "name"),
    ],
)
def test_a_wrong_column_head_is_named(tmp_path: Path, header: str, row: int, column: str) -> None:
    units = replaced(UNITS, "code,name,kind,parent,order,aliases", header)
    assert problems(write_folder(tmp_path, units=units)) == {("units.csv", row, column)}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write_folder(tmp_path)
    (tmp_path / "indicators.csv").unlink()
    assert problems(tmp_path) == {("indicators.csv", 0, "")}
    assert problems(tmp_path / "nowhere") == {("indicators.csv", 0, ""), ("units.csv", 0, "")}


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x14\x00\x08\x00", b"code,name\xff\xff\xff", b'code,name,kind,parent\n"C,x']
)
def test_what_is_no_table_of_text_is_refused(tmp_path: Path, content: bytes) -> None:
    write_folder(tmp_path)
    (tmp_path / "units.csv").write_bytes(content)
    assert problems(tmp_path) == {("units.csv", 0, "")}
