"""A year's rounds, merging and hand-outs, worked in the window and counted."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtWidgets import QDialog

from end_to_end.clerk import wait_until
from end_to_end.year_clerk import Year, today
from end_to_end.year_moves import Happening, fill_event
from end_to_end.year_tally import ACTIVE, Asked, asked_by_plain, equation
from shuangyong_desktop.domain.people import PersonStatus

_KEYS = {"1": "属实", "2": "有变更", "3": "去世", "4": "迁出", "5": "外出", "6": "查无"}


def begin_round(year: Year, kind: str) -> None:
    """The list is fixed by whoever is on the ledger now."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_rounds")

    def work(_dialog: QDialog) -> None:
        clerk.choose("kind", kind)
        clerk.press("record_save")

    clerk.dialog(clerk.pressing("primary"), work)
    who = year.tally.paid if kind == "年度确认" else set(year.tally.active)
    year.tally.rounds[kind] = dict.fromkeys(who, "")
    agree(year, kind)


def agree(year: Year, kind: str) -> None:
    """应 = 已 + 未 + 异常 above the page is what the script has counted."""
    told = equation(year.tally.rounds[kind], year.tally.people)
    wait_until(lambda: year.clerk.read("round_tally") == told, f"the page does not say {told}")


def go_through(year: Year, kind: str, keys: str, batch: int) -> None:
    """Of those still open: one after the other by number keys, then many at once."""
    clerk = year.clerk
    _to_round(year, kind)
    members = year.tally.rounds[kind]
    clerk.pick_facet("round_facets", "未确认")
    for key in keys:
        people = _people(year)
        row = people.index(_plain(year, people)) if _KEYS[key] == "去世" else 0
        clerk.go_to("round_members", row)
        who = people[row]
        clerk.keys(key)
        members[who] = _KEYS[key]
        agree(year, kind)
    clerk.go_to("round_members", 0)
    first = _people(year)[:batch]
    for _ in first:
        clerk.keys("Space", "Down")
    clerk.press("found_true")
    members |= dict.fromkeys(first, "属实")
    agree(year, kind)


def take_back(year: Year, kind: str) -> None:
    """One result that was somebody else's is taken back by Delete."""
    clerk = year.clerk
    _to_round(year, kind)
    clerk.pick_facet("round_facets", "已确认")
    clerk.go_to("round_members", 0)
    who = next(who for who in _people(year) if year.tally.people[who].status is ACTIVE)
    clerk.go_to("round_members", _people(year).index(who))
    clerk.keys("Delete")
    year.tally.rounds[kind][who] = ""
    agree(year, kind)


def act_on_a_death(year: Year, kind: str) -> None:
    """Whom a round found dead is registered as that, and is 异常 no more."""
    clerk = year.clerk
    _to_round(year, kind)
    clerk.pick_facet("round_facets", "异常")
    people = _people(year)
    who = next(who for who in people if year.tally.rounds[kind][who] == "去世")
    asked = asked_by_plain(year.tally.people[who], visits=1)
    clerk.go_to("round_members", people.index(who))

    def work(_dialog: QDialog) -> None:
        fill_event(year, Happening("死亡", "死亡证明", asked, lambda: None))
        clerk.press("event_accept")

    clerk.dialog(partial(clerk.keys, "Return"), work)
    year.tally.happens(who, "DIED", asked, status=PersonStatus.DECEASED)
    agree(year, kind)


def close_round(year: Year, kind: str) -> None:
    """Finished with people still open: the reason has to be written."""
    clerk = year.clerk
    _to_round(year, kind)

    def work(_dialog: QDialog) -> None:
        clerk.fill("remarks", "其余人员外出务工，返乡后补登")
        clerk.press("record_save")

    clerk.dialog(clerk.pressing("round_close"), work)
    assert clerk.sees("round_reopen")


def _to_round(year: Year, kind: str) -> None:
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_rounds")
    title = f"{today()[:4]}年{kind}"
    clerk.choose("round_choice", f"{title}（进行中）")
    clerk.pick_facet("round_facets", "应（全部）")
    clerk.rest()


def _people(year: Year) -> list[int]:
    """Whom the lines of the round are about, in the order shown."""
    model = year.clerk.table("round_members").model()
    return [model.record(row).person.id for row in range(model.rowCount())]


def _plain(year: Year, people: list[int]) -> int:
    """The first of whose death nothing follows but plaque, card and visit."""
    plain = ("retired_soldier",)
    return next(who for who in people if year.tally.people[who].categories == plain)


@dataclass(frozen=True)
class Double:
    """Somebody entered a second time: who it was, and the id of the record too many."""

    first: int
    second: int


def enter_again(year: Year, who: int) -> Double:
    """A colleague adds somebody who is there already."""
    clerk, known = year.clerk, year.tally.people[who]
    clerk.press("tab_ledger")
    clerk.press("primary")
    clerk.write("name", known.name)
    clerk.write("id_number", known.id_number or "")
    clerk.write("phone", "13900005678")
    clerk.press("save_person")
    wait_until(lambda: clerk.sees("edit_person"), "the second record was not saved")
    second = max(year.tally.people) + 1
    year.tally.people[second] = replace(
        known, id=second, categories=(), community=None, address=None, phone="13900005678"
    )
    return Double(who, second)


def merge(year: Year, double: Double) -> None:
    """The fuller record is kept; the other goes off the ledger and is not deleted."""
    clerk = year.clerk
    clerk.press("tab_data")
    clerk.press("tab_duplicates")
    pairs = clerk.table("pairs")
    wait_until(lambda: pairs.model().rowCount() > 0, "nobody looks alike")
    clerk.go_to("pairs", 0)
    number = f"第 {double.first} 号"

    def work(dialog: QDialog) -> None:
        assert number in clerk.read("merge_person_1")
        assert f"第 {double.second} 号" in clerk.read("merge_person_2")
        clerk.press("merge_accept")
        if dialog.isVisible():  # the next pair stands there
            clerk.press("merge_close")

    clerk.dialog(clerk.pressing("look_at_pair"), work)
    year.tally.happens(double.second, "REMOVED", Asked(()), status=PersonStatus.REMOVED)


def hand_out_a_plaque(year: Year) -> int:
    """To the first household that should have one; returns who stands for it."""
    clerk = year.clerk
    clerk.press("tab_moves")
    clerk.press("tab_plaques")
    clerk.press("plaque_missing")
    missing = clerk.ids("plaque_people")
    clerk.go_to("plaque_people", 0)

    def work(_dialog: QDialog) -> None:
        clerk.write("number", f"光荣牌0007{year.next_number():02d}")
        clerk.press("record_save")

    clerk.dialog(clerk.pressing("primary"), work)
    assert clerk.ids("plaque_people") == missing[1:]
    year.tally.handouts += 1
    year.tally.people[missing[0]] = replace(year.tally.people[missing[0]], plaque_hung=True)
    return missing[0]
