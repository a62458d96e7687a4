"""A file that cannot be read: as the parser says it (a rule and particulars), and as a person is told."""

from collections.abc import Mapping
from dataclasses import dataclass

from guoban.errors import InputError
from guoban.text import _, mark


class Refused(Exception):  # noqa: N818 - not an error of the reader: an answer about the file
    """Raised while parsing: `rule` is a key of `RULES`, `particulars` fill its message.

    Carries no words, because it is raised in a worker process that does not know the session's language.
    """

    def __init__(self, rule: str, **particulars: str) -> None:
        super().__init__(rule, particulars)
        self.rule = rule
        self.particulars = particulars


class UnreadableFile(InputError):  # noqa: N818 - the name other rooms know
    """The file gives no sheets. `rule` is one of the keys of `RULES` and stable."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a file can be refused: `message` knows {file} and the particulars, `hint` says what to do."""

    message: str
    hint: str


_SEND_A_WORKBOOK = mark("Open it in Excel or WPS, save it as an Excel workbook (.xlsx), and send that.")

RULES: Mapping[str, Rule] = {
    "not-a-workbook": Rule(
        mark("{file} is not a workbook."),
        mark("Send the table itself, as an Excel workbook (.xlsx, .xls) or a CSV file."),
    ),
    "unsupported-format": Rule(mark("{file} is {what}, which cannot be read as a table."), _SEND_A_WORKBOOK),
    "archive": Rule(mark("{file} is {what}."), mark("Unpack it and send the workbooks in it.")),
    "encrypted": Rule(
        mark("{file} is protected with a password."),
        mark("Remove the password in Excel or WPS (File, Info, Protect Workbook), save, and send it again."),
    ),
    "empty-file": Rule(
        mark("{file} is empty."), mark("The copy may have failed; send the file again from where it was made.")
    ),
    "no-sheets": Rule(mark("{file} has no worksheet."), mark("Send the workbook that holds the table.")),
    "lock-file": Rule(
        mark("{file} is a marker that Excel or WPS keeps while a workbook is open, not the workbook."),
        mark("Close the workbook and send the file without ~$ or .~ at the start of its name."),
    ),
    "damaged": Rule(
        mark("{file} is damaged and cannot be read to the end."),
        mark("Open it in Excel or WPS, let it be repaired, save it under a new name, and send that."),
    ),
    "too-large": Rule(
        mark("{file} is too large: {what}."),
        mark("Delete sheets, rows and columns that are not needed, or save the table in a new workbook, and send it."),
    ),
    "took-too-long": Rule(
        mark("{file} could not be read within {seconds} seconds."),
        mark("Copy the table into a new workbook and send that."),
    ),
}
"""Every rule with its words."""

PARTICULARS: Mapping[str, str] = {
    "word": mark("a Word document"),
    "powerpoint": mark("a PowerPoint presentation"),
    "pdf": mark("a PDF document"),
    "image": mark("a picture"),
    "rtf": mark("a rich text document"),
    "numbers": mark("an Apple Numbers document"),
    "opendocument": mark("an OpenDocument file that is not a spreadsheet"),
    "lotus": mark("a Lotus 1-2-3 worksheet"),
    "dbase": mark("a dBase table"),
    "sylk": mark("a SYLK table"),
    "access": mark("an Access database"),
    "outlook": mark("an e-mail message"),
    "archive": mark("a packed archive"),
    "program": mark("a program"),
    "xml": mark("an XML file without a table"),
    "html": mark("a web page without a table"),
    "bytes": mark("{size} MB, at most {limit} MB can be read"),
    "unpacked": mark("unpacked it would be {size} MB, at most {limit} MB can be read"),
    "sheets": mark("{size} sheets, at most {limit} can be read"),
    "cells": mark("{size} cells, at most {limit} can be read"),
    "memory": mark("it needs more memory than one file may use"),
}
"""What a file is, or has too much of, for the {what} of a message."""


def unreadable(file_name: str, refused: Refused) -> UnreadableFile:
    """What a person is told, in the language of this session."""
    rule = RULES[refused.rule]
    particulars = dict(refused.particulars)
    if "what" in particulars:
        particulars["what"] = _(PARTICULARS[particulars["what"]]).format(**refused.particulars)
    return UnreadableFile(refused.rule, _(rule.message).format(file=file_name, **particulars), _(rule.hint))
