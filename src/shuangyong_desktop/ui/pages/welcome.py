"""开始使用: the three ways to begin with an empty ledger (UX §2.10)."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
)

_FILES = "花名册 (*.xls *.xlsx *.csv *.et)"
_OFFICE = ("发放单位", "填报单位")
_ROOM_FOR_PROMISES = 500
_PROMISES = (
    ("shield-check", "自动备份"),
    ("lock", "数据加密，只存本机"),
    ("settings", "设置里可放大字号"),
)


class WelcomePage(Page):
    """Import, begin from nothing, or look at the demo."""

    title = "开始使用"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._undoing = Undoing(desk, notices)
        px = theme.active().px
        cards = row(
            _way("file-spreadsheet", "导入现有花名册",
                 "支持 .xls .xlsx .csv，含合并表头、合计行、科学计数的证件号",
                 button("选择文件…", self._import, kind="primary", name="choose_file")),
            _way("users", "从空白开始", "先设村（社区），再逐人登记",
                 button("建立空白台账", self._begin_empty, name="begin_empty")),
            _way("eye", "先看演示数据", "虚构的人员和一年的工作，随时一键清空，不影响正式数据",
                 button("看看演示", desk.demo_wanted.emit, name="see_demo")),
            gap=14,
        )  # fmt: skip
        for place in range(cards.count()):
            cards.setStretch(place, 1)
        known = frame("card", name="have_backup")
        row(
            glyph("restore", "text2", 18),
            label("已有本软件的备份文件？"),
            button("从备份恢复", self._restore, kind="link", name="welcome_restore"),
            1,
            label("也可以直接把花名册拖到这个窗口", "note"),
            into=known,
            margin=8,
        )
        self._promises = frame("hollow")
        promises = row(1, into=self._promises, gap=8)
        for icon, words in _PROMISES:
            promises.addWidget(glyph(icon, "text3", 16))
            promises.addWidget(label(words, "note"))
            promises.addSpacing(px(12))
        promises.addStretch(1)
        stage = frame("hollow")
        stage.setFixedWidth(px(824))
        column(
            _centred("欢迎使用双拥工作台账", "display"),
            _centred(
                "从手头的 Excel、WPS 花名册开始，约 3 分钟就能打印新册。"
                "数据只存在这台电脑，不联网。",
                "label",
            ),
            cards, known, self._office(), self._promises,
            into=stage, gap=16,
        )  # fmt: skip
        column(2, row(1, stage, 1), 3, into=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._promises.setVisible(self.height() >= theme.active().px(_ROOM_FOR_PROMISES))

    def reload(self) -> None:
        """Show the names as they are kept; one that is being typed stays."""
        details = self.desk.office.settings.desk()
        for key, edit in self._names.items():
            if not edit.isModified():
                edit.setText(getattr(details, key))
                edit.setCursorPosition(0)

    def _office(self) -> QFrame:
        """Whose names stand on every paper: asked here once, changed later in the settings."""
        self._names = {"issuer": QLineEdit(), "reporter": QLineEdit()}
        line = frame("card", name="welcome_office")
        layout = row(glyph("printer", "text2", 18), into=line, margin=8)
        for (key, edit), words in zip(self._names.items(), _OFFICE, strict=True):
            edit.setObjectName(f"welcome_{key}")
            edit.setAccessibleName(words)
            edit.setToolTip("印在签收册、花名册等纸面上，以后可以在设置里改")
            edit.returnPressed.connect(self._keep_office)
            caption = label(words, "label")
            caption.setBuddy(edit)
            layout.addWidget(caption)
            layout.addWidget(edit, 1)
        layout.addWidget(button("保存", self._keep_office, name="welcome_keep_office"))
        return line

    def _keep_office(self) -> None:
        settings = self.desk.office.settings
        before = settings.desk()
        named = {key: edit.text().strip() for key, edit in self._names.items()}
        wanted = replace(before, **named)
        if wanted == before:
            self.notices.toast("单位名称没有改动。")
            return
        try:
            settings.save_desk(wanted)
        except Problem as problem:
            self.notices.fail(problem)
            return
        for edit in self._names.values():
            edit.setModified(False)
        self._undoing.written("已保存单位名称，纸面上会这样印。")

    def _import(self) -> None:
        chosen = self.notices.open_file("选择花名册", _FILES)
        if chosen is not None:
            page = self._go("imports")
            page.open_file(str(chosen))  # type: ignore[attr-defined]

    def _begin_empty(self) -> None:
        self._go("settings/communities")

    def _restore(self) -> None:
        self._go("backups")


def _way(icon: str, title: str, words: str, act: QPushButton) -> QFrame:
    way = frame("card")
    text = paragraph(words)
    text.setMinimumHeight(text.fontMetrics().lineSpacing() * 2)
    text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    first = act.property("kind") == "primary"  # red belongs to the one action of the page
    mark = glyph(icon, "accent_text" if first else "text2", 24)
    mark.setProperty("role", "tile")
    mark.setProperty("kind", "" if first else "plain")
    mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
    side = theme.active().px(44)
    mark.setFixedSize(side, side)
    column(row(mark, 1), label(title, "heading"), text, act, into=way, margin=18, gap=10)
    return way


def _centred(words: str, role: str) -> QFrame:
    line = frame("hollow")
    row(1, label(words, role), 1, into=line)
    return line


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> WelcomePage:
    """The page, for the frame."""
    return WelcomePage(desk, notices, go)
