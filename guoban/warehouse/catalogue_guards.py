"""What a change of the catalogue may not do: take away what figures rest on, or change what they mean."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from guoban.access.people import Account
from guoban.catalogue import Catalogue
from guoban.catalogue.model import Indicator
from guoban.errors import InputError
from guoban.text import _, mark

_USED = """
    select distinct {column} from (
        select {column} from observation union select {column} from target union select {column} from target_split
    ) as told"""
_LEARNT = "select distinct code from alias where upload is not null and subject = '{subject}'"

MEANING = ("kind", "measure", "direction", "numerator", "denominator")
"""Columns of an indicator that say what its figures mean."""

_CALLED = {
    "kind": mark("kind"),
    "measure": mark("measure"),
    "direction": mark("direction"),
    "numerator": mark("numerator"),
    "denominator": mark("denominator"),
}

Rows = Callable[[str], list[tuple[Any, ...]]]


def used_codes(rows: Rows, subject: str) -> frozenset[str]:
    """Codes of units or indicators (`subject`) that figures, targets or learnt names speak of."""
    told = rows(_USED.format(column=subject)) + rows(_LEARNT.format(subject=subject))
    return frozenset(code for (code,) in told)


def require_nothing_lost(rows: Rows, before: Catalogue, after: Catalogue, people: Sequence[Account]) -> None:
    """Raise InputError where the new catalogue lacks, or gives another meaning to, what is used.

    rows: answers a query. people: whose accounts are bound to units.
    """
    _require_units(rows, before, after, people)
    used = used_codes(rows, "indicator")
    for code, indicator in before.indicators.items():
        if code not in used:
            continue
        if code not in after.indicators:
            raise InputError(
                _("“{name}” has figures or targets and cannot be taken out of the catalogue.").format(
                    name=indicator.name_zh
                ),
                _("To count it no more, set its weight to 0 and take it off the overview; its figures stay."),
            )
        _require_same_meaning(indicator, after.indicators[code])


def _require_units(rows: Rows, before: Catalogue, after: Catalogue, people: Sequence[Account]) -> None:
    gone = [unit for code, unit in before.units.items() if code not in after.units]
    used = used_codes(rows, "unit") if gone else frozenset()
    for unit in gone:
        if unit.code in used:
            raise InputError(
                _("“{name}” has figures or targets and cannot be taken off the roster.").format(name=unit.name),
                _("It stays with its figures; from the year on for which it gets no targets it is asked for nothing."),
            )
        if bound := _bound(unit.code, people):
            raise InputError(
                _("“{name}” cannot be taken off the roster: the account {account} answers for it.").format(
                    name=unit.name, account=bound
                ),
                _("Disable that account first, or keep the unit."),
            )
    if before.root.code not in after.units or after.root.code != before.root.code:
        raise InputError(
            _("“{name}” is at the top of the roster and stays there.").format(name=before.root.name),
            _("It can be renamed."),
        )


def _bound(unit: str, people: Iterable[Account]) -> str:
    return next((each.name for each in people if unit in each.units and not each.disabled), "")


def _require_same_meaning(before: Indicator, after: Indicator) -> None:
    for column in MEANING:
        if getattr(before, column) != getattr(after, column):
            raise InputError(
                _(
                    "The {column} of “{name}” cannot be changed: its figures and targets would mean something else."
                ).format(column=_(_CALLED[column]), name=before.name_zh),
                _("Add another indicator instead."),
            )
