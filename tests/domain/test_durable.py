import errno
import os

import pytest

from shuangyong_desktop.domain.durable import RETRY_PAUSES, put_in_place, sync_folder


class Held:
    """A finished file whose target another program holds for some tries."""

    def __init__(self, tries):
        self.tries = tries

    def replace(self, target):
        self.tries -= 1
        if self.tries >= 0:
            raise PermissionError(errno.EACCES, "held", str(target))


def test_a_finished_file_takes_the_place_of_the_old_one(tmp_path):
    (tmp_path / "new").write_text("新")
    (tmp_path / "old").write_text("旧")
    put_in_place(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "新"
    assert not (tmp_path / "new").exists()


def test_a_target_that_is_held_for_moments_is_waited_for(tmp_path):
    waited = []
    put_in_place(Held(3), tmp_path / "x", pause=waited.append)
    assert tuple(waited) == RETRY_PAUSES[:3]


def test_a_target_that_stays_held_is_given_up(tmp_path):
    waited = []
    with pytest.raises(PermissionError):
        put_in_place(Held(99), tmp_path / "x", pause=waited.append)
    assert tuple(waited) == RETRY_PAUSES


def test_a_share_that_refuses_to_sync_names_is_taken_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", _raiser(errno.EINVAL))
    sync_folder(tmp_path)


def test_a_disk_that_cannot_sync_is_not_taken_as_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", _raiser(errno.EIO))
    with pytest.raises(OSError, match="no"):
        sync_folder(tmp_path)


def _raiser(number):
    def fsync(handle):
        raise OSError(number, "no", handle)

    return fsync
