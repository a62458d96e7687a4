"""What signs the framework's cookies: made once for a data folder, never in the repository."""

import secrets
from pathlib import Path

from filelock import FileLock


def cookie_secret(folder: Path) -> str:
    """The secret of a data folder, made at the first call; processes that start together agree on one."""
    path = folder / "cookie.secret"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "cookie.secret.lock"):
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_text(encoding="ascii")
