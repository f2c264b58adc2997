"""A year's deaths, moves, follow-ups, reports and lists, worked in the window and counted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QWidget

from end_to_end.clerk import wait_until
from end_to_end.year_clerk import Year, today
from end_to_end.year_tally import DEATHS, Asked, asked_by
from shuangyong_desktop.domain.people import PersonStatus
from ui.conftest import choose

_VISIT, _PAPERS, _CONTACT = "未了慰问方案", "收集材料", "联系人交接"


def plan_the_visits(year: Year) -> None:
    """A plan for everybody in the year to come: nobody's visit has passed."""
    clerk = year.clerk
    clerk.press("tab_visits")
    clerk.press("first_plan")
    clerk.count_to("year", date.fromisoformat(today()).year + 1)
    clerk.write("money_every", "300")
    clerk.press("plan_create")
    clerk.find(QAbstractButton, "all_plans")
    year.tally.units = len(year.tally.active)


@dataclass(frozen=True)
class Happening:
    """What happened: its kind and basis, what it asks for, and what else is filled in."""

    kind: str
    basis: str
    asked: Asked
    fill: Callable[[], object]


def register(year: Year, who: int, what: Happening) -> list[str]:
    """An event through the dialog; returns what its right side said would follow."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_moves_events")
    said: list[str] = []

    def work(_dialog: QDialog) -> None:
        clerk.pick_person("event_person", year.number_of(who))
        clerk.choose("event_kind", what.kind)
        said.extend(fill_event(year, what))
        clerk.press("event_accept")

    clerk.dialog(clerk.pressing("primary"), work)
    return said


def fill_event(year: Year, what: Happening) -> list[str]:
    """Fill what is asked of an event, and wait until the right side says what will follow."""
    clerk = year.clerk
    clerk.write("date", today())
    clerk.put("basis", what.basis)
    what.fill()

    def chips() -> tuple[str, ...]:
        shown = clerk.find(QWidget, "event_follows").findChildren(QLabel)
        return tuple(item.text() for item in shown
                     if item.property("role") == "chip" and item.isVisible())  # fmt: skip

    wait_until(lambda: sorted(chips()) == sorted(what.asked.kinds),
               "the dialog does not say what follows")  # fmt: skip
    return clerk.said_by("event_follows")


def mourn(year: Year, who: int, place: int) -> None:
    """A death of one of the ten, its follow-ups on the screen against the hand-written ones."""
    death = DEATHS[place]
    asked = asked_by(death, visits=1)
    what = Happening("死亡", "死亡证明", asked, partial(_of_illness, year))
    said = "\n".join(register(year, who, what))
    following = _months(today(), 1)
    assert f"拟从{following}起停发{death.payment}，报区局。" in said
    assert ("没有全国统一规定" in said) == (death.months is None)
    if death.months:
        assert f"{800 * death.months:,}.00 元" in said
    assert death.family in said
    year.tally.happens(who, "DIED", asked, status=PersonStatus.DECEASED)


def _of_illness(year: Year) -> None:
    year.clerk.put("cause", "因病")
    year.clerk.write("paid_until", _month(today(), -1))


def move_within(year: Year, who: int, community: str) -> None:
    """To another 村（社区） of the street: nothing but the contact is handed over."""
    asked = Asked((_CONTACT,))
    fill = partial(year.clerk.put, "community", community)
    register(year, who, Happening("区内迁移", "户口迁移证", asked, fill))
    year.tally.happens(who, "MOVED_WITHIN", asked, community=community)


def move_out(year: Year, who: int, kind: str, place: str) -> None:
    """Out of the street: within the district papers go along, out of it the contacts too."""
    papers = (_PAPERS, _VISIT) if kind == "区内迁移" else (_PAPERS, _CONTACT, _VISIT)
    asked = Asked(papers)
    fill = partial(year.clerk.put, "place", place)
    register(year, who, Happening(kind, "户口迁移证", asked, fill))
    name = "MOVED_WITHIN" if kind == "区内迁移" else "MOVED_OUT"
    year.tally.happens(who, name, asked, status=PersonStatus.MOVED_OUT)


def put_back(year: Year, who: int) -> None:
    """Somebody who had moved away stands on the ledger again."""
    clerk = year.clerk
    clerk.press("tab_ledger")
    clerk.pick_facet("filters", "不在册")
    clerk.search(year.number_of(who))
    choose(clerk.window, "person_more", "恢复在册")
    clerk.rest()
    clerk.clear("search")
    clerk.pick_facet("filters", "全部在册")
    year.tally.happens(who, "RETURNED", Asked(()), status=PersonStatus.ACTIVE)


def take_off(year: Year, who: int) -> None:
    """Somebody who was registered by mistake."""
    clerk = year.clerk
    clerk.press("tab_ledger")
    clerk.search(year.number_of(who))

    def work(_dialog: QDialog) -> None:
        clerk.press("take_off_removed")
        clerk.write("take_off_basis", "不是优抚对象")
        clerk.press("take_off_accept")

    clerk.dialog(partial(clerk.keys, "Delete"), work)
    clerk.clear("search")
    year.tally.happens(who, "REMOVED", Asked((_VISIT,)), status=PersonStatus.REMOVED)


def follow_up(year: Year, done: int, waived: int) -> None:
    """Some are ticked off, some not done, with the reason."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_moves_follow_ups")
    for place in range(done + waived):
        clerk.go_to("follow_ups", 0)
        clerk.write("follow_up_remark", "家属来电确认")
        clerk.press("follow_up_done" if place < done else "follow_up_waive")
        year.tally.waiting -= 1
        wait_until(partial(clerk.shows, "follow_ups_count", f"{year.tally.waiting:,} 项"),
                   "the follow-up was not settled")  # fmt: skip
    year.tally.done += done
    year.tally.waived += waived


