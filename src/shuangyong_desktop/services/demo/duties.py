"""The tasks of a demo's year: the yearly document, both lists, what was done, 对账 and 督办.

Everybody and everything here is invented; the army is named as the desk may name it.
"""

from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, AnnualPlan
from shuangyong_desktop.domain.tasks import (
    OPEN_STATES,
    PROOFS,
    Closing,
    Progress,
    Proof,
    ProofKind,
    SupervisionKind,
    Task,
    TaskList,
    TaskState,
)
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.scanning import Scan

Act = Callable[[date], None]

_ARMY, _LOCAL, _PLAN = TaskList.FOR_ARMY, TaskList.FOR_LOCAL, TaskList.PLAN
_UNIT = "驻区某部"
_STATION = "退役军人服务站"


@dataclass(frozen=True, slots=True)
class Duty:
    """A task of the demo: what it is, how often it is to be done, and when it is done.

    `done` are the days (MM-DD) on which it counts one more; `closed` that of its 销号.
    """

    list: TaskList
    title: str
    unit: str
    due: str
    goal: int
    counted_in: str = "次"
    done: tuple[str, ...] = ()
    closed: str = ""
    proposer: str = ""
    clause: str = ""
    measure: str = ""


DUTIES = (
    Duty(_ARMY, "随军家属就业推荐", _STATION, "07-31", 4, "人",
         ("03-18", "05-06", "06-11", "07-15"), "08-10", _UNIT, "二（五）",
         "摸底需求，专场推荐岗位"),
    Duty(_ARMY, "官兵子女入学入园协调", "社会事务办", "08-25", 3, "人",
         ("06-20", "07-08", "08-20"), "08-24", _UNIT, "二（五）", "对接教育部门，逐人落实"),
    Duty(_ARMY, "营区外路灯维修和积水整治", "规建办", "07-28", 2, "处", ("06-03", "09-02"), "09-08",
         _UNIT,
         "二（二）", "现场踏勘，分段维修"),
    Duty(_ARMY, "营区周边违停和夜间噪声整治", "综合执法办", "06-30", 4, "次",
         ("03-09", "04-14", "05-20", "06-17"), "06-26", _UNIT, "二（二）", "联合巡查，增设标志"),
    Duty(_ARMY, "营区供水管网改造协调", "规建办", "10-31", 1, "处", (), "", _UNIT, "二（二）"),
    Duty(_ARMY, "军人军属法律咨询", "司法所", "11-30", 2, "次", ("05-27", "10-22"), "11-12", _UNIT,
         "二（八）"),
    Duty(_ARMY, "退役前就业创业政策宣讲", _STATION, "05-31", 1, "场", ("05-12",), "05-29", _UNIT,
         "二（五）"),
    Duty(_LOCAL, "中小学国防教育课", "武装部", "12-20", 4, "次",
         ("03-24", "05-19", "09-09", "10-28"), "",
         "社会事务办", "二（一）"),
    Duty(_LOCAL, "防汛抢险联动和物资预置", "武装部", "08-31", 2, "项", ("06-05", "08-14"), "08-28",
         "应急办",
         "二（三）"),
    Duty(_LOCAL, "应急救援联合演练", "武装部", "06-15", 1, "次", ("06-10",), "06-13", "应急办",
         "二（三）"),
    Duty(_LOCAL, "烈士陵园清明祭扫礼兵支援", _UNIT, "清明", 1, "次", ("04-03",), "04-09", _STATION,
         "二（四）"),
    Duty(_LOCAL, "困难学生助学结对", _UNIT, "09-30", 6, "人",
         ("03-12", "04-22", "06-01", "07-03", "09-01", "09-18"), "", "社会事务办", "二（三）"),
    Duty(_LOCAL, "下村义诊", _UNIT, "10-31", 2, "次", ("05-08", "10-13"), "", "石桥村", "二（三）"),
    Duty(_LOCAL, "植树护绿志愿服务", _UNIT, "04-30", 1, "次", ("03-12",), "04-20", "规建办",
         "二（三）"),
    Duty(_PLAN, "调整双拥工作领导小组", "党政办", "02-28", 1, "次", ("02-12",), "02-20", "",
         "三（一）"),
    Duty(_PLAN, "召开领导小组全体会议", "党政办", "每半年", 2, "次", ("03-06", "09-03"), "", "",
         "三（一）"),
    Duty(_PLAN, "开展全民国防教育日活动", "武装部", "国防教育日", 1, "场", ("09-16",), "09-22", "",
         "二（一）"),
    Duty(_PLAN, "利用新媒体和宣传阵地开展宣传", "党群工作办", "每季", 4, "次",
         ("03-04", "06-16", "09-08"), "", "", "二（一）"),
    Duty(_PLAN, "每个共建对子开展活动不少于2次", "党群工作办", "12-15", 6, "次",
         ("03-28", "05-14", "07-01", "09-24", "11-03"), "", "", "二（三）"),
    Duty(_PLAN, "开展祭扫瞻仰活动", "党群工作办", "10-31", 2, "次", ("04-04", "09-30"), "10-12", "",
         "二（四）"),
    Duty(_PLAN, "推荐“最美退役军人”等先进典型", _STATION, "06-15", 2, "个", ("05-20", "06-09"),
         "06-18", "", "二（四）"),
    Duty(_PLAN, "退役返乡人员接收登记和就业摸底", _STATION, "10-31", 1, "次", ("10-15",),
         "10-29", "", "二（五）"),
    Duty(_PLAN, "春节走访慰问", "社会事务办", "春节-2", 1, "次", ("02-05",), "02-25", "",
         "二（六）"),
    Duty(_PLAN, "“八一”走访慰问和座谈会", "社会事务办", "八一", 1, "次", ("07-29",), "08-18", "",
         "二（六）"),
    Duty(_PLAN, "发展拥军商户和志愿队伍", "经济发展办", "11-30", 10, "家",
         ("04-16", "05-22", "06-24"), "", "", "二（七）"),
    Duty(_PLAN, "年度确认", _STATION, "11-30", 1, "轮", (), "", "", "二（八）"),
)  # fmt: skip
_PIPES = "营区供水管网改造协调"
_PHOTO = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKra"
    "rYqMyP/L2u71////m8H////6/+b9//j/wAALCAAwAEABAREA/8QAGAABAAMBAAAAAAAAAAAAAAAAAAECAwT/xAAe"
    "EAEAAQUAAwEAAAAAAAAAAAAAAQIRE1KhAxIxUf/aAAgBAQAAPwDvAExF5tCZpmPsKgA08Vrz+r129ZuwABJMzP2U"
    "KZqNuGajbhmo24ZqNuGajbhmo24ZqNuGajbjlAAAAAf/2Q=="
)
"""A grey picture of a hill under the sun, as JPEG."""


