"""Targets that somebody has begun to revise, kept for the visit until they are submitted or discarded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256

import pandas as pd
import streamlit as st

from guoban.access.people import Visitor
from guoban.access.rights import require
from guoban.catalogue import Catalogue
from guoban.measures.target_edit import (
    HAND,
    QUARTERS,
    WAY,
    YEAR,
    Pair,
    Revision,
    Standing,
    seen,
    splits_frame,
    targets_frame,
)
from guoban.measures.target_entry import typed_text
from guoban.text import _
from guoban.warehouse import NewUpload, Warehouse, commit_upload

_KEPT = "target_drafts"
_BETWEEN = "|"


@dataclass
class Draft:
    """What was typed of one year's targets.

    texts: of each target the fields that were touched. seen: what was in force when it was touched first.
    number: of the table on the screen; another one begins anew.
    """

    year: int
    texts: dict[Pair, dict[str, str]] = field(default_factory=dict)
    seen: dict[Pair, Standing] = field(default_factory=dict)
    number: int = 0

    def hear(self, typed: Mapping[str, str], shown: Mapping[Pair, Standing], catalogue: Catalogue) -> None:
        """Take over what was typed. typed: name of a cell → its text; shown: what was in force as it was drawn."""
        for name, text in typed.items():
            unit, indicator, what = name.split(_BETWEEN)
            if unit in catalogue.units and indicator in catalogue.indicators:
                self.texts.setdefault((unit, indicator), {})[what] = text
        for pair in list(self.texts):
            self._tidy(pair, shown.get(pair, Standing()), catalogue)

    def overtaken(self, standing: Mapping[Pair, Standing]) -> list[Pair]:
        """Targets that somebody else has revised since they were touched here."""
        return [pair for pair in self.texts if standing.get(pair, Standing()) != self.seen[pair]]

    def insist(self, pairs: list[Pair], standing: Mapping[Pair, Standing]) -> None:
        """Go on with what was typed here although others stand there by now."""
        self.seen.update({pair: standing.get(pair, Standing()) for pair in pairs})

    def give_way(self, pairs: list[Pair]) -> None:
        """Let go of what was typed of some targets."""
        for pair in pairs:
            self.texts.pop(pair, None)
            self.seen.pop(pair, None)
        self.number += 1

    def clear(self) -> None:
        """Let go of everything."""
        self.give_way(list(self.texts))

    def _tidy(self, pair: Pair, shown: Standing, catalogue: Catalogue) -> None:
        """Forget what was typed back to what stands, and quarters of a target that is not spread by hand."""
        fields = self.texts[pair]
        base = self.seen.setdefault(pair, shown)
        if fields.get(YEAR) == typed_text(base.value, catalogue.indicators[pair[1]]):
            del fields[YEAR]
        if fields.get(WAY, base.way) != HAND:
            for quarter in QUARTERS:
                fields.pop(quarter, None)
        if fields.get(WAY) == base.way and not set(fields) & set(QUARTERS):
            del fields[WAY]
        if not fields:
            del self.texts[pair], self.seen[pair]


def cell_name(unit: str, indicator: str, what: str) -> str:
    """How a cell of the table is called when it is typed into."""
    return _BETWEEN.join((unit, indicator, what))


def draft_of(year: int) -> Draft:
    """This visit's draft of a year's targets."""
    kept: dict[int, Draft] = st.session_state.setdefault(_KEPT, {})
    return kept.setdefault(year, Draft(year))


def submit(warehouse: Warehouse, revised: list[Revision], year: int, reason: str, by: Visitor) -> int:
    """Store revisions as one upload, and return its number; it can be undone like any other.

    Raises NotAllowedError for anybody but an administrator, ChangedMeanwhileError when somebody else was quicker,
    StoreError as `commit_upload`.
    """
    require(by.administers)
    targets, splits = targets_frame(revised, year, reason), splits_frame(revised, year, reason)
    moment = datetime.now(UTC)
    content = f"{moment.isoformat()}{targets.to_csv()}{splits.to_csv()}".encode()
    upload = NewUpload(
        purpose="edit",
        file_name=_("Targets of {year}, revised by hand").format(year=year),
        sha256=sha256(content).hexdigest(),
        size=0,
        loaded_by=by.name,
        loaded_at=moment,
        original=None,
    )
    nothing = pd.DataFrame()
    return commit_upload(warehouse, upload, nothing, targets, nothing, splits=splits, seen=seen(revised, year))
