"""The style sheet of all pages, with the palette put in."""

from functools import cache
from pathlib import Path

from guoban.charts.figure import FONTS
from guoban.charts.palette import LOOKS, css_variables
from guoban.charts.status import css_name

SHEETS = (
    "style.css", "figures.css", "trend.css", "league.css", "quality.css", "compare.css", "target.css", "meeting.css",
    "admin.css", "signing.css", "narrow.css", "print.css",
)  # fmt: skip


@cache
def style_sheet() -> str:
    """The palette's variables and the sheets beside this file as CSS: that of all pages, then those of some."""
    rules = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in SHEETS)
    fonts = f":root{{--fonts:{FONTS}}}"
    return f"{css_variables()}{fonts}{rules}{_status_rules()}"


def _status_rules() -> str:
    """Badges in the text colour of each status, cells filled with its fill and led by its sign."""
    rules = []
    for status, shown in LOOKS.items():
        name = css_name(status)
        sign = f'.gb-matrix .gb-fill-{name} a::before{{content:"{shown.sign}";content:"{shown.sign}"/""}}'
        rules.append(sign)
        rules.append(f".gb-badge.gb-is-{name}{{color:var(--{name}-text)}}")
        rules.append(f".num .gb-is-{name},.gb-year.gb-is-{name} i{{color:var(--{name}-text)}}")
        rules.append(f".gb-bar.gb-fill-{name}{{border-color:var(--{name}-edge)}}")
        rules.append(f".gb-fill-{name}{{background:var(--{name}-fill);color:var(--{name}-on)}}")
    return "".join(rules)
