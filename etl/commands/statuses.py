"""A status in words, with its sign: colour is never the only one, and a pipe has none."""

from guoban.text import _, mark

_WORDS = {
    "done": ("●", mark("done")),
    "met": ("●", mark("met")),
    "on_schedule": ("▲", mark("on schedule")),
    "near": ("◆", mark("nearly met")),
    "slightly_behind": ("◆", mark("slightly behind")),
    "behind": ("▼", mark("behind")),
    "not_met": ("▼", mark("not met")),
    "not_reported": ("○", mark("not reported")),
    "no_target": ("·", mark("no target")),
}


def status_text(status: str, *, complete: bool = True) -> str:
    """`▼ 滞后`, with a remark where days are missing from the figure."""
    sign, word = _WORDS[status]
    text = f"{sign} {_(word)}"
    return text if complete else _("{status} (days missing)").format(status=text)
