"""联系: who is due, appeals on their way, opinions, and the ledger of it all (UX §2.4)."""

from collections.abc import Callable

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.parts import Part, PartedPage

PARTS = (
    Part("contacts_due", "应联系名单", "calendar-due"),
    Part("contacts_appeals", "诉求办理", "message-report"),
    Part("contacts_opinions", "意见建议", "bulb"),
    Part("contacts_ledger", "工作台账", "clipboard-list"),
)


class ContactsPage(PartedPage):
    """The parts, with what is overdue or due beside their names."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices, go, PARTS)

    def reload(self) -> None:
        """Count what waits; the part in front asks anew by itself."""
        super().reload()
        office = self.desk.office
        appeals = office.appeals.counts()
        self.say_waiting("contacts_due", office.contacts.counts().badge)
        self.say_waiting("contacts_appeals", appeals.badge)
        self.say_waiting("contacts_opinions", appeals.opinions)

    def show_part(self, key: str) -> None:
        """Bring a part to the front, by its key or the end of it: “appeals”."""
        super().show_part(key if key.startswith("contacts_") else f"contacts_{key}")


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ContactsPage:
    """The page, for the frame."""
    return ContactsPage(desk, notices, go)
