"""《核对表》 of a round: to be signed on paper, or sent out as a workbook and read back.

One volume per 村（社区）, its pages counted on their own, one closing block at its end.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.excel import Line, Sheet, SheetColumn, write_workbook
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    LANDSCAPE,
    Tick,
    long_date,
    never_mind,
    page_count,
    plan_pages,
)
from shuangyong_desktop.documents.round_book import (
    NO_COMMUNITY,
    NUMBER_HEAD,
    RoundBook,
    RoundEntry,
    RoundVolume,
)
from shuangyong_desktop.documents.tables import Column, Row, Table
from shuangyong_desktop.documents.typesetter import MM, Style, Typesetter
from shuangyong_desktop.domain.errors import Problem

_SMALL = Style(Role.SONG, 10)
COLUMNS = (
    Column("序号", 9 * MM),
    Column("姓名", 17.5 * MM, style=Style(Role.SONG, 12), is_name=True),
    Column("身份证号", 36 * MM),
    Column("人员类别", 30 * MM, style=_SMALL),
    Column("住　址", 42 * MM, "left", _SMALL),
    Column("联系电话", 24 * MM, style=_SMALL),
    Column("结果", 34 * MM, "left", Style(Role.SONG, 9)),
    Column("确认\n方式", 13 * MM, style=_SMALL),
    Column("本人或家属\n签字", 27 * MM),
    Column("变更内容、备注", 35.5 * MM, "left", _SMALL),
)
_ROW_HEIGHT = 12.2 * MM
_HEAD_HEIGHT = 12 * MM
_SIGN_HEIGHT = 14 * MM
_LEAST_ROWS_AT_THE_END = 4
_SIGNS = ("核对人（2人）：", "村（社区）负责人：", "（盖章）　　年　　月　　日")


def write_round_sheets(path: Path, book: RoundBook, *, tick: Tick = never_mind) -> None:
    """Write the 核对表 of every 村（社区） to `path` as one PDF, A4 landscape.

    Raises Problem when nobody is on it, a character cannot be drawn or the file cannot be
    written; an older file at `path` then stays as it was.
    """
    _refuse_empty(book)
    with atomic_write(path) as stream:
        setter = Typesetter(
            stream, title=book.title, subject=book.purpose, author=book.office, demo=book.demo
        )
        table = Table(setter, COLUMNS, LANDSCAPE.left, _ROW_HEIGHT)
        volumes = [_Volume(setter, table, book, volume) for volume in book.volumes]
        pages = sum(len(volume.pages) for volume in volumes)
        done = 0
        for volume in volumes:
            for number in range(len(volume.pages)):
                volume.draw(number)
                done += 1
                tick(done, pages)
        setter.finish()


class _Volume:
    """The sheets of one 村（社区）: laid out when made, so that the page count is known."""

    def __init__(
        self, setter: Typesetter, table: Table, book: RoundBook, volume: RoundVolume
    ) -> None:
        self._setter, self._table, self._book = setter, table, book
        self._name = volume.community or NO_COMMUNITY
        self._count = len(volume.entries)
        boxes = _boxes(book.findings)
        self._rows: list[Row] = [
            table.lay_out(_cells(place, entry, boxes))
            for place, entry in enumerate(volume.entries, 1)
        ]
        room = LANDSCAPE.bottom - LANDSCAPE.top - _HEAD_HEIGHT
        self.pages = plan_pages(
            [row.height for row in self._rows], room, room - _SIGN_HEIGHT,
            least_last=_LEAST_ROWS_AT_THE_END,
        )  # fmt: skip

    def draw(self, number: int) -> None:
        """Draw the page `number`, from 0; the last one closes the volume."""
        setter, book, frame = self._setter, self._book, LANDSCAPE
        page = setter.page(frame.size)
        due = f"　{book.due}前交回" if book.due else ""
        frame.draw(setter, page, book.title,
                   (f"村（社区）：{self._name}（{self._count}人）", f"填报单位：{book.office}",
                    f"制表日期：{long_date(book.made_on)}{due}"))  # fmt: skip
        purpose = f"用途：{book.purpose}" if book.purpose else ""
        frame.draw_footer(setter, page, (purpose,),
                          page_count(number + 1, len(self.pages), self._name))  # fmt: skip
        rows = [self._rows[place] for place in self.pages[number]]
        self._table.draw_head(page, frame.top, _HEAD_HEIGHT)
        top = frame.top + _HEAD_HEIGHT
        end = self._table.draw_rows(page, top, rows, [row.height for row in rows])
        page.frame(frame.left, frame.top, self._table.width, end - frame.top)
        if number + 1 == len(self.pages):
            for place, words in enumerate(_SIGNS):
                x = frame.left + frame.width * place / len(_SIGNS)
                setter.line(page, x, end + 9 * MM, words)
        setter.finish_page(page, bookmark="" if number else self._name)


def _boxes(findings: Sequence[str]) -> str:
    """The findings to be ticked, in two lines."""
    half = -(-len(findings) // 2)
    return "\n".join(
        "　".join(f"□{finding}" for finding in line) for line in (findings[:half], findings[half:])
    )


def _cells(place: int, entry: RoundEntry, boxes: str) -> tuple[str, ...]:
    """The texts of one line; a result that is known already stands in the place of the boxes."""
    told = "；".join(words for words in (entry.changes, entry.remarks) if words)
    return (
        str(place), entry.name, entry.id_number, entry.categories, entry.address, entry.phone,
        entry.finding or boxes, entry.way, "", told,
    )  # fmt: skip


def write_round_workbook(path: Path, book: RoundBook, *, tick: Tick = never_mind) -> None:
    """Write one locked sheet per 村（社区） to `path`; only the result can be filled in.

    Raises Problem like the PDF.
    """
    _refuse_empty(book)
    columns = _sheet_columns(book)
    sheets = [
        Sheet(
            name=volume.community or NO_COMMUNITY,
            title=f"{book.title}（演示数据）" if book.demo else book.title,
            columns=columns,
            lines=_lines(volume.entries),
            above=(
                f"村（社区）：{volume.community or NO_COMMUNITY}",
                f"填报单位：{book.office}",
                *([f"{book.due}前交回"] if book.due else []),
                *([f"用途：{book.purpose}"] if book.purpose else []),
            ),
            below=("填表说明：只填“结果”及其右边各栏，不要删行、改行；查有新增人员另附名单。",),
            locked=True,
        )
        for volume in book.volumes
    ]
    write_workbook(path, sheets, author=book.office, tick=tick)


def _sheet_columns(book: RoundBook) -> tuple[SheetColumn, ...]:
    return (
        SheetColumn("序号", 2.5, "count"),
        SheetColumn(NUMBER_HEAD, 4, "code"),
        SheetColumn("姓名", 5),
        SheetColumn("身份证号", 10, "code"),
        SheetColumn("出生日期", 6, "code"),
        SheetColumn("人员类别", 9),
        SheetColumn("住址", 12, align="left", open=True),
        SheetColumn("联系电话", 8, "code", open=True),
        SheetColumn("结果", 5, open=True, choices=book.findings),
        SheetColumn("确认方式", 5, open=True, choices=book.ways),
        SheetColumn("确认时间", 6, open=True),
        SheetColumn("确认人", 5, open=True),
        SheetColumn("变更内容", 10, align="left", open=True),
        SheetColumn("备注", 8, align="left", open=True),
    )


def _lines(entries: Sequence[RoundEntry]) -> Iterator[Line]:
    for place, entry in enumerate(entries, 1):
        yield Line(
            (place, str(entry.number), entry.name, entry.id_number, entry.birth_date,
             entry.categories, entry.address, entry.phone, entry.finding, entry.way,
             entry.done_on, entry.done_by, entry.changes, entry.remarks)
        )  # fmt: skip


def _refuse_empty(book: RoundBook) -> None:
    if not book.entries:
        raise Problem("这一轮里没有要核对的人员，核对表没有生成。", code="nobody")
