"""Holes in what is installed, as far as PyPI knows them: asked by the tests, where it can be asked."""

import json
import subprocess
from dataclasses import dataclass, field
from typing import Any

from guoban.place import ROOT
from guoban.start.environment import venv_python

AUDIT = ("pip_audit", "--format", "json", "--progress-spinner", "off", "--timeout", "10", "--skip-editable")
LONGEST = 180
"""Seconds; a net that swallows what is asked keeps nobody longer."""


@dataclass(frozen=True)
class Heard:
    """What was answered. asked, unknown: how many packages, and of how many nothing is known; holes: in words."""

    asked: int = 0
    unknown: int = 0
    holes: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def anything(self) -> bool:
        """Whether somebody who knows packages answered at all."""
        return self.asked > self.unknown


def look_for_holes(environment: dict[str, str]) -> Heard:
    """Ask about every package that is installed. That nobody answers is no error."""
    command = [venv_python(), "-m", *AUDIT]
    try:
        answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return Heard(problem=f"> {LONGEST} s")
    return understood(answer.stdout, answer.stderr)


def understood(out: str, err: str) -> Heard:
    """The answer of pip-audit; out: its JSON, or nothing where it broke off, and err then ends with the reason."""
    try:
        packages: list[dict[str, Any]] = json.loads(out)["dependencies"]
    except (ValueError, KeyError, TypeError):
        lines = err.strip().splitlines()
        return Heard(problem=lines[-1] if lines else "?")
    holes = [
        f"{package['name']} {package['version']}: {hole['id']} ({', '.join(hole['fix_versions']) or '—'})"
        for package in packages for hole in package.get("vulns", ())
    ]  # fmt: skip
    unknown = sum("skip_reason" in package for package in packages)
    return Heard(len(packages), unknown, holes)
