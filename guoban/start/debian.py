"""What apt can install where Guoban is started by root on Debian."""

import os
import shutil
import subprocess
from pathlib import Path

from guoban.errors import GuobanError
from guoban.start.words import _, last_line, say


def is_debian() -> bool:
    """Whether apt installs programs on this machine."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def is_root() -> bool:
    """Whether this account may install programs; never so on Windows."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def apt_install(*packages: str) -> None:
    """Install Debian packages; GuobanError says which and why not."""
    names = " ".join(packages)
    say(_("Installing with apt: {packages}").format(packages=names))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.run(["apt-get", "-q", "update"], capture_output=True, env=environment)
    install = ["apt-get", "-q", "-y", "--no-install-recommends", "install", *packages]
    done = subprocess.run(install, capture_output=True, text=True, env=environment)
    if done.returncode:
        raise GuobanError(
            _("apt could not install {packages}: {reason}.").format(packages=names, reason=last_line(done.stderr)),
            _("Connect this machine or install them by hand, then start again."),
        )
