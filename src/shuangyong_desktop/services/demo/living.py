"""The living ledger of a demo: contacts, appeals, opinions, reports and rounds of its year.

Like all work of the demo it goes through the services, dated along the year.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from shuangyong_desktop.domain.appeals import Handling
from shuangyong_desktop.domain.contacts import (
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Contact,
    ContactWay,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.entitlements import Entitlement
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rounds import Finding, Round, RoundKind, RoundMember, RoundWay
from shuangyong_desktop.services.contacts import MOST_AT_ONCE
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.people import LedgerView

Act = Callable[[date], None]

_REACHED, _UNASKED = 0.93, 0.05
"""Which part of those due the desk contacts in a month, and of all others by chance."""
_LATE = 31
"""Of how many days the last report is still missing somewhere."""
_WAITING = 2
"""How many steps after an event the desk has not come to yet."""
_ROUNDS = 10
"""How often in a month the desk sits down to telephone or goes out."""
_OFFICERS = (("刘晓梅", "双拥专干"), ("何永平", "退役军人服务站站长"))
_WAYS = ((ContactWay.PHONE, ContactWay.HOME, ContactWay.MESSAGE, ContactWay.OFFICE), (5, 3, 2, 1))
_TALKS = (
    "身体健康，生活稳定，对政策满意。", "询问优待证使用，已说明。",
    "近期感冒，已好转，提醒按时就医。", "在外务工，一切正常，春节返乡。",
    "了解家庭情况，子女工作稳定。", "说明医疗补助办理流程。",
)  # fmt: skip
_HARDSHIPS = (
    ("住房", "住房漏雨，请求帮助维修", "规划建设办", "危房改造", "3600"),
    ("医疗", "住院自付费用较高，申请医疗补助", "民政和社区事务办", "优抚医疗补助", "2000"),
    ("生活", "家庭临时困难，申请救助", "民政和社区事务办", "临时救助", "1500"),
    ("就业", "退役后待业，希望推荐岗位", "劳动就业和社会保障服务所", "协调办理", ""),
    ("抚恤优待", "咨询60周岁生活补助申报", "退役军人服务站", "政策解释", ""),
)
_OPINIONS = (
    ("希望多组织老兵座谈", Verdict.ADOPTED, "已列入“八一”活动安排"),
    ("建议村里增设无障碍坡道", Verdict.FORWARDED, "已转规划建设办"),
    ("建议慰问品改为现金", Verdict.DECLINED, "慰问品不得折算现金"),
    ("希望优待证能乘车", Verdict.OPEN, ""),
)
_PENSIONS = {
    "war_veteran": "定期生活补助（参战）",
    "nuclear_test_veteran": "定期生活补助（参试）",
    "ill_returned_veteran": "定期生活补助（带病回乡）",
    "rural_demobilized_pre1954": "定期生活补助（在乡复员）",
    "rural_veteran_60plus": "定期生活补助（农村籍）",
    "martyr_child_60plus": "定期生活补助（烈士老年子女）",
    "disabled_serviceman": "残疾抚恤金",
    "martyr_survivor": "定期抚恤金",
    "duty_death_survivor": "定期抚恤金",
    "illness_death_survivor": "定期抚恤金",
}


@dataclass(frozen=True)
class Living:
    """The part of the demo's clerk who keeps in touch."""

    office: Office
    chance: Random

    def steps(self, year: int) -> list[tuple[date, bool, Act]]:
        """What is done on which day of the year."""
        found: list[tuple[date, bool, Act]] = [
            (date(year, 1, 10), False, self.write_entitlements),
            (date(year, 4, 20), False, self.begin_survey),
            (date(year, 6, 20), False, self.finish_survey),
            (date(year, 9, 24), False, self.begin_confirmation),
            (date(year, 10, 28), False, self.confirm_some),
        ]
        for month in range(1, 13):
            found.append((date(year, month, 5), False, self.report_nothing))
            found.append((date(year, month, 16), False, self.keep_in_touch))
        return found

    def keep_in_touch(self, day: date) -> None:
        """Contact some, hear of hardships and opinions, go on with what was heard before."""
        people = list(self._people())
        due = {line.subject.person_id for line in self.office.contacts.lines() if line.asks}
        rounds: dict[int, list[int]] = {}
        for person in people:
            if self.chance.random() < (_REACHED if person.id in due else _UNASKED):
                rounds.setdefault(self.chance.randrange(_ROUNDS), []).append(person.id or 0)
        for ids in rounds.values():
            officer, duty = self.chance.choice(_OFFICERS)
            (way,) = self.chance.choices(*_WAYS)
            contact = Contact(
                date=self._earlier(day), way=way, officer=officer, duty=duty, reached=True,
                content=self.chance.choice(_TALKS),
            )  # fmt: skip
            for start in range(0, len(ids), MOST_AT_ONCE):
                self.office.contacts.register_many(ids[start : start + MOST_AT_ONCE], contact)
        for person in self.chance.sample(people, min(len(people), 2)):
            self._hear(person, day)
        self._go_on(day)

    def write_entitlements(self, day: date) -> None:
        """Who draws a pension or subsidy has it written down."""
        since = f"{day.year - 1}-08"
        for person in self._people():
            kind = next((_PENSIONS[code] for code in person.categories if code in _PENSIONS), None)
            if kind and person.subsidy_standard:
                self.office.entitlements.save(
                    Entitlement(person_id=person.id, kind=kind, since=since,
                                amount=person.subsidy_standard)
                )  # fmt: skip

    def report_nothing(self, day: date) -> None:
        """Every 村（社区） reports for last month; lately one is late."""
        month = (day.replace(day=1) - timedelta(days=1)).isoformat()[:7]
        names = [item.name for item in self.office.people.communities()]
        late = int((date.today() - day).days < _LATE)  # noqa: DTZ011 (the clerk's own calendar)
        self.office.zero_reports.report(
            month, names[: len(names) - late], reporter="村（社区）专干"
        )

    def begin_survey(self, day: date) -> None:
        """全面摸排 of everybody."""
        self.office.rounds.begin(Round(
            kind=RoundKind.SURVEY, title=f"{day.year}年全面摸排", year=day.year,
            due=f"{day.year}-06-30",
        ))  # fmt: skip

    def finish_survey(self, day: date) -> None:
        """Nearly all were found as they are written down; two are away."""
        self._register(RoundKind.SURVEY, day, 1.0)
        for each in self.office.rounds.every():
            if each.kind is RoundKind.SURVEY:
                self.office.rounds.close(each.id or 0, day.isoformat(), "外出人员已电话联系")

    def begin_confirmation(self, day: date) -> None:
        """年度确认 of those who draw something."""
        self.office.rounds.begin(Round(
            kind=RoundKind.CONFIRMATION, title=f"{day.year}年度确认", year=day.year,
            due=f"{day.year}-12-20",
        ))  # fmt: skip

    def confirm_some(self, day: date) -> None:
        """Most have been confirmed, the bedridden wait to be called on."""
        self._register(RoundKind.CONFIRMATION, day, 0.7)

    def _register(self, kind: RoundKind, day: date, share: float) -> None:
        for each in self.office.rounds.every():
            if each.kind is kind and each.closed_on is None:
                members = [place.member_id for place in
                           self.office.round_results.places(each.id or 0)]  # fmt: skip
                self.chance.shuffle(members)
                done = max(round(len(members) * share) - 2, 0)
                result = RoundMember(
                    finding=Finding.TRUE, way=RoundWay.GATHERED, done_on=day.isoformat(),
                    done_by=_OFFICERS[1][0],
                )  # fmt: skip
                self.office.round_results.register(members[:done], result)
                self.office.round_results.register(
                    members[done : done + 2], replace(result, finding=Finding.AWAY)
                )

    def _hear(self, person: Person, day: date) -> None:
        kind, content, _unit, _channel, _money = self.chance.choice(_HARDSHIPS)
        self.office.appeals.register(
            Appeal(person_id=person.id, date=day.isoformat(), kind=kind, content=content,
                   source=self.chance.choice((AppealSource.HOME, AppealSource.VISIT))),
            by=_OFFICERS[0][0],
        )  # fmt: skip
        words, verdict, reason = self.chance.choice(_OPINIONS)
        opinions = self.office.entries(OPINIONS)
        told = opinions.save(Opinion(person_id=person.id, date=day.isoformat(), content=words))
        if verdict is not Verdict.OPEN:
            self.office.appeals.answer(told.id or 0, verdict, reason, day.isoformat())

    def _go_on(self, day: date) -> None:
        """What was raised last month is handed on, what before that is closed."""
        by = _OFFICERS[0][0]
        waiting = list(self.office.follow_ups.open_ids())
        if len(waiting) > _WAITING:
            self.office.follow_ups.tick(waiting[_WAITING:], day.isoformat())
        for line in self.office.appeals.lines():
            appeal, number = line.appeal, line.appeal.id or 0
            if appeal.stage is AppealStage.REGISTERED and appeal.date != day.isoformat():
                unit = self._of(appeal)[2]
                self.office.appeals.step(number, Handling(
                    stage=AppealStage.ASSIGNED, date=day.isoformat(), by=by, unit=unit,
                    handler=by, words="已交办",
                ))  # fmt: skip
            elif appeal.stage is AppealStage.ASSIGNED and self.chance.random() < 0.8:  # noqa: PLR2004
                self._close(appeal, number, day)

    def _close(self, appeal: Appeal, number: int, day: date) -> None:
        _kind, _content, _unit, channel, money = self._of(appeal)
        on, by = day.isoformat(), _OFFICERS[0][0]
        steps = (
            Handling(stage=AppealStage.HANDLING, date=on, by=by, words="已上门了解并协调",
                     channel=channel, money=Decimal(money) if money else None,
                     money_source="街道预算" if money else None),
            Handling(stage=AppealStage.REVISITED, date=on, by=by, words="电话回访",
                     satisfaction=Satisfaction.CONTENT),
            Handling(stage=AppealStage.CLOSED, date=on, by=by, outcome="问题已解决",
                     satisfaction=Satisfaction.CONTENT),
        )  # fmt: skip
        for step in steps:
            self.office.appeals.step(number, step)

    @staticmethod
    def _of(appeal: Appeal) -> tuple[str, str, str, str, str]:
        return next(item for item in _HARDSHIPS if item[1] == appeal.content)

    def _earlier(self, day: date) -> str:
        return (day - timedelta(days=self.chance.randrange(12))).isoformat()

    def _people(self) -> Iterator[Person]:
        people = self.office.people
        return people.each(people.listing(LedgerView()).ids)
