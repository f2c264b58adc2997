"""光荣牌 and 优待证: who should have one and has not, hand-outs, their register (CLERK §5.9)."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget

from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.handouts import (
    HANDOUTS,
    Handout,
    HandoutAct,
    HandoutItem,
    Standing,
)
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.handouts import Survey
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.people_columns import sex_and_age
from shuangyong_desktop.ui.pages.person_overview import today
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_DUE = (Standing.HAS, Standing.APPLIED, Standing.MISSING)
_SHOWN: dict[str, tuple[str, tuple[Standing, ...]]] = {
    "missing": ("未发", (Standing.MISSING,)),
    "applied": ("办理中", (Standing.APPLIED,)),
    "given": ("已发", (Standing.HAS,)),
    "due": ("应发", _DUE),
    "away": ("已收回", (Standing.AWAY,)),
}
_EXPIRING, _REGISTER = "expiring", "register"
_COLUMNS = {
    HandoutItem.PLAQUE: ("name", "sex_age", "categories", "community", "address",
                         "plaque_hung", "plaque_number", "plaque_date"),
    HandoutItem.CARD: ("name", "sex_age", "categories", "community", "phone",
                       "card_status", "preferential_card", "card_issue_date"),
}  # fmt: skip
_WRITTEN = ("date", "act", "number", "valid_until", "receiver", "relation", "given_by", "reason",
            "remarks")  # fmt: skip
_NOT_FOR_PLAQUES = ("valid_until",)


class HandoutsPart(Page):
    """One of the two items: its numbers, whom each of them counts, and what was handed out."""

    def __init__(
        self, desk: Desk, notices: Notices, go: Callable[[str], object], item: HandoutItem
    ) -> None:
        super().__init__(desk, notices)
        self.title = item.value
        self._item = item
        self._go = go
        self._chosen = "missing"
        self._survey = Survey(item, {})
        self._undoing = Undoing(desk, notices)
        key = item.name.lower()
        columns = _columns(_COLUMNS[item], desk.office.people.categories())
        self._people = RecordTableModel(columns, desk.office.people.page, self, tickable=True)
        self._table = RecordView(self._people, f"{key}_people", f"{item.value}名单")
        self._table.opened.connect(self._open)
        self._entries = RecordTableModel(self._register_columns(), desk.office.handouts.page, self)
        self._register = RecordView(self._entries, f"{key}_register", f"{item.value}登记簿")
        self._register.opened.connect(self._edit)
        self._empty = paragraph("", "note", name=f"{key}_nothing")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._acts: QHBoxLayout = row(gap=6)
        self._build(key)
        desk.cover_changed.connect(self._cover)

    @property
    def note(self) -> str:
        return "应挂 = 已挂 + 未挂，一户一牌" if self._plaque else "应发 = 已发 + 办理中 + 未发"

    @property
    def primary(self) -> Primary | None:
        return Primary("登记发放", "plus", partial(self._hand_out, HandoutAct.GIVEN))

    def reload(self) -> None:
        """Survey anew; the list in front stays."""
        self._survey = self.desk.office.handouts.survey(self._item)
        self._show_numbers()
        self._show()

    @property
    def _plaque(self) -> bool:
        return self._item is HandoutItem.PLAQUE

    def _build(self, key: str) -> None:
        chips = row(gap=6)
        self._group.setExclusive(True)
        keys = [name for name in _SHOWN if not (self._plaque and name == "applied")]
        for name in (*keys, *(() if self._plaque else (_EXPIRING,)), _REGISTER):
            chip = button("", partial(self._choose, name), kind="chip", name=f"{key}_{name}")
            chip.setCheckable(True)
            self._group.addButton(chip)
            self._chips[name] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        for words, icon, name, act in (
            ("更换、收回", "refresh", "change", partial(self._hand_out, HandoutAct.EXCHANGED)),
            ("领取册", "printer", "print", self._print),
            ("批量登记", "file-import", "list", self._take_list),
        ):
            self._acts.addWidget(button(words, act, icon=icon, name=f"{key}_{name}"))
        self._sheets = QStackedWidget()
        self._sheets.addWidget(self._table)
        self._sheets.addWidget(self._register)
        sheet = frame("card")
        column(self._sheets, self._empty, into=sheet, margin=1, gap=0)
        self._keys = label("", "note", name=f"{key}_keys")
        layout = column(chips, sheet, row(self._keys, 1, self._acts),
                        into=self, margin=14, gap=10)  # fmt: skip
        layout.setStretch(1, 1)
        shortcut("Del", self._register, self._remove)
        shortcut("Ctrl+N", self, partial(self._hand_out, HandoutAct.GIVEN))
        shortcut("Ctrl+P", self, self._print)

    def _show_numbers(self) -> None:
        sums = self._survey.balance
        numbers = {"missing": sums.missing, "applied": sums.applied, "given": sums.given,
                   "due": sums.due, "away": sums.away, _EXPIRING: sums.expiring}  # fmt: skip
        names = {name: words for name, (words, _standings) in _SHOWN.items()}
        if self._plaque:
            names |= {"missing": "应挂未挂", "given": "已挂", "due": "应挂"}
        for name, number in numbers.items():
            if name in self._chips:
                words = names.get(name, "90 天内到期")
                self._chips[name].setText(f"{words} {number:,}")
        self._chips[_REGISTER].setText("登记簿")
        self._chips[self._chosen].setChecked(True)

    def _choose(self, name: str) -> None:
        self._chosen = name
        self._people.tick_all(ticked=False)
        self._show()

    def _show(self) -> None:
        register = self._chosen == _REGISTER
        if register:
            only = RecordFilter(equal=(("item", self._item),))
            self._entries.show(self.desk.office.handouts.ids(only))
        else:
            self._people.show(self._ids())
        self._keys.setText(
            "Enter 更正    Del 删除"
            if register
            else "空格 勾选    Enter 打开档案    Ctrl+N 登记发放"
        )
        front = self._register if register else self._table
        model = self._entries if register else self._people
        self._sheets.setCurrentWidget(front)
        filled = bool(model.rowCount())
        self._sheets.setVisible(filled)
        self._empty.setVisible(not filled)
        self._empty.setText(self._nothing())
        if filled:
            front.go_to(0)

    def _ids(self) -> "array[int]":
        if self._chosen == _REGISTER:
            return array("I")
        if self._chosen == _EXPIRING:
            soon = self._survey.expiring
            return array("I", (number for number in self._survey.people if number in soon))
        return self._survey.ids(*_SHOWN[self._chosen][1])

    def _nothing(self) -> str:
        if self._chosen == _REGISTER:
            return "还没有登记过发放。选中人员后按“登记发放”。"
        if self._chosen == "missing" and self._survey.balance.due:
            return "应发的都已发放或正在办理。"
        if self._chosen == "missing":
            return "台账里还没有应发的人。导入花名册后会列在这里。"
        return "没有这样的人。"

    def _wanted(self) -> list[int]:
        """Those ticked, else the one under the keyboard."""
        return [] if self._chosen == _REGISTER else self._table.selected_ids()

    def _hand_out(self, act: HandoutAct) -> None:
        ids = self._wanted()
        if not ids:
            self.notices.toast("请先在名单里选中人员。")
            return
        handouts = self.desk.office.handouts
        name = self.desk.office.people.get(ids[0]).name
        who = name if len(ids) == 1 else f"{name}等 {len(ids)} 人"
        dialog = RecordDialog(
            self.desk, f"登记{self._item.value}", self._schema(several=len(ids) > 1),
            lambda record: handouts.hand_out(ids, record), self, hint=who,
            choices={"given_by": self._officers()},
        )  # fmt: skip
        day = today().isoformat()
        relation = "本人" if act is HandoutAct.GIVEN else None
        dialog.show_record(
            Handout(item=self._item, act=act, date=day, relation=relation,
                    receiver=name if len(ids) == 1 and relation else None)
        )  # fmt: skip
        dialog.exec()
        done = dialog.stored
        dialog.deleteLater()
        if done:
            self._people.tick_all(ticked=False)
            self._tell(f"已登记{self._item.value}：{who}")

    def _schema(self, *, several: bool) -> Schema:
        """What is asked: several people have no number or receiver in common."""
        own = ("number", "receiver", "relation") if several else ()
        without = {*own, *(_NOT_FOR_PLAQUES if self._plaque else ())}
        return HANDOUTS.schema.pick(*(key for key in _WRITTEN if key not in without))

    def _officers(self) -> list[str]:
        return [person.name for person in self.desk.office.dictionary.people()]

    def _edit(self) -> None:
        """Correct the entry of the register under the keyboard."""
        at = self._register.current_row()
        if at is None:
            return
        entry: Handout = self._entries.record(at)
        dialog = RecordDialog(self.desk, f"修改{self._item.value}登记", self._schema(several=False),
                              self.desk.office.handouts.save, self)  # fmt: skip
        dialog.show_record(replace(entry))
        dialog.exec()
        done = dialog.stored
        dialog.deleteLater()
        if done is not None:
            self._tell("已修改登记。")

    def _remove(self) -> None:
        """Put the entry of the register under the keyboard into 回收站."""
        at = self._register.current_row()
        if at is not None:
            self.desk.office.handouts.remove(self._entries.id_at(at))
            self._tell("已删除登记，人员档案同时更正。")

    def _print(self) -> None:
        """领取册 of those ticked, else of everybody listed."""
        from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

        ticked = self._people.ticked and self._chosen != _REGISTER
        listed: Sequence[int] = self._table.selected_ids() if ticked else self._ids()
        ids, papers, item = list(listed), self.desk.office.handout_papers, self._item

        def gather(options: RosterOptions) -> Paper:
            return papers.sheet(item, ids, full=options.full, purpose=options.purpose)

        if not ids:
            self.notices.toast("名单里没有人，没有可以打印的领取册。")
            return
        words = f"{item.value}领取册　{len(ids)} 人"
        dialog = RosterDialog(self.desk, self.notices, gather, words, self, title="打印领取册")
        dialog.open()
        dialog.finished.connect(dialog.deleteLater)

    def _take_list(self) -> None:
        from shuangyong_desktop.ui.pages.handout_list_dialog import (  # noqa: PLC0415 (rare)
            HandoutListDialog,
        )

        dialog = HandoutListDialog(self.desk, self.notices, self._item, self)
        dialog.exec()
        written = dialog.written
        dialog.deleteLater()
        if written:
            self._tell(f"已登记 {written} 人的{self._item.value}状态")

    def _open(self) -> None:
        at = self._table.current_row()
        if at is not None:
            self._go(f"person_file/{self._people.id_at(at)}")

    def _tell(self, sentence: str) -> None:
        self._undoing.written(sentence)

    def _register_columns(self) -> list[Column]:
        people = self.desk.office.people

        def name(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
            return people.get(record.person_id).name

        shown = [key for key in _WRITTEN if key != "remarks"]
        return [
            Column("person", "姓名", 5, name),
            *(column_of(HANDOUTS.schema[key]) for key in shown
              if not (self._plaque and key in _NOT_FOR_PLAQUES)),
        ]  # fmt: skip

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._people.set_masked(masked=covered)


def _columns(keys: Iterable[str], categories: Iterable[Category]) -> list[Column]:
    """What the list shows of a person, every column wide enough for its heading."""
    names = {item.code: item.name for item in categories}
    computed = {
        "sex_age": Column("sex_age", "性别年龄", 4, lambda who, _: sex_and_age(who, today())),
        "categories": Column(
            "categories", "人员类别", 10,
            lambda who, _: "、".join(names.get(code, code) for code in who.categories),
            look=Look.CHIPS,
        ),
    }  # fmt: skip
    return [computed.get(key) or _declared(PEOPLE[key]) for key in keys]


def _declared(field: Field) -> Column:
    look = Look.STRONG if field.key == "name" else Look.PLAIN
    return column_of(field, look, max(field.width, len(field.label) + 1))
