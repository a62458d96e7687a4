"""Save a workbook so that the same content is the same bytes, whenever and wherever it is written."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

_STAMP = datetime(2026, 1, 1)  # noqa: DTZ001 - a document property, not a moment
_ZIP_STAMP = (2026, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def save_deterministically(workbook: Workbook, path: Path, creator: str) -> None:
    """Write `workbook` to `path` without the moment of writing, in its properties or in the archive."""
    workbook.properties.creator = creator
    workbook.properties.created = _STAMP
    written = BytesIO()
    workbook.save(written)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":  # openpyxl writes the present moment there
                content = _MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z\g<2>", content)
            entry = zipfile.ZipInfo(name, _ZIP_STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # ZipInfo else writes down the system it runs on
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content, compresslevel=9)
