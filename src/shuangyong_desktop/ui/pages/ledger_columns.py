"""Which columns the ledger table shows: the usual ones by width, or the clerk's own choice."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from shuangyong_desktop.ui.pages.people_columns import NARROW, USUAL, WIDE
from shuangyong_desktop.ui.widgets.columns import Column

_KEPT = "ledger/columns"


class ColumnChoice(QObject):
    """The choice of columns, kept on this PC as keys; `changed` after each."""

    changed = Signal()

    def __init__(self, columns: Mapping[str, Column], parent: QObject) -> None:
        super().__init__(parent)
        self._columns = columns
        kept = str(QSettings().value(_KEPT, "")).split(",")
        self._chosen = tuple(key for key in kept if key in columns)
        self._of_view: tuple[str, ...] = ()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The clerk's own choice; empty where the usual columns are shown."""
        return self._of_view or self._chosen

    def keys(self, *, wide: bool, narrow: bool = False) -> tuple[str, ...]:
        """The columns to show, in their order."""
        return self.chosen or (WIDE if wide else NARROW if narrow else USUAL)

    def follow(self, view: Sequence[str]) -> None:
        """Show the columns that a view was kept with; none brings the clerk's choice back."""
        self._of_view = tuple(key for key in view if key in self._columns)
        self.changed.emit()

    def ask(self, at: QWidget, shown: tuple[str, ...]) -> None:
        """Open the menu of columns below `at`; those of `shown` are ticked."""
        menu = QMenu(at)
        menu.setObjectName("column_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("恢复默认栏目").triggered.connect(self._forget)
        menu.addSeparator()
        for key, column in self._columns.items():
            action = menu.addAction(column.label)
            action.setCheckable(True)
            action.setChecked(key in shown)
            action.setEnabled(key != "name")
            action.triggered.connect(partial(self._toggle, key, shown))
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    def _toggle(self, key: str, shown: tuple[str, ...]) -> None:
        kept = set(shown) ^ {key}
        order = (*WIDE, *(name for name in self._columns if name not in WIDE))
        self._of_view = ()
        self._chosen = tuple(name for name in order if name in kept)
        QSettings().setValue(_KEPT, ",".join(self._chosen))
        self.changed.emit()

    def _forget(self) -> None:
        self._chosen = self._of_view = ()
        QSettings().remove(_KEPT)
        self.changed.emit()
