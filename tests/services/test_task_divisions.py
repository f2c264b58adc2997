from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_returns import Landing
from shuangyong_desktop.domain.tasks import Progress, Task, TaskList, TaskState
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.task_divisions import due_words
from shuangyong_desktop.services.task_lists import read_task_list


@pytest.fixture
def year(office: Office) -> int:
    """The year of the ledger's clock, with four tasks of three units."""
    now = office.ledger.clock().year
    for task in (
        Task(title="岗位推荐", list=TaskList.FOR_ARMY, unit="服务站", leader="李明", goal=4,
             co_units=("妇联", "社保所"), due_rule="八一", measure="办专场"),
        Task(title="清明祭扫", unit="武装部", due_rule="清明-3"),
        Task(title="宣讲", unit="服务站", due_rule="每季", goal=4, counted_in="场"),
        Task(title="未定", due_rule="12-20"),
    ):  # fmt: skip
        office.tasks.save(task)
    return now


def test_the_division_is_the_same_in_word_pdf_and_excel(office: Office, year: int, tmp_path: Path):
    paper = office.task_divisions.paper(year)
    assert (paper.count, paper.title) == (4, f"{year}年双拥重点任务分工表")
    for ending in ("docx", "pdf", "xlsx"):
        office.papers.draw(paper, tmp_path / f"分工表.{ending}")
    (table,) = Document(str(tmp_path / "分工表.docx")).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["序号", "任务", "措施", "责任领导", "牵头单位", "配合单位", "完成时限"]
    assert rows[1][0] == "地方支持部队事项"
    assert rows[2][:6] == ["1", "岗位推荐", "办专场", "李明", "服务站", "妇联、社保所"]
    sheet = load_workbook(tmp_path / "分工表.xlsx").active
    cells = [row for row in sheet.iter_rows(values_only=True) if row[1] == "岗位推荐"]
    assert cells[0][:3] == (1, "岗位推荐", "办专场")
    with PdfDocument(tmp_path / "分工表.pdf") as pdf:
        assert "岗位推荐" in pdf[0].get_textpage().get_text_range()


def test_a_deadline_is_told_with_the_day_it_means():
    assert due_words(Task(year=2026, due_rule="2026-07-31")) == "7月31日"
    assert due_words(Task(year=2026, due_rule="2027-01-05")) == "2027年1月5日"
    assert due_words(Task(year=2026, due_rule="2026")) == "2026年"
    assert due_words(Task(year=2026, due_rule="每季", due="2026-03-31")) == "每季"
    spring = Task(year=2026, due_rule="春节-30", due="2026-01-18")
    assert due_words(spring) == "春节前30天（1月18日）"
    assert due_words(Task(year=2026, due_rule="八一", due="2026-08-01")) == "八一（8月1日）"
    assert due_words(Task()) == ""


def _sent_out(office: Office, year: int, folder: Path) -> dict[str, Path]:
    made = office.task_divisions.workbooks(year, folder, date(year, 12, 10))
    for path, paper in made:
        office.papers.draw(paper, path)
    return {path.stem.rpartition("_")[2]: path for path, _ in made}


def test_every_unit_gets_its_tasks_with_locked_columns_and_choices(
    office: Office, year: int, tmp_path: Path
):
    files = _sent_out(office, year, tmp_path)
    assert set(files) == {"服务站", "武装部"}
    sheet = load_workbook(files["服务站"]).active
    assert sheet.protection.sheet
    heads = next(row for row in sheet.iter_rows() if row[1].value == "任务号")
    columns = {cell.value: cell.column_letter for cell in heads}
    line = heads[0].row + 1
    assert sheet[f"{columns['任务']}{line}"].protection.locked
    assert not sheet[f"{columns['进展情况']}{line}"].protection.locked
    assert "已完成" in sheet.data_validations.dataValidation[0].formula1


