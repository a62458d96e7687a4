"""The rows of settings.csv → settings. What each name means stands in `SETTINGS`, the one list of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from guoban.catalogue.codes import check_unique
from guoban.catalogue.model import Settings
from guoban.catalogue.names import listed
from guoban.catalogue.numbers import parse_fraction, parse_number
from guoban.catalogue.problems import Problems
from guoban.catalogue.table import Row
from guoban.text import _, mark


def read_settings(rows: Sequence[Row], problems: Problems) -> Settings:
    """Settings with a default for every name that is not there."""
    check_unique(rows, "name", problems)
    settings = Settings()
    for row in rows:
        setting = (SETTINGS | _OLDER).get(row["name"])
        if setting is None:
            message = _("There is no setting “{name}”; known are {known}.").format(
                name=row["name"], known=listed(SETTINGS)
            )
            problems.add(row.file, row.number, "name", message)
            continue
        parse, expected = setting
        value = parse(row["value"])
        if value is None:
            message = _("“{text}” does not fit: {expected}.").format(text=row["value"], expected=_(expected))
            problems.add(row.file, row.number, "value", message)
            continue
        settings = replace(settings, **_fields(row["name"], value))
    _refuse_two_rules(rows, problems)
    return settings


def _refuse_two_rules(rows: Sequence[Row], problems: Problems) -> None:
    """`tolerance` is the older way to give one edge; beside `bands` nobody could say which of the two counts."""
    if {"bands", "tolerance"} <= {row["name"] for row in rows}:
        row = next(row for row in rows if row["name"] == "tolerance")
        problems.add(row.file, row.number, "name", _("“bands” says the same already; take “tolerance” out."))


def setting_texts(settings: Settings) -> dict[str, str]:
    """Every setting as it is written in settings.csv; `read_settings` reads it back unchanged."""
    return {
        "organisation": settings.organisation,
        "bands": _bands_text(settings),
        "stars": "|".join(f"{score.normalize():f}" for score in settings.stars),
        "score_cap": f"{settings.score_cap.normalize():f}",
        "due_day": str(settings.due_day),
        "amount_gap": f"{settings.amount_gap.normalize():f}",
        "level_gap": f"{settings.level_gap.normalize():f}",
        "see_others": "yes" if settings.see_others else "no",
        "sign_off": _REPORTERS if settings.sign_off else "no",
        "backup_hour": _OFF if settings.backup_hour is None else str(settings.backup_hour),
        "backups_kept": "|".join(map(str, settings.backups_kept)),
    }


def settings_from_texts(texts: Mapping[str, str]) -> Settings:
    """The settings that `setting_texts` wrote; a name that is not there has its default."""
    found = Settings()
    for name, (parse, _expected) in (SETTINGS | _OLDER).items():
        if name in texts:
            found = replace(found, **_fields(name, parse(texts[name])))
    return found


def _fields(name: str, value: Any) -> dict[str, Any]:
    """A setting as fields of `Settings`."""
    if name == "bands":
        return {"slack": value[0], "tolerance": value[1]}
    return {name: None if value == _OFF else value}


def _organisation(text: str) -> str:
    return text


def _fraction(text: str) -> Decimal | None:
    number = parse_fraction(text)
    return number if number is not None and 0 <= number < 1 else None


def _bands(text: str) -> tuple[Decimal, Decimal] | None:
    """The edges of the bands, fractions of 1, from points: `10` and `10/30` are the usual ones."""
    edges = [parse_number(part.strip()) for part in text.removesuffix("%").split("/")]
    known = [edge / 100 for edge in edges if edge is not None]
    if len(known) != len(edges) or len(known) not in (1, 2):
        return None
    slack, tolerance = (Decimal(0), *known)[-2:]
    return (slack, tolerance) if 0 <= slack <= tolerance < 1 and (slack < tolerance or len(known) == 1) else None


def _bands_text(settings: Settings) -> str:
    edges = [settings.slack, settings.tolerance] if settings.slack else [settings.tolerance]
    return "/".join(f"{(edge * 100).normalize():f}" for edge in edges)


def _stars(text: str) -> tuple[Decimal, Decimal, Decimal] | None:
    scores = [parse_number(part.strip()) for part in text.split("|")]
    known = [score for score in scores if score is not None]
    if len(scores) != 3 or len(known) != 3 or not known[0] > known[1] > known[2] >= 0:
        return None
    return (known[0], known[1], known[2])


def _score_cap(text: str) -> Decimal | None:
    number = parse_number(text)
    return number if number is not None and number > 0 else None


def _due_day(text: str) -> int | None:
    return int(text) if text in [str(day) for day in range(1, 29)] else None


def _yes_or_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text.strip().lower())


def _sign_off(text: str) -> bool | None:
    return {_REPORTERS: True, "no": False}.get(text.strip().lower())


def _backup_hour(text: str) -> int | str | None:
    return _OFF if text == _OFF else int(text) if text in [str(hour) for hour in range(24)] else None


def _backups_kept(text: str) -> tuple[int, int, int] | None:
    counts = [int(part) for part in text.split("|") if part.isascii() and part.isdigit()]
    if len(counts) != 3 or text.count("|") != 2 or counts[0] < 1 or max(counts) > 999:
        return None
    return (counts[0], counts[1], counts[2])


_OFF = "off"
_REPORTERS = "reporters"

SETTINGS: dict[str, tuple[Callable[[str], Any], str]] = {
    "organisation": (_organisation, mark("the name of the organisation")),
    "bands": (_bands, mark("the edges of the bands in points, such as 10, 10/30 or 5/20")),
    "stars": (_stars, mark("the lowest scores for five, four and three stars, such as 95|85|75")),
    "score_cap": (_score_cap, mark("a number above 0, such as 1.2")),
    "due_day": (_due_day, mark("a day of the month from 1 to 28")),
    "amount_gap": (_fraction, mark("a fraction of 1 or per cent, such as 0.10 or 10%")),
    "level_gap": (_fraction, mark("a fraction of 1 or per cent, such as 0.10 or 10%")),
    "see_others": (_yes_or_no, mark("yes or no")),
    "sign_off": (_sign_off, mark("reporters or no")),
    "backup_hour": (_backup_hour, mark("an hour from 0 to 23, or off")),
    "backups_kept": (_backups_kept, mark("of how many days, weeks and months a backup stays, such as 7|4|12")),
}
"""name → how its value is read (None = it does not fit), and what is expected, in words."""

_OLDER = {"tolerance": (_fraction, mark("a fraction of 1 or per cent, such as 0.10 or 10%"))}
"""What older folders and stores still say: `tolerance`, one edge, before there were `bands`."""
