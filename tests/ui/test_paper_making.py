"""A paper that is being written while the page it was asked for on goes away."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.tasks import MUTUAL, Task
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.paper_making import PaperMaking
from ui.conftest import LI, RecordingNotices


def test_a_paper_is_saved_though_its_page_is_gone(
    desk: Desk, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    office.people.save(LI)
    notices.to_save = tmp_path / "花名册.pdf"
    papers = PaperMaking(desk, notices)
    page = QWidget()
    page.show()
    papers.save(lambda: office.papers.roster_of(LedgerView()), ".pdf", page)
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: any("已保存" in words for words in notices.said), timeout=30_000)
    assert notices.to_save.exists()
    other = QWidget()
    qtbot.addWidget(other)
    notices.to_save = None
    papers.save(lambda: office.papers.roster_of(LedgerView()), ".pdf", other)
    assert notices.said[-2].endswith(".pdf")


def test_only_a_paper_about_people_is_said_to_hold_personal_data(
    desk: Desk, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    office.people.save(LI)
    office.tasks.save(Task(title="路灯维修", year=2026, list=MUTUAL[0]))
    papers, page = PaperMaking(desk, notices), QWidget()
    qtbot.addWidget(page)
    for name, gather in (
        ("花名册.xlsx", lambda: office.papers.roster_of(LedgerView())),
        ("对账单.xlsx", lambda: office.task_papers.statement(2026)),
    ):
        notices.to_save = tmp_path / name
        papers.save(gather, ".xlsx", page)
        said = f"已保存：{name}"
        qtbot.waitUntil(lambda said=said: notices.said[-1].startswith(said), timeout=30_000)
        assert ("个人信息" in notices.said[-1]) is (name == "花名册.xlsx")
