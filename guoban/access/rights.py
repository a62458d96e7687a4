"""What a visitor may see and change, by role and units.

Sets of unit codes; None stands for all of them. Whoever is bound to units answers for those and what is under them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from guoban.access.people import NotAllowedError, Role, Visitor

if TYPE_CHECKING:
    from guoban.catalogue import Catalogue

Units = frozenset[str] | None

NONE: frozenset[str] = frozenset()


def visible_units(visitor: Visitor, catalogue: "Catalogue") -> Units:
    """Whose figures a visitor may see. Who is bound to units sees the others too, unless the settings say no."""
    return None if catalogue.settings.see_others else answered_for(visitor, catalogue)


def answered_for(visitor: Visitor, catalogue: "Catalogue") -> Units:
    """The units a visitor answers for, whose files as they were sent they may look into."""
    if visitor.role is Role.ADMINISTRATOR or (visitor.role is Role.LEADER and not visitor.units):
        return None
    known = [code for code in visitor.units if code in catalogue.units]
    return frozenset(unit.code for code in known for unit in catalogue.under(code))


def loaded_units(visitor: Visitor, catalogue: "Catalogue") -> Units:
    """Whose figures a visitor may load, and take back."""
    return answered_for(visitor, catalogue) if visitor.uploads else NONE


def open_pages(visitor: Visitor, *, sees_all: bool) -> frozenset[str]:
    """Names of the pages that a visitor may use. sees_all: whether they may see every unit's figures.

    Who may not gets no page that is made of them.
    """
    found = {"unit"}
    if sees_all:
        found |= {"overview", "indicator", "appraisal", "compare", "quality", "meeting"}
    if visitor.uploads:
        found.add("upload")
    if visitor.administers:
        found |= {"targets", "admin"}
    return frozenset(found)


def may_all(units: Iterable[str], allowed: Units) -> bool:
    """Whether all of these units are among those that are allowed."""
    return allowed is None or set(units) <= allowed


def require(allowed: bool) -> None:
    """Raise NotAllowedError unless something is allowed."""
    if not allowed:
        raise NotAllowedError
