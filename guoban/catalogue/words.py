"""What the columns and settings of a catalogue are called, and what each of them rules, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from guoban.catalogue.differences import ORDER, WHOLE, Difference
from guoban.catalogue.problems import Problem
from guoban.catalogue.setting_rows import SETTINGS as SETTING_RULES
from guoban.catalogue.texts import FILES, INDICATORS, SETTINGS, UNITS, Texts
from guoban.text import _, mark, pgettext


@dataclass(frozen=True, slots=True)
class SettingWords:
    """A setting: its title, and the rule it sets, in a sentence; as source words."""

    title: str
    rule: str


SETTING_WORDS: Mapping[str, SettingWords] = {
    "organisation": SettingWords(
        mark("Name of the organisation"), mark("Stands in titles, stamps and files; empty = the name of the top unit.")
    ),
    "bands": SettingWords(
        mark("Bands of the status"),
        mark(
            "By how many points progress may fall short of the schedule. 10: up to 10 points short is slightly behind, "
            "more is behind. 10/30: less than 10 short is on schedule still, up to 30 slightly behind, more is behind."
        ),
    ),
    "stars": SettingWords(
        mark("Thresholds of the stars"), mark("The lowest scores for five, four and three stars, from high to low.")
    ),
    "score_cap": SettingWords(
        mark("Cap of one indicator"),
        mark(
            "The most that the pace of one indicator counts in the score; 1 = being ahead of schedule brings no more."
        ),
    ),
    "due_day": SettingWords(
        mark("Due day"), mark("Day of the month after a quarter by which its reports are due; later ones are late.")
    ),
    "amount_gap": SettingWords(
        mark("Gap of amounts"),
        mark("From which difference on an amount is called more or less than the earlier one, as a share of it."),
    ),
    "level_gap": SettingWords(
        mark("Gap of levels"),
        mark("The same of what is counted on a day, as a share of it; of ratios in points."),
    ),
    "see_others": SettingWords(
        mark("See the other units"),
        mark("Whether leaders and reporters who are bound to units may see the figures of the others."),
    ),
    "sign_off": SettingWords(
        mark("Sign-off"),
        mark("Whether what a reporter uploads waits until an administrator has approved it; others load at once."),
    ),
    "backup_hour": SettingWords(
        mark("Hour of the backup"),
        mark("From which hour on the backup of the day is made, while the dashboard serves."),
    ),
    "backups_kept": SettingWords(
        mark("Backups kept"), mark("Of how many days, weeks and months the last backup stays; older ones are removed.")
    ),
}
"""Every setting that has words of its own; another one is told of by what its value has to be."""

_COLUMNS: Mapping[str, Mapping[str, str]] = {
    UNITS: {
        "code": mark("code"),
        "name": mark("name"),
        "kind": mark("kind of unit"),
        "parent": mark("under"),
        "aliases": mark("other names"),
    },
    INDICATORS: {
        "code": mark("code"),
        "name_zh": mark("Chinese name"),
        "name_en": mark("English name"),
        "area": mark("area of work"),
        "kind": mark("kind of measure"),
        "measure": mark("measure"),
        "direction": mark("direction"),
        "numerator": mark("numerator"),
        "denominator": mark("denominator"),
        "synonyms": mark("other names"),
        "headline": mark("on the overview"),
        "weight": mark("weight"),
        "schedule": mark("schedule"),
        "decimals": mark("decimals"),
        "display_measure": mark("measure shown"),
    },
}

KINDS: Mapping[str, str] = {
    "flow": mark("adds up over time"),
    "money": mark("money, adds up over time"),
    "stock": mark("state on a day"),
    "ratio": mark("ratio of two indicators"),
    "milestone": mark("milestone"),
}
DIRECTIONS: Mapping[str, str] = {"higher": mark("more is better"), "lower": mark("less is better")}
YES_NO: Mapping[str, str] = {"1": mark("yes"), "0": mark("no"), "": mark("no")}


def column_title(table: str, column: str) -> str:
    """What a column is called."""
    return _(_COLUMNS[table][column]) if column in _COLUMNS.get(table, {}) else column


def setting_title(name: str) -> str:
    """What a setting is called."""
    return _(SETTING_WORDS[name].title) if name in SETTING_WORDS else name


def setting_rule(name: str) -> str:
    """What a setting rules, in a sentence."""
    return _(SETTING_WORDS[name].rule) if name in SETTING_WORDS else _(SETTING_RULES[name][1])


def cell_words(table: str, column: str, text: str, texts: Texts) -> str:
    """What stands in a cell, for people: codes of units by their names, lists apart, — where nothing stands."""
    if not text:
        return "—"
    if column in ("aliases", "synonyms"):
        return pgettext("list", ", ").join(text.split("|"))
    if column == "schedule":
        return " / ".join(f"{share}%" for share in text.split("|"))
    if table == UNITS and column == "parent":
        return texts[UNITS].get(text, {}).get("name", text)
    if table == INDICATORS:
        words = {"kind": KINDS, "direction": DIRECTIONS, "headline": YES_NO}.get(column, {})
        return _(words[text]) if text in words else text
    return text


@dataclass(frozen=True, slots=True)
class Told:
    """One difference in words: of what, which part of it, from what, to what."""

    about: str
    what: str
    old: str
    new: str


def told(difference: Difference, before: Texts, after: Texts) -> Told:
    """A difference in words. before, after: the catalogues it is between."""
    table, column = difference.table, difference.column
    if column == ORDER and not difference.key:
        about = _("the units") if table == UNITS else _("the indicators")
        return Told(about, _("order"), "", _("in another order"))
    if table == SETTINGS:
        value = [cell_words(table, column, text, before) for text in (difference.old, difference.new)]
        return Told(setting_title(difference.key), _("setting"), *value)
    if column == WHOLE:
        said = (_("added"), difference.new) if difference.new else (_("taken out"), "")
        return Told(difference.name, said[0], difference.old and _("in the list"), difference.new and _("in the list"))
    return Told(
        difference.name,
        column_title(table, column),
        cell_words(table, column, difference.old, before),
        cell_words(table, column, difference.new, after),
    )


def problem_words(problem: Problem, texts: Texts) -> str:
    """A wrong place by the name of the unit, indicator or setting, as one who did not write the file knows it."""
    table = next(each for each, name in FILES.items() if name == problem.file)
    keys = list(texts[table])
    if not 2 <= problem.row < len(keys) + 2:
        return str(problem)
    key = keys[problem.row - 2]
    if table == SETTINGS:
        return _("{where}: {message}").format(where=setting_title(key), message=problem.message)
    cells = texts[table][key]
    name = cells.get("name") or cells.get("name_zh") or key
    where = _("{name}, {column}").format(name=name, column=column_title(table, problem.column))
    return _("{where}: {message}").format(where=where, message=problem.message)
