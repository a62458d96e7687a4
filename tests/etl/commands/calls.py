"""Calls of the real command line."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Answer:
    """What a call answered."""

    status: int
    out: str
    errors: str

    @property
    def json(self) -> Any:
        """Standard output, which holds JSON and nothing else."""
        return json.loads(self.out)


def etl(*words: object, data: Path | None = None, **environment: str) -> Answer:
    """`python -m etl WORDS` in a process of its own, in English unless `environment` says otherwise."""
    own = {key: value for key, value in os.environ.items() if not key.startswith("GUOBAN_")}
    own |= {"GUOBAN_LANG": "en", **environment}
    if data is not None:
        own["GUOBAN_DATA"] = str(data)
    command = [sys.executable, "-m", "etl", *map(str, words)]
    done = subprocess.run(command, cwd=PROJECT, env=own, capture_output=True, timeout=120, check=False)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
