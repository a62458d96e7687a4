"""The mark of the middle unit of the same kind: where it stands, and what it means."""

from collections.abc import Mapping
from html import escape

import pandas as pd

from guoban.text import _, ngettext


def peer_progress(peers: pd.DataFrame) -> Mapping[tuple[str, str], float]:
    """Unit and indicator → the median progress of its kind; peers: rows of `measures.peers`."""
    return dict(
        zip(zip(peers["unit"], peers["indicator"], strict=True), peers["peer_progress"].astype(float), strict=True)
    )


def kinds_key(peers: pd.DataFrame) -> str:
    """What the mark means where every unit has that of its own kind, as HTML."""
    if peers.empty:
        return _rule(_("◇ no middle to show: fewer than three units of the same kind reported"))
    return _rule(_("◇ median progress of the units of each unit's own kind that reported"))


def peer_key(kind: str, peers: pd.DataFrame) -> str:
    """What the mark means, as HTML; kind: of the units it is among. Where no mark is drawn it says why."""
    if peers.empty:
        return _rule(_("◇ no middle to show: fewer than three units of the same kind reported"))
    most = int(peers["peers"].max())
    words = ngettext(
        "◇ median progress of the units of the kind “{kind}” that reported, at most {count} unit",
        "◇ median progress of the units of the kind “{kind}” that reported, at most {count} units",
        most,
    )
    return _rule(words.format(kind=_(kind), count=most))


def _rule(words: str) -> str:
    return f'<p class="gb-rule">{escape(words)}</p>'
