"""Names learnt when an upload was settled: from then on they are known, until that upload is undone."""

import duckdb
import pandas as pd

from guoban.catalogue import Catalogue, indicators_named, units_named
from guoban.catalogue.names import fold, listed
from guoban.errors import InputError
from guoban.text import _
from guoban.warehouse.roster import INDICATOR, UNIT, note_roster_changed, read_roster


def learn(connection: duckdb.DuckDBPyConnection, upload: int, aliases: pd.DataFrame) -> None:
    """Store names of an upload. aliases: subject, code, name.

    A name its subject bears already is left out. Raises InputError for an unknown code, and for a name that stands for
    another unit, or is the code or the proper name of another indicator.
    """
    if aliases.empty:
        return
    catalogue = read_roster(connection.execute)
    rows = list(aliases[["subject", "code", "name"]].itertuples(index=False, name=None))
    news = [row for row in dict.fromkeys(rows) if row[1] not in _meanings(catalogue, *row)]
    if not news:
        return
    connection.executemany(
        "insert into alias values (?, ?, ?, ?, ?)", [(*row, position, upload) for position, row in enumerate(news)]
    )
    note_roster_changed(connection)
    _require_one_meaning(connection, upload)


def forget_or_recall(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    """Have the names learnt with an upload count no more, or again, after it was undone or redone.

    Raises InputError when one of them has come to stand for another unit meanwhile.
    """
    if _learnt(connection, upload):
        note_roster_changed(connection)
        _require_one_meaning(connection, upload)


def _require_one_meaning(connection: duckdb.DuckDBPyConnection, upload: int) -> None:
    """Raise InputError if a unit's name learnt with this upload stands for two units now."""
    catalogue = read_roster(connection.execute)
    for subject, name in _learnt(connection, upload):
        meanings = units_named(catalogue, name) if subject == UNIT else ()
        if len(meanings) > 1:
            units = listed(catalogue.units[code].name for code in meanings)
            raise InputError(
                _("“{name}” would stand for several units: {units}.").format(name=name, units=units),
                _("Undo the upload with which the other meaning was learnt, or choose the same unit."),
            )


def _learnt(connection: duckdb.DuckDBPyConnection, upload: int) -> list[tuple[str, str]]:
    return connection.execute("select subject, name from alias where upload = $upload", {"upload": upload}).fetchall()


def _meanings(catalogue: Catalogue, subject: str, code: str, name: str) -> tuple[str, ...]:
    """What the name stands for so far; InputError when it may not become one of `code` as well."""
    if subject == UNIT:
        meanings = units_named(catalogue, name)
        known, taken = code in catalogue.units, bool(meanings)
    elif subject == INDICATOR:
        meanings = indicators_named(catalogue, name)
        known, taken = code in catalogue.indicators, any(_is_proper(catalogue, found, name) for found in meanings)
    else:
        raise ValueError(f"unknown subject of an alias: {subject}")
    if not known:
        raise InputError(_("“{name}” cannot stand for {code}: there is no such code.").format(name=name, code=code))
    if taken and code not in meanings:
        raise InputError(
            _("“{name}” cannot stand for {code}: it stands for {other} already.").format(
                name=name, code=code, other=listed(meanings)
            )
        )
    return meanings


def _is_proper(catalogue: Catalogue, code: str, name: str) -> bool:
    """Whether the name is the indicator's code or proper name rather than a synonym, which may be shared."""
    indicator = catalogue.indicators[code]
    return fold(name) in map(fold, (indicator.code, indicator.name_zh, indicator.name_en))
