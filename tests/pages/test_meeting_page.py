"""The meeting page: its sheets for the filters, and where they lead."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from guoban.place import ROOT


@pytest.fixture
def opened(demo_county: Path, monkeypatch: pytest.MonkeyPatch):
    """opened(year="2026", …) → the page with this address, run."""
    monkeypatch.setenv("GUOBAN_DATA", str(demo_county))
    monkeypatch.syspath_prepend(str(ROOT))

    def run(**address: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "pages" / "meeting.py"), default_timeout=60)
        for name, value in address.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        return app

    return run


def written(app: AppTest) -> str:
    return "".join(element.proto.body for element in app.get("html"))


def test_every_sheet_leads_to_where_it_is_shown(opened):
    page = written(opened(year="2026", quarter="2", area="集体协商"))
    assert "<h1>集体协商：" in page
    keys = re.findall(r'href="meeting/deck\?year=2026&amp;quarter=2&amp;area=[^"#]*#([^"]+)"', page)
    assert keys[1:] == ["COL-01", "laggards", "ranking"]
    assert re.findall(r'src="meeting/sheet/(\d)\.svg\?year=2026', page) == ["1", "2", "3", "4"]
    assert "共4张" in page


def test_a_unit_has_a_deck_of_its_own_and_files_to_take_away(opened):
    app = opened(year="2026", quarter="2", unit="T02")
    assert "望江镇总工会：" in written(app)
    assert [button.proto.label for button in app.get("download_button")] == ["幻灯片", "工作总结", "工作簿"]


def test_a_unit_that_is_not_there_shows_the_whole(opened):
    page = written(opened(year="2026", quarter="2", unit="nobody"))
    assert "<h1>时间过半" in page
    assert "没有单位“nobody”，现显示云溪县总工会。" in page


def test_an_area_of_one_unit_is_named_with_both(opened):
    page = written(opened(year="2026", quarter="2", area="集体协商", unit="T02"))
    assert "<h1>集体协商：" in page
    assert "<p>望江镇总工会 · 2026年上半年" in page
    assert "meeting/deck?year=2026&amp;quarter=2&amp;area=" in page
    assert "&amp;unit=T02#COL-01" in page
