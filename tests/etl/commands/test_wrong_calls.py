"""Whatever is typed: the right exit status, one line that says what is wrong, never a traceback."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.commands.command import SUMMARIES
from etl.commands.run import main
from guoban.errors import GuobanError
from tests.etl.commands.calls import etl
from tests.etl.reading.handmade import package

NO_SUCH = "/no/such/place"

WRONG_USAGE = [
    (),
    ("nonsense",),
    ("progress",),
    ("progress", "--year", "2026"),
    ("progress", "--year", "26", "--quarter", "2"),
    ("progress", "--year", "2026", "--quarter", "5"),
    ("progress", "--year", "2026", "--quarter", "2", "--on", "2026-06-30"),
    ("progress", "--year", "2026", "--on", "2026-02-30"),
    ("progress", "--year", "2026", "--on", "2025-06-30"),
    ("progress", "--year", "2026", "--quarter", "2", "--unit", "丙镇"),
    ("progress", "--year", "2026", "--quarter", "2", "--indicator", "集体食堂"),
    ("progress", "--year", "2026", "--quarter", "2", "--under", "丙镇"),
    ("progress", "--year", "2026", "--quarter", "2", "--format", "xml"),
    ("appraisal", "--quarter", "2"),
    ("completeness", "--year", "2026"),
    ("history", "--unit", "甲镇"),
    ("history", "--indicator", "ORG-01"),
    ("history", "--limit", "0"),
    ("history", "--limit", "all"),
    ("undo",),
    ("undo", "first"),
    ("redo", "1", "2"),
    ("check",),
    ("load",),
    ("load", f"{NO_SUCH}/file.xlsx"),
    ("check", f"{NO_SUCH}/file.xlsx"),
    ("load", __file__, "--span", "2026-06-30..2026-01-01"),
    ("load", __file__, "--span", "June"),
    ("load", __file__, "--period", "2026H3"),
    ("load", __file__, "--span", "2026-01-01..2026-06-30", "--period", "2026H1"),
    ("load", __file__, "--unit", "丙镇"),
    ("init", "--demo", "--catalogue", "."),
    ("template", "--year", "2026", "--quarter", "2"),
    ("template", "--year", "2026", "-o", "out.xlsx"),
    ("template", "--year", "2026", "--quarter", "2", "-o", "out.pdf"),
    ("template", "--year", "2026", "--quarter", "2", "-o", f"{NO_SUCH}/out.xlsx"),
    ("template", "--year", "2026", "--quarter", "2", "--layout", "tall", "-o", "out.xlsx"),
    ("targets",),
    ("targets", "--year", "2026", "--every"),
]


@pytest.mark.parametrize("words", WRONG_USAGE, ids=lambda words: " ".join(words) or "nothing")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_call_ends_with_2_and_one_line(
    words: tuple[str, ...],
    language: str,
    county: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GUOBAN_DATA", str(county))
    monkeypatch.setenv("GUOBAN_LANG", language)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1, said.err


@pytest.mark.parametrize(
    "words",
    [
        ("progress", "--year", "2026", "--quarter", "2"),
        ("appraisal", "--year", "2026", "--quarter", "2"),
        ("completeness", "--year", "2026", "--quarter", "2"),
        ("history",),
        ("undo", "1"),
        ("redo", "1"),
        ("targets", "--year", "2026"),
        ("check", __file__),
        ("load", __file__),
        ("template", "--year", "2026", "--quarter", "2", "-o", "never-written.xlsx"),
    ],
    ids=lambda words: words[0],
)
def test_without_a_store_a_command_ends_with_3_and_says_how_to_make_one(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--data", str(tmp_path / "nothing"), "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "etl init" in said.err


def test_an_unknown_unit_is_answered_with_the_nearest_names(county: Path) -> None:
    answer = etl("progress", "--year", 2026, "--quarter", 2, "--unit", "甲真", data=county)
    assert answer.status == 2
    assert answer.errors == "There is no unit “甲真”.  Nearest: 甲镇总工会 (A).\n"


def test_an_unknown_indicator_is_answered_with_the_nearest_names(county: Path) -> None:
    answer = etl("progress", "--year", 2026, "--quarter", 2, "--indicator", "新建公会", data=county)
    assert answer.status == 2
    assert "新建工会 (ORG-01)" in answer.errors


def test_a_damaged_store_ends_with_3(own_county: Path) -> None:
    for path in (own_county / "store").glob("*.duckdb"):
        path.write_bytes(b"no store at all")
    answer = etl("history", data=own_county)
    assert (answer.status, answer.out) == (3, "")
    assert "Traceback" not in answer.errors
    assert len(answer.errors.strip().splitlines()) == 1


def test_undoing_what_is_not_there_ends_with_1(county: Path) -> None:
    answer = etl("undo", 99, data=county)
    assert (answer.status, answer.out) == (1, "")
    assert "99" in answer.errors


def test_a_wrong_catalogue_is_refused_naming_file_row_and_column(tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "units.csv").write_text(
        "code,name,kind,parent\nK,某县总工会,县级,\nA,甲镇总工会,乡镇,Q\n", encoding="utf-8"
    )
    (folder / "indicators.csv").write_bytes(Path("data/catalogue/indicators.csv").read_bytes())
    answer = etl("init", "--catalogue", folder, "--data", tmp_path / "data")
    assert (answer.status, answer.out) == (1, "")
    assert "units.csv, row 3, column parent" in answer.errors
    assert not (tmp_path / "data" / "store").exists()


def test_what_nobody_foresaw_ends_with_3_and_its_details_are_in_the_log(
    county: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_words: object, **_options: object) -> None:
        raise ZeroDivisionError("over\nnothing")

    monkeypatch.setattr("guoban.measures.uploads", fails)
    monkeypatch.setattr("guoban.warehouse.Warehouse.reader", lambda _self: None)
    assert main(["history", "--data", str(tmp_path), "--lang", "en"]) == 3
    said = capsys.readouterr()
    assert said.err == f"Something went wrong: over nothing.  Details: {tmp_path / 'log' / 'commands.log'}\n"
    assert "ZeroDivisionError" in (tmp_path / "log" / "commands.log").read_text(encoding="utf-8")


def test_a_reader_who_leaves_early_is_no_failure(county: Path) -> None:
    import subprocess

    command = f"{sys.executable} -m etl progress --year 2026 --quarter 2 --data {county} | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


WORDS = st.one_of(
    st.sampled_from([*SUMMARIES, "--year", "--quarter", "--on", "--unit", "--indicator", "--format", "json", "--all"]),
    st.sampled_from(
        ["2026", "2", "甲镇", "ORG-01", "-o", "--", "--lang", "--limit", "-1", "0", "\x00", "", "ＯＲＧ－０１"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, max_size=7))
def test_no_words_at_all_bring_a_traceback(
    words: list[str], county: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUOBAN_DATA", str(county))
    monkeypatch.chdir(county)
    harmful = {"init", "load", "undo", "redo", "template"} & set(words)
    if harmful or {"-h", "--help"} & set(words):
        return
    try:
        status = main(words)
    except SystemExit as ended:  # --help, also when it is abbreviated
        status = ended.code if isinstance(ended.code, int) else 2
    assert status in (0, 1, 2, 3)
    assert "Traceback" not in capsys.readouterr().err


def test_every_refusal_is_one_of_the_family() -> None:
    from guoban.errors import InputError, StoreError, UsageError

    assert all(issubclass(kind, GuobanError) for kind in (InputError, StoreError, UsageError))


def test_a_file_that_fells_its_reader_is_a_finding_and_nothing_is_said_beside_it(county: Path, tmp_path: Path) -> None:
    far = tmp_path / "季报.xlsx"
    far.write_bytes(package('<row><c r="XFD1048576"><v>1</v></c><c r="A1"><v>1</v></c></row>'))
    answer = etl("check", far, "--format", "json", data=county)
    (read,) = answer.json
    assert [finding["rule"] for finding in read["findings"]] == ["too-large"]
    assert (answer.status, answer.errors) == (1, "")
