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
from guoban.warehouse.pointer import POINTER_NAME


async def health(request: Request) -> JSONResponse:
    """Answer 200 where the store can be read, 503 with the reason where it cannot."""
    told = await run_in_threadpool(look)
    status = HTTPStatus.SERVICE_UNAVAILABLE if "problem" in told else HTTPStatus.OK
    return JSONResponse(told, status, headers={"Cache-Control": "no-store"})


def look() -> dict[str, Any]:
    """Version of the program, of the store and its age in seconds, and free bytes on the disk of the data folder."""
    folder = data_folder()
    told: dict[str, Any] = {"product": "guoban", "version": __version__, "data": str(folder)}
    try:
        warehouse = Warehouse(folder)
        told["store_version"] = warehouse.version()
        published_at = (warehouse.store / POINTER_NAME).stat().st_mtime
        told["store_age_seconds"] = round(max(0.0, time.time() - published_at), 3)
        told["free_bytes"] = shutil.disk_usage(folder).free
    except StoreError as error:
        told["problem"] = error.message
    except OSError as error:
        told["problem"] = f"{folder}: {error.strerror}"
    return told
