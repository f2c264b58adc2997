"""数据: what goes in, what is wrong, what was done, what is kept safe — one tab each."""

from collections.abc import Callable

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.parts import Part, PartedPage

PARTS = (
    Part("imports", "导入", "file-import"),
    Part("data_faults", "数据核查", "list-check"),
    Part("duplicates", "疑似重复", "copy-check"),
    Part("history", "操作记录", "history"),
    Part("backups", "备份", "shield-check"),
    Part("recycle", "回收站", "trash"),
)


class DataPage(PartedPage):
    """The parts; a spreadsheet that is dropped on the window is opened in the first."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices, go, PARTS)

    def open_file(self, path: str) -> None:
        """Begin to import the spreadsheet at `path`."""
        self.show_part("imports")
        self.part("imports").open_file(path)  # type: ignore[attr-defined]


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> DataPage:
    """The page, for the frame."""
    return DataPage(desk, notices, go)
