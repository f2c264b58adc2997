from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import (
    Closing,
    Supervision,
    SupervisionKind,
    Task,
    TaskList,
)
from shuangyong_desktop.services.drawing import draw
from shuangyong_desktop.services.office import Office

REPAIRED = Closing(
    on="2026-04-02", confirmed_by="李明", reason="已修好", evaluation=Satisfaction.MOSTLY,
    long_term="每季巡查",
)  # fmt: skip


@pytest.fixture
def lamp(office: Office) -> Task:
    office.tasks.save(Task(title="国防教育课", year=2026, list=TaskList.FOR_LOCAL, goal=4,
                           proposer="社会事务办", unit="武装部"))  # fmt: skip
    return office.tasks.save(
        Task(title="营区外路灯维修", year=2026, list=TaskList.FOR_ARMY, goal=2, counted_in="处",
             proposer="驻区某部", unit="规建办", due_rule="2026-01-05", clause="二（二）")
    )  # fmt: skip


def _text(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def test_the_statement_has_both_lists_their_numbers_and_both_sides_places(
    office: Office, lamp: Task, tmp_path: Path
):
    office.tasks.close(lamp.id, REPAIRED)
    paper = office.task_papers.statement(2026)
    draw(paper.kind, tmp_path / "对账单.pdf", paper.record)
    text = _text(tmp_path / "对账单.pdf")
    for words in ("共 2 项：已销号 1 项，在办 1 项", "营区外路灯维修", "李明", "基本满意",
                  "每季巡查", "地方经办人", "部队经办人", "对账日期"):  # fmt: skip
        assert words in text
    assert [table.name for table in paper.record.tables] == ["地方支持部队事项", "部队支持地方事项"]
    draw(paper.kind, tmp_path / "对账单.xlsx", paper.record)


def test_a_year_without_the_two_lists_has_no_statement(office: Office):
    with pytest.raises(Problem, match="还没有事项"):
        office.task_papers.statement(2026)


@pytest.mark.parametrize(
    ("kind", "title", "wanted"),
    [
        (SupervisionKind.ORDER, "督办单", ("营区外路灯维修", "完成 0/2 处", "整改反馈")),
        (SupervisionKind.TALK, "约谈记录", ("约谈对象签字", "营区外路灯维修")),
        (SupervisionKind.REFERRAL, "关于移交督办事项的函", ("街道纪工委", "先后", "请按职责督促")),
    ],
)
def test_every_step_of_supervision_has_its_paper_in_word(  # noqa: PLR0913, PLR0917 (fixtures)
    office: Office, lamp: Task, tmp_path: Path, kind: SupervisionKind, title: str, wanted
):
    office.supervisions.save(Supervision(task_id=lamp.id, date="2026-01-10", unit="规建办"))
    step = office.supervisions.save(
        Supervision(task_id=lamp.id, date="2026-02-01", kind=kind, number="〔2026〕2号",
                    unit="规建办", demand="请于一周内完成。")
    )  # fmt: skip
    paper = office.task_papers.supervision(step)
    draw(paper.kind, tmp_path / "单.docx", paper.record)
    document = docx.Document(tmp_path / "单.docx")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "".join([*(item.text for item in document.paragraphs), *cells])
    for words in (title, "请于一周内完成", *wanted):
        assert words in text
    draw(paper.kind, tmp_path / "单.pdf", paper.record)
    assert "营区外路灯维修" in _text(tmp_path / "单.pdf")
    assert len(PdfReader(tmp_path / "单.pdf").pages) == 1


@pytest.mark.usefixtures("lamp")
def test_the_overdue_are_told_by_unit(office: Office, tmp_path: Path):
    paper = office.task_papers.overdue(2026)
    draw(paper.kind, tmp_path / "通报.pdf", paper.record)
    text = _text(tmp_path / "通报.pdf")
    assert "有 1 项超过完成时限" in text
    assert "一、规建办（1 项）" in text


def test_without_overdue_tasks_there_is_nothing_to_tell(office: Office):
    with pytest.raises(Problem, match="没有逾期"):
        office.task_papers.overdue(2026)


def test_the_statement_of_an_earlier_day_tells_how_things_stood(office: Office, lamp: Task):
    taken = office.reconciliations.take(2026, date(2026, 3, 31))
    office.tasks.close(lamp.id, REPAIRED)
    then, now = office.task_papers.statement(2026, taken), office.task_papers.statement(2026)
    assert "已销号 0 项" in then.record.lead[0]
    assert "已销号 1 项" in now.record.lead[0]
    assert then.record.period == "截至2026年3月31日"
    row = now.record.tables[0].rows[0].cells
    assert "未启动 → 已销号" in row
    assert "新增，未启动" in then.record.tables[0].rows[0].cells


def test_the_lists_are_called_as_the_desk_calls_them(office: Office, lamp: Task):
    office.settings.save_desk(replace(office.settings.desk(), for_army="地方为部队办实事"))
    names = [table.name for table in office.task_papers.statement(2026).record.tables]
    assert names == ["地方为部队办实事", "部队支持地方事项"]
    leads = [table.lead for table in office.task_papers.statement(2026).record.tables]
    assert leads[0] == ("地方为部队办实事（1 项）",)
    step = office.supervisions.save(office.supervisions.next_step(lamp.id))
    (block,) = office.task_papers.supervision(step).record.blocks
    assert block.lines[1].cells[1].text == "地方为部队办实事 二（二）"
