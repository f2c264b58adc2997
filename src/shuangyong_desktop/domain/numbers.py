"""数字 (numbers): what the year-end summary, 首页 and 迎检 count, each with its formula (口径).

人、户、人次、件 are kept apart (DOMAIN §8.2). A number counts records of a register, adds up one of
their columns, or counts whom they are about; what is more than that has a name of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from shuangyong_desktop.domain.contacts import AppealSource, ContactWay, Verdict
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutAct, HandoutItem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import MUTUAL, TaskState

_LEAP_DAY = (2, 29)


@dataclass(frozen=True, slots=True)
class Span:
    """What is told of: days from one to another, both included, within one year."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if not self.since <= self.until or self.since.year != self.until.year:
            raise Problem("统计的起止日期要在同一年内，并且先后不颠倒。", code="bad_span")

    @classmethod
    def of_year(cls, year: int) -> "Span":
        """The whole of `year`."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def first_half(cls, year: int) -> "Span":
        """January to June of `year`."""
        return cls(date(year, 1, 1), date(year, 6, 30))

    @property
    def year(self) -> int:
        return self.since.year

    def year_before(self) -> "Span":
        """The same days of the year before."""
        leap = (self.until.month, self.until.day) == _LEAP_DAY
        until = self.until - timedelta(days=1) if leap else self.until
        return Span(*(day.replace(year=self.year - 1) for day in (self.since, until)))

    @property
    def whole(self) -> bool:
        """Whether it is a whole year."""
        return self == Span.of_year(self.year)

    def holds(self, day: str | None) -> bool:
        """Whether a day (ISO, as far as it is known) lies within."""
        known = day or ""
        since, until = self.since.isoformat(), self.until.isoformat()
        return since[: len(known)] <= known <= until if known else False


RECORDS, PEOPLE = "", "person_id"
"""What a number measures: the records themselves, or the people they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Records of a register, placed in the year by the column `by` (empty: the register's date).

    `of` is RECORDS, PEOPLE, or the column that is added up. `year` names a column that holds the
    year itself. Standing records (`ever`) count from their day on, until the day in `ended`.
    """

    register: str
    of: str = RECORDS
    by: str = ""
    year: str = ""
    ever: bool = False
    ended: str = ""
    equal: tuple[tuple[str, Any], ...] = ()
    among: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    filled: tuple[str, ...] = ()

    def only(self, span: Span) -> RecordFilter:
        """The records of `span`; those that say their year themselves are told by it alone."""
        since = None if self.ever or self.year else span.since.isoformat()
        until = None if self.year else span.until.isoformat()
        equal = (*self.equal, (self.year, span.year)) if self.year else self.equal
        return RecordFilter(
            since=since, until=until, by=self.by, equal=equal, among=self.among,
            filled=self.filled,
            lasting=(self.ended, span.until.isoformat()) if self.ended else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its words, its unit, how it is counted, and the clause it answers.

    `source` is what it counts; a text names a rule of `services.numbers`, a tuple the numbers
    that it adds up.
    """

    key: str
    words: str
    unit: str
    how: str
    source: Counted | str | tuple[str, ...]
    clause: str = ""

    @property
    def money(self) -> bool:
        """Whether it is an amount in yuan."""
        return self.unit == "元"


def _activities(
    key: str, words: str, clause: str, **only: tuple[tuple[str, Any], ...]
) -> Iterator[Number]:
    """场次 and 人次 of one sort of activity."""
    yield Number(f"{key}.times", f"{words}场次", "场", f"本年登记的{words}，每条一场",
                 Counted(register="activity", **only), clause)  # type: ignore[arg-type]  # fmt: skip
    yield Number(f"{key}.people", f"{words}参加人次", "人次", f"本年{words}“参加人次”之和",
                 Counted(register="activity", of="people", **only), clause)  # type: ignore[arg-type]  # fmt: skip


def _form(key: str, form: str, unit: str) -> Number:
    """What was put out by one channel of publicity."""
    return Number(
        f"publicity.{key}", f"{form}宣传", unit, f"本年宣传形式为“{form}”的活动“数量”之和",
        Counted(register="activity", of="quantity", equal=(("form", form),)), "二（一）",
    )  # fmt: skip


_WORRIES = (("employment", "employment", "就业创业"),
            ("family", "accompanying_family", "随军家属"),
            ("schooling", "schooling", "军人子女教育"))  # fmt: skip


def _worries() -> Iterator[Number]:
    """三后: what was asked for and what was settled, each and together."""
    for key, register, words in _WORRIES:
        yield Number(f"{key}.received", f"受理{words}需求", "件", f"本期登记的{words}需求",
                     Counted(register=register), "二（五）")  # fmt: skip
        yield Number(f"{key}.settled", f"落实{words}需求", "件", f"落实时间在本期的{words}需求",
                     Counted(register=register, by="settled_on"), "二（五）")  # fmt: skip
    for part, words in (("received", "受理"), ("settled", "落实")):
        yield Number(f"worry.{part}", f"{words}“三后”需求", "件",
                     f"{words}的就业创业、随军家属、军人子女教育需求之和",
                     tuple(f"{key}.{part}" for key, *_ in _WORRIES), "二（五）")  # fmt: skip


def _kind(*kinds: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (("kind", kinds),)


def _reach(word: str) -> tuple[tuple[str, str], ...]:
    return (("reach", word),)


_STATE = (("state", TaskState.CLOSED),)

NUMBERS: tuple[Number, ...] = (
    Number("people.total", "年末在册", "人", "年末在册的退役军人和其他优抚对象，按人去重",
           "on_ledger", "三（二）"),
    Number("people.veterans", "其中退役军人", "人", "年末在册、有退役军人类别的人，按人去重",
           "veterans", "三（二）"),
    Number("people.beneficiaries", "其中其他优抚对象", "人",
           "年末在册、有其他优抚对象类别的人，按人去重", "beneficiaries", "三（二）"),
    Number("people.paid", "其中享受定期抚恤补助", "人",
           "年末在册、类别享受定期抚恤补助的人，按人去重", "paid", "二（八）"),
    Number("people.before", "年初在册", "人", "上年末在册的人，按人去重", "on_ledger_before",
           "三（二）"),
    Number("people.came", "全年新增", "人", "本年变动中新增、迁入、恢复的人次", "came", "三（二）"),
    Number("people.went", "全年减少", "人", "本年变动中去世、迁出、移出的人次", "went", "三（二）"),
    Number("people.died", "其中去世", "人", "本年登记死亡的人", "died", "二（八）"),
    Number("contact.times", "联系服务对象", "人次", "本年登记的联系，每条一人次",
           Counted(register="contact"), "三（二）"),
    Number("contact.people", "联系服务对象人数", "人", "本年有联系登记的人，按人去重",
           Counted(register="contact", of=PEOPLE), "三（二）"),
    Number("contact.home", "入户走访", "人次", "本年联系方式为入户走访的联系",
           Counted(register="contact", equal=(("way", ContactWay.HOME),)), "三（二）"),
    Number("appeal.received", "受理诉求", "件", "本年登记的诉求",
           Counted(register="appeal"), "二（六）"),
    Number("appeal.closed", "办结诉求", "件", "本年办结（含转上级、不予支持）的诉求，按办结时间",
           Counted(register="appeal", by="closed_on"), "二（六）"),
    Number("appeal.visits", "接待来访", "件", "本年登记、来源为来访的诉求",
           Counted(register="appeal", equal=(("source", AppealSource.VISIT),)), "二（八）"),
    Number("appeal.people", "解决困难人数", "人", "本年办结诉求的人，按人去重",
           Counted(register="appeal", of=PEOPLE, by="closed_on"), "二（六）"),
    Number("appeal.money", "帮扶资金", "元", "本年办结诉求“帮扶金额”之和",
           Counted(register="appeal", of="money", by="closed_on"), "二（六）"),
    Number("opinion.received", "收到意见建议", "条", "本年登记的意见建议",
           Counted(register="opinion"), "三（二）"),
    Number("opinion.adopted", "采纳意见建议", "条", "本年登记、采纳情况为采纳的意见建议",
           Counted(register="opinion", equal=(("verdict", Verdict.ADOPTED),)), "三（二）"),
    Number("confirmation.members", "年度确认应确认", "人", "本年年度确认的应确认人数",
           "confirmation_members", "二（八）"),
    Number("confirmation.settled", "年度确认已确认", "人", "本年年度确认中已有结果并已处理的人",
           "confirmation_settled", "二（八）"),
    Number("survey.members", "全面摸排应摸排", "人", "本年全面摸排的应摸排人数",
           "survey_members", "三（二）"),
    Number("survey.settled", "全面摸排已摸排", "人", "本年全面摸排中已有结果并已处理的人",
           "survey_settled", "三（二）"),
    Number("plaque.given", "发放光荣牌", "块", "本年发放、更换、补发的光荣牌",
           Counted(register="handout", equal=(("item", HandoutItem.PLAQUE),), among=((
               "act", (HandoutAct.GIVEN, HandoutAct.EXCHANGED, HandoutAct.REPLACED)),)),
           "二（六）"),
    Number("card.given", "发放优待证", "张", "本年发放、更换、补发的优待证",
           Counted(register="handout", equal=(("item", HandoutItem.CARD),), among=((
               "act", (HandoutAct.GIVEN, HandoutAct.EXCHANGED, HandoutAct.REPLACED)),)),
           "二（六）"),
    Number("visit.units", "走访慰问", "户次", "本年各慰问方案中已登记签收的户（单位）之和",
           "visited_units", "二（六）"),
    Number("visit.people", "走访慰问人数", "人", "本年各慰问方案中已登记签收的人，按人去重",
           "visited_people", "二（六）"),
    Number("visit.money", "发放慰问金", "元", "本年各慰问方案中已登记签收的慰问金之和",
           "visit_money", "二（六）"),
    Number("visit.leaders", "带队走访领导", "人",
           "本年各慰问方案中有签收登记的组的带队领导，按姓名去重", "visit_leaders", "二（六）"),
    Number("task.total", "年度任务", "项", "本年任务（双清单、工作要点、会议议定、上级交办）",
           Counted(register="task", year="year"), "三（一）"),
    Number("task.closed", "已销号任务", "项", "本年任务中已销号的",
           Counted(register="task", year="year", equal=_STATE), "三（一）"),
    Number("mutual.total", "“双清单”事项", "项", "本年地方支持部队事项和部队支持地方事项",
           Counted(register="task", year="year", among=(("list", MUTUAL),)), "二（二）"),
    Number("mutual.closed", "“双清单”已销号", "项", "本年双清单事项中已销号的",
           Counted(register="task", year="year", equal=_STATE, among=(("list", MUTUAL),)),
           "二（二）"),
    Number("mutual.army", "地方支持部队事项", "项", "本年地方支持部队事项",
           Counted(register="task", year="year", equal=(("list", MUTUAL[0]),)), "二（二）"),
    Number("mutual.local", "部队支持地方事项", "项", "本年部队支持地方事项",
           Counted(register="task", year="year", equal=(("list", MUTUAL[1]),)), "二（二）"),
    Number("reconciliation.times", "双清单对账", "次", "本年完成的对账",
           Counted(register="reconciliation"), "二（二）"),
    Number("supervision.times", "督查督办", "次", "本年登记的提醒、催办、督办、约谈、移交",
           Counted(register="supervision"), "三（一）"),
    *_activities("activity", "双拥活动", "二（一）"),
    _form("wechat", "微信", "条"), _form("newspaper", "阅报栏", "期"),
    _form("window", "宣传橱窗", "期"), _form("screen", "电子显示屏", "条"),
    _form("banner", "横幅", "条"), _form("new_media", "新媒体", "条"),
    Number("publicity.pieces", "发放宣传资料", "份", "本年活动“发放资料”之和",
           Counted(register="activity", of="pieces"), "二（一）"),
    *_activities("policy", "政策法规宣讲", "二（一）", among=_kind("政策宣讲")),
    *_activities("defence", "国防教育", "二（一）", among=_kind("国防教育", "国防教育日")),
    *_activities("defence_day", "全民国防教育日活动", "二（一）", among=_kind("国防教育日")),
    *_activities("red", "红色文化活动", "二（四）", among=_kind("红色文化")),
    *_activities("memorial", "祭扫瞻仰", "二（四）", among=_kind("祭扫瞻仰")),
    *_activities("joint", "军民共建活动", "二（三）", among=_kind("共建")),
    *_activities("seminar", "座谈会", "二（六）", among=_kind("座谈")),
    *_activities("volunteer", "志愿拥军活动", "二（七）", among=_kind("志愿拥军")),
    *_activities("trade", "行业拥军活动", "二（七）", equal=_reach("行业拥军")),
    *_activities("neighbourhood", "社区拥军活动", "二（七）", equal=_reach("社区拥军")),
    *_activities("grass_roots", "“双拥在基层”活动", "二（七）", equal=_reach("双拥在基层")),
    Number("leading.members", "领导小组成员", "人", "期末在任的领导小组成员",
           Counted(register="leading_group", ever=True, ended="until"), "三（一）"),
    Number("liaison.count", "村（社区）联络员", "人", "期末在任的联络员",
           Counted(register="liaison", ever=True, ended="until"), "二（二）"),
    Number("meeting.times", "召开双拥会议", "次", "本期登记的会议",
           Counted(register="meeting"), "三（一）"),
    Number("rule.count", "现行工作制度", "项", "期末有效的工作制度",
           Counted(register="office_rule", ever=True, ended="until"), "二（二）"),
    Number("policy_paper.count", "现行政策文件", "件", "期末有效的政策文件",
           Counted(register="policy", ever=True, ended="until"), "二（八）"),
    Number("pair.count", "共建对子", "对", "期末没有终止的共建对子",
           Counted(register="pair", ever=True, ended="ended_on"), "二（三）"),
    Number("team.count", "志愿队伍", "支", "期末没有解散的志愿队伍",
           Counted(register="team", ever=True, ended="ended_on"), "二（七）"),
    Number("team.people", "志愿者", "人", "期末没有解散的志愿队伍“队员人数”之和",
           Counted(register="team", of="people", ever=True, ended="ended_on"), "二（七）"),
    Number("merchant.count", "拥军商户", "家", "期末没有退出的拥军商户",
           Counted(register="merchant", ever=True, ended="ended_on"), "二（七）"),
    Number("site.count", "宣传阵地和红色资源", "处", "期末在用的阵地和场所",
           Counted(register="site", ever=True, ended="ended_on"), "二（一）"),
    Number("inspection.times", "烈士纪念设施巡查", "次", "本期登记的巡查",
           Counted(register="inspection"), "二（四）"),
    Number("model.recommended", "推荐先进典型", "个", "推荐时间在本期的先进典型",
           Counted(register="role_model", by="recommended_on"), "二（四）"),
    Number("model.named", "命名先进典型", "个", "命名时间在本期的先进典型",
           Counted(register="role_model", by="named_on"), "二（四）"),
    *_worries(),
    Number("merit.delivered", "送达立功喜报", "份", "送达时间在本期的立功喜报",
           Counted(register="merit_notice", by="delivered_on"), "二（六）"),
    Number("conscript.joined", "欢送新兵", "人", "欢送时间在本期的应征青年",
           Counted(register="conscript", by="sent_off_on"), "二（六）"),
    Number("serviceman.count", "在册现役军人", "人", "期末在册、没有退役的现役军人",
           Counted(register="serviceman", ever=True, ended="ended_on"), "二（六）"),
    Number("serviceman.border", "其中边海防、高原、海岛", "人",
           "期末在册的现役军人中服役地区为边海防、高原、海岛的",
           Counted(register="serviceman", ever=True, ended="ended_on",
                   among=(("region", ("边海防", "高原", "海岛")),)), "二（六）"),
    Number("fund.income", "双拥经费收入", "元", "本期经费“收入”之和",
           Counted(register="fund_entry", of="income"), "三（一）"),
    Number("fund.expense", "双拥经费支出", "元", "本期经费“支出”之和",
           Counted(register="fund_entry", of="expense"), "三（一）"),
)  # fmt: skip
BY_KEY = {number.key: number for number in NUMBERS}
