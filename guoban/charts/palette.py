"""Every colour and every status sign, in one place.

The fills of the statuses are at least twelve steps of lightness (CIE L*) apart, so that they stay apart on a grey
photocopy; the sign says the same once more. `tests/charts/test_palette.py` measures both, and the contrast of text.
"""

from dataclasses import dataclass

from guoban.text import _, mark

INK = "#1F1D1A"
INK_SOFT = "#635C52"
LINE = "#E4E1D9"
LINE_STRONG = "#B9B1A4"
PAPER = "#FFFFFF"
PAPER_WARM = "#F6F5F1"
TARGET = "#E9E4DB"
LAST_YEAR = "#8A8276"
ACCENT = "#B3261E"
ACCENT_WASH = "#FBEDEB"


@dataclass(frozen=True, slots=True)
class StatusLook:
    """How a status is shown. `fill` behind `on_fill`; `text` on white; `edge` around a fill on white."""

    sign: str
    word: str
    fill: str
    on_fill: str
    text: str
    edge: str

    @property
    def name(self) -> str:
        """The word for the status in the language of this session."""
        return _(self.word)


_DONE = ("#1A5840", "#FFFFFF", "#1A5840", "#1A5840")
_ON_SCHEDULE = ("#86C3A5", INK, "#2A7354", "#3F8F6C")
_SLIGHTLY = ("#F4D58A", INK, "#7A5200", "#A87A12")
_BEHIND = ("#C24E3A", "#FFFFFF", "#A8362A", "#C24E3A")
_NOT_REPORTED = (PAPER, INK_SOFT, INK_SOFT, LINE_STRONG)
_NO_TARGET = ("#F3F1EC", INK_SOFT, INK_SOFT, LINE_STRONG)

LOOKS: dict[str, StatusLook] = {
    "done": StatusLook("●", mark("done"), *_DONE),
    "on_schedule": StatusLook("▲", mark("on schedule"), *_ON_SCHEDULE),
    "slightly_behind": StatusLook("◆", mark("slightly behind"), *_SLIGHTLY),
    "behind": StatusLook("▼", mark("behind"), *_BEHIND),
    "met": StatusLook("✓", mark("met"), *_ON_SCHEDULE),
    "near": StatusLook("≈", mark("near"), *_SLIGHTLY),
    "not_met": StatusLook("✕", mark("not met"), *_BEHIND),
    "not_reported": StatusLook("○", mark("not reported"), *_NOT_REPORTED),
    "no_target": StatusLook("–", mark("no target"), *_NO_TARGET),
}
"""Status (domain.md, "Words") → look, best first within each family."""

MAIN_STATUSES = ("done", "on_schedule", "slightly_behind", "behind", "not_reported")
"""The five that a legend names; the others are their counterparts for levels."""


def look(status: str) -> StatusLook:
    """The look of `status`; raises KeyError for a word that is no status."""
    return LOOKS[status]


def css_variables() -> str:
    """The palette as custom properties for the style sheet: `--ink`, `--accent`, `--done-fill` …"""
    plain = {
        "ink": INK,
        "ink-soft": INK_SOFT,
        "line": LINE,
        "line-strong": LINE_STRONG,
        "paper": PAPER,
        "paper-warm": PAPER_WARM,
        "target": TARGET,
        "last-year": LAST_YEAR,
        "accent": ACCENT,
        "accent-wash": ACCENT_WASH,
    }
    parts = [f"--{name}:{colour}" for name, colour in plain.items()]
    for status, shown in LOOKS.items():
        name = status.replace("_", "-")
        parts += [f"--{name}-fill:{shown.fill}", f"--{name}-on:{shown.on_fill}"]
        parts += [f"--{name}-text:{shown.text}", f"--{name}-edge:{shown.edge}"]
    return ":root{" + ";".join(parts) + "}"
