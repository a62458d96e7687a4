"""Who may import whom."""

import sys
from pathlib import Path

import pytest

from tests.house.sources import Module, modules

ANYWHERE = ("guoban.text", "guoban.errors", "guoban.place", "guoban.sheet_names", "guoban.zips", "guoban.__version__")
"""Words, errors, places, names of sheets, broken zips: they know nobody but words, so everybody may know them."""

DATA = ("guoban.catalogue", "guoban.calendar", "guoban.warehouse", "guoban.access")

MAY_IMPORT = {
    "start": ("guoban.start",),
    "app": ("guoban.web",),
    "guoban": (),
    "guoban.errors": (),
    "guoban.place": (),
    "guoban.sheet_names": (),
    "guoban.text": (),
    "guoban.start": (),
    "guoban.calendar": (),
    "guoban.catalogue": ("guoban.calendar",),
    "guoban.access": ("guoban.catalogue",),
    "guoban.warehouse": ("guoban.catalogue", "guoban.calendar", "guoban.access"),
    "guoban.measures": DATA,
    "guoban.charts": ("guoban.calendar",),
    "guoban.report": ("guoban.charts", "guoban.catalogue", "guoban.calendar"),
    "guoban.drawn": (),
    "guoban.answers_within": (*DATA, "guoban.answers", "guoban.answers_of_cut", "guoban.measures"),
    "guoban.answers_of_cut": (*DATA, "guoban.answers", "guoban.measures", "guoban.charts.view"),
    "guoban.answers": (*DATA, "guoban.measures", "guoban.charts.view", "guoban.report.figures", "guoban.drawn"),
    "guoban.meeting": ("guoban.answers", "guoban.calendar", "guoban.charts", "guoban.report"),
    "guoban.web": ("guoban.warehouse", "guoban.access"),
    "guoban.web.main": ("guoban.web", "guoban.access", "guoban.answers_within"),
    "guoban.web.meeting_deck": (
        "guoban.web",
        "guoban.access",
        "guoban.answers_within",
        "guoban.meeting",
        "guoban.charts.sheets",
    ),
    "guoban.web.deck_page": ("guoban.charts.sheets",),
    "guoban.web.style_file": ("guoban.charts.style",),
    "guoban.web.entrance_page": ("guoban.web", "guoban.charts.figure", "guoban.charts.palette"),
    "etl": DATA,
    "etl.commands": (*DATA, "guoban.measures", "guoban.answers", "guoban.answers_of_cut", "guoban.report"),
    "pages": (
        *DATA,
        "guoban.measures",
        "guoban.charts",
        "guoban.answers",
        "guoban.answers_within",
        "guoban.answers_of_cut",
        "guoban.drawn",
        "guoban.meeting",
        "guoban.report",
        "etl.load",
        "etl.model",
        "etl.own_units",
        "etl.signing_off",
        "etl.reading.limits",
        "etl.slip",
        "etl.template",
    ),
}
"""The room (longest name that fits counts) → what it may import besides itself and ANYWHERE.

Of etl, pages see what a reading takes and gives out: its limits, its model, its loading, its return slip; and the blank
workbooks.
"""


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(name: str) -> str:
    """The room a module lives in, by the longest name in the table."""
    parts = name.split(".")
    return next(room for n in range(len(parts), 0, -1) if (room := ".".join(parts[:n])) in MAY_IMPORT)


def house(name: str) -> bool:
    return name.split(".")[0] in ("guoban", "etl", "pages", "start", "app")


def strangers(module: Module) -> list[str]:
    """What a module imports of the house without being allowed to."""
    room = room_of(module.name)
    own = ("etl",) if room.startswith("etl") else (room,) if room != "guoban" else ()
    allowed = (*own, *ANYWHERE, *MAY_IMPORT[room])
    wanted = {name for name in module.imported() if house(name) and name not in ("guoban", "etl", "pages")}
    return sorted(name for name in wanted if not within(name, allowed))


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_a_room_knows_only_whom_it_may(module: Module) -> None:
    assert strangers(module) == []


@pytest.mark.parametrize(
    ("name", "line", "stranger"),
    [
        ("guoban.charts.bars", "from guoban.warehouse import Warehouse", "guoban.warehouse.Warehouse"),
        ("guoban.charts.bars", "from guoban import warehouse", "guoban.warehouse"),
        ("guoban.measures.sums", "import guoban.charts.figure", "guoban.charts.figure"),
        ("guoban.measures.sums", "def f():\n    from etl.load import read_file", "etl.load"),
        ("guoban.start.more", "from guoban.warehouse import Warehouse", "guoban.warehouse"),
        ("etl.load", "from guoban.measures import progress", "guoban.measures"),
        ("etl.commands.load", "import pages.overview", "pages.overview"),
        ("etl.checks.cells", "from guoban.charts import style", "guoban.charts"),
        ("pages.unit", "from etl.layout.tables import tables", "etl.layout.tables"),
        ("pages.unit", "import duckdb", None),
        ("guoban.web.main", "from .. import measures", "guoban.measures"),
        ("etl.commands.load", "from guoban.measures import progress", None),
    ],
)
def test_a_planted_stranger_is_found(tmp_path: Path, name: str, line: str, stranger: str | None) -> None:
    path = tmp_path / "planted.py"
    path.write_text(line, encoding="utf-8")
    found = strangers(Module(name, path))
    assert stranger in found if stranger else found == []


@pytest.mark.parametrize("module", [m for m in modules() if m.name.startswith("pages")], ids=lambda m: m.name)
def test_pages_ask_measures_and_never_the_engine(module: Module) -> None:
    """No SQL and no arithmetic of their own: neither DuckDB nor the words of a query."""
    assert not within_any(module.imported(), ("duckdb", "sqlite3", "pyarrow"))


def within_any(names: set[str], rooms: tuple[str, ...]) -> bool:
    return any(within(name, rooms) for name in names)


def test_no_module_beside_a_script_of_streamlit_hides_another() -> None:
    """Streamlit puts the folder of its main script in front of sys.path."""
    beside = {m.path.stem for m in modules() if m.path.parent.name == "web"} - {"__init__"}
    assert not beside & set(sys.stdlib_module_names)
    for name in beside:
        assert not any((Path(folder) / name).exists() for folder in sys.path if "site-packages" in folder), name
