"""The shapes of the answers, through the real command line."""

import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from etl.commands.command import SUMMARIES, command
from etl.commands.words import Parser, parse
from guoban.warehouse import Warehouse
from tests.etl.commands.calls import PROJECT, etl
from tests.etl.commands.conftest import SECOND_QUARTER, TARGETS
from tests.etl.counties import workbook_of

FILE_KEYS = ["file", "sha256", "upload", "sheets", "observations", "targets", "findings", "changes"]
SHEET_KEYS = ["sheet", "layout", "header_rows", "span", "why"]
OBSERVATION_KEYS = [
    "unit", "unit_name", "indicator", "first_day", "last_day", "value", "measure", "raw", "sheet", "cell",
]  # fmt: skip
TARGET_KEYS = ["unit", "indicator", "year", "value", "sheet", "cell"]
FINDING_KEYS = ["severity", "rule", "sheet", "cell", "message", "hint", "choices"]
CHANGE_KEYS = ["new", "corrected", "unchanged", "missing"]
PROGRESS_KEYS = [
    "unit", "unit_name", "kind_of_unit", "indicator", "indicator_name", "kind", "measure", "value", "numerator",
    "denominator", "target", "baseline", "progress", "schedule", "pace", "status", "complete", "missing_days", "as_of",
    "covers", "of_units", "previous_year", "forecast", "forecast_method", "needed_per_quarter",
]  # fmt: skip

THIRD_QUARTER = workbook_of(
    ["2026年1—9月工会工作统计表"],
    ["单位", "新建工会(家)", "帮扶资金发放(万元)"],
    ["甲镇", 9, 120.5],
    ["乙乡", "很多", 60],
)
LATER = workbook_of(["2026年1—9月工会工作统计表"], ["单位", "新建工会(家)"], ["甲镇", 10], ["乙乡", 9])


@pytest.fixture
def third_quarter(tmp_path: Path) -> Path:
    path = tmp_path / "三季度.xlsx"
    path.write_bytes(THIRD_QUARTER)
    return path


def test_check_answers_one_object_a_file_with_the_keys_of_the_contract(county: Path, third_quarter: Path) -> None:
    answer = etl("check", third_quarter, "--format", "json", data=county)
    assert answer.status == 1  # 很多 is no number
    (file,) = answer.json
    assert set(FILE_KEYS) <= set(file)
    assert set(SHEET_KEYS) <= set(file["sheets"][0])
    assert set(OBSERVATION_KEYS) <= set(file["observations"][0])
    assert set(FINDING_KEYS) <= set(file["findings"][0])
    assert list(file["changes"]) == CHANGE_KEYS
    assert file["upload"] is None
    assert file["sheets"][0]["layout"] == "wide"
    assert file["sheets"][0]["span"] == ["2026-01-01", "2026-09-30"]
    money = next(row for row in file["observations"] if row["indicator"] == "AID-01" and row["unit"] == "A")
    assert (money["value"], money["measure"], money["raw"], money["cell"]) == (1_205_000.0, "元", "120.5", "C3")
    (error,) = [finding for finding in file["findings"] if finding["severity"] == "error"]
    assert error["cell"] == "B4"


def test_check_of_a_target_workbook_answers_its_targets(county: Path, tmp_path: Path) -> None:
    (tmp_path / "目标.xlsx").write_bytes(TARGETS)
    (file,) = etl("check", tmp_path / "目标.xlsx", "--format", "json", data=county).json
    assert set(TARGET_KEYS) <= set(file["targets"][0])
    rate = next(row for row in file["targets"] if row["indicator"] == "ORG-05" and row["unit"] == "A")
    assert (rate["year"], rate["value"]) == (2026, 0.95)


