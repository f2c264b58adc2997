from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from shuangyong_desktop.documents.letters import BlockKind
from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.numbers import Span
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.summaries import Summary, SummaryKind, tokens
from shuangyong_desktop.services.annexes import Annexes
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.drawing import draw
from shuangyong_desktop.services.office import Office

YEAR = 2025


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A year of work that has ended."""
    with make_demo(tmp_path_factory.mktemp("d") / "演示.db", 150, seed=4, year=YEAR) as office:
        yield office


def _begun(office: Office, **columns: object) -> Summary:
    fresh = office.summaries.fresh(SummaryKind.YEAR, Span.of_year(2026))
    return office.summaries.save(replace(fresh, **columns))  # type: ignore[arg-type]


def test_the_words_of_the_clerk_survive_and_the_numbers_are_told_anew(office: Office):
    summary = _begun(office, texts={"publicity": "我们办了{activity.times}场活动，很受欢迎。"})

    def told() -> str:
        sections = office.summaries.view(office.summaries.get(summary.id)).sections()
        return next(one.filled for one in sections if one.section.key == "publicity")

    assert told() == "我们办了0场活动，很受欢迎。"
    office.activities.save(Activity(date="2026-05-01", title="宣传", kind="宣传"))
    assert told() == "我们办了1场活动，很受欢迎。"


def test_a_frozen_summary_stays_as_it_was_until_it_is_taken_up_again(office: Office):
    office.activities.save(Activity(date="2026-05-01", title="宣传", kind="宣传"))
    summary = _begun(office)
    frozen = office.summaries.freeze(summary.id)
    office.activities.save(Activity(date="2026-06-01", title="宣传", kind="宣传"))
    office.people.save(Person(name="后来的人", community="甲村"))
    view = office.summaries.view(frozen)
    assert "甲村" not in str(view.letter().record.after)
    assert "甲村" not in str(view.workbook().record)
    assert "双拥活动1场" in "".join(one.filled for one in view.sections())
    with pytest.raises(Problem, match="已经定稿"):
        office.summaries.freeze(summary.id)
    with pytest.raises(Problem, match="不能再改"):
        office.summaries.save(replace(frozen, title="另一个标题"))
    thawed = office.summaries.thaw(summary.id)
    told = "".join(one.filled for one in office.summaries.view(thawed).sections())
    assert "双拥活动2场" in told
    with pytest.raises(Problem, match="没有定稿"):
        office.summaries.thaw(summary.id)


def test_an_empty_year_prints_a_truthful_summary(office: Office, tmp_path: Path):
    view = office.summaries.view(_begun(office))
    paper = view.letter()
    draw(paper.kind, tmp_path / "总结.pdf", paper.record)
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "总结.pdf").pages)
    assert "台账中还没有在册人员" in text
    assert "全年没有登记这方面的工作" in text
    assert "{" not in text
    assert [block.kind for block in paper.record.after if block.kind is BlockKind.CHART] == []


def test_the_text_of_a_year_has_no_field_left_and_tells_what_its_numbers_say(demo: Office):
    summary = demo.summaries.fresh(SummaryKind.YEAR, Span.of_year(YEAR))
    view = demo.summaries.view(summary)
    for told in view.sections():
        assert "{" not in told.filled
        for key in tokens(told.text):
            assert view.figures[key].text in told.filled
    assert view.headline("visits").endswith("户次")
    assert view.headline("problems") == ""
    assert {number.key for number in view.numbers()} <= set(view.figures)
    assert view.last_year()["visit.units"].value >= 0


def test_the_sums_of_the_annex_are_the_numbers_of_the_text(demo: Office, tmp_path: Path):
    view = demo.summaries.view(demo.summaries.fresh(SummaryKind.YEAR, Span.of_year(YEAR)))
    annex = Annexes(demo.ledger, view.span)
    (table,) = [block for block in annex.blocks() if block.kind is BlockKind.TABLE]
    heads = [cell.text.replace("\n", "") for cell in table.lines[0].cells]
    sums = dict(zip(heads, (cell.text for cell in table.lines[-1].cells), strict=True))
    for head, key in (
        ("退役军人", "people.veterans"), ("其他优抚对象", "people.beneficiaries"),
        ("合计（去重）", "people.total"), ("享受定期补助", "people.paid"),
        ("慰问合计", "visit.units"), ("慰问金（元）", "visit.money"),
        ("诉求受理", "appeal.received"), ("诉求办结", "appeal.closed"),
    ):  # fmt: skip
        assert sums[head] == view.figures[key].text, head
    for place, head in enumerate(heads[1:], 1):
        column = [line.cells[place].text.replace(",", "") for line in table.lines[1:-1]]
        assert sum(map(Decimal, column)) == Decimal(sums[head].replace(",", "")), head
    paper = annex.workbook()
    draw(paper.kind, tmp_path / "数据.xlsx", paper.record)
    assert load_workbook(tmp_path / "数据.xlsx").sheetnames == ["指标", "各村（社区）"]


def test_a_summary_goes_round_as_word_with_charts(demo: Office, tmp_path: Path):
    view = demo.summaries.view(demo.summaries.fresh(SummaryKind.YEAR, Span.of_year(YEAR)))
    paper = view.letter()
    draw(paper.kind, tmp_path / "总结.docx", paper.record)
    document = docx.Document(tmp_path / "总结.docx")
    heads = [item.text for item in document.paragraphs if item.style.name == "Heading 1"]
    assert heads[:2] == ["一、基本情况", "二、主要工作"]
    assert len(document.inline_shapes) == 2
    assert document.tables


@pytest.mark.parametrize(
    ("kind", "span", "title"),
    [
        (SummaryKind.YEAR, Span.of_year(2026), "通惠街道2026年度双拥工作总结"),
        (SummaryKind.HALF, Span.first_half(2026), "通惠街道2026年上半年双拥工作小结"),
        (SummaryKind.BRIEF, Span.of_year(2026), "通惠街道2026年双拥工作简报"),
    ],
)
def test_a_summary_begins_with_its_title(office: Office, kind, span, title: str):
    assert office.summaries.fresh(kind, span).title == title


def test_days_that_are_no_span_are_refused(office: Office):
    with pytest.raises(Problem, match="同一年内"):
        _begun(office, since="2025-07-01")
    with pytest.raises(Problem, match="请填写起止日期"):
        _begun(office, until=None)
