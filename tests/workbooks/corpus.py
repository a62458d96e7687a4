"""All workbooks of the corpus: importing this fills the registry."""

from tests.workbooks import (  # noqa: F401
    across,
    cells,
    doubts,
    files,
    forms,
    heads,
    ledgers,
    merges,
    mixtures,
    more_doubts,
    names,
    papers,
    spans,
    spots,
    surroundings,
    totals,
    unkind,
)
