"""A target spread over the quarters: the amounts add up, and the schedule follows them (domain rules 6 and 7)."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_county import INDICATORS, World

from guoban.calendar import QUARTER_SHARES
from guoban.measures import target_revisions, target_sums
from guoban.measures.target_edit import standing_targets
from guoban.measures.target_split import dues_of, last_year_shares, quarters, spread, step_of
from guoban.warehouse import NewUpload, commit_upload

AID = next(each for each in INDICATORS if each.code == "aid")
FEN = Decimal("0.01")
amounts = st.integers(0, 10**12).map(lambda fen: fen * FEN)
shapes = st.lists(st.integers(0, 10**9), min_size=4, max_size=4).map(sorted)


def split(world: World, unit: str, indicator: str, *dues: float | None, way: str = "hand") -> int:
    """Spread a target of 2026 as one upload."""
    row = [unit, indicator, 2026, way, *(None if due is None else Decimal(str(due)) for due in dues), "按农时"]
    names = ["unit", "indicator", "year", "way", "due_q1", "due_q2", "due_q3", "due_q4", "reason"]
    upload = NewUpload("edit", "手工修改", str(row), 0, "王芳", world.clock, None)
    nothing = pd.DataFrame()
    return commit_upload(world.warehouse, upload, nothing, nothing, nothing, splits=pd.DataFrame([row], columns=names))


@given(target=amounts, reached=shapes)
def test_the_quarters_of_any_shape_add_up_to_the_target_to_the_fen(target: Decimal, reached: list[int]) -> None:
    shares = last_year_shares(reached) or QUARTER_SHARES
    brought = quarters(spread(target, shares, step_of(AID, target)))
    assert sum(brought) == target
    assert all(amount >= 0 and amount == amount.quantize(FEN) for amount in brought)
    assert dues_of(brought) == spread(target, shares, FEN)


@pytest.mark.parametrize(
    "reached",
    [[1, 2, None, 4], [1, 2, float("nan"), 4], [1, 3, 2, 4], [0, 0, 0, 0], [-1, 2, 3, 4]],
)
def test_a_year_that_is_not_known_throughout_has_no_shape(reached: list[float | None]) -> None:
    assert last_year_shares(reached) is None


def test_a_target_is_due_as_it_was_spread(world: World) -> None:
    world.ask(("A", "contracts", 2026, 120))
    world.load(("A", "contracts", "2026H1", 30))
    assert world.row("A", "contracts")["schedule"] == 0.5
    upload = split(world, "A", "contracts", 12, 30, 90, 120)
    row = world.row("A", "contracts")
    assert (row["schedule"], row["status"], row["pace"]) == (0.25, "on_schedule", 1.0)
    assert world.row("A", "contracts", "2026-09-30")["schedule"] == 0.75
    assert world.row("A", "contracts", "2026-12-31")["schedule"] == 1
    world.undo(upload)
    assert world.row("A", "contracts")["status"] == "behind"


def test_the_spread_outlives_a_revision_of_the_target_by_its_shares(world: World) -> None:
    world.ask(("A", "aid", 2026, 1000))
    split(world, "A", "aid", 100, 200, 600, 1000)
    world.ask(("A", "aid", 2026, 2000))
    assert world.row("A", "aid")["schedule"] == pytest.approx(0.2)


def test_back_to_the_schedule_is_a_spread_too(world: World) -> None:
    world.ask(("A", "visits", 2026, 100))
    split(world, "A", "visits", 10, 20, 30, 100)
    split(world, "A", "visits", None, None, None, None, way="schedule")
    assert world.row("A", "visits")["schedule"] == 0.75


def test_of_a_sum_is_due_what_is_due_of_its_parts(world: World) -> None:
    world.ask(("A", "contracts", 2026, 100), ("B", "contracts", 2026, 300))
    split(world, "A", "contracts", 0, 0, 50, 100)
    assert world.row("county", "contracts")["schedule"] == pytest.approx((0 + 150) / 400)
    world.ask(("county", "contracts", 2026, 400))
    assert world.row("county", "contracts")["schedule"] == 0.5


def test_without_a_target_a_spread_says_nothing(world: World) -> None:
    split(world, "A", "contracts", 0, 0, 50, 100)
    assert world.row("A", "contracts")["status"] == "no_target"
    assert standing_targets(world.reader, 2026) == {}


def test_the_sum_of_parts_stands_beside_the_whole(world: World) -> None:
    world.ask(("county", "aid", 2026, 0.3), ("A", "aid", 2026, 0.1), ("B", "aid", 2026, 0.4))
    world.ask(("A", "contracts", 2026, 5), ("county", "union_rate", 2026, 0.9), ("A", "union_rate", 2026, 0.8))
    sums = target_sums(world.reader, year=2026, unit="county").set_index("indicator")
    assert sums.loc["aid", ["own_target", "sum_of_parts", "difference", "parts"]].tolist() == [0.3, 0.5, -0.2, 2]
    assert sums.loc["contracts", ["sum_of_parts", "parts"]].tolist() == [5, 1]
    assert sums.loc["contracts", ["own_target", "difference"]].isna().all()
    assert pd.isna(sums.loc["union_rate", "sum_of_parts"])


def test_the_history_says_what_stood_before_each_revision(world: World, tmp_path: Path) -> None:
    world.ask(("A", "contracts", 2026, 120))
    world.undo(world.ask(("A", "contracts", 2026, 100)))
    world.ask(("A", "contracts", 2026, 120))
    split(world, "A", "contracts", 12, 30, 90, 120)
    world.ask(("A", "contracts", 2026, 130))
    told = target_revisions(world.reader, year=2026)
    assert told["what"].tolist() == ["target", "split", "target", "target"]
    assert told["value"].tolist() == [130, 120, 100, 120]
    assert told["old_value"].fillna(-1).tolist() == [120, -1, 120, -1]
    assert told["undone_at"].notna().tolist() == [False, False, True, False]
    assert told.loc[1, ["way", "due_q1", "reason", "loaded_by"]].tolist() == ["hand", 12, "按农时", "王芳"]
