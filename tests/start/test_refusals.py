"""What start.py cannot do is one line, in the language of the terminal, and a status; nothing is made or changed."""

import ast
import http.server
import json
import re
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from guoban.place import ROOT
from guoban.start.debian import is_root
from tests.start.bare_machine import OLD_PYTHON, PYTHON, Machine

CHINESE = re.compile(r"[\u4e00-\u9fff]")

WRONG_CALLS = [
    (("--port", "abc"), "abc"),
    (("--port", "0"), "0"),
    (("--port", "70000"), "70000"),
    (("--port",), "--port"),
    (("--prot", "8601"), "--prot"),
    (("--host", "0.0.0.0"), "0.0.0.0"),
    (("--host", "::"), "::"),
    (("--host", "192.168.1.5"), "192.168.1.5"),
    (("--host", "gonghui.example"), "gonghui.example"),
    (("setup", "--everything"), "--everything"),
    (("serve",), "serve"),
]


def without(*modules: str) -> str:
    """A Python that came without these modules, as Debian's does without python3-venv."""
    return "import sys\n" + "".join(f"sys.modules[{module!r}] = None\n" for module in modules)


@contextmanager
def answering(told: bytes) -> Iterator[int]:
    """A server that says `told` to whatever it is asked; gives its port."""

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.parametrize(("call", "named"), WRONG_CALLS)
def test_a_wrong_call_is_one_line_that_names_what_is_wrong(machine: Machine, call: tuple[str, ...], named: str) -> None:
    said = machine.start(*call)
    assert said.status == 2
    assert named in said.line
    assert CHINESE.search(said.line)
    assert said.out == ""
    assert not (machine.checkout / ".venv").exists()


@pytest.mark.parametrize(
    "settings", [{"GUOBAN_LANGUAGE": "en"}, {"LC_ALL": "en_GB.UTF-8"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_a_terminal_of_another_language_or_without_chinese_is_answered_in_english(
    machine: Machine, settings: dict[str, str]
) -> None:
    said = machine.start("--port", "abc", **settings)
    assert said.line == "start.py: argument --port: invalid int value: 'abc'. See: start.py --help"


def test_an_old_python_is_told_what_it_takes(machine: Machine) -> None:
    machine.change_python(OLD_PYTHON)
    said = machine.start()
    assert said.status == 1
    assert "3.11" in said.line
    assert "3.8.18" in said.line
    assert not (machine.checkout / ".venv").exists()


def test_what_an_old_python_reads_is_written_for_an_old_python(machine: Machine) -> None:
    """Everything that is imported before the question about the version, as the import system itself tells it."""
    machine.change_python(OLD_PYTHON)
    said = machine.run([PYTHON, "-X", "importtime", str(machine.checkout / "start.py")])
    imported = re.findall(r"\| *(guoban[\w.]*)$", said.err, re.MULTILINE)
    assert {"guoban", "guoban.start", "guoban.start.words"} <= set(imported)
    places = [ROOT.joinpath(*name.split(".")) for name in imported]
    for path in (
        ROOT / "start.py",
        *(place / "__init__.py" if place.is_dir() else place.with_suffix(".py") for place in places),
    ):
        ast.parse(path.read_text(encoding="utf-8"), path.name, feature_version=(3, 8))


def test_start_needs_nothing_but_the_standard_library() -> None:
    ours = ("guoban.start", "guoban.errors", "guoban.place")
    for path in (
        ROOT / "start.py",
        ROOT / "guoban" / "errors.py",
        ROOT / "guoban" / "place.py",
        *(ROOT / "guoban" / "start").glob("*.py"),
    ):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            strange = [n for n in names if not n.startswith(ours) and n.split(".")[0] not in sys.stdlib_module_names]
            assert strange == [], path


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_is_missing(machine: Machine, missing: str) -> None:
    machine.change_python(without(missing))
    said = machine.start("setup")
    assert said.status == 1
    assert "python3-venv" in said.line
    assert not (machine.checkout / ".venv").exists()


@pytest.mark.skipif(not (Path("/etc/debian_version").exists() and is_root()), reason="only root on Debian may use apt")
def test_what_apt_says_is_passed_on_in_one_line(machine: Machine) -> None:
    machine.change_python(without("ensurepip"))
    machine.offer_program(
        "apt-get", "import sys\nsys.exit('E: Unable to locate package' if 'install' in sys.argv else 0)"
    )
    said = machine.start("setup")
    assert said.status == 1
    assert "python3-venv" in said.line
    assert "Unable to locate package" in said.line


def test_a_taken_port_is_told_with_another_one_to_choose(machine: Machine) -> None:
    with answering(b"somebody else") as port:
        said = machine.start("--no-browser", "--port", str(port))
    assert said.status == 1
    assert f"--port {port + 1}" in said.line


def test_a_port_where_nothing_is_answered_counts_as_taken(machine: Machine) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        port = silent.getsockname()[1]
        assert f"--port {port + 1}" in machine.start("--port", str(port)).line


def test_a_second_start_finds_the_first_one_running(machine: Machine) -> None:
    data = machine.home / "data"
    with answering(json.dumps({"product": "guoban", "data": str(data)}).encode()) as port:
        said = machine.start("--no-browser", "--port", str(port), "--data", str(data))
    assert (said.status, said.err) == (0, "")
    assert f"http://127.0.0.1:{port}" in said.out


def test_a_guoban_with_other_data_is_not_taken_for_this_one(machine: Machine) -> None:
    with answering(json.dumps({"product": "guoban", "data": "/elsewhere"}).encode()) as port:
        said = machine.start("--no-browser", "--port", str(port), "--data", str(machine.home / "data"))
    assert said.status == 1
    assert "/elsewhere" in said.line
