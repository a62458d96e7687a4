"""The questions asked of the figures: one SQL file each, some made of shared steps."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent

_INCLUDE = re.compile(r"^-- include (\w+)(,?)$", re.MULTILINE)


@cache
def question(name: str) -> str:
    """The SQL of `name`.sql. A line `-- include steps` stands for the common table expressions of steps.sql.

    With a comma at its end others follow.
    """
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return _INCLUDE.sub(lambda found: question(found[1]).strip() + found[2], text)
