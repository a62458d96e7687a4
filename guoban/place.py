"""Where things are on this machine."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The folder of the repository, with start.py, pages/ and data/."""


def data_folder() -> Path:
    """The data folder: $GUOBAN_DATA, else data/live, which git ignores."""
    named = os.environ.get("GUOBAN_DATA")
    return Path(named).expanduser().resolve() if named else ROOT / "data" / "live"