def test_check_changes_nothing_not_even_in_a_folder_it_may_not_write(own_county: Path, third_quarter: Path) -> None:
    before = {path: path.read_bytes() for path in own_county.rglob("*") if path.is_file()}
    for path in (own_county, *own_county.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert etl("check", third_quarter, data=own_county).status == 1
    finally:
        for path in (own_county, *own_county.rglob("*")):
            path.chmod(0o755)
    assert {path: path.read_bytes() for path in own_county.rglob("*") if path.is_file()} == before


def test_a_refused_file_changes_nothing_and_the_others_still_load(
    own_county: Path, tmp_path: Path, third_quarter: Path
) -> None:
    (tmp_path / "后来.xlsx").write_bytes(LATER)
    answer = etl("load", third_quarter, tmp_path / "后来.xlsx", "--format", "json", data=own_county)
    assert answer.status == 1
    refused, loaded = answer.json
    assert refused["upload"] is None
    assert loaded["upload"] == 4
    assert loaded["changes"] == {"new": 2, "corrected": 0, "unchanged": 0, "missing": 0}
    reader = Warehouse(own_county).reader()
    assert reader.query("select count(*) as n from upload")["n"].item() == 4


def test_each_file_is_stated_in_the_table_too(own_county: Path, tmp_path: Path, third_quarter: Path) -> None:
    (tmp_path / "后来.xlsx").write_bytes(LATER)
    answer = etl("load", third_quarter, tmp_path / "后来.xlsx", data=own_county)
    assert answer.status == 1
    assert "三季度.xlsx" in answer.out
    assert "refused" in answer.out
    assert "B4" in answer.out
    assert "loaded as 4" in answer.out


def test_skip_errors_leaves_out_just_the_wrong_cells(own_county: Path, third_quarter: Path) -> None:
    answer = etl("load", third_quarter, "--skip-errors", "--by", "沈秀兰", "--format", "json", data=own_county)
    assert answer.status == 0
    assert answer.json[0]["upload"] == 4
    reader = Warehouse(own_county).reader()
    rows = reader.query("select unit, indicator from observation where upload = 4 order by unit, indicator")
    assert list(rows.itertuples(index=False, name=None)) == [("A", "AID-01"), ("A", "ORG-01"), ("B", "AID-01")]
    assert reader.query("select loaded_by from upload where upload = 4")["loaded_by"].item() == "沈秀兰"


def test_a_folder_is_walked_and_lock_files_are_passed_over(own_county: Path, tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    (folder / "下级").mkdir(parents=True)
    (folder / "下级" / "后来.xlsx").write_bytes(LATER)
    (folder / "~$后来.xlsx").write_bytes(b"lock")
    (folder / ".~后来.xlsx").write_bytes(b"lock")
    (folder / "说明.txt").write_text("notes", encoding="utf-8")
    answer = etl("load", folder, "--format", "json", data=own_county)
    assert answer.status == 0
    assert [Path(file["file"]).name for file in answer.json] == ["后来.xlsx"]


@pytest.mark.parametrize("option", [("--span", "2026-01-01..2026-09-30"), ("--period", "2026Q3")])
def test_a_span_given_on_the_line_settles_a_sheet_that_names_none(
    option: tuple[str, str], own_county: Path, tmp_path: Path
) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(workbook_of(["工会工作统计表"], ["单位", "新建工会(家)"], ["甲镇", 10], ["乙乡", 9]))
    assert etl("check", path, data=own_county).status == 1
    (file,) = etl("load", path, *option, "--format", "json", data=own_county).json
    first_day = "2026-01-01" if option[0] == "--span" else "2026-07-01"
    assert {(row["first_day"], row["last_day"]) for row in file["observations"]} == {(first_day, "2026-09-30")}


def test_a_unit_given_on_the_line_settles_a_form_that_names_none(own_county: Path, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(
        workbook_of(
            ["2026年1—9月季报表"], ["指标名称", "计量单位", "累计完成"], ["新建工会", "家", 10], ["新增会员", "人", 90]
        )
    )
    assert etl("check", path, data=own_county).status == 1
    (file,) = etl("load", path, "--unit", "乙乡", "--format", "json", data=own_county).json
    assert {row["unit"] for row in file["observations"]} == {"B"}


def test_the_same_file_again_changes_nothing_and_says_so(own_county: Path, tmp_path: Path) -> None:
    path = tmp_path / "二季度.xlsx"
    path.write_bytes(SECOND_QUARTER)
    answer = etl("load", path, "--format", "json", data=own_county)
    assert answer.status == 0
    assert answer.json[0]["changes"]["new"] == 0
    reader = Warehouse(own_county).reader()
    assert reader.query("select count(*) as n from upload")["n"].item() == 3


def test_what_load_would_refuse_check_refuses_and_what_it_would_pass_over_check_passes_over(
    own_county: Path, tmp_path: Path, third_quarter: Path
) -> None:
    blank, again, sound = tmp_path / "空表.xlsx", tmp_path / "二季度.xlsx", tmp_path / "后来.xlsx"
    blank.write_bytes(
        workbook_of(["2026年1—9月工会工作统计表"], ["单位", "新建工会(家)"], ["甲镇", None], ["乙乡", None])
    )
    again.write_bytes(SECOND_QUARTER)
    sound.write_bytes(LATER)
    for path, status in ((blank, 1), (third_quarter, 1), (again, 0), (sound, 0)):
        checked = etl("check", path, data=own_county)
        loaded = etl("load", path, data=own_county)
        assert (checked.status, loaded.status) == (status, status), (path.name, checked.out, loaded.out)


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 broken"], ids=["empty", "text", "broken"])
def test_what_is_no_workbook_is_refused_with_a_finding(content: bytes, county: Path, tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(content)
    answer = etl("load", path, "--format", "json", data=county)
    assert answer.status == 1
    (file,) = answer.json
    assert set(FILE_KEYS) <= set(file)
    assert [finding["severity"] for finding in file["findings"]] == ["error"]
    assert file["findings"][0]["message"]
    assert "Traceback" not in answer.errors


def test_progress_answers_the_keys_of_the_contract_and_the_worked_figures(county: Path) -> None:
    answer = etl("progress", "--year", 2026, "--quarter", 2, "--format", "json", data=county)
    assert answer.status == 0
    rows = answer.json
    assert all(list(row) == PROGRESS_KEYS for row in rows)
    by_key = {(row["unit"], row["indicator"]): row for row in rows}
    aid = by_key["A", "AID-01"]
    assert (aid["value"], aid["target"], aid["status"]) == (978_000.0, 2_000_000.0, "slightly_behind")
    assert aid["progress"] == pytest.approx(0.489)
    assert (aid["as_of"], aid["schedule"]) == ("2026-06-30", 0.5)
    rate = by_key["K", "ORG-05"]
    assert (rate["numerator"], rate["denominator"], rate["covers"]) == (77.0, 150.0, 2)
    assert by_key["B", "ORG-01"]["status"] == "done"


def test_units_and_indicators_are_given_by_code_name_or_alias(county: Path) -> None:
    words = ("progress", "--year", 2026, "--quarter", 2, "--format", "json")
    answers = [
        etl(*words, "--unit", unit, "--indicator", indicator, data=county).json
        for unit, indicator in (("A", "ORG-01"), ("甲镇总工会", "新建工会"), ("甲镇", "新组建工会"))
    ]
    assert answers[0] == answers[1] == answers[2]
    assert [(row["unit"], row["indicator"]) for row in answers[0]] == [("A", "ORG-01")]


APPRAISAL_KEYS = {"unit", "unit_name", "score", "rank", "rank_before", "step", "stars", "not_reported"}
COMPLETENESS_KEYS = {"unit", "indicator", "reported", "first_loaded_at", "due", "days_late"}
UPLOAD_KEYS = {"upload", "purpose", "file_name", "loaded_at", "loaded_by", "undone_at"}
VERSION_KEYS = {"first_day", "last_day", "value", "raw", "sheet", "cell", "upload", "counts"}


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("appraisal", "--year", 2026, "--quarter", 2), APPRAISAL_KEYS),
        (("completeness", "--year", 2026, "--quarter", 2), COMPLETENESS_KEYS),
        (("history",), UPLOAD_KEYS),
        (("history", "--unit", "甲镇", "--indicator", "新建工会"), VERSION_KEYS),
        (("targets", "--year", 2026), {"unit", "indicator", "value", "upload"}),
    ],
    ids=["appraisal", "completeness", "uploads", "versions", "targets"],
)
def test_the_other_answers_have_their_keys_and_rows(words: tuple[object, ...], keys: set[str], county: Path) -> None:
    answer = etl(*words, "--format", "json", data=county)
    assert answer.status == 0
    assert answer.json
    assert keys <= set(answer.json[0]), set(answer.json[0])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("progress", "--year", 2026, "--on", "2026-05-31"),
        ("appraisal", "--year", 2026, "--quarter", 2),
        ("completeness", "--year", 2026, "--quarter", 2),
        ("history",),
        ("history", "--unit", "甲镇", "--indicator", "新建工会"),
        ("targets", "--year", 2026, "--all"),
    ],
    ids=" ".join(["{}"]).format,
)
def test_every_answer_is_also_a_table(words: tuple[object, ...], language: str, county: Path) -> None:
    answer = etl(*words, "--lang", language, data=county)
    assert answer.status == 0, answer.errors
    assert answer.out.strip()
    assert ("甲镇总工会" in answer.out) or ("目标.xlsx" in answer.out)


