"""A year at the desk of a demo: plans, sign-offs with their scans, deaths, moves, corrections.

Every step goes through the services, so that history, undo and timelines stand as after real
work. The history is dated along the year, never after today.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from operator import itemgetter
from pathlib import Path
from random import Random

from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.desk import DeskPerson, Role
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import Proxy, Receipt, ReceiptState
from shuangyong_desktop.domain.visits import Delivery, VisitGroup, VisitPlan, VisitUnit
from shuangyong_desktop.services.demo.chance import seeded
from shuangyong_desktop.services.demo.duties import Duties
from shuangyong_desktop.services.demo.gatherings import Gatherings
from shuangyong_desktop.services.demo.living import Living
from shuangyong_desktop.services.demo.names import invented_name
from shuangyong_desktop.services.demo.numbers import Numbers
from shuangyong_desktop.services.demo.rolls import Rolls
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.storage.ledger import Ledger

_LEADERS = ("陈志远", "周明德", "吴海燕", "郑立新")
_HANDLER = "刘晓梅"
_STAFF = (
    DeskPerson(name=_LEADERS[0], role=Role.LEADER, duty="党工委书记", unit="通惠街道"),
    DeskPerson(name=_LEADERS[1], role=Role.LEADER, duty="办事处主任", unit="通惠街道"),
    DeskPerson(name=_LEADERS[2], role=Role.LEADER, duty="人大工委主任", unit="通惠街道"),
    DeskPerson(name=_LEADERS[3], role=Role.LEADER, duty="党工委副书记", unit="通惠街道"),
    DeskPerson(name=_HANDLER, role=Role.HANDLER, duty="双拥专干", unit="退役军人服务站"),
    DeskPerson(name="何永平", role=Role.HANDLER, duty="站长", unit="退役军人服务站"),
)
_UNITS = (
    "通惠街道办事处\n退役军人服务站\n党政办\n党群工作办\n社会事务办\n财政办\n规建办\n综合执法办\n"
    "应急办\n经济发展办\n司法所\n武装部\n妇联"
)
_EXCEPTIONS_FROM = 5
"""How many units a group has before one is away and one is collected by the family."""
_AWAY = ("外出务工，约定返乡后补发", "住院治疗，约定上门补发", "随子女在外地居住，电话已联系")
_KIN = (("女儿", "女"), ("儿子", "男"), ("儿媳", "女"), ("孙子", "男"))
_OLD = 75
_SCAN = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Contents 4 0 R"
    b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 41>>stream\nBT /F 60 Tf 330 280 Td (DEMO SCAN) Tj ET \nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def standing(day: date) -> Callable[[], datetime]:
    """A clock that stands in the morning of `day`."""
    moment = datetime.combine(day, time(9, 30))
    return lambda: moment


@contextmanager
def dated(ledger: Ledger) -> Iterator[Callable[[date], None]]:
    """Within it the ledger's clock stands where the yielded function puts it."""
    kept = ledger.clock

    def stand(day: date) -> None:
        ledger.clock = standing(day)

    try:
        yield stand
    finally:
        ledger.clock = kept


def do_the_years_work(
    ledger: Ledger, plans: tuple[VisitPlan, ...], seed: int, year: int, today: date
) -> None:
    """Do what a desk does in `year` until `today`, on a ledger that already holds its people."""
    last = today if today.year == year else date(year, 12, 20)
    office = Office(ledger)
    desk = _Desk(office, seeded(seed))
    steps: list[tuple[date, bool, Callable[[date], None]]] = [
        (date(year, 1, 8), True, desk.write_dictionary),
        *((date(year, 1, 20 if plan.occasion == "春节" else 22), True, desk.planning(plan))
          for plan in plans if plan.occasion == "春节"),
        (date(year, 2, 5), False, desk.signing("春节", whole=True)),
        (date(year, 3, 10), False, desk.lose_one),
        (date(year, 4, 2), False, desk.see_one_move),
        (date(year, 5, 15), False, desk.correct_phones),
        (date(year, 6, 18), False, desk.lose_one),
        *((date(year, 7, 10), True, desk.planning(plan))
          for plan in plans if plan.occasion != "春节"),
        (date(year, 7, 29), False, desk.signing("八一", whole=False)),
    ]  # fmt: skip
    with dated(ledger) as stand:
        steps += Living(office, seeded(seed + 1)).steps(year)
        steps += Duties(office, seeded(seed + 2)).steps(year)
        steps += Rolls(office, seeded(seed + 3)).steps(year)
        steps += Gatherings(office).steps(year)
        for day, always, act in sorted(steps, key=itemgetter(0)):
            if day <= last or always:
                stand(min(day, last))
                act(min(day, last))


