"""What scripts rely on: types of every key, days and moments, codes of exit, one writer at a time, a bar for people."""

import json
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl.commands.bar import bar
from etl.commands.command import SUMMARIES
from etl.commands.records import records
from etl.commands.run import main
from guoban.warehouse import Warehouse
from guoban.warehouse.writer_lock import writing_alone
from tests.etl.commands.calls import etl
from tests.etl.counties import workbook_of

NUMBER = float | None
TEXT = str | None
DAY, DAY_OR_NONE, MOMENT, MOMENT_OR_NONE = "day", "day or null", "moment", "moment or null"

TYPES: Mapping[tuple[object, ...], Mapping[str, object]] = {
    ("progress", "--year", 2026, "--quarter", 2): {
        "unit": str, "unit_name": str, "kind_of_unit": str, "indicator": str, "indicator_name": str, "kind": str,
        "measure": str, "value": NUMBER, "numerator": NUMBER, "denominator": NUMBER, "target": NUMBER,
        "baseline": NUMBER, "progress": NUMBER, "schedule": NUMBER, "pace": NUMBER, "status": str, "complete": bool,
        "missing_days": list, "as_of": DAY_OR_NONE, "covers": int, "of_units": int, "previous_year": NUMBER,
        "forecast": NUMBER, "forecast_method": TEXT, "needed_per_quarter": NUMBER,
    },
    ("appraisal", "--year", 2026, "--quarter", 2): {
        "unit": str, "unit_name": str, "score": NUMBER, "rank": int | None, "rank_before": int | None,
        "step": int | None, "stars": int | None, "not_reported": list,
    },
    ("completeness", "--year", 2026, "--quarter", 2): {
        "unit": str, "indicator": str, "reported": bool, "first_loaded_at": MOMENT_OR_NONE, "due": DAY,
        "days_late": int | None, "upload": int | None,
    },
    ("history",): {
        "upload": int, "purpose": str, "file_name": str, "sha256": str, "loaded_at": MOMENT, "loaded_by": str,
        "undone_at": MOMENT_OR_NONE, "undone_by": TEXT, "counts": bool,
    },
    ("history", "--unit", "甲镇", "--indicator", "新建工会"): {
        "unit": str, "indicator": str, "first_day": DAY, "last_day": DAY, "value": float, "raw": TEXT, "sheet": TEXT,
        "cell": TEXT, "upload": int, "file_name": str, "sha256": str, "loaded_at": MOMENT, "loaded_by": str,
        "undone_at": MOMENT_OR_NONE, "counts": bool,
    },
    ("targets", "--year", 2026, "--all"): {
        "unit": str, "indicator": str, "year": int, "value": float, "upload": int, "file_name": str,
        "loaded_at": MOMENT, "loaded_by": str, "counts": bool,
    },
}  # fmt: skip


