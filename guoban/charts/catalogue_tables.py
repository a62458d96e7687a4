"""The Admin page's pieces about the catalogue: the list of its parts, changes before they count, changes that count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from guoban.text import _, ngettext

SHOWN_LINES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One place that changes: of what, which part of it, from what, to what."""

    about: str
    what: str
    old: str
    new: str


def parts_list(parts: Mapping[str, str], here: str) -> str:
    """The parts of a page as links beside one another, the one that is open marked. parts: part → its title."""
    items = "".join(
        f'<li><a href="./admin?part={escape(part)}"{CURRENT if part == here else ""}>{escape(title)}</a></li>'
        for part, title in parts.items()
    )
    return f'<nav class="gb-parts" aria-label="{escape(_("Parts of this page"))}"><ul>{items}</ul></nav>'


CURRENT = ' aria-current="page"'


def waiting_changes(lines: Sequence[Line], refused: Sequence[str], effect: Sequence[str]) -> str:
    """What is about to be put into force, old → new; what cannot be and what it does to figures, in sentences."""
    title = ngettext("{count} change, not in force yet", "{count} changes, not in force yet", len(lines))
    wrong = "".join(f'<li><i aria-hidden="true">✕</i>{escape(sentence)}</li>' for sentence in refused)
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in effect)
    does = f'<div class="gb-effect"><h3>{escape(_("What it does to the figures"))}</h3><ul>{told}</ul></div>'
    return (
        f'<section class="gb-revisions gb-waiting" role="status"><h2>{escape(title.format(count=len(lines)))}</h2>'
        f"{f'<ul class=gb-wrong>{wrong}</ul>' if wrong else ''}{lines_table(lines)}{does if told else ''}</section>"
    )


def lines_table(lines: Sequence[Line]) -> str:
    """Places that change, as a table; of very many the first."""
    if not lines:
        return ""
    head = "".join(f'<th scope="col">{escape(words)}</th>' for words in (_("Of"), _("What"), _("Old"), _("New")))
    body = "".join(
        f'<tr><th scope="row">{escape(each.about)}</th><td>{escape(each.what)}</td>'
        f'<td class="gb-soft">{escape(each.old)}</td><td><b>{escape(each.new)}</b></td></tr>'
        for each in lines[:SHOWN_LINES]
    )
    rest = len(lines) - SHOWN_LINES
    more = ngettext("{count} more row is not shown.", "{count} more rows are not shown.", rest).format(count=rest)
    return (
        f'<div class="gb-scroll"><table class="gb-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        f"</div>{f'<p class=gb-quiet>{escape(more)}</p>' if rest > 0 else ''}"
    )


def change_fold(title: str, said: Sequence[str], lines: Sequence[Line]) -> str:
    """One change that counts, as a fold: why, and in small letters when and by whom; inside, from what to what."""
    return (
        '<section class="gb-target-history"><details>'
        f"<summary>{escape(title)}<small>{escape(' · '.join(said))}</small></summary>{lines_table(lines)}"
        "</details></section>"
    )
