"""Serving, with the real product: first start, second start, and the end."""

import json
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
import urllib.request
from pathlib import Path

import pytest

from guoban.access.codes import make_first_administrator
from guoban.access.store import AccessStore
from guoban.place import ROOT
from tests.start.bare_machine import PYTHON, Machine

PATIENCE = 60


@pytest.fixture(scope="module")
def product(ready_once: Machine) -> Machine:
    """The whole product beside start.py; instead of a download, .venv borrows the packages these tests run with."""
    for name in ("app.py", "etl", "pages", "data", "guoban", ".streamlit"):
        target = ready_once.checkout / name
        if target.is_dir():
            shutil.rmtree(target)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__", "live"))
        else:
            shutil.copy(ROOT / name, target)
    ready_once.offer_package("borrowed", "1.0", **{"borrowed.pth": sysconfig.get_path("purelib") + "\n"})
    ready_once.ask("requirements.txt", borrowed="1.0")
    assert ready_once.start("setup").status == 0
    return ready_once


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> dict[str, object]:
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://127.0.0.1:{port}/health"
        ) as told:
            return dict(json.loads(told.read()))
    except OSError:
        return {}


def serve(machine: Machine, port: int, data: Path) -> "subprocess.Popen[str]":
    command = [PYTHON, str(machine.checkout / "start.py"), "--no-browser", "--port", str(port), "--data", str(data)]
    server = subprocess.Popen(
        command, env=machine.environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    deadline = time.monotonic() + PATIENCE
    while not health(port) and server.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    return server


def test_the_first_start_shows_the_demonstration_county_and_the_second_one_keeps_it(
    product: Machine, tmp_path: Path
) -> None:
    port, data = free_port(), tmp_path / "中文 目录"
    server = serve(product, port, data)
    told = health(port)
    again = product.start("--no-browser", "--port", str(port), "--data", str(data))
    server.send_signal(signal.SIGTERM)
    said, _ = server.communicate(timeout=20)
    assert told["data"] == str(data), said
    assert "problem" not in told
    assert server.returncode == 0
    assert "示例县" in said
    assert f"http://127.0.0.1:{port}" in said
    assert "已在运行" in again.out

    server = serve(product, port, data)
    assert health(port)["store_version"] == told["store_version"]
    server.send_signal(signal.SIGINT)
    said, _ = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "示例县" not in said
    assert health(port) == {}


def test_real_figures_without_an_account_get_a_code_for_the_first_administrator(
    product: Machine, demo_data: Path
) -> None:
    (demo_data / "demonstration").unlink()
    server = serve(product, free_port(), demo_data)
    told = iter(server.stdout or ())
    code = next(found[0] for line in told if (found := re.search(r"(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}", line)))
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=20)
    store = AccessStore(demo_data)
    assert make_first_administrator(store, code, "陈主席", "half the year is gone", "127.0.0.1")


def test_data_that_cannot_be_a_folder_is_said_without_a_traceback(product: Machine, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    said = product.start("--no-browser", "--port", str(free_port()), "--data", str(file))
    assert said.status != 0
    assert str(file) in said.err
    assert "Traceback" not in said.err


def test_a_server_that_does_not_start_names_its_log(product: Machine, demo_data: Path) -> None:
    (demo_data / "cookie.secret").mkdir()
    said = product.start("--no-browser", "--port", str(free_port()), "--data", str(demo_data))
    assert said.status == 1
    assert str(demo_data / "log" / "server.log") in said.line
