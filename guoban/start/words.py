"""The words of start.py, readable by any Python 3: this module's syntax stays within 3.6, as start.py's own."""

import ast
import os
import re
import sys
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parent.parent / "text" / "zh_CN" / "start.po"


def speaks_chinese() -> bool:
    """Chinese is the language of first choice; a terminal set to another one, or that cannot show it, gets English."""
    settings = (os.environ.get(name) for name in ("GUOBAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((setting for setting in settings if setting), "C")
    try:
        "过半".encode(getattr(sys.stderr, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return chosen.split(".")[0] in ("C", "POSIX") or chosen.startswith("zh")


def read_words() -> "dict[str, str]":
    """English → Chinese. Read here because gettext needs Babel to compile catalogues, and nothing is installed yet."""
    if not speaks_chinese():
        return {}
    pairs = re.findall(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    return {unquote(english): unquote(chinese) for english, chinese in pairs}


def unquote(lines: str) -> str:
    """The text of a catalogue entry, which may stand on several quoted lines."""
    return "".join(ast.literal_eval(line) for line in lines.splitlines())


WORDS = read_words()


def _(message: str) -> str:
    """`message` in the language of this terminal."""
    return WORDS.get(message, message)


def mark(message: str) -> str:
    """Mark a constant for translation without translating it yet."""
    return message


def say(line: str) -> None:
    """Write a line to whoever started this, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """Write a line about what went wrong, at once."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def last_line(text: str) -> str:
    """What a child process complained of: its last line that starts with "error", else its last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["?"])[-1].rstrip(".")
