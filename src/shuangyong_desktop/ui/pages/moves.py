"""动态: what happened to people, what follows from it, who reported it (DOMAIN §6)."""

from collections.abc import Callable

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.parts import Part, PartedPage

PARTS = (
    Part("moves_events", "变动", "arrows-exchange"),
    Part("moves_follow_ups", "后续事项", "list-check"),
    Part("moves_recoveries", "多发追回", "cash"),
    Part("moves_reports", "零报告", "report"),
    Part("moves_lists", "名单比对", "copy-check"),
    Part("rounds", "确认和摸排", "clipboard-list"),
    Part("plaques", "光荣牌", "medal"),
    Part("cards", "优待证", "id"),
)


class MovesPage(PartedPage):
    """The parts, with what is due or overdue beside their names."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices, go, PARTS)

    def reload(self) -> None:
        """Count what waits; the part in front asks anew by itself."""
        super().reload()
        office = self.desk.office
        self.say_waiting("moves_follow_ups", office.follow_ups.due_count())
        self.say_waiting("moves_recoveries", office.recoveries.open_count())
        self.say_waiting("moves_reports", len(office.zero_reports.overdue()))
        self.say_waiting("rounds", office.rounds.overdue())


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> MovesPage:
    """The page, for the frame."""
    return MovesPage(desk, notices, go)
