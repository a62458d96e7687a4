"""Every rule by which a figure or a file is doubted: its name, its weight, its words.

Names are stable: scripts and stored findings refer to them. docs/rules.md is written from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.model import Finding, Severity
from etl.reading.refusal import RULES as REFUSALS
from guoban.text import _, mark

ERROR, QUESTION, WARNING, NOTE = Severity.ERROR, Severity.QUESTION, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. meaning: one line for the list of rules; message, hint: templates, filled by `finding`."""

    name: str
    severity: Severity
    meaning: str
    message: str
    hint: str


def _rules(*rules: Rule) -> Mapping[str, Rule]:
    return {rule.name: rule for rule in rules}


RULES: Mapping[str, Rule] = _rules(
    # what a name means
    Rule(
        "unknown-unit", QUESTION,
        mark("A row or column is about a unit that is not on the roster; it is left out until answered."),
        mark("The unit “{name}” is not on the roster."),
        mark("Choose the unit it is, or leave it out."),
    ),
    Rule(
        "unknown-indicator", QUESTION,
        mark("A row or column is about an indicator that the catalogue does not have; it is left out until answered."),
        mark("The indicator “{name}” is not in the catalogue."),
        mark("Choose the indicator it is, or leave it out."),
    ),
    Rule(
        "ambiguous-name", QUESTION,
        mark("A name stands for several units or indicators, or two columns have the same name."),
        mark("“{name}” can mean several things."),
        mark("Choose which one is meant, or leave it out."),
    ),
    Rule(
        "no-unit", QUESTION,
        mark("Neither table, title, sheet nor file name says whose figures these are."),
        mark("Nothing says which unit these figures are from."),
        mark("Choose the unit, or write “填报单位：…” above the table."),
    ),
    Rule(
        "row-without-name", WARNING,
        mark("A row or column has figures and no name; it was not read."),
        mark("There are figures here, but no name beside them; they were not read."),
        mark("Write the name, or delete the figures if they are not needed."),
    ),
    Rule(
        "column-not-understood", WARNING,
        mark("The head over some figures says neither whose nor what sort of figures they are; they were not read."),
        mark("The head “{name}” is not understood; its figures were not read."),
        mark("Nothing to do if they are not needed; else call it 本季, 累计, 年度目标 or by its indicator."),
    ),
    Rule(
        "prose-not-read", WARNING,
        mark("A column that should hold figures holds sentences with numbers in them; they were not read."),
        mark("“{name}” holds sentences and no figures, “{raw}” for one; they were not read."),
        mark("Write each figure in a cell of its own; sentences go into the remarks."),
    ),
    Rule(
        "part-left-out", NOTE,
        mark("A breakdown (其中) that the catalogue does not have, or a target for part of a year; it was not read."),
        mark("“{name}” is a part that is not kept on its own; it was not read."),
        mark("Nothing to do."),
    ),
    # which days
    Rule(
        "no-span", QUESTION,
        mark("Nothing says which days the figures cover."),
        mark("Nothing says which days these figures cover."),
        mark("Choose the span, or write it in the title: 2026年第二季度."),
    ),
    Rule(
        "several-spans", QUESTION,
        mark("The title names several spans and the columns do not say which is theirs."),
        mark("The title names several spans: {spans}."),
        mark("Choose the one that is meant."),
    ),
    Rule(
        "year-mismatch", QUESTION,
        mark("Title, sheet and file name name different years."),
        mark("The years disagree: {years}."),
        mark("Choose the right span, or correct the title or the name of the file."),
    ),
    Rule(
        "future-span", QUESTION,
        mark("The figures are for days that have not come yet."),
        mark("These figures are for {span}, which is still to come."),
        mark("Choose the right span, or correct the year in the title."),
    ),
    # single figures
    Rule(
        "unreadable-value", ERROR,
        mark("A cell that should hold a figure holds something else."),
        mark("“{raw}” cannot be read as a figure ({unit}, {indicator})."),
        mark("Write a plain number; leave the cell empty or write — where there is none."),
    ),
    Rule(
        "merged-figure", ERROR,
        mark("A figure is merged over several units or indicators, so it belongs to none of them."),
        mark("The figure in {cell} is merged over several cells; nobody can tell whose it is."),
        mark("Split the merged cell and write each figure in its own."),
    ),
    Rule(
        "measure-mismatch", QUESTION,
        mark("A column or row is counted in a measure that its indicator cannot have; it is left out until answered."),
        mark("“{name}” is in {measure}, but {indicator} is counted in {own}."),
        mark("Choose the indicator that is meant, or leave it out."),
    ),
    Rule(
        "other-measure", WARNING,
        mark("A measure differs from the indicator's own; the figures were read as they stand."),
        mark("“{name}” is in {measure}; {indicator} is counted in {own}."),
        mark("See whether the right thing was counted."),
    ),
    Rule(
        "value-measure-mismatch", ERROR,
        mark("A figure carries a measure that its indicator cannot have."),
        mark("“{raw}” is in a measure that {indicator} is not counted in ({own})."),
        mark("Correct the figure or its measure."),
    ),
    Rule(
        "percent-unclear", WARNING,
        mark("A small number under a per cent head was read as per cent, like the others of its column."),
        mark("{raw} under a head in % was read as {raw} per cent."),
        mark("If it means {percent}, write {percent}."),
    ),
    Rule(
        "percent-or-fraction", QUESTION,
        mark("A small number under a per cent head can be a fraction or per cent; it is left out until answered."),
        mark("{raw} under a head in % can be {first} or {second} ({unit}, {indicator})."),
        mark("Choose which is meant, or write it with its sign: {first}."),
    ),
    Rule(
        "missing-value", NOTE,
        mark("A figure that the table asks for is missing; it counts as not reported, never as zero."),
        mark("{unit}: no figure for {indicators}; counted as not reported."),
        mark("If there was nothing to report, write 0."),
    ),
    Rule(
        "negative", ERROR,
        mark("A figure is below zero."),
        mark("{raw} is below zero ({unit}, {indicator})."),
        mark("Write the figure itself, not the change since last time."),
    ),
    Rule(
        "value-too-large", ERROR,
        mark("A figure is too large to be true: a trillion or more."),
        mark("{raw} is too large to be stored ({unit}, {indicator})."),
        mark("See whether the measure is right: 元 or 万元."),
    ),
    Rule(
        "ratio-over-one", WARNING,
        mark("A rate is above 100 %."),
        mark("{unit}, {indicator}: {percent} is above 100%."),
        mark("See whether numerator and denominator were exchanged, or the decimal point is wrong."),
    ),
    # figures against each other
    Rule(
        "ratio-mismatch", WARNING,
        mark("A rate differs from its own numerator ÷ denominator in the same file."),
        mark("{unit}, {indicator}: {percent} is written, {numerator} ÷ {denominator} is {computed}."),
        mark("Correct whichever is wrong; the rate is worked out from numerator and denominator."),
    ),
    Rule(
        "numerator-over-denominator", WARNING,
        mark("A part is larger than its whole: more employers with a union than employers."),
        mark("{unit}: {numerator_name} {numerator} is more than {denominator_name} {denominator}."),
        mark("See whether the two were exchanged."),
    ),
    Rule(
        "cumulative-mismatch", WARNING,
        mark("A figure from 1 January differs from the sum of its parts; the cumulative figure counts."),
        mark("{unit}, {indicator}: 累计 {cumulative}, its parts add up to {parts}: a difference of {difference}."),
        mark("累计 counts; correct whichever is wrong."),
    ),
    Rule(
        "cumulative-falling", WARNING,
        mark("A figure from 1 January is below one of an earlier day of the same year, in the file or in the store."),
        mark("{unit}, {indicator}: {later} by {later_day} is less than {earlier} by {earlier_day} ({source})."),
        mark("累计 cannot fall: see whether it is the figure of a month or quarter, or the earlier one was too high."),
    ),
    Rule(
        "total-mismatch", WARNING,
        mark("A total differs from the sum of its parts; totals are never loaded."),
        mark("{indicator}: “{name}” says {total}, its parts add up to {parts}: a difference of {difference}."),
        mark("The figures of the units count; see whether one of them is wrong."),
    ),
    Rule(
        "duplicate-figure", NOTE,
        mark("The same figure stands in the file more than once, with the same value."),
        mark("{count} figures stand in the file twice with the same value; each was read once."),
        mark("Nothing to do."),
    ),
    Rule(
        "contradiction", ERROR,
        mark("The same unit, indicator and span stand in the file with different values."),
        mark("{unit}, {indicator}, {span}: {first} in {first_cell}, but {second} here."),
        mark("Delete or correct one of them."),
    ),
    Rule(
        "unit-twice", ERROR,
        mark("A unit stands in two rows of one table, and the rows say different things."),
        mark("{unit} stands in row {first_row} and again in row {second_row}; {count} figures differ: {example}."),
        mark("Delete one of the two rows, or write the name of the unit that is really meant."),
    ),
    Rule(
        "tables-disagree", ERROR,
        mark("Two tables of the file have different values for the same unit, indicator and span."),
        mark("{unit}, {indicator}, {span}: {first} in the table of {first_cell}, but {second} in this one."),
        mark("Correct one of the two tables, or delete it."),
    ),
    Rule(
        "more-of-the-same", NOTE,
        mark("A rule found more than can be read in a list; the rest is counted."),
        mark("{count} more of the same kind: {example}"),
        mark("See whether one cause explains them all: two columns exchanged, a wrong measure."),
    ),
    # figures beside the figures
    Rule(
        "last-year-differs", WARNING,
        mark("A figure for last year, beside this year's, differs from the one in the store; it is never loaded."),
        mark("{unit}, {indicator}: “{name}” says {written}; the store has {stored} for {span}."),
        mark("If last year's figure has been revised, send the report of that span again; else correct it here."),
    ),
    Rule(
        "computed-differs", WARNING,
        mark("A rate of completion or of growth differs from the figures it is computed from; it is never loaded."),
        mark("{unit}, {indicator}: “{name}” says {written}; {formula} is {computed}."),
        mark("The figures count and the rate is worked out anew; see whether one of the figures is wrong."),
    ),
    # targets
    Rule(
        "target-quarters-mismatch", WARNING,
        mark("Targets for the quarters do not add up to the target of the year; that of the year counts."),
        mark("{unit}, {indicator}: {whole} for the year, its parts add up to {parts}: a difference of {difference}."),
        mark("The target of the year counts; correct whichever is wrong."),
    ),
    Rule(
        "target-parts-mismatch", WARNING,
        mark("The targets of the units below a unit do not add up to its own; its own counts."),
        mark("{unit}, {indicator}: {whole} for itself, {parts} for {count} units below: a difference of {difference}."),
        mark("The unit's own target counts for it; correct it, or the targets of the units below."),
    ),
    # figures against the unit's own history
    Rule(
        "money-measure-doubtful", WARNING,
        mark("An amount is ten thousand times what the unit usually has, or one ten-thousandth: 元 and 万元 mistaken."),
        mark("{unit}, {indicator}: {value} is {ratio} the usual {usual}; probably {meant} is meant and not {read}."),
        mark("If {meant} is meant it is {likely}: write the right measure in the head or above the table."),
    ),
    Rule(
        "magnitude-doubtful", WARNING,
        mark("A figure is ten, a hundred or ten thousand times what the unit usually has, or such a fraction of it."),
        mark("{unit}, {indicator}: {value} is {ratio} the usual {usual}."),
        mark("See whether a digit or the decimal point is wrong; {likely} would be usual."),
    ),
    Rule(
        "outlier", WARNING,
        mark("What a period brought is far outside of all that the periods before it brought, five at least."),
        mark("{unit}, {indicator}: {span} brought {gain}; the {count} periods before brought {low} to {high}."),
        mark("If it is right there is nothing to do; a word in the remarks says why to those who ask."),
    ),
    # the file as a whole
    Rule(
        "not-opened", ERROR,
        mark("The file could not be opened: it is gone, or may not be read."),
        mark("{file} cannot be opened: {reason}"),
        mark("See that it is still there and may be read."),
    ),
    Rule(
        "older-figures", WARNING,
        mark("The file would bring back figures that a later upload has corrected: an older file after a newer one."),
        mark(
            "{count} figures are those of upload {old} ({old_file}), which upload {new} ({new_file}, {day}) has since "
            "corrected; loading would take the correction back. The first of them: {unit}, {indicator}."
        ),
        mark("See whether this is the latest file; load it only if the correction was wrong."),
    ),
    Rule(
        "older-report", NOTE,
        mark("The store has figures of the same units for later days of the year already."),
        mark("This report ends on {day}; upload {upload} ({file}) has figures of {units} up to {later_day} already."),
        mark("Nothing to do if this is a report sent late or corrected; else see whether it is the right file."),
    ),
    Rule(
        "hidden-sheet", NOTE,
        mark("A hidden sheet has figures; they were read."),
        mark("The sheet “{name}” is hidden; its figures were read."),
        mark("Unhide it to see what was read, or delete it if it is out of date."),
    ),
    Rule(
        "hidden-cells", NOTE,
        mark("Hidden rows or columns have figures; they were read."),
        mark("There are figures in hidden {places}; they were read."),
        mark("Unhide them to see what was read, or delete them if they are out of date."),
    ),
    Rule(
        "not-recognised", ERROR,
        mark("No sheet holds a table in which units or indicators could be recognised."),
        mark("No table was recognised in {file}: {reasons}"),
        mark("See whether this is the right file; heads must name units and indicators."),
    ),
    Rule(
        "another-unit", ERROR,
        mark("A figure of a unit that whoever loads the file does not answer for; it is left out."),
        mark("{unit} is not yours to report ({count} figures from {cell} on)."),
        mark("Take these rows out, or let the unit itself or an administrator load them."),
    ),
    Rule(
        "targets-left-out", WARNING,
        mark("Targets in a file of somebody who may not set them; they are left out."),
        mark("Targets are set by administrators; {count} from {cell} on were left out."),
        mark("Send them to the county's administrator if they are new."),
    ),
    Rule(
        "nothing-to-load", WARNING,
        mark("Tables were recognised, and not one figure in them can be loaded."),
        mark("There is not one figure in {file} that can be loaded."),
        mark("Fill in the table, or answer the questions."),
    ),
    Rule(
        "same-file-again", NOTE,
        mark("Exactly this file was loaded before; there is nothing to do."),
        mark("Exactly this file was loaded before, as upload {upload}; there is nothing to do."),
        mark("If something was corrected, save the workbook and send that."),
    ),
)  # fmt: skip

ALL_NAMES: frozenset[str] = frozenset(RULES) | frozenset(REFUSALS)
"""Every rule a finding can have, those of unreadable files included."""


def finding(
    rule: str,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    choices: tuple[str, ...] = (),
    about: str | None = None,
    **words: Any,
) -> Finding:
    """A finding of `rule`, in the language of this session. words: what the templates ask for."""
    found = RULES[rule]
    if cell is not None:
        words.setdefault("cell", cell)
    words |= {key: _shortened(words[key]) for key in _OF_CELLS if key in words}
    return Finding(
        severity=found.severity,
        rule=rule,
        message=_(found.message).format(**words),
        hint=_(found.hint).format(**words),
        sheet=sheet,
        cell=cell,
        choices=choices,
        about=about,
    )


_OF_CELLS = ("name", "raw")
"""Words that are what somebody typed into a cell."""

_LONGEST = 60


def _shortened(typed: object) -> str:
    """What stands in a cell, at most so much of it as a sentence bears."""
    text = str(typed)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
