"""What a role may see and do: pages, figures, files, and the functions that write, each by itself."""

import inspect
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from test_figures_on_pages import drawn, opened

from etl.load import read_file
from guoban.access.people import NotAllowedError, Role, Visitor
from guoban.access.rights import answered_for, loaded_units, visible_units
from guoban.answers import Answers, answers, report_figures
from guoban.answers_within import AnswersWithin, answers_for
from guoban.measures import Against
from guoban.place import ROOT
from guoban.report.making import ENDINGS, made
from guoban.warehouse import Warehouse
from guoban.warehouse.roster import note_roster_changed
from pages import sending
from pages.sending import Sending
from pages.target_draft import submit

HALF = date(2026, 6, 30)
ADMINISTRATOR = Visitor("陈主席", Role.ADMINISTRATOR, (), 1)
LEADER = Visitor("李书记", Role.LEADER, (), 2)
BOUND = Visitor("王镇长", Role.LEADER, ("T02",), 3)
REPORTER = Visitor("周敏", Role.REPORTER, ("T02",), 4)


@pytest.fixture(scope="module")
def whole(demo_county) -> Answers:
    return answers(demo_county)


@pytest.fixture
def closed(demo_data):
    """The county after its administrator has decided that nobody sees the others."""

    def change(connection) -> None:
        connection.execute("delete from setting where name = 'see_others'")
        connection.execute("insert into setting values ('see_others', 'no')")
        note_roster_changed(connection)

    Warehouse(demo_data).publish(change)
    assert answers(demo_data).catalogue.settings.see_others is False
    return demo_data


def sign_in(monkeypatch, visitor: Visitor) -> None:
    monkeypatch.setattr("pages.whose.visitor_from", lambda _headers: visitor)


@pytest.mark.parametrize(
    ("visitor", "sees", "files", "loads"),
    [
        (ADMINISTRATOR, None, None, None),
        (LEADER, None, None, set()),
        (BOUND, None, {"T02"}, set()),
        (REPORTER, None, {"T02"}, {"T02"}),
        (Visitor("x", Role.REPORTER, ("YX",), 5), None, "everything under it", "everything under it"),
        (Visitor("x", Role.REPORTER, ("GONE",), 5), None, set(), set()),
    ],
    ids=str,
)
def test_who_sees_whose_figures_opens_whose_files_and_loads_for_whom(whole, visitor, sees, files, loads):
    catalogue = whole.catalogue
    said = [sees, files, loads]
    found = [visible_units(visitor, catalogue), answered_for(visitor, catalogue), loaded_units(visitor, catalogue)]
    assert found == [set(catalogue.units) if each == "everything under it" else each for each in said]


def test_where_nobody_sees_the_others_the_bound_ones_see_their_own(closed):
    catalogue = answers(closed).catalogue
    assert [visible_units(each, catalogue) for each in (ADMINISTRATOR, LEADER, BOUND, REPORTER)] == [
        None, None, {"T02"}, {"T02"},
    ]  # fmt: skip


ASKED = {
    "progress": (HALF,), "appraisal": (HALF,), "appraisal_of": (HALF, "集体协商"), "appraisal_by_area": (HALF,),
    "completeness": (2026, 2), "calendar": (2026, 2), "open_findings": (2026, 2), "corrections": (2026, 2),
    "target_revisions": (2026,), "heard": (2026,), "indicator": (HALF, "ORG-01"),
    "warnings": (HALF,), "uploads": (), "observations": (HALF,), "upload_units": (),
    "paths": (2026, ("T02",), ("ORG-01",)), "lineage": (HALF, "T02", "ORG-01"),
    "comparison": (HALF, "T02", Against.LAST_YEAR), "trend": (HALF, ("T02",)), "peers": (HALF, ("T02",)),
    "silences": (HALF, ("T02",)), "uploads_within": (frozenset({"T02"}),),
}  # fmt: skip
"""Every question of `Answers` that gives rows."""

OF_OTHERS = {
    "paths": (2026, ("T02", "T03"), ("ORG-01",)), "lineage": (HALF, "T03", "ORG-01"),
    "comparison": (HALF, "T03", Against.LAST_YEAR), "trend": (HALF, ("T03",)), "peers": (HALF, ("T03",)),
    "silences": (HALF, ("T03",)), "target_sums": (2026,),
}  # fmt: skip


@pytest.fixture(scope="module")
def own(whole) -> AnswersWithin:
    return AnswersWithin(whole, frozenset({"T02"}))


