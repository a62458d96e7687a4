"""All tasks of a sheet as one bar, parted by how they stand."""

from guoban.charts.palette import PAPER, look
from guoban.charts.sheets.paper import Box, Key, rect, sign_key
from guoban.charts.standing import Tally

_PARTS = ("done", "on_schedule", "slightly_behind", "behind", "not_reported")


def counts(found: Tally) -> dict[str, int]:
    """How many tasks have each of the five statuses, those that none has left out."""
    numbers = (found.finished, found.ahead - found.finished, found.slightly, found.behind, found.not_reported)
    return {status: number for status, number in zip(_PARTS, numbers, strict=True) if number}


def tally_keys(found: Tally) -> list[Key]:
    """Sign, word and number of each part."""
    return [sign_key(status, f"{look(status).name} {number}") for status, number in counts(found).items()]


def tally_bar(found: Tally, box: Box) -> str:
    """The bar drawn into a box."""
    parts, x = [], box.x
    for status, number in counts(found).items():
        width = box.width * number / found.tasks
        parts.append(rect(x, box.y, width, box.height, look(status).fill, look(status).edge))
        if x > box.x:
            parts.append(rect(x - 2, box.y - 1, 4, box.height + 2, PAPER))
        x += width
    return "".join(parts)
