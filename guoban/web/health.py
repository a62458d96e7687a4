"""/health: whether the server serves, for start.py and for whoever watches over it."""

import shutil
import time
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse

from guoban import __version__
from guoban.errors import StoreError
from guoban.place import data_folder
from guoban.warehouse import Warehouse
from guoban.warehouse.daily import FOLDER, last_attempt
from guoban.warehouse.keep_rule import kept_backups
from guoban.warehouse.pointer import POINTER_NAME


async def health(request: Request) -> JSONResponse:
    """Answer 200 where the store can be read, 503 with the reason where it cannot."""
    told = await run_in_threadpool(look)
    status = HTTPStatus.SERVICE_UNAVAILABLE if "problem" in told else HTTPStatus.OK
    return JSONResponse(told, status, headers={"Cache-Control": "no-store"})


def look() -> dict[str, Any]:
    """Version of the program, of the store and its age, free bytes on the disk of the data folder, its last backup."""
    folder = data_folder()
    told: dict[str, Any] = {"product": "guoban", "version": __version__, "data": str(folder)}
    try:
        warehouse = Warehouse(folder)
        told["store_version"] = warehouse.version()
        published_at = (warehouse.store / POINTER_NAME).stat().st_mtime
        told["store_age_seconds"] = round(max(0.0, time.time() - published_at), 3)
        told["free_bytes"] = shutil.disk_usage(folder).free
        told |= _of_backups(warehouse)
    except StoreError as error:
        told["problem"] = error.message
    except OSError as error:
        told["problem"] = f"{folder}: {error.strerror}"
    return told


def _of_backups(warehouse: Warehouse) -> dict[str, Any]:
    """The newest backup of the data folder and its age, and why there is no newer one; that is no reason for a 503."""
    told: dict[str, Any] = {}
    if backups := kept_backups(warehouse.folder / FOLDER):
        newest = backups[-1].path
        told["last_backup"] = newest.name
        told["last_backup_age_seconds"] = round(max(0.0, time.time() - newest.stat().st_mtime), 3)
    attempt = last_attempt(warehouse)
    if attempt and attempt.problem:
        told["backup_problem"] = attempt.problem
    return told
