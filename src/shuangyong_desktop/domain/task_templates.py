"""年度任务模板: what every year of the desk asks for, offered beside the yearly document.

From DOMAIN appendix A, in its order. Days are defaults that the desk changes; where the appendix
gives one item two fixed days it stands here as two tasks, so that each keeps its own day.
"""

from dataclasses import dataclass, replace

from shuangyong_desktop.domain.tasks import Proof, ProofKind, Task, TaskList

_DOCUMENT, _PHOTO = ProofKind.DOCUMENT, ProofKind.PHOTO
_SIGNED, _RECORD = ProofKind.SIGNED, ProofKind.RECORD


@dataclass(frozen=True, slots=True)
class TemplateItem:
    """One item: its number in the appendix, the task without a year, and what closes it."""

    key: str
    task: Task
    proofs: tuple[Proof, ...]

    def of_year(self, year: int) -> Task:
        """The task of `year`; a fixed day becomes a day of that year."""
        rule = self.task.due_rule or ""
        return replace(
            self.task, year=year, due_rule=f"{year}-{rule}" if _fixed(rule) else rule or None
        )


def _fixed(rule: str) -> bool:
    return rule[:2].isdigit()


def _item(  # noqa: PLR0913 (one line of the appendix)
    key: str, title: str, clause: str, due: str, box: str,
    *proofs: tuple[str, ProofKind], goal: int | None = None, counted_in: str | None = None,
    standard: str | None = None,
) -> TemplateItem:  # fmt: skip
    task = Task(
        list=TaskList.PLAN, title=title, clause=clause or None, due_rule=due or None, box=box,
        goal=goal, counted_in=counted_in, standard=standard,
    )  # fmt: skip
    return TemplateItem(key, task, tuple(Proof(title=words, kind=kind) for words, kind in proofs))


