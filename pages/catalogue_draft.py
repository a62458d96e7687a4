"""Changes of the catalogue that somebody has begun, kept for the visit until they count or are discarded."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from guoban.access.people import Visitor
from guoban.access.rights import require
from guoban.catalogue import Catalogue, CatalogueError
from guoban.catalogue.differences import Difference, carried_over, differences, numbered
from guoban.catalogue.texts import COLUMNS, FILES, INDICATORS, UNITS, Texts, catalogue_of
from guoban.errors import InputError
from guoban.text import _, pgettext
from guoban.warehouse import Warehouse
from guoban.warehouse.catalogue_change import Standing, change_catalogue
from guoban.warehouse.catalogue_log import Change

Place = tuple[str, str, str]
"""table, key, column; of a schedule the column is `schedule.1` to `schedule.4`."""

_KEPT = "catalogue_draft"
_BETWEEN = "|"
_APART = re.compile(r"[|、,，;；]")
_FORMER = {UNITS: ("name", "aliases"), INDICATORS: ("name_zh", "synonyms")}
"""Whose former name stays known, and where."""

SHARES = tuple(f"schedule.{quarter}" for quarter in (1, 2, 3, 4))


@dataclass
class CatalogueDraft:
    """What was typed over the catalogue that counted when it was begun (`base`).

    typed: as it was typed. added: rows, by table and key. removed: keys of rows. number: of the tables on the screen.
    """

    base: Standing
    typed: dict[Place, str] = field(default_factory=dict)
    added: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    removed: set[tuple[str, str]] = field(default_factory=set)
    number: int = 0

    def hear(self, typed: Mapping[str, str]) -> None:
        """Take over what was typed. typed: name of a cell → its text."""
        for name, text in typed.items():
            table, key, column = name.split(_BETWEEN)
            self.typed[table, key, column] = text.strip()

    def shown(self, table: str, key: str, column: str) -> str:
        """What stands in a cell, as typed or as it counts."""
        if (table, key, column) in self.typed:
            return self.typed[table, key, column]
        return self.before(table, key, column)

    def before(self, table: str, key: str, column: str) -> str:
        """What stands in a cell before anything is typed into it."""
        cells = self.base.texts[table].get(key) or self.added.get((table, key), {})
        if column in SHARES:
            shares = cells.get("schedule", "").split(_BETWEEN)
            return shares[SHARES.index(column)] if len(shares) == len(SHARES) else ""
        return _as_typed(column, cells.get(column, ""), self.base.texts)

    def texts(self) -> Texts:
        """The catalogue as it would be."""
        made = {table: {key: dict(cells) for key, cells in self.base.texts[table].items()} for table in COLUMNS}
        for (table, key), cells in self.added.items():
            made[table][key] = dict(cells)
        for (table, key, column), text in self.typed.items():
            if key in made[table] and column not in SHARES:
                made[table][key][column] = self._stored(made, column, text)
        for key in {key for table, key, column in self.typed if column in SHARES and key in made[table]}:
            shares = [self.shown(INDICATORS, key, column).removesuffix("%") for column in SHARES]
            made[INDICATORS][key]["schedule"] = _BETWEEN.join(shares) if any(shares) else ""
        self._keep_former_names(made)
        for table, key in self.removed:
            made[table].pop(key, None)
        return numbered(made)

    def differences(self) -> tuple[Difference, ...]:
        """What is to be changed."""
        return differences(self.base.texts, self.texts())

    def rebase(self, standing: Standing) -> tuple[Difference, ...]:
        """Go on from the catalogue as others have changed it meanwhile; returns what they did to the same places."""
        newer = carried_over(self.base.texts, self.texts(), standing.texts)
        again = differences(standing.texts, newer.texts)
        self.clear(standing)
        for each in again:
            if each.column == "schedule":
                shares = each.new.split(_BETWEEN) if each.new else [""] * len(SHARES)
                self.typed |= {(each.table, each.key, name): share for name, share in zip(SHARES, shares, strict=True)}
            elif each.column and each.key:
                self.typed[each.table, each.key, each.column] = _as_typed(each.column, each.new, newer.texts)
            elif each.column:
                continue  # nobody puts rows in another order here
            elif each.new:
                self.added[each.table, each.key] = dict(newer.texts[each.table][each.key])
            else:
                self.removed.add((each.table, each.key))
        return newer.refused

    def clear(self, standing: Standing) -> None:
        """Let go of everything."""
        self.base = standing
        self.typed, self.added, self.removed = {}, {}, set()
        self.number += 1

    def _stored(self, made: Mapping[str, Mapping[str, Mapping[str, str]]], column: str, text: str) -> str:
        """What was typed, as the catalogue writes it."""
        if column in ("aliases", "synonyms"):
            return _BETWEEN.join(part.strip() for part in _APART.split(text) if part.strip())
        if column == "parent" and text not in made[UNITS]:
            named = [key for key, cells in made[UNITS].items() if cells.get("name") == text]
            return named[0] if len(named) == 1 else text
        return text

    def _keep_former_names(self, made: dict[str, dict[str, dict[str, str]]]) -> None:
        """Reports go on coming in under the former name: it becomes one of the others, unless these were typed."""
        for table, (name, others) in _FORMER.items():
            for key, before in self.base.texts[table].items():
                after = made[table][key]
                if after[name] != before[name] and after[name] and (table, key, others) not in self.typed:
                    known = [part for part in before[others].split(_BETWEEN) if part]
                    after[others] = _BETWEEN.join(dict.fromkeys([*known, before[name]]))


@dataclass(frozen=True, slots=True)
class Checked:
    """What the catalogue's own checks say of a draft. wrong: place → why; sentences: the same, for reading."""

    catalogue: Catalogue | None
    wrong: Mapping[Place, str]
    error: CatalogueError | None