def _fill(path: Path, **cells: dict[str, object]) -> None:
    book = load_workbook(path)
    sheet = book.active
    heads = next(row for row in sheet.iter_rows() if row[1].value == "任务号")
    columns = {cell.value: cell.column for cell in heads}
    for row in sheet.iter_rows(min_row=heads[0].row + 1):
        for head, value in cells.get(str(row[columns["任务"] - 1].value), {}).items():
            sheet.cell(row[0].row, columns[head], value)
    book.save(path)


def test_what_comes_back_is_progress_and_says_who_is_missing(
    office: Office, year: int, tmp_path: Path
):
    path = _sent_out(office, year, tmp_path)["服务站"]
    _fill(path, 岗位推荐={"进展情况": "办了专场", "完成数量": 2, "佐证说明": "照片3张"},
          宣讲={"状态": "已完成", "完成数量": "4"})  # fmt: skip
    preview = office.task_returns.preview(year, read_task_list(path, year))
    assert [row.landing for row in preview.rows] == [Landing.TOLD, Landing.TOLD]
    assert preview.missing == ("武装部",)
    read = len(preview.rows) + preview.skipped
    assert preview.words == f"读到 {read} 行 = 可登记 2 + 跳过 {preview.skipped}"
    assert office.task_returns.accept(preview) == 2
    jobs, _, talk, _ = office.tasks.lines(office.tasks.facts.in_order(year))
    assert jobs.standing.done == 2
    assert jobs.task.state is TaskState.GOING
    told = office.progress.of(jobs.task.id or 0)[0]
    assert (told.words, told.by) == ("办了专场；佐证：照片3张", "服务站")
    lines = office.tasks.lines(office.tasks.facts.in_order(year))
    talk = next(line for line in lines if line.task.title == "宣讲")
    assert (talk.standing.done, talk.task.state) == (4, TaskState.TO_CHECK)
    assert office.task_returns.missing(year) == ("武装部",)
    again = office.task_returns.preview(year, read_task_list(path, year))
    assert again.rows[0].landing is Landing.TOLD  # the same words may be told again on another day
    office.history.undo(office.history.changes(1)[0].id)
    assert office.progress.of(jobs.task.id or 0) == []
    assert set(office.task_returns.missing(year)) == {"服务站", "武装部"}


def test_rows_that_cannot_be_believed_are_left_to_the_clerk(
    office: Office, year: int, tmp_path: Path
):
    path = _sent_out(office, year, tmp_path)["服务站"]
    jobs, *_ = office.tasks.page(office.tasks.facts.in_order(year))
    office.progress.save(
        Progress(task_id=jobs.id, date=f"{year}-01-05", amount=3, words="已办")
    )  # fmt: skip
    book = load_workbook(path)
    sheet = book.active
    sheet.append((9, "", "岗位推荐", "", "", "", "重复行"))
    sheet.append((10, "", "新加任务", "", "", "", "加的行"))
    book.save(path)
    _fill(path, 岗位推荐={"完成数量": 1}, 宣讲={"完成数量": "两场"})
    preview = office.task_returns.preview(year, read_task_list(path, year))
    landings = {row.row.task.title: (row.landing, row.why) for row in reversed(preview.rows)}
    assert landings["宣讲"][0] is Landing.DOUBTFUL
    assert "不是数字" in landings["宣讲"][1]
    assert landings["新加任务"][0] is Landing.UNKNOWN
    assert "少于已登记的 3" in landings["岗位推荐"][1]
    assert Landing.REPEATED in [row.landing for row in preview.rows]
    assert office.task_returns.accept(preview) == 0
    assert office.task_returns.missing(year) == ("武装部",)


def test_a_sheet_about_other_tasks_is_refused_and_an_empty_year_has_no_paper(
    office: Office, year: int, tmp_path: Path
):
    path = _sent_out(office, year, tmp_path)["武装部"]
    preview = office.task_returns.preview(year - 5, read_task_list(path, year))
    with pytest.raises(Problem, match="没有今年的任务"):
        office.task_returns.accept(preview)
    with pytest.raises(Problem, match="还没有任务"):
        office.task_divisions.paper(year - 5)
    with pytest.raises(Problem, match="没有已定牵头单位"):
        office.task_divisions.workbooks(year - 5, tmp_path)
