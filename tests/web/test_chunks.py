"""The scripts of the framework that are fetched with the page."""

import pytest

from guoban.text import CHINESE
from guoban.web.chunks import CONTROLS, SCRIPTS, imported, needed, preloads
from guoban.web.front_page import rewrite

INDEX = (SCRIPTS.parents[1] / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("control", CONTROLS)
def test_every_control_is_still_one_of_the_framework(control):
    assert any(name.startswith(f"{control}.") for name in needed())


def test_what_a_script_imports_comes_with_it():
    assert all(set(imported((SCRIPTS / name).read_text(encoding="utf-8"))) <= set(needed()) for name in needed())


@pytest.mark.parametrize(
    ("script", "names"),
    [
        ('import{o as e}from"./one.a-B_9.js";import"./two.js";', ["one.a-B_9.js", "two.js"]),
        ("const x=()=>import(`./later.js`);", []),
        ('import("./later.js")', []),
        ('import {a} from "https://elsewhere.example/x.js"', []),
    ],
)
def test_only_what_is_imported_before_a_script_runs_is_meant(script, names):
    assert imported(script) == names


def test_the_page_names_each_script_once():
    page = rewrite(INDEX, CHINESE)
    assert [page.count(f"./static/js/{name}") for name in needed()] == [1] * len(needed())
    assert preloads(page) == ""
