"""What differs between two catalogues, cell by cell, and the same differences made in a third."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guoban.catalogue.texts import COLUMNS, UNITS, Cells, Texts

ORDER = "order"
"""The column of a difference that is about the order of a table's rows; its key is empty."""

WHOLE = ""
"""The column of a difference that is about a row as a whole."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One place that differs. column: WHOLE where the row was added (no `old`) or taken out (no `new`).

    name: the key in words: of a unit or an indicator, its name.
    """

    table: str
    key: str
    column: str
    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Differences made elsewhere. refused: those that could not be made, for the place says a third thing there."""

    texts: Texts
    refused: tuple[Difference, ...]


def differences(before: Texts, after: Texts) -> tuple[Difference, ...]:
    """Every place in which two catalogues differ, table by table in the order of rows."""
    return tuple(found for table in COLUMNS for found in _of_table(table, before, after))


def carried_over(before: Texts, after: Texts, onto: Texts) -> CarriedOver:
    """Make in `onto` what differs between `before` and `after`.

    What another change has done to the same place meanwhile is not overwritten but refused.
    """
    refused = []
    made = {table: {key: dict(cells) for key, cells in onto[table].items()} for table in COLUMNS}
    for each in differences(before, after):
        rows = made[each.table]
        if each.column == ORDER and not each.key:
            if _sequence(before, onto, each.table) == _sequence(onto, before, each.table):
                made[each.table] = _like(after[each.table], rows)
            continue
        if not _fits(each, before, onto):
            refused.append(each)
        elif each.column != WHOLE:
            rows[each.key][each.column] = each.new
        elif each.new:
            made[each.table] = _inserted(rows, each.key, after[each.table])
        else:
            del rows[each.key]
    return CarriedOver(numbered(made), tuple(refused))


def numbered(texts: Texts) -> Texts:
    """The same, units numbered in the order in which they stand."""
    units = {key: {**cells, ORDER: str(place)} for place, (key, cells) in enumerate(texts[UNITS].items())}
    return {**texts, UNITS: units}


def name_of(table: str, key: str, texts: Texts) -> str:
    """What a row is called in sentences: the name where it has one, else its key."""
    cells = texts[table].get(key, {})
    return cells.get("name_zh") or (cells.get("name", key) if table == UNITS else key)


def _of_table(table: str, before: Texts, after: Texts) -> Iterator[Difference]:
    old, new = before[table], after[table]
    for key in [key for key in old if key not in new]:
        yield Difference(table, key, WHOLE, name_of(table, key, before), name_of(table, key, before), "")
    for key, cells in new.items():
        name = name_of(table, key, after if key not in old else before)
        if key not in old:
            yield Difference(table, key, WHOLE, name, "", name)
            continue
        for column in COLUMNS[table][1:]:
            texts = old[key].get(column, ""), cells.get(column, "")
            if texts[0] != texts[1] and not (table == UNITS and column == ORDER):
                yield Difference(table, key, column, name, *texts)
    if _sequence(before, after, table) != _sequence(after, before, table):
        yield Difference(table, "", ORDER, "", "", "")


def _sequence(texts: Texts, other: Texts, table: str) -> list[str]:
    """The keys of a table that another has too, in order."""
    return [key for key in texts[table] if key in other[table]]


def _fits(each: Difference, before: Texts, onto: Texts) -> bool:
    """Whether a place still says what it said, or says what it is to say already."""
    there = onto[each.table].get(each.key)
    if each.column == WHOLE:
        return there is None if each.new else there is not None and _bare(there) == _bare(before[each.table][each.key])
    return there is not None and there.get(each.column, "") in (each.old, each.new)


def _bare(cells: Cells) -> dict[str, str]:
    """A row without its number."""
    return {column: text for column, text in cells.items() if column != ORDER and text}


def _inserted(rows: dict[str, dict[str, str]], key: str, source: Mapping[str, Cells]) -> dict[str, dict[str, str]]:
    """Rows with one more, behind the one that it stands behind where it comes from."""
    above = [each for each in list(source)[: list(source).index(key)] if each in rows]
    place = list(rows).index(above[-1]) + 1 if above else 0
    found = list(rows.items())
    found.insert(place, (key, dict(source[key])))
    return dict(found)


def _like(order: Mapping[str, Cells], rows: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Rows in the order of others; those that these do not have stay behind."""
    return {key: rows[key] for key in dict.fromkeys([*order, *rows]) if key in rows}
