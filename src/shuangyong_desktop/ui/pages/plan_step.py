"""What every step of a visit plan shares: the plan as it stands, and saying what was done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import PlanNow
from shuangyong_desktop.ui.undoing import Undoing


class PlanStep(QWidget):
    """One step over one plan; `show_plan` is called after every change while it is in front.

    `revise_wanted` asks for the rule and the amounts as a whole.
    """

    revise_wanted = Signal()

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self.desk = desk
        self.notices = notices
        self.now: PlanNow | None = None
        self._undoing = Undoing(desk, notices)

    @property
    def plan_id(self) -> int:
        """The number of the plan shown."""
        return (self.now.plan.id or 0) if self.now else 0

    def show_plan(self, now: PlanNow) -> None:
        """Show the plan as it stands."""
        self.now = now

    def focus(self) -> None:
        """Put the keyboard on the step's main part; it has none to put it on unless it says so."""
        self.setFocus()

    def changed(self, sentence: str) -> None:
        """Tell everybody that the ledger changed, and the clerk what was done, with 撤销."""
        self._undoing.written(sentence)

    @staticmethod
    def say(strip: QFrame, sentence: str) -> None:
        """Put `sentence` into a strip made by `elements.note`; without one the strip goes."""
        words = strip.findChild(QLabel, f"{strip.objectName()}_words")
        if isinstance(words, QLabel):
            words.setText(sentence)
        strip.setVisible(bool(sentence))
