"""打印花名册 and other lists of people: masked unless a purpose is given (CLERK §3)."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.ledger_papers import GatherRoster
from shuangyong_desktop.ui.paper_making import PaperMaking
from shuangyong_desktop.ui.widgets.elements import button, column, label, row
from shuangyong_desktop.ui.widgets.paper_pane import PaperPane


class RosterDialog(QDialog):
    """What `gather` gathers as it will be printed, and 打印, PDF and Excel of it.

    A paper that is no list has no `excel`; one that goes round for signature has `word` (CLERK
    §4); one without numbers to cover has nothing `covered`. One that is not `personal` names
    nobody.
    """

    def __init__(  # noqa: PLR0913 (what is shown, and where)
        self, desk: Desk, notices: Notices, gather: GatherRoster, words: str, parent: QWidget,
        *, title: str = "打印花名册", excel: bool = True, covered: bool = True,
        word: bool = False, personal: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("roster_dialog")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._gather_roster = gather
        self._papers = PaperMaking(desk, notices)
        self._full = QCheckBox("显示完整证件号和电话")
        self._full.setObjectName("roster_full")
        self._purpose = QLineEdit()
        self._purpose.setObjectName("roster_purpose")
        self._purpose.setAccessibleName("用途")
        self._purpose.setPlaceholderText("用途，如“报区局年度确认”")
        self._purpose.setToolTip("用途写入操作记录")
        self._purpose.setEnabled(False)
        self._preview = PaperPane("roster_preview")
        self._preview.failed.connect(notices.fail)
        self._papers.looked.connect(self._preview.open)
        self._papers.given_up.connect(self._say_nothing)
        self._full.toggled.connect(self._ask_purpose)
        self._purpose.editingFinished.connect(self.make_anew)
        self._head = head = row(label(words, "heading", name="roster_words"), 1, self._full,
                   self._purpose, gap=12)  # fmt: skip
        head.setStretch(3, 1)
        sheets = [button("Excel", partial(self._save, ".xlsx"), icon="file-spreadsheet",
                         name="roster_xlsx")] if excel else []  # fmt: skip
        if word:
            sheets.append(button("Word", partial(self._save, ".docx"), icon="file-export",
                                 name="roster_docx"))  # fmt: skip
        actions = row(
            label("含个人信息，请妥善保管" if personal else "", "note"), 1,
            button("关闭", self.reject, name="roster_close"),
            *sheets,
            button("PDF", partial(self._save, ".pdf"), icon="file-type-pdf", name="roster_pdf"),
            button("打印", self._print, kind="primary", icon="printer", name="roster_print"),
        )  # fmt: skip
        layout = column(head, self._preview, actions, into=self, margin=14, gap=10)
        layout.setStretch(1, 1)
        for each in (self._full, self._purpose):  # on the dialog: alone it would flash up
            each.setVisible(covered)
        room = parent.window().size()
        self.resize(min(px(1080), room.width()), min(px(720), room.height() - px(20)))
        QTimer.singleShot(0, self, self.make_anew)

    def done(self, result: int) -> None:
        """End the preview with the dialog, however it was closed."""
        self._preview.clear()
        super().done(result)

    def add_tool(self, tool: QWidget) -> None:
        """Put one more tool beside the name of the paper."""
        self._head.insertWidget(1, tool)

    def _options(self) -> RosterOptions:
        purpose = kinds.TEXT.read(self._purpose.text()).value or ""
        return RosterOptions(full=self._full.isChecked(), purpose=purpose)

    def _ask_purpose(self, full: bool) -> None:  # noqa: FBT001 (a signal)
        self._purpose.setEnabled(full)
        if full:
            self._purpose.setFocus()
        else:
            self._purpose.clear()
            self.make_anew()

    def make_anew(self) -> None:
        """Draw the roster again; without a purpose full numbers are not drawn."""
        if self._full.isChecked() and not self._purpose.text().strip():
            return
        self._preview.say("正在排版")
        self._papers.look(self._gather)

    def _say_nothing(self) -> None:
        self._preview.say("")

    def _gather(self) -> Paper:
        return self._gather_roster(self._options())

    def _save(self, ending: str) -> None:
        self._papers.save(self._gather, ending, self)

    def _print(self) -> None:
        self._papers.print(self)
