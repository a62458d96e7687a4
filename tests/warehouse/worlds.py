"""A small county to keep figures of."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

import pandas as pd

from guoban.catalogue import Catalogue, Direction, Indicator, Kind, Settings, Unit
from guoban.warehouse import NewUpload

COUNTY = Catalogue(
    {
        "C": Unit("C", "云岭县总工会", "县", None, 0),
        "T1": Unit("T1", "青石镇工会联合会", "乡镇", "C", 1, ("青石镇", "青石")),
        "T2": Unit("T2", "柳河乡工会联合会", "乡镇", "C", 2),
    },
    {
        "A": Indicator("A", "新建工会", "Unions formed", "组织建设", Kind.FLOW, "家", Direction.HIGHER, headline=True),
        "B": Indicator("B", "应建会单位", "Employers due", "组织建设", Kind.STOCK, "家", Direction.HIGHER, position=1),
        "D": Indicator(
            "D", "送温暖走访", "Homes visited", "帮扶救助", Kind.FLOW, "户", Direction.HIGHER,
            synonyms=("走访", "慰问"), weight=Decimal("2.5"), decimals=0,
            schedule=(Decimal("0.7"), Decimal("0.75"), Decimal("0.8"), Decimal(1)), position=2,
        ),
        "E": Indicator(
            "E", "帮扶资金", "Aid disbursed", "帮扶救助", Kind.MONEY, "元", Direction.HIGHER, display_measure="万元",
            position=3,
        ),
        "R": Indicator(
            "R", "组建率", "Formation rate", "组织建设", Kind.RATIO, "%", Direction.HIGHER, "A", "B", position=4
        ),
    },
    Settings("云岭县总工会", tolerance=Decimal("0.08"), due_day=15),
)  # fmt: skip

NOTHING = pd.DataFrame()
Figure = tuple[str, str, str, str, float]
"""unit, indicator, first day, last day, value"""


def observations(*figures: Figure) -> pd.DataFrame:
    """A frame of observations as the importer makes it."""
    frame = pd.DataFrame(list(figures), columns=["unit", "indicator", "first_day", "last_day", "value"])
    for column in ("first_day", "last_day"):
        frame[column] = pd.to_datetime(frame[column])
    frame["value"] = frame["value"].astype(float)
    frame["sheet"] = "季报"
    frame["cell"] = [f"C{row}" for row in range(len(frame))]
    frame["raw"] = frame["value"].astype(str)
    frame["note"] = None
    frame["quote"] = None
    return frame


def targets(*figures: tuple[str, str, int, float]) -> pd.DataFrame:
    """A frame of targets as the importer makes it: unit, indicator, year, value."""
    frame = pd.DataFrame(list(figures), columns=["unit", "indicator", "year", "value"])
    return frame.assign(value=frame["value"].astype(float), sheet="目标", cell="B2", raw="1")


def aliases(*names: tuple[str, str, str]) -> pd.DataFrame:
    """A frame of learnt names: subject, code, name."""
    return pd.DataFrame(list(names), columns=["subject", "code", "name"])


def findings(*messages: str) -> pd.DataFrame:
    """A frame of findings."""
    columns = ["severity", "rule", "sheet", "cell", "message", "hint"]
    return pd.DataFrame([("note", "total-differs", None, None, message, "") for message in messages], columns=columns)


def upload(content: bytes = b"a workbook", file_name: str = "季报.xlsx", purpose: str = "report") -> NewUpload:
    """An upload of these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    moment = datetime(2026, 7, 3, 9, 30, tzinfo=UTC)
    return NewUpload(purpose, file_name, digest, len(content), "王芳", moment, content)


def first_half(units: Iterable[str] = ("T1", "T2"), value: float = 1.0) -> pd.DataFrame:
    """One figure of the first half of 2026 for each unit and each counted indicator."""
    return observations(*[(unit, code, "2026-01-01", "2026-06-30", value) for unit in units for code in "ABDE"])
