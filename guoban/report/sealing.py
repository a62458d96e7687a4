"""The same figures give the same bytes: an office file's own clocks are set to the moment of its figures."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_CORE = "docProps/core.xml"
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that a zip archive can tell."""


def sealed(content: bytes, made_at: datetime, completed: Mapping[str, Callable[[bytes], bytes]] | None = None) -> bytes:
    """An office file with `made_at` (UTC) for every moment inside it; workbooks embedded in it too.

    completed: name of a part → what puts into it what is missing there.
    """
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            part = before.read(entry)
            if entry.filename == _CORE:
                part = _CLOCK.sub(rb"\g<1>" + made_at.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\2", part)
            elif entry.filename.endswith(".xlsx"):
                part = sealed(part, made_at)
            elif completed and entry.filename in completed:
                part = completed[entry.filename](part)
            fresh = zipfile.ZipInfo(entry.filename, max(made_at, _EARLIEST).timetuple()[:6])
            fresh.compress_type, fresh.create_system, fresh.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            after.writestr(fresh, part)
    return found.getvalue()
