"""What a change of the catalogue would do is what it does."""

from datetime import UTC, date, datetime

import pytest
from small_county import World

from guoban.catalogue.texts import INDICATORS, SETTINGS, UNITS, Texts
from guoban.measures.effect import Effect, effect
from guoban.report.effect_words import effect_sentences
from guoban.text import ENGLISH, speaking
from guoban.warehouse.catalogue_change import change_catalogue, standing_catalogue, tried

HALF = date(2026, 6, 30)
TODAY = date(2026, 7, 20)


@pytest.fixture
def told(world: World) -> World:
    """Two townships with targets and figures, five days late; A is 4 points short, B is done."""
    world.ask(("A", "contracts", 2026, 100), ("B", "contracts", 2026, 100))
    world.load(
        ("A", "contracts", "2026H1", 46), ("B", "contracts", "2026H1", 100), at=datetime(2026, 7, 15, 2, tzinfo=UTC)
    )
    return world


def would_be(world: World, table: str, key: str, column: str, text: str) -> Effect:
    texts = standing_catalogue(world.warehouse.reader()).texts
    row = {**texts[table][key], column: text}
    after: Texts = {**texts, table: {**texts[table], key: row}}
    with tried(world.warehouse, after) as reader:
        foreseen = effect(world.warehouse.reader(), reader, HALF, TODAY)
    before = world.warehouse.reader()
    change_catalogue(world.warehouse, after, "", "陈主席", "试")
    assert effect(before, world.warehouse.reader(), HALF, TODAY) == foreseen
    return foreseen


def test_narrower_bands_move_cells_and_nothing_else(told: World) -> None:
    found = would_be(told, SETTINGS, "bands", "value", "2")
    # the county, whose target is the sum of theirs, stays on schedule with 146 of 200
    assert found.statuses == {("slightly_behind", "behind"): 1}
    assert (found.figures, found.scores, found.ranks, found.stars) == (0, 0, 0, {})


def test_a_schedule_moves_status_and_score(told: World) -> None:
    found = would_be(told, INDICATORS, "contracts", "schedule", "10|20|90|100")
    assert found.statuses == {("slightly_behind", "on_schedule"): 1}
    assert found.scores == 1


def test_a_cap_moves_scores(told: World) -> None:
    assert would_be(told, SETTINGS, "score_cap", "value", "2").scores >= 1


def test_thresholds_move_stars_alone(told: World) -> None:
    found = would_be(told, SETTINGS, "stars", "value", "99|93|89")
    assert found.stars == {("4", "3"): 1}
    assert (found.statuses, found.scores) == ({}, 0)


def test_a_later_due_day_makes_late_reports_punctual(told: World) -> None:
    found = would_be(told, SETTINGS, "due_day", "value", "28")
    assert found.reporting == {("late", "on_time"): 2}
    assert (found.statuses, found.scores) == ({}, 0)


def test_what_has_nothing_to_do_with_figures_does_nothing(told: World) -> None:
    found = would_be(told, SETTINGS, "see_others", "value", "no")
    assert found.is_nothing
    with speaking(ENGLISH):
        assert effect_sentences(found) == ["As of 30 June 2026, no figure, status, score or rank changes."]


def test_a_unit_moved_under_another_gives_that_one_a_task(told: World) -> None:
    found = would_be(told, UNITS, "B", "parent", "C")
    assert found.statuses == {("", "done"): 1}


def test_sentences_say_how_many_from_what_to_what() -> None:
    found = Effect(HALF, 30, 3, {("on_schedule", "slightly_behind"): 9, ("done", "on_schedule"): 3}, 0, 2, 1,
                   {("4", "3"): 1}, {("on_time", "late"): 2})  # fmt: skip
    with speaking(ENGLISH):
        assert effect_sentences(found) == [
            "As of 30 June 2026: 12 cells change their status (▲ on schedule → ◆ slightly behind: 9; "
            "● done → ▲ on schedule: 3).",
            "2 units have another score; another rank: 1.",
            "1 unit changes its stars (4★ → 3★: 1).",
            "2 units report in another way (in time → came late: 2).",
        ]
