"""Whether a data folder holds the demonstration county, whose figures are invented and may be seen by anybody here."""

from pathlib import Path

_MARK = "demonstration"


def is_demonstration(folder: Path) -> bool:
    """Whether `init --demo` made this folder, and nothing was restored into it since."""
    return (folder / _MARK).is_file()


def mark_demonstration(folder: Path) -> None:
    """Remember that the figures in a folder are invented."""
    (folder / _MARK).write_text("The figures in this folder are invented (init --demo).\n", encoding="ascii")


def end_demonstration(folder: Path) -> None:
    """From now on the folder is treated like any other: whoever looks has to sign in."""
    (folder / _MARK).unlink(missing_ok=True)
