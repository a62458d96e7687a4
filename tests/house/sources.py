"""What the product is made of: its modules as syntax trees, its texts, its files as git knows them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from guoban.place import ROOT

ROOMS = ("guoban", "etl", "pages")


@dataclass(frozen=True)
class Module:
    """One file of Python; name as it is imported."""

    name: str
    path: Path

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    def imported(self) -> set[str]:
        """Every module or name that is imported, wherever it stands: `from a import b` gives a and a.b."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                package = self.name.rsplit(".", node.level)[0] if node.level else ""
                base = ".".join(part for part in (package, node.module) if part)
                found |= {base} | {f"{base}.{alias.name}" for alias in node.names}
        return found


def modules() -> list[Module]:
    """start.py, app.py and every module of the rooms."""
    paths = [ROOT / "start.py", ROOT / "app.py"]
    for room in ROOMS:
        paths += sorted((ROOT / room).rglob("*.py"))
    return [module(path) for path in paths]


def module(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return Module(".".join(parts[:-1] if parts[-1] == "__init__" else parts), path)


def tracked() -> list[Path]:
    """Files that are, or are about to be, in the repository: what git ignores is none of it."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Tracked files that are text."""
    for path in tracked():
        raw = path.read_bytes()
        if b"\0" not in raw:
            yield path, raw.decode("utf-8")
