"""The visit page in its own hands: a plan made, signed for by keyboard, settled, removed."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QWidget

from shuangyong_desktop.domain.desk import DeskPerson, Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import ReceiptState
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan, VisitRule
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.plan_view import AMOUNTS, GROUPS, PEOPLE, SETTLING, SIGNING
from shuangyong_desktop.ui.pages.visits import VisitsPage
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.page_view import PageView
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.stepper import Stepper
from ui.conftest import LI, RecordingNotices, compose

PATIENCE = 20_000
SCAN = b"%PDF-1.4\nan invented scan\n"
PEOPLE_OF_TEST = (
    LI,
    Person(name="王素芬", community="惠民社区", address="惠民社区2组1号",
           categories=("martyr_survivor",)),
    Person(name="赵大明", community="沿河村", categories=("war_veteran",)),
)  # fmt: skip


class Hands:
    """Mouse and keys on the page."""

    def __init__(self, qtbot, page: VisitsPage, office: Office) -> None:
        self.qtbot, self.page, self.office = qtbot, page, office

    def find(self, kind: type, name: str) -> QWidget:
        """The one to be seen of that name, as soon as it is there."""

        def seen() -> list[QWidget]:
            return [found for found in self.page.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.clear()
        compose(edit, text)

    def key(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.find(RecordView, "signing_units"), key)

    def read(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def states(self) -> list[ReceiptState]:
        plan = self.office.visits.plans()[0]
        receipts = self.office.receipts.of_plan(plan.id or 0)
        return [
            receipts[unit.id].state if unit.id in receipts else ReceiptState.OPEN
            for unit in self.office.visits.units(plan.id or 0)
        ]

    def make_plan(self) -> None:
        self.page.begin_plan()
        self.write("money_every", "500")
        self.write("goods_every", "大米1袋（10千克/袋）")
        self.press("plan_create")

    def go_to(self, step: int) -> None:
        stepper = self.find(Stepper, "stepper")
        assert isinstance(stepper, Stepper)
        place = stepper.place_of(step).center().toPoint()
        self.qtbot.mouseClick(stepper, Qt.MouseButton.LeftButton, pos=place)
        self.rest()

    def rest(self) -> None:
        """Let the selection come to rest, which takes 80 ms."""
        self.qtbot.wait(120)

    def pick_group(self, place: int) -> None:
        groups = self.find(FacetList, "groups_groups")
        assert isinstance(groups, FacetList)
        box = groups.visualItemRect(groups.item(place))
        self.qtbot.mouseClick(groups.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


@pytest.fixture
def hands(qtbot, desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[Hands]:
    for person in PEOPLE_OF_TEST:
        office.people.save(person)
    page = VisitsPage(desk, notices)
    page.resize(1290, 680)
    page.show()
    yield Hands(qtbot, page, office)
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_new_plan_shows_its_book_with_small_pages(hands: Hands) -> None:
    hands.make_plan()
    preview = hands.find(PageView, "preview")
    assert isinstance(preview, PageView)
    hands.qtbot.waitUntil(lambda: preview.drawn_pages > 0, timeout=PATIENCE)
    assert hands.read("book_counts") == "3 户  1,500.00 元"
    assert "2 户没有身份证号" in hands.read("plan_warning_words")
    assert preview.page_count >= 2
    hands.press("preview_fit_page")
    assert hands.find(QAbstractButton, "print_book").isEnabled()


def test_chips_choose_and_the_sums_follow(hands: Hands) -> None:
    hands.page.begin_plan()
    hands.write("money_every", "300")
    hands.press("rule_communities_沿河村")
    hands.qtbot.waitUntil(lambda: hands.read("plan_counted") == "共 1 户", timeout=PATIENCE)
    assert "300.00" in hands.read("plan_money")
    hands.press("plan_cancel")
    assert hands.office.visits.plans() == []


def test_an_amount_nobody_can_read_is_refused_beside_the_form(hands: Hands) -> None:
    hands.page.begin_plan()
    hands.write("money_every", "五百多")
    assert "看不明白" in hands.read("plan_wrong")


def test_enter_registers_and_goes_on_to_the_next(hands: Hands) -> None:
    hands.make_plan()
    hands.go_to(SIGNING)
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Return)
    assert hands.states() == [ReceiptState.SIGNED, ReceiptState.SIGNED, ReceiptState.OPEN]
    hands.press("sign_rest")
    assert hands.states() == [ReceiptState.SIGNED] * 3


def test_who_did_not_receive_needs_a_reason(hands: Hands) -> None:
    hands.make_plan()
    hands.go_to(SIGNING)
    hands.key(Qt.Key.Key_W)
    hands.press("receipt_save")
    assert "原因" in hands.read("receipt_wrong")
    hands.write("reason", "外出务工\n未回")
    hands.press("receipt_save")
    assert hands.states()[0] is ReceiptState.NOT_RECEIVED


def test_a_proxy_with_red_flags_needs_them_answered(hands: Hands, office: Office) -> None:
    office.dictionary.save_people([DeskPerson(name="何干事", role=Role.COMMUNITY)])
    hands.make_plan()
    hands.go_to(SIGNING)
    hands.key(Qt.Key.Key_D)
    hands.write("proxy_name", "何干事")
    hands.qtbot.waitUntil(
        lambda: "村（社区）干部" in hands.read("receipt_flags_words"), timeout=PATIENCE
    )
    hands.press("receipt_save")
    assert hands.states()[0] is ReceiptState.OPEN
    hands.write("flag_reason", "本人卧床，电话核实属实")
    hands.press("receipt_save")
    assert hands.states()[0] is ReceiptState.PROXY
    hands.find(RecordView, "signing_units").go_to(0)
    hands.key(Qt.Key.Key_Delete)
    assert hands.states()[0] is ReceiptState.OPEN


def test_what_was_typed_for_one_is_there_again_after_looking_at_another(hands: Hands) -> None:
    hands.make_plan()
    hands.go_to(SIGNING)
    table = hands.find(RecordView, "signing_units")
    hands.key(Qt.Key.Key_W)
    hands.write("reason", "住院")
    table.go_to(1)
    hands.rest()
    table.go_to(0)
    hands.rest()
    assert hands.find(QLineEdit, "reason").text() == "住院"
    assert hands.states()[0] is ReceiptState.OPEN


def test_a_half_typed_day_is_refused_with_a_sentence(hands: Hands) -> None:
    hands.make_plan()
    hands.go_to(SIGNING)
    hands.write("signing_day", "2026-1")
    hands.key(Qt.Key.Key_Return)
    assert "领取日期" in hands.read("receipt_wrong")
    assert hands.states()[0] is ReceiptState.OPEN


def test_a_group_enters_the_settlement_with_its_scan_only(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    hands.make_plan()
    plan = hands.office.visits.plans()[0]
    hands.go_to(SIGNING)
    hands.press("sign_rest")
    hands.go_to(SETTLING)
    assert "待附签收册" in hands.read("settlement_state_words")
    scan = tmp_path / "签收册.pdf"
    scan.write_bytes(SCAN)
    notices.to_open = scan
    for group in hands.office.visits.groups(plan.id or 0):
        hands.press(f"settle_group_{group.id}")
        hands.press("attach_sign_off_book")
        hands.go_to(SETTLING)
    assert hands.office.receipts.settlement(plan.id or 0).finished
    assert "可以核销" in hands.read("settlement_state_words")
    assert notices.failures == []


def test_units_leave_change_and_move(hands: Hands, office: Office) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0].id or 0
    hands.go_to(PEOPLE)
    hands.press("leave_out_units")
    assert len(office.visits.units(plan)) == 2
    hands.go_to(AMOUNTS)
    assert "1,000.00" in hands.read("amounts_sum")
    hands.go_to(GROUPS)
    groups = office.visits.groups(plan)
    hands.pick_group(2)
    hands.write("group_title", "第一组")
    hands.press("save_group")
    assert "第一组" in {group.name for group in office.visits.groups(plan)}
    hands.press("new_group")
    hands.write("group_title", "机动组")
    hands.press("save_group")
    assert len(office.visits.groups(plan)) == len(groups) + 1


def test_one_unit_gets_something_else(hands: Hands, office: Office) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0].id or 0
    hands.go_to(AMOUNTS)

    def answer() -> None:
        dialog = next(
            found for found in hands.page.findChildren(QDialog, "unit_dialog") if found.isVisible()
        )
        money = dialog.findChild(QLineEdit, "unit_money")
        money.setText("不是数")
        dialog.findChild(QAbstractButton, "unit_save").click()
        assert dialog.isVisible()
        money.setText("800")
        dialog.findChild(QAbstractButton, "unit_save").click()

    QTimer.singleShot(100, answer)
    hands.press("change_unit")
    first = office.visits.units(plan)[0]
    assert str(first.money) == "800.00"
    assert first.goods[0].specification == "10千克/袋"


def test_the_amounts_of_a_standing_plan_are_changed_as_a_whole(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0]
    unit = office.visits.units(plan.id or 0)[0]
    office.visits.change_unit(replace(unit, money=Decimal(900)))
    hands.page.open_plan(plan, AMOUNTS)
    hands.press("revise_amounts")
    assert hands.page.title == f"修改{plan.title}"
    assert hands.find(QLineEdit, "money_every").text() == "500"
    assert hands.find(QLineEdit, "goods_every").text() == "大米1袋（10千克/袋）"
    assert not hands.find(QWidget, "occasion").isEnabled()
    hands.write("money_every", "700")
    words = f"改标准 2 户；手工调整过的 1 户不变（{unit.name}）"
    hands.qtbot.waitUntil(lambda: hands.read("revision_words") == f"保存后：{words}")
    hands.press("plan_create")
    assert notices.said[-1] == f"已修改方案：{words}"
    assert hands.find(QWidget, "amounts_units")
    assert [int(one.money) for one in office.visits.units(plan.id or 0)] == [900, 700, 700]
    assert notices.undo is not None
    notices.undo()
    hands.qtbot.waitUntil(
        lambda: [int(one.money) for one in office.visits.units(plan.id or 0)] == [900, 500, 500]
    )


def test_the_rule_of_a_standing_plan_is_changed_and_cancel_leaves_it(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0]
    hands.page.open_plan(plan, PEOPLE)
    hands.press("revise_rule")
    hands.press("rule_categories_war_veteran")
    hands.qtbot.waitUntil(lambda: "移出 1 户" in hands.read("revision_words"))
    hands.press("plan_cancel")
    assert hands.find(QWidget, "people_units")
    assert len(office.visits.units(plan.id or 0)) == 3
    hands.press("revise_rule")
    hands.find(QWidget, "plan_draft_strip")
    hands.press("plan_create")
    assert {unit.name for unit in office.visits.units(plan.id or 0)} == {"李建国", "赵大明"}
    assert "移出 1 户" in notices.said[-1]


def test_who_left_the_ledger_since_is_pointed_out(hands: Hands, office: Office) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0].id or 0
    li = next(unit for unit in office.visits.units(plan) if unit.name == LI.name)
    office.people.take_off(li.person_id or 0, PersonStatus.DECEASED, "2026-01-02", "死亡证明")
    hands.go_to(PEOPLE)
    assert "李建国（去世）" in hands.read("gone_people_words")
    hands.press("leave_out_gone")
    assert len(office.visits.units(plan)) == 2


def test_a_removed_plan_goes_to_the_bin_and_the_list_is_empty(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.make_plan()
    hands.press("all_plans")
    assert hands.find(QAbstractButton, "open_plan")
    hands.press("remove_plan")
    assert office.visits.plans() == []
    assert len(office.recycle_bin.removed_plans()) == 1
    assert hands.find(QAbstractButton, "first_plan")
    assert notices.undo is not None


def test_a_hostile_name_stays_text(hands: Hands, office: Office) -> None:
    office.people.save(replace(LI, name="<img src=x>𠮷😀" + "长" * 60, id_number=None))
    hands.make_plan()
    hands.go_to(SIGNING)
    table = hands.find(RecordView, "signing_units")
    rows = table.model().rowCount()
    table.go_to(rows - 1)
    hands.rest()
    assert not hands.page.grab().isNull()
    texts = [table.model().index(line, 0).data() for line in range(rows)]
    assert any(text.startswith("<img src=x>") for text in texts)


def test_somebody_is_added_by_hand_once(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.make_plan()
    office.people.save(Person(name="孙后来", community="沿河村", categories=("war_veteran",)))
    plan = office.visits.plans()[0].id or 0
    hands.go_to(PEOPLE)
    for said in ("已列入：孙后来", None):
        line = hands.find(QLineEdit, "add_person")
        compose(line, "孙后")
        found = line.findChild(QWidget, "add_person_found")
        hands.qtbot.waitUntil(found.isVisible, timeout=PATIENCE)
        hands.qtbot.keyClick(line, Qt.Key.Key_Return)
        assert said is None or notices.said[-1] == said
    assert "没有重复列入" in str(notices.failures[0])
    added = office.visits.units(plan)[-1]
    groups = {group.id: group.name for group in office.visits.groups(plan)}
    assert (added.name, groups[added.group_id], str(added.money)) == ("孙后来", "沿河村", "500.00")


def test_a_group_goes_only_when_it_is_empty(hands: Hands, office: Office) -> None:
    hands.make_plan()
    plan = office.visits.plans()[0].id or 0
    before = office.visits.groups(plan)
    with pytest.raises(Problem, match="没有移除"):
        office.visits.remove_group(before[0].id or 0)
    hands.go_to(GROUPS)
    hands.press("new_group")
    hands.write("group_title", "机动组")
    hands.press("save_group")
    hands.press("remove_group")
    assert office.visits.groups(plan) == before


def test_an_empty_year_leads_to_the_year_that_has_plans(hands: Hands, desk: Desk) -> None:
    hands.make_plan()
    (plan,) = hands.office.visits.plans()
    hands.press("all_plans")
    desk.show_year(plan.year - 3)
    hands.qtbot.waitUntil(lambda: "还没有慰问方案" in hands.read("empty_year"), timeout=PATIENCE)
    assert hands.read("empty_year").startswith(f"{plan.year - 3}年度")
    hands.press("show_newest_year")
    assert desk.year == plan.year
    assert hands.find(QAbstractButton, "open_plan").isVisible()


def test_the_readers_copy_of_a_book_cannot_be_changed_and_goes_with_the_ledger(
    hands: Hands, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.make_plan()
    hands.find(PageView, "preview")
    opened: list[Path] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile()))
    )
    button = hands.find(QAbstractButton, "open_outside")
    hands.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    hands.press("open_outside")
    hands.qtbot.waitUntil(lambda: bool(opened), timeout=PATIENCE)
    hands.press("open_outside")
    assert opened[0] == opened[1]
    assert opened[0].parent == desk.scratch
    assert opened[0].stat().st_mode & 0o777 == 0o400
    assert opened[0].read_bytes().startswith(b"%PDF")
    desk.give_up()
    assert not opened[0].exists()


def test_who_may_have_been_forgotten_is_listed_and_taken_in(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    amounts = (VisitAmount("", Decimal(300)),)
    plan = VisitPlan(title="去年", occasion="春节", year=2025, amounts=amounts)
    office.visits.create(replace(plan, rule=VisitRule(("martyr_survivor",))))
    plan = office.visits.create(
        replace(plan, title="今年", year=2026, rule=VisitRule(communities=("沿河村",)))
    ).plan
    office.people.save(Person(name="周新来", community="沿河村"))
    hands.page.open_plan(plan, PEOPLE)
    words = hands.find(QAbstractButton, "show_missing").text()
    assert words == "去年慰问今年未列 1 人 · 从未慰问 1 人"
    hands.press("show_missing")
    table = hands.find(RecordView, "missing_list")
    assert table.model().record(0).name == "王素芬"
    table.go_to(0)
    hands.press("add_missing")
    assert notices.said[-1] == "已列入 1 户"
    hands.page.reload()
    assert hands.read("missing_count") == "没有"
    hands.press("missing_never")
    table.go_to(0)
    hands.press("add_missing")
    assert {unit.name for unit in office.visits.units(plan.id or 0)} == {
        "赵大明", "王素芬", "周新来"
    }  # fmt: skip
    assert office.visits.add_people(plan.id or 0, [1, 2]) == 1
    hands.press("show_missing")
    assert not hands.page.findChild(QWidget, "missing_people").isVisible()
