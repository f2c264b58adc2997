from pathlib import Path

import pytest

from shuangyong_desktop.storage import files

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
/dev/sdb1 /media/u\\040盘 vfat rw 0 0
//server/share /mnt/share cifs rw 0 0
"""


def test_a_file_is_replaced_whole(tmp_path: Path):
    target = tmp_path / "a.key"
    files.write_whole(target, b"one")
    files.write_whole(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_what_an_earlier_attempt_left_is_not_played_into_the_next(tmp_path: Path):
    journal = tmp_path / "a.db.part-journal"
    journal.write_bytes(b"hot")
    with files.unfinished(tmp_path / "a.db"):
        assert not journal.exists()
    journal.write_bytes(b"hot")
    assert files.sweep_parts(tmp_path / "a.db") == 1


def test_unfinished_work_leaves_nothing(tmp_path: Path):
    target = tmp_path / "a.db"
    with files.unfinished(target) as part:
        part.write_bytes(b"half")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "kind"),
    [("/home/a/台账.db", "ext4"), ("/media/u 盘/台账.db", "vfat"), ("/mnt/share/x", "cifs")],
)
def test_the_deepest_mount_tells_the_file_system(place: str, kind: str):
    assert files._file_system(Path(place), MOUNTS) == kind  # noqa: SLF001


def test_an_ordinary_folder_is_not_removable(tmp_path: Path):
    assert not files.is_removable(tmp_path / "台账.db")
