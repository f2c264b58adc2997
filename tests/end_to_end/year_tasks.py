"""A year of 任务 and 名录, worked in the window by object names and counted by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QTableView,
    QWidget,
)

from end_to_end.clerk import wait_until
from end_to_end.year_clerk import YearClerk, today
from ui.conftest import choose

_TITLE_COLUMN = 1
ARMY, LOCAL = "地方支持部队事项", "部队支持地方事项"
LISTS = {ARMY: "FOR_ARMY", LOCAL: "FOR_LOCAL", "工作要点": "PLAN"}


@dataclass(frozen=True)
class Stands:
    """How a task stands: its list, its state, how many times were done, its 督办."""

    list: str
    state: str = "NOT_BEGUN"
    done: int = 0
    supervised: int = 0


@dataclass
class TaskTally:
    """What the script has done, counted by itself; copy it before what is taken back."""

    tasks: dict[tuple[int, str], Stands] = field(default_factory=dict)
    activities: dict[str, int] = field(default_factory=dict)
    """By title: for how many tasks each counts."""
    balances: int = 0
    files: int = 0
    ticked: int = 0
    confirmed: dict[str, str] = field(default_factory=dict)
    """By title: what the proposing side said."""

    def copy(self) -> "TaskTally":
        return replace(self, tasks=dict(self.tasks), activities=dict(self.activities),
                       confirmed=dict(self.confirmed))  # fmt: skip

    def becomes(self, year: int, title: str, **after: object) -> None:
        """A task stands otherwise from now on."""
        before = self.tasks[year, title]
        self.tasks[year, title] = replace(before, **after)  # type: ignore[arg-type]

    def counted(self, year: int, title: str, amount: int) -> None:
        """So much more was done for a task; one that was not begun is under way from then on."""
        before = self.tasks[year, title]
        state = "GOING" if before.state in ("NOT_BEGUN", "RETURNED") else before.state
        self.becomes(year, title, state=state, done=before.done + amount)

    def of(self, year: int, *states: str) -> list[str]:
        """The titles of a year that stand in one of these states."""
        return [title for (of, title), task in self.tasks.items()
                if of == year and task.state in states]  # fmt: skip


@dataclass
class TaskYear:
    """The clerk and the count; `year` is the clerk's own."""

    clerk: YearClerk
    tally: TaskTally
    year: int

    def taken_back(self, act: Callable[[], object]) -> None:
        """Do `act`, take it back by Ctrl+Z, and count as before."""
        before = self.tally.copy()
        act()
        self.clerk.undo()
        self.tally = before


def make_from_the_document(year: TaskYear, text: str, titles: Sequence[str]) -> None:
    """工作要点 pasted: what is offered is `titles`, and nothing is written before the button."""
    clerk = year.clerk
    clerk.press("tab_tasks")

    def work(dialog: QDialog) -> None:
        clerk.paste("source_text", text)
        clerk.press("source_next")
        model = clerk.find(QTableView, "task_source_lines").model()
        offered = [model.index(row, 2).data() for row in range(model.rowCount())]
        assert offered == list(titles)
        button = clerk.find(QAbstractButton, "source_next")
        assert button.text() == f"写入 {len(titles)} 项"
        clerk.click(button)
        assert clerk.read("source_done") == f"已写入 {year.year} 年任务 {len(titles)} 项"
        dialog.accept()

    clerk.dialog(clerk.pressing("tasks_make"), work)
    for title in titles:
        year.tally.tasks[year.year, title] = Stands("PLAN")


@dataclass(frozen=True)
class NewTask:
    """What is filled in of a new task."""

    title: str
    list: str
    unit: str
    due: str
    goal: int = 0
    proposer: str = ""
    proofs: tuple[str, ...] = ()


def add_task(year: TaskYear, what: NewTask) -> None:
    clerk = year.clerk
    clerk.press("tab_tasks")

    def work(_dialog: QDialog) -> None:
        clerk.choose("list", what.list)
        for key, words in (("title", what.title), ("proposer", what.proposer),
                           ("unit", what.unit), ("due_rule", what.due)):  # fmt: skip
            if words:
                clerk.put(key, words)
        if what.goal:
            clerk.put("goal", str(what.goal))
        for number, proof in enumerate(what.proofs, 1):
            clerk.press("proof_add")
            clerk.write(f"proof_{number}_title", proof)
        clerk.press("task_save")

    clerk.dialog(clerk.pressing("primary"), work)
    year.tally.tasks[year.year, what.title] = Stands(LISTS[what.list])


def go_to(year: TaskYear, title: str) -> None:
    """Choose a task in the table of all of them by the keyboard."""
    clerk = year.clerk
    clerk.press("tab_tasks")
    table = clerk.table("tasks")
    table.setFocus()
    clerk.keys("Ctrl+Home")

    def here() -> str:
        row = table.currentIndex().row()
        return str(table.model().index(row, _TITLE_COLUMN).data())

    for _ in range(table.model().rowCount()):
        if here() == title:
            break
        clerk.keys("Down")
    assert here() == title
    wait_until(lambda: clerk.read("task_title").endswith(f" {title}"), f"{title} is not told")
    clerk.rest()


