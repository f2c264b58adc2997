"""确认和摸排: one round at a time, its numbers, its people, and what becomes of them."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rounds import (
    ROUNDS,
    Finding,
    Round,
    RoundKind,
    RoundMember,
    Standing,
)
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.round_papers import SheetOptions
from shuangyong_desktop.services.rounds import RoundLine, tally_of
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.round_entry import RoundEntryTable
from shuangyong_desktop.ui.pages.round_files import RoundFiles
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    glyph,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.shortened import Shortened

PROGRESS, PLACES = "进度", "村（社区）"
EVERYBODY, AT_HOME = "全部", "上门名单"
_NO_PLACE = "未登记村（社区）"
_EVERY_PLACE = "*"
_BEGUN_WITH = ROUNDS.schema.pick("kind", "title", "year", "due", "remarks")
_CLOSED_WITH = ROUNDS.schema.pick("closed_on", "remarks")
_SCOPES = (
    "年度确认的名单按今天享受定期抚恤补助的人员定下，全面摸排是全部在册人员。"
    "以后新增的人员可以补入，去世和迁出的列为异常。"
)
_SIDE_WIDTH = 200


class RoundsPage(Page):
    """The round in front; `1` to `6` register what was found of the line the keyboard is on."""

    title = "确认和摸排"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._undoing = Undoing(desk, notices)
        self._round: Round | None = None
        self._progress, self._place = EVERYBODY, _EVERY_PLACE
        self._files = RoundFiles(desk, notices, self)
        self._choice = QComboBox()
        self._choice.setObjectName("round_choice")
        self._choice.setAccessibleName("选择一轮")
        self._choice.activated.connect(self._choose)
        self._facets = FacetList("round_facets", "进度和村（社区）")
        self._facets.picked.connect(self._pick)
        self._entry = RoundEntryTable(self._fetch)
        self._entry.registered.connect(self._register)
        self._entry.written.connect(self._write)
        self._entry.taken_back.connect(self._take_back)
        self._entry.acted_on.connect(self._act_on)
        self._entry.set_masked(masked=desk.covered)
        desk.cover_changed.connect(self._cover)
        self._build()

    @property
    def note(self) -> str:
        if self._round is None or self._round.id is None:
            return "年度确认和全面摸排"
        due = self._round.due
        return f"{show_date(due)}截止" if due and not self._round.closed_on else ""

    @property
    def primary(self) -> Primary | None:
        return Primary("开始一轮", "plus", self._begin)

    @property
    def unsaved(self) -> bool:
        """Whether something typed about the line in front would be lost."""
        return self._entry.dirty

    def reload(self) -> None:
        """Show the chosen round as it is now; the newest one at first."""
        rounds = self.desk.office.rounds.every()
        kept = self._round.id if self._round else None
        self._round = next((item for item in rounds if item.id == kept), None)
        if self._round is None and rounds:
            self._round = next((item for item in rounds if not item.closed_on), rounds[0])
        self._choice.clear()
        for item in rounds:
            state = "已完成" if item.closed_on else "进行中"
            self._choice.addItem(f"{item.title}（{state}）", item.id)
        if self._round is not None:
            self._choice.setCurrentIndex(self._choice.findData(self._round.id))
        self._states.setCurrentIndex(1 if self._round else 0)
        self._show_round()
        self.heading_changed.emit()

    def show_round(self, round_id: int, progress: str = EVERYBODY) -> None:
        """Bring one round to the front, and of it those of `progress`."""
        self._round = self.desk.office.rounds.get(round_id)
        self._progress, self._place = progress, _EVERY_PLACE
        self.reload()

    def _build(self) -> None:
        px = theme.active().px
        self._papers = button("纸面和名单", _nothing, icon="printer", name="round_papers")
        self._papers.setMenu(self._paper_menu())
        self._back = button("收回核对表", self._take_in_file, icon="file-import",
                            name="round_returns")  # fmt: skip
        self._more = button("补入新增人员", self._take_in, icon="user-plus",
                            name="round_newcomers")  # fmt: skip
        self._close = button("完成本轮", self._finish, icon="circle-check", name="round_close")
        self._reopen = button("重新打开", self._open_again, icon="restore", name="round_reopen")
        remove = button("", self._remove, kind="flat", icon="trash", name="round_remove")
        remove.setAccessibleName("删除本轮")
        remove.setToolTip("删除本轮：名单和结果一并移入回收站，保留 90 天")
        self._numbers = Shortened(name="round_tally")
        head = row(self._choice, self._numbers, self._more, self._papers, self._back, self._close,
                   self._reopen, remove, stretch=1)  # fmt: skip
        self._choice.setMinimumWidth(px(200))
        side = card(self._facets, padding=8)
        side.setFixedWidth(theme.active().side(_SIDE_WIDTH))
        body = row(side, self._entry, gap=12, stretch=1)
        whole = QWidget()
        layout = column(head, body, into=whole, gap=10)
        layout.setStretch(1, 1)
        nothing = QWidget()
        words = paragraph(
            "还没有开始年度确认或全面摸排。开始时按台账定下名单，"
            "以后任何时候 应 = 已 + 未 + 异常。",
            name="no_round",
        )
        words.setFixedWidth(px(430))
        column(
            2, row(1, glyph("clipboard-list", "text3", 28), 1), row(1, words, 1),
            row(1, button("开始年度确认", partial(self._begin, RoundKind.CONFIRMATION),
                          kind="primary", name="begin_confirmation"),
                button("开始全面摸排", partial(self._begin, RoundKind.SURVEY),
                       name="begin_survey"), 1),
            3, into=nothing,
        )  # fmt: skip
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(whole)
        column(self._states, into=self, margin=14)
        shortcut("Ctrl+N", self, self._begin)
        shortcut("Ctrl+P", self, self._print_sheets)

    def _paper_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("round_paper_menu")
        for words, act in (
            ("核对表（打印、签字）", self._print_sheets),
            ("分村（社区）核对表（Excel）", self._save_workbooks),
            ("上门名单", partial(self._print_list, AT_HOME)),
            ("未完成名单", partial(self._print_list, "未完成名单")),
        ):
            menu.addAction(words).triggered.connect(act)
        return menu

    def _begin(self, kind: RoundKind | None = None) -> None:
        """Ask for a round and begin it; without `kind` the one that is not going on."""
        rounds = self.desk.office.rounds
        going = {item.kind for item in rounds.every() if not item.closed_on}
        kind = kind or next((one for one in RoundKind if one not in going), RoundKind.SURVEY)
        year = date.today().year  # noqa: DTZ011 (the clerk's own calendar)
        usual = {one: f"{year}年{one.value}" for one in RoundKind}

        def save(wanted: Round) -> Round:
            if wanted.kind and wanted.title in usual.values():
                wanted = replace(wanted, title=usual[wanted.kind])
            return rounds.begin(wanted)

        dialog = RecordDialog(self.desk, "开始一轮核对", _BEGUN_WITH, save, self, hint=_SCOPES)
        dialog.show_record(Round(kind=kind, title=usual[kind], year=year))
        if dialog.exec():
            self._round = dialog.stored
            self._progress, self._place = EVERYBODY, _EVERY_PLACE
            self._changed(f"已开始：{dialog.stored.title}")
        dialog.deleteLater()

    def _finish(self) -> None:
        if self._round is None or self._round.id is None:
            return
        rounds, number = self.desk.office.rounds, self._round.id
        whole = rounds.tally(number).whole
        left = whole.open + whole.odd
        hint = whole.words + ("。还有未确认或异常的，请在备注里写明原因。" if left else "。")
        dialog = RecordDialog(
            self.desk, f"完成{self._round.title}", _CLOSED_WITH,
            lambda record: rounds.close(number, record.closed_on or "", record.remarks or ""),
            self, hint=hint,
        )  # fmt: skip
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own calendar)
        dialog.show_record(replace(self._round, closed_on=today, remarks=None))
        if dialog.exec():
            self._changed(f"已完成：{self._round.title}")
        dialog.deleteLater()

    def _open_again(self) -> None:
        if self._round is not None and self._round.id is not None:
            self.desk.office.rounds.reopen(self._round.id)
            self._changed(f"已重新打开：{self._round.title}")

    def _remove(self) -> None:
        """Put the round into 回收站: it can be brought back, so nothing is asked first."""
        if self._round is None or self._round.id is None:
            return
        title = self._round.title
        count = self.desk.office.rounds.remove(self._round.id)
        self._round = None
        self._undoing.written(
            f"已删除{title}，{count} 人的结果一并移入回收站，90 天内可以取回。"
            "已登记的去世、迁出不受影响。"
        )

    def _take_in(self) -> None:
        if self._round is not None and self._round.id is not None:
            count = self.desk.office.rounds.take_in(self._round.id)
            self._changed(f"已补入 {count} 人")

    def _take_in_file(self) -> None:
        if self._round is not None and self._files.take_back(self._round):
            self._changed("已登记收回的核对表")

    def _print_sheets(self) -> None:
        if self._round is None or self._round.id is None:
            return
        papers, number = self.desk.office.round_papers, self._round.id
        place = None if self._place == _EVERY_PLACE else self._place

        def gather(options: RosterOptions) -> Paper:
            return papers.sheets(number, SheetOptions(place, options.full, options.purpose))

        self._files.look_at("打印核对表", gather, self._round.title or "")

    def _save_workbooks(self) -> None:
        if self._round is not None:
            self._files.save_workbooks(self._round)

    def _print_list(self, kind: str) -> None:
        if self._round is None or self._round.id is None:
            return
        papers = self.desk.office.round_papers
        make = papers.home_list if kind == AT_HOME else papers.waiting_list
        number = self._round.id
        self._files.look_at(f"打印{kind}", lambda _options: make(number), kind, covered=False)

    def _choose(self, place: int) -> None:
        self._round = self.desk.office.rounds.get(self._choice.itemData(place))
        self._progress, self._place = EVERYBODY, _EVERY_PLACE
        self._show_round()
        self.heading_changed.emit()

    def _pick(self, section: str, key: str, _more: bool) -> None:  # noqa: FBT001 (a signal)
        if section == PROGRESS:
            self._progress = key
        else:
            self._place = key
        self._show_round()

    def _show_round(self) -> None:
        if self._round is None or self._round.id is None:
            return
        office, number = self.desk.office, self._round.id
        places = office.round_results.places(number)
        tally = tally_of(places)
        whole = tally.whole
        self._numbers.setText(whole.words)
        if self._place not in tally.by_community:
            self._place = _EVERY_PLACE
        facets = [
            Facet(PROGRESS, EVERYBODY, "应（全部）", whole.due),
            Facet(PROGRESS, Standing.OPEN, "未确认", whole.open),
            Facet(PROGRESS, Standing.ODD, "异常", whole.odd),
            Facet(PROGRESS, Standing.SETTLED, "已确认", whole.settled),
            Facet(PROGRESS, AT_HOME, "需要上门", sum(bool(place.home) for place in places)),
            Facet(PLACES, _EVERY_PLACE, "全部（未确认）", whole.open),
            *(Facet(PLACES, name, name or _NO_PLACE, counted.open)
              for name, counted in tally.by_community.items()),
        ]  # fmt: skip
        self._facets.show_facets(facets, {(PROGRESS, self._progress), (PLACES, self._place)})
        shown = array("I", (
            place.member_id for place in places
            if self._place in (_EVERY_PLACE, place.community)
            and (self._progress in (EVERYBODY, place.standing)
                 or (self._progress == AT_HOME and place.home))
        ))  # fmt: skip
        here = tally.by_community.get(self._place)
        words = "全部" if here is None else self._place or _NO_PLACE
        closed = self._round.closed_on is not None
        self._entry.show_members(shown, words, here.words if here else "", closed=closed)
        newcomers = [] if closed else office.rounds.newcomers(number)
        self._more.setVisible(bool(newcomers))
        self._more.setText(f"补入新增 {len(newcomers)} 人")
        self._back.setEnabled(not closed)
        self._close.setVisible(not closed)
        self._reopen.setVisible(closed)

    def _fetch(self, ids: Sequence[int]) -> list[RoundLine]:
        return self.desk.office.round_results.page(ids)

    def _register(self, ids: list[int], result: RoundMember) -> None:
        try:
            count = self.desk.office.round_results.register(ids, result)
        except Problem as problem:
            self.notices.fail(problem)
            return
        finding = result.finding.value if result.finding else ""
        if len(ids) > 1:
            self._entry.step_on()
            self._changed(f"已登记 {count} 人：{finding}")
            return
        if result.finding is not Finding.CHANGED:
            self._entry.step_on()
        self.desk.changed.emit()
        if result.finding is Finding.CHANGED:
            self._entry.ask_what_changed()

    def _write(self, member: RoundMember) -> None:
        try:
            self.desk.office.round_results.write(member)
        except Problem as problem:
            self._entry.refuse(problem.sentence)
            return
        self._entry.step_on()
        self.desk.changed.emit()

    def _take_back(self, ids: list[int]) -> None:
        try:
            count = self.desk.office.round_results.take_back(ids)
        except Problem as problem:
            self.notices.fail(problem)
            return
        if count:
            self._changed(f"已取消 {count} 人的登记")

    def _act_on(self, line: RoundLine) -> None:
        """A death or move that a round found is registered as what it is."""
        if self._round is not None:
            self._files.register_leaving(line, self._round)

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._entry.set_masked(masked=covered)

    def _changed(self, words: str) -> None:
        self._undoing.written(words)


def _nothing() -> None:
    """The menu opens by itself."""


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> RoundsPage:
    """The part, for its page."""
    return RoundsPage(desk, notices, go)
