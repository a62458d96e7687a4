"""/health says whether the server serves."""

import json

from starlette.routing import Route, Router

from guoban.web.health import health

ROUTES = Router([Route("/health", health)])


def test_a_served_store_is_told_with_its_version_and_age(call, demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    answer = call(ROUTES, "/health")
    told = json.loads(answer.body)
    assert answer.status == 200
    assert told["product"] == "guoban"
    assert told["store_version"] >= 1
    assert told["store_age_seconds"] >= 0
    assert told["free_bytes"] > 0
    assert "problem" not in told


def test_a_missing_store_is_a_problem_in_one_sentence(call, tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    answer = call(ROUTES, "/health")
    assert answer.status == 503
    assert str(tmp_path) in json.loads(answer.body)["problem"]


def test_a_damaged_pointer_is_a_problem_in_one_sentence(call, demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    (demo_data / "store" / "current.json").write_text("{", encoding="utf-8")
    answer = call(ROUTES, "/health")
    assert answer.status == 503
    assert "current.json" in json.loads(answer.body)["problem"]
