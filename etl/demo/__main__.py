"""`python -m etl.demo [FOLDER]`: write the demonstration county's files anew."""

import shutil
import sys
from pathlib import Path

from etl.demo.write import CATALOGUE_FOLDER, EXAMPLE, MANIFEST, WORKBOOKS_FOLDER, write_demonstration
from guoban.catalogue import read_catalogue

INDICATORS = Path(__file__).resolve().parents[2] / "data" / "catalogue"


def main(folder: Path) -> None:
    """Replace what is in `folder`; workbooks of an older make do not stay behind."""
    for part in (CATALOGUE_FOLDER, WORKBOOKS_FOLDER):
        shutil.rmtree(folder / part, ignore_errors=True)
    (folder / MANIFEST).unlink(missing_ok=True)
    written = write_demonstration(folder, read_catalogue(INDICATORS))
    sys.stdout.write(f"{len(written)} workbooks -> {folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE)
