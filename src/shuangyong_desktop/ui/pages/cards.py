"""优待证, one part of 动态."""

from collections.abc import Callable

from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.handouts import HandoutsPart


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> HandoutsPart:
    """The part, for its page."""
    return HandoutsPart(desk, notices, go, HandoutItem.CARD)
