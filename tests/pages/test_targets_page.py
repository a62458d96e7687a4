"""The targets page over a real store: drafts, conflicts, and what is drawn of sums and history."""

from decimal import Decimal

import pytest
from test_figures_on_pages import drawn, headline, opened

from guoban.access.people import Role, Visitor
from guoban.charts.numbers import THIN_SPACE
from guoban.measures import target_sums, targets
from guoban.measures.target_edit import revisions, standing_targets
from guoban.warehouse import ChangedMeanwhileError, Warehouse, undo_upload
from pages.target_draft import Draft, cell_name, submit

WANG, LI = (Visitor(name, Role.ADMINISTRATOR) for name in ("王芳", "李强"))
PAIR = ("T02", "ORG-01")
NAME = cell_name(*PAIR, "year")


def began(data, text: str) -> tuple[Warehouse, Draft]:
    """A draft in which one target was typed over."""
    warehouse, draft = Warehouse(data), Draft(2026)
    reader = warehouse.reader()
    draft.hear({NAME: text}, standing_targets(reader, 2026), reader.catalogue)
    return warehouse, draft


def would_be(warehouse: Warehouse, draft: Draft):
    reader = warehouse.reader()
    return revisions(reader.catalogue, standing_targets(reader, 2026), draft.texts, {})[0]


def test_the_headline_counts_the_targets_in_force(demo_county, monkeypatch):
    count = len(targets(Warehouse(demo_county).reader(), year=2026))
    written = f"{count:,}".replace(",", THIN_SPACE)
    assert f"已下达目标{written}项" in headline(opened("targets", demo_county, monkeypatch, year="2026"))


def test_every_total_stands_beside_the_sum_of_its_units(demo_county, monkeypatch):
    sums = target_sums(Warehouse(demo_county).reader(), year=2026, unit="YX")
    said = drawn(opened("targets", demo_county, monkeypatch, year="2026"))
    table = said[said.index("gb-target-sums") : said.index("</section>", said.index("gb-target-sums"))]
    assert table.count("/ 28</td>") == len(sums)


@pytest.mark.parametrize("address", [{"by": "indicator"}, {"by": "unit", "unit": "T02"}, {"year": "2027"}])
def test_every_way_of_looking_opens(demo_county, monkeypatch, address):
    assert headline(opened("targets", demo_county, monkeypatch, **({"year": "2026"} | address)))


def test_typing_back_what_stands_leaves_no_draft(demo_county):
    warehouse, draft = began(demo_county, "77")
    assert draft.texts
    standing = standing_targets(warehouse.reader(), 2026)
    draft.hear({NAME: f"{standing[PAIR].value:f}".split(".")[0]}, standing, warehouse.reader().catalogue)
    assert (draft.texts, draft.seen) == ({}, {})


def test_a_revision_that_came_first_is_seen_and_what_was_typed_is_kept(demo_data):
    warehouse, slow = began(demo_data, "41")
    mine = would_be(warehouse, slow)
    _, quick = began(demo_data, "50")
    upload = submit(warehouse, would_be(warehouse, quick), 2026, "先到", WANG)
    with pytest.raises(ChangedMeanwhileError):
        submit(warehouse, mine, 2026, "后到", LI)
    standing = standing_targets(warehouse.reader(), 2026)
    assert slow.overtaken(standing) == [PAIR]
    assert (standing[PAIR].value, standing[PAIR].target_upload) == (50, upload)
    slow.insist([PAIR], standing)
    assert slow.overtaken(standing) == []
    submit(warehouse, would_be(warehouse, slow), 2026, "后到", LI)
    assert standing_targets(warehouse.reader(), 2026)[PAIR].value == Decimal(41)


def test_another_target_revised_meanwhile_is_no_concern(demo_data):
    warehouse, draft = began(demo_data, "41")
    other = Draft(2026)
    reader = warehouse.reader()
    other.hear({cell_name("T03", "ORG-01", "year"): "60"}, standing_targets(reader, 2026), reader.catalogue)
    submit(warehouse, would_be(warehouse, other), 2026, "另一项", WANG)
    assert draft.overtaken(standing_targets(warehouse.reader(), 2026)) == []


def test_an_edit_is_undone_like_any_upload(demo_data):
    warehouse, draft = began(demo_data, "41")
    before = standing_targets(warehouse.reader(), 2026)[PAIR]
    undo_upload(warehouse, submit(warehouse, would_be(warehouse, draft), 2026, "误改", WANG), "王芳")
    assert standing_targets(warehouse.reader(), 2026)[PAIR] == before
