"""社会化拥军 (supporters): teams of volunteers, merchants with an offer (DOMAIN §1 二（七）)."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import due, months_after

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Record):
    """One team of volunteers."""

    name: str | None = None
    kind: str | None = None
    community: str | None = None
    leader: str | None = None
    phone: str | None = None
    people: int | None = None
    veterans: int | None = None
    date: str | None = None
    services: str | None = None
    ended_on: str | None = None
    remarks: str | None = None


TEAMS = Register(
    "team",
    "志愿队伍",
    Team,
    Schema(
        Team,
        (
            Field("name", "队伍名称", kinds.TEXT, required=True, width=12, aliases=("名称",)),
            Field("kind", "类别",
                  kinds.words("退役军人志愿服务队", "拥军志愿服务队", "应急抢险队", "宣讲队",
                              "法律服务队"),
                  width=7, aliases=("队伍类别",)),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6,
                  aliases=("村居", "所在村（社区）")),
            Field("leader", "负责人", kinds.words(), width=4, aliases=("队长",)),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话",)),
            Field("people", "队员人数", kinds.INTEGER, width=4, aliases=("人数", "志愿者人数")),
            Field("veterans", "其中退役军人", kinds.INTEGER, width=4, aliases=("退役军人数",)),
            Field("date", "成立时间", kinds.DATE, width=6, aliases=("成立日期",)),
            Field("services", "服务内容", kinds.LONG_TEXT, width=14, aliases=("服务项目",)),
            Field("ended_on", "解散时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="志愿队伍",
    group="共建和拥军",
    box="08",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant(Record):
    """One 拥军商户; `checked_on` is when its offer was last looked into."""

    name: str | None = None
    trade: str | None = None
    community: str | None = None
    address: str | None = None
    contact: str | None = None
    phone: str | None = None
    offer: str | None = None
    date: str | None = None
    until: str | None = None
    plaque: bool | None = None
    checked_on: str | None = None
    finding: str | None = None
    ended_on: str | None = None
    remarks: str | None = None


def _check(merchant: Merchant, today: date) -> Due | None:
    if merchant.ended_on:
        return None
    if merchant.until:
        ends = due(latest(merchant.until), "优惠协议到期，续签或停止", today)
        if ends:
            return ends
    last = merchant.checked_on or merchant.date
    return due(months_after(last, _YEAR), "拥军商户年度核查", today) if last else None


MERCHANTS = Register(
    "merchant",
    "拥军商户",
    Merchant,
    Schema(
        Merchant,
        (
            Field("name", "商户名称", kinds.TEXT, required=True, width=12,
                  aliases=("名称", "企业名称", "单位名称")),
            Field("trade", "行业",
                  kinds.words("餐饮", "超市零售", "医疗药店", "理发", "汽修", "家政", "文旅",
                              "金融", "培训"),
                  width=4, aliases=("行业类别", "类别")),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",)),
            Field("address", "地址", kinds.TEXT, width=10, aliases=("经营地址",)),
            Field("contact", "联系人", kinds.words(), width=4, aliases=("负责人",)),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话",)),
            Field("offer", "优惠内容", kinds.LONG_TEXT, width=14, aliases=("优待项目", "优惠项目")),
            Field("date", "签约时间", kinds.DATE, width=6, aliases=("签约日期", "加入时间")),
            Field("until", "有效期至", kinds.DATE, width=6, aliases=("有效期", "协议期限")),
            Field("plaque", "已挂拥军标牌", kinds.YES_NO, width=4, aliases=("是否挂牌", "挂牌")),
            Field("checked_on", "最近核查时间", kinds.DATE, width=6, aliases=("年度核查时间",)),
            Field("finding", "核查情况",
                  kinds.words("优惠落实", "需要督促", "已停止优惠"), width=6),
            Field("ended_on", "退出时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="拥军商户",
    group="共建和拥军",
    hint="每年核查一次优惠是否落实，到期前一个月提醒。",
    asks=_check,
    box="08",
)  # fmt: skip
