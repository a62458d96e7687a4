"""/original/55: the file of an upload as it was sent in."""

import hashlib

import pytest
from starlette.routing import Route, Router

from guoban.access.people import Role, Visitor
from guoban.warehouse import Warehouse
from guoban.warehouse.originals import original_path
from guoban.web.original_file import original_file

ROUTES = Router([Route("/original/{upload:int}", original_file)])


def test_an_original_comes_back_byte_for_byte_under_its_own_name(call, demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    warehouse = Warehouse(demo_data)
    upload = warehouse.reader().query("select * from upload where file_name like '%.xlsx' order by upload").iloc[0]
    answer = call(ROUTES, f"/original/{upload['upload']}")
    body = b"".join(message.get("body", b"") for message in answer.messages[1:])
    assert answer.status == 200
    assert hashlib.sha256(body).hexdigest() == upload["sha256"]
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''")


def test_an_upload_that_is_not_there_is_refused_in_one_line(call, demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    for number in (0, 999_999, 10**15):
        answer = call(ROUTES, f"/original/{number}")
        assert answer.status == 404
        assert answer.body.count("\n") == 1


def test_a_file_that_is_gone_is_no_traceback(call, demo_data, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    warehouse = Warehouse(demo_data)
    upload = warehouse.reader().query("select * from upload order by upload").iloc[0]
    original_path(warehouse.originals, upload["sha256"], upload["file_name"]).unlink()
    assert call(ROUTES, f"/original/{upload['upload']}").status == 404


def test_without_a_store_the_answer_says_so(call, tmp_path, monkeypatch):
    monkeypatch.setenv("GUOBAN_DATA", str(tmp_path))
    answer = call(ROUTES, "/original/1")
    assert answer.status == 503
    assert str(tmp_path) in answer.body


@pytest.mark.parametrize(
    ("visitor", "opens"),
    [
        (Visitor("李书记", Role.LEADER), {"own": 200, "other": 200, "both": 200}),
        (Visitor("王镇长", Role.LEADER, ("T02",)), {"own": 200, "other": 403, "both": 403}),
        (Visitor("周敏", Role.REPORTER, ("T02",)), {"own": 200, "other": 403, "both": 403}),
        (None, {"own": 403, "other": 403, "both": 403}),
    ],
    ids=["leader", "leader of a unit", "reporter", "nobody"],
)
def test_a_file_is_opened_by_those_alone_who_answer_for_all_of_it(call, demo_data, monkeypatch, visitor, opens):
    monkeypatch.setenv("GUOBAN_DATA", str(demo_data))
    uploads: dict[str, int] = {}
    for upload, units, is_own in (
        Warehouse(demo_data)
        .reader()
        .rows("select upload, count(distinct unit), max(unit) = 'T02' from observation group by upload")
    ):
        uploads["both" if units > 1 else "own" if is_own else "other"] = upload
    answers = {which: call(ROUTES, f"/original/{number}", visitor=visitor) for which, number in uploads.items()}
    assert {which: answer.status for which, answer in answers.items()} == opens
    assert all(answer.body.count("\n") == 1 for answer in answers.values() if answer.status == 403)
