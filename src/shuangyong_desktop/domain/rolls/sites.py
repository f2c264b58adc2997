"""阵地、烈士和纪念设施 (sites, martyrs, memorials): places of publicity and of remembrance."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import due, months_after
from shuangyong_desktop.domain.rolls.pairs import CODE_NAME_HINT


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Record):
    """One place of publicity or of red heritage; `cycle` is the months between two changes."""

    name: str | None = None
    kind: str | None = None
    community: str | None = None
    place: str | None = None
    number: int | None = None
    keeper: str | None = None
    phone: str | None = None
    cycle: int | None = None
    date: str | None = None
    content: str | None = None
    ended_on: str | None = None
    remarks: str | None = None


def _change(site: Site, today: date) -> Due | None:
    if not site.cycle or not site.date or site.ended_on:
        return None
    return due(months_after(site.date, site.cycle), "更换宣传内容", today, lead=14)


SITES = Register(
    "site",
    "阵地和红色资源",
    Site,
    Schema(
        Site,
        (
            Field("name", "名称", kinds.TEXT, required=True, width=10,
                  aliases=("阵地名称", "场所名称", "资源名称")),
            Field("kind", "种类",
                  kinds.words("宣传橱窗", "阅报栏", "电子显示屏", "双拥广场（公园）", "双拥街区",
                              "国防教育基地", "革命遗址", "纪念馆（室）", "烈士纪念设施"),
                  required=True, width=6, aliases=("类型", "阵地类型")),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",)),
            Field("place", "地址", kinds.TEXT, width=10, aliases=("地点", "位置")),
            Field("number", "数量", kinds.INTEGER, width=3),
            Field("keeper", "管护单位（人）", kinds.words(), width=7,
                  aliases=("管护单位", "责任人", "管理单位")),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话",)),
            Field("cycle", "更换周期（月）", kinds.INTEGER, width=4, aliases=("更换周期",)),
            Field("date", "最近更换时间", kinds.DATE, width=6, aliases=("更换时间",)),
            Field("content", "当前内容", kinds.LONG_TEXT, width=12, aliases=("宣传内容",)),
            Field("ended_on", "停用时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="宣传阵地和红色资源",
    group="宣传和活动",
    hint="填了更换周期的，到期前两周提醒更换。",
    asks=_change,
    box="02",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Martyr(Record):
    """One name of 烈士英名录. `date` is when the martyr fell."""

    name: str | None = None
    sex: str | None = None
    birth_date: str | None = None
    native_place: str | None = None
    community: str | None = None
    enlisted_on: str | None = None
    unit: str | None = None
    date: str | None = None
    place: str | None = None
    deeds: str | None = None
    certificate: str | None = None
    approved_by: str | None = None
    buried_at: str | None = None
    kin: str | None = None
    relation: str | None = None
    phone: str | None = None
    remarks: str | None = None


MARTYRS = Register(
    "martyr",
    "烈士英名录",
    Martyr,
    Schema(
        Martyr,
        (
            Field("name", "烈士姓名", kinds.NAME, required=True, width=4, aliases=("姓名",)),
            Field("sex", "性别", kinds.SEX, width=2),
            Field("birth_date", "出生日期", kinds.DATE, width=6, aliases=("出生年月", "出生时间")),
            Field("native_place", "籍贯", kinds.TEXT, width=8),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",)),
            Field("enlisted_on", "入伍（参加革命）时间", kinds.DATE, width=6,
                  aliases=("入伍时间", "参加革命时间")),
            Field("unit", "生前单位（代称）", kinds.TEXT, width=8,
                  aliases=("生前单位", "部队代号")),
            Field("date", "牺牲时间", kinds.DATE, width=6, aliases=("牺牲日期",)),
            Field("place", "牺牲地点", kinds.TEXT, width=8),
            Field("deeds", "主要事迹", kinds.LONG_TEXT, width=16, aliases=("事迹", "牺牲情节")),
            Field("certificate", "烈士证书号", kinds.CERTIFICATE, width=8,
                  aliases=("烈士证明书号", "烈士证编号")),
            Field("approved_by", "批准机关及时间", kinds.TEXT, width=8, aliases=("批准机关",)),
            Field("buried_at", "安葬地", kinds.TEXT, width=8, aliases=("安葬地点", "墓地")),
            Field("kin", "在册亲属", kinds.TEXT, width=5, aliases=("亲属姓名", "烈属姓名")),
            Field("relation", "与烈士关系", kinds.words("父母", "配偶", "子女", "兄弟姐妹"),
                  width=4),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话",)),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="烈士英名录",
    group="宣传和活动",
    hint=CODE_NAME_HINT,
    box="02",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Record):
    """One 巡查 of a 烈士纪念设施, with what was found and when to come again."""

    site: str | None = None
    community: str | None = None
    kind: str | None = None
    date: str | None = None
    inspector: str | None = None
    state: str | None = None
    problem: str | None = None
    handling: str | None = None
    handled_on: str | None = None
    next_on: str | None = None
    remarks: str | None = None


def _again(inspection: Inspection, today: date) -> Due | None:
    name = inspection.site or "设施"
    if inspection.problem and not inspection.handled_on:
        by = inspection.next_on or inspection.date or today.isoformat()
        return Due(latest(by).isoformat(), f"整改巡查发现的问题：{name}")
    if not inspection.next_on:
        return None
    return due(latest(inspection.next_on), f"巡查{name}", today, lead=14)


INSPECTIONS = Register(
    "inspection",
    "纪念设施巡查",
    Inspection,
    Schema(
        Inspection,
        (
            Field("site", "设施名称", kinds.TEXT, required=True, width=10,
                  aliases=("纪念设施名称", "烈士纪念设施")),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",)),
            Field("kind", "设施类型",
                  kinds.words("烈士陵园", "烈士墓（散葬）", "纪念碑", "纪念馆", "英名墙"), width=6),
            Field("date", "巡查时间", kinds.DATE, required=True, width=6, aliases=("巡查日期",)),
            Field("inspector", "巡查人", kinds.words(), width=5, aliases=("检查人",)),
            Field("state", "设施状况", kinds.words("完好", "轻微破损", "需要修缮"), width=5,
                  aliases=("状况",)),
            Field("problem", "存在问题", kinds.LONG_TEXT, width=12, aliases=("发现问题",)),
            Field("handling", "整改情况", kinds.LONG_TEXT, width=12, aliases=("处理情况",)),
            Field("handled_on", "整改完成时间", kinds.DATE, width=6, aliases=("整改时间",)),
            Field("next_on", "下次巡查时间", kinds.DATE, width=6, aliases=("下次巡查",)),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="site",
    title="烈士纪念设施巡查",
    group="宣传和活动",
    hint="清明、烈士纪念日前各巡查一次。填了下次巡查时间的，到期前两周提醒。",
    asks=_again,
    follows="site",
    box="02",
)  # fmt: skip
