import shutil

from pypdf import PdfReader

from shuangyong_desktop.cli.bench import papers


def test_the_floor_draws_as_many_pages_as_the_roster(tmp_path):
    roster = papers.roster_of(100)
    papers.naive(tmp_path / "naive.pdf", roster)
    papers.write_roster(tmp_path / "ours.pdf", roster)
    floor, ours = (len(PdfReader(tmp_path / name).pages) for name in ("naive.pdf", "ours.pdf"))
    assert floor == 6
    assert abs(ours - floor) <= 1


def test_without_libreoffice_the_row_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    drawn, office = papers.measure(tmp_path, quick=True)
    assert drawn.goal == 1.2
    assert drawn.value > 0
    assert office.value is None
    assert "没有安装" in office.floor
