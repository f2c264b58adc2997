"""The desk's own views at the left of the ledger page: kept under a name, renamed, deleted."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.views import SavedView
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.ledger_columns import ColumnChoice
from shuangyong_desktop.ui.pages.ledger_filter import BUILT_IN, VIEWS, own_name
from shuangyong_desktop.ui.pages.ledger_state import LedgerState
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row


class OwnViews:
    """What can be done with the desk's own views; each is one undoable change."""

    def __init__(self, desk: Desk, notices: Notices, choice: ColumnChoice, page: QWidget) -> None:
        self._desk = desk
        self._notices = notices
        self._choice = choice
        self._page = page
        self._undoing = Undoing(desk, notices)
        self._renamed: dict[str, str] = {}

    def names(self) -> list[str]:
        """The names at the left."""
        return [view.name for view in self._desk.office.views.kept()]

    def save(self, state: LedgerState) -> LedgerState:
        """Ask for a name and keep what `state` shows; returns it by that name, else as it was."""
        views = self._desk.office.views
        shown = state.saved("", self._choice.chosen)
        kept: list[SavedView] = []

        def keep(name: str) -> None:
            kept.append(views.save(replace(shown, name=name), BUILT_IN))

        if not self._ask("保存视图", "保存", "", keep):
            return state
        self._tell(f"已保存视图“{kept[0].name}”")
        return state.called(kept[0].name)

    def opened(
        self, state: LedgerState, section: str, key: str, columns: Iterable[str]
    ) -> LedgerState | None:
        """What an own view shows, with its columns; None for any other entry at the left."""
        kept = self._of(own_name(key)) if section == VIEWS else None
        if kept is not None:
            self._choice.follow(kept.columns)
            return state.opened(kept, columns, own=True)
        if section == VIEWS and state.filter.own:
            self._choice.follow(())
        return None

    def begun(self, state: LedgerState, columns: Iterable[str]) -> LedgerState:
        """What was shown when the ledger was closed, to begin with."""
        last = self._desk.office.views.last()
        if last is None:
            return state
        kept = self._of(last.name)
        if kept is not None:
            self._choice.follow(kept.columns)
        return state.opened(kept or last, columns, own=kept is not None)

    def remember(self, state: LedgerState) -> None:
        """Begin with `state` next time."""
        self._desk.office.views.remember(state.saved(state.filter.own, ()))

    def known(self, state: LedgerState) -> LedgerState:
        """`state` by the present name of its view; without one where the view is gone."""
        own = state.filter.own
        name = self._renamed.pop(own, own)
        return state.called(name if name in self.names() else "") if own else state

    def ask_about(self, section: str, key: str, at: QPoint) -> None:
        """The menu of an own view: rename it or delete it."""
        name = own_name(key)
        if section != VIEWS or not name:
            return
        menu = QMenu(self._page)
        menu.setObjectName("view_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("改名…").triggered.connect(partial(self.rename, name))
        menu.addAction("删除视图").triggered.connect(partial(self.remove, name))
        menu.popup(at)

    def rename(self, name: str) -> None:
        """Ask for another name of one view."""
        views = self._desk.office.views

        def give(new: str) -> None:
            self._renamed[name] = views.rename(name, new, BUILT_IN).name

        if self._ask("视图改名", "改名", name, give):
            self._tell("视图已改名")

    def remove(self, name: str) -> None:
        """Delete one view; nobody of it is touched."""
        self._desk.office.views.remove(name)
        self._tell(f"已删除视图“{name}”，人员没有改动")

    def _of(self, name: str) -> SavedView | None:
        kept = self._desk.office.views.kept() if name else ()
        return next((view for view in kept if view.name == name), None)

    def _ask(self, title: str, verb: str, name: str, keep: Callable[[str], object]) -> bool:
        dialog = ViewNameDialog(title, verb, name, keep, self._page)
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def _tell(self, sentence: str) -> None:
        self._undoing.written(sentence)


class ViewNameDialog(QDialog):
    """Asks for the name of a view; `keep` is given it and may refuse with a Problem."""

    def __init__(
        self, title: str, verb: str, name: str, keep: Callable[[str], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("view_name_dialog")
        self.setWindowTitle(title)
        self._keep = keep
        self._line = QLineEdit(name)
        self._line.setObjectName("view_name_line")
        self._line.setAccessibleName("视图名称")
        self._line.selectAll()
        caption = label("视图名称", "label")
        caption.setBuddy(self._line)
        self._error = paragraph("", "error", name="view_name_error")
        column(
            caption, self._line,
            paragraph("筛选条件、栏目和排序一起保存，出现在左侧“常用视图”里。", "note"),
            self._error,
            row(1, button("取消", self.reject, name="view_name_cancel"),
                button(verb, self._accept, kind="primary", name="view_name_accept")),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(400))

    def _accept(self) -> None:
        try:
            self._keep(self._line.text())
        except Problem as problem:
            self._error.setText(problem.sentence)
            return
        self.accept()
