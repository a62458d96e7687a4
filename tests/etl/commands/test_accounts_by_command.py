"""`account`: who may sign in, from the command line."""

import io
import shutil
from pathlib import Path

import pytest

from etl.commands.run import main
from guoban.access.accounts import accounts
from guoban.access.people import Role
from guoban.access.signing_in import sign_in
from guoban.access.store import AccessStore
from tests.etl.commands.calls import etl

PASSWORD = "half the year is gone"
ADD = ("account", "add", "周敏", "--role", "reporter", "--unit", "甲镇", "--password-stdin")


@pytest.fixture
def folder(county: Path, tmp_path: Path) -> Path:
    return shutil.copytree(county, tmp_path / "data")


@pytest.fixture
def call(folder, monkeypatch, capsys):
    """call(words…, typed) → status, what was said on both channels."""

    def calling(*words, typed=f"{PASSWORD}\n"):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        status = main([*words, "--data", str(folder), "--lang", "en"])
        said = capsys.readouterr()
        return status, said.out, said.err

    return calling


def test_an_account_made_here_can_sign_in(call, folder):
    assert call(*ADD, "--by", "陈主席") == (0, "The account 周敏 was added.\n", "")
    store = AccessStore(folder)
    assert sign_in(store, "周敏", PASSWORD, "10.0.0.1")
    (made,) = accounts(store)
    assert (made.role, len(made.units)) == (Role.REPORTER, 1)


def test_accounts_are_told_as_json_with_their_units_as_codes(call):
    import json

    call(*ADD)
    status, out, _err = call("account", "list", "--format", "json")
    (told,) = json.loads(out)
    assert (status, told["name"], told["role"], told["disabled"]) == (0, "周敏", "reporter", False)
    assert len(told["units"]) == 1
    status, out, _err = call("account", "disable", "周敏", "--format", "json")
    assert json.loads(out) == {**told, "disabled": True}
    assert "甲镇" in call("account", "list")[1]


@pytest.mark.parametrize(
    ("words", "typed", "status", "said"),
    [
        (ADD, "short\n", 1, "at least 10 characters"),
        (ADD, "", 2, "No password"),
        (("account", "disable", "没有此人"), "", 1, "no account"),
        (("account", "add", "甲", "--role", "reporter", "--password-stdin"), PASSWORD, 1, "at least one unit"),
        (("account", "add", "甲", "--role", "king", "--password-stdin"), PASSWORD, 2, "king"),
        (("account", "add", "甲", "--role", "leader"), PASSWORD, 2, "--password-stdin"),
        (("account", "add", "甲", "--role", "leader", "--unit", "丙镇", "--password-stdin"), PASSWORD, 2, "丙镇"),
        (("account",), "", 2, "STEP"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_status(call, folder, words, typed, status, said):
    ended, out, err = call(*words, typed=typed)
    assert (ended, out) == (status, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert accounts(AccessStore(folder)) == ()


def test_no_account_is_made_where_there_is_no_store(tmp_path):
    answer = etl("account", "code", data=tmp_path / "nowhere")
    assert answer.status == 3
    assert list(tmp_path.iterdir()) == []


def test_a_code_is_printed_until_there_is_an_administrator(call):
    status, out, _err = call("account", "code")
    assert (status, out.count("-")) == (0, 4)
    assert call("account", "add", "陈主席", "--role", "administrator", "--password-stdin")[0] == 0
    assert call("account", "code")[0] == 1
    assert call("account", "password", "陈主席", "--password-stdin", typed="another long one\n")[0] == 0
    assert call("account", "disable", "陈主席")[0] == 1


def test_the_demonstration_is_known_and_is_none_once_something_was_restored_into_it(demo_county, own_county, tmp_path):
    from guoban.access.demonstration import is_demonstration

    assert is_demonstration(demo_county)
    assert not is_demonstration(own_county)
    demo = shutil.copytree(demo_county, tmp_path / "demo")
    zipped = tmp_path / "real.zip"
    assert etl("backup", zipped, data=own_county).status == 0
    assert etl("restore", zipped, data=demo).status == 0
    assert not is_demonstration(demo)
