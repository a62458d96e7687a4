"""/original/55: the file of an upload as it was sent in."""

import hashlib

from starlette.routing import Route, Router

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
