from pathlib import Path

import pytest
from openpyxl import Workbook

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import EVERY
from shuangyong_desktop.domain.task_lists import Landing
from shuangyong_desktop.domain.tasks import Task, TaskList, TaskState
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.task_lists import read_task_list

HEAD = ("事项", "责任单位", "完成时限", "状态", "进展说明")


def _list(
    tmp_path: Path, *rows: tuple[object, ...], title: str = "2026年工作要点任务分解表"
) -> Path:
    book = Workbook()
    book.active.append((title,))
    book.active.append(HEAD)
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "分解表.xlsx")
    return tmp_path / "分解表.xlsx"


def test_a_list_becomes_tasks_in_one_change_that_undo_takes_back(office: Office, tmp_path: Path):
    office.tasks.save(Task(title="清明祭扫", year=2026))
    path = _list(
        tmp_path,
        ("清明祭扫", "武装部", "清明", "完成", None),
        ("修路", "规建办", "6月底前", "推进中", "已招标"),
        ("植树", "林业站", "领导定", "", None),
        ("宣讲", "文化中心", "每季度", "待启动", "定了方案"),
    )
    before = office.history.changes(1)[0].id
    preview = office.task_lists.preview(read_task_list(path, 2026))
    assert preview.words == "读到 6 行 = 可导入 2 + 待确认 1 + 已有 1 + 跳过 2"
    assert preview.count(Landing.NEW) == 2
    road, talk = office.tasks.page(office.task_lists.accept(preview))
    assert (road.title, road.due, road.state) == ("修路", "2026-06-30", TaskState.GOING)
    assert (talk.due, talk.state) == ("2026-03-31", TaskState.NOT_BEGUN)
    assert office.progress.of(road.id or 0)[0].words == "已招标（导入自《分解表.xlsx》）"
    (change,) = [item for item in office.history.changes(9) if item.id > before]
    assert change.title == "导入任务表《分解表.xlsx》：2 项"
    office.history.undo(change.id)
    assert office.tasks.count(EVERY) == 1
    made = office.task_lists.accept(preview, doubts=True)
    assert len(made) == 3
    trees = next(task for task in office.tasks.page(made) if task.title == "植树")
    assert (trees.due_rule, trees.remarks) == (None, "原表时限：领导定")
    with pytest.raises(Problem, match="没有可以导入"):
        office.task_lists.accept(office.task_lists.preview(preview.reading), doubts=True)


def test_done_on_paper_waits_to_be_checked_unless_the_clerk_closes_it(
    office: Office, tmp_path: Path
):
    rows = (("修路", "规建办", "全年", "已办结", None), ("搁置", "规建办", "全年", "暂缓", None))
    preview = office.task_lists.preview(read_task_list(_list(tmp_path, *rows), 2026))
    assert preview.done == 1
    done, held = office.tasks.page(office.task_lists.accept(preview))
    assert (done.state, done.list) == (TaskState.TO_CHECK, TaskList.PLAN)
    assert (held.state, held.state_reason) == (TaskState.HELD, "导入的清单上写作挂起")
    office.history.undo(office.history.changes(1)[0].id)
    closed, _ = office.tasks.page(office.task_lists.accept(preview, close=True))
    assert (closed.state, closed.state_reason) == (TaskState.CLOSED, "《分解表.xlsx》上已完成")


def test_an_item_of_the_two_lists_is_never_closed_by_paper(office: Office, tmp_path: Path):
    path = _list(tmp_path, ("岗位推荐", "服务站", "全年", "√", None), title="地方为部队办实事清单")
    preview = office.task_lists.preview(read_task_list(path, 2026))
    (number,) = office.task_lists.accept(preview, close=True)
    task = office.tasks.get(number)
    assert (task.list, task.state) == (TaskList.FOR_ARMY, TaskState.TO_CHECK)


def test_a_list_of_another_year_goes_into_that_year(office: Office, tmp_path: Path):
    path = _list(tmp_path, ("修路", "规建办", "年底前", "", None), title="2024年任务分解表")
    preview = office.task_lists.take_in(path)
    assert preview.year == 2024
    (task,) = office.tasks.every()
    assert (task.year, task.due) == (2024, "2024-12-31")


def test_what_is_no_list_of_tasks_is_refused(office: Office, write_sheet):
    path = write_sheet((1, "李建国", "", "甲村", "", "", ""))
    with pytest.raises(Problem, match="没有找到任务清单"):
        office.task_lists.take_in(path)