def report(year: TaskYear, title: str, amount: int) -> None:
    """登记进展 by hand."""
    clerk = year.clerk
    go_to(year, title)

    def work(_dialog: QDialog) -> None:
        clerk.write("amount", str(amount))
        clerk.fill("words", f"已办 {amount} 件")
        clerk.press("progress_save")

    clerk.dialog(clerk.pressing("task_report"), work)
    year.tally.counted(year.year, title, amount)


def report_at_home(year: TaskYear, title: str, amount: int) -> None:
    """The box of a late task among 今日待办 asks for its progress."""
    clerk = year.clerk
    clerk.press("tab_home")

    def box() -> list[QCheckBox]:
        found = clerk.window.findChildren(QCheckBox, "tick")
        return [one for one in found
                if one.isVisible() and one.accessibleName() == f"登记进展：{title}"]  # fmt: skip

    wait_until(lambda: len(box()) == 1, f"{title} is no to-do")

    def work(_dialog: QDialog) -> None:
        clerk.write("amount", str(amount))
        clerk.fill("words", f"又办 {amount} 件")
        clerk.press("progress_save")

    clerk.dialog(lambda: clerk.click(box()[0]), work)
    year.tally.counted(year.year, title, amount)


def take_on_the_last(year: TaskYear, title: str) -> None:
    """The last thing that the year asks for becomes a task, from the 年历 of 首页."""
    clerk = year.clerk
    clerk.press("tab_home")

    def work(dialog: QDialog) -> None:
        clerk.press("year_days_kind_open")
        table = clerk.table("year_days_table")
        table.setFocus()
        clerk.keys("Ctrl+End")
        clerk.rest()
        assert title in clerk.read("year_days_words")
        clerk.press("year_days_take")
        dialog.reject()

    clerk.dialog(clerk.pressing("year_days"), work)
    year.tally.tasks[year.year, title] = Stands("PLAN")


def attach(year: TaskYear, title: str, folder: Path) -> None:
    """A photograph for the first condition that misses one, through Qt's own file dialog."""
    clerk = year.clerk
    go_to(year, title)
    path = folder / f"现场照片{year.tally.files}.png"
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.setPixel(year.tally.files, 0, 0)
    assert picture.save(str(path))
    clerk.in_dialog(clerk.pressing("proof_file"), lambda dialog: clerk.choose_file(dialog, path))
    met = clerk.spoken("condition_0")
    wait_until(lambda: clerk.spoken("condition_0") != met, "the file was not kept")
    year.tally.files += 1


def tick_condition(year: TaskYear, title: str, number: int) -> None:
    """A condition that is met on paper."""
    clerk = year.clerk
    go_to(year, title)

    def work(_dialog: QDialog) -> None:
        clerk.put("words", "02 盒第 3 件")
        clerk.press("tick_save")

    clerk.dialog(partial(choose, clerk.window, f"condition_{number}", "纸质已齐"), work)
    year.tally.ticked += 1


def supervise(year: TaskYear, title: str) -> None:
    """One step of 督办, its paper left for later."""
    clerk = year.clerk
    go_to(year, title)

    def work(_dialog: QDialog) -> None:
        paper = clerk.find(QCheckBox, "supervise_print")
        if paper.isChecked():
            clerk.click(paper)
            paper.setChecked(False)
        clerk.press("supervise_save")

    clerk.dialog(clerk.pressing("task_supervise"), work)
    year.tally.becomes(year.year, title,
                       supervised=year.tally.tasks[year.year, title].supervised + 1)  # fmt: skip


def close(year: TaskYear, title: str, said: str) -> None:
    """提出单位确认并销号 (or the desk's own check), after 提交核验."""
    clerk = year.clerk
    go_to(year, title)
    clerk.press("task_on")
    clerk.rest()
    clerk.write("closing_by", "李明")
    if said:
        clerk.press(f"closing_said_{said}")
        clerk.write("closing_long_term", "每半年办一次")
        year.tally.confirmed[title] = said
    clerk.press("task_close")
    clerk.rest()
    year.tally.becomes(year.year, title, state="CLOSED")


def carry_over(year: TaskYear, title: str) -> None:
    clerk = year.clerk
    go_to(year, title)

    def work(_dialog: QDialog) -> None:
        clerk.fill("reason", "对方换防，明年继续")
        clerk.press("reason_save")

    clerk.dialog(partial(choose, clerk.window, "task_more", "转入"), work)
    before = year.tally.tasks[year.year, title]
    year.tally.becomes(year.year, title, state="CARRIED")
    year.tally.tasks[year.year + 1, title] = Stands(before.list)


