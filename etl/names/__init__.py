"""Names: which unit or indicator a label in a sheet means, and what else a label can be.

    names = Names.of(catalogue)
    names.unit("城关镇 总工会（含下属）")     → code "T01", how "normalised"
    names.indicator("1.帮扶资金发放(万元)")  → code "AID-01", how "normalised"
    split_measure("帮扶资金发放(万元)")      → ("帮扶资金发放", "万元")

Similarity never decides: it only ranks the choices of a question.
"""

from etl.names.forms import indicator_forms, unit_forms
from etl.names.labels import is_total, split_measure
from etl.names.match import Known, NameMatch, Names

__all__ = ["Known", "NameMatch", "Names", "indicator_forms", "is_total", "split_measure", "unit_forms"]
