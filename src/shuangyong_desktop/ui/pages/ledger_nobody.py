"""What stands in the place of the ledger table when nobody is listed, and what to do then."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from shuangyong_desktop.domain.text import briefly, clean
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, column, paragraph, row

_MOST_SHOWN = 12
Act = Callable[[], object]


class Nobody(QFrame):
    """Says why the list is empty and offers the next step."""

    def __init__(self, *, clear: Act, everywhere: Act, imports: Act, add: Act) -> None:
        super().__init__()
        self.setObjectName("nobody")
        self.setProperty("role", "hollow")
        self._words = paragraph("", "label", name="nobody_words")
        self._words.setMinimumWidth(theme.active().px(420))
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._clear = button("清除筛选", clear, name="nobody_clear")
        self._everywhere = button("", everywhere, icon="search", name="nobody_full_text")
        self._add = button("新增人员", add, name="nobody_add")
        bring = button("导入花名册", imports, name="nobody_import")
        column(
            1,
            row(1, self._words, 1),
            row(1, self._clear, self._everywhere, bring, self._add, 1),
            2,
            into=self,
            gap=14,
        )
        self.hide()

    def say(self, query: str, *, narrowed: bool) -> None:
        """Why nobody is listed: for what was typed, for the filter, or as nobody is there yet."""
        self._clear.setVisible(narrowed)
        self._everywhere.setVisible(bool(query))
        self._everywhere.setText(everywhere_words(query))
        known = query and not query.isascii()
        self._add.setText(briefly(f"新增人员“{query}”") if known else "新增人员")
        if query:
            words = f"没有找到“{query}”。可以换成姓名、拼音首字母、证件号或电话的开头再试。"
        elif narrowed:
            words = "没有符合条件的人。"
        else:
            words = "台账里还没有人。可以导入现有花名册，也可以逐人登记。"
        self._words.setText(briefly(words))


def everywhere_words(query: str) -> str:
    """What the offer to look through all texts says (DESIGN 18)."""
    shown = query if len(query) <= _MOST_SHOWN else f"{query[:_MOST_SHOWN]}…"
    return f"在全部文字中查找“{clean(shown).text}”"
