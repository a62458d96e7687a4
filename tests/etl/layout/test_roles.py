"""What the cells of a table were read as."""

from etl.model import CellRole
from tests.etl.grids import A, B, read, sheet_of


def roles(*rows, **more) -> dict[str, set[str]]:
    """Role → the cells that have it, as row and column letters would be tedious: (row, column), 0-based."""
    (sheet,) = read(sheet_of(*rows, **more)).sheets
    found: dict[str, set[tuple[int, int]]] = {}
    for area in sheet.reading.areas:
        cells = {
            (row, column)
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }  # fmt: skip
        assert not any(cells & others for others in found.values()), "areas overlap"
        found.setdefault(area.role, set()).update(cells)
    return found


def test_heads_units_figures_and_totals_are_told_apart():
    found = roles(
        ["2026年上半年统计表", None, None, None],
        ["序号", "单位", "新建工会", "完成率"],
        [1, A, 3, "50%"],
        [2, B, 4, "60%"],
        [None, "合计", 7, None],
        ["填表人：张三", None, None, None],
    )
    assert found[CellRole.HEAD] == {(1, column) for column in range(4)}
    assert found[CellRole.UNIT] == {(2, 1), (3, 1)}
    assert found[CellRole.VALUE] == {(2, 2), (3, 2)}
    assert (4, 2) in found[CellRole.TOTAL]
    assert {(2, 3), (3, 3)} <= found[CellRole.LEFT_OUT]
    assert not any((0, 0) in cells or (5, 0) in cells for cells in found.values())


def test_targets_stand_apart_from_what_was_done():
    found = roles(["2026年上半年统计表"], ["单位", "新建工会"], ["", "年度目标", "累计"], [A, 10, 3], merged=["B2:C2"])
    assert found[CellRole.TARGET] == {(3, 1)}
    assert found[CellRole.VALUE] == {(3, 2)}


def test_figures_of_a_unit_that_nobody_knows_wait_for_an_answer():
    found = roles(["2026年上半年统计表"], ["单位", "新建工会"], [A, 3], ["望江总镇会", 4])
    assert found[CellRole.OPEN] == {(3, 1)}
    assert found[CellRole.VALUE] == {(2, 1)}


def test_indicators_that_run_down_are_names_too():
    found = roles(["2026年上半年统计表"], ["指标", A, B], ["新建工会", 3, 4], ["新增会员", 30, 40])
    assert found[CellRole.INDICATOR] == {(2, 0), (3, 0)}
    assert found[CellRole.VALUE] == {(2, 1), (2, 2), (3, 1), (3, 2)}


def test_a_sheet_that_is_left_alone_has_no_areas():
    (sheet,) = read(sheet_of(["通讯录"], ["张三", "0599-123"])).sheets
    assert sheet.reading.areas == ()
