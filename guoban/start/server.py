"""Serving: a free port, a store to look at, and a child process that ends when we do."""

import ipaddress
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from pathlib import Path
from types import FrameType

from guoban.errors import GuobanError, UsageError
from guoban.place import ROOT
from guoban.start.environment import clean_environment, venv_python
from guoban.start.people import has_administrator, print_first_code, waits_for_the_first
from guoban.start.words import _, complain, say

PATIENCE = 120
"""Seconds until a server that does not answer counts as failed; slow disks need a while to read pandas at first."""


def refuse_other_machines(host: str, data: Path) -> None:
    """Where nobody can sign in, nothing but this machine may look."""
    if not is_loopback(host) and not has_administrator(data):
        raise UsageError(
            _("Guoban does not listen on {host}: {data} has no administrator yet who could sign in.")
            .format(host=host, data=data),
            _("Leave --host out, start, and make the first one; then start with --host again."),
        )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether listening there means listening to this machine alone."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """The URL of a host and port as this machine opens it; IPv6 in brackets."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # nosec B104
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def port_taken(host: str, port: int) -> bool:
    """Whether another program listens there already. GuobanError where this account may not listen."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name != "nt":  # there it would let two programs share a port
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError:
            raise GuobanError(
                _("This account may not listen on port {port}.").format(port=port), _("Choose another: --port 8501")
            ) from None
        except OSError:
            return True
    return False


def show_running(url: str, port: int, data: Path, browser: bool) -> int:
    """The port is taken: by this very Guoban, which is all that was wanted, or by something else."""
    health = ask_health(url)
    if health.get("product") != "guoban":
        message = _("Port {port} is taken by another program.").format(port=port)
    elif health.get("data") != str(data):
        message = _("Port {port} is taken by a Guoban that shows {data}.").format(port=port, data=health.get("data"))
    else:
        say(_("Guoban is running already: {url}").format(url=url))
        open_browser(url, browser)
        return 0
    raise GuobanError(message, _("Choose another: --port {port}").format(port=port + 1))


def fill_empty_store(data: Path) -> int:
    """On the first start, load the demonstration county, so that there is something to look at. Returns a status."""
    if (data / "store" / "current.json").exists():
        return 0
    say(_("First start: loading the demonstration county into {data}").format(data=data))
    command = [venv_python(), "-m", "etl", "init", "--demo", "--data", str(data)]
    status = subprocess.run(command, cwd=ROOT, env=clean_environment()).returncode
    if status:
        complain(_("The demonstration county could not be loaded; the line above says why."))
    return status


def run_server(host: str, port: int, data: Path, browser: bool) -> int:
    """Start the server, say where it is, and stop it when we are stopped."""
    log = data / "log" / "server.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    url = address(host, port)
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
    with log.open("w", encoding="utf-8") as kept:
        environment = clean_environment(GUOBAN_DATA=str(data))
        command = server_command(ROOT / "app.py", host, port)
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=kept, stderr=subprocess.STDOUT)
        try:
            wait_until_it_answers(server, url, log)
            if is_loopback(host):
                say(_("Guoban is running: {url} (this machine only; Ctrl-C stops it)").format(url=url))
            else:
                say(_("Guoban is running: {url} (whoever signs in; Ctrl-C stops it)").format(url=url))
            if waits_for_the_first(data):
                print_first_code(data)
            open_browser(url, browser)
            server.wait()
        except KeyboardInterrupt:
            stop(server)
            say(_("Stopped."))
            return 0
        finally:
            server.kill()
    raise GuobanError(_("The server ended by itself; {log} says why.").format(log=log), _("Start it again."))


def server_command(application: Path, host: str, port: int) -> list[str]:
    """The call that serves an application (a file like app.py)."""
    command = [venv_python(), "-m", "streamlit", "run", str(application), "--server.headless", "true"]
    return [*command, "--server.address", host, "--server.port", str(port)]


def interrupt(number: int, frame: FrameType | None) -> None:
    """Treat a signal to end as Ctrl-C."""
    raise KeyboardInterrupt


def wait_until_it_answers(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once /health answers. GuobanError, naming the log, where the server ended or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while ask_health(url).get("product") != "guoban":
        if server.poll() is not None or time.monotonic() > deadline:
            raise GuobanError(_("The server did not start; {log} says why.").format(log=log))
        time.sleep(0.1)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to end; insist after ten seconds, or at a second Ctrl-C."""
    server.terminate()
    try:
        server.wait(10)
    except (KeyboardInterrupt, subprocess.TimeoutExpired):
        server.kill()
        server.wait()


def ask_health(url: str) -> dict[str, str]:
    """What /health says; empty where nothing or something else answers. No proxy is asked about this machine."""
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url + "/health", timeout=2) as answer:
            told = json.loads(answer.read(100_000))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def open_browser(url: str, wanted: bool) -> None:
    """Open the page where that is wanted and there is a screen."""
    has_screen = sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if wanted and has_screen:
        webbrowser.open(url)
