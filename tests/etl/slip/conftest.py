"""A county to check against, and the way from a workbook to its slip."""

from collections.abc import Callable

import pytest

from etl.load import read_file
from etl.model import Reading
from etl.slip import Slip, make_slip
from guoban.warehouse import Reader
from tests.etl.counties import small_county


@pytest.fixture(scope="session")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return small_county(tmp_path_factory.mktemp("slip") / "data").reader()


@pytest.fixture
def reads(reader: Reader) -> Callable[..., Reading]:
    """(content, name) → what is read from it."""
    return lambda content, name="季报.xlsx": read_file(content, name, reader)


@pytest.fixture
def returns(reader: Reader) -> Callable[..., Slip]:
    """(content, name) → its return slip."""
    return lambda content, name="季报.xlsx": make_slip(read_file(content, name, reader), content, reader.catalogue)
