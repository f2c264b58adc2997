"""数字核对 finds what does not tally, says where to look, and hinders nobody."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from shuangyong_desktop.domain.numbers import Span
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.funds import FUNDS, FundEntry
from shuangyong_desktop.domain.summaries import Summary, SummaryKind
from shuangyong_desktop.services.checks_of_numbers import NumberCheck, NumberChecks
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.office import Office

YEAR = 2025


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Office]:
    """A year of work that has ended."""
    with make_demo(tmp_path / "演示.db", 120, seed=4, year=YEAR) as office:
        yield office


def _summary(office: Office) -> Summary:
    known = office.summaries.of_year(YEAR)
    fresh = office.summaries.fresh(SummaryKind.YEAR, Span.of_year(YEAR))
    return known[0] if known else office.summaries.save(fresh)


def _checks(office: Office, summary: Summary | None = None) -> list[NumberCheck]:
    view = office.summaries.view(summary or _summary(office))
    return NumberChecks(office.ledger).of(view)


def _one(checks: list[NumberCheck], part: str) -> NumberCheck:
    (found,) = [check for check in checks if part in check.words]
    return found


def test_the_year_of_the_demo_tallies_where_its_records_do(demo: Office):
    checks = _checks(demo)
    assert checks[0].words.startswith("在册 ")
    assert checks[0].fits
    assert _one(checks, "交叉").fits
    assert _one(checks, "列合计与文中数字一致").fits
    assert _one(checks, "单位与口径一致").fits
    assert all(check.leads for check in checks if not check.fits)


def test_somebody_without_a_category_is_found_and_named_by_the_link(demo: Office):
    nobody = demo.people.save(Person(name="无类别", community="甲村"))
    check = _one(_checks(demo), "没有人员类别")
    assert (check.leads, check.ids) == ("people", (nobody.id,))


def test_money_signed_for_is_compared_with_what_the_funds_say_of_the_batch(demo: Office):
    plan = next(plan for plan in demo.visits.plans(YEAR) if plan.title)
    checks = [check for check in _checks(demo) if check.words.startswith(f"{plan.title}：签收")]
    assert [(check.fits, check.act) for check in checks] == [(False, "去登记")]
    signed = Decimal(checks[0].words.split("签收 ")[1].split(" 元")[0].replace(",", ""))
    fund = FundEntry(date=f"{YEAR}-02-01", summary="慰问金", batch=plan.title, expense=signed)
    stored = demo.entries(FUNDS).save(fund)
    assert _one(_checks(demo), f"{plan.title}：签收").fits
    demo.entries(FUNDS).save(replace(stored, expense=signed + 1))
    check = _one(_checks(demo), f"{plan.title}：签收")
    assert not check.fits
    assert "≠" in check.words
    assert check.leads == "page/rolls/fund_entry"


def test_a_wrong_unit_in_the_clerks_words_is_found(demo: Office):
    summary = _summary(demo)
    texts = {"visits": "走访慰问{visit.units}人次。", "problems": "无。", "plans": "继续。"}
    checks = _checks(demo, demo.summaries.save(replace(summary, texts=texts)))
    check = _one(checks, "单位写成了“人次”，应为“户次”")
    assert check.leads == "section/visits"
    assert not [one for one in checks if "还没有填写" in one.words]


def test_what_waits_for_the_clerk_and_fields_without_a_number_lead_to_their_section(demo: Office):
    summary = demo.summaries.save(replace(_summary(demo), texts={"joint": "{no.such}次。"}))
    checks = _checks(demo, summary)
    assert _one(checks, "没有出处").leads == "section/joint"
    assert {check.leads for check in checks if "还没有填写" in check.words} == {
        "section/problems", "section/plans",
    }  # fmt: skip


def test_what_is_open_on_the_two_lists_is_named_and_adds_up(demo: Office):
    check = _one(_checks(demo), "双清单 已销号")
    done, still, total = (
        int("".join(filter(str.isdigit, part)))
        for part in check.words.split("：")[0].replace("＝", "＋").split("＋")
    )
    assert done + still == total
    assert check.leads.startswith("page/tasks")


def test_numbers_that_changed_after_freezing_are_shown_and_the_annex_with_them(demo: Office):
    summary = _summary(demo)
    frozen = demo.summaries.freeze(summary.id or 0)
    assert _one(_checks(demo, frozen), "定稿数字与台账一致").fits
    demo.people.save(Person(name="后来的", community="甲村", categories=("retired_soldier",)))
    checks = _checks(demo, frozen)
    assert not _one(checks, "定稿后台账有").fits
    assert not _one(checks, "附件合计与文中数字不一致").fits


def test_an_empty_year_has_nothing_that_does_not_tally_but_the_clerks_own_words(demo: Office):
    fresh = demo.summaries.fresh(SummaryKind.YEAR, Span.of_year(1990))
    wrong = [check for check in _checks(demo, fresh) if not check.fits]
    assert {check.leads for check in wrong} == {"section/problems", "section/plans"}
