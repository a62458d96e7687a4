"""A catalogue that is written is read back the same."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from folders import write_folder
from hypothesis import given
from hypothesis import strategies as st

from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit, read_catalogue, write_catalogue

words = st.text("工会乡镇企业,\"'甲乙丙ABC（）", min_size=1, max_size=6)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Any tree of a few units, any few indicators."""
    names = draw(st.lists(words, min_size=1, max_size=6, unique_by=str.casefold))
    units = {}
    for position, name in enumerate(names):
        parent = f"U{draw(st.integers(0, position - 1))}" if position else None
        aliases = tuple(f"{name}{number}" for number in range(draw(st.integers(0, 2))))
        units[f"U{position}"] = Unit(f"U{position}", f"{name}。", draw(words), parent, position, aliases)
    indicators = {
        f"I{position}": Indicator(
            code=f"I{position}",
            name_zh=f"{name}；",
            name_en=f"indicator {position}",
            area=draw(words),
            kind=draw(st.sampled_from([Kind.FLOW, Kind.STOCK, Kind.MILESTONE])),
            measure=draw(words),
            direction=draw(st.sampled_from(Direction)),
            synonyms=tuple(draw(st.lists(words, max_size=3, unique=True))),
            headline=draw(st.booleans()),
            weight=Decimal(draw(st.integers(0, 9000))) / 1000,
            schedule=draw(st.none() | st.just((Decimal("0.123456"), Decimal("0.5"), Decimal("0.5"), Decimal(1)))),
            decimals=draw(st.none() | st.integers(0, 6)),
            position=position,
        )
        for position, name in enumerate(names)
    }
    stars = (Decimal(draw(st.integers(90, 99))), Decimal("80.5"), Decimal(draw(st.integers(0, 80))))
    tolerance, amount_gap, level_gap = (Decimal(draw(st.integers(0, 99))) / 100 for _fraction in range(3))
    slack = Decimal(draw(st.integers(0, 98))) / 100
    due_day = draw(st.integers(1, 28))
    settings = Settings(draw(words), tolerance, stars, Decimal("1.25"), due_day, amount_gap, level_gap)
    if slack < tolerance:
        settings = replace(settings, slack=slack)
    return Catalogue(units, indicators, settings)


@given(catalogues())
def test_what_is_written_is_read_back(catalogue: Catalogue) -> None:
    with TemporaryDirectory() as folder:
        write_catalogue(Path(folder), catalogue)
        assert read_catalogue(Path(folder)) == catalogue


def test_ratios_and_money_are_written_and_read_back(tmp_path: Path) -> None:
    catalogue = read_catalogue(write_folder(tmp_path))
    write_catalogue(tmp_path / "copy", catalogue)
    assert read_catalogue(tmp_path / "copy") == catalogue


def test_excel_sees_the_byte_order_mark_it_needs(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "copy", read_catalogue(write_folder(tmp_path)))
    assert (tmp_path / "copy" / "units.csv").read_bytes().startswith(b"\xef\xbb\xbf")
