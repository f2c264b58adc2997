"""数字核对: whether the numbers of a summary tally with each other, the annex and the text.

What does not tally is shown with where to look, and hinders nobody from printing (CLERK §4).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.numbers import BY_KEY
from shuangyong_desktop.domain.rolls.funds import FUNDS
from shuangyong_desktop.domain.summaries import WORDS, filled, pieces, tokens
from shuangyong_desktop.domain.tasks import MUTUAL, TaskState
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.summaries import SummaryView
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import VisitLists

BLANK = "请填写"
"""What a section says that waits for the clerk's own words."""

_ANNEXED = {
    "退役军人": "people.veterans", "其他优抚对象": "people.beneficiaries",
    "合计（去重）": "people.total", "享受定期补助": "people.paid", "慰问合计": "visit.units",
    "慰问金（元）": "visit.money", "诉求受理": "appeal.received", "诉求办结": "appeal.closed",
}  # fmt: skip
"""Columns of the annex and the numbers of the text that their sums must be."""

_NAMED = 3
_UNITS = ("人次", "户次", "人", "户", "件", "项", "场", "次", "条", "份", "期", "块", "张", "元",
          "家", "支", "对", "个", "处", "名")  # fmt: skip
_ALIKE = {"人": ("人", "名", "位")}
_GOODS = "慰问品"


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """One check: what was compared, whether it `fits`, and where to look.

    `leads` is “number/key”, “section/key”, “page/place” or “people”; for the last `ids` are
    whom to look at, in all other cases it is empty.
    """

    words: str
    fits: bool
    act: str = "相符"
    leads: str = ""
    ids: tuple[int, ...] = ()


