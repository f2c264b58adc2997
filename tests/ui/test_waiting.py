"""What waits behind the tabs of the rail."""

from datetime import date, timedelta

from PySide6.QtWidgets import QToolButton

from shuangyong_desktop.domain.contacts import Appeal
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import waiting
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.waiting import Waiting
from shuangyong_desktop.ui.widgets.rail import Rail, Tab
from ui.conftest import LI

TABS = (Tab("ledger", "台账", "人员台账", "address-book"),
        Tab("contacts", "联系", "联系与诉求", "messages"))  # fmt: skip


def _overdue(office: Office) -> None:
    person = office.people.save(LI)
    long_ago = date.today() - timedelta(days=90)  # noqa: DTZ011 (the clerk's day)
    office.appeals.register(
        Appeal(person_id=person.id, date=long_ago.isoformat(), content="住房漏雨")
    )


def test_what_is_overdue_is_counted_in_slices(desk: Desk, office: Office, qtbot) -> None:
    _overdue(office)
    counting = Waiting(desk, desk)
    heard: dict[str, int] = {}
    counting.known.connect(heard.__setitem__)
    counting.begin()
    qtbot.waitUntil(lambda: "contacts" in heard, timeout=20_000)
    assert heard["contacts"] == 1


def test_a_ledger_beyond_any_desk_is_not_counted(
    desk: Desk, office: Office, qtbot, monkeypatch
) -> None:
    _overdue(office)
    monkeypatch.setattr(waiting, "_MOST_PEOPLE", 0)
    counting = Waiting(desk, desk)
    with qtbot.assertNotEmitted(counting.known, wait=50):
        counting.begin()


def test_the_tab_says_how_much_waits(qapp, qtbot) -> None:
    assert qapp
    rail = Rail(TABS, lambda _key: None)
    qtbot.addWidget(rail)
    rail.show()
    tab = rail.findChild(QToolButton, "tab_contacts")
    for wide in (False, True):
        rail.set_wide(wide=wide)
        for count, words in ((7, "联系与诉求，7 件待办"), (120, "联系与诉求，120 件待办"),
                             (0, "联系与诉求")):  # fmt: skip
            rail.say_waiting("contacts", count)
            rail.grab()
            assert tab.accessibleName() == words
