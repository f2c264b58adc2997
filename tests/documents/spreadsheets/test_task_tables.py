"""Lists of tasks in the layouts that offices use."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from shuangyong_desktop.documents.spreadsheets import preview_json, read_file
from shuangyong_desktop.documents.spreadsheets.task_tables import read_tasks
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_lists import TaskListReading, TaskRow
from shuangyong_desktop.domain.tasks import TaskList, TaskState

HEAD = ("序号", "实事内容", "工作要求", "责任单位", "责任人", "完成时限", "完成情况", "备注")


def _write(path: Path, *sheets: tuple[str, list], merges: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def _read(path: Path) -> TaskListReading:
    return read_tasks(path, 2026)


def _by_title(reading: TaskListReading) -> dict[str | None, TaskRow]:
    return {row.task.title: row for row in reading.rows}


def test_two_tables_on_one_sheet_belong_to_both_sides(tmp_path: Path):
    rows = [
        ("某街道2025年军地互办实事“双清单”",),
        ("一、地方为部队办实事清单",),
        HEAD,
        (1, "子女入学", "按时", "民政社事办", "冉崇武", "7月15日前", "√", None),
        (2, "路灯安装", "按时", "规建办", "覃志远", "长期", "待启动", "协调电力"),
        (None, "合计", "2项"),
        ("二、部队为地方办实事清单",),
        ("序号", "实事内容", "工作要求", "承办部队", "责任人", "完成时限", "完成情况", "备注"),
        (1, "支援防汛", "按时", "驻区某部", "鄢丽娜", "年底前", "正在办理", None),
        ("联系人：白晓梅　　联系电话：023-48660000",),
    ]
    reading = _read(_write(tmp_path / "双清单.xlsx", ("双清单", rows)))
    assert reading.year == 2025
    assert [row.task.list for row in reading.rows] == [
        TaskList.FOR_ARMY, TaskList.FOR_ARMY, TaskList.FOR_LOCAL,
    ]  # fmt: skip
    school, lamps, flood = reading.rows
    assert (school.task.due_rule, school.task.state) == ("2025-07-15", TaskState.CLOSED)
    assert (lamps.task.due_rule, lamps.task.state) == (None, TaskState.NOT_BEGUN)
    assert (flood.task.unit, flood.task.person) == ("驻区某部", "鄢丽娜")
    assert (lamps.task.standard, lamps.task.remarks) == ("按时", "协调电力")
    assert not any(row.warned for row in reading.rows)
    whys = [row.why for row in reading.skipped]
    assert whys == ["标题", "标题", "表头", "合计", "分组标题", "表头", "签字栏"]
    assert len(reading.rows) + len(reading.skipped) == len(rows)


def test_merged_groups_are_filled_down_and_units_parted(tmp_path: Path):
    rows = [
        ("2025年双拥工作要点任务分解表",),
        ("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "责任领导", "完成时限", "工作进度",
         "进展说明"),
        (1, "加强组织领导", "调整领导小组", "党政办", "规建办、文化服务中心", "冉崇武", "5月",
         "推进中", "已印发方案"),
        (2, None, "召开议军会议不少于2次", "党政办", "各村（社区）", "晏永贵", "每季度", None,
         None),
        (3, "深化宣传教育", "国防教育进校园", "武装部", "派出所", "敖国庆", "国防教育日",
         "完成", None),
    ]  # fmt: skip
    reading = _read(_write(tmp_path / "分解.xlsx", ("分解", rows), merges=("B3:B4",)))
    found = _by_title(reading)
    meeting = found["召开议军会议不少于2次"]
    assert meeting.told["category"] == "加强组织领导"
    assert (meeting.task.due_rule, meeting.task.goal, meeting.task.counted_in) == ("每季", 2, "次")
    assert found["调整领导小组"].task.co_units == ("规建办", "文化服务中心")
    assert found["调整领导小组"].told["progress"] == "已印发方案"
    assert found["国防教育进校园"].task.leader == "敖国庆"
    assert {row.task.list for row in reading.rows} == {TaskList.PLAN}


def test_a_task_with_its_measures_beside_it_keeps_both(tmp_path: Path):
    rows = [
        ("任务名称", "工作举措", "责任部门", "协办单位", "完成期限"),
        ("共建活动", "每半年一次", "规建办、社事办", None, "每半年"),
        ("清明祭扫", "组织瞻仰", "武装部", "各村", "清明"),
    ]
    reading = _read(_write(tmp_path / "任务.xlsx", ("Sheet1", rows)))
    first = reading.rows[0].task
    assert (first.title, first.measure) == ("共建活动", "每半年一次")
    assert (first.unit, first.co_units) == ("规建办", ("社事办",))
    assert reading.rows[1].task.due_rule == "清明"
    assert reading.year is None


def test_both_sides_may_have_a_sheet_each(tmp_path: Path):
    rows = [
        ("编号", "事项名称", "提出单位", "责任单位", "完成时间"),
        (1, "岗位推荐", "驻区某部", "服务站", "2026.8.1"),
    ]
    book = _write(tmp_path / "清单.xlsx", ("拥军优属清单", rows), ("拥政爱民清单", rows))
    reading = _read(book)
    assert [row.task.list for row in reading.rows] == [TaskList.FOR_ARMY, TaskList.FOR_LOCAL]
    assert reading.rows[0].task.due_rule == "2026-08-01"
    assert reading.rows[0].task.proposer == "驻区某部"


def test_two_heading_rows_are_one_heading(tmp_path: Path):
    rows = [
        ("序号", "重点任务", "责任分工", None, "完成时限"),
        (None, None, "牵头单位", "配合单位", None),
        (1, "清明祭扫", "武装部", "各村", "4月"),
    ]
    merges = ("A1:A2", "B1:B2", "C1:D1", "E1:E2")
    reading = _read(_write(tmp_path / "两行.xlsx", ("表", rows), merges=merges))
    (row,) = reading.rows
    assert (row.task.unit, row.task.co_units) == ("武装部", ("各村",))


def test_a_column_of_sides_and_sections_without_merges(tmp_path: Path):
    rows = [
        ("类别", "事项", "责任单位", "时限"),
        ("军办", "义务植树", "驻区某部", "全年"),
        ("地办", "修路", "规建办", "领导定"),
    ]
    reading = _read(_write(tmp_path / "表.xlsx", ("互办实事", rows)))
    assert [row.task.list for row in reading.rows] == [TaskList.FOR_LOCAL, TaskList.FOR_ARMY]
    assert reading.rows[1].warned
    plain = [
        ("事项", "责任单位", "时限"),
        ("（一）宣传教育",),
        ("开展宣讲", "文化中心", "全年"),
    ]
    (row,) = _read(_write(tmp_path / "节.xlsx", ("工作要点", plain))).rows
    assert row.told["category"] == "宣传教育"


def test_without_any_word_of_the_side_the_unit_tells_and_says_so(tmp_path: Path):
    rows = [("实事", "责任单位", "时限"), ("植树", "武警中队", "全年"), ("修路", "规建办", "全年")]
    reading = _read(_write(tmp_path / "军地互办实事.xlsx", ("表", rows)))
    assert [row.task.list for row in reading.rows] == [TaskList.FOR_LOCAL, TaskList.FOR_ARMY]
    assert all(row.doubts[0].kind == "direction" for row in reading.rows)


def test_words_that_are_no_state_are_told_as_progress(tmp_path: Path):
    rows = [
        ("事项", "责任单位", "完成情况"),
        ("修路", "规建办", "已完成招标"),
        ("植树", "武装部", "种了三百棵，还差两百棵"),
    ]
    reading = _read(_write(tmp_path / "情况.xlsx", ("表", rows)))
    assert [row.told["progress"] for row in reading.rows] == [
        "已完成招标",
        "种了三百棵，还差两百棵",
    ]
    assert {row.task.state for row in reading.rows} == {TaskState.NOT_BEGUN}


def test_a_row_without_its_task_is_refused_and_counted(tmp_path: Path):
    rows = [("事项", "责任单位", "时限"), (None, "规建办", "全年"), ("修路", "规建办", "全年")]
    path = _write(tmp_path / "缺.xlsx", ("任务清单", rows))
    assert [row.task.title for row in _read(path).rows] == [None, "修路"]
    result = preview_json(path)
    assert (result["outcome"], result["kind"]) == ("records", "task")
    assert result["counts"]["refused"] == 1
    assert [problem["kind"] for problem in result["problems"]] == ["missing_item"]


def test_the_reader_of_people_leads_here(tmp_path: Path):
    path = _write(tmp_path / "任务.xlsx", ("表", [HEAD, (1, "修路", "", "规建办", "", "全年")]))
    ending = list(read_file(path))[-1]
    assert ending.error == "task_list"
    assert "导入任务表" in ending.sentence


def test_what_is_no_list_of_tasks_and_what_is_classified_is_refused(tmp_path: Path):
    with pytest.raises(Problem) as refused:
        _read(_write(tmp_path / "名单.xlsx", ("表", [("姓名", "身份证号"), ("李建国", "1")])))
    assert refused.value.code == "no_tasks"
    secret = [("事项", "责任单位", "时限"), ("按秘密★1年文件办", "规建办", "全年")]
    with pytest.raises(Problem, match="标有密级"):
        _read(_write(tmp_path / "密.xlsx", ("表", secret)))


def test_the_exchange_format_names_sides_days_and_people(tmp_path: Path):
    rows = [
        ("部队支持地方事项清单（2025年）",),
        ("事项", "承办部队", "责任人", "配合单位", "完成时限", "状态"),
        ("义诊", "某连", "张三", "卫生院", "“八一”前", "未启动"),
        ("植树", "某连", "李四", "林业站", "春节", "看情况"),
    ]
    result = preview_json(_write(tmp_path / "军办.xlsx", ("表", rows)))
    first, second = (record["fields"] for record in result["records"])
    assert first == {
        "item": "义诊", "unit": "某连", "co_units": ["卫生院"], "person": "张三",
        "deadline": "2025-07-31", "status": "not_started", "category": None, "remarks": None,
        "side": "军办",
    }  # fmt: skip
    assert second["deadline"] is None
    assert result["problems"][0]["kind"] == "unknown_state"


def test_a_name_with_its_telephone_in_one_cell_is_both(tmp_path: Path):
    rows = [
        ("需求事项", "需求单位", "承办单位", "责任人及电话", "完成期限"),
        ("岗位推荐", "驻区某部", "人社中心", "张三 13800001234", "2026年底"),
        ("子女入学", "驻区某部", "教管中心", "李四", "9月1日前"),
    ]
    first, second = _read(_write(tmp_path / "表.xlsx", ("拥军清单", rows))).rows
    assert (first.task.person, first.task.phone) == ("张三", "13800001234")
    assert (second.task.person, second.task.phone) == ("李四", None)
    assert first.task.due_rule == "2026-12-31"
    assert not first.warned


def test_what_the_clerk_made_of_a_column_holds(tmp_path: Path):
    rows = [("事项", "责任单位", "完成时限", "落脚点"), ("修路", "规建办", "年底前", "通车")]
    path = _write(tmp_path / "表.xlsx", ("表", rows))
    (table,) = _read(path).tables
    assert [item.heading for item in table.columns if not item.imported] == ["落脚点"]
    chosen = {table.key: {3: "standard", 1: "", 2: "remarks"}}
    (row,) = read_tasks(path, 2026, chosen).rows
    assert (row.task.standard, row.task.unit, row.task.remarks) == ("通车", None, "年底前")
    (moved,) = read_tasks(path, 2026, {table.key: {3: "title"}}).rows
    assert moved.task.title == "通车"
