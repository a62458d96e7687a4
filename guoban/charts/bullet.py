"""A bullet: progress against target and schedule as a small SVG, 100 % always at the same place."""

import pandas as pd

from guoban.charts.palette import INK, LINE_STRONG, PAPER, TARGET, look
from guoban.charts.picture import picture

WIDTH, HEIGHT = 260, 18
FULL = 200
"""Where 100 % stands; the rest is room for more than the target."""


def bullet(status: str, progress: float | None, schedule: float | None, label: str, peers: float | None = None) -> str:
    """The drawing as an HTML image. progress, schedule, peers: fractions of 1; None or NaN leaves bar or mark out.

    peers: where the middle unit of the same kind stands.
    """
    shown = look(status)
    parts = [f'<rect x="0" y="2" width="{FULL}" height="14" fill="{TARGET}"/>']
    if progress is not None and pd.notna(progress):
        length = max(0.0, min(float(progress) * FULL, WIDTH))
        colours = f'fill="{shown.fill}" stroke="{shown.edge}"'
        parts.append(f'<rect x="0" y="5" width="{length:.1f}" height="8" {colours} stroke-width=".75"/>')
        if float(progress) * FULL > WIDTH:
            parts.append(f'<path d="M{WIDTH - 7} 3l6 6-6 6" fill="none" stroke="{INK}" stroke-width="1.5"/>')
    parts.append(f'<path d="M{FULL} 1V17" stroke="{LINE_STRONG}" stroke-width="1"/>')
    if schedule is not None and pd.notna(schedule):
        at = min(float(schedule) * FULL, WIDTH - 1)
        parts.append(f'<path d="M{at:.1f} 0V18" stroke="{INK}" stroke-width="2"/>')
    if peers is not None and pd.notna(peers):
        at = max(4.0, min(float(peers) * FULL, WIDTH - 4))
        parts.append(f'<path d="M{at:.1f} 4.5l4 4.5-4 4.5-4-4.5z" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>')
    return picture("".join(parts), WIDTH, HEIGHT, "gb-bullet", label)
