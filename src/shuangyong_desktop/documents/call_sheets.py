"""《联系登记表》: one locked sheet for a 村（社区） to fill in and send back (CLERK §5.7)."""

from pathlib import Path

from shuangyong_desktop.documents.call_book import CallBook
from shuangyong_desktop.documents.excel import Line, Sheet, SheetColumn, write_workbook
from shuangyong_desktop.documents.frames import Tick, never_mind
from shuangyong_desktop.domain.contact_returns import (
    APPEAL_HEAD,
    NUMBER_HEAD,
    OPINION_HEAD,
    WAY_HEAD,
)
from shuangyong_desktop.domain.contacts import CONTACTS
from shuangyong_desktop.domain.errors import Problem

_TOLD = (
    "填表说明：联系一户填一行，“联系时间”写成 2026-07-28 的样子；没有联系上的，“联系上”选“否”。"
    "不要删行、改行；同一人联系几次的，时间填最近一次，其余写在“联系内容”里。"
)


def write_call_workbook(path: Path, book: CallBook, *, tick: Tick = never_mind) -> None:
    """Write the sheet to `path`; only the contact, telephone and address can be filled in.

    Raises Problem when nobody is on it or the file cannot be written.
    """
    if not book.entries:
        raise Problem("没有要联系的人员，联系登记表没有生成。", code="nobody")
    sheet = Sheet(
        name=book.community,
        title=f"{book.title}（演示数据）" if book.demo else book.title,
        columns=_columns(book.ways),
        lines=[
            Line((place, str(entry.number), entry.name, entry.birth_date, entry.categories,
                  entry.address, entry.phone, entry.last, entry.due, *[""] * _OPEN))
            for place, entry in enumerate(book.entries, 1)
        ],
        above=(
            f"村（社区）：{book.community}",
            f"填报单位：{book.office}",
            *([f"用途：{book.purpose}"] if book.purpose else []),
        ),
        below=(_TOLD,),
        locked=True,
    )  # fmt: skip
    write_workbook(path, [sheet], author=book.office, tick=tick)


_OPEN = 9


def _columns(ways: tuple[str, ...]) -> tuple[SheetColumn, ...]:
    def own(key: str, width: float, *choices: str, align: str = "center") -> SheetColumn:
        label = CONTACTS.schema[key].label
        return SheetColumn(label, width, align=align, open=True, choices=choices)

    return (
        SheetColumn("序号", 2.5, "count"),
        SheetColumn(NUMBER_HEAD, 4, "code"),
        SheetColumn("姓名", 5),
        SheetColumn("出生日期", 6, "code"),
        SheetColumn("人员类别", 9),
        SheetColumn("住址", 12, align="left", open=True),
        SheetColumn("联系电话", 8, "code", open=True),
        SheetColumn("上次联系", 6, "code"),
        SheetColumn("应联系", 6, "code"),
        own("date", 6),
        SheetColumn(WAY_HEAD, 5, open=True, choices=ways),
        own("officer", 5),
        own("reached", 4, "是", "否"),
        own("content", 16, align="left"),
        SheetColumn(APPEAL_HEAD, 12, align="left", open=True),
        SheetColumn(OPINION_HEAD, 10, align="left", open=True),
        own("next_date", 6),
        own("remarks", 8, align="left"),
    )
