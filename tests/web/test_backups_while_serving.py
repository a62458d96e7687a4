"""The application makes the backup of each day while it serves, and /health says how that goes."""

import asyncio
import json
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route, Router

from guoban.warehouse import Warehouse
from guoban.warehouse.daily import FOLDER, TRIED_NAME, back_up_by_rule
from guoban.web import backups
from guoban.web.health import health

ROUTES = Router([Route("/health", health)])


@pytest.fixture(autouse=True)
def served(demo_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    return demo_data


def run(work: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: another test's loop may stand in this one."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, work).result()


async def serve(seconds: float) -> None:
    async with backups.backing_up(ROUTES):
        await asyncio.sleep(seconds)


def test_soon_after_the_start_one_is_made_and_no_second(served: Path, monkeypatch: pytest.MonkeyPatch, call) -> None:
    monkeypatch.setattr(backups, "FIRST_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(backups, "LOOK_EVERY_SECONDS", 0.05)

    async def until_there() -> None:
        async with backups.backing_up(ROUTES):
            while not list((served / FOLDER).glob("*.zip")):
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.3)

    run(asyncio.wait_for(until_there(), 60))
    (made,) = (served / FOLDER).glob("*.zip")
    told = json.loads(call(ROUTES, "/health").body)
    assert told["last_backup"] == made.name
    assert told["last_backup_age_seconds"] >= 0
    assert "backup_problem" not in told


def test_before_the_first_look_and_after_the_end_nothing_is_made(served: Path) -> None:
    run(serve(0.05))
    assert not (served / FOLDER).exists()


def test_a_backup_that_cannot_be_made_is_told_and_serving_goes_on(served: Path, call) -> None:
    (served / FOLDER).mkdir()
    told = {"tried_at": datetime(2026, 11, 21).isoformat(), "problem": "磁盘空间不足。"}  # noqa: DTZ001
    (served / FOLDER / TRIED_NAME).write_text(json.dumps(told), encoding="utf-8")
    answer = call(ROUTES, "/health")
    assert answer.status == 200
    assert json.loads(answer.body)["backup_problem"] == "磁盘空间不足。"
    back_up_by_rule(Warehouse(served), datetime(2026, 11, 22))  # noqa: DTZ001
    assert "backup_problem" not in json.loads(call(ROUTES, "/health").body)


@pytest.mark.parametrize("damage", ["no store", "an unwritable folder"])
def test_what_goes_wrong_in_the_background_ends_nothing(
    served: Path, monkeypatch: pytest.MonkeyPatch, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    if damage == "no store":
        monkeypatch.setenv("GUOBAN_DATA", str(served / "nowhere"))
    else:
        (served / FOLDER).write_text("a file where the folder should be")
    assert backups.back_up_once() is False
    assert "Traceback" not in caplog.text
