"""What the figures mean: the rules of domain.md in SQL, one question a file, and the functions that ask them."""

from guoban.measures.appraisal import Scoring, appraisal, appraisal_by_area, appraisal_what_if
from guoban.measures.comparison import Against, comparison
from guoban.measures.completeness import completeness, due_day, heard, reporting
from guoban.measures.history import observations, reach, upload_units, uploads, versions
from guoban.measures.lineage import lineage
from guoban.measures.path import path
from guoban.measures.peers import peers
from guoban.measures.progress import CONTRACT_COLUMNS, FURTHER_COLUMNS, progress
from guoban.measures.targets import target_gaps, target_revisions, target_sums, targets
from guoban.measures.trend import trend
from guoban.measures.trust import corrections, open_findings
from guoban.measures.warnings import silences, warnings

__all__ = [
    "CONTRACT_COLUMNS",
    "FURTHER_COLUMNS",
    "Against",
    "Scoring",
    "appraisal",
    "appraisal_by_area",
    "appraisal_what_if",
    "comparison",
    "completeness",
    "corrections",
    "due_day",
    "heard",
    "lineage",
    "observations",
    "open_findings",
    "path",
    "peers",
    "progress",
    "reach",
    "reporting",
    "silences",
    "target_gaps",
    "target_revisions",
    "target_sums",
    "targets",
    "trend",
    "upload_units",
    "uploads",
    "versions",
    "warnings",
]
