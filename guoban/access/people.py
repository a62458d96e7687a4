"""Who somebody is to the house: an account with its role, and the visitor a page is shown to."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from guoban.errors import GuobanError, InputError
from guoban.text import _, mark

LONGEST_NAME = 60


class NotAllowedError(GuobanError):
    """Somebody asks for what their role may not see or do."""

    def __init__(self) -> None:
        super().__init__(_("Your account may not do this."), _("Ask the county's administrator."))


class Role(StrEnum):
    """What somebody is there for."""

    LEADER = "leader"
    REPORTER = "reporter"
    ADMINISTRATOR = "administrator"

    @property
    def said(self) -> str:
        """The role in the language of this session."""
        return _(_TITLES[self])


_TITLES = {
    Role.LEADER: mark("leader"),
    Role.REPORTER: mark("reporter"),
    Role.ADMINISTRATOR: mark("administrator"),
}


@dataclass(frozen=True, slots=True)
class Account:
    """One person who may sign in. units: codes of those they answer for; none = not bound to any."""

    number: int
    name: str
    role: Role
    units: tuple[str, ...]
    disabled: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """The one whom a page is shown to, and who acts on it.

    session: the number of the sign-in; None for the demonstration county, where nobody signs in.
    """

    name: str
    role: Role
    units: tuple[str, ...] = ()
    session: int | None = None

    @property
    def administers(self) -> bool:
        """Whether accounts, targets and everybody's uploads are theirs to change."""
        return self.role is Role.ADMINISTRATOR

    @property
    def uploads(self) -> bool:
        """Whether they may load workbooks."""
        return self.role in (Role.ADMINISTRATOR, Role.REPORTER)


def name_key(name: str) -> str:
    """A name as it is compared: width, case and spaces at the ends make no difference."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def fit_name(name: str) -> str:
    """A name as it is kept. Raises InputError for one that is empty, too long, or has signs nobody can type or see."""
    kept = " ".join(unicodedata.normalize("NFKC", name).split(" ")).strip()
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise InputError(
            _("“{name}” cannot be the name of an account.").format(name=_shown(name)),
            _("Take 1 to {most} letters, digits or characters in one line.").format(most=LONGEST_NAME),
        )
    return kept


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "?" for sign in name[:LONGEST_NAME])