def balance(year: TaskYear) -> None:
    """对账 of this quarter: its equation against the count."""
    clerk, tally = year.clerk, year.tally
    clerk.press("tab_tasks")

    def day(_dialog: QDialog) -> None:
        clerk.write("date", today())
        clerk.press("reconcile_day_save")

    def work(dialog: QDialog) -> None:
        going = tally.of(year.year, "NOT_BEGUN", "GOING", "TO_CHECK", "RETURNED")
        closed, carried = tally.of(year.year, "CLOSED"), tally.of(year.year, "CARRIED")
        whole = len(going) + len(closed) + len(carried)
        assert clerk.read("reconcile_all").endswith(
            f"{whole} 项 ＝ 已销号 {len(closed)} ＋ 在办 {len(going)} ＋ 挂起 0"
            f" ＋ 转入下年 {len(carried)}"
        )
        inner(clerk, clerk.pressing("reconcile_take"), dialog, day)
        listed = clerk.find(QListWidget, "reconcile_taken")
        wait_until(lambda: listed.count() == tally.balances + 2, "the 对账 is not listed")
        dialog.reject()

    clerk.dialog(clerk.pressing("task_reconcile"), work)
    tally.balances += 1


def titles_of(year: TaskYear, which: int) -> list[str]:
    """The tasks of a year as the table lists them, the year chosen in the top bar."""
    clerk = year.clerk
    clerk.press("tab_tasks")
    box = clerk.find(QComboBox, "year")
    box.setFocus()
    clerk.keys("Home")
    for _ in range(box.count()):
        if box.currentData() == which:
            break
        clerk.keys("Down")
    assert box.currentData() == which
    clerk.rest()
    return listed(clerk)


def listed(clerk: YearClerk) -> list[str]:
    """The tasks in the table, without its headings."""
    model = clerk.table("tasks").model()
    return [model.index(row, _TITLE_COLUMN).data() for row in range(model.rowCount())
            if model.id_at(row) > 0]  # fmt: skip


def inner(
    clerk: YearClerk, act: Callable[[], object], outer: QDialog, answer: Callable[[QDialog], object]
) -> None:
    """Answer a dialog that opens over a dialog."""
    came: list[QDialog] = []
    failed: list[Exception] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog is outer:
            QTimer.singleShot(20, clerk.window, look)
            return
        came.append(dialog)
        try:
            answer(dialog)
        except Exception as error:  # raised again where a test hears of it
            failed.append(error)
            dialog.reject()

    QTimer.singleShot(0, clerk.window, look)
    act()
    wait_until(lambda: bool(came), "no dialog came over the other")
    for error in failed:
        raise error


def keep(year: TaskYear, register: str, **words: str) -> None:
    """A record of a register of 名录."""
    clerk = year.clerk
    clerk.press("tab_rolls")
    clerk.pick_facet("rolls", register)
    clerk.rest()

    def work(_dialog: QDialog) -> None:
        for key, text in words.items():
            clerk.put(key, text)
        clerk.press("roll_save")

    clerk.dialog(clerk.pressing("primary"), work)


def decide(year: TaskYear, lines: Sequence[str], titles: Sequence[str]) -> None:
    """A meeting whose decisions become tasks."""
    clerk = year.clerk
    keep(year, "会议", date=today(), title="双拥工作领导小组会议", kind="领导小组会议",
         decisions="\n".join(lines))  # fmt: skip

    def work(_dialog: QDialog) -> None:
        clerk.press("decisions_accept")

    clerk.dialog(clerk.pressing("roll_decisions"), work)
    for title in titles:
        year.tally.tasks[year.year, title] = Stands("MEETING")


def hold(year: TaskYear, title: str, tasks: Sequence[str], kind: str = "共建") -> None:
    """An activity with the pair, counted for these tasks: entered once."""
    clerk = year.clerk
    clerk.press("tab_rolls")
    clerk.pick_facet("rolls", "共建对子")
    clerk.table("roll_records").setFocus()
    clerk.keys("Ctrl+Home")
    clerk.rest()

    def work(_dialog: QDialog) -> None:
        clerk.write("title", title)
        clerk.choose("kind", kind)
        for wanted in tasks:
            _tick(clerk, wanted)
        clerk.press("activity_save")

    clerk.dialog(clerk.pressing("roll_hold_activity"), work)
    year.tally.activities[title] = len(tasks)
    for wanted in tasks:
        year.tally.counted(year.year, wanted, 1)


def _tick(clerk: YearClerk, title: str) -> None:
    found = clerk.find(QListWidget, "activity_tasks")
    items = [found.item(row) for row in range(found.count())]
    (item,) = [one for one in items if one.text().startswith(title)]
    found.setFocus()
    found.setCurrentItem(item)
    clerk.keys("Space")
    assert item.checkState() is Qt.CheckState.Checked


def shown(clerk: YearClerk, name: str) -> int:
    """The number of a card above the tasks."""
    return int(clerk.find(QWidget, f"count_{name}").text())  # type: ignore[attr-defined]


def forget(year: TaskYear, title: str) -> None:
    """An activity goes into 回收站: its tasks count it no longer."""
    clerk = year.clerk
    clerk.press("tab_rolls")
    clerk.pick_facet("rolls", "双拥活动")
    clerk.find(QLineEdit, "roll_search")
    clerk.write("roll_search", title)
    table = clerk.table("roll_records")
    wait_until(lambda: table.model().rowCount() == 1, f"{title} was not found")
    table.setFocus()
    clerk.rest()
    clerk.press("roll_remove")
    clerk.rest()
    del year.tally.activities[title]
