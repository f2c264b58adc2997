"""A form in a dialog: as high as it is, and scrolled where the screen has no room for it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from shuangyong_desktop.ui import theme


class FittingArea(QScrollArea):
    """Shows `form` in full up to `room` pixels of height, and grows with it."""

    def __init__(self, form: QWidget, room: int) -> None:
        super().__init__()
        self._form = form
        self._room = room
        form.setProperty("role", "scrolled")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(form)

    def minimumSizeHint(self) -> QSize:
        """All of the form, as far as there is room."""
        hint = self._form.minimumSizeHint().expandedTo(self._form.minimumSize())
        bar = theme.active().px(10)
        return QSize(hint.width() + bar, min(hint.height(), self._room))

    def sizeHint(self) -> QSize:
        """The same: no more than is needed."""
        return self.minimumSizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for room anew when the form has changed, and keep the keyboard in sight."""
        handled = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            focus = QApplication.focusWidget()
            if focus is not None and self._form.isAncestorOf(focus):
                self.ensureWidgetVisible(focus)
        return handled