class NumberChecks:
    """The checks of the summaries of one open ledger; nothing is written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, view: SummaryView) -> list[NumberCheck]:
        """Every check of `view`; those that do not fit keep their place among the others."""
        return [
            _standing(view),
            _once_each(view),
            *self._signed(view),
            self._lists(view),
            *_annex(view),
            *_units(view),
            *_unfinished(view),
            *_outdated(view),
        ]

    def _signed(self, view: SummaryView) -> Iterator[NumberCheck]:
        """慰问: what was to be given, what was signed for, and what the funds say of each plan."""
        lists, receipts = VisitLists(self._ledger), Receipts(self._ledger)
        got = set(view.live.visited.units_behind().ids)
        spent = self._spent()
        for plan in sorted(lists.plans(view.span.year), key=lambda plan: plan.id or 0):
            units = lists.units(plan.id or 0)
            signed = [unit for unit in units if unit.id in got]
            if not signed and not receipts.of_plan(plan.id or 0):
                continue
            fits = len(signed) == len(units)
            yield NumberCheck(
                f"{plan.title}：应发 {len(units):,} 户，签收 {len(signed):,} 户", fits=fits,
                act="相符" if fits else "看差异", leads="" if fits else "page/visits",
            )  # fmt: skip
            yield _paid(plan, sum((unit.money for unit in signed), Decimal(0)), spent)

    def _spent(self) -> dict[str, Decimal]:
        """What the funds say was spent on each batch, goods left out."""
        spent: dict[str, Decimal] = defaultdict(Decimal)
        for entry in Records(self._ledger, FUNDS).every():
            if entry.batch and entry.expense and entry.category != _GOODS:
                spent[entry.batch] += entry.expense
        return spent

    def _lists(self, view: SummaryView) -> NumberCheck:
        """双清单: 已销号 + 未销号 = 总数, with the names of what is open."""
        known = Tasks(self._ledger)
        ids = known.facts.in_order(view.span.year)
        tasks = [task for task in known.page(ids) if task.list in MUTUAL]
        still = [task for task in tasks if task.state is not TaskState.CLOSED]
        done = len(tasks) - len(still)
        total = int(view.figures["mutual.total"].value)
        words = f"双清单 已销号 {done}＋未销号 {len(still)}＝{total}"
        if done + len(still) != total:
            return NumberCheck(words, fits=False, act="看差异", leads="page/tasks")
        if not still:
            return NumberCheck(words, fits=True)
        names = "、".join(f"“{task.title}”" for task in still[:_NAMED])
        more = f"等 {len(still)} 项" if len(still) > _NAMED else ""
        return NumberCheck(f"{words}：{names}{more}未销号", fits=False, act="去确认",
                           leads="page/tasks/mutual/open")  # fmt: skip


def _standing(view: SummaryView) -> NumberCheck:
    """年末 = 年初 + 增 − 减."""
    total, before, came, went = (
        int(view.figures[f"people.{key}"].value) for key in ("total", "before", "came", "went")
    )
    fits = total == before + came - went
    words = f"在册 {total:,}＝{before:,}＋{came:,}－{went:,}"
    return NumberCheck(words, fits=fits, act="相符" if fits else "看差异",
                       leads="" if fits else "page/moves")  # fmt: skip


def _once_each(view: SummaryView) -> NumberCheck:
    """退役军人 + 其他优抚对象 − both = everybody, so that nobody counts twice or not at all."""
    veterans, others, every = (
        set(view.live.behind(BY_KEY[f"people.{key}"]).ids)
        for key in ("veterans", "beneficiaries", "total")
    )
    words = (
        f"退役军人 {len(veterans):,}＋其他优抚对象 {len(others):,}－交叉 "
        f"{len(veterans & others):,}＝{len(veterans | others):,}"
    )
    lost = every - veterans - others
    if lost:
        said = f"{words}，另有 {len(lost):,} 人没有人员类别"
        return NumberCheck(said, fits=False, act="看人员", leads="people",
                           ids=tuple(sorted(lost)))  # fmt: skip
    return NumberCheck(words, fits=True)


def _annex(view: SummaryView) -> Iterator[NumberCheck]:
    """The sums of the tables in the annex are the numbers of the text."""
    if not view.summary.annex:
        return
    sums = view.annexes.sums
    wrong = [
        f"{head}（附件 {sums[head]}，文中 {view.values[key]}）"
        for head, key in _ANNEXED.items()
        if head in sums and sums[head] != view.values.get(key)
    ]
    if wrong:
        key = next(key for head, key in _ANNEXED.items() if wrong[0].startswith(f"{head}（附"))
        yield NumberCheck(f"附件合计与文中数字不一致：{'；'.join(wrong)}", fits=False,
                          act="看出处", leads=f"number/{key}")  # fmt: skip
    else:
        yield NumberCheck(f"附件 {len(_ANNEXED)} 列合计与文中数字一致", fits=True)


def _paid(plan: VisitPlan, signed: Decimal, spent: dict[str, Decimal]) -> NumberCheck:
    """The money that was signed for against what the funds say of that batch."""
    if plan.title not in spent:
        fits = not signed
        return NumberCheck(f"{plan.title}：签收 {_yuan(signed)} 元，没有登记经费支出",
                           fits=fits, act="相符" if fits else "去登记",
                           leads="" if fits else "page/rolls/fund_entry")  # fmt: skip
    fits = spent[plan.title] == signed
    sign = "＝" if fits else "≠"
    return NumberCheck(
        f"{plan.title}：签收 {_yuan(signed)} 元{sign}经费支出 {_yuan(spent[plan.title])} 元",
        fits=fits, act="相符" if fits else "看差异", leads="" if fits else "page/rolls/fund_entry",
    )  # fmt: skip


def _units(view: SummaryView) -> Iterator[NumberCheck]:
    """Behind each number of the text stands the unit in which it is counted (人、人次、户次…)."""
    right, wrong = 0, []
    for told in view.sections():
        parts = [*pieces(told.text), ("", "")]
        for (_, key), (after, _next) in pairwise(parts):
            number = BY_KEY.get(key)
            said = next((unit for unit in _UNITS if after.startswith(unit)), "")
            if number is None:
                continue
            if not said or said in _ALIKE.get(number.unit, (number.unit,)):
                right += 1
                continue
            wrong.append(NumberCheck(
                f"“{told.section.name}”中“{number.words}”的单位写成了“{said}”，应为“{number.unit}”",
                fits=False, act="去改", leads=f"section/{told.section.key}",
            ))  # fmt: skip
    if right and not wrong:
        yield NumberCheck(f"文中 {right} 个数字的单位与口径一致", fits=True)
    yield from wrong


def _unfinished(view: SummaryView) -> Iterator[NumberCheck]:
    """Sections that wait for the clerk, and fields without a number."""
    for told in view.sections():
        if BLANK in told.text or not told.text.strip():
            yield NumberCheck(f"“{told.section.name}”还没有填写", fits=False, act="去填写",
                              leads=f"section/{told.section.key}")  # fmt: skip
        lost = [key for key in tokens(told.text) if key not in view.values and key not in WORDS]
        if lost:
            shown = "、".join(filled(f"{{{key}}}", view.values) for key in lost)
            yield NumberCheck(
                f"“{told.section.name}”中有 {len(lost)} 个数字没有出处：{shown}",
                fits=False, act="去改", leads=f"section/{told.section.key}",
            )  # fmt: skip


def _outdated(view: SummaryView) -> Iterator[NumberCheck]:
    """Numbers that have changed in the ledger since the summary was frozen."""
    if not view.summary.frozen_on:
        return
    moved = [
        number for number in view.numbers()
        if view.figures[number.key].text != view.values.get(number.key)
    ]  # fmt: skip
    if moved:
        named = "；".join(
            f"{number.words}（定稿 {view.values.get(number.key, '')}，"
            f"现在 {view.figures[number.key].text}）"
            for number in moved[:_NAMED]
        )
        yield NumberCheck(f"定稿后台账有 {len(moved)} 个数字变动：{named}", fits=False,
                          act="看出处", leads=f"number/{moved[0].key}")  # fmt: skip
    else:
        yield NumberCheck("定稿数字与台账一致", fits=True)


def _yuan(money: Decimal) -> str:
    return yuan_text(money).removesuffix(".00")
