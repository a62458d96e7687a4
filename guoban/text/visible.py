"""Text from data where signs command: a terminal, a log, a spreadsheet that opens a text file, the XML of one."""

import re

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that move a cursor, colour, ring, end a line or turn the direction of what follows; halves of signs."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_LIKE_FORMULA = re.compile("[\\s\x00-\x20\ufeff\u200b-\u200f\u202a-\u202e\u2060-\u2069\"';]*[=+\\-@＝＋－＠]")


def visible(text: str) -> str:
    """`text` with commanding signs written out (\\x1b); lines and tabs stay."""
    return _COMMANDS.sub(_written_out, text)


def in_one_line(text: str) -> str:
    """`text` as one line, whatever it holds."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


def in_xml(text: str) -> str:
    """`text` without the signs that no XML holds, and so no file of an office program."""
    return _NOT_IN_XML.sub("", text)


def no_formula(text: str) -> str:
    """`text` so that a program which opens a CSV file takes it for text: marked where it could be a formula."""
    return f"'{text}" if _LIKE_FORMULA.match(text) or text[:1] in ("\t", "\r", "\n") else text


def _written_out(sign: re.Match[str]) -> str:
    return sign[0].encode("unicode_escape").decode("ascii")
