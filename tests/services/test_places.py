import stat
import sys
from pathlib import Path

import pytest

from shuangyong_desktop.services.places import config_folder, data_folder, make_private

HOME = Path("/home/li")


def test_the_override_goes_first(tmp_path):
    (tmp_path / "portable.flag").touch()
    assert data_folder({"SHUANGYONG_DATA": "/u"}, tmp_path, HOME) == Path("/u")


def test_a_portable_program_keeps_its_data_beside_it(tmp_path):
    (tmp_path / "portable.flag").touch()
    assert data_folder({}, tmp_path, HOME) == tmp_path / "data"


def test_otherwise_data_lives_with_the_user(tmp_path):
    share = HOME / ".local" / "share" / "shuangyong"
    assert data_folder({}, tmp_path, HOME, windows=False) == share
    assert data_folder({"XDG_DATA_HOME": "/x"}, tmp_path, HOME, windows=False) == Path(
        "/x/shuangyong"
    )
    local = {"LOCALAPPDATA": "/l"}
    assert data_folder(local, tmp_path, HOME, windows=True) == Path("/l/shuangyong")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_private_folder_is_closed_to_others(tmp_path):
    made = make_private(tmp_path / "a" / "b")
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_what_belongs_to_the_user_lies_apart_and_a_portable_program_leaves_nothing(tmp_path):
    config = HOME / ".config" / "shuangyong"
    assert config_folder({}, tmp_path, HOME, windows=False) == config
    assert config_folder({"XDG_CONFIG_HOME": "/x"}, tmp_path, HOME, windows=False) == Path(
        "/x/shuangyong"
    )
    roaming = {"APPDATA": "/r"}
    assert config_folder(roaming, tmp_path, HOME, windows=True) == Path("/r/shuangyong")
    (tmp_path / "portable.flag").touch()
    assert config_folder({}, tmp_path, HOME) is None
