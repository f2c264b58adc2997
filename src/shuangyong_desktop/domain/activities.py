"""活动 (activities): publicity, 国防教育, red culture, joint building, volunteers (DOMAIN §4.9).

One activity is entered once and counts for its tasks, its pair, its register and the year.
"""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """One activity.

    `quantity` of `counted_in` is what was put out (条、期、块、场), `people` who took part in
    人次, `pieces` what was handed out in 份. `pair_id`, `team_id` and `site_id` lead to the
    共建对子, the 志愿队伍 and the place in 名录.
    """

    date: str | None = None
    title: str | None = None
    kind: str | None = None
    reach: str | None = None
    form: str | None = None
    place: str | None = None
    community: str | None = None
    host: str | None = None
    partners: str | None = None
    people: int | None = None
    quantity: int | None = None
    counted_in: str | None = None
    pieces: int | None = None
    summary: str | None = None
    media: str | None = None
    recorder: str | None = None
    pair_id: int | None = None
    team_id: int | None = None
    site_id: int | None = None
    remarks: str | None = None


ACTIVITIES = Register(
    "activity",
    "活动",
    Activity,
    Schema(
        Activity,
        (
            Field("date", "时间", kinds.DATE, required=True, width=6,
                  aliases=("活动时间", "日期", "活动日期", "开展时间")),
            Field("title", "活动主题", kinds.TEXT, required=True, width=12,
                  aliases=("活动名称", "主题", "宣传内容")),
            Field("kind", "活动类型",
                  kinds.words("宣传", "政策宣讲", "国防教育", "国防教育日", "红色文化", "祭扫瞻仰",
                              "座谈", "慰问", "文体", "共建", "志愿拥军", "其他"),
                  required=True, width=5, aliases=("类型",)),
            Field("reach", "拥军类别", kinds.words("行业拥军", "社区拥军", "双拥在基层"), width=5),
            Field("form", "宣传形式",
                  kinds.words("微信", "阅报栏", "展板", "宣传橱窗", "电子显示屏", "横幅", "讲座",
                              "入户", "新媒体"),
                  width=5, aliases=("宣传方式", "形式")),
            Field("place", "地点", kinds.TEXT, width=8, aliases=("活动地点",)),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6,
                  aliases=("村居", "所在村（社区）")),
            Field("host", "主办单位", kinds.words(), width=7, aliases=("组织单位", "承办单位")),
            Field("partners", "参与单位", kinds.TEXT, width=8, aliases=("邀请单位", "协办单位")),
            Field("people", "参加人次", kinds.INTEGER, width=4,
                  aliases=("参加人数", "人数", "参与人数")),
            Field("quantity", "数量", kinds.INTEGER, width=3),
            Field("counted_in", "数量单位", kinds.words("场", "条", "期", "块", "次"), width=3),
            Field("pieces", "发放资料（份）", kinds.INTEGER, width=4, aliases=("资料份数",)),
            Field("summary", "内容摘要", kinds.LONG_TEXT, width=14, aliases=("活动内容", "内容")),
            Field("media", "报道媒体及链接", kinds.TEXT, width=8, aliases=("宣传媒体", "报道链接")),
            Field("recorder", "记录人", kinds.words(), width=4),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    named="title",
    title="双拥活动",
    group="宣传和活动",
    box="02",
    labels={"pair_id": "共建对子", "team_id": "志愿队伍", "site_id": "阵地或场所"},
)  # fmt: skip

LINKS = {"pair_id": "pair", "team_id": "team", "site_id": "site"}
"""The columns by which an activity leads to a record of 名录, and the register of each."""