def is_of(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, str):
        if value is None:
            return wanted.endswith("null")
        if wanted.startswith("day"):
            return bool(datetime.strptime(value, "%Y-%m-%d"))  # noqa: DTZ007 - a day has no zone
        return bool(datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z").tzinfo)
    return isinstance(value, wanted) and (wanted in (bool, bool | None) or not isinstance(value, bool))


@pytest.mark.parametrize("words", list(TYPES), ids=lambda words: " ".join(map(str, words)))
def test_every_key_has_its_type_in_every_row(words: tuple[object, ...], county: Path) -> None:
    answer = etl(*words, "--format", "json", data=county)
    assert (answer.status, answer.errors) == (0, "")
    rows = json.loads(answer.out, parse_constant=lambda constant: pytest.fail(f"{constant} is no JSON"))
    assert rows
    wrong = [(key, row[key]) for row in rows for key, wanted in TYPES[words].items() if not is_of(row[key], wanted)]
    assert wrong == []


def test_missing_days_are_spans_of_two_days(own_county: Path) -> None:
    etl("undo", 2, data=own_county)
    etl("undo", 3, data=own_county)
    path = own_county.parent / "二季度本季.xlsx"
    path.write_bytes(workbook_of(["2026年第二季度工会工作统计表"], ["单位", "新建工会(家)"], ["甲镇", 5], ["乙乡", 6]))
    assert etl("load", path, data=own_county).status == 0
    words = ("progress", "--year", 2026, "--quarter", 2, "--unit", "甲镇", "--indicator", "新建工会")
    (row,) = etl(*words, "--format", "json", data=own_county).json
    assert (row["value"], row["complete"]) == (5.0, False)
    assert row["missing_days"] == [["2026-01-01", "2026-03-31"]]


def test_a_moment_at_midnight_is_still_a_moment_and_a_day_a_day() -> None:
    midnight = pd.DataFrame({"loaded_at": [pd.Timestamp(2026, 7, 1), pd.NaT], "due": [pd.Timestamp(2026, 7, 1)] * 2})
    assert records(midnight) == [
        {"loaded_at": "2026-07-01T00:00:00Z", "due": "2026-07-01"},
        {"loaded_at": None, "due": "2026-07-01"},
    ]
    assert records(pd.DataFrame({"when": [datetime(2026, 7, 1, 8, tzinfo=UTC)]}))[0]["when"].startswith("2026-07-01T08")


def test_all_revisions_of_a_target_are_told_and_one_of_them_counts(own_county: Path) -> None:
    path = own_county.parent / "调整.xlsx"
    path.write_bytes(workbook_of(["2026年度目标任务表（调整）"], ["单位", "新建工会(家)"], ["甲镇", 15], ["乙乡", 8]))
    assert etl("load", path, data=own_county).status == 0

    def told(*words: object) -> list[tuple[float, bool]]:
        rows = etl("targets", "--year", 2026, *words, "--format", "json", data=own_county).json
        return [(row["value"], row["counts"]) for row in rows if (row["unit"], row["indicator"]) == ("A", "ORG-01")]

    assert told() == [(15.0, True)]
    assert told("--all") == [(15.0, True), (12.0, False)]


@pytest.mark.parametrize(
    ("words", "what"),
    [(("undo", 99), "99"), (("redo", 99), "99"), (("redo", 1), "1")],
    ids=["undo of none", "redo of none", "redo of what counts"],
)
def test_what_cannot_be_taken_back_or_put_back_ends_with_1(words: tuple[object, ...], what: str, county: Path) -> None:
    answer = etl(*words, data=county)
    assert (answer.status, answer.out) == (1, "")
    assert what in answer.errors
    assert len(answer.errors.splitlines()) == 1


def test_a_store_that_somebody_else_is_writing_ends_with_3_and_says_who(
    own_county: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guoban.warehouse.warehouse.Warehouse.__init__.__kwdefaults__", {"patience_seconds": 0.2})
    warehouse = Warehouse(own_county)
    with writing_alone(warehouse.store, 5):
        assert main(["undo", "3", "--data", str(own_county), "--lang", "en"]) == 3
        said = capsys.readouterr()
        assert said.out == ""
        assert "process" in said.err
        assert len(said.err.splitlines()) == 1
        assert main(["history", "--data", str(own_county), "--lang", "en"]) == 0  # who only looks need not wait
    assert main(["undo", "3", "--data", str(own_county), "--lang", "en"]) == 0


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("errors", "seconds", "drawn"),
    [(StringIO(), 1.3, False), (Terminal(), 0, False), (Terminal(), 1.3, True)],
    ids=["in a pipe", "quick work", "long work on a terminal"],
)
def test_a_bar_is_drawn_only_for_somebody_who_has_to_wait(errors: StringIO, seconds: float, drawn: bool) -> None:
    with bar("Loading", 3, errors) as advance:
        time.sleep(seconds)
        advance()
        time.sleep(0.3 if seconds else 0)
    assert bool(errors.getvalue()) == drawn


@pytest.mark.parametrize("name", ["laod", "LOAD", "报送"])
def test_a_command_that_is_not_there_is_answered_with_those_that_are(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert name in said
    assert all(known in said for known in SUMMARIES)
