"""The environment .venv: made, filled, and made anew when it does not fit any more."""

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from guoban.errors import GuobanError
from guoban.place import ROOT
from guoban.start.debian import apt_install, is_debian, is_root
from guoban.start.words import _, last_line, say

VENV = ROOT / ".venv"
STAMP = VENV / "guoban-installed.json"
"""What was installed, for which Python, in which folder. Removed before the first step of an install and written after
the last: no stamp, no finished install."""

NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|name resolution|ProxyError|SSLError|getaddrinfo"
)


def venv_python() -> str:
    """The interpreter of .venv, there or not."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def prepare(dev: bool) -> None:
    """Make .venv hold what requirements.txt asks (dev: requirements-dev.txt too), and do nothing where it does."""
    if is_ready(wanted(dev)):
        return
    with one_at_a_time():
        stamp = read_stamp()
        complete = wanted(dev or "dev" in stamp)
        if is_ready(complete):
            return
        if VENV.exists() and (venv_version() is None or stamp.get("folder", str(VENV)) != str(VENV)):
            say(_("The environment .venv does not fit this machine any more and is made anew."))
            shutil.rmtree(VENV)
        if not VENV.exists():
            make_venv()
        STAMP.unlink(missing_ok=True)
        install(["requirements.txt", "requirements-dev.txt"] if "dev" in complete else ["requirements.txt"])
        unfinished = STAMP.with_suffix(".new")
        unfinished.write_text(json.dumps(complete | {"python": venv_version()}), encoding="utf-8")
        unfinished.replace(STAMP)


def wanted(dev: bool) -> dict[str, str]:
    """The stamp of an environment that needs nothing more."""
    asked = {"folder": str(VENV), "run": digest("requirements.txt", "constraints.txt")}
    return asked | {"dev": digest("requirements-dev.txt")} if dev else asked


def digest(*names: str) -> str:
    """One hash of the contents of these files of the repository."""
    return hashlib.sha256(b"\0".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def is_ready(asked: dict[str, str]) -> bool:
    """Whether the last finished install was of just this, and its Python still runs."""
    stamp = read_stamp()
    return all(stamp.get(key) == value for key, value in asked.items()) and venv_version() == stamp.get("python")


def read_stamp() -> dict[str, str]:
    """What the last finished install wrote; empty where none did."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def venv_version() -> str | None:
    """The version of .venv's Python; None where it does not run or finds no packages (Python upgraded under it)."""
    program = "import sys, pip; print(sys.version.split()[0])"
    try:
        answer = subprocess.run([venv_python(), "-I", "-c", program], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Wait while another start in the same folder installs (a second, impatient double-click)."""
    with (ROOT / ".venv.lock").open("w") as lock:
        if sys.platform == "win32":
            import msvcrt

            while not locked(lambda: msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)):
                time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def locked(attempt: Callable[[], None]) -> bool:
    """Whether an attempt that refuses at once got the lock; Windows' own waiting gives up after ten seconds."""
    try:
        attempt()
    except PermissionError:
        return False
    return True


def make_venv() -> None:
    """Make .venv, with Debian's missing package first where that is possible. Raises GuobanError."""
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        if not (is_debian() and is_root()):
            raise GuobanError(
                _("This Python comes without venv and ensurepip."),
                _("Debian and Ubuntu: sudo apt install python3-venv; elsewhere: install Python from python.org."),
            )
        apt_install("python3-venv")
    runs_inside = Path(sys.prefix).resolve() == VENV
    python = getattr(sys, "_base_executable", sys.executable) if runs_inside else sys.executable
    made = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, text=True, env=clean_environment())
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        reason = last_line(made.stdout + made.stderr)
        raise GuobanError(
            _("The environment .venv could not be made: {reason}.").format(reason=reason),
            _("Mend this and start again."),
        )


def install(files: list[str]) -> None:
    """Let pip install these requirement files, its words kept in .venv/install.log. Raises GuobanError."""
    say(_("Installing what Guoban needs into .venv: once, for a minute or a few."))
    log = VENV / "install.log"
    command = [venv_python(), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--retries", "2"]
    for name in files:
        command += ["-r", str(ROOT / name)]
    with (
        log.open("w", encoding="utf-8") as kept,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=clean_environment(),
        ) as pip,
    ):
        for line in pip.stdout or ():
            kept.write(line)
            show_progress(line)
    show_progress("")
    if pip.returncode:
        raise explain(log)


def explain(log: Path) -> GuobanError:
    """Why pip failed, from what it wrote."""
    told = log.read_text(encoding="utf-8")
    details = _("Details: {log}").format(log=log)
    if NO_NETWORK.search(told):
        hint = _("Connect it, or set PIP_INDEX_URL to a mirror or PIP_FIND_LINKS to a folder of packages; start again.")
        return GuobanError(_("This machine does not reach the package index."), f"{hint} {details}")
    reason = last_line(told)
    return GuobanError(
        _("pip could not install what Guoban needs: {reason}.").format(reason=reason),
        _("Mend this and start again.") + " " + details,
    )


def show_progress(line: str) -> None:
    """pip's own words, in one line that is written over, where somebody sits in front of a terminal."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        sys.stdout.write("\r" + line.strip()[:width].ljust(width) + "\r")
        sys.stdout.flush()


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment for children: nothing that makes Python or pip look outside .venv, and UTF-8 everywhere."""
    misleading = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in misleading}
    return kept | {"PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", "PIP_USER": "0"} | extra
