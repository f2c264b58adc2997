from pathlib import Path

import pytest
from docx import Document

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import EVERY
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, AnnualPlan
from shuangyong_desktop.domain.tasks import Proof, Task, TaskState
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.task_drafts import NewTasks, TaskDrafts

TEXT = """2026年双拥工作要点
通街发〔2026〕3号
一、主要任务
（一）组织领导。召开领导小组会议不少于2次。
（二）宣传教育。继续开展全民国防教育日。
"""


def _wanted(office: Office, text: str = TEXT) -> NewTasks:
    found = office.task_drafts.drafted(text, 2026)
    source = found.source
    plan = AnnualPlan(year=source.year, title=source.title, number=source.number, text=source.text)
    tasks = tuple((item.task, item.proofs) for item in found.drafts if item.draft.suggested)
    return NewTasks(tasks=tasks, plan=plan)


def test_what_is_ticked_becomes_the_plan_and_its_tasks_in_one_change(office: Office):
    before = office.history.changes(1)[0].id
    made = office.task_drafts.create(_wanted(office))
    (plan,) = office.entries(ANNUAL_PLANS).every()
    meeting, day = office.tasks.page(made)
    assert (plan.title, plan.number) == ("2026年双拥工作要点", "通街发〔2026〕3号")
    assert (meeting.title, meeting.goal, meeting.plan_id) == (
        "召开领导小组会议不少于2次",
        2,
        plan.id,
    )
    assert (day.clause, day.due) == ("一（二）", "2026-09-19")
    changes = [change for change in office.history.changes(9) if change.id > before]
    assert [change.title for change in changes] == ["从2026年双拥工作要点生成任务：2 项"]
    office.history.undo(changes[0].id)
    assert office.tasks.count(EVERY) == 0
    assert office.entries(ANNUAL_PLANS).count(EVERY) == 0


def test_a_document_pasted_again_is_recognised_and_written_once(office: Office):
    office.task_drafts.create(_wanted(office))
    again = office.task_drafts.drafted(TEXT, 2026)
    assert all("今年已有" in item.draft.why for item in again.drafts)
    tasks = tuple((item.task, ()) for item in again.drafts)
    office.task_drafts.create(
        NewTasks(tasks=tasks, plan=AnnualPlan(year=2026, title="2026年双拥工作要点"))
    )
    assert office.entries(ANNUAL_PLANS).count(EVERY) == 1


def test_nothing_is_written_without_a_tick(office: Office):
    with pytest.raises(Problem, match="还没有勾选"):
        office.task_drafts.create(NewTasks(tasks=()))
    with pytest.raises(Problem, match="还没有勾选"):
        office.task_drafts.begin_year(2027, [], "", [])
    assert office.tasks.count(EVERY) == 0


def test_the_original_is_read_from_word_and_text_and_kept_once(office: Office, tmp_path: Path):
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "附表", "单位"
    document.save(tmp_path / "要点.docx")
    original = TaskDrafts.read(tmp_path / "要点.docx")
    assert original.text.startswith(TEXT.strip())
    assert "附表　单位" in original.text
    wanted = _wanted(office, original.text)
    order = NewTasks(tasks=wanted.tasks, plan=wanted.plan, original=original.file)
    office.task_drafts.create(order)
    office.task_drafts.create(order)
    (plan,) = office.entries(ANNUAL_PLANS).every()
    (kept,) = office.enclosures.of_record("annual_plan", plan.id or 0)
    assert kept.file == "要点.docx"
    assert office.enclosures.content(kept.id or 0) == (tmp_path / "要点.docx").read_bytes()
    for change in office.history.changes(2):
        office.history.undo(change.id)
    assert office.enclosures.of_record("annual_plan", plan.id or 0) == []
    assert office.tasks.count(EVERY) == office.entries(ANNUAL_PLANS).count(EVERY) == 0
    (tmp_path / "要点.txt").write_bytes(TEXT.encode("gb18030"))
    assert TaskDrafts.read(tmp_path / "要点.txt").text == TEXT


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"%PDF-1.4", "读不出条目"), (b"\xd0\xcf\x11\xe0" + b"0" * 99, "另存为 .docx"),
        (b"PK\x03\x04broken", "不是 Word 文档"), (b"\x01\x80\xff\x02" * 30, "不是文本文件"),
    ],
)  # fmt: skip
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, body: bytes, sentence: str):
    path = tmp_path / "要点.txt"
    path.write_bytes(body)
    with pytest.raises(Problem, match=sentence):
        TaskDrafts.read(path)
    with pytest.raises(Problem, match="读不出来"):
        TaskDrafts.read(tmp_path / "没有.txt")


def test_a_classified_document_is_refused_wherever_its_mark_stands(tmp_path: Path):
    document = Document()
    document.add_paragraph("一、开展活动")
    document.sections[0].header.paragraphs[0].text = "秘密★1年"
    document.save(tmp_path / "要点.docx")
    with pytest.raises(Problem, match="标有密级"):
        TaskDrafts.read(tmp_path / "要点.docx")
    (tmp_path / "机密★要点.txt").write_text("一、开展活动", encoding="utf-8")
    with pytest.raises(Problem, match="标有密级"):
        TaskDrafts.read(tmp_path / "机密★要点.txt")


def test_the_template_is_offered_and_what_is_there_is_not_ticked(office: Office):
    office.tasks.save(Task(title="清明祭扫", year=2026))
    items = {item.task.title: item for item in office.task_drafts.template(2026)}
    assert not items["清明祭扫"].draft.suggested
    assert items["春节走访慰问"].draft.suggested
    chosen = items["春节走访慰问"]
    (number,) = office.task_drafts.create(NewTasks(tasks=((chosen.task, chosen.proofs),)))
    task = office.tasks.get(number)
    assert (task.due, task.box, task.plan_id) == ("2026-02-15", "03", None)
    assert [proof.title for proof, _ in office.tasks.facts.proofs(number)] == ["签收册", "走访照片"]


def test_a_year_begins_with_what_is_unfinished_and_the_template_in_one_change(office: Office):
    held = office.tasks.save(Task(title="修路", year=2026))
    office.tasks.move(held.id or 0, TaskState.HELD, "等资金")
    (line,) = office.task_drafts.unfinished(2026)
    assert line.task.id == held.id
    new = (Task(title="清明祭扫", year=2027, due_rule="清明"), (Proof(title="照片"),))
    with pytest.raises(Problem, match="写明原因"):
        office.task_drafts.begin_year(2027, [held.id or 0], "", [new])
    assert office.tasks.get(held.id or 0).state is TaskState.HELD
    carried, added = office.task_drafts.begin_year(2027, [held.id or 0], "资金下年到位", [new])
    assert office.tasks.get(carried).carried_from == held.id
    assert office.tasks.get(added).due == "2027-04-05"
    assert office.tasks.get(held.id or 0).state is TaskState.CARRIED
    office.history.undo(office.history.changes(1)[0].id)
    assert office.tasks.facts.years() == [2026]
    assert office.task_drafts.unfinished(2026)
