"""Every paper of the program stands in one list and is made by the verb of its own page."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.roll_views import rolls
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.report_list import Report, ReportOptions, reports

YEAR = 2025
PAPERS = [report for report in reports() if report.gather]
BY_KEY = {report.key: report for report in reports()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A year of work that has ended."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with make_demo(folder / "演示.db", 200, seed=4, year=YEAR) as office:
        yield office


def _options(office: Office, report: Report) -> ReportOptions:
    """What the page would ask with, the first of whatever has to be chosen."""
    options = office.reports.usual(report, YEAR)
    if report.person:
        return replace(options, one=1)
    if report.choice is None:
        return options
    offered = report.choice.offer(office, YEAR)
    return replace(options, one=offered[0][0] if offered else 0)


@pytest.mark.parametrize("report", PAPERS, ids=lambda report: report.key)
def test_a_paper_is_gathered_masked_or_says_in_a_sentence_why_not(demo: Office, report: Report):
    assert report.gather is not None
    offered = report.choice.offer(demo, YEAR) if report.choice else [(0, "")]
    if not offered:
        assert report.choice
        assert report.choice.nothing.endswith("。")
        return
    made = _made(demo, report)
    if isinstance(made, str):
        assert made.endswith("。")
        return
    assert made.title
    assert made.count >= 0  # what has no rows says so when it is drawn
    assert not made.note or report.key == "visit_book"  # a voucher always shows full numbers


def _made(office: Office, report: Report) -> Paper | str:
    """The paper, or the sentence that stands in its place."""
    assert report.gather is not None
    try:
        return report.gather(office, _options(office, report))
    except Problem as problem:
        return problem.sentence


@pytest.mark.parametrize(
    "report", [one for one in PAPERS if one.covered], ids=lambda report: report.key
)
def test_full_numbers_are_refused_without_a_purpose(demo: Office, report: Report):
    assert report.gather is not None
    asked = replace(_options(demo, report), full=True)
    with pytest.raises(Problem) as refused:
        report.gather(demo, asked)
    assert refused.value.code in {"no_purpose", "nobody", "nothing"}


def test_the_keys_are_unique_and_every_register_has_its_book():
    keys = [report.key for report in reports()]
    assert len(keys) == len(set(keys))
    assert {f"roll_{register.table}" for register in rolls()} <= set(keys)
    assert all(report.gather or report.summary for report in reports())


def test_a_roster_is_of_the_community_and_columns_that_were_chosen(demo: Office):
    report = BY_KEY["roster"]
    assert report.gather is not None
    place = demo.people.communities()[0].name
    asked = replace(_options(demo, report), community=place, columns=("name", "phone"))
    paper = report.gather(demo, asked)
    assert [group.name for group in paper.record.groups] == [place]
    assert paper.record.columns == ("name", "phone")
    assert paper.record.masked


def test_the_roster_of_the_survivors_and_of_the_old_hold_only_those(demo: Office):
    survivors, old = BY_KEY["roster_survivors"], BY_KEY["roster_old"]
    assert survivors.gather
    assert old.gather
    listed = survivors.gather(demo, _options(demo, survivors))
    people = [one for group in listed.record.groups for one in group.records]
    assert all(any("survivor" in code for code in one.categories) for one in people)
    aged = old.gather(demo, _options(demo, old))
    assert all(
        (one.birth_date or "") <= f"{YEAR - 80}-12-31"
        for group in aged.record.groups
        for one in group.records
    )
    assert "年满80周岁" in aged.title


def test_the_last_choices_are_there_again_without_purpose_and_can_be_undone(demo: Office):
    report = BY_KEY["roster"]
    chosen = ReportOptions(year=YEAR, since="2025-01-01", until="2025-12-31", community="甲村",
                           columns=("name",), full=True, purpose="报区局")  # fmt: skip
    demo.reports.remember(report, chosen)
    assert demo.reports.usual(report, YEAR) == replace(chosen, full=False, purpose="")
    assert demo.reports.usual(report, YEAR + 1).columns == ("name",)
    assert demo.reports.usual(report, YEAR + 1).since == f"{YEAR + 1}-01-01"
    before = demo.history.next_undo()
    demo.reports.remember(report, chosen)
    assert demo.history.next_undo() == before  # the same choices are no change
    assert before is not None
    list(demo.history.undoing(before.id))
    assert demo.reports.usual(report, YEAR).columns == report.usual


def test_days_that_are_no_period_are_refused_in_a_sentence():
    with pytest.raises(Problem, match="起止日期"):
        _ = ReportOptions(year=YEAR, since="明天", until="2025-12-31").period
    with pytest.raises(Problem, match="颠倒"):
        _ = ReportOptions(year=YEAR, since="2025-12-31", until="2025-01-01").period
