"""The steps of an appeal: what each needs, what it writes, which days are held."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.appeals import (
    ENDINGS,
    AppealLimits,
    Handling,
    advance,
    answered,
    days_left,
    extended,
    first_step,
    stages_after,
    step_of,
    tell_days_left,
    told,
    with_deadline,
)
from shuangyong_desktop.domain.contacts import (
    OPEN_STAGES,
    Appeal,
    AppealStage,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.errors import Problem

TODAY = date(2026, 7, 28)
LIMITS = AppealLimits()
APPEAL = Appeal(id=3, person_id=1, date="2026-07-01", content="住房漏雨", deadline="2026-08-30")


def handling(stage, **more):
    return Handling(**({"stage": stage, "date": "2026-07-20", "by": "王敏"} | more))


def test_the_last_day_follows_from_the_limit_unless_one_was_set():
    new = Appeal(date="2026-07-01", content="住房漏雨")
    assert with_deadline(new, LIMITS).deadline == "2026-08-30"
    assert with_deadline(replace(new, deadline="2026-08-01"), LIMITS).deadline == "2026-08-01"
    assert with_deadline(replace(new, date="2026-07"), LIMITS).deadline is None


def test_days_are_counted_while_the_appeal_waits():
    assert days_left(APPEAL, TODAY) == 33
    assert days_left(replace(APPEAL, extended_to="2026-09-09"), TODAY) == 43
    assert days_left(APPEAL, date(2026, 9, 2)) == -3
    assert days_left(replace(APPEAL, deadline=None), TODAY) is None
    assert days_left(replace(APPEAL, stage=AppealStage.CLOSED), TODAY) is None
    assert tell_days_left(APPEAL, LIMITS, date(2026, 7, 10)) == 6
    assert tell_days_left(replace(APPEAL, told_on="2026-07-02"), LIMITS, TODAY) is None


def test_the_usual_way_leads_from_registration_to_the_end():
    appeal = advance(APPEAL, handling(AppealStage.ASSIGNED, unit="规建办"), TODAY)
    assert (appeal.assigned_on, appeal.unit) == ("2026-07-20", "规建办")
    appeal = advance(
        appeal,
        handling(
            AppealStage.HANDLING, words="已派人看过", money=Decimal(2000), money_source="关爱基金"
        ),
        TODAY,
    )
    assert (appeal.handling, appeal.money) == ("已派人看过", Decimal(2000))
    appeal = advance(
        appeal, handling(AppealStage.REVISITED, satisfaction=Satisfaction.CONTENT), TODAY
    )
    appeal = advance(appeal, handling(AppealStage.CLOSED, outcome="屋面已修好"), TODAY)
    assert appeal.stage is AppealStage.CLOSED
    assert (appeal.revisited_on, appeal.closed_on) == ("2026-07-20", "2026-07-20")
    assert (appeal.outcome, appeal.satisfaction) == ("屋面已修好", Satisfaction.CONTENT)


def test_closing_needs_the_result_and_what_the_person_says_of_it():
    visited = replace(APPEAL, stage=AppealStage.REVISITED)
    with pytest.raises(Problem, match=r"办结还缺办理结果、回访满意度.*长期关注"):
        advance(visited, handling(AppealStage.CLOSED), TODAY)
    with pytest.raises(Problem, match="办结还缺回访满意度"):
        advance(visited, handling(AppealStage.CLOSED, outcome="修好"), TODAY)


@pytest.mark.parametrize(
    ("stage", "sentence"),
    [
        (AppealStage.ASSIGNED, "交办给哪个单位"),
        (AppealStage.HANDLING, "办理情况"),
        (AppealStage.WATCHED, "长期关注要写明理由"),
        (AppealStage.FORWARDED, "转上级要写明理由"),
        (AppealStage.DECLINED, "不予支持要写明理由"),
    ],
)
def test_a_step_without_what_it_needs_is_refused(stage, sentence):
    with pytest.raises(Problem, match=sentence):
        advance(APPEAL, handling(stage), TODAY)


def test_a_revisit_asks_what_the_person_says():
    with pytest.raises(Problem, match="本人意见"):
        advance(replace(APPEAL, stage=AppealStage.HANDLING), handling(AppealStage.REVISITED), TODAY)


def test_what_is_watched_is_not_dated_as_ended_and_can_be_taken_up_again():
    watched = advance(APPEAL, handling(AppealStage.WATCHED, words="等待危房改造名额"), TODAY)
    assert (watched.stage, watched.closed_on) == (AppealStage.WATCHED, None)
    declined = advance(APPEAL, handling(AppealStage.DECLINED, words="不符合政策"), TODAY)
    assert declined.closed_on == "2026-07-20"
    again = advance(declined, handling(AppealStage.HANDLING, words="有新材料"), TODAY)
    assert (again.closed_on, again.satisfaction, again.stage) == (None, None, AppealStage.HANDLING)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [("2026-07", "完整的日期"), ("2026-07-29", "今天之后"), ("2026-06-30", "早于登记时间")],
)
def test_a_step_has_a_day_that_can_be(day, sentence):
    with pytest.raises(Problem, match=sentence):
        advance(APPEAL, handling(AppealStage.ASSIGNED, unit="规建办", date=day), TODAY)
    with pytest.raises(Problem, match=sentence):
        told(APPEAL, day, TODAY)


def test_no_step_leads_where_none_can():
    with pytest.raises(Problem, match="不能直接改为“回访”"):
        advance(APPEAL, handling(AppealStage.REVISITED), TODAY)
    for stage in AppealStage:
        offered = stages_after(stage)
        assert len(set(offered)) == len(offered) > 0
        assert set(ENDINGS) <= set(offered) or stage not in OPEN_STAGES


def test_an_extension_has_a_reason_and_an_end():
    changed = extended(APPEAL, "2026-09-29", " 等待鉴定 ", LIMITS, TODAY)
    assert (changed.due, changed.extension_reason) == ("2026-09-29", "等待鉴定")
    for until, reason, sentence in (
        ("2026-09-30", "等待鉴定", "最多 30 天"),
        ("2026-08-30", "等待鉴定", "最多 30 天"),
        ("2026-09-10", " ", "写明理由"),
        ("九月", "等待鉴定", "延期到哪一天"),
    ):
        with pytest.raises(Problem, match=sentence):
            extended(APPEAL, until, reason, LIMITS, TODAY)
    with pytest.raises(Problem, match="不在办理中"):
        extended(replace(APPEAL, stage=AppealStage.CLOSED), "2026-09-10", "等待鉴定", LIMITS, TODAY)


def test_limits_are_days_that_can_be():
    with pytest.raises(Problem, match="1 到 366"):
        AppealLimits(close_days=0)


def test_the_steps_tell_the_whole_story():
    assert first_step(APPEAL, "王敏").words == "住房漏雨"
    step = handling(
        AppealStage.HANDLING, words="已救助", unit="民政办", handler="李强",
        money=Decimal(500), money_source="临时救助",
    )  # fmt: skip
    assert step_of(APPEAL, step).words == "已救助；承办：民政办　李强；帮扶 500.00 元（临时救助）"
    revisit = handling(AppealStage.REVISITED, satisfaction=Satisfaction.NOT)
    assert step_of(APPEAL, revisit).words == "本人意见：不满意"
    assert step_of(APPEAL, handling(AppealStage.HANDLING)).words is None


def test_an_opinion_is_answered_with_a_reason():
    opinion = Opinion(id=1, person_id=1, date="2026-07-01", content="多组织体检")
    done = answered(opinion, Verdict.ADOPTED, " 列入下半年计划 ", "2026-07-28", TODAY)
    assert (done.verdict, done.reason, done.replied_on) == (
        Verdict.ADOPTED, "列入下半年计划", "2026-07-28",
    )  # fmt: skip
    for verdict, reason, on, sentence in (
        (Verdict.OPEN, "好", "2026-07-28", "采纳、不采纳或转办"),
        (Verdict.DECLINED, "", "2026-07-28", "不采纳要写明理由"),
        (Verdict.FORWARDED, "区局", "2026-07-29", "答复时间"),
        (Verdict.FORWARDED, "区局", "2026-06-01", "答复时间"),
        (Verdict.FORWARDED, "区局", "", "答复时间"),
    ):
        with pytest.raises(Problem, match=sentence):
            answered(opinion, verdict, reason, on, TODAY)
