"""年历: when the year asks for what, and what shows that it is under way."""

from datetime import date

import pytest

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, AnnualPlan
from shuangyong_desktop.domain.rounds import ROUNDS, Round, RoundKind
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.domain.year_days import CHORES, NEVER, OwnDay, Timing, YearRules
from shuangyong_desktop.services import year_days
from shuangyong_desktop.services.office import Office

BY_KEY = {chore.key: chore for chore in CHORES}


def _asked(office: Office, day: date) -> list[str]:
    return [line.chore.key for line in office.year_days.asking(day) if line.chore]


def _line(office: Office, key: str, year: int = 2026) -> year_days.YearLine:
    lines = office.year_days.of_year(year)
    return next(line for line in lines if line.chore and line.chore.key == key)


def test_a_year_is_told_day_by_day_with_named_days_first(office: Office):
    lines = office.year_days.of_year(2026)
    assert [line.on for line in lines] == sorted(line.on for line in lines)
    army = [line.title for line in lines if line.on == date(2026, 8, 1)]
    assert army[0] == "“八一”建军节"
    assert "“八一”走访慰问和座谈会" in army
    assert _line(office, "A12").on == date(2026, 1, 18)
    assert _line(office, "A24").on == date(2026, 9, 19)


def test_tasks_stand_on_the_day_on_which_they_are_due(office: Office):
    for number in range(4):
        office.tasks.save(Task(title=f"任务{number}", year=2026, due_rule="08-01"))
    lines = [line for line in office.year_days.of_year(2026) if line.on == date(2026, 8, 1)]
    assert lines[0].named
    assert lines[-1].title == "4 项任务到期"
    assert lines[-1].note == "任务0、任务1、任务2等"
    assert lines[-1].page == "tasks/calendar/2026-08-01"


@pytest.mark.parametrize(
    ("key", "day_before", "first"),
    [
        ("A12", date(2026, 1, 2), date(2026, 1, 3)),
        ("A18", date(2026, 6, 19), date(2026, 6, 20)),
        ("A15", date(2026, 3, 20), date(2026, 3, 21)),
        ("A05-2", date(2026, 10, 31), date(2026, 11, 1)),
    ],
)
def test_it_is_asked_for_from_its_lead_on_until_a_month_after(office, key, day_before, first):
    assert key not in _asked(office, day_before)
    assert key in _asked(office, first)
    last = _line(office, key).on.replace(year=2026)
    assert key in _asked(office, last)
    assert key not in _asked(office, date.fromordinal(last.toordinal() + 31))


def test_what_the_next_spring_asks_for_is_asked_for_in_december(office: Office):
    assert "A12" in _asked(office, date(2027, 12, 20))  # 春节 of 2028 is on 26 January
    assert "A33" in _asked(office, date(2027, 1, 10))  # the year before is not summed up


def test_a_visit_plan_for_the_occasion_shows_that_it_is_under_way(office: Office):
    office.people.save(Person(name="李建国"))
    day = date(2026, 7, 5)
    assert "A18" in _asked(office, day)
    office.visits.create(VisitPlan(title="2025年八一走访", occasion="八一", year=2025))
    assert "A18" in _asked(office, day)
    office.visits.create(VisitPlan(title="2026年八一走访", occasion="八一", year=2026))
    assert "A18" not in _asked(office, day)
    met = _line(office, "A18").met
    assert met == year_days.Met("已有方案：2026年八一走访", "visits")


def test_an_activity_of_its_kind_near_the_day_shows_it(office: Office):
    office.activities.save(Activity(date="2026-04-02", title="祭扫烈士墓", kind="祭扫瞻仰"), ())
    assert _line(office, "A15").met is not None
    assert _line(office, "A25").met is None
    assert _line(office, "A24").met is None


