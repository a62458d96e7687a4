"""Overview and unit offer their files, in the language of the page, each made when it is asked for."""

import io
from contextvars import Context
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from guoban.answers import answers
from guoban.place import ROOT
from guoban.text import CHINESE, ENGLISH
from pages.take_away import _make

HALF = date(2026, 6, 30)


@pytest.mark.parametrize("page", ["overview", "unit"])
def test_a_page_offers_its_three_files(page: str, demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    monkeypatch.syspath_prepend(str(ROOT))
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60)
    for key, value in {"year": "2026", "quarter": "2", "unit": "T02"}.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == ["幻灯片", "工作总结", "工作簿"]


@pytest.mark.parametrize(("chosen", "first"), [(CHINESE, "总览"), (ENGLISH, "Summary")])
def test_a_file_speaks_the_language_of_the_page_whoever_calls_for_it(
    chosen: str, first: str, demo_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    content = Context().run(_make, "workbook", answers(demo_data), HALF, "T02", chosen, "陈主席")
    found = load_workbook(io.BytesIO(content))
    assert found.sheetnames[0] == first
    assert str(found[first]["A1"].value).startswith("望江镇总工会")