def checked(texts: Texts) -> Checked:
    """Check a draft as a whole."""
    try:
        return Checked(catalogue_of(texts), {}, None)
    except CatalogueError as error:
        table_of = {name: table for table, name in FILES.items()}
        wrong = {}
        for problem in error.problems:
            keys = list(texts[table_of[problem.file]])
            if 2 <= problem.row < len(keys) + 2:
                wrong[table_of[problem.file], keys[problem.row - 2], problem.column] = problem.message
        return Checked(None, wrong, error)


def cell_name(table: str, key: str, column: str) -> str:
    """How a cell is called when it is typed into."""
    return _BETWEEN.join((table, key, column))


def draft_on(standing: Standing) -> CatalogueDraft:
    """This visit's draft; where nothing was begun, on the catalogue that counts now."""
    draft: CatalogueDraft = st.session_state.setdefault(_KEPT, CatalogueDraft(standing))
    if draft.base.change != standing.change and not draft.differences():
        draft.clear(standing)
    return draft


def add_row(draft: CatalogueDraft, table: str, cells: Mapping[str, str]) -> None:
    """Add a unit or an indicator to a draft. Raises InputError where it has no code, or one that is there."""
    code = cells["code"].strip()
    if not code or _BETWEEN in code:
        raise InputError(_("Give a code: letters and digits, such as T15."))
    if code in draft.texts()[table]:
        raise InputError(_("The code {code} is taken.").format(code=code), _("Choose another one."))
    draft.added[table, code] = {column: text.strip() for column, text in cells.items()}
    draft.number += 1


def take_out(draft: CatalogueDraft, table: str, key: str) -> None:
    """Take a unit or an indicator out of a draft."""
    if draft.added.pop((table, key), None) is None:
        draft.removed.add((table, key))
    draft.typed = {place: text for place, text in draft.typed.items() if place[:2] != (table, key)}
    draft.number += 1


def submit(warehouse: Warehouse, draft: CatalogueDraft, reason: str, by: Visitor) -> Change:
    """Put a draft into force. Raises NotAllowedError for anybody but an administrator, else as `change_catalogue`."""
    require(by.administers)
    return change_catalogue(warehouse, draft.texts(), draft.base.change, by.name, reason)


def _as_typed(column: str, text: str, texts: Texts) -> str:
    """What stands in a cell of the catalogue, as people type it."""
    if column in ("aliases", "synonyms"):
        return pgettext("list", ", ").join(part for part in text.split(_BETWEEN) if part)
    return texts[UNITS].get(text, {}).get("name", text) if column == "parent" else text