def test_every_question_that_gives_rows_is_asked_here():
    rows = {
        name for name, function in inspect.getmembers(Answers, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(function).return_annotation is pd.DataFrame
    }  # fmt: skip
    assert rows == set(ASKED) | {"target_sums"}
    assert rows <= set(vars(AnswersWithin)), "a question that is not overridden answers about everybody"


@pytest.mark.parametrize("question", ASKED)
def test_no_answer_names_another_unit(own, whole, question):
    rows = getattr(own, question)(*ASKED[question])
    if "unit" in rows:
        assert set(rows["unit"]) <= {"T02"}
    assert len(getattr(whole, question)(*ASKED[question])) >= len(rows)


@pytest.mark.parametrize("question", OF_OTHERS)
def test_a_question_about_another_unit_is_refused(own, question):
    with pytest.raises(NotAllowedError):
        getattr(own, question)(*OF_OTHERS[question])


def test_a_unit_has_the_same_figures_and_rank_whoever_looks(own, whole):
    for question in ("progress", "appraisal"):
        of_all = getattr(whole, question)(HALF)
        mine = of_all[of_all["unit"] == "T02"].reset_index(drop=True)
        assert len(mine)
        pd.testing.assert_frame_equal(getattr(own, question)(HALF), mine)


def test_uploads_that_speak_of_others_too_are_not_told(own, whole):
    told, every = set(own.uploads()["upload"]), whole.upload_units()
    assert not set(every.loc[every["unit"] != "T02", "upload"]) & told
    assert told < set(whole.uploads()["upload"])


@pytest.mark.parametrize("what", ENDINGS)
def test_files_to_take_away_are_made_of_ones_own_unit(own, demo_county, what):
    assert made(what, report_figures(own, HALF, "T02"), demo_county)
    with pytest.raises(NotAllowedError):
        report_figures(own, HALF, "T03")
    with pytest.raises(NotAllowedError):
        report_figures(own, HALF)


def test_the_page_of_a_unit_offers_ones_own_alone(closed, monkeypatch):
    sign_in(monkeypatch, BOUND)
    page = opened("unit", closed, monkeypatch, year="2026", quarter="2", unit="T03")
    assert "望江镇总工会" in drawn(page)
    name = answers(closed).catalogue.units["T03"].name
    assert name not in drawn(page)


@pytest.mark.parametrize("page", ["upload", "targets"])
@pytest.mark.parametrize("visitor", [LEADER, BOUND], ids=lambda each: each.name)
def test_a_page_that_writes_refuses_a_leader_by_itself(demo_county, monkeypatch, page, visitor):
    sign_in(monkeypatch, visitor)
    monkeypatch.setenv("GUOBAN_DATA", str(demo_county))
    app = AppTest.from_file(str(ROOT / "pages" / f"{page}.py"), default_timeout=60).run()
    assert len(app.exception) == 1
    assert "<h1>" not in drawn(app)


def test_what_writes_refuses_by_itself_whoever_may_not(demo_data):
    warehouse = Warehouse(demo_data)
    reader, before = warehouse.reader(), warehouse.version()
    content = b"x"
    each = Sending("x.csv", content, "0", reading=read_file(content, "x.csv", reader))
    for visitor in (LEADER, BOUND):
        with pytest.raises(NotAllowedError):
            sending.confirm(warehouse, each, by=visitor)
    for visitor in (LEADER, BOUND, REPORTER):
        with pytest.raises(NotAllowedError):
            submit(warehouse, [], 2026, "", visitor)
    assert warehouse.version() == before


@pytest.mark.parametrize(
    ("visitor", "listed"),
    [
        (ADMINISTRATOR, "overview indicator unit appraisal compare upload quality targets meeting admin"),
        (LEADER, "overview indicator unit appraisal compare quality meeting"),
        (REPORTER, "overview indicator unit appraisal compare upload quality meeting"),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_pages_that_a_role_may_not_use_are_not_there(demo_county, monkeypatch, visitor, listed):
    assert pages_of(demo_county, monkeypatch, visitor) == listed.split()


@pytest.mark.parametrize(("visitor", "listed"), [(BOUND, ["unit"]), (REPORTER, ["unit", "upload"])])
def test_pages_made_of_others_figures_are_not_there_for_those_who_may_not_see_them(
    closed, monkeypatch, visitor, listed
):
    assert pages_of(closed, monkeypatch, visitor) == listed
    assert isinstance(answers_for(visitor, closed), AnswersWithin)


def pages_of(data, monkeypatch, visitor: Visitor) -> list[str]:
    """The pages in the list beside them; Streamlit runs main.py as a script, so it is run as one here."""
    monkeypatch.setenv("GUOBAN_DATA", str(data))
    monkeypatch.setattr("guoban.access.identity.visitor_from", lambda _headers: visitor)
    seen: list[str] = []

    def navigation(pages, position):
        seen.extend(page.url_path or "overview" for page in pages)
        return SimpleNamespace(run=lambda: None)

    monkeypatch.setattr("streamlit.navigation", navigation)
    app = AppTest.from_file(str(ROOT / "guoban" / "web" / "main.py"), default_timeout=60).run()
    assert not app.exception
    first = "unit" if isinstance(answers_for(visitor, data), AnswersWithin) else "overview"
    return [first, *seen[1:]]
