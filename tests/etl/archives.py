"""What is in a folder of workbooks and CSV files, without how tightly this machine packs it."""

import zipfile
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Path, and for workbooks the part inside, → bytes. Another zlib packs the same parts into other bytes."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                found |= {f"{name}/{part}": archive.read(part) for part in archive.namelist()}
        elif path.suffix == ".csv":
            found[name] = path.read_bytes()
    return found
