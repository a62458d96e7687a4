"""The secret that signs cookies belongs to a data folder."""

import sys

import pytest

from guoban.web.cookie_secret import cookie_secret


def test_a_data_folder_keeps_its_secret(tmp_path):
    first = cookie_secret(tmp_path / "a")
    assert len(first) == 64
    assert cookie_secret(tmp_path / "a") == first
    assert cookie_secret(tmp_path / "b") != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_nobody_else_on_the_machine_reads_it(tmp_path):
    cookie_secret(tmp_path)
    assert (tmp_path / "cookie.secret").stat().st_mode & 0o077 == 0
