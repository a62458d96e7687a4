"""Tables for people: whole names at 80 columns, nothing folded in a pipe, nothing that could command a terminal."""

import re
from io import StringIO

import pandas as pd
import pytest
from rich.cells import cell_len

from etl.commands.tables import NAME, PROSE, Column, plain_column, print_table
from guoban.text import ENGLISH, speaking


class Screen(StringIO):
    """A terminal that remembers what it was sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    return Screen()


UNIT = "清河口镇总工会联合会"
FRAME = pd.DataFrame(
    {"unit": [UNIT] * 2, "value": ["1,234,567.00 万元"] * 2, "status": ["▼ 滞后"] * 2, "remark": ["很长的话。" * 9] * 2}
)


def columns(*extra: Column) -> list[Column]:
    return [plain_column("单位", "unit"), plain_column("累计完成", "value", right=True), *extra]


def shown(frame: pd.DataFrame, wanted: list[Column], out: StringIO) -> list[str]:
    with speaking(ENGLISH):
        print_table(frame, wanted, title="", out=out)
    return out.getvalue().splitlines()


def test_no_line_is_wider_than_the_terminal_and_no_name_is_broken(narrow: Screen) -> None:
    lines = shown(FRAME, columns(plain_column("说明", "remark", folds=PROSE)), narrow)
    assert max(map(cell_len, lines)) <= 80
    assert sum(UNIT in line for line in lines) == 2
    assert "".join("".join(line.split()[-1] for line in lines if "。" in line)).count("很长的话") >= 1


def test_spare_columns_are_left_out_before_anything_is_squeezed_and_named_below(narrow: Screen) -> None:
    spare = [plain_column(f"附加的第{number}列", "status", spare=number) for number in (1, 2, 3, 4)]
    lines = shown(FRAME, columns(*spare), narrow)
    assert max(map(cell_len, lines)) <= 80
    assert "附加的第1列" in lines[1]
    assert "附加的第4列" not in lines[1]
    assert "附加的第4列" in lines[-1]
    assert "--format json" in lines[-1]


def test_in_a_pipe_every_column_stands_in_one_line_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = shown(FRAME, columns(plain_column("说明", "remark", folds=PROSE, spare=1)), StringIO())
    assert sum(UNIT in line and "很长的话。" * 9 in line for line in lines) == 2


def test_even_a_very_narrow_terminal_loses_no_sign_of_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    monkeypatch.setenv("TERM", "xterm")
    lines = [re.sub("\x1b[^m]*m", "", line) for line in shown(FRAME[:1], columns(), Screen())]
    assert max(map(cell_len, lines)) <= 24
    assert set(UNIT) <= set("".join(lines))


def test_names_fold_only_where_nothing_is_left_to_leave_out(narrow: Screen) -> None:
    wide = [plain_column("甲" * 16, "value"), plain_column("乙" * 12, "status")]
    lines = shown(FRAME, [plain_column("单位", "unit", folds=NAME), *wide], narrow)
    assert max(map(cell_len, lines)) <= 80
    assert any(line.strip().startswith(UNIT[:7]) for line in lines)


def test_a_cell_of_a_workbook_cannot_command_the_terminal(narrow: Screen) -> None:
    frame = pd.DataFrame({"unit": ["甲镇\x1b[2J\x07\n总工会"], "value": ["\x9b31m1"]})
    text = "\n".join(shown(frame, columns(), narrow))
    assert not set("\x1b\x07\x9b") & set(text)
    assert "甲镇 [2J 总工会" in text
