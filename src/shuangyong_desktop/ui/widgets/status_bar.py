"""The line below every page: whether this is a demo, how many people, saved, kept here only."""

from datetime import date, datetime

from PySide6.QtWidgets import QFrame

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import glyph, label, row

HEIGHT = 28


class StatusBar(QFrame):
    """Calm facts; nothing here asks for anything."""

    def __init__(self, *, demo: bool) -> None:
        super().__init__()
        px = theme.active().px
        self.setObjectName("status_bar")
        self.setFixedHeight(px(HEIGHT))
        self._people = label(role="note", name="status_people")
        self._saved = label(role="note", name="status_saved")
        self._backup = label(role="note", name="status_backup")
        mark = label("演示数据", "chip", kind="demo", name="status_demo")
        layout = row(
            mark,
            self._people,
            1,
            row(glyph("device-floppy", "text3", 14), self._saved, gap=5),
            row(glyph("shield-check", "text3", 14), self._backup, gap=5),
            row(glyph("lock", "text3", 14), label("数据只存本机，不联网", "note"), gap=5),
            into=self,
            gap=18,
        )
        layout.setContentsMargins(px(20), 0, px(16), 0)
        mark.setVisible(demo)  # not before it has a parent: it would be a window of its own
        self.say_saved(None)
        self.say_backup(None)

    def say_people(self, sentence: str) -> None:
        """Say how many people there are."""
        self._people.setText(sentence)

    def say_saved(self, at: datetime | None) -> None:
        """Say when something was last saved; None: nothing was changed yet."""
        self._saved.setText(f"已自动保存 {at:%H:%M}" if at else "就绪")

    def say_backup(self, at: datetime | None, today: date | None = None) -> None:
        """Say when the newest backup was made; None: there is none yet."""
        if at is None:
            self._backup.setText("尚未备份")
            return
        same_day = at.date() == today
        self._backup.setText(
            f"今日已备份 {at:%H:%M}" if same_day else f"最近备份 {at.month}月{at.day}日"
        )
