"""What the ledger advises about contacting one person, in one line (UX §2.3)."""

from datetime import date

from PySide6.QtWidgets import QFrame

from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.contact_rules import DueContact, Need
from shuangyong_desktop.ui.pages.people_columns import short_day
from shuangyong_desktop.ui.widgets.elements import glyph, paragraph, row, set_kind


class ContactAdvice(QFrame):
    """A coloured strip; nothing where nothing is to be done."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_advice")
        self.setProperty("role", "strip")
        self._words = paragraph("", "", name="person_advice_words")
        row(glyph("clock", "warn", 16), self._words, into=self, margin=6, stretch=1)
        self.hide()

    def show_line(self, line: DueContact | None) -> None:
        """Say what `line` asks for; None hides the strip."""
        words = "" if line is None else advice(line, date.today())  # noqa: DTZ011 (the clerk's day)
        self._words.setText(words)
        self.setVisible(bool(words))
        kind = "bad" if line is not None and line.lost else "warn"
        set_kind(self, kind)
        set_kind(self._words, kind)


def advice(line: DueContact, today: date) -> str:
    """“已76天未联系，10月1日应联系（烈士遗属，每月）”; empty while nothing is due."""
    if line.need is Need.NEVER:
        return f"还没有联系记录（{line.reason}）"
    if line.due_on is None or (line.need is Need.LATER and not line.lost):
        return ""
    met = line.subject.met_on or line.subject.tried_on
    silent = f"已{(today - latest(met)).days}天未联系，" if met else ""
    day = short_day(line.due_on.isoformat())
    late = f"，逾期{(today - line.due_on).days}天" if line.need is Need.OVERDUE else ""
    return f"{silent}{day}应联系{late}（{line.reason}）"
