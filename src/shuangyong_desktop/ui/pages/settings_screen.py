"""显示 and 安全: the look of this PC's window, minutes, password and recovery sheet."""

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSpinBox

from shuangyong_desktop.domain.desk import IDLE_MINUTES, Preferences
from shuangyong_desktop.ui import appearance, theme
from shuangyong_desktop.ui.appearance import SCALES, Appearance, Density, Mode
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section
from shuangyong_desktop.ui.widgets.elements import button, by_letter, label, paragraph, row, rule


class DisplaySection(Section):
    """What is chosen here is worn at once."""

    key = "display"
    title = "显示"
    remark = "只影响这台电脑的屏幕，打印和导出不变。点选后立即生效。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._modes = self._choices("颜色", "mode", list(Mode))
        self._scales = self._choices("字号和大小", "scale", [f"{size}%" for size in SCALES])
        self._densities = self._choices("表格行高", "density", list(Density))

    def load(self) -> None:
        kept = appearance.load()
        self._modes[list(Mode).index(kept.mode)].setChecked(True)
        self._scales[SCALES.index(kept.scale)].setChecked(True)
        self._densities[list(Density).index(kept.density)].setChecked(True)

    def _choices(self, title: str, name: str, words: Iterable[StrEnum | str]) -> list[QRadioButton]:
        self.body.addWidget(label(title, "heading"))
        group = QButtonGroup(self)
        made = []
        line = row(gap=20)
        for number, word in enumerate(words):
            choice = QRadioButton(str(word))
            choice.setObjectName(f"display_{name}_{number}")
            choice.setAccessibleName(f"{title}：{word}")
            group.addButton(choice, number)
            line.addWidget(choice)
            made.append(choice)
        line.addStretch(1)
        self.body.addLayout(line)
        group.idClicked.connect(self._wear)
        return made

    def _wear(self) -> None:
        appearance.save(
            Appearance(
                list(Mode)[_checked(self._modes)],
                SCALES[_checked(self._scales)],
                list(Density)[_checked(self._densities)],
            )
        )
        self.desk.dress()


def _checked(choices: list[QRadioButton]) -> int:
    return next(number for number, choice in enumerate(choices) if choice.isChecked())


def _show(box: QSpinBox, minutes: int) -> None:
    """Put a number into an input without counting that as typing."""
    box.blockSignals(True)  # noqa: FBT003 (Qt's own order)
    box.setValue(minutes)
    box.blockSignals(False)  # noqa: FBT003


class SecuritySection(Section):
    """Minutes until the window locks and numbers are covered; password; recovery sheet."""

    key = "security"
    title = "安全"
    remark = "台账加密保存在这台电脑。离开座位时会自动锁定，再用登录密码打开。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(theme.active().px(10))
        self._idle = self._minutes(grid, 0, "idle_minutes", "无人操作多久后锁定")
        self._shown = self._minutes(grid, 1, "uncovered_minutes", "显示证件号多久后恢复遮挡")
        self.body.addLayout(grid)
        self.body.addLayout(
            row(1, by_letter(button("保存", self.save, kind="primary", name="save_security"), "S"))
        )
        for title, words, act in (
            ("登录密码", "忘记旧密码时，请锁定后用恢复密钥打开。",
             button("更改登录密码", self._change_password, icon="key", name="change_password")),
            ("恢复密钥单",
             "密钥单丢失或被别人看过时重新生成。新的生成后，旧的恢复密钥单立即作废。",
             button("重新生成恢复密钥单", self._new_sheet, icon="printer", name="new_sheet")),
            ("立即锁定", "离开座位前也可以按这个按钮，或直接关闭窗口。",
             button("锁定", self._lock, icon="lock", name="lock_now")),
        ):  # fmt: skip
            self.body.addWidget(rule())
            self.body.addWidget(label(title, "heading"))
            self.body.addLayout(row(paragraph(words), act, stretch=0))

    def load(self) -> None:
        kept = self.desk.office.settings.preferences()
        _show(self._idle, kept.idle_minutes)
        _show(self._shown, kept.uncovered_minutes)

    def _minutes(self, grid: QGridLayout, line: int, key: str, words: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(key)
        box.setAccessibleName(f"{words}，分钟")
        box.setRange(IDLE_MINUTES[0], IDLE_MINUTES[-1])
        box.setFixedWidth(theme.active().px(72))
        box.valueChanged.connect(self.touch)
        caption = label(words, "label")
        caption.setBuddy(box)
        grid.addWidget(caption, line, 0)
        grid.addWidget(box, line, 1)
        grid.addWidget(label(f"分钟（{IDLE_MINUTES[0]} 到 {IDLE_MINUTES[-1]}）", "note"), line, 2)
        return box

    def save(self) -> None:
        chosen = Preferences(idle_minutes=self._idle.value(), uncovered_minutes=self._shown.value())
        self.keep(lambda: self.desk.office.settings.save_preferences(chosen), "已保存安全设置")

    def _change_password(self) -> None:
        from shuangyong_desktop.ui.pages.settings_dialogs import PasswordDialog  # noqa: PLC0415

        dialog = PasswordDialog(self.desk.office, self)
        if dialog.exec():
            self.notices.toast("登录密码已更改，下次打开请用新密码。")
        dialog.deleteLater()

    def _new_sheet(self) -> None:
        from shuangyong_desktop.ui.first_run import unconfirmed  # noqa: PLC0415
        from shuangyong_desktop.ui.pages.settings_dialogs import SheetDialog  # noqa: PLC0415

        dialog = SheetDialog(self.desk.office, self.notices, self)
        if not dialog.exec() and unconfirmed(self.desk.office.path).exists():
            self.notices.toast("新的恢复密钥单还没有核对，下次打开台账时要先核对。")
        dialog.deleteLater()

    def _lock(self) -> None:
        self.desk.lock_wanted.emit()