def report_last_month(year: Year, communities: Sequence[str]) -> None:
    """Everybody reports nothing; one report is taken back and comes with 3 changes."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_moves_reports")
    clerk.table("zero_reports").setFocus()
    clerk.keys("Ctrl+A")
    clerk.press("report_accept")
    clerk.rest()
    assert f"已报 {len(communities)}" in clerk.read("report_state")
    clerk.go_to("zero_reports", 0)
    clerk.press("report_take_back")
    clerk.rest()
    assert "未报 1" in clerk.read("report_state")
    clerk.count_to("report_changes", 3)
    clerk.press("report_accept")
    clerk.rest()
    year.tally.reports = dict.fromkeys(communities, 0) | {communities[0]: 3}


def compare_a_list(year: Year, dead: int, known: int, asked: Asked) -> None:
    """殡葬 sent three lines: one to act on, one registered before, one not ours."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_moves_lists")
    lines = [f"{year.tally.people[who].name}\t{year.number_of(who)}\t{today()}"
             for who in (dead, known)]  # fmt: skip
    clerk.paste("list_text", "\n".join(["姓名\t身份证号\t死亡时间", *lines,
                                        "慕容无名\t500222194001016009\t2020-01-02"]))  # fmt: skip
    clerk.press("list_compare")
    counts = clerk.read("list_counts")
    assert all(words in counts for words in ("命中，待处理 1", "已经登记 1", "不在台账 1"))
    clerk.go_to("list_lines", 0)

    def work(_dialog: QDialog) -> None:
        fill_event(year, Happening("死亡", "殡葬名单", asked, partial(_of_illness, year)))
        clerk.press("event_accept")

    clerk.dialog(partial(clerk.keys, "Return"), work)
    assert "已经登记 2" in clerk.read("list_counts")
    year.tally.happens(dead, "DIED", asked, status=PersonStatus.DECEASED)


def _month(day: str, months: int) -> str:
    at = int(day[:4]) * 12 + int(day[5:7]) - 1 + months
    return f"{at // 12}-{at % 12 + 1:02d}"


def _months(day: str, months: int) -> str:
    at = _month(day, months)
    return f"{at[:4]}年{int(at[5:])}月"
