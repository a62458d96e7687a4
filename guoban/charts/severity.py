"""The four severities of a finding: a sign and a word each."""

from collections.abc import Mapping

from guoban.text import mark

SEVERITIES: Mapping[str, tuple[str, str]] = {
    "error": ("✕", mark("error")),
    "question": ("?", mark("to settle")),
    "warning": ("△", mark("warning")),
    "note": ("·", mark("note")),
}
"""Severity of a finding (contract.md) → its sign and word, gravest first."""
