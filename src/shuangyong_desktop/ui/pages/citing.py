"""引用政策文件: a policy in force is put into a reply with its title and number."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.widgets.editors import widen_list
from shuangyong_desktop.ui.widgets.elements import label, row
from shuangyong_desktop.ui.widgets.record_form import RecordForm

_OFFER = "选择要引用的文件"
_ENDS = ("。", "；", "，", "\n")


class PolicyPicker(QWidget):
    """Offers the policies in force; the chosen one is cited at the end of a text of a form.

    `where` says which form and which of its inputs. Without any policy nothing is shown.
    """

    def __init__(self, desk: Desk, where: Callable[[], tuple[RecordForm, str] | None]) -> None:
        super().__init__()
        self._where = where
        self._box = QComboBox()
        self._box.setObjectName("cite_policy")
        self._box.setAccessibleName("引用文件")
        self._box.setMinimumContentsLength(12)
        self._box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        cited = desk.office.policies.citations()
        self._box.addItems([_OFFER, *cited])
        widen_list(self._box)
        self._box.activated.connect(self._cite)
        caption = label("引用文件", "label")
        caption.setBuddy(self._box)
        caption.setMinimumWidth(theme.active().px(86))
        row(caption, self._box, into=self, gap=10, stretch=1)
        if not cited:
            self.hide()

    def _cite(self, index: int) -> None:
        place = self._where()
        if index and place is not None:
            form, key = place
            before = form.text(key).rstrip()
            joined = "" if not before or before.endswith(_ENDS) else "，"
            form.show_texts({key: f"{before}{joined}依据{self._box.itemText(index)}"})
            form.focus(key)
        self._box.setCurrentIndex(0)