def test_undo_and_redo_bring_back_what_stood_before_and_after(own_county: Path) -> None:
    question = ("progress", "--year", 2026, "--quarter", 2, "--format", "json")
    with_it = etl(*question, data=own_county).json
    undone = etl("undo", 3, "--by", "沈秀兰", "--format", "json", data=own_county)
    assert (undone.status, undone.json) == (0, {"upload": 3, "counts": False})
    without_it = etl(*question, data=own_county).json
    assert without_it != with_it
    assert etl("undo", 3, data=own_county).status == 1
    assert etl("redo", 3, data=own_county).status == 0
    assert etl(*question, data=own_county).json == with_it


def test_a_load_goes_through_while_a_reader_holds_the_store(own_county: Path, tmp_path: Path) -> None:
    held = Warehouse(own_county).reader()
    before = held.query("select count(*) as n from observation")["n"].item()
    path = tmp_path / "后来.xlsx"
    path.write_bytes(LATER)
    assert etl("load", path, data=own_county).status == 0
    assert held.query("select count(*) as n from observation")["n"].item() == before
    assert Warehouse(own_county).reader().query("select count(*) as n from observation")["n"].item() == before + 2


def test_init_makes_an_empty_store_once(tmp_path: Path) -> None:
    first = etl("init", "--format", "json", "--data", tmp_path / "data")
    assert first.status == 0
    assert first.json["indicators"] > 90
    again = etl("init", "--data", tmp_path / "data")
    assert (again.status, again.out) == (3, "")


