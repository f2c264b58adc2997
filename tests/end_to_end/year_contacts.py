"""A year's contacts, appeals and opinions, worked in the window and counted."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog

from end_to_end.year_clerk import Year


def contact_one_after_another(year: Year, households: int) -> None:
    """From the list of who is due: 保存并下一户 until the last."""
    clerk = year.clerk
    due = _due(year)
    assert set(due) == year.tally.to_contact
    clerk.go_to("due", 0)

    def work(_dialog: QDialog) -> None:
        for place in range(households):
            clerk.fill("contact_content", f"身体较好，第{year.next_number()}户")
            clerk.press("contact_save_next" if place + 1 < households else "contact_save")

    clerk.dialog(clerk.pressing("primary"), work)
    year.tally.contacts.update(due[:households])


def contact_many(year: Year, households: int) -> None:
    """The same for everybody ticked, as the 村（社区） wrote it down."""
    clerk = year.clerk
    due = _due(year)
    clerk.go_to("due", 0)
    for _ in range(households):
        clerk.keys("Space", "Down")

    def work(_dialog: QDialog) -> None:
        clerk.fill("contact_content", "集中座谈，情况正常")
        clerk.press("contact_save")

    clerk.dialog(clerk.pressing("due_batch"), work)
    year.tally.contacts.update(due[:households])


def contact_by_key(year: Year, who: int, *, appeal: str = "", opinion: str = "") -> None:
    """Somebody looked up on the ledger, Ctrl+L, and what they asked for and proposed."""
    clerk = year.clerk
    clerk.press("tab_ledger")
    clerk.search(year.number_of(who))

    def work(_dialog: QDialog) -> None:
        clerk.fill("contact_content", "本人来电")
        if appeal:
            clerk.press("contact_new_appeal")
            clerk.write("contact_new_content", appeal)
        if opinion:
            clerk.write("contact_opinion", opinion)
        clerk.keys("Ctrl+S")

    clerk.dialog(partial(clerk.keys, "Ctrl+L"), work)
    clerk.clear("search")
    year.tally.contacts[who] += 1
    if appeal:
        year.tally.appeals["REGISTERED"] += 1
        year.tally.steps += 1
    if opinion:
        year.tally.opinions["OPEN"] += 1


def _due(year: Year) -> list[int]:
    year.clerk.press("tab_contacts")
    year.clerk.press("tab_contacts_due")
    year.clerk.rest()
    return year.clerk.ids("due")


def register_an_appeal(year: Year, who: int, content: str) -> None:
    """At the desk itself, not by a contact."""
    clerk = year.clerk
    clerk.press("tab_contacts")
    clerk.press("tab_contacts_appeals")

    def work(_dialog: QDialog) -> None:
        clerk.pick_person("appeal_dialog_person", year.number_of(who))
        clerk.fill("content", content)
        clerk.press("appeal_dialog_accept")

    clerk.dialog(clerk.pressing("primary"), work)
    year.tally.appeals["REGISTERED"] += 1
    year.tally.steps += 1


def close_the_only_appeal(year: Year) -> None:
    """登记 → 交办 → 办理 → 回访 → 办结, every step on the screen."""
    clerk = year.clerk
    clerk.press("tab_contacts")
    clerk.press("tab_contacts_appeals")
    clerk.go_to("appeals", 0)
    stages: tuple[tuple[str, Callable[[], object]], ...] = (
        ("ASSIGNED", lambda: clerk.put("unit", "社会事务办")),
        ("HANDLING", lambda: clerk.fill("words", "已上门核实并申请临时救助")),
        ("REVISITED", lambda: clerk.choose("satisfaction", "满意")),
        ("CLOSED", lambda: clerk.put("outcome", "已解决")),
    )  # fmt: skip
    before = "REGISTERED"
    for stage, fill in stages:
        clerk.dialog(clerk.pressing("appeal_step"), partial(_step, year, stage, fill))
        year.tally.appeals[before] -= 1
        year.tally.appeals[stage] += 1
        year.tally.steps += 1
        before = stage


def _step(year: Year, stage: str, fill: Callable[[], object], _dialog: QDialog) -> None:
    year.clerk.press(f"step_stage_{stage}")
    fill()
    year.clerk.press("step_accept")


def answer_the_opinion(year: Year) -> None:
    """采纳, with the reason."""
    clerk = year.clerk
    clerk.press("tab_contacts")
    clerk.press("tab_contacts_opinions")
    clerk.go_to("opinions", 0)

    def work(_dialog: QDialog) -> None:
        clerk.choose("verdict", "采纳")
        clerk.fill("reason", "已列入下季度走访安排")
        clerk.press("answer_dialog_accept")

    clerk.dialog(clerk.pressing("opinion_answer"), work)
    year.tally.opinions["OPEN"] -= 1
    year.tally.opinions["ADOPTED"] += 1
