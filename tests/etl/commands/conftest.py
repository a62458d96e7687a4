"""A store of two townships with targets and two quarters, for calls that read; each test that writes makes its own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.commands.run import main
from etl.load import commit, read_file
from guoban.warehouse import Warehouse
from tests.etl.commands.calls import Answer
from tests.etl.counties import small_county, workbook_of

TARGETS = workbook_of(
    ["2026年度目标任务表"],
    ["单位", "新建工会(家)", "新增会员(人)", "帮扶资金发放(万元)", "工会组建率(%)"],
    ["甲镇", 12, 120, 200, 95],
    ["乙乡", 8, 100, 100, 90],
)
FIRST_QUARTER = workbook_of(
    ["2026年1—3月工会工作统计表"],
    ["单位", "新建工会(家)", "新增会员(人)", "帮扶资金发放(万元)", "应建会单位(家)", "已建会单位(家)"],
    ["甲镇", 3, 40, 51.5, 50, 45],
    ["乙乡", 1, 10, 12.25, 100, 30],
)
SECOND_QUARTER = workbook_of(
    ["2026年1—6月工会工作统计表"],
    ["单位", "新建工会(家)", "新增会员(人)", "帮扶资金发放(万元)", "应建会单位(家)", "已建会单位(家)"],
    ["甲镇", 7, 65, 97.8, 50, 46],
    ["乙乡", 8, 20, None, 100, 31],
)
FILES = {"目标.xlsx": TARGETS, "一季度.xlsx": FIRST_QUARTER, "二季度.xlsx": SECOND_QUARTER}


def filled(folder: Path) -> Path:
    """A data folder with the three workbooks loaded."""
    warehouse: Warehouse = small_county(folder)
    for name, content in FILES.items():
        commit(warehouse, read_file(content, name, warehouse.reader()), content, by="test")
    return folder


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled data folder that no test changes."""
    return filled(tmp_path_factory.mktemp("county") / "data")


@pytest.fixture
def own_county(tmp_path: Path) -> Path:
    """A filled data folder for one test alone."""
    return filled(tmp_path / "data")


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """here(*words, data=…) → Answer: what `etl` asks in a process of its own, asked in this one, which is quicker."""

    def ask(*words: object, data: Path) -> Answer:
        capsys.readouterr()
        status = main([*map(str, words), "--data", str(data), "--lang", "en"])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return ask
