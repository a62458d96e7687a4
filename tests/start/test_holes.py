"""What pip-audit answers, and what is made of it."""

import json

import pytest

from guoban.start import commands
from guoban.start.holes import Heard, understood

SOUND = {"name": "duckdb", "version": "2.0.0", "vulns": []}
UNSAFE = {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "PYSEC-2024-1", "fix_versions": ["3.1.3"]}]}
UNKNOWN = {"name": "guoban", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("packages", "heard"),
    [
        ([SOUND], Heard(1)),
        ([SOUND, UNKNOWN], Heard(2, 1)),
        ([SOUND, UNSAFE], Heard(2, 0, ["jinja2 3.1.2: PYSEC-2024-1 (3.1.3)"])),
        ([UNKNOWN], Heard(1, 1)),
    ],
)
def test_an_answer_is_counted_and_its_holes_are_named(packages, heard):
    assert understood(json.dumps({"dependencies": packages}), "") == heard


@pytest.mark.parametrize(
    ("out", "err", "problem"), [("", "…\nConnectionError: x", "ConnectionError: x"), ("[]", "", "?")]
)
def test_where_nobody_answers_the_reason_is_kept(out, err, problem):
    assert understood(out, err) == Heard(problem=problem)


@pytest.mark.parametrize(
    ("heard", "failed", "said"),
    [
        (Heard(9), [], "发现 0 处"),
        (Heard(9, 9), [], "未查询"),
        (Heard(problem="ConnectionError"), [], "ConnectionError"),
        (Heard(9, 2, ["x 1: PYSEC-1 (2)"]), ["pip_audit"], "发现 1 处"),
    ],
)
def test_a_known_hole_fails_the_tests_and_silence_is_said_in_a_line(heard, failed, said, monkeypatch, capsys):
    monkeypatch.setattr(commands, "look_for_holes", lambda _environment: heard)
    monkeypatch.setattr("guoban.start.words.WORDS", commands._.__globals__["read_words"]())
    assert commands.holes({}) == failed
    told = capsys.readouterr()
    assert said in told.out
    assert told.out.count("\n") == 2
    assert ("PYSEC-1" in told.err) == bool(failed)
