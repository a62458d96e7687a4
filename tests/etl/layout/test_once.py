"""What follows from a catalogue is worked out once for it, and anew for any other."""

import gc

from etl.layout.figures import Codes
from etl.layout.once import OncePerCatalogue
from guoban.catalogue import Catalogue, Unit


def _of(*names: str) -> Catalogue:
    return Catalogue({name: Unit(name, name, "乡镇", None, place) for place, name in enumerate(names)})


def test_the_same_catalogue_is_asked_once() -> None:
    asked: list[Catalogue] = []
    units = OncePerCatalogue(lambda catalogue: (asked.append(catalogue), tuple(catalogue.units))[1])
    one = _of("A", "B")
    assert units(one) is units(one)
    assert asked == [one]


def test_an_equal_catalogue_is_another_one() -> None:
    one, same, other = _of("A", "B"), _of("A", "B"), _of("A", "C")
    assert Codes.of(one) is not Codes.of(same)
    assert Codes.of(one) == Codes.of(same)
    assert Codes.of(other).number_of_unit == {"A": 0, "C": 1}


def test_what_was_worked_out_goes_with_its_catalogue() -> None:
    units = OncePerCatalogue(lambda catalogue: tuple(catalogue.units))
    for number in range(10):  # one in the place of another: nothing of the one before is left
        catalogue = _of(f"U{number}")
        assert units(catalogue) == (f"U{number}",)
        del catalogue
        gc.collect()
    assert units._found == {}
