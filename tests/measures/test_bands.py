"""The bands of a status by preset (rule 9): every edge, on both sides of it."""

from pathlib import Path

import pytest
from small_county import county, new_world

from guoban.catalogue import Settings
from guoban.catalogue.setting_rows import settings_from_texts
from guoban.measures import path

BANDS = ("10", "10/30", "5/20", "8")


def settings_of(bands: str) -> Settings:
    return settings_from_texts({"organisation": "云岭县总工会", "bands": bands})


@pytest.mark.parametrize(
    ("bands", "statuses"),
    [
        #        50 short by 0, then 0.1, 5, 8, 10, 20, 30 and 30.1 points
        ("10", ["on_schedule", *["slightly_behind"] * 4, "behind", "behind", "behind"]),
        ("10/30", [*["on_schedule"] * 4, *["slightly_behind"] * 3, "behind"]),
        ("5/20", [*["on_schedule"] * 2, *["slightly_behind"] * 4, "behind", "behind"]),
        ("8", ["on_schedule", *["slightly_behind"] * 3, "behind", "behind", "behind", "behind"]),
    ],
)
def test_a_preset_gives_these_statuses(tmp_path: Path, bands: str, statuses: list[str]) -> None:
    short = (0, 1, 50, 80, 100, 200, 300, 301)
    for number, (by, status) in enumerate(zip(short, statuses, strict=True)):
        world = new_world(tmp_path / str(number), county(settings=settings_of(bands)))
        world.ask(("A", "contracts", 2026, 1000))
        world.load(("A", "contracts", "2026H1", 500 - by))
        assert world.row("A", "contracts")["status"] == status, (by, bands)


@pytest.mark.parametrize(
    ("bands", "statuses"),
    [
        ("10", ["on_schedule", "slightly_behind", "slightly_behind", "behind", "behind"]),
        ("10/30", ["on_schedule", "on_schedule", "slightly_behind", "slightly_behind", "behind"]),
    ],
)
def test_a_cap_goes_by_the_same_bands(tmp_path: Path, bands: str, statuses: list[str]) -> None:
    for number, (used, status) in enumerate(zip((50, 59, 60, 80, 81), statuses, strict=True)):
        world = new_world(tmp_path / str(number), county(settings=settings_of(bands)))
        world.ask(("A", "cases", 2026, 100))
        world.load(("A", "cases", "2026H1", used))
        assert world.row("A", "cases")["status"] == status, (used, bands)


@pytest.mark.parametrize("bands", BANDS)
def test_what_is_over_its_cap_is_behind_by_every_preset(tmp_path: Path, bands: str) -> None:
    world = new_world(tmp_path, county(settings=settings_of(bands)))
    world.ask(("A", "cases", 2026, 10))
    world.load(("A", "cases", "2026", 11))
    assert world.row("A", "cases", "2026-12-31")["status"] == "behind"


def test_the_path_of_the_year_and_the_score_follow_the_rule_as_far_as_it_goes(tmp_path: Path) -> None:
    """Bands change the status, not the score: 42 of 50 earns 0.84 whatever it is called."""
    world = new_world(tmp_path, county(settings=settings_of("10/30")))
    world.ask(("A", "contracts", 2026, 100))
    world.load(("A", "contracts", "2026H1", 42))
    rows = path(world.reader, year=2026, units=["A"], indicators=["contracts"])
    assert rows.loc[rows["on"] == "2026-06-30", "status"].tolist() == ["on_schedule"]
    assert world.row("A", "contracts")["earned"] == pytest.approx(0.84)
    assert world.reader.catalogue.settings == settings_of("10/30")
