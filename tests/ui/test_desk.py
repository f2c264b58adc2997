"""The desk covers personal numbers again and leaves no previews behind."""

from pathlib import Path

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui.desk import Desk
from ui.conftest import CHEAP, PASSWORD


def test_numbers_are_covered_until_they_are_asked_for(qtbot, desk: Desk) -> None:
    assert desk.covered
    with qtbot.waitSignal(desk.cover_changed) as heard:
        desk.uncover()
    assert heard.args == [False]
    desk.cover()
    assert desk.covered


def test_previews_are_swept_when_the_ledger_opens_and_closes(qapp, tmp_path: Path) -> None:
    office = ledgers.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP).office
    left = office.path.parent / "预览" / "1.pdf"
    left.parent.mkdir()
    left.write_bytes(b"%PDF")
    desk = Desk(office, qapp)
    assert not left.exists()
    left.write_bytes(b"%PDF")
    desk.close()
    assert not left.exists()
    desk.deleteLater()
