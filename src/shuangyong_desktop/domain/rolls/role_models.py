"""先进典型 (role models): 发现→推荐→考察→公示→命名 (工作要点 二（四）, DOMAIN §4.10)."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register

TITLES = ("双拥模范", "最美退役军人", "最美拥军人物", "最美军嫂", "最美兵妈妈")
"""The five titles that the 工作要点 names; a call from above may name another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleModel(Record):
    """One person or unit on the way to a title."""

    name: str | None = None
    sex: str | None = None
    id_number: str | None = None
    category: str | None = None
    community: str | None = None
    phone: str | None = None
    honor: str | None = None
    level: str | None = None
    deeds: str | None = None
    papers: str | None = None
    date: str | None = None
    recommended_on: str | None = None
    recommended_by: str | None = None
    vetted_on: str | None = None
    opinion: str | None = None
    noticed_on: str | None = None
    notice_until: str | None = None
    objections: str | None = None
    named_on: str | None = None
    document: str | None = None
    result: str | None = None
    publicity: str | None = None
    remarks: str | None = None


def _next(model: RoleModel, today: date) -> Due | None:
    """After the public notice its result is to be reported; nothing where it ended otherwise."""
    if model.named_on or model.result == "未入选" or not model.notice_until:
        return None
    ends = latest(model.notice_until)
    return (
        Due(ends.isoformat(), f"公示期满，报批命名：{model.name or ''}") if ends <= today else None
    )


ROLE_MODELS = Register(
    "role_model",
    "先进典型",
    RoleModel,
    Schema(
        RoleModel,
        (
            Field("name", "姓名（单位）", kinds.TEXT, required=True, width=6,
                  aliases=("姓名", "单位名称")),
            Field("sex", "性别", kinds.SEX, width=2),
            Field("id_number", "身份证号", kinds.ID_NUMBER, width=9,
                  aliases=("公民身份号码", "身份证号码", "证件号")),
            Field("category", "人员类别", kinds.TEXT, width=8),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",)),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话",)),
            Field("honor", "称号类型", kinds.words(*TITLES), required=True, width=6,
                  aliases=("称号", "荣誉称号", "典型类型")),
            Field("level", "级别", kinds.words("街道", "区", "市", "国家"), width=3),
            Field("deeds", "主要事迹", kinds.LONG_TEXT, width=16, aliases=("事迹", "事迹简介")),
            Field("papers", "申报材料", kinds.TEXT, width=8, aliases=("材料",)),
            Field("date", "发现时间", kinds.DATE, required=True, width=6, aliases=("登记时间",)),
            Field("recommended_on", "推荐时间", kinds.DATE, width=6, aliases=("推荐日期",)),
            Field("recommended_by", "推荐单位", kinds.words(), width=7),
            Field("vetted_on", "考察时间", kinds.DATE, width=6),
            Field("opinion", "考察意见（征求部门意见）", kinds.LONG_TEXT, width=10,
                  aliases=("考察意见",)),
            Field("noticed_on", "公示时间", kinds.DATE, width=6, aliases=("公示开始时间",)),
            Field("notice_until", "公示期满", kinds.DATE, width=6, aliases=("公示结束时间",)),
            Field("objections", "公示情况", kinds.words("无异议", "有异议，已核实"), width=6),
            Field("named_on", "命名时间", kinds.DATE, width=6, aliases=("表彰时间",)),
            Field("document", "命名单位及文号", kinds.TEXT, width=10,
                  aliases=("表彰单位及文号", "表彰单位")),
            Field("result", "结果", kinds.words("培育", "已推荐", "提名", "入选", "未入选"),
                  width=4),
            Field("publicity", "宣传报道", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="先进典型",
    group="典型培育",
    steps=("date", "recommended_on", "vetted_on", "noticed_on", "named_on"),
    asks=_next,
    box="09",
)  # fmt: skip
