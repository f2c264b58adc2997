"""村（社区） and 人员类别: the desk's own lists, and the words that mean each class."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem

from shuangyong_desktop.domain.categories import Category, CategoryGroup
from shuangyong_desktop.domain.community_lists import CommunityEdit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.settings_section import Section, lines_edit, show_lines
from shuangyong_desktop.ui.widgets.elements import button, by_letter, column, label, paragraph, row

_OWN = ""
"""The place of a new class among what is typed; the words of known ones stand at their codes."""


class CommunitiesSection(Section):
    """One community per line, in the order of every list and paper."""

    key = "communities"
    title = "村（社区）"
    remark = (
        "一行一个，顺序就是名册和纸面上的顺序。只改一行的字，就是改名，那里的人一起改过来；"
        "还登记有人的村（社区）不能去掉。"
    )

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._lines = lines_edit("community_lines", "村（社区），一行一个", 14, self.touch)
        self._count = label("", "note", name="community_count")
        self._lines.textChanged.connect(self._say_count)
        self.body.addWidget(self._lines)
        self.body.addLayout(
            row(self._count, 1,
                by_letter(button("保存", self.save, kind="primary", name="save_communities"), "S"))
        )  # fmt: skip

    def load(self) -> None:
        show_lines(self._lines, tuple(item.name for item in self.desk.office.communities.all()))
        self._say_count()

    def _say_count(self) -> None:
        lines = [line for line in self._lines.toPlainText().splitlines() if line.strip()]
        self._count.setText(f"共 {len(lines)} 个")

    def retype(self, texts: Mapping[str, str]) -> None:
        super().retype(texts)
        self._say_count()

    def save(self) -> None:
        made: list[CommunityEdit] = []
        lines = self._lines.toPlainText()

        def write() -> None:
            made.append(self.desk.office.communities.save(lines))

        self.keep(write, "已保存村（社区）名单")
        if made and made[0].renamed is not None:
            old, new = made[0].renamed
            self.say(f"“{old.name}”已改名为“{new}”，那里的人一起改过来了。", "ok")


class CategoriesSection(Section):
    """Every class with the words that mean it, and classes of the desk's own."""

    key = "categories"
    title = "人员类别和别名"
    remark = (
        "名称按现行法规，不能改；别名用于导入和查找，例如“两参”“老复员”。"
        "本地另有的类别可以添加，添加后不能删除。"
    )

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        px = theme.active().px
        self._code = ""
        self._typed: dict[str, str] = {}
        self._list = QListWidget()
        self._list.setObjectName("category_list")
        self._list.setAccessibleName("人员类别")
        self._list.setMinimumHeight(px(300))
        self._list.setProperty("role", "framed")
        self._list.currentItemChanged.connect(self._choose)
        self._caption = paragraph("", "strong", name="category_name")
        self._words = lines_edit("category_aliases", "别名，一行一个", 8, self._note_words)
        save = by_letter(button("保存别名", self.save, kind="primary", name="save_aliases"), "S")
        right = column(self._caption, label("别名（一行一个）", "label"), self._words, row(1, save))
        self.body.addLayout(row(self._list, right, gap=16))
        self._name = QLineEdit()
        self._name.setObjectName("own_category")
        self._name.setAccessibleName("本地类别名称")
        self._name.textEdited.connect(self.touch)
        self._name.setPlaceholderText("本地类别名称，如：优秀退役军人典型")
        self._group = QComboBox()
        self._group.setObjectName("own_category_group")
        self._group.setAccessibleName("归入")
        self._group.addItems([group.value for group in CategoryGroup])
        add = button("添加类别", self._add, icon="plus", name="add_category")
        self.body.addLayout(row(self._name, self._group, add, stretch=0))

    def load(self) -> None:
        categories = self.desk.office.categories.all()
        chosen = self._code
        self._typed.clear()
        self._name.clear()
        self._list.clear()
        for category in categories:
            item = QListWidgetItem(category.name)
            item.setData(Qt.ItemDataRole.UserRole, category.code)
            self._list.addItem(item)
        codes = [category.code for category in categories]
        self._list.setCurrentRow(codes.index(chosen) if chosen in codes else 0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._code = item.data(Qt.ItemDataRole.UserRole)
        category = self._category()
        self._caption.setText(f"{category.name}（{category.group.value}）")
        typed = self._typed.get(self._code)
        show_lines(self._words, category.aliases if typed is None else tuple(typed.split("\n")))

    def _note_words(self) -> None:
        """Keep what is typed for this category while others are looked at."""
        self._typed[self._code] = self._words.toPlainText()
        self.touch()

    def _category(self) -> Category:
        known = {item.code: item for item in self.desk.office.categories.all()}
        return known[self._code]

    def typed(self) -> dict[str, str]:
        """The name of a class to be added, and the words typed for each class by its code."""
        return {_OWN: self._name.text(), **self._typed}

    def retype(self, texts: Mapping[str, str]) -> None:
        self._name.setText(texts.get(_OWN, self._name.text()))
        self._typed = {code: text for code, text in texts.items() if code != _OWN}
        self._choose(self._list.currentItem())

    def save(self) -> None:
        code, lines = self._code, self._words.toPlainText()
        self.keep(
            lambda: self.desk.office.categories.set_aliases(code, lines), "已保存别名", only=code
        )

    def _add(self) -> None:
        name, group = self._name.text(), CategoryGroup(self._group.currentText())
        self.keep(
            lambda: self.desk.office.categories.add(name, group), f"已添加类别：{name}", only=_OWN
        )
