"""去年慰问今年未列 and 从未慰问, beside the people of a plan (UX §2.5)."""

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.visits import Missing
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, label, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_WIDTH = 330
_COLUMNS = (
    Column("name", "姓名", 4.4, lambda person, _masked: person.name, look=Look.STRONG),
    Column("community", "村（社区）", 5.4, lambda person, _masked: person.community or ""),
    Column("categories", "人员类别", 8,
           lambda person, _masked: names_of(person.categories, short=True)),
)  # fmt: skip
_LAST, _NEVER = "last_year", "never"


class MissingPeople(QFrame):
    """One list of the two at a time; `add` gets the ids of the people who are to be taken in."""

    def __init__(self, add: Callable[[Sequence[int]], object]) -> None:
        super().__init__()
        self.setObjectName("missing_people")
        self.setProperty("role", "card")
        self._add = add
        self._people: dict[int, Person] = {}
        self._missing = Missing((), ())
        self._which = Segments(
            "missing", "查漏", [(_LAST, "去年慰问今年未列"), (_NEVER, "从未慰问")]
        )
        self._which.chosen.connect(lambda _key: self._show())
        self._model = RecordTableModel(_COLUMNS, self._fetch, self, tickable=True)
        self._table = RecordView(self._model, "missing_list", "可能漏掉的人")
        self._table.opened.connect(self._take_in)
        self._count = label("", "note", name="missing_count")
        take = button("加入", self._take_in, icon="user-plus", name="add_missing")
        px = theme.active().px
        foot = row(self._count, 1, take)
        foot.setContentsMargins(px(12), 0, px(12), px(8))
        head = row(self._which, 1)
        head.setContentsMargins(px(12), px(9), px(12), 0)
        layout = column(head, self._table, foot, into=self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        self.setFixedWidth(theme.active().side(_WIDTH))

    def show_missing(self, missing: Missing) -> None:
        """Show who may have been forgotten."""
        self._missing = missing
        self._show()

    def begin(self) -> None:
        """Start with the list that has somebody, last year's before the other."""
        only_never = self._missing.never and not self._missing.last_year
        self._which.show_chosen(_NEVER if only_never else _LAST)
        self._table.setFocus()

    def _show(self) -> None:
        listed = self._missing.never if self._which.value == _NEVER else self._missing.last_year
        self._people = {person.id or 0: person for person in listed}
        self._model.ticked.clear()
        self._model.show(array("I", self._people))
        self._count.setText(f"{len(listed):,} 人" if listed else "没有")

    def _fetch(self, ids: Sequence[int]) -> list[Person]:
        return [self._people[number] for number in ids]

    def _take_in(self) -> None:
        chosen = self._table.selected_ids()
        if chosen:
            self._add(chosen)
