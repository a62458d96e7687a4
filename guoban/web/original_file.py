"""/original/55: the file of an upload, byte for byte as it was sent in."""

from http import HTTPStatus
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from guoban.access.events import Did
from guoban.access.people import NotAllowedError, Visitor
from guoban.access.rights import answered_for, may_all, require
from guoban.errors import StoreError
from guoban.place import data_folder
from guoban.text import _
from guoban.warehouse import Warehouse, units_of_upload
from guoban.warehouse.originals import original_path
from guoban.web.visitors import note_of, visitor_of


async def original_file(request: Request) -> Response:
    """The file to keep; 404 where there is no such upload or its file is gone, 503 where the store cannot be read.

    403 where it holds figures of units whose files are not theirs to look into: files say more than figures do.
    """
    upload = int(request.path_params["upload"])
    try:
        found = await run_in_threadpool(find_original, upload, visitor_of(request))
        if found is not None:
            await run_in_threadpool(note_of, request, Did.EXPORTED, f"{upload} {found[1]}")
    except NotAllowedError as error:
        await run_in_threadpool(note_of, request, Did.NOT_ALLOWED, f"{request.url.path}")
        return PlainTextResponse(error.message + "\n", HTTPStatus.FORBIDDEN)
    except StoreError as error:
        return PlainTextResponse(error.message + "\n", HTTPStatus.SERVICE_UNAVAILABLE)
    if found is None:
        return PlainTextResponse(_("There is no file of this upload.") + "\n", HTTPStatus.NOT_FOUND)
    path, file_name = found
    return FileResponse(
        path, media_type="application/octet-stream", filename=file_name, headers={"Cache-Control": "no-store"}
    )


def find_original(upload: int, visitor: Visitor) -> tuple[Path, str] | None:
    """Where the file of an upload is kept and what it was called, None where there is none (an edit by hand).

    Raises NotAllowedError where it is not for this visitor.
    """
    warehouse = Warehouse(data_folder())
    reader, number = warehouse.reader(), min(upload, 2**31 - 1)
    found = reader.query("select sha256, file_name from upload where upload = $upload", {"upload": number})
    if found.empty:
        return None
    require(may_all(units_of_upload(reader.rows, number), answered_for(visitor, reader.catalogue)))
    sha256, file_name = str(found["sha256"][0]), str(found["file_name"][0])
    path = original_path(warehouse.originals, sha256, file_name)
    return (path, file_name) if path.is_file() else None
