"""Several processes serve one data folder: what is loaded shows in each of them, and no one needs to be told."""

import json
import urllib.request
from pathlib import Path

from guoban.place import ROOT
from guoban.warehouse.daily import FOLDER
from tests.browser.serving import served
from tests.etl.commands.calls import etl
from tests.etl.counties import workbook_of

PICTURES = "/meeting/deck?year=2026&quarter=2"


def ask(url: str, path: str) -> str:
    """What a server answers, as text."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + path, timeout=60) as answer:
        return str(answer.read().decode())


def test_what_is_loaded_shows_in_both_of_two_processes(demo_data: Path, tmp_path: Path) -> None:
    workbook = tmp_path / "望江镇更正.xlsx"
    workbook.write_bytes(workbook_of(["2026年1—6月工会工作统计表"], ["单位", "新增会员(人)"], ["望江镇", 54321]))
    with served(ROOT / "app.py", demo_data) as one, served(ROOT / "app.py", demo_data) as other:
        assert one != other
        before = [ask(url, PICTURES) for url in (one, other)]
        assert before[0] == before[1]
        loaded = etl("load", workbook, "--format", "json", data=demo_data)
        assert loaded.status == 0, loaded.errors
        versions = {json.loads(ask(url, "/health"))["store_version"] for url in (one, other)}
        after = [ask(url, PICTURES) for url in (one, other)]
    assert len(versions) == 1
    assert after[0] == after[1]
    assert after[0] != before[0]
    assert not (demo_data / FOLDER).exists()  # nobody has served for long enough
