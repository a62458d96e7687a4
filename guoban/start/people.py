"""Whether anybody can sign in, asked before anything is installed: SQLite is part of the standard library."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from guoban.place import ROOT
from guoban.start.environment import clean_environment, venv_python

_FILE, _MARK = "access.sqlite3", "demonstration"
"""As guoban.access names them."""

_ADMINISTRATORS = (
    "select count(*) from account where role = 'administrator' and disabled_at is null and password_hash is not null"
)


def has_administrator(data: Path) -> bool:
    """Whether somebody can sign in who may let others in."""
    return _counted(data, _ADMINISTRATORS) > 0


def waits_for_the_first(data: Path) -> bool:
    """Whether the first administrator has to be made before anybody sees figures; the demonstration needs none."""
    demonstration = (data / _MARK).is_file() and not _counted(data, "select count(*) from account")
    return not demonstration and not has_administrator(data)


def print_first_code(data: Path) -> None:
    """Print the one-time code with which the first administrator is made in the browser."""
    command = [venv_python(), "-m", "etl", "account", "code", "--data", str(data)]
    subprocess.run(command, cwd=ROOT, env=clean_environment())


def _counted(data: Path, question: str) -> int:
    if not (data / _FILE).is_file():
        return 0
    try:
        with closing(sqlite3.connect(data / _FILE)) as connection:
            return int(connection.execute(question).fetchone()[0])
    except sqlite3.Error:
        return 0  # no accounts that could be read: the server says so to whoever asks it
