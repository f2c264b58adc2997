"""“三后”工作 (the three worries): career, family and children, each 需求→对接→落实→回访."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import days_after
from shuangyong_desktop.domain.rolls.pairs import CODE_NAME_HINT

_STEPS = ("date", "matched_on", "settled_on", "revisited_on")
_WAITS = (
    ("matched_on", 15, "对接需求"),
    ("settled_on", 60, "落实需求"),
    ("revisited_on", 30, "回访"),
)
"""Within how many days of the step before the next one is looked for: a habit, no rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry(Record):
    """What the three registers have in common: the days of their four steps."""

    name: str | None = None
    date: str | None = None
    matched_on: str | None = None
    settled_on: str | None = None
    revisited_on: str | None = None
    unit: str | None = None
    result: str | None = None
    unsolved: str | None = None
    remarks: str | None = None


def _next(worry: Worry, today: date) -> Due | None:
    """The step that is waited for; nothing where the desk has written why it cannot be done."""
    if worry.unsolved or not worry.date:
        return None
    last = worry.date
    for key, days, words in _WAITS:
        if not getattr(worry, key):
            on = days_after(last, days)
            return Due(on.isoformat(), f"{words}：{worry.name or ''}") if on <= today else None
        last = getattr(worry, key)
    return None


_STEP_FIELDS = (
    Field("date", "需求登记时间", kinds.DATE, required=True, width=6,
          aliases=("登记时间", "登记日期", "申请时间", "需求时间")),
    Field("matched_on", "对接时间", kinds.DATE, width=6, aliases=("推荐时间",)),
    Field("unit", "对接单位", kinds.words(), width=7, aliases=("责任单位", "承办单位")),
    Field("settled_on", "落实时间", kinds.DATE, width=6, aliases=("解决时间",)),
    Field("result", "落实结果", kinds.LONG_TEXT, width=10, aliases=("结果", "安置结果")),
    Field("unsolved", "未解决原因", kinds.LONG_TEXT, width=8),
    Field("revisited_on", "回访时间", kinds.DATE, width=6, aliases=("回访日期",)),
    Field("remarks", "备注", kinds.LONG_TEXT, width=6),
)  # fmt: skip
_ID = Field("id_number", "身份证号", kinds.ID_NUMBER, width=9,
            aliases=("公民身份号码", "身份证号码", "证件号"))  # fmt: skip
_COMMUNITY = Field("community", "村（社区）", kinds.COMMUNITY, width=6, aliases=("村居",))
_PHONE = Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话", "联系方式"))
_GROUP = "“三后”工作"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employment(Worry):
    """后路: work for somebody who left the army."""

    id_number: str | None = None
    community: str | None = None
    phone: str | None = None
    discharged_on: str | None = None
    placement: str | None = None
    education: str | None = None
    skills: str | None = None
    state: str | None = None
    employer: str | None = None
    wish: str | None = None
    training_wish: str | None = None
    training: str | None = None
    referrals: int | None = None
    benefits: str | None = None