TEMPLATE: tuple[TemplateItem, ...] = (
    _item("A01", "印发年度双拥工作要点", "", "02-28", "01", ("印发文件（有文号）", _DOCUMENT)),
    _item(
        "A02",
        "调整双拥工作领导小组",
        "二（二）",
        "02-28",
        "01",
        ("调整通知", _DOCUMENT),
        standard="人员变动后30日内再调整",
    ),
    _item(
        "A03",
        "召开领导小组全体会议",
        "三（一）",
        "03-31",
        "01",
        ("会议纪要", _DOCUMENT),
        ("签到表", _SIGNED),
    ),
    _item(
        "A04-1",
        "党工委（办事处）会议研究双拥工作（上半年）",
        "三（一）",
        "06-30",
        "01",
        ("会议纪要摘录", _DOCUMENT),
    ),
    _item(
        "A04-2",
        "党工委（办事处）会议研究双拥工作（下半年）",
        "三（一）",
        "12-15",
        "01",
        ("会议纪要摘录", _DOCUMENT),
    ),
    _item(
        "A05-1",
        "印发军地互办实事“双清单”",
        "二（二）",
        "02-28",
        "05",
        ("地方支持部队事项清单", _DOCUMENT),
        ("部队支持地方事项清单", _DOCUMENT),
    ),
    _item(
        "A05-2", "征集下一年军地互办实事需求", "二（二）", "11-30", "05", ("需求征集表", _DOCUMENT)
    ),
    _item("A06", "第一季度双清单对账销号", "二（二）", "03-31", "05", ("对账单", _DOCUMENT)),
    _item("A07", "第二季度双清单对账销号", "二（二）", "06-30", "05", ("对账单", _DOCUMENT)),
    _item("A08", "第三季度双清单对账销号", "二（二）", "09-30", "05", ("对账单", _DOCUMENT)),
    _item("A09", "第四季度双清单对账销号", "二（二）", "12-15", "05", ("对账单", _DOCUMENT)),
    _item(
        "A10", "核对共建对子、签订年度计划", "二（三）", "03-31", "05", ("共建对子名册", _RECORD)
    ),
    _item(
        "A11",
        "开展共建活动（每个对子每年不少于2次）",
        "二（三）",
        "每半年",
        "05",
        ("活动记录", _RECORD),
        ("活动照片", _PHOTO),
        goal=2,
        counted_in="次",
    ),
    _item(
        "A12", "制定春节走访慰问方案和名册", "二（六）", "春节-30", "03", ("方案和名册", _DOCUMENT)
    ),
    _item(
        "A13", "春节走访慰问", "二（六）", "春节-2", "03", ("签收册", _SIGNED), ("走访照片", _PHOTO)
    ),
    _item(
        "A14",
        "春节慰问总结和经费核销",
        "二（六）",
        "春节+15",
        "03",
        ("总结", _DOCUMENT),
        ("核销表", _DOCUMENT),
        standard="签收合计与支出一致（同归10经费盒）",
    ),
    _item("A15", "清明祭扫", "二（四）", "清明", "02", ("活动记录", _RECORD), ("活动照片", _PHOTO)),
    _item("A16", "军人子女教育优待摸底", "二（五）", "05-31", "06", ("摸底台账", _RECORD)),
    _item("A17", "推荐双拥先进典型（五类）", "二（四）", "06-15", "09", ("推荐表", _DOCUMENT)),
    _item(
        "A18", "制定“八一”走访慰问方案和名册", "二（六）", "07-10", "03", ("方案和名册", _DOCUMENT)
    ),
    _item(
        "A19-1",
        "补挂、更换光荣牌（春节前）",
        "二（六）",
        "春节",
        "03",
        ("领取册", _SIGNED),
        standard="应挂未挂为零",
    ),
    _item(
        "A19-2",
        "补挂、更换光荣牌（“八一”前）",
        "二（六）",
        "07-31",
        "03",
        ("领取册", _SIGNED),
        standard="应挂未挂为零",
    ),
    _item(
        "A20",
        "“八一”走访慰问和座谈会",
        "二（六）",
        "八一",
        "03",
        ("签收册", _SIGNED),
        ("走访和座谈照片", _PHOTO),
    ),
    _item(
        "A21",
        "“八一”慰问总结和经费核销",
        "二（六）",
        "08-15",
        "03",
        ("总结", _DOCUMENT),
        ("核销表", _DOCUMENT),
        standard="签收合计与支出一致（同归10经费盒）",
    ),
    _item(
        "A22",
        "录入新抚恤补助标准、测算差额",
        "二（八）",
        "",
        "04",
        ("新旧标准对照", _RECORD),
        standard="收到通知后10日内完成",
    ),
    _item(
        "A23",
        "优抚对象年度确认",
        "二（八）",
        "11-30",
        "04",
        ("确认情况表", _RECORD),
        standard="9月1日开始（以上级通知为准），全部确认或写明原因",
    ),
    _item(
        "A24",
        "国防教育日（周）活动",
        "二（一）",
        "国防教育日",
        "02",
        ("活动记录", _RECORD),
        ("活动照片", _PHOTO),
    ),
    _item(
        "A25",
        "烈士纪念日活动",
        "二（四）",
        "烈士纪念日",
        "02",
        ("活动记录", _RECORD),
        ("活动照片", _PHOTO),
    ),
    _item(
        "A26",
        "退役返乡人员接收登记、就业摸底",
        "二（五）",
        "10-31",
        "06",
        ("就业创业台账", _RECORD),
    ),
    _item("A27", "随军随调家属招聘和摸底", "二（五）", "10-31", "06", ("随军家属台账", _RECORD)),
    _item("A28", "走访边海防官兵家庭", "二（六）", "12-31", "03", ("走访记录", _RECORD)),
    _item(
        "A29-1",
        "全面摸排退役军人和其他优抚对象（上半年）",
        "三（二）",
        "06-30",
        "04",
        ("摸排情况表", _RECORD),
    ),
    _item(
        "A29-2",
        "全面摸排退役军人和其他优抚对象（下半年）",
        "三（二）",
        "11-30",
        "04",
        ("摸排情况表", _RECORD),
        standard="每人12个月内核实过一次",
    ),
    _item(
        "A30",
        "更新联系工作台账",
        "三（二）",
        "每季",
        "07",
        ("联系工作台账", _RECORD),
        goal=4,
        counted_in="次",
        standard="重点对象每季联系到位",
    ),
    _item("A31", "志愿、行业、社区拥军活动", "二（七）", "12-15", "08", ("活动记录", _RECORD)),
    _item("A32-1", "督查通报（上半年）", "三（一）", "07-15", "01", ("逾期通报", _DOCUMENT)),
    _item("A32-2", "督查通报（全年）", "三（一）", "12-10", "01", ("逾期通报", _DOCUMENT)),
    _item(
        "A33",
        "年度总结、统计和归档",
        "",
        "12-20",
        "01",
        ("年度总结", _DOCUMENT),
        ("档案盒目录", _DOCUMENT),
    ),
)
"""The 33 items of the appendix; keys with -1 and -2 are the two days of one item."""
