"""One call of `python -m etl`, from its words to its exit status. Never a traceback."""

import logging
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from guoban.errors import GuobanError, InputError, StoreError, UsageError
from guoban.text import _, speak
from guoban.text.visible import in_one_line

DONE, INPUT_HAS_ERRORS, WRONG_USAGE, NO_STORE = 0, 1, 2, 3
INTERRUPTED = 130
LOG = Path("log") / "commands.log"


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status (contract.md)."""
    from etl.commands.command import command
    from etl.commands.desk import desk_of_process
    from etl.commands.words import chosen_language, parse

    words = sys.argv[1:] if words is None else words
    _speak_utf8()
    logging.getLogger().addHandler(logging.NullHandler())  # what went wrong inside is told as a finding, not beside it
    speak(chosen_language(words))
    data: Path | None = None
    try:
        asked = parse(words)
        data = asked.data
        status = command(asked.command).run(asked, desk_of_process(data, as_json=asked.format == "json"))
        sys.stdout.flush()
    except GuobanError as error:
        return _refuse(error)
    except BrokenPipeError:
        return _reader_gone()
    except KeyboardInterrupt:
        _complain(_("Interrupted; what was not finished was not changed."))
        return INTERRUPTED
    except MemoryError as error:
        return _refuse(StoreError(_("There is not enough memory."), str(error)))
    except Exception as error:  # noqa: BLE001 - the one place where anything unforeseen becomes one line and a log
        return _unforeseen(error, data)
    return status


def _refuse(error: GuobanError) -> int:
    _complain("  ".join(part for part in (error.message, error.hint) if part))
    if isinstance(error, UsageError):
        return WRONG_USAGE
    return INPUT_HAS_ERRORS if isinstance(error, InputError) else NO_STORE


def _unforeseen(error: Exception, data: Path | None) -> int:
    message = _("Something went wrong: {error}.").format(error=" ".join(str(error).split()) or type(error).__name__)
    log = _write_log(error, data)
    _complain(f"{message}  {_('Details: {log}').format(log=log)}" if log else message)
    return NO_STORE


def _write_log(error: Exception, data: Path | None) -> Path | None:
    """Write the traceback into the data folder; None where nothing can be written."""
    if data is None:
        return None
    log = data / LOG
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(
                f"{datetime.now().astimezone().isoformat(timespec='seconds')} {in_one_line(' '.join(sys.argv))}\n"
            )
            file.writelines(traceback.format_exception(error))
    except OSError:
        return None
    return log


def _complain(line: str) -> None:
    print(in_one_line(line), file=sys.stderr)  # noqa: T201 - this is where a call that failed speaks


def _reader_gone() -> int:
    """Whoever read our output has gone (`… | head`): end quietly, as other tools do."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more when it ends
    return DONE


def _speak_utf8() -> None:
    """Chinese on any console and in any pipe: a Windows pipe would else be in the system's code page."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
