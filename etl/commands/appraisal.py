"""`appraisal`: scores, ranks and star grades (domain rule 11)."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from etl.commands.moments import add_day, add_year, asked_day
from guoban.text import _

if TYPE_CHECKING:
    from etl.commands.desk import Desk


def options(parser: ArgumentParser) -> None:
    """--year, --quarter or --on."""
    add_year(parser)
    add_day(parser)


def run(asked: Namespace, desk: "Desk") -> int:
    """Ask the measures and show what they say, first rank first."""
    from guoban.measures import appraisal

    on = asked_day(asked)
    frame = appraisal(desk.reader, year=asked.year, on=on).sort_values(["rank", "unit_position"], kind="stable")
    desk.frame(frame, _columns(), title=_("Appraisal on {day}").format(day=on), empty=_("Nothing to appraise."))
    return 0


def _columns() -> list[Any]:
    from etl.commands.tables import NAME, PROSE, Column, plain_column, plain_text

    def score(row: Any) -> str:
        return "—" if plain_text(row.score) == "" else f"{row.score:.1f}"

    def step(row: Any) -> str:
        moved = plain_text(row.step)
        if moved in ("", "0"):
            return "—" if moved == "" else "→"
        return f"↑{moved}" if row.step > 0 else f"↓{moved.lstrip('-')}"

    return [
        plain_column(_("rank"), "rank", right=True),
        Column(_("step"), step),
        plain_column(_("unit"), "unit_name", folds=NAME),
        plain_column(_("kind"), "kind_of_unit", spare=2),
        Column(_("score"), score, right=True),
        Column(_("stars"), lambda row: "★" * int(plain_text(row.stars) or 0)),
        plain_column(_("indicators"), "indicators", right=True, spare=1),
        Column(_("not reported"), lambda row: plain_text(row.not_reported), folds=PROSE),
    ]
