"""The rows of units.csv → units, in their order."""

from collections.abc import Mapping, Sequence

from guoban.catalogue.codes import check_filled, check_unique
from guoban.catalogue.model import Unit
from guoban.catalogue.names import fold
from guoban.catalogue.problems import Problems
from guoban.catalogue.table import Row
from guoban.text import _


def read_units(rows: Sequence[Row], problems: Problems) -> dict[str, Unit]:
    """Units by code; positions count from 0 in the order of `order`, a row without it staying after the row above."""
    if not rows:
        return {}
    check_filled(rows, ("code", "name", "kind"), problems)
    check_unique(rows, "code", problems)
    check_unique(rows, "name", problems)
    _check_aliases(rows, problems)
    _check_tree(rows, problems)
    return {
        row["code"]: Unit(
            row["code"], row["name"], row["kind"], row["parent"] or None, position, row.several("aliases")
        )
        for position, row in enumerate(_in_order(rows, problems))
    }


def _in_order(rows: Sequence[Row], problems: Problems) -> list[Row]:
    order = 0
    placed = []
    for row in rows:
        if row["order"]:
            try:
                order = int(row["order"])
            except ValueError:
                problems.add(
                    row.file, row.number, "order", _("“{text}” is not a whole number.").format(text=row["order"])
                )
        placed.append((order, row.number, row))
    return [row for _order, _number, row in sorted(placed, key=lambda place: place[:2])]


def _check_aliases(rows: Sequence[Row], problems: Problems) -> None:
    """No alias names a second unit: a report would land on the wrong one silently."""
    named = {fold(text): row for row in rows for text in (row["code"], row["name"]) if text}
    for row in rows:
        for alias in row.several("aliases"):
            other = named.setdefault(fold(alias), row)
            if other["code"] != row["code"]:
                message = _("“{alias}” already stands for {unit} in row {row}.").format(
                    alias=alias, unit=other["name"], row=other.number
                )
                problems.add(row.file, row.number, "aliases", message)


def _check_tree(rows: Sequence[Row], problems: Problems) -> None:
    """One root, parents that exist, and no unit above itself."""
    parents = {row["code"]: row["parent"] for row in rows}
    roots = [row for row in rows if not row["parent"]]
    if not roots:
        problems.add(rows[0].file, 0, "parent", _("No unit is at the top; leave its parent empty."))
    for row in roots[1:]:
        message = _("Only one unit may be at the top, and that is {unit} in row {row}; give this one a parent.").format(
            unit=roots[0]["name"], row=roots[0].number
        )
        problems.add(row.file, row.number, "parent", message)
    for row in rows:
        if row["parent"] and row["parent"] not in parents:
            problems.add(row.file, row.number, "parent", _("There is no unit “{code}”.").format(code=row["parent"]))
        elif _is_above_itself(row["code"], parents):
            problems.add(row.file, row.number, "parent", _("The unit would be above itself."))


def _is_above_itself(code: str, parents: Mapping[str, str]) -> bool:
    above = parents[code]
    passed = set()
    while above and above in parents and above not in passed:
        if above == code:
            return True
        passed.add(above)
        above = parents[above]
    return False
