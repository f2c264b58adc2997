"""Leading appeals to their end, answering opinions, what waits."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shuangyong_desktop.domain.appeals import AppealLimits, Handling
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.appeals import PETITIONS, AppealCounts

TODAY = datetime.now().date()  # noqa: DTZ005 (the clerk's clock)


def ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def person(office):
    return office.people.save(Person(name="李建国", community="石桥村")).id


@pytest.fixture
def appeal(office, person):
    return office.appeals.register(
        Appeal(person_id=person, date=ago(10), source=AppealSource.VISIT, content="住房漏雨"),
        "王敏",
    )


def handling(stage, **more):
    return Handling(**({"stage": stage, "date": ago(0)} | more))


def test_a_new_appeal_has_number_last_day_and_first_step(office, appeal, person):
    assert appeal.number == f"{TODAY.year}-001"
    assert appeal.deadline == ago(-50)
    (step,) = office.appeals.steps(appeal.id)
    assert (step.stage, step.by, step.words) == (AppealStage.REGISTERED, "王敏", "住房漏雨")
    second = office.appeals.register(Appeal(person_id=person, date=ago(0), content="就医"))
    assert second.number == f"{TODAY.year}-002"


@pytest.mark.usefixtures("appeal")
def test_numbers_of_other_shapes_do_not_disturb_the_count(office, person):
    for number in ("信访〔2026〕9号", f"{TODAY.year}-甲", f"{TODAY.year}-041"):
        office.appeals.register(
            Appeal(person_id=person, date=ago(0), content="就医", number=number)
        )
    last = office.appeals.register(Appeal(person_id=person, date=ago(0), content="就医"))
    assert last.number == f"{TODAY.year}-042"


def test_the_whole_way_is_told_step_by_step_and_taken_back_step_by_step(office, appeal):
    appeals = office.appeals
    appeals.step(appeal.id, handling(AppealStage.ASSIGNED, unit="规建办"))
    appeals.step(appeal.id, handling(AppealStage.HANDLING, words="已派人看过"))
    appeals.step(appeal.id, handling(AppealStage.REVISITED, satisfaction=Satisfaction.CONTENT))
    closed = appeals.step(appeal.id, handling(AppealStage.CLOSED, outcome="已修好"))
    assert (closed.stage, closed.closed_on) == (AppealStage.CLOSED, ago(0))
    assert [step.stage.value for step in appeals.steps(appeal.id)] == [
        "登记", "交办", "办理", "回访", "办结",
    ]  # fmt: skip
    assert office.history.undo().title == "诉求办结：李建国"
    assert len(appeals.steps(appeal.id)) == 4
    assert appeals.lines()[0].appeal.stage is AppealStage.REVISITED


def test_a_refused_step_leaves_no_trace(office, appeal):
    with pytest.raises(Problem, match="交办给哪个单位"):
        office.appeals.step(appeal.id, handling(AppealStage.ASSIGNED))
    assert len(office.appeals.steps(appeal.id)) == 1


def test_telling_and_extending_are_recorded(office, appeal):
    assert office.appeals.lines()[0].tell_days_left == 5
    assert office.appeals.tell(appeal.id, ago(1)).told_on == ago(1)
    assert office.appeals.lines()[0].tell_days_left is None
    later = office.appeals.extend(appeal.id, ago(-60), "等待鉴定")
    assert later.due == ago(-60)
    assert office.appeals.steps(appeal.id)[-1].words == f"延期至 {ago(-60)}：等待鉴定"
    with pytest.raises(Problem, match="最多 30 天"):
        office.appeals.extend(appeal.id, ago(-90), "再等")


def test_overdue_stands_first_and_what_ended_last(office, person):
    for days, content in ((5, "新"), (90, "逾期"), (20, "旧")):
        office.appeals.register(Appeal(person_id=person, date=ago(days), content=content))
    ended = office.appeals.register(Appeal(person_id=person, date=ago(99), content="办不了"))
    office.appeals.step(ended.id, handling(AppealStage.DECLINED, words="不符合政策"))
    lines = office.appeals.lines()
    assert [line.appeal.content for line in lines] == ["逾期", "旧", "新", "办不了"]
    assert [line.days_left for line in lines] == [-30, 40, 55, None]
    assert lines[0].overdue
    assert office.appeals.counts() == AppealCounts(open=3, overdue=1, due_soon=0, opinions=0)
    assert office.appeals.counts().badge == 1


@pytest.mark.usefixtures("appeal")
def test_petitions_are_a_view_by_source(office, person):
    office.appeals.register(
        Appeal(person_id=person, date=ago(0), source=AppealSource.HOTLINE, content="路灯")
    )
    assert [line.appeal.content for line in office.appeals.lines(PETITIONS)] == ["路灯"]


def test_a_correction_keeps_the_stage(office, appeal):
    changed = replace(appeal, content="屋面漏雨", stage=AppealStage.CLOSED)
    assert office.appeals.change(changed).stage is AppealStage.REGISTERED
    with pytest.raises(Problem, match="诉求内容"):
        office.appeals.change(replace(appeal, content=None))


def test_a_correction_cannot_hollow_out_what_was_closed(office, appeal):
    done = {"outcome": "已修好", "satisfaction": Satisfaction.CONTENT}
    closed = office.appeals.step(appeal.id, handling(AppealStage.CLOSED, **done))
    for missing in ("outcome", "satisfaction", "closed_on"):
        with pytest.raises(Problem, match="办结还缺"):
            office.appeals.change(replace(closed, **{missing: None}))
    assert office.appeals.change(replace(closed, remarks="附照片")).remarks == "附照片"


def test_an_appeal_of_tomorrow_is_refused(office, person):
    with pytest.raises(Problem, match="今天之后"):
        office.appeals.register(Appeal(person_id=person, date=ago(-1), content="就医"))
    assert office.entries(APPEALS).count() == 0


def test_new_limits_hold_for_new_appeals_only(office, appeal, person):
    office.appeals.save_limits(AppealLimits(close_days=20))
    new = office.appeals.register(Appeal(person_id=person, date=ago(0), content="就医"))
    assert new.deadline == ago(-20)
    assert office.appeals.lines()[-1].appeal.deadline == appeal.deadline
    office.history.undo()
    office.history.undo()
    assert office.appeals.limits() == AppealLimits()


def test_opinions_that_wait_stand_first_and_an_answer_has_a_reason(office, person):
    opinions = office.entries(OPINIONS)
    for days, content in ((3, "多体检"), (1, "修路")):
        opinions.save(Opinion(person_id=person, date=ago(days), content=content))
    first = office.appeals.opinions()[0].opinion
    assert first.content == "修路"
    with pytest.raises(Problem, match="理由"):
        office.appeals.answer(first.id, Verdict.DECLINED, "", ago(0))
    office.appeals.answer(first.id, Verdict.FORWARDED, "已转村委会", ago(0))
    assert [line.opinion.content for line in office.appeals.opinions()] == ["多体检", "修路"]
    assert office.appeals.counts().opinions == 1
    assert office.history.undo().title == "答复意见建议：李建国"
