"""The backup of the day, made beside serving: looked for soon after the start, and then now and again."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from starlette.types import ASGIApp

from guoban.errors import GuobanError
from guoban.place import data_folder
from guoban.warehouse import Warehouse
from guoban.warehouse.daily import back_up_if_due

LOG = logging.getLogger("guoban.backup")

FIRST_LOOK_SECONDS = 60.0
"""After the start, so that whoever has just started sees the first page first."""

LOOK_EVERY_SECONDS = 600.0
AT_MOST_EVERY_SECONDS = 3600.0
"""Of one process, by a clock that nobody can set: whatever the other one says, there is no storm of backups."""


@asynccontextmanager
async def backing_up(app: ASGIApp) -> AsyncIterator[None]:
    """While the application serves, make the backup of each day."""
    watch = asyncio.create_task(_watch())
    try:
        yield
    finally:
        watch.cancel()


async def _watch() -> None:
    await asyncio.sleep(FIRST_LOOK_SECONDS)
    made_at = float("-inf")
    while True:
        if time.monotonic() - made_at >= AT_MOST_EVERY_SECONDS and await asyncio.to_thread(back_up_once):
            made_at = time.monotonic()
        await asyncio.sleep(LOOK_EVERY_SECONDS)


def back_up_once() -> bool:
    """Make the backup of the day where it is due; whether one was made. What goes wrong stands in the log."""
    try:
        return back_up_if_due(Warehouse(data_folder()), datetime.now()) is not None  # noqa: DTZ005 - the office's clock
    except GuobanError:
        return False  # noted where it happened
    except Exception:
        LOG.exception("no backup")
        return False
