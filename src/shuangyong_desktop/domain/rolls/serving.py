"""现役和征兵 (serving): soldiers from here, 立功喜报 in five steps, 应征 to 优待金 (DOMAIN §4.8).

Of where somebody serves only the kind of region is kept: no unit, no place (CLERK §2).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import days_after, due
from shuangyong_desktop.domain.rolls.pairs import CODE_NAME_HINT

_GROUP = "现役和征兵"
_INTERNAL = "内部资料，注意保管"
_NO_UNIT = "只登记服役地区类别，不要填写部队番号、驻地等涉密内容。"


def _hidden(_text: str) -> str:
    return ""


REGION = replace(kinds.words("内地", "边海防", "高原", "海岛"), mask=_hidden)
"""服役地区类别: lists leave it out unless it is asked for (CLERK §2)."""

_NAME = Field("name", "军人姓名", kinds.NAME, required=True, width=4, aliases=("姓名",))
_ID = Field("id_number", "身份证号", kinds.ID_NUMBER, width=9,
            aliases=("公民身份号码", "身份证号码", "证件号"))  # fmt: skip
_COMMUNITY = Field("community", "村（社区）", kinds.COMMUNITY, width=6,
                   aliases=("户籍村（社区）", "村居"))  # fmt: skip
_KIN = (
    Field("kin", "家属姓名", kinds.TEXT, width=4, aliases=("家庭联系人", "联系人")),
    Field("relation", "与军人关系", kinds.words("父亲", "母亲", "配偶", "兄弟姐妹"), width=4,
          aliases=("关系",)),
    Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("家属电话", "电话")),
    Field("address", "家庭住址", kinds.TEXT, width=10, aliases=("住址", "送达地址")),
)  # fmt: skip
_REMARKS = Field("remarks", "备注", kinds.LONG_TEXT, width=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serviceman(Record):
    """Somebody from here in service, with the family that stays."""

    name: str | None = None
    id_number: str | None = None
    community: str | None = None
    date: str | None = None
    intake: str | None = None
    conscript_from: str | None = None
    education: str | None = None
    kind: str | None = None
    region: str | None = None
    kin: str | None = None
    relation: str | None = None
    phone: str | None = None
    address: str | None = None
    allowance: str | None = None
    plaque: bool | None = None
    only_child: bool | None = None
    hardship: str | None = None
    leaves: str | None = None
    ended_on: str | None = None
    remarks: str | None = None


def _discharge(one: Serviceman, today: date) -> Due | None:
    if not one.leaves or one.ended_on:
        return None
    return due(days_after(one.leaves, 0), f"预计退役，接收登记：{one.name or ''}", today)


SERVICEMEN = Register(
    "serviceman",
    "现役军人",
    Serviceman,
    Schema(
        Serviceman,
        (
            _NAME, _ID, _COMMUNITY,
            Field("date", "入伍时间", kinds.DATE, width=6, aliases=("入伍年月",)),
            Field("intake", "入伍批次", kinds.words("上半年", "下半年"), width=4),
            Field("conscript_from", "批准入伍地", kinds.TEXT, width=6),
            Field("education", "学历", kinds.TEXT, width=3, aliases=("文化程度",)),
            Field("kind", "军人类别", kinds.words("义务兵", "军士", "军官", "学员", "文职人员"),
                  width=4, aliases=("类别",)),
            Field("region", "服役地区类别", REGION, width=5),
            *_KIN,
            Field("allowance", "优待金发放情况", kinds.TEXT, width=7,
                  aliases=("义务兵优待金发放情况",)),
            Field("plaque", "已挂光荣牌", kinds.YES_NO, width=4, aliases=("光荣牌",)),
            Field("only_child", "独生子女", kinds.YES_NO, width=3, aliases=("是否独生",)),
            Field("hardship", "家庭困难情况", kinds.LONG_TEXT, width=8, aliases=("困难情况",)),
            Field("leaves", "预计退役时间", kinds.DATE, width=6),
            Field("ended_on", "退役时间", kinds.DATE, width=6),
            _REMARKS,
        ),
    ),
    personal=False,
    plain=True,
    title="现役军人",
    group=_GROUP,
    hint=_NO_UNIT,
    asks=_discharge,
    box="03",
    mark=_INTERNAL,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MeritNotice(Record):
    """立功喜报: 接收 → 登记 → 核实 → 送达 → 反馈; `money` is what was handed over, in yuan."""

    name: str | None = None
    id_number: str | None = None
    community: str | None = None
    award: str | None = None
    approved_by: str | None = None
    awarded_on: str | None = None
    number: str | None = None
    date: str | None = None
    registered_on: str | None = None
    verified_on: str | None = None
    delivered_on: str | None = None
    delivered_by: str | None = None
    reported_on: str | None = None
    kin: str | None = None
    relation: str | None = None
    phone: str | None = None
    address: str | None = None
    money: Decimal | None = None
    remarks: str | None = None


_DELIVERERS = (
    (("八一勋章", "荣誉称号"), "省级退役军人事务部门、军事机关"),
    (("一等功",), "市级退役军人事务部门、军事机关"),
    (("二等功", "三等功"), "区退役军人事务局、人武部"),
    (("优秀士兵", "优秀军士"), "街道领导、武装部"),
)


def deliverer(award: str | None) -> str:
    """Who usually brings the notice of `award`; empty where no rule speaks.

    The higher ones follow 立功受奖军人家庭送喜报工作办法; who brings that of a “四有”优秀士兵 is
    a local habit. All of it is a suggestion that the clerk can overwrite.
    """
    plain = award or ""
    found = (who for words, who in _DELIVERERS if any(word in plain for word in words))
    return next(found, "")


_NOTICE_WAITS = (
    ("date", "registered_on", 3, "登记喜报"),
    ("registered_on", "verified_on", 7, "核实喜报送达地址和家属"),
    ("verified_on", "delivered_on", 15, "送达喜报"),
    ("delivered_on", "reported_on", 15, "反馈喜报送达情况"),
)
"""Days from one step to the next: a habit of the desk, no rule."""


def _after(
    name: str | None, record: Record, waits: tuple[tuple[str, str, int, str], ...], today: date
) -> Due | None:
    """The first step that waits although the one before it is done."""
    for done, waiting, days, words in waits:
        day = getattr(record, done)
        if day and not getattr(record, waiting):
            return due(days_after(day, days), f"{words}：{name or ''}", today)
    return None


def _deliver(notice: MeritNotice, today: date) -> Due | None:
    """The next step; nothing is asked once it was delivered and told."""
    if notice.delivered_on and notice.reported_on:
        return None
    waits = _NOTICE_WAITS[-1:] if notice.delivered_on else _NOTICE_WAITS
    return _after(notice.name, notice, waits, today)


MERIT_NOTICES = Register(
    "merit_notice",
    "立功喜报",
    MeritNotice,
    Schema(
        MeritNotice,
        (
            _NAME, _ID, _COMMUNITY,
            Field("award", "奖励种类",
                  kinds.words("八一勋章", "荣誉称号", "一等功", "二等功", "三等功",
                              "“四有”优秀士兵"),
                  required=True, width=5, aliases=("立功种类", "奖励等级")),
            Field("approved_by", "批准单位（代称）", kinds.TEXT, width=7, aliases=("批准单位",)),
            Field("awarded_on", "奖励时间", kinds.DATE, width=6, aliases=("立功时间",)),
            Field("number", "喜报编号", kinds.CERTIFICATE, width=6, aliases=("编号",)),
            Field("date", "收到喜报时间", kinds.DATE, required=True, width=6,
                  aliases=("接收时间", "收到时间")),
            Field("registered_on", "登记时间", kinds.DATE, width=6),
            Field("verified_on", "核实时间", kinds.DATE, width=6),
            *_KIN,
            Field("delivered_on", "送达时间", kinds.DATE, width=6),
            Field("delivered_by", "送达人（军地）",
                  kinds.words(*(who for _, who in _DELIVERERS)), width=8, aliases=("送达人",)),
            Field("money", "慰问金（元）", kinds.MONEY, width=5,
                  aliases=("慰问金", "奖励金", "慰问（奖励）金（元）", "慰问/奖励金（元）")),
            Field("reported_on", "反馈时间", kinds.DATE, width=6, aliases=("反馈部队情况",)),
            _REMARKS,
        ),
    ),
    personal=False,
    plain=True,
    title="立功受奖送喜报",
    group=_GROUP,
    hint=f"{CODE_NAME_HINT}荣誉称号由省级送达，一等功由市级送达，二等功、三等功由区级送达，"
    "“四有”优秀士兵由街道送达；与本地文件不同的以文件为准。",
    steps=("date", "registered_on", "verified_on", "delivered_on", "reported_on"),
    asks=_deliver,
    box="03",
    mark=_INTERNAL,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Conscript(Record):
    """应征入伍: 报名 → 定兵 → 欢送 → 军属档 → 挂牌 → 优待金 (CLERK §5.11)."""

    name: str | None = None
    sex: str | None = None
    id_number: str | None = None
    community: str | None = None
    education: str | None = None
    intake: str | None = None
    date: str | None = None
    chosen_on: str | None = None
    sent_off_on: str | None = None
    family_filed_on: str | None = None
    plaque_on: str | None = None
    allowance_on: str | None = None
    allowance_by: str | None = None
    kin: str | None = None
    relation: str | None = None
    phone: str | None = None
    address: str | None = None
    withdrawn: str | None = None
    remarks: str | None = None


_WAITS = (
    ("sent_off_on", "family_filed_on", 15, "建军属档案"),
    ("family_filed_on", "plaque_on", 30, "悬挂光荣牌"),
    ("plaque_on", "allowance_on", 365, "核对义务兵家庭优待金"),
)
"""The allowance is paid by the county that approved the enlistment (军人抚恤优待条例 42)."""


def _after_sending(one: Conscript, today: date) -> Due | None:
    """What follows the day of departure, unless the call was withdrawn."""
    return None if one.withdrawn else _after(one.name, one, _WAITS, today)


CONSCRIPTS = Register(
    "conscript",
    "应征入伍",
    Conscript,
    Schema(
        Conscript,
        (
            Field("name", "姓名", kinds.NAME, required=True, width=4, aliases=("应征青年",)),
            Field("sex", "性别", kinds.SEX, width=2),
            _ID, _COMMUNITY,
            Field("education", "学历", kinds.TEXT, width=3, aliases=("文化程度",)),
            Field("intake", "征集批次", kinds.words("上半年", "下半年"), width=4),
            Field("date", "报名时间", kinds.DATE, required=True, width=6,
                  aliases=("应征报名时间",)),
            Field("chosen_on", "定兵时间", kinds.DATE, width=6),
            Field("sent_off_on", "欢送时间", kinds.DATE, width=6, aliases=("起运时间",)),
            *_KIN,
            Field("family_filed_on", "军属建档时间", kinds.DATE, width=6),
            Field("plaque_on", "挂牌时间", kinds.DATE, width=6, aliases=("光荣牌悬挂时间",)),
            Field("allowance_on", "优待金发放时间", kinds.DATE, width=6),
            Field("allowance_by", "优待金发放地（批准入伍地）", kinds.TEXT, width=8),
            Field("withdrawn", "未入伍（退兵）原因", kinds.TEXT, width=8),
            _REMARKS,
        ),
    ),
    personal=False,
    plain=True,
    title="应征入伍",
    group=_GROUP,
    hint="优待金由批准入伍地的区（县）发放。登记军属建档时，可以把家属加入人员台账。",
    steps=("date", "chosen_on", "sent_off_on", "family_filed_on", "plaque_on", "allowance_on"),
    asks=_after_sending,
    box="03",
    mark=_INTERNAL,
)  # fmt: skip