class _Desk:
    """The hands of the demo's clerk."""

    def __init__(self, office: Office, chance: Random) -> None:
        self._office = office
        self._chance = chance
        self._numbers = Numbers(chance)

    def write_dictionary(self, _day: date) -> None:
        self._office.dictionary.save_people(_STAFF)
        self._office.dictionary.save_units(_UNITS)

    def planning(self, plan: VisitPlan) -> Callable[[date], None]:
        """What makes `plan`, each of its groups led by somebody where leaders visit."""

        def act(_day: date) -> None:
            visits = self._office.visits
            if not visits.preview(plan.rule).chosen:
                return
            made = visits.create(plan).plan.id or 0
            if plan.delivery is Delivery.LEADERS:
                for number, group in enumerate(visits.groups(made)):
                    leader = _LEADERS[number % len(_LEADERS)]
                    visits.save_group(made, replace(group, lead_official=leader))

        return act

    def signing(self, occasion: str, *, whole: bool) -> Callable[[date], None]:
        """What registers the signed papers of an occasion: of all groups, or of every other."""

        def act(day: date) -> None:
            with tempfile.TemporaryDirectory() as folder:
                scan = Path(folder) / "签收册扫描件（演示）.pdf"
                scan.write_bytes(_SCAN)
                for plan in self._office.visits.plans(day.year):
                    if plan.occasion == occasion:
                        groups = self._office.visits.groups(plan.id or 0)
                        for group in groups if whole else groups[::2]:
                            self._sign(plan, group, day, scan)

        return act

    def lose_one(self, day: date) -> None:
        """Somebody old has died."""
        for person in self._people(lambda one: reaches(one.birth_date, _OLD, day) is True)[:1]:
            died = day.replace(day=1).isoformat()
            basis = "村（社区）零报告、死亡证明"
            self._office.people.take_off(person.id or 0, PersonStatus.DECEASED, died, basis)

    def see_one_move(self, day: date) -> None:
        """Somebody young has moved away."""
        for person in self._people(lambda one: reaches(one.birth_date, 60, day) is False)[:1]:
            self._office.people.take_off(
                person.id or 0, PersonStatus.MOVED_OUT, day.isoformat(), "户口迁移证"
            )

    def correct_phones(self, _day: date) -> None:
        """Some have new telephone numbers."""
        for person in self._people(lambda one: bool(one.phone))[:4]:
            self._office.people.save(replace(person, phone=self._numbers.phone()))

    def _people(self, wanted: Callable[[Person], bool]) -> list[Person]:
        """Some of those on the ledger who draw nothing, whose payments need not be ended."""
        people = self._office.people
        found = [person for person in people.each(people.listing(LedgerView()).ids)
                 if person.subsidy_standard is None and wanted(person)]  # fmt: skip
        self._chance.shuffle(found)
        return found

    def _sign(self, plan: VisitPlan, group: VisitGroup, day: date, scan: Path) -> None:
        units = self._office.visits.units(plan.id or 0)
        own = [unit for unit in units if unit.group_id == group.id]
        if len(own) >= _EXCEPTIONS_FROM:
            away, collected = self._chance.sample(own, 2)
            reason = self._chance.choice(_AWAY)
            self._office.receipts.register(
                away.id or 0, Receipt(state=ReceiptState.NOT_RECEIVED, reason=reason)
            )
            self._collect(collected, day)
        self._office.receipts.register_rest(group.id or 0, day.isoformat())
        self._office.attachments.add(group.id or 0, scan)

    def _collect(self, unit: VisitUnit, day: date) -> None:
        """The family collects, unless something about that would be odd."""
        relation, sex = self._chance.choice(_KIN)
        born = date(self._chance.randint(1972, 1990), self._chance.randint(1, 12), 9)
        name, _ethnic = invented_name(self._chance, sex, born.year)
        receipt = Receipt(
            state=ReceiptState.PROXY,
            received_on=day.isoformat(),
            proxy=Proxy(
                name=name,
                relation=relation,
                id_number=self._numbers.id_number(born, sex),
                phone=self._numbers.phone(),
                reason="本人行动不便",
                confirmed_on=day.isoformat(),
                confirmed_by=_HANDLER,
            ),
        )
        if not self._office.receipts.flags(unit.id or 0, receipt):
            self._office.receipts.register(unit.id or 0, receipt)