EMPLOYMENT = Register(
    "employment",
    "就业创业",
    Employment,
    Schema(
        Employment,
        (
            Field("name", "姓名", kinds.NAME, required=True, width=4),
            _ID, _COMMUNITY, _PHONE,
            Field("discharged_on", "退役时间", kinds.DATE, width=6, aliases=("退伍时间",)),
            Field("placement", "安置方式",
                  kinds.words("自主就业", "安排工作", "逐月领取退役金", "复员", "转业", "退休"),
                  width=5),
            Field("education", "学历",
                  kinds.words("初中", "高中", "中专", "大专", "本科", "研究生"), width=3,
                  aliases=("文化程度",)),
            Field("skills", "技能证书", kinds.TEXT, width=8, aliases=("专长",)),
            Field("state", "就业状态",
                  kinds.words("已就业", "灵活就业", "创业", "未就业", "就学"), required=True,
                  width=4, aliases=("现工作状态", "就业情况")),
            Field("employer", "就业单位（创业项目）", kinds.TEXT, width=8,
                  aliases=("就业单位", "工作单位")),
            Field("wish", "就业意向（工种、薪资、地点）", kinds.TEXT, width=10,
                  aliases=("就业意向",)),
            Field("training_wish", "培训意愿",
                  kinds.words("适应性培训", "职业技能培训", "学历教育", "创业培训", "无"), width=5,
                  aliases=("培训意向",)),
            Field("training", "培训情况", kinds.TEXT, width=8),
            Field("referrals", "推荐岗位次数", kinds.INTEGER, width=4),
            Field("benefits", "享受政策（税收、贷款、补贴）", kinds.TEXT, width=8,
                  aliases=("享受政策", "政策享受")),
            *_STEP_FIELDS,
        ),
    ),
    personal=False,
    plain=True,
    title="就业创业（后路）",
    group=_GROUP,
    steps=_STEPS,
    asks=_next,
    box="06",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Spouse(Worry):
    """后院: work and a home for the family that moved with somebody in service."""

    soldier: str | None = None
    garrison: str | None = None
    id_number: str | None = None
    community: str | None = None
    phone: str | None = None
    approved_on: str | None = None
    registered_on: str | None = None
    former_work: str | None = None
    education: str | None = None
    wish: str | None = None


SPOUSES = Register(
    "accompanying_family",
    "随军家属",
    Spouse,
    Schema(
        Spouse,
        (
            Field("soldier", "军人姓名", kinds.TEXT, required=True, width=4),
            Field("garrison", "部队（代称）", kinds.TEXT, width=7, aliases=("部队", "所在部队")),
            Field("name", "家属姓名", kinds.NAME, required=True, width=4, aliases=("姓名",)),
            _ID,
            _COMMUNITY,
            _PHONE,
            Field("approved_on", "随军批准时间", kinds.DATE, width=6, aliases=("随军时间",)),
            Field("registered_on", "户口迁入时间", kinds.DATE, width=6),
            Field("former_work", "原工作单位及性质", kinds.TEXT, width=8, aliases=("原工作单位",)),
            Field("education", "学历（专长）", kinds.TEXT, width=6, aliases=("学历", "专长")),
            Field("wish", "就业意愿", kinds.TEXT, width=8, aliases=("就业意向",)),
            *_STEP_FIELDS,
        ),
    ),
    personal=False,
    plain=True,
    title="随军家属（后院）",
    group=_GROUP,
    hint=CODE_NAME_HINT,
    steps=_STEPS,
    asks=_next,
    box="06",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Worry):
    """后代: what the children of servicemen are entitled to at school (军人抚恤优待条例 43)."""

    soldier: str | None = None
    ground: str | None = None
    id_number: str | None = None
    community: str | None = None
    phone: str | None = None
    stage: str | None = None
    school: str | None = None
    matter: str | None = None
    papers: str | None = None


CHILDREN = Register(
    "schooling",
    "军人子女教育优待",
    Child,
    Schema(
        Child,
        (
            Field("soldier", "军人姓名", kinds.TEXT, required=True, width=4,
                  aliases=("父（母）姓名",)),
            Field("ground", "优待依据",
                  kinds.words("现役军人子女", "边海防军人子女", "立功军人子女", "烈士子女",
                              "因公牺牲军人子女", "一级至四级残疾军人子女"),
                  width=7, aliases=("军人类别",)),
            Field("name", "子女姓名", kinds.NAME, required=True, width=4, aliases=("姓名",)),
            _ID, _COMMUNITY, _PHONE,
            Field("stage", "学段", kinds.words("幼儿园", "小学", "初中", "高中", "高校"), width=3),
            Field("school", "现就读（拟入学）学校", kinds.TEXT, width=8,
                  aliases=("学校", "就读学校", "拟入学学校")),
            Field("matter", "优待事项", kinds.words("入园", "入学", "转学", "中考优待", "高考优待"),
                  width=4),
            Field("papers", "证明材料", kinds.TEXT, width=8),
            *_STEP_FIELDS,
        ),
    ),
    personal=False,
    plain=True,
    title="军人子女教育优待（后代）",
    group=_GROUP,
    steps=_STEPS,
    asks=_next,
    box="06",
)  # fmt: skip
