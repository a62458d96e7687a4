"""Other rules for the appraisal, tried without storing anything (domain rule 11)."""

from datetime import date

import pandas as pd
import pytest
from small_county import World

from guoban.measures import Scoring, appraisal, appraisal_what_if

HALF = date(2026, 6, 30)


@pytest.fixture
def asked(world: World) -> World:
    """Three units: A leads by contracts, B by aid, C is a system that does both by half."""
    world.ask(*[(unit, code, 2026, 100) for unit in "ABC" for code in ("contracts", "aid")])
    world.load(
        ("A", "contracts", "2026H1", 60), ("A", "aid", "2026H1", 20),
        ("B", "contracts", "2026H1", 10), ("B", "aid", "2026H1", 50),
        ("C", "contracts", "2026H1", 25), ("C", "aid", "2026H1", 25),
    )  # fmt: skip
    return world


def tried(world: World, scoring: Scoring, **narrowed: str) -> pd.DataFrame:
    return appraisal_what_if(world.reader, year=2026, on=HALF, scoring=scoring, **narrowed).set_index("unit")  # type: ignore[arg-type]


def test_the_rules_in_force_tried_give_what_is_stored(asked: World) -> None:
    frame = tried(asked, Scoring())
    assert frame.loc[["A", "B", "C"], "score"].tolist() == pytest.approx([70, 60, 50])
    assert frame.loc[["A", "B", "C"], "trial_score"].tolist() == pytest.approx([70, 60, 50])
    assert frame["moved"].dropna().eq(0).all()


@pytest.mark.parametrize(
    "scoring", [Scoring(weights={"aid": 3.0}), Scoring(factors={"帮扶救助": 3.0})], ids=["indicator", "area"]
)
def test_a_heavier_weight_turns_the_order(asked: World, scoring: Scoring) -> None:
    frame = tried(asked, scoring)
    assert frame.loc[["A", "B", "C"], "trial_score"].tolist() == pytest.approx([55, 80, 50])
    assert frame.loc[["A", "B", "C"], "rank"].tolist() == [1, 2, 3]
    assert frame.loc[["A", "B", "C"], "trial_rank"].tolist() == [2, 1, 3]
    assert frame.loc[["A", "B", "C"], "moved"].tolist() == [-1, 1, 0]


def test_a_higher_cap_lets_what_is_ahead_of_schedule_count(asked: World) -> None:
    frame = tried(asked, Scoring(cap=1.2))
    assert frame.loc["A", "score"] == pytest.approx(70)
    assert frame.loc["A", "trial_score"] == pytest.approx(80)  # (1.2 + 0.4) / 2


def test_lower_thresholds_give_more_stars(asked: World) -> None:
    frame = tried(asked, Scoring(stars=(70, 60, 50)))
    assert frame.loc[["A", "B", "C"], "stars"].tolist() == [0, 0, 0]
    assert frame.loc[["A", "B", "C"], "trial_stars"].tolist() == [5, 4, 3]


def test_an_area_without_weight_does_not_count_and_all_without_weight_leave_no_score(asked: World) -> None:
    assert tried(asked, Scoring(factors={"集体协商": 0.0})).loc["A", "trial_score"] == pytest.approx(40)
    nothing = tried(asked, Scoring(factors={"集体协商": 0.0, "帮扶救助": 0.0}))
    assert nothing["trial_score"].isna().all()
    assert nothing["trial_rank"].isna().all()


def test_a_trial_changes_nothing_that_is_stored(asked: World) -> None:
    before = appraisal(asked.reader, year=2026, on=HALF)
    version = asked.reader.version
    tried(asked, Scoring(weights={"aid": 9.0}, cap=2.0, stars=(10, 5, 1)))
    pd.testing.assert_frame_equal(appraisal(asked.reader, year=2026, on=HALF), before)
    assert asked.reader.version == version


def test_one_area_alone_is_ranked_by_its_own_indicators(asked: World) -> None:
    frame = appraisal(asked.reader, year=2026, on=HALF, area="帮扶救助").set_index("unit")
    assert frame.loc[["A", "B", "C"], "score"].tolist() == pytest.approx([40, 100, 50])
    assert frame.loc[["A", "B", "C"], "rank"].tolist() == [3, 1, 2]


def test_one_kind_of_unit_is_ranked_among_its_own(asked: World) -> None:
    frame = appraisal(asked.reader, year=2026, on=HALF, kind="系统").set_index("unit")
    assert frame["rank"].to_dict() == {"C": 1}
