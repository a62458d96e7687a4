"""Files that give no sheets, one for each reason."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.chart import BarChart

from etl.reading import Limits, read_sheets
from tests.etl.counties import workbook_of


@dataclass(frozen=True)
class RefusedFile:
    """A file and the rule it is refused by. limits: what it may cost, where the usual limits would take too long."""

    rule: str
    content: Callable[[], bytes]
    name: str = "季报.xlsx"
    limits: Limits | None = None

    def arrange(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the importer read it under its limits."""
        if self.limits is not None:
            monkeypatch.setattr("etl.load.read_sheets", partial(read_sheets, limits=self.limits))


def _of_a_chart_only() -> bytes:
    book = openpyxl.Workbook()
    book.create_chartsheet("图").add_chart(BarChart())
    book.remove(book.worksheets[0])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _with_a_password() -> bytes:
    written = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook_of([1]))).encrypt("工会", written)
    return written.getvalue()


REFUSED = (
    RefusedFile("not-a-workbook", lambda: bytes(range(256)) * 8),
    RefusedFile("unsupported-format", lambda: b"%PDF-1.7\n1 0 obj"),
    RefusedFile("archive", lambda: b"Rar!\x1a\x07\x01\0", "季报.rar"),
    RefusedFile("encrypted", _with_a_password),
    RefusedFile("empty-file", lambda: b""),
    RefusedFile("no-sheets", _of_a_chart_only),
    RefusedFile("lock-file", lambda: b"\x06admin" + b" " * 159, "~$季报.xlsx"),
    RefusedFile("damaged", lambda: workbook_of(["城关镇", 1])[:3000]),
    RefusedFile("too-large", lambda: b"1,2\n" * 500_000, "季报.csv", Limits(file_bytes=1_000_000)),
    RefusedFile("took-too-long", lambda: b"1,2,3,4,5,6,7,8,9\n" * 400_000, "季报.csv", Limits(seconds=0.1)),
)
