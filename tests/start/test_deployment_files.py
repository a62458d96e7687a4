"""The files with which an office runs Guoban speak of things that are there, in words that start.py understands."""

import json
import re
import shlex
from configparser import RawConfigParser
from pathlib import Path

from guoban.access.sign_on import SignOn
from guoban.place import ROOT
from guoban.start.options import serve_options

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
LET_IN = {
    line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
}
NEEDED = {
    "start.py", "app.py", "requirements.txt", "constraints.txt", "guoban", "etl", "pages", ".streamlit/config.toml",
    "data/catalogue", "data/examples/demonstration-county",
}  # fmt: skip


def test_the_image_gets_what_the_product_needs_and_no_history_data_or_environment() -> None:
    assert NEEDED <= LET_IN
    assert all((ROOT / name).exists() for name in LET_IN)
    assert not {name for name in LET_IN if name.split("/")[0] in (".git", ".venv", "tests") or "live" in name}
    copied = [
        line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY") and "--from" not in line
    ]
    assert all((ROOT / source).exists() for sources in copied for source in sources)


def test_image_and_unit_start_the_server_with_options_that_there_are() -> None:
    (entry,) = re.findall(r"^ENTRYPOINT (\[.*\])$", DOCKERFILE, re.MULTILINE)
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "deploy" / "guoban.service", encoding="utf-8")
    calls = {"image": json.loads(entry), "unit": shlex.split(unit["Service"]["ExecStart"])}
    options = {name: serve_options(words[2:]) for name, words in calls.items()}
    assert [Path(words[1]).name for words in calls.values()] == ["start.py", "start.py"]
    assert not any(each.browser for each in options.values())
    assert (options["image"].host, options["unit"].host) == ("0.0.0.0", "127.0.0.1")
    assert {each.port for each in options.values()} == {8501}


def test_the_image_does_not_run_as_root_and_nothing_but_its_data_is_written() -> None:
    steps = DOCKERFILE.split("FROM ")[-1].splitlines()
    assert steps.index("USER guoban") < next(i for i, step in enumerate(steps) if step.startswith("ENTRYPOINT"))
    assert {line.split()[1] for line in DOCKERFILE.splitlines() if line.startswith("FROM")} == {
        "python:3.11.14-slim-bookworm"
    }
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "init: true", "- data:/data"):
        assert line in COMPOSE


def test_the_proxies_lead_to_the_port_and_tell_what_is_believed() -> None:
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "127.0.0.1:8501" in nginx
    assert "127.0.0.1:8501" in caddy
    for header in ("Host $http_host", "Upgrade $http_upgrade", "X-Forwarded-Proto $scheme"):
        assert f"proxy_set_header {header};" in nginx
    (believed,) = re.findall(r"FORWARDED_ALLOW_IPS: (\S+)", COMPOSE)
    proxy = COMPOSE.split("  proxy:")[1]
    assert f"ipv4_address: {believed}" in proxy


def test_the_examples_of_single_sign_on_let_nobody_name_themselves() -> None:
    """Every header that says who somebody is, is set by nginx; Caddy takes it away before the sign-on is asked."""
    nginx = (ROOT / "deploy" / "sign-on.nginx.conf").read_text(encoding="utf-8")
    caddy = (ROOT / "deploy" / "sign-on.Caddyfile").read_text(encoding="utf-8")
    front = nginx.split("    location / {")[1]
    route = caddy.split("route {")[1]
    for header in ("Remote-User", "Remote-Groups", "X-Sign-On-Secret"):
        assert header.lower() in SignOn("x").headers
        assert len(re.findall(rf"proxy_set_header {header} \S", front)) == 1
        assert route.index(f"request_header -{header}") < route.index("forward_auth")
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in front
    assert "header_up X-Sign-On-Secret" in route
