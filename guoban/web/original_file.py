"""/original/55: the file of an upload, byte for byte as it was sent in."""

from http import HTTPStatus
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from guoban.errors import StoreError
from guoban.place import data_folder
from guoban.text import _
from guoban.warehouse import Warehouse
from guoban.warehouse.originals import original_path


async def original_file(request: Request) -> Response:
    """The file to keep; 404 where there is no such upload or its file is gone, 503 where the store cannot be read."""
    try:
        found = await run_in_threadpool(find_original, int(request.path_params["upload"]))
    except StoreError as error:
        return PlainTextResponse(error.message + "\n", HTTPStatus.SERVICE_UNAVAILABLE)
    if found is None:
        return PlainTextResponse(_("There is no file of this upload.") + "\n", HTTPStatus.NOT_FOUND)
    path, file_name = found
    return FileResponse(
        path, media_type="application/octet-stream", filename=file_name, headers={"Cache-Control": "no-store"}
    )


def find_original(upload: int) -> tuple[Path, str] | None:
    """Where the file of an upload is kept and what it was called, None where there is none (an edit by hand)."""
    warehouse = Warehouse(data_folder())
    found = warehouse.reader().query(
        "select sha256, file_name from upload where upload = $upload", {"upload": min(upload, 2**31 - 1)}
    )
    if found.empty:
        return None
    sha256, file_name = str(found["sha256"][0]), str(found["file_name"][0])
    path = original_path(warehouse.originals, sha256, file_name)
    return (path, file_name) if path.is_file() else None
