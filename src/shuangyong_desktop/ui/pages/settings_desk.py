"""本单位, 人员和单位, 常用语: what papers carry and what is chosen over and over (CLERK §2)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
)

from shuangyong_desktop.domain.desk import DeskDetails, DeskPerson, Role
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section, lines_edit, show_lines
from shuangyong_desktop.ui.widgets.elements import button, by_letter, label, row


class DeskSection(Section):
    """The names that papers carry."""

    key = "desk"
    title = "本单位"
    remark = "印在签收册、花名册和报表上的单位和姓名。改动只影响以后生成的纸面。"
    _inputs = (
        ("issuer", "发放单位", "如：某某区某某街道办事处"),
        ("reporter", "填报单位", "如：某某街道退役军人服务站"),
        ("filled_by", "填报人", "可以留空，打印后手填"),
        ("checked_by", "审核人", "可以留空，打印后手填"),
        ("for_army", "双清单之一", "地方支持部队事项"),
        ("for_local", "双清单之二", "部队支持地方事项"),
    )

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(theme.active().px(12))
        self._edits: dict[str, QLineEdit] = {}
        for line, (key, words, hint) in enumerate(self._inputs):
            edit = QLineEdit()
            edit.setObjectName(f"desk_{key}")
            edit.setAccessibleName(words)
            edit.setPlaceholderText(hint)
            edit.textEdited.connect(self.touch)
            caption = label(words, "label")
            caption.setBuddy(edit)
            grid.addWidget(caption, line, 0)
            grid.addWidget(edit, line, 1)
            self._edits[key] = edit
        self.body.addLayout(grid)
        self.body.addLayout(
            row(1, by_letter(button("保存", self.save, kind="primary", name="save_desk"), "S"))
        )

    def load(self) -> None:
        details = self.desk.office.settings.desk()
        for key, edit in self._edits.items():
            edit.setText(getattr(details, key))

    def save(self) -> None:
        details = DeskDetails(**{key: edit.text() for key, edit in self._edits.items()})
        self.keep(lambda: self.desk.office.settings.save_desk(details), "已保存本单位信息")


class DictionarySection(Section):
    """Leaders, handlers and community officials, and the units; each list is saved whole."""

    key = "people"
    title = "人员和单位"
    remark = (
        "带队领导、经办人、村（社区）干部和常用单位。分组时从这里选人；"
        "登记代领时，代领人如果是这里的干部或经办人，会提示写明原因。"
    )
    _columns = (("name", "姓名"), ("role", "作用"), ("duty", "职务"), ("unit", "单位"),
                ("phone", "电话"))  # fmt: skip

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        self._table = table = QTableWidget(0, len(self._columns))
        table.setObjectName("desk_people")
        table.setAccessibleName("人员字典")
        table.setHorizontalHeaderLabels([words for _, words in self._columns])
        table.setProperty("role", "framed")
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        roles = [key for key, _ in self._columns].index("role")
        table.horizontalHeader().setSectionResizeMode(
            roles, QHeaderView.ResizeMode.ResizeToContents
        )
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(px(36))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        table.setEditTriggers(
            triggers.DoubleClicked | triggers.SelectedClicked
            | triggers.AnyKeyPressed | triggers.EditKeyPressed
        )  # fmt: skip
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(px(36 * 6))
        table.itemChanged.connect(self.touch)
        self.body.addWidget(table)
        self.body.addLayout(
            row(
                button("增加一行", self._add, icon="plus", name="add_desk_person"),
                button("去掉这一行", self._remove, icon="minus", name="remove_desk_person"),
                1,
                button("保存人员", self._save_people, name="save_people"),
            )
        )
        self._units = lines_edit("desk_units", "单位，一行一个", 5, self.touch)
        self.body.addSpacing(px(8))
        self.body.addWidget(label("单位（一行一个）", "heading"))
        self.body.addWidget(self._units)
        self.body.addLayout(row(1, button("保存单位", self._save_units, name="save_units")))

    def load(self) -> None:
        dictionary = self.desk.office.dictionary
        self._show_people(dictionary.people())
        show_lines(self._units, dictionary.units())

    def typed(self) -> dict[str, str]:
        rows = [asdict(self._person(at)) for at in range(self._table.rowCount())]
        return {"people": json.dumps(rows, ensure_ascii=False), "units": self._units.toPlainText()}

    def retype(self, texts: Mapping[str, str]) -> None:
        if "people" in texts:
            rows = json.loads(texts["people"])
            self._show_people(DeskPerson(**{**row, "role": Role(row["role"])}) for row in rows)
        if "units" in texts:
            show_lines(self._units, (texts["units"],))

    def finish_typing(self) -> None:
        cell = self._table.viewport().findChild(QLineEdit)
        if cell is not None:
            self._table.commitData(cell)

    def _show_people(self, people: Iterable[DeskPerson]) -> None:
        self._table.blockSignals(True)  # noqa: FBT003 (Qt's own order)
        self._table.setRowCount(0)
        for person in people:
            self._put(person)
        self._table.blockSignals(False)  # noqa: FBT003

    def _put(self, person: DeskPerson) -> int:
        at = self._table.rowCount()
        self._table.insertRow(at)
        for number, (key, words) in enumerate(self._columns):
            if key == "role":
                box = QComboBox()
                box.setObjectName(f"desk_role_{at}")
                box.setAccessibleName(words)
                box.addItems([role.value for role in Role])
                box.setCurrentText(person.role.value)
                longest = max(box.fontMetrics().horizontalAdvance(role.value) for role in Role)
                box.view().setMinimumWidth(longest + theme.active().px(48))
                box.activated.connect(self.touch)
                self._table.setCellWidget(at, number, box)
            else:
                self._table.setItem(at, number, QTableWidgetItem(getattr(person, key)))
        return at

    def _add(self) -> None:
        at = self._put(DeskPerson(name=""))
        self.touch()
        self._table.setFocus()
        self._table.setCurrentCell(at, 0)

    def _remove(self) -> None:
        at = self._table.currentRow()
        if at >= 0:
            self._table.removeRow(at)
            self.touch()

    def save(self) -> None:
        if self.edited:
            self._save_people()
            self._save_units()

    def _save_people(self) -> None:
        people = [self._person(at) for at in range(self._table.rowCount())]
        kept = [person for person in people if person != DeskPerson(name="", role=person.role)]
        self.keep(
            lambda: self.desk.office.dictionary.save_people(kept), "已保存人员字典", only="people"
        )

    def _person(self, at: int) -> DeskPerson:
        texts: dict[str, str] = {}
        role = Role.OTHER
        for number, (key, _words) in enumerate(self._columns):
            box = self._table.cellWidget(at, number)
            item = self._table.item(at, number)
            if isinstance(box, QComboBox):
                role = Role(box.currentText())
            elif item is not None:
                texts[key] = " ".join(item.text().split())
        return DeskPerson(role=role, **texts)

    def _save_units(self) -> None:
        lines = self._units.toPlainText()
        self.keep(
            lambda: self.desk.office.dictionary.save_units(lines), "已保存单位字典", only="units"
        )


class PhrasesSection(Section):
    """常用语, one per line."""

    key = "phrases"
    title = "常用语"
    remark = "一行一句。登记时可以直接点选，不用重复输入。"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._lines = lines_edit("phrases", "常用语，一行一句", 10, self.touch)
        self.body.addWidget(self._lines)
        self.body.addLayout(
            row(1, by_letter(button("保存", self.save, kind="primary", name="save_phrases"), "S"))
        )

    def load(self) -> None:
        show_lines(self._lines, self.desk.office.dictionary.phrases())

    def save(self) -> None:
        lines = self._lines.toPlainText()
        self.keep(lambda: self.desk.office.dictionary.save_phrases(lines), "已保存常用语")
