"""The bar above every page: title, search, year, the cover on personal numbers, a red button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QSizePolicy

from shuangyong_desktop.ui import icons, theme
from shuangyong_desktop.ui.widgets.elements import button, row, set_icon, set_kind, shortcut
from shuangyong_desktop.ui.widgets.shortened import Shortened

HEIGHT = 56
_MOST_TYPED = 2000
_SEARCH = (174, 262)
_TITLE = 280
_A_YEAR = 2026
_ROOMY = 1080
"""From this width on the year selector says what it is the year of."""
_ARROW = 50
"""Room beside the words of the year selector, for its arrow and edges."""


class TopBar(QFrame):
    """Title and tools; `searched` carries the text as it is typed, `entered` at Enter."""

    searched = Signal(str)
    entered = Signal(str)
    cover_toggled = Signal()
    year_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        px = theme.active().px
        self.setObjectName("top_bar")
        self.setFixedHeight(px(HEIGHT))
        self._title = Shortened(role="title", name="page_title", least=px(_TITLE))
        self._note = Shortened(role="note", name="page_note", least=0)
        self._box = _search_box()
        self._box.textChanged.connect(self.searched)
        self._box.returnPressed.connect(self._enter)
        shortcut("Esc", self._box, self._box.clear)
        self._years = _year_box()
        self._years.activated.connect(self._choose_year)
        self._cover = button("显示证件号", self.cover_toggled.emit, icon="eye", name="toggle_cover")
        self._act: Callable[[], object] | None = None
        self._primary = QPushButton()
        self._primary.setObjectName("primary")
        self._primary.setProperty("kind", "primary")
        self._primary.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._primary.setCursor(Qt.CursorShape.PointingHandCursor)
        self._primary.clicked.connect(self._do)
        layout = row(
            self._title, self._note, 1, self._box, self._years, self._cover, self._primary,
            into=self, gap=10,
        )  # fmt: skip
        layout.setContentsMargins(px(20), 0, px(16), 0)
        layout.setStretchFactor(self._box, 4)

    def show_heading(self, title: str, note: str) -> None:
        """Name the page in front."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_primary(self, words: str, icon: str, act: Callable[[], object]) -> None:
        """Offer the page's main action."""
        self._act = act
        self._primary.setText(words)
        self._primary.setAccessibleName(words)
        set_icon(self._primary, icon)
        self._primary.show()

    def hide_primary(self) -> None:
        """Offer no main action."""
        self._primary.hide()

    def show_years(self, years: Sequence[int], chosen: int) -> None:
        """Offer `years`; the words say what follows the choice (CLERK §6)."""
        self._years.clear()
        for year in years:
            self._years.addItem(self._year_words(year), year)
        self._years.setCurrentIndex(self._years.findData(chosen))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for place in range(self._years.count()):
            self._years.setItemText(place, self._year_words(self._years.itemData(place)))
        words = self._years.fontMetrics().horizontalAdvance(self._year_words(_A_YEAR))
        self._years.setMinimumWidth(words + theme.active().px(_ARROW))

    def _year_words(self, year: int) -> str:
        """The year with what follows it; alone where there is no room (the tool tip says it)."""
        roomy = self.width() >= theme.active().px(_ROOMY)
        return f"{year}年度（慰问、任务、报表）" if roomy else f"{year}年度"

    def show_covered(self, *, covered: bool) -> None:
        """Say what the button with the eye does next."""
        words = "显示证件号" if covered else "隐藏证件号"
        self._cover.setText(words)
        self._cover.setAccessibleName(words)
        set_kind(self._cover, "" if covered else "warn")
        set_icon(self._cover, "eye" if covered else "eye-off")

    def focus_search(self) -> None:
        """Put the keyboard into the search, what stands there selected."""
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    def clear_search(self) -> None:
        """Empty the search."""
        self._box.clear()

    def _enter(self) -> None:
        self.entered.emit(self._box.text())

    def _choose_year(self) -> None:
        self.year_chosen.emit(self._years.currentData())

    def _do(self) -> None:
        if self._act is not None:
            self._act()


def _search_box() -> QLineEdit:
    px = theme.active().px
    box = QLineEdit()
    box.setObjectName("search")
    box.setAccessibleName("搜索人员")
    box.setPlaceholderText("搜姓名、拼音、证件号")
    box.setToolTip("按 Ctrl+K 到这里")
    box.setClearButtonEnabled(True)
    box.setMaxLength(_MOST_TYPED)
    box.setMinimumWidth(px(_SEARCH[0]))
    box.setMaximumWidth(px(_SEARCH[1]))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    lens = QAction(icons.icon("search", "text3"), "", box)
    box.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
    return box


def _year_box() -> QComboBox:
    box = QComboBox()
    box.setObjectName("year")
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setAccessibleName("年度，决定慰问、任务和报表是哪一年的")
    box.setToolTip("选择年度：慰问、任务和报表只显示这一年的")
    return box
