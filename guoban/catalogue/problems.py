"""What is wrong with a catalogue, all of it at once."""

from dataclasses import dataclass, field

from guoban.errors import InputError
from guoban.text import _, ngettext


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One wrong place. row: as a spreadsheet counts, the header being row 1; 0 = the file as a whole."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.row:
            where += _(", row {row}").format(row=self.row)
        if self.column:
            where += _(", column {column}").format(column=self.column)
        return _("{where}: {message}").format(where=where, message=self.message)


class CatalogueError(InputError):
    """A catalogue that was refused whole. `problems` holds every wrong place, in the order of files and rows."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        heading = ngettext(
            "The catalogue was refused: {count} wrong place.",
            "The catalogue was refused: {count} wrong places.",
            len(problems),
        ).format(count=len(problems))
        super().__init__(
            "\n".join([heading, *map(str, problems)]), _("Mend these rows and try again; nothing was changed.")
        )
        self.problems = problems


@dataclass
class Problems:
    """Collects what is wrong while a catalogue is read."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, row: int, column: str, message: str) -> None:
        """Note one wrong place."""
        self.found.append(Problem(file, row, column, message))

    def refuse_if_any(self) -> None:
        """Raise CatalogueError if anything was noted."""
        if self.found:
            raise CatalogueError(tuple(sorted(self.found, key=lambda problem: (problem.file, problem.row))))
