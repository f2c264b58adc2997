"""Visit plans from the command line: the options of a rule, and which plan is meant."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from shuangyong_desktop.domain.amounts import read_amount
from shuangyong_desktop.domain.categories import CategoryWords
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan, VisitRule, read_goods
from shuangyong_desktop.services.office import Office

Say = Callable[[str], None]
_OTHERS = "其他"
_MOST_NAMED = 10


def new_plan(office: Office, arguments: Namespace, say: Say) -> VisitPlan:
    """Make the plan that the options describe and say whom it holds."""
    plan = _plan(office, arguments)
    made = office.visits.create(plan)
    say(f"已建立慰问方案 {made.plan.id}：{plan.title}，{made.units} 户。")
    if not plan.amounts:
        say("还没有定慰问标准，签收册的金额栏先空着；可用 --amount 指定。")
    if made.undecided:
        named = "、".join(person.name for person in made.undecided[:_MOST_NAMED])
        say(f"另有 {len(made.undecided)} 人出生日期不全，无法判断年龄，没有列入：{named}等。")
    return made.plan


def chosen_plan(office: Office, arguments: Namespace, say: Say) -> VisitPlan:
    """The plan named by --plan, else the newest, else one made now by the options.

    Raises Problem when the named one does not exist.
    """
    plans = office.visits.plans()
    if arguments.plan is not None:
        wanted = [item for item in plans if arguments.plan in (str(item.id), item.title)]
        if not wanted:
            known = "、".join(f"{item.id} {item.title}" for item in plans) or "无"
            raise Problem(f"没有找到慰问方案“{arguments.plan}”，现有方案：{known}。")
        return wanted[0]
    if plans and not _describes(arguments):
        return plans[0]
    return new_plan(office, arguments, say)


def _describes(arguments: Namespace) -> bool:
    return any(
        (arguments.occasion, arguments.category, arguments.community, arguments.tag,
         arguments.least_age, arguments.most_age, arguments.amount)
    )  # fmt: skip


def _plan(office: Office, arguments: Namespace) -> VisitPlan:
    today = date.today()  # noqa: DTZ011 (the clerk's own calendar)
    occasion = arguments.occasion or "春节"
    year = arguments.year or today.year
    words = CategoryWords(office.people.categories())
    rule = VisitRule(
        categories=tuple(_code(words, name) for name in arguments.category),
        communities=tuple(arguments.community),
        tags=tuple(arguments.tag),
        least_age=arguments.least_age,
        most_age=arguments.most_age,
        age_day=_day(arguments.age_day, today),
    )
    return VisitPlan(
        title=f"{year}年{occasion}走访慰问",
        occasion=occasion,
        year=year,
        rule=rule,
        amounts=tuple(_amount(words, text) for text in arguments.amount),
    )


def _day(text: str | None, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise Problem(f"年龄截至日期“{text}”不对，请写成 2026-02-17 这样。") from None


def _amount(words: CategoryWords, text: str) -> VisitAmount:
    """One line like 残疾军人=800+大米1袋+菜油1桶; raises Problem for anything else."""
    name, found, rest = text.partition("=")
    if not found:
        raise Problem(f"慰问标准“{text}”看不明白，请写成“残疾军人=800+大米1袋”这样。")
    parts = rest.split("+")
    money = read_amount(parts[0])
    goods = parts if money.value is None else parts[1:]
    return VisitAmount(
        "" if name == _OTHERS else _code(words, name),
        Decimal(0) if money.value is None else money.value,
        read_goods("、".join(goods)),
    )


def _code(words: CategoryWords, name: str) -> str:
    reading = words.read(name)
    if len(reading.value) != 1:
        raise Problem(f"人员类别“{name}”不认识，请用台账里的类别名称。")
    return str(reading.value[0])