def test_records_rounds_and_lists_show_it(office: Office):
    keys = ("A01", "A23", "A29-2", "A05-1", "A05-2")
    assert all(_line(office, key).open for key in keys)
    office.entries(ANNUAL_PLANS).save(
        AnnualPlan(year=2026, title="2026年双拥工作要点", date="2026-02-10")
    )
    office.entries(ROUNDS).save(
        Round(kind=RoundKind.CONFIRMATION, title="2026年年度确认", year=2026)
    )
    for year, name in ((2026, TaskList.FOR_ARMY), (2027, TaskList.FOR_LOCAL)):
        office.tasks.save(Task(title="路灯维修", year=year, list=name))
    assert [_line(office, key).open for key in keys] == [False, False, True, False, False]
    assert _line(office, "A05-2").met == year_days.Met("2027 年双清单已有 1 项", "tasks")


def test_a_task_that_says_the_same_takes_its_place(office: Office):
    task = office.year_days.take_on(BY_KEY["A18"], 2026)
    assert task.due == "2026-07-10"
    assert len(office.tasks.facts.proofs(task.id)) == 1
    assert "A18" not in _asked(office, date(2026, 7, 5))
    assert _line(office, "A18").met == year_days.Met("已列为任务（未启动）", f"tasks/{task.id}")
    with pytest.raises(Problem, match="已经有"):
        office.year_days.take_on(BY_KEY["A18"], 2026)
    office.history.undo()
    assert "A18" in _asked(office, date(2026, 7, 5))


def test_the_desk_sets_when_it_is_asked_and_takes_that_back(office: Office):
    rules = YearRules(
        timings={"A18": Timing("07-01", 3), "A15": Timing("清明", NEVER)},
        own=(OwnDay("拥军宣传日", "06-18", 10),),
    )
    office.year_days.save_rules(rules)
    assert "A18" not in _asked(office, date(2026, 6, 20))
    assert "own:拥军宣传日" in _asked(office, date(2026, 6, 10))
    assert "A15" not in _asked(office, date(2026, 4, 1))
    assert _line(office, "A18").on == date(2026, 7, 1)
    assert office.history.undo().title == "修改年历提醒"
    assert office.year_days.rules() == YearRules()
    with pytest.raises(Problem, match="每年都有的一天"):
        office.year_days.save_rules(YearRules(own=(OwnDay("慰问", "2026-06-18", 1),)))


def test_a_day_that_only_some_years_have_is_left_out_of_the_others(office: Office):
    with pytest.raises(Problem, match="没有“02-29”这一天"):
        office.year_days.save_rules(YearRules(own=(OwnDay("闰日", "02-29", 1),)))


def test_a_year_beyond_the_calendar_gets_a_sentence_and_the_fixed_days(office: Office):
    assert year_days.beyond(2026) == ""
    assert year_days.beyond(2150).startswith("2150 年超出了历书的范围（1900 年至 2100 年）")
    titles = [line.title for line in office.year_days.of_year(2150)]
    assert "“八一”建军节" in titles
    assert "春节" not in titles
    assert "制定春节走访慰问方案和名册" not in titles
    assert office.year_days.asking(date(2150, 7, 5))


def test_the_next_named_days_come_in_order_over_the_turn_of_the_year(office: Office):
    coming = office.year_days.coming(date(2026, 11, 24), 3)
    assert [(line.title, line.on) for line in coming] == [
        ("元旦", date(2027, 1, 1)), ("春节", date(2027, 2, 6)), ("元宵节", date(2027, 2, 20)),
    ]  # fmt: skip
    assert office.year_days.coming(date(2026, 8, 1), 1)[0].title == "“八一”建军节"


@pytest.mark.parametrize(
    ("year", "published"),
    [
        (2025, ("01-29", "10-06", "10-29", "09-20", "04-04")),
        (2028, ("01-26", "10-03", "10-26", "09-16", "04-04")),
        (2033, ("01-31", "09-08", "10-01", "09-17", "04-04")),
        (2034, ("02-19", "09-27", "10-20", "09-16", "04-05")),
        (2035, ("02-08", "09-16", "10-09", "09-15", "04-05")),
    ],
)
def test_moving_days_fall_where_they_were_published(office, year, published):
    found = {line.title: f"{line.on:%m-%d}" for line in office.year_days.of_year(year)}
    names = ("春节", "中秋节", "重阳节", "全民国防教育日", "清明节")
    assert tuple(found[name] for name in names) == published
