"""The registers of 名录 in a demo: a few invented records of each, entered along the year."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.domain.rolls.funds import FUNDS, FundEntry
from shuangyong_desktop.domain.rolls.leading import LIAISONS, MEMBERS, Liaison, Member
from shuangyong_desktop.domain.rolls.meetings import MEETINGS, Meeting
from shuangyong_desktop.domain.rolls.pairs import PAIRS, Pair
from shuangyong_desktop.domain.rolls.policies import OFFICE_RULES, POLICIES, OfficeRule, Policy
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS, RoleModel
from shuangyong_desktop.domain.rolls.serving import (
    CONSCRIPTS,
    MERIT_NOTICES,
    SERVICEMEN,
    Conscript,
    MeritNotice,
    Serviceman,
)
from shuangyong_desktop.domain.rolls.sites import (
    INSPECTIONS,
    MARTYRS,
    SITES,
    Inspection,
    Martyr,
    Site,
)
from shuangyong_desktop.domain.rolls.supporters import MERCHANTS, TEAMS, Merchant, Team
from shuangyong_desktop.domain.rolls.worries import (
    CHILDREN,
    EMPLOYMENT,
    SPOUSES,
    Child,
    Employment,
    Spouse,
)
from shuangyong_desktop.services.demo.names import invented_name
from shuangyong_desktop.services.demo.numbers import COMMUNITIES, Numbers
from shuangyong_desktop.services.office import Office

Act = Callable[[date], None]
Entry = tuple[str, Register[Any], Record]
"""The day (MM-DD) on which a record is entered, its register, the record."""

_UNIT = "驻区某部"
_DOCUMENT = "通惠委〔{year}〕3号"


class Rolls:
    """The demo's clerk at the registers of a year."""

    def __init__(self, office: Office, chance: Random) -> None:
        self._office, self._chance = office, chance
        self._numbers = Numbers(chance)

    def steps(self, year: int) -> Iterator[tuple[date, bool, Act]]:
        """What is entered on which day of `year`; the standing books always."""
        yield date(year, 1, 10), True, self._all(self._standing(year))
        found: dict[str, list[Entry]] = {}
        for entry in self._along(year):
            found.setdefault(entry[0], []).append(entry)
        for day, entries in found.items():
            month, number = (int(part) for part in day.split("-"))
            yield date(year, month, number), False, self._all(entries)
        yield date(year, 2, 6), False, self._pay

    def _all(self, entries: Any) -> Act:
        def act(_day: date) -> None:
            for _, register, record in entries:
                self._office.entries(register).save(record)

        return act

    def _pay(self, day: date) -> None:
        """What was signed for at 春节 is entered as spent; that of 八一 waits for its voucher."""
        for batch in self._office.funds.check(day.year).batches:
            if batch.difference < 0:
                self._office.funds.save(
                    FundEntry(
                        date=day.isoformat(), source="街道预算", expense=-batch.difference,
                        category="慰问金", summary=batch.title, batch=batch.title,
                        handler="刘晓梅", approver="周明德", booked=True,
                        voucher=f"{day:%m}-{self._chance.randint(10, 99)}",
                    )
                )  # fmt: skip

    def _standing(self, year: int) -> Iterator[Entry]:
        """What stood in the books before the year began."""
        document = _DOCUMENT.format(year=year - 1)
        since = f"{year - 1}-03-01"
        for name, duty, post in (
            ("陈志远", "党工委书记", "组长"), ("周明德", "办事处主任", "组长"),
            ("郑立新", "党工委副书记", "常务副组长"), ("吴海燕", "人大工委主任", "副组长"),
            ("何永平", "退役军人服务站站长", "办公室主任"), ("罗国强", "武装部部长", "成员"),
            ("唐雪梅", "社会事务办主任", "成员"), ("钟建华", "财政办主任", "成员"),
        ):  # fmt: skip
            left = f"{year}-02-12" if name == "钟建华" else None
            yield "01-10", MEMBERS, Member(
                name=name, duty=f"通惠街道{duty}", post=post, date=since, document=document,
                until=left, left_by=_DOCUMENT.format(year=year) if left else None,
                phone=self._numbers.phone(),
            )  # fmt: skip
        for place in COMMUNITIES:
            yield "01-10", LIAISONS, Liaison(
                community=place, unit=f"{place}党群服务中心", name=self._name(1985),
                duty="综合服务专干", phone=self._numbers.phone(), date=since,
            )  # fmt: skip
        for title, category in (
            ("双拥工作领导小组议事规则", "组织领导"), ("双拥工作联席会议制度", "组织领导"),
            ("优抚对象联系走访制度", "联系服务"), ("军地互办实事对账销号制度", "双清单"),
        ):  # fmt: skip
            yield "01-10", OFFICE_RULES, OfficeRule(
                title=title, number=document, category=category, date=since,
                gist="明确职责分工、办理时限和督促检查办法。",
            )  # fmt: skip
        for title, number, issuer, since_ in (
            ("军人抚恤优待条例", "国务院、中央军委令第788号", "国务院、中央军委", "2024-10-01"),
            ("烈士褒扬条例", "国务院令第791号", "国务院", "2025-01-01"),
            ("重庆市綦江区双拥办关于认真开展军地共驻共建工作的通知", "綦拥办〔2019〕6号",
             "綦江区双拥办", "2019-05-01"),
        ):  # fmt: skip
            yield "01-10", POLICIES, Policy(
                title=title, number=number, issuer=issuer, date=since_,
                category="法律法规" if "条例" in title else "军地共建",
            )  # fmt: skip
        for local, partner, kind, until in (
            ("石桥村", _UNIT, "军民共建", 2), ("白杨社区", "驻区某院校", "军校共建", 1),
            ("清溪社区", "区消防救援站", "警民共建", 0),
        ):  # fmt: skip
            yield "01-10", PAIRS, Pair(
                local_unit=local, partner=partner, kind=kind, date=f"{year - 2}-08-01",
                until=f"{year + until}-12-31", document="綦拥办〔2019〕6号",
                local_contact=self._name(1980), local_phone=self._numbers.phone(),
                partner_contact="李明", content="政策宣讲、助学助困、义务植树、文体联谊",
                plan="全年开展活动不少于2次",
            )  # fmt: skip
        for name, kind, place, cycle in (
            ("街道双拥宣传橱窗", "宣传橱窗", "白杨社区", 4),
            ("文化广场电子显示屏", "电子显示屏", "清溪社区", 6),
            ("石桥村阅报栏", "阅报栏", "石桥村", 6),
            ("通惠双拥广场", "双拥广场（公园）", "和顺社区", 12),
        ):  # fmt: skip
            yield "01-10", SITES, Site(
                name=name, kind=kind, community=place, place=f"{place}便民服务中心旁", number=1,
                keeper="文化服务中心", cycle=cycle, date=f"{year}-01-05", content="迎新春双拥宣传",
            )  # fmt: skip
        for name, lived, died in (("周大山", "1928", "1951-05"), ("何长明", "1956-04", "1979-03")):
            yield "01-10", MARTYRS, Martyr(
                name=name, sex="男", birth_date=lived, native_place="重庆綦江", community="石桥村",
                date=died, deeds="作战英勇，光荣牺牲。", buried_at="烈士陵园",
            )  # fmt: skip
        for name, kind, people in (
            ("老兵志愿服务队", "退役军人志愿队", 32), ("白杨社区邻里互助队", "社区志愿队", 24),
            ("拥军助医志愿队", "行业志愿队", 15),
        ):  # fmt: skip
            yield "01-10", TEAMS, Team(
                name=name, kind=kind, community="白杨社区", leader=self._name(1970),
                phone=self._numbers.phone(), people=people, veterans=people // 2,
                date=f"{year - 1}-03-05", services="上门理发、陪同就医、节日探望",
            )  # fmt: skip
        for name, trade, offer in (
            ("兴隆便民超市", "超市零售", "凭优待证9.5折"),
            ("康安大药房", "医疗药店", "免费测血压，药品9折"),
            ("老街理发店", "理发", "军人军属半价"),
        ):  # fmt: skip
            yield "01-10", MERCHANTS, Merchant(
                name=name, trade=trade, community="清溪社区", address="清溪大道便民街",
                contact=self._name(1978), phone=self._numbers.phone(), offer=offer,
                date=f"{year - 1}-07-20", until=f"{year + 1}-07-19", plaque=True,
                checked_on=f"{year - 1}-12-10", finding="优惠落实",
            )  # fmt: skip
        for kind, region, joined in (
            ("义务兵", "内地", f"{year - 1}-09-10"), ("军士", "边海防", f"{year - 6}-09-01"),
            ("军士", "高原", f"{year - 4}-09-01"), ("学员", "内地", f"{year - 2}-09-01"),
        ):  # fmt: skip
            born = date(int(joined[:4]) - 20, 5, 6)
            yield "01-10", SERVICEMEN, Serviceman(
                name=self._name(born.year), id_number=self._numbers.id_number(born, "男"),
                community=self._chance.choice(COMMUNITIES), date=joined, intake="下半年",
                conscript_from="綦江区", kind=kind, region=region, kin=self._name(1972),
                relation="父亲", phone=self._numbers.phone(), plaque=True, allowance="按年发放",
                leaves=f"{year + 1}-09" if kind == "义务兵" else None,
            )  # fmt: skip

    def _along(self, year: int) -> Iterator[Entry]:
        """What came in the course of the year."""
        yield "02-12", MEMBERS, Member(
            name="谢文静", duty="通惠街道财政办主任", post="成员", date=f"{year}-02-12",
            document=_DOCUMENT.format(year=year), phone=self._numbers.phone(),
        )  # fmt: skip
        for day, title, kind, decisions in (
            ("02-20", "党工委会议研究双拥工作", "党工委会议",
             "审议年度双拥工作要点；党政办；02-28\n落实双拥工作经费；财政办；03-31"),
            ("03-06", "双拥工作领导小组全体会议", "领导小组会议",
             "制定“双清单”并逐项明确责任；退役军人服务站；03-15\n春季征兵家访全覆盖；武装部；03-20"),
            ("07-18", "“八一”军地座谈会", "军地联席会", "协调解决营区路灯维修；规建办；07-28"),
        ):  # fmt: skip
            yield day, MEETINGS, Meeting(
                date=f"{year}-{day}", title=title, kind=kind, place="街道三楼会议室",
                chair="陈志远", recorder="刘晓梅", present="领导小组成员单位负责人",
                topics="研究双拥工作", decisions=decisions,
            )  # fmt: skip
        for day, next_ in (("03-20", "09-20"), ("09-18", "12-20")):
            yield day, INSPECTIONS, Inspection(
                site="石桥村烈士墓", community="石桥村", kind="烈士墓", date=f"{year}-{day}",
                inspector="刘晓梅", state="完好", next_on=f"{year}-{next_}",
            )  # fmt: skip
        yield from self._needs(year)
        yield from self._honours(year)
        for day, source, income, expense, summary, category in (
            ("01-15", "街道预算", 180000, None, "年度双拥工作经费", None),
            ("02-06", "街道预算", None, 28000, "春节慰问品采购", "慰问品"),
            ("05-20", "社会捐赠", 20000, None, "爱心企业捐赠", None),
            ("09-22", "街道预算", None, 4600, "国防教育宣传品", "宣传"),
        ):  # fmt: skip
            yield day, FUNDS, FundEntry(
                date=f"{year}-{day}", source=source,
                income=Decimal(income) if income else None,
                expense=Decimal(expense) if expense else None, category=category,
                summary=summary, handler="刘晓梅", approver="周明德", booked=True,
                voucher=f"{day[:2]}-{len(summary):03d}",
            )  # fmt: skip

    def _needs(self, year: int) -> Iterator[Entry]:
        """三后: needs of families, most of them met within weeks."""
        for day, settled in (("03-02", "04-10"), ("03-16", "05-08"), ("09-14", "")):
            born = date(year - 26, 3, 9)
            yield settled or day, EMPLOYMENT, Employment(
                name=self._name(born.year), id_number=self._numbers.id_number(born, "男"),
                community=self._chance.choice(COMMUNITIES), phone=self._numbers.phone(),
                discharged_on=f"{year - 1}-09", placement="自主就业", education="大专",
                state="已就业" if settled else "未就业", wish="机械操作，本区",
                referrals=2, date=f"{year}-{day}",
                matched_on=f"{year}-{day[:2]}-28" if settled else None, unit="社保所",
                settled_on=f"{year}-{settled}" if settled else None,
                result="签订劳动合同" if settled else None,
                revisited_on=f"{year}-{settled}" if settled == "04-10" else None,
            )  # fmt: skip
        for day, settled in (("03-18", "05-06"), ("10-20", "")):
            yield settled or day, SPOUSES, Spouse(
                soldier=self._name(1992), garrison=_UNIT, name=self._name(1994, "女"),
                education="本科", wish="幼儿教师", date=f"{year}-{day}", unit="社会事务办",
                matched_on=f"{year}-{day[:2]}-25" if settled else None,
                settled_on=f"{year}-{settled}" if settled else None,
                result="定向招聘到岗" if settled else None,
                revisited_on=f"{year}-{settled}" if settled else None,
            )  # fmt: skip
        for settled in ("08-20", "08-26"):
            yield settled, CHILDREN, Child(
                soldier=self._name(1988), ground="现役军人子女", name=self._name(2018),
                stage="小学", school="通惠小学", matter="入学", date=f"{year}-06-12",
                matched_on=f"{year}-07-08", settled_on=f"{year}-{settled}", unit="教育部门",
                result="已入学",
            )  # fmt: skip

    def _honours(self, year: int) -> Iterator[Entry]:
        """先进典型, 立功喜报 and 应征."""
        for honor, sex, named in (
            ("最美退役军人", "男", "07-28"), ("最美军嫂", "女", ""), ("最美拥军人物", "男", ""),
        ):  # fmt: skip
            yield named or "06-09", ROLE_MODELS, RoleModel(
                name=self._name(1975, sex), sex=sex, honor=honor,
                community=self._chance.choice(COMMUNITIES),
                level="区", deeds="热心公益，带头服务困难老兵。", date=f"{year}-03-15",
                recommended_on=f"{year}-05-20", recommended_by=_STATION,
                vetted_on=f"{year}-06-05" if named else None,
                noticed_on=f"{year}-06-20" if named else None,
                notice_until=f"{year}-06-26" if named else None,
                objections="无异议" if named else None,
                named_on=f"{year}-{named}" if named else None,
                result="入选" if named else "已推荐",
            )  # fmt: skip
        for day, award, money in (("03-25", "三等功", 2000), ("06-29", "“四有”优秀士兵", 500)):
            yield day, MERIT_NOTICES, MeritNotice(
                name=self._name(2001), community=self._chance.choice(COMMUNITIES), award=award,
                awarded_on=f"{year}-01", date=f"{year}-{day[:2]}-05",
                registered_on=f"{year}-{day[:2]}-06", verified_on=f"{year}-{day[:2]}-08",
                delivered_on=f"{year}-{day}", delivered_by="武装部、退役军人服务站",
                kin=self._name(1974), relation="父亲", money=Decimal(money),
                reported_on=f"{year}-{day}" if money > 1000 else None,  # noqa: PLR2004
            )  # fmt: skip
        for sent in ("03-18", "09-15"):
            yield sent, CONSCRIPTS, Conscript(
                name=self._name(2005), sex="男", community=self._chance.choice(COMMUNITIES),
                education="大专", intake="上半年" if sent < "06" else "下半年",
                date=f"{year}-{'01-12' if sent < '06' else '07-06'}",
                chosen_on=f"{year}-{sent[:2]}-05", sent_off_on=f"{year}-{sent}",
                family_filed_on=f"{year}-03-18" if sent < "06" else None,
                plaque_on=f"{year}-03-18" if sent < "06" else None,
                kin=self._name(1976, "女"), relation="母亲", phone=self._numbers.phone(),
            )  # fmt: skip

    def _name(self, born: int, sex: str = "男") -> str:
        name, _ethnic = invented_name(self._chance, sex, born)
        return name


_STATION = "退役军人服务站"
