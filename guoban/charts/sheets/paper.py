"""The paper of a sheet: 1920 × 1080 units, headline above, chart in the middle, source and stamp at the foot.

Everything is said by attributes of the drawing itself, so that it needs no style sheet beside it: what stands on the
screen is what a browser paints into a picture.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from guoban.charts.figure import FONTS
from guoban.charts.palette import INK, INK_SOFT, LINE_STRONG, MAIN_STATUSES, PAPER, TARGET, look
from guoban.charts.sheets.letters import LINE, broken, extent, plain
from guoban.text import CHINESE, language

WIDTH, HEIGHT = 1920, 1080
MARGIN = 96
INNER = WIDTH - 2 * MARGIN
BODY = 28
"""The smallest letters of what has to be read from the back of the room."""
SMALL = 20
"""Letters of source and stamp, which are read on paper and on the screen of a desk."""
_HEADLINE, _HEADLINE_LOWEST, _TWO_LINES, _SUB = 60, 46, 50, 30
_TOP, _FOOT = 62, 1046


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the paper."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a small drawing, `width` wide around the middle of a line, and its words."""

    drawing: Callable[[float, float], str]
    width: float
    words: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a deck.

    key: its name in the address. topic: what it is about, in a few words. file_name: of its picture, without ending.
    svg: the drawing. told: the same in words, for those who do not see it. stamp: what stands at its foot.
    address: of the page that shows more of it.
    """

    key: str
    topic: str
    file_name: str
    headline: str
    svg: str
    told: tuple[str, ...]
    stamp: tuple[str, ...]
    address: str = ""


def drawn(
    headline: str, sub: str, keys: Sequence[Key], foot: Sequence[str], body: Callable[[Box], str], address: str = ""
) -> str:
    """The whole drawing; `body` draws into the place that headline, legend and foot leave. address: of the headline."""
    lines, size = _headline_lines(plain(headline))
    y = float(_TOP)
    parts = [
        linked(address, text(MARGIN, y + size * (LINE * place + 0.88), words, size, bold=True))
        for place, words in enumerate(lines)
    ]
    y += size * LINE * len(lines)
    y += 10
    below_it = _SUB if extent(plain(sub), _SUB) <= INNER else BODY
    for words in broken(plain(sub), INNER, below_it) if sub else ():
        parts.append(text(MARGIN, y + below_it * 0.88, words, below_it, INK_SOFT))
        y += below_it * LINE + 4
    legend, y = legend_rows(keys, MARGIN, y + 14, INNER)
    below = [words for each in foot for words in broken(plain(each), INNER, SMALL)]
    end = _FOOT - len(below) * SMALL * 1.4
    rule = line(MARGIN, end - 8, MARGIN + INNER, end - 8, LINE_STRONG, 1.5) if below else ""
    feet = [
        text(MARGIN, end + SMALL * (1.4 * place + 1.2), words, SMALL, INK_SOFT) for place, words in enumerate(below)
    ]
    tag = "zh-CN" if language() == CHINESE else "en"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'font-family="{FONTS}" lang="{tag}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>{"".join(parts)}{legend}'
        f"{body(Box(MARGIN, y + 8, INNER, end - y - 38))}{rule}{''.join(feet)}</svg>"
    )


def _headline_lines(headline: str) -> tuple[list[str], float]:
    """One line where it can be, else lines of about the same length; as large as they fit."""
    size = float(_HEADLINE)
    while extent(headline, size, bold=True) > INNER and size > _HEADLINE_LOWEST:
        size -= 1
    if extent(headline, size, bold=True) <= INNER:
        return [headline], size
    size = float(_TWO_LINES)
    lines = broken(headline, INNER, size, bold=True)
    while len(lines) > 2 and size > BODY:
        size -= 1
        lines = broken(headline, INNER, size, bold=True)
    width = float(INNER)
    while len(narrower := broken(headline, width - size, size, bold=True)) == len(lines):
        lines, width = narrower, width - size
    return lines, size


def legend_rows(keys: Sequence[Key], left: float, y: float, room: float) -> tuple[str, float]:
    """Entries side by side, in as many rows as they need; gives the drawing and where it ends."""
    if not keys:
        return "", y
    parts, x = [], left
    for key in keys:
        width = key.width + 12 + extent(key.words, BODY)
        if x > left and x + width > left + room:
            x, y = left, y + BODY * 1.5
        parts.append(key.drawing(x, y + BODY * 0.52))
        parts.append(text(x + key.width + 12, y + BODY * 0.88, key.words, BODY, INK_SOFT))
        x += width + 36
    return "".join(parts), y + BODY * 1.5


def status_keys(statuses: Sequence[str]) -> list[Key]:
    """Signs and words of the statuses that a sheet shows, best first."""
    order = [*MAIN_STATUSES[:-1], "met", "near", "not_met", MAIN_STATUSES[-1], "no_target"]
    return [sign_key(status, look(status).name) for status in order if status in set(statuses)]


def sign_key(status: str, words: str) -> Key:
    """The sign of a status with words behind it."""
    shown = look(status)
    return Key(lambda x, y: text(x, y + BODY * 0.36, shown.sign, BODY, shown.text), BODY, words)


def track_key(words: str) -> Key:
    """The pale bar of a target."""
    return Key(lambda x, y: rect(x, y - 11, 44, 22, TARGET, LINE_STRONG), 44, words)


def mark_key(words: str) -> Key:
    """The mark of the schedule."""
    return Key(lambda x, y: line(x + 4, y - 15, x + 4, y + 15, INK, 4), 8, words)


def stroke_key(words: str, colour: str, width: float, dashes: str = "") -> Key:
    """A line as it is drawn in a chart."""
    return Key(lambda x, y: line(x, y, x + 56, y, colour, width, dashes), 56, words)


def words_key(words: str) -> Key:
    """Words alone."""
    return Key(lambda _x, _y: "", -12, words)


def linked(address: str, drawing: str) -> str:
    """A drawing that leads to a page for those who point at it; to the eye and to a picture it is the same."""
    return f'<a href="{escape(address)}" tabindex="-1">{drawing}</a>' if address else drawing


def text(
    x: float, y: float, words: str, size: float, colour: str = INK, *, bold: bool = False, anchor: str = "start"
) -> str:
    """Words at a place, y being the line they stand on."""
    weight = ' font-weight="700"' if bold else ""
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" fill="{colour}"{weight}{at}>{escape(plain(words))}</text>'
    )


def in_lines(x: float, middle: float, lines: Sequence[str], size: float, colour: str = INK) -> str:
    """Lines under each other, their middle at `middle`."""
    first = middle - (len(lines) - 1) * size * LINE / 2 + size * 0.36
    return "".join(text(x, first + place * size * LINE, words, size, colour) for place, words in enumerate(lines))


def rect(x: float, y: float, width: float, height: float, fill: str, edge: str = "") -> str:
    """A rectangle."""
    stroke = f' stroke="{edge}" stroke-width="1.5"' if edge else ""
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"{stroke}/>'


def line(x: float, y: float, to_x: float, to_y: float, colour: str, width: float, dashes: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}"{dashed}/>'
    )
