"""DuckDB connections that can touch the store's folder and nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_BROKEN = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)


class BrokenFileError(Exception):
    """A file cannot be read or written: missing, damaged, disk full. Wrong SQL is not this."""


@contextmanager
def broken_files_told() -> Iterator[None]:
    """Tell DuckDB's complaints about files from those about SQL: the former become BrokenFileError.

    A query that Ctrl-C ended is a KeyboardInterrupt, as everywhere else.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        # a block whose checksum is wrong raises the bare base class of all errors
        if isinstance(error, _BROKEN) or type(error) is duckdb.Error:
            raise BrokenFileError((str(error).splitlines() or [type(error).__name__])[0]) from error
        raise


def locked_connection(folder: Path, *settings: str) -> duckdb.DuckDBPyConnection:
    """An in-memory connection that may attach files of `folder`, with `settings`, and can change none from then on.

    Costs 20 to 60 ms, so it is kept; attaching a file to it costs one (facts in docs/decisions).
    """
    connection = duckdb.connect(":memory:")
    for setting in (
        *settings,
        f"allowed_directories = [{_quoted(f'{folder.as_posix()}/')}]",
        f"temp_directory = {_quoted((folder / 'spill').as_posix())}",
        "autoinstall_known_extensions = false",
        "autoload_known_extensions = false",
        "allow_persistent_secrets = false",
        "enable_external_access = false",
        "lock_configuration = true",
    ):
        connection.execute(f"set {setting}")
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, alias: str, options: str = "") -> None:
    """Attach a file under a name. Raises BrokenFileError when it is missing or no store."""
    with broken_files_told():
        connection.execute(f"attach {_quoted(path.as_posix())} as {alias} {options}")


def detach(connection: duckdb.DuckDBPyConnection, alias: str) -> None:
    """Let go of an attached file that no connection uses."""
    connection.execute(f"detach {alias}")


_MOST_PARSED = 256
_parsed: dict[str, duckdb.Statement] = {}


def parsed(sql: str, connection: duckdb.DuckDBPyConnection) -> str | duckdb.Statement:
    """A question, parsed once a process: a long one takes longer to parse than to answer from a small store."""
    found = _parsed.get(sql)
    if found is None:
        statements = connection.extract_statements(sql)
        if len(statements) != 1:
            return sql
        if len(_parsed) >= _MOST_PARSED:
            _parsed.clear()  # texts made up as they are asked; the questions come back soon
        (found,) = statements
        _parsed[sql] = found
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
