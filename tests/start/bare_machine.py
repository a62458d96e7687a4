"""A machine with a Python, a checkout of the product, and nothing else: no packages, no network, an empty PATH.

What start.py meets is arranged at the machine's edge only: programs on PATH, packages in a folder, a Python that says
that it is old or lacks a module. start.py itself runs unchanged, in a process of its own.
"""

import base64
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from guoban.place import ROOT

PYTHON = getattr(sys, "_base_executable", sys.executable)
"""The Python that .venv was made with: it has no packages of ours."""

COPIED = (
    "start.py", ".ci/run", "requirements.txt", "requirements-dev.txt", "constraints.txt",
    "guoban/__init__.py", "guoban/errors.py", "guoban/place.py", "guoban/start", "guoban/text/zh_CN/start.po",
)  # fmt: skip
"""What is read before anything is installed."""

OLD_PYTHON = "import sys\nsys.version_info = (3, 8, 18, 'final', 0)\nsys.version = '3.8.18 (default)'\n"


@dataclass(frozen=True)
class Said:
    """How start.py ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """The one line of complaint. More than one, or a traceback, is a failure."""
        assert len(self.err.splitlines()) == 1, self.err
        return self.err.strip()


@dataclass(frozen=True)
class Machine:
    """home: with guoban/ (the checkout), bin/ (all of PATH), packages/ (for pip) and python/ (sitecustomize) in it."""

    home: Path

    @property
    def checkout(self) -> Path:
        return self.home / "guoban"

    @property
    def stamp(self) -> Path:
        return self.checkout / ".venv" / "guoban-installed.json"

    def environment(self, **extra: str) -> dict[str, str]:
        """Nothing of this machine's settings but what Windows cannot start a program without."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        offline = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.home / "packages")}
        own = {"PATH": str(self.home / "bin"), "HOME": str(self.home), "PYTHONPATH": str(self.home / "python")}
        return kept | own | offline | {"LANG": "C.UTF-8"} | extra

    def start(self, *arguments: str, **extra: str) -> Said:
        """Run start.py to its end."""
        return self.run([PYTHON, str(self.checkout / "start.py"), *arguments], **extra)

    def run(self, command: list[str], **extra: str) -> Said:
        done = subprocess.run(
            command,
            cwd=self.home,
            env=self.environment(**extra),
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def ask(self, *files: str, **pinned: str) -> None:
        """Let requirement files ask for these packages: ask("requirements.txt", pebble="1.0")."""
        for name in files:
            lines = [f"{package}=={version}" for package, version in pinned.items()]
            (self.checkout / name).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def installed(self, package: str) -> str:
        """The version that .venv holds; empty where it holds none."""
        program = f"from importlib.metadata import version; print(version('{package}'))"
        python = next((self.checkout / ".venv").glob("[Sb][ci]*/python*"))
        return self.run([str(python), "-c", program]).out.strip()

    def offer_package(self, name: str, version: str, **files: str) -> None:
        """Put a wheel into the folder that pip looks at: offer_package("pebble", "1.0", **{"pebble.py": "…"})."""
        about = f"{name}-{version}.dist-info"
        texts = {
            **files,
            f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{path},,\n" for path in (*texts, f"{about}/RECORD"))
        with zipfile.ZipFile(self.home / "packages" / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
            for path, text in {**texts, f"{about}/RECORD": record}.items():
                wheel.writestr(path, text)

    def offer_program(self, name: str, script: str) -> None:
        """Put a program on PATH that says itself, through this very Python, what it does."""
        code = base64.b64encode(script.encode()).decode()
        path = self.home / "bin" / name
        path.write_text(f"#!{PYTHON}\nimport base64\nexec(base64.b64decode('{code}'))\n", encoding="ascii")
        path.chmod(0o755)

    def change_python(self, program: str) -> None:
        """Let every Python of this machine run `program` first; PYTHONPATH does not reach the children of start.py."""
        (self.home / "python" / "sitecustomize.py").write_text(program, encoding="utf-8")


def bare_machine(home: Path) -> Machine:
    """A machine in an empty folder."""
    for name in ("bin", "packages", "python", "guoban"):
        (home / name).mkdir()
    for name in COPIED:
        source, target = ROOT / name, home / "guoban" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return Machine(home)
