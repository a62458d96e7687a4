"""Which of the framework's scripts our pages need at once.

The framework fetches the script of a control when the first such control is to be drawn, and what that script imports
after it: two waits one after the other. Named in the page, all of them come together with the first ones.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
CONTROLS = ("Html", "ButtonGroup", "Selectbox", "DownloadButton")
"""What nearly every page is made of, by the beginnings of the names of their scripts."""


def preloads(page: str) -> str:
    """`<link rel="modulepreload">` for each script that the controls need and `page` does not name."""
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in needed()
        if f"/{name}" not in page
    )


@cache
def needed() -> tuple[str, ...]:
    """The names of the controls' scripts and of all that they import. A control whose script is not there is passed
    over: it is then fetched when it is drawn, as ever.
    """
    waiting = [path.name for control in CONTROLS for path in sorted(SCRIPTS.glob(f"{control}.*.js"))]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop()
        if name not in found and (SCRIPTS / name).is_file():
            found[name] = None
            waiting += imported((SCRIPTS / name).read_text(encoding="utf-8"))
    return tuple(found)


def imported(script: str) -> list[str]:
    """The names of the scripts beside it that a script imports before it runs."""
    return re.findall(r"""(?:\bfrom|\bimport)\s*["']\./([^"'/]+\.js)["']""", script)
