"""Findings as rows of a frame, as they are stored with an upload."""

import pandas as pd

from etl.model import Finding

_NO_FINDINGS = pd.DataFrame(columns=["severity", "rule", "sheet", "cell", "message", "hint"])


def findings_frame(findings: tuple[Finding, ...]) -> pd.DataFrame:
    """Findings as they are stored: severity, rule, sheet, cell, message, hint."""
    if not findings:
        return _NO_FINDINGS
    rows = [(str(f.severity), f.rule, f.sheet, f.cell, f.message, f.hint) for f in findings]
    return pd.DataFrame(rows, columns=_NO_FINDINGS.columns)
