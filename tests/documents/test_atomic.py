import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.domain.durable import RETRY_PAUSES
from shuangyong_desktop.domain.errors import Problem


def test_a_finished_file_takes_the_place_of_the_old_one(tmp_path):
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    with atomic_write(target) as stream:
        stream.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_file_leaves_the_old_one_and_nothing_else(tmp_path):
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic_write(target) as stream:
        stream.write(bytes(1 // 0))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_gets_its_sentence(tmp_path):
    with pytest.raises(Problem, match="找不到文件夹"), atomic_write(tmp_path / "无" / "a.pdf"):
        pass


def test_a_folder_in_the_place_of_the_file_gets_its_sentence(tmp_path):
    (tmp_path / "花名册").mkdir()
    with pytest.raises(Problem, match="是一个文件夹"), atomic_write(tmp_path / "花名册"):
        pass


def test_errors_about_other_files_are_not_reworded(tmp_path):
    with pytest.raises(FileNotFoundError), atomic_write(tmp_path / "a.pdf"):
        (tmp_path / "missing").read_bytes()


def test_a_target_held_by_another_program_is_tried_again(tmp_path, monkeypatch):
    target = tmp_path / "花名册.xlsx"
    refusals, pauses = [PermissionError(13, "held")] * 2, []
    real = Path.replace

    def replace(self, other):
        if refusals:
            raise refusals.pop()
        return real(self, other)

    monkeypatch.setattr(Path, "replace", replace)
    with atomic_write(target, pause=pauses.append) as stream:
        stream.write(b"new")
    assert target.read_bytes() == b"new"
    assert pauses == list(RETRY_PAUSES[:2])


def test_a_target_held_for_good_is_named(tmp_path, monkeypatch):
    target = tmp_path / "花名册.xlsx"
    target.write_bytes(b"old")

    def refuse(*_):
        raise PermissionError(13, "held")

    monkeypatch.setattr(Path, "replace", refuse)
    pauses = []
    in_use = pytest.raises(Problem, match=r"花名册\.xlsx”正被其他程序")
    with in_use, atomic_write(target, pause=pauses.append) as stream:
        stream.write(b"new")
    assert sum(pauses) == pytest.approx(2.5)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EROFS, "不能写入"),
        (errno.EACCES, "不能写入"),
        (errno.EIO, "没有写成（"),
    ],
)
def test_every_way_a_write_fails_has_its_sentence(tmp_path, number, words):
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    with pytest.raises(Problem, match=words), atomic_write(target) as stream:
        stream.write(_failing(number))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def _failing(number):
    raise OSError(number, os.strerror(number))


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are POSIX")
def test_a_full_disk_leaves_the_old_export(tmp_path):
    target = tmp_path / "花名册.pdf"
    target.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from shuangyong_desktop.documents.atomic import atomic_write\n"
        "from shuangyong_desktop.domain.errors import Problem\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "try:\n"
        "    with atomic_write(Path(sys.argv[1])) as stream:\n"
        "        stream.write(bytes(100_000))\n"
        "except Problem as problem:\n"
        "    print(problem.code)\n"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", script, str(target)],
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "disk_full"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]
