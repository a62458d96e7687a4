"""What the sender can do about a finding in the workbook itself: the hints of the rules speak to whoever loads it."""

from etl.model import Finding
from guoban.catalogue import Catalogue
from guoban.text import _, pgettext

_MOST_NAMES = 3


def advice(finding: Finding, catalogue: Catalogue) -> str:
    """One or two sentences; the hint of the finding where it fits the sender too."""
    if finding.rule == "unknown-unit":
        return _likely(
            _("Write the name as it is on the roster."), [_unit(code, catalogue) for code in finding.choices]
        )
    if finding.rule == "no-unit":
        return _("Write above the table whose figures these are: 填报单位：…")
    if finding.rule in ("unknown-indicator", "measure-mismatch"):
        names = [_indicator(code, catalogue) for code in finding.choices]
        return _likely(_("Write the indicator as it is called in the catalogue."), names)
    if finding.rule == "ambiguous-name":
        names = [_unit(code, catalogue) or _indicator(code, catalogue) for code in finding.choices]
        return _likely(_("Write the full name, so that only one can be meant."), names)
    if finding.rule in ("no-span", "several-spans", "year-mismatch", "future-span"):
        return _("Write in the title which days the figures cover, for example 2026年上半年.")
    return finding.hint


def _likely(sentence: str, names: list[str]) -> str:
    known = [name for name in names if name][:_MOST_NAMES]
    if not known:
        return sentence
    return _("{sentence} Perhaps: {names}").format(sentence=sentence, names=pgettext("list", ", ").join(known))


def _unit(code: str, catalogue: Catalogue) -> str:
    return catalogue.units[code].name if code in catalogue.units else ""


def _indicator(code: str, catalogue: Catalogue) -> str:
    found = catalogue.indicators.get(code)
    return f"{found.name_zh}（{found.measure}）" if found else ""