class Duties:
    """The demo's clerk at the tasks of a year."""

    def __init__(self, office: Office, chance: Random) -> None:
        self._office, self._chance = office, chance
        self._ids: dict[str, int] = {}

    def steps(self, year: int) -> Iterator[tuple[date, bool, Act]]:
        """What is done on which day of `year`."""
        yield date(year, 1, 12), True, self._write_plan
        for duty in DUTIES:
            for done in duty.done:
                yield _day(year, done), False, self._doing(duty)
            if duty.closed:
                yield _day(year, duty.closed), False, self._closing(duty)
        for month_day in ("03-31", "06-30", "09-30", "12-15"):
            yield _day(year, month_day), False, self._reconcile
        yield date(year, 7, 10), False, self._urging("官兵子女入学入园协调", SupervisionKind.URGING)
        yield (
            date(year, 7, 20),
            False,
            self._urging("防汛抢险联动和物资预置", SupervisionKind.URGING),
        )
        yield (
            date(year, 7, 29),
            False,
            self._urging("营区外路灯维修和积水整治", SupervisionKind.ORDER),
        )
        yield date(year, 7, 16), False, self._moving("随军家属就业推荐", TaskState.TO_CHECK)
        yield date(year, 9, 21), False, self._moving("困难学生助学结对", TaskState.TO_CHECK)
        yield date(year, 10, 9), False, self._moving(_PIPES, TaskState.HELD, "等待主管部门批复")
        yield date(year, 10, 20), False, self._moving("下村义诊", TaskState.TO_CHECK)
        yield (
            date(year, 10, 26),
            False,
            self._moving("下村义诊", TaskState.RETURNED, "请补充义诊人员名册"),
        )
        yield date(year, 12, 16), False, self._carry

    def _write_plan(self, day: date) -> None:
        plan = self._office.entries(ANNUAL_PLANS).save(
            AnnualPlan(
                year=day.year, title=f"{day.year}年双拥工作要点",
                number=f"通惠办〔{day.year}〕6号", date=day.isoformat(),
                addressees="各村（社区），各办公室，有关单位",
                text="加强宣传教育；落实“双清单”制度；开展军民共建；选树先进典型；做好“三后”工作；"
                     "开展走访慰问；推进社会化拥军；落实优抚政策。",
            )
        )  # fmt: skip
        for duty in DUTIES:
            task = self._office.tasks.save(
                Task(
                    year=day.year, list=duty.list, title=duty.title, unit=duty.unit,
                    due_rule=_rule(duty.due, day.year), goal=duty.goal,
                    counted_in=duty.counted_in, proposer=duty.proposer or None,
                    clause=duty.clause, measure=duty.measure or None, plan_id=plan.id,
                    co_units=("妇联",) if "家属" in duty.title else (),
                ),
                _PROOFS,
            )  # fmt: skip
            self._ids[duty.title] = task.id or 0

    def _doing(self, duty: Duty) -> Act:
        def act(day: date) -> None:
            number = self._ids[duty.title]
            if self._office.tasks.get(number).state not in OPEN_STATES:
                return
            if duty.list is TaskList.PLAN and duty.clause in ("二（一）", "二（三）", "二（四）"):
                self._hold(duty, day, number)
            else:
                self._office.progress.save(
                    Progress(task_id=number, date=day.isoformat(), amount=1, by="刘晓梅",
                             words=f"{duty.title}：按计划推进一{duty.counted_in}")
                )  # fmt: skip
            self._prove(number, 0 if len(self._office.progress.of(number)) == 1 else 1)

        return act

    def _hold(self, duty: Duty, day: date, number: int) -> None:
        """An activity that counts for the task, with a photograph of it."""
        kind = {"二（一）": "宣传", "二（三）": "共建", "二（四）": "祭扫瞻仰"}[duty.clause]
        kind = "国防教育日" if "国防教育日" in duty.title else kind
        pairs = sorted(self._office.entries(PAIRS).ids()) if kind == "共建" else []
        form = self._chance.choice(("微信", "电子显示屏", "宣传橱窗")) if kind == "宣传" else None
        self._office.activities.save(
            Activity(
                date=day.isoformat(), title=_TITLES[kind], kind=kind, form=form,
                pair_id=pairs[day.day % len(pairs)] if pairs else None,
                quantity=self._chance.randint(2, 8) if form else None,
                counted_in="条" if form else None, place="街道文化中心",
                community=self._chance.choice(("石桥村", "白杨社区", "清溪社区")),
                host="通惠街道", people=self._chance.randint(30, 160),
                pieces=self._chance.choice((None, 120, 200)), recorder="刘晓梅",
            ),
            [number],
            [Scan(f"{kind}{day:%m%d}.jpg", _PHOTO + f"{duty.title}{day}".encode())],
        )  # fmt: skip

    def _prove(self, task_id: int, place: int) -> None:
        """The paper of a condition is in the drawer."""
        proofs = self._office.tasks.facts.proofs(task_id)
        proof, files = proofs[min(place, len(proofs) - 1)]
        if not proof.met(files):
            day = self._office.ledger.clock().date().isoformat()
            self._office.entries(PROOFS).save(replace(proof, ticked_on=day, words="纸质材料存档"))

    def _prove_all(self, task_id: int, day: date) -> None:
        """Every condition is fulfilled, by its files or on paper."""
        for proof, files in self._office.tasks.facts.proofs(task_id):
            if not proof.met(files):
                self._office.entries(PROOFS).save(
                    replace(proof, ticked_on=day.isoformat(), words="纸质材料存档")
                )

    def _closing(self, duty: Duty) -> Act:
        def act(day: date) -> None:
            number = self._ids[duty.title]
            (line,) = self._office.tasks.lines([number])
            self._prove_all(number, day)
            mutual = line.task.mutual
            self._office.tasks.close(
                number,
                Closing(
                    on=day.isoformat(), confirmed_by="李明" if mutual else "刘晓梅",
                    evaluation=self._chance.choice(
                        (Satisfaction.CONTENT, Satisfaction.CONTENT, Satisfaction.MOSTLY)
                    ) if mutual else None,
                    long_term="列入年度工作安排，每半年回访一次" if mutual else None,
                ),
            )  # fmt: skip

        return act

    def _reconcile(self, day: date) -> None:
        self._office.reconciliations.take(day.year, day, "刘晓梅")

    def _urging(self, title: str, kind: SupervisionKind) -> Act:
        def act(_day: date) -> None:
            step = self._office.supervisions.next_step(self._ids[title])
            self._office.supervisions.save(replace(step, kind=kind))

        return act

    def _moving(self, title: str, state: TaskState, reason: str | None = None) -> Act:
        """What brings a task before the proposing side, back to the desk, or to a rest."""

        def act(day: date) -> None:
            number = self._ids[title]
            if state is TaskState.TO_CHECK:
                self._prove_all(number, day)
            self._office.tasks.move(number, state, reason)

        return act

    def _carry(self, day: date) -> None:
        """What could not be done begins anew with the next year."""
        self._office.tasks.carry_over([self._ids[_PIPES]], day.year + 1, "批复未下达，转入下年")


_TITLES = {
    "宣传": "双拥政策和典型事迹宣传",
    "共建": "军地共建联谊和结对帮扶",
    "祭扫瞻仰": "祭扫英烈、瞻仰革命遗址",
    "国防教育日": "全民国防教育日宣传",
}
_PROOFS = (
    Proof(title="通知或方案", kind=ProofKind.DOCUMENT),
    Proof(title="办理情况说明", kind=ProofKind.RECORD),
    Proof(title="现场照片", kind=ProofKind.PHOTO),
)


def _rule(due: str, year: int) -> str:
    return f"{year}-{due}" if due[:1].isdigit() else due


def _day(year: int, month_day: str) -> date:
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, day)
