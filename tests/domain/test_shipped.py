from pathlib import Path

import pytest

from shuangyong_desktop.domain.shipped import program_folder, resources


def test_beside_the_sources_everything_is_there():
    assert {"fonts", "icons", "samples"} <= {entry.name for entry in resources().iterdir()}


def test_a_frozen_program_looks_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "program"))
    assert program_folder() == tmp_path
    assert resources() == tmp_path / "resources"


def test_what_was_unpacked_with_a_frozen_program_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path / "inside"), raising=False)
    assert resources() == program_folder() / "resources"
    (tmp_path / "inside" / "resources").mkdir(parents=True)
    assert resources() == tmp_path / "inside" / "resources"
