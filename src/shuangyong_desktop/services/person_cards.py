"""一人一档登记卡: gathered from everything the ledger holds about one person (CLERK §4)."""

import base64
from collections.abc import Iterable
from typing import TypeVar

from shuangyong_desktop.documents.person_card import (
    TITLE,
    Fact,
    Line,
    Listed,
    PersonCard,
    Section,
)
from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.combinations import runs
from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.families import FALLEN
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.registers import Record, RecordFilter, Register
from shuangyong_desktop.domain.service import MERITS, service_years
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.attachments import content
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import Visits

R = TypeVar("R", bound=Record)
_MOST_LINES = 8
_NOT_SHOWN = "不显示"
"""What stands in the place of unit and region of somebody serving (CLERK §2)."""


class PersonCards:
    """The cards of the people of one open ledger."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._people = People(ledger)
        self._categories = Categories(ledger)

    def card(self, person_id: int, *, full: bool = False, purpose: str = "") -> Paper:
        """The card of somebody, numbers masked unless `full`.

        Raises Problem when full numbers are asked for without a purpose (用途).
        """
        purpose = purpose.strip()
        if full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        person = self._people.get(person_id)
        writer = _Writer(self._ledger, person, masked=not full)
        names = {item.code: item.name for item in self._categories.all()}
        card = PersonCard(
            office=self._settings.desk().reporter,
            number=f"{person_id:04d}",
            made_on=self._ledger.clock().date(),
            head=writer.head("、".join(names.get(code, code) for code in person.categories)),
            sections=tuple(writer.sections()),
            photo=self._photo(person),
            purpose=purpose,
            demo=self._ledger.demo,
        )
        note = f"输出一人一档：{person.name}，完整证件号，用途：{purpose}" if full else ""
        return Paper("person_card", TITLE, card, 1, note)

    def _photo(self, person: Person) -> str:
        if not person.photo:
            return ""
        return base64.b64encode(content(self._ledger, person.photo)).decode()


class _Writer:
    """Writes the lines of one person's card."""

    def __init__(self, ledger: Ledger, person: Person, *, masked: bool) -> None:
        self._ledger = ledger
        self._person = person
        self._masked = masked
        self._today = ledger.clock().date()

    def head(self, categories: str) -> tuple[Line, ...]:
        """Who it is: five lines beside the photograph and the address below."""
        ages = age_on(self._person.birth_date, self._today)
        age = "" if ages is None else str(ages.least if ages.known else f"{ages.least}—{ages.most}")
        return (
            Line((self._fact("name"), self._fact("sex"), self._fact("ethnic"))),
            Line((self._day("birth_date"), Fact("年龄", f"{age}岁" if age else ""),
                  self._fact("political_status"))),
            Line((self._fact("id_number", 1.4), self._fact("phone"))),
            Line((Fact("人员类别", categories, 1.4), self._fact("status"))),
            Line((self._fact("registered_address", 2),)),
            Line((self._fact("address", 3), self._fact("community"))),
        )  # fmt: skip

    def sections(self) -> Iterable[Section]:
        """Everything below, the parts that this person has."""
        yield from self._fallen()
        yield from self._service()
        yield self._certificates()
        yield self._support()
        yield self._kin()
        yield from self._appeals()
        yield from self._visits()

    def _fallen(self) -> Iterable[Section]:
        found = list(self._of(FALLEN))
        if found:
            rows = tuple(
                (item.name or "", item.kind or "", item.relation or "", item.certificate or "",
                 _day(item.death_date))
                for item in found
            )  # fmt: skip
            heads = ("姓名", "类别", "与遗属关系", "证书字号", "牺牲病故时间")
            yield Section("牺牲病故军人", listed=Listed(heads, (26, 34, 26, 0, 34), rows))

    def _service(self) -> Iterable[Section]:
        person = self._person
        if not (person.enlist_date or person.discharge_date or "serviceman" in person.categories):
            return
        hidden = self._masked and "serviceman" in person.categories
        unit = Fact("部队代号", _NOT_SHOWN if hidden else person.military_unit or "")
        merits = "、".join(merit.award or "" for merit in self._of(MERITS)) or "无"
        years = service_years(person.conscript_from, person.conscript_to)
        worth = (
            ""
            if years is None
            else (f"{years.least}年" if years.known else f"{years.least}—{years.most}年")
        )
        lines = [
            Line((self._day("enlist_date"), self._day("discharge_date"), unit)),
            Line((self._fact("placement"), Fact("立功受奖", merits), self._campaign())),
        ]
        if worth:
            lines.append(Line((Fact("义务兵年限", worth, 2),)))
        yield Section("服役和安置", tuple(lines))

    def _campaign(self) -> Fact:
        person = self._person
        tested = "参试" if "nuclear_test_veteran" in person.categories else ""
        fought = person.campaign or ("参战" if "war_veteran" in person.categories else "")
        return Fact("参战参试", "、".join(part for part in (fought, tested) if part) or "无")

    def _certificates(self) -> Section:
        person = self._person
        card = [person.preferential_card or "", person.card_status or ""]
        if person.card_issue_date:
            card.append(f"{_day(person.card_issue_date)}领取")
        plaque = [person.plaque_number or ""]
        if person.plaque_hung:
            plaque.append(f"{_day(person.plaque_date)}悬挂" if person.plaque_date else "已悬挂")
        elif person.plaque_hung is False:
            plaque.append("未悬挂")
        lines = [Line((Fact("优待证", _joined(card), 1.2), Fact("光荣牌", _joined(plaque), 1.2)))]
        if person.disability_grade or person.disability_cert:
            lines.insert(0, Line((self._fact("disability_grade"), self._fact("disability_nature"),
                                  self._fact("disability_cert"))))  # fmt: skip
        return Section("残疾等级和证牌", tuple(lines))

    def _support(self) -> Section:
        person = self._person
        paid = [item for item in self._of(ENTITLEMENTS) if runs(item, self._today)]
        account = _joined(
            (person.bank_name or "", self._text("bank_account"), person.bank_holder or "")
        )
        return Section(
            "待遇和保障",
            (
                Line((Fact("享受待遇", self._paid(paid), 1.2), Fact("发放账户", account, 1.2))),
                Line((Fact("医疗保险", person.medical_insurance or "", 1.2),
                      Fact("养老保险", person.pension_insurance or "", 1.2))),
            ),
        )  # fmt: skip

    def _paid(self, entitlements: list[Entitlement]) -> str:
        words = [
            f"{item.kind}（{item.amount:,.2f}元/月）" if item.amount else item.kind or ""
            for item in entitlements
        ]
        return "、".join(words) or "未登记"

    def _kin(self) -> Section:
        kin = (self._person.kin_name or "",
               f"（{self._person.kin_relation}）" if self._person.kin_relation else "",
               f"　{self._text('kin_phone')}" if self._person.kin_phone else "")  # fmt: skip
        contacts = self._of(CONTACTS)
        officer = next((item.officer for item in contacts if item.officer), "")
        return Section(
            "联系人", (Line((Fact("家庭联系人", "".join(kin), 1.2),
                             Fact("街道联系人", officer or "", 1.2))),)
        )  # fmt: skip

    def _appeals(self) -> Iterable[Section]:
        rows = tuple(
            (item.date or "", item.content or "",
             _joined((item.handling or "", item.outcome or "")),
             item.closed_on or item.stage.value)
            for item in list(self._of(APPEALS))[:_MOST_LINES]
        )  # fmt: skip
        if rows:
            heads = ("登记日期", "诉求内容", "办理情况", "办结日期")
            yield Section("诉求和办理", listed=Listed(heads, (23, 62, 0, 23), rows))

    def _visits(self) -> Iterable[Section]:
        lines = sorted([*self._received(), *self._contacted()], reverse=True)[:_MOST_LINES]
        if lines:
            heads = ("日期", "事由", "方式", "联系人", "慰问金（元）", "慰问品", "情况记录")
            widths = (23, 28, 16, 20, 22, 24, 0)
            yield Section("走访联系和慰问记录", listed=Listed(heads, widths, tuple(sorted(lines))))

    def _received(self) -> Iterable[tuple[str, ...]]:
        visits, receipts = Visits(self._ledger), Receipts(self._ledger)
        for plan_id, unit_id, receipt in receipts.of_person(self._person.id or 0):
            plan, unit = visits.plan(plan_id), visits.unit(unit_id)
            goods = "\n".join(map(str, unit.goods)) or "—"
            money = f"{unit.money:,.2f}" if unit.money else "—"
            yield (receipt.received_on or str(plan.year), f"{plan.occasion}慰问",
                   unit.method_words, "—", money, goods, receipt.state.value)  # fmt: skip

    def _contacted(self) -> Iterable[tuple[str, ...]]:
        for item in list(self._of(CONTACTS))[:_MOST_LINES]:
            way = item.way.value if item.way else ""
            yield (item.date or "", "日常联系", way, item.officer or "", "—", "—",
                   item.content or "")  # fmt: skip

    def _of(self, register: Register[R]) -> Iterable[R]:
        return Records(self._ledger, register).every(RecordFilter(person_id=self._person.id))

    def _text(self, key: str) -> str:
        return PEOPLE[key].write(getattr(self._person, key), masked=self._masked)

    def _fact(self, key: str, share: float = 1.0) -> Fact:
        return Fact(PEOPLE[key].label, self._text(key), share)

    def _day(self, key: str) -> Fact:
        return Fact(PEOPLE[key].label, _day(getattr(self._person, key)))


def _day(iso: str | None) -> str:
    return show_date(iso) if iso else ""


def _joined(parts: Iterable[str]) -> str:
    return "，".join(part for part in parts if part)