def test_init_with_the_demonstration_county_goes_through_after_one_was_killed_halfway(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / ".in-the-making" / "store").mkdir(parents=True)
    (data / ".in-the-making" / "store" / "current.json").write_text("{}", encoding="utf-8")
    (data / ".arriving").mkdir()
    answer = etl("init", "--demo", "--format", "json", "--data", data)
    assert answer.status == 0, answer.errors
    assert answer.json["units"] == 29
    assert sorted(path.name for path in data.iterdir()) == ["catalogue", "demonstration", "originals", "store"]
    rows = etl("progress", "--year", 2026, "--quarter", 2, "--unit", "云溪县", "--format", "json", "--data", data).json
    assert {row["status"] for row in rows} >= {"on_schedule", "slightly_behind", "behind"}


def test_the_template_it_writes_loads_without_a_question(own_county: Path, tmp_path: Path) -> None:
    path = tmp_path / "空表.xlsx"
    answer = etl(
        "template", "--year", 2026, "--quarter", 3, "--unit", "甲镇", "-o", path, "--format", "json", data=own_county
    )
    assert answer.status == 0, answer.errors
    assert answer.json["layout"] == "form"
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    for row in range(5, 5 + answer.json["cells"]):
        sheet.cell(row, 4, 11)
    workbook.save(path)
    loaded = etl("load", path, "--format", "json", data=own_county)
    assert loaded.status == 0, loaded.out
    assert len(loaded.json[0]["observations"]) == answer.json["cells"]


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    import subprocess
    import sys

    script = (
        "import sys, contextlib, io\n"
        "from etl.commands.run import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['progress', '--help'])\n"
        "print([name for name in ('pandas', 'duckdb', 'openpyxl', 'rich', 'rapidfuzz') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", list(SUMMARIES))
def test_every_command_and_every_option_is_documented(name: str) -> None:
    text = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"\n## `{name}`\n" in text
    section = text.split(f"\n## `{name}`\n")[1].split("\n## ")[0]
    if "as for `check`" in section or "as for `undo`" in section:
        section += text
    parser = Parser()
    command(name).options(parser)
    for action in parser._actions:
        for option in action.option_strings:
            assert option in ("-h", "--help", "-o") or option in section, option


@pytest.mark.parametrize("name", list(SUMMARIES))
def test_every_command_is_shown_at_work_with_what_it_answers(name: str) -> None:
    text = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = text.split(f"\n## `{name}`\n")[1].split("\n## ")[0]
    example = section.split("```console\n")[1].split("```")[0].splitlines()
    words = shlex.split(example[0].removeprefix("$ .venv/bin/python -m etl "))
    assert words[0] == name
    asked = parse(words)  # the call is one that would be understood
    assert asked.command == name
    assert any(line.strip() and not line.startswith("$") for line in example)


def test_the_document_names_no_command_that_is_not_there() -> None:
    text = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    headed = [line[4:-1] for line in text.splitlines() if line.startswith("## `")]
    assert headed == list(SUMMARIES)


def test_common_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before = parse(["--data", str(tmp_path), "--format", "json", "history"])
    after = parse(["history", "--data", str(tmp_path), "--format", "json"])
    assert (before.data, before.format) == (after.data, after.format) == (tmp_path, "json")


def test_the_way_in_documented_for_the_source_figures_works(tmp_path: Path) -> None:
    sources = PROJECT / "data" / "examples" / "source-figures"
    copied = tmp_path / "workbooks"
    shutil.copytree(sources / "workbooks", copied)
    assert etl("init", "--catalogue", sources / "catalogue", "--data", tmp_path / "data").status == 0
    answer = etl("load", copied, "--data", tmp_path / "data", "--format", "json")
    assert answer.status == 0, answer.out
    assert all(file["upload"] for file in answer.json)
