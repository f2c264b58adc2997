"""设置 · 联系频次 and 诉求办理时限: how often people are contacted, how long appeals may take."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit

from shuangyong_desktop.domain.appeals import AppealLimits
from shuangyong_desktop.domain.contact_rules import ContactRules, Interval, read_interval
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section, lines_edit, show_lines
from shuangyong_desktop.ui.widgets.elements import button, by_letter, label, paragraph, row

_INTERVALS = (("others", "其他人员"), ("old", "高龄人员"), ("hardship", "生活困难人员"))
_NUMBERS = (("old_age", "高龄从几岁算"), ("lost_after", "断联预警（天）"))
_LIMITS = (("tell_days", "告知（天）"), ("close_days", "办结（天）"),
           ("most_extension_days", "延期最多（天）"))  # fmt: skip
_MOST_TYPED = 10


class _Figures(Section):
    """A section with short inputs in a grid, by key."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self.edits: dict[str, QLineEdit] = {}

    def grid(self, fields: tuple[tuple[str, str], ...]) -> QGridLayout:
        """Inputs of `fields`, which are key and words."""
        px = theme.active().px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(10))
        grid.setColumnStretch(2, 1)
        for line, (key, words) in enumerate(fields):
            edit = QLineEdit()
            edit.setObjectName(f"contact_{key}")
            edit.setAccessibleName(words)
            edit.setMaxLength(_MOST_TYPED)
            edit.setMaximumWidth(px(120))
            edit.textEdited.connect(lambda _text: self.touch())
            caption = label(words, "label")
            caption.setBuddy(edit)
            grid.addWidget(caption, line, 0)
            grid.addWidget(edit, line, 1)
            self.edits[key] = edit
        return grid

    def number(self, key: str) -> int:
        """The number in an input; raises Problem when it is none."""
        edit = self.edits[key]
        text = edit.text().strip()
        if not (text.isascii() and text.isdecimal()):
            raise Problem(f"“{edit.accessibleName()}”请填数字，没有保存。", code="number")
        return int(text)


class ContactsSection(_Figures):
    """The intervals by category and tag, one per line, and those that hold for the rest."""

    key = "contacts"
    title = "联系频次"
    remark = "一人符合几条的，按最短的频次联系。频次写成“每月”“3个月”或“45天”。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._categories = lines_edit(
            "contact_categories", "按人员类别的频次，一行一类", 6, self.touch
        )
        self._tags = lines_edit("contact_tags", "按标签的频次，一行一个", 2, self.touch)
        self._tags.setMaximumHeight(theme.active().px(64))
        self.body.addWidget(paragraph("按人员类别，一行一类，如：烈士遗属 每月"))
        self.body.addWidget(self._categories)
        self.body.addWidget(paragraph("按标签，一行一个，如：重点联系 每月"))
        self.body.addWidget(self._tags)
        self.body.addLayout(self.grid((*_INTERVALS, *_NUMBERS)))
        save = button("保存", self.save, kind="primary", name="save_contact_rules")
        self.body.addLayout(row(1, by_letter(save, "S")))

    def load(self) -> None:
        """Show the rules of this ledger."""
        rules = self.desk.office.contacts.rules()
        names = {item.code: item.name for item in self.desk.office.people.categories()}
        by_name = {names.get(code, code): found for code, found in rules.by_category.items()}
        _show(self._categories, by_name)
        _show(self._tags, rules.by_tag)
        for key, _ in _INTERVALS:
            self.edits[key].setText(getattr(rules, key).words)
        for key, _ in _NUMBERS:
            self.edits[key].setText(str(getattr(rules, key)))

    def save(self) -> None:
        self.keep(lambda: self.desk.office.contacts.save_rules(self._rules()), "已保存联系频次")

    def _rules(self) -> ContactRules:
        codes = {item.name: item.code for item in self.desk.office.people.categories()}
        by_category = {}
        for name, interval in _read(self._categories).items():
            if name not in codes:
                raise Problem(
                    f"没有“{name[:20]}”这个人员类别，请按类别全称填写。没有保存。", code="category"
                )
            by_category[codes[name]] = interval
        others, old, hardship = (read_interval(self.edits[key].text()) for key, _ in _INTERVALS)
        old_age, lost_after = (self.number(key) for key, _ in _NUMBERS)
        return ContactRules(
            by_category=by_category, by_tag=_read(self._tags), others=others, old=old,
            hardship=hardship, old_age=old_age, lost_after=lost_after,
        )  # fmt: skip


class LimitsSection(_Figures):
    """The limits of handling appeals."""

    key = "appeal_limits"
    title = "诉求办理时限"
    remark = "只管以后登记的诉求；已登记的按登记时的时限。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self.body.addLayout(self.grid(_LIMITS))
        save = button("保存", self.save, kind="primary", name="save_appeal_limits")
        self.body.addLayout(row(1, by_letter(save, "S")))

    def load(self) -> None:
        """Show the limits of this ledger."""
        limits = self.desk.office.appeals.limits()
        for key, _ in _LIMITS:
            self.edits[key].setText(str(getattr(limits, key)))

    def save(self) -> None:
        self.keep(lambda: self.desk.office.appeals.save_limits(self._limits()), "已保存办理时限")

    def _limits(self) -> AppealLimits:
        return AppealLimits(**{key: self.number(key) for key, _ in _LIMITS})


def _show(edit: QPlainTextEdit, intervals: Mapping[str, Interval]) -> None:
    show_lines(edit, tuple(f"{name} {interval.words}" for name, interval in intervals.items()))


def _read(edit: QPlainTextEdit) -> dict[str, Interval]:
    """One interval per line, after the last blank; raises Problem for a line without one."""
    found: dict[str, Interval] = {}
    for line in edit.toPlainText().splitlines():
        words = line.split()
        if not words:
            continue
        if len(words) == 1:
            raise Problem(
                f"“{words[0][:20]}”后面没有写频次，请写成“{words[0][:20]} 每月”。没有保存。",
                code="interval",
            )
        found["".join(words[:-1])] = read_interval(words[-1])
    return found
