"""The catalogue that comes with the product."""

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from guoban.catalogue import Catalogue, Kind, read_catalogue
from guoban.catalogue.names import fold
from guoban.catalogue.setting_rows import SETTINGS

FOLDER = Path(__file__).parents[2] / "data" / "catalogue"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(FOLDER)


def test_six_indicators_stand_on_the_overview(catalogue: Catalogue) -> None:
    headlines = {indicator.name_zh for indicator in catalogue.indicators.values() if indicator.headline}
    assert headlines == {"新建工会", "综合集体合同", "工会组建率", "帮扶资金发放", "新增会员", "工会经费收缴"}


def test_all_money_is_shown_in_ten_thousands(catalogue: Catalogue) -> None:
    money = [indicator for indicator in catalogue.indicators.values() if indicator.kind == Kind.MONEY]
    assert {indicator.display_measure for indicator in money} == {"万元"}


@pytest.mark.parametrize(
    ("code", "shares"),
    [("AID-09", "0.7 0.75 0.8 1"), ("AID-04", "0 0.1 0.9 1"), ("AID-05", "0 0.1 0.9 1"), ("ORG-01", None)],
)
def test_seasonal_work_has_its_own_schedule(catalogue: Catalogue, code: str, shares: str | None) -> None:
    expected = tuple(map(Decimal, shares.split())) if shares else None
    assert catalogue.indicators[code].schedule == expected


def test_every_area_is_one_block(catalogue: Catalogue) -> None:
    """The matrix of the overview has a head over each area: its columns have to stand together."""
    areas = [indicator.area for indicator in catalogue.indicators.values()]
    changes = sum(1 for one, following in pairwise(areas) if one != following)
    assert changes == len(catalogue.areas) - 1


def test_no_name_stands_for_two_indicators(catalogue: Catalogue) -> None:
    """Legal in a county's own catalogue, and then asked about; ours asks nobody."""
    bearers: dict[str, set[str]] = {}
    for indicator in catalogue.indicators.values():
        for name in (indicator.code, indicator.name_zh, indicator.name_en, *indicator.synonyms):
            bearers.setdefault(fold(name), set()).add(indicator.code)
    assert {name: codes for name, codes in bearers.items() if len(codes) > 1} == {}


def test_every_setting_is_there_to_be_changed_and_explained(catalogue: Catalogue) -> None:
    written = (FOLDER / "settings.csv").read_text(encoding="utf-8-sig")
    explained = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in SETTINGS:
        assert f"\n{name}," in written
        assert f"`{name}`" in explained


def test_every_column_is_explained() -> None:
    explained = (FOLDER / "README.md").read_text(encoding="utf-8")
    for file in ("units.csv", "indicators.csv"):
        header = (FOLDER / file).read_text(encoding="utf-8-sig").splitlines()[0]
        for column in header.split(","):
            assert f"`{column}`" in explained
