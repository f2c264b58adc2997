"""《慰问金（品）发放签收册》 with its 《汇总表》 as PDF (fields: CLERK §4).

One volume per 村（社区）, its pages counted on their own, one closing block at its end.
"""

from collections.abc import Sequence
from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    LANDSCAPE,
    Tick,
    long_date,
    never_mind,
    page_count,
    plan_pages,
)
from shuangyong_desktop.documents.tables import Column, Row, Table, draw_box
from shuangyong_desktop.documents.typesetter import (
    HEAD_GRAY,
    HEADING,
    MM,
    Align,
    Page,
    Style,
    Typesetter,
)
from shuangyong_desktop.documents.visit_book import (
    BANK_NOTE,
    VisitBook,
    goods_words,
    money_cell,
    paid_by_bank,
)
from shuangyong_desktop.documents.visit_summary import Summary
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import rmb_upper
from shuangyong_desktop.domain.visits import VisitUnit, total

# A signature needs at least 30 × 12 mm (CLERK §4).
COLUMNS = (
    Column("序号", 8.9 * MM),
    Column("姓名", 17.5 * MM, style=Style(Role.SONG, 12), is_name=True),
    Column("身份证号", 36.6 * MM),
    Column("人员类别", 25.9 * MM, style=Style(Role.SONG, 10)),
    Column("住　址", 32.5 * MM, "left"),
    Column("慰问金\n（元）", 18 * MM, "right", Style(Role.SONG, 11)),
    Column("慰问品/\n数量", 17 * MM, style=Style(Role.SONG, 10)),
    Column("发放\n方式", 12.5 * MM),
    Column("领取人签字\n（手印）", 32 * MM),
    Column("代领人签字/\n关系/证件号", 38.1 * MM),
    Column("领取日期", 17 * MM),
    Column("备注", 12 * MM),
)
ROW_HEIGHT = 12.2 * MM
_HIGHEST_ROW = 13.4 * MM
_HEAD_HEIGHT = 12 * MM
_SUM_HEIGHT = 10.2 * MM
_SIGN_HEIGHTS = (13 * MM, 20.6 * MM)
# Right edges of the boxes of the closing block, from the left edge of the table.
_CLOSING_EDGES = tuple(edge * MM for edge in (25.9, 73.9, 112.0, 156.0, 174.0, 213.9, 231.9, 268.0))
_CLOSING_WORDS = (
    ("发放人\n（2人）", "", "证　明　人\n（村〔社区〕干部）", "", "经办人", "", "审核人", ""),
    ("分管领导\n审　　批", "", "发放单位\n（盖章）", "", "日　期", "年　　月　　日", "附　件",
     "　　张"),
)  # fmt: skip
_LEAST_ROWS_AT_THE_END = 4


def write_visit_sheets(path: Path, book: VisitBook, *, tick: Tick = never_mind) -> None:
    """Write the sign-off sheets of every 村（社区） and the 汇总表 to `path` as one PDF.

    Raises Problem when there is nobody on it, a character cannot be drawn or the file cannot be
    written; an older file at `path` then stays as it was.
    """
    if not book.units:
        raise Problem("方案里还没有慰问对象，签收册没有生成。请先定对象。", code="nobody")
    with atomic_write(path) as stream:
        setter = Typesetter(
            stream, title=book.title, subject=book.purpose, author=book.office, demo=book.demo
        )
        table = Table(setter, COLUMNS, LANDSCAPE.left, ROW_HEIGHT)
        volumes = [_Volume(setter, table, book, *item) for item in book.volumes().items()]
        summary = Summary(setter, book)
        pages = sum(len(volume.pages) for volume in volumes) + summary.page_total
        done = 0
        for volume in volumes:
            for number in range(len(volume.pages)):
                volume.draw(number)
                done += 1
                tick(done, pages)
        summary.draw()
        tick(pages, pages)
        setter.finish()


class _Volume:
    """The sheets of one 村（社区）: laid out when made, so that the page count is known."""

    def __init__(
        self,
        setter: Typesetter,
        table: Table,
        book: VisitBook,
        community: str,
        units: Sequence[VisitUnit],
    ) -> None:
        self._setter = setter
        self._table = table
        self._book = book
        self._community = community
        self._units = units
        self._rows = [
            table.lay_out(cells(book, place, unit)) for place, unit in enumerate(units, 1)
        ]
        self._room = LANDSCAPE.bottom - LANDSCAPE.top - _HEAD_HEIGHT
        self.pages = plan_pages(
            [row.height for row in self._rows], self._room,
            self._room - _SUM_HEIGHT - sum(_SIGN_HEIGHTS), least_last=_LEAST_ROWS_AT_THE_END,
        )  # fmt: skip

    def draw(self, number: int) -> None:
        """Draw the page `number`, from 0; the last one closes the volume."""
        setter, book, frame = self._setter, self._book, LANDSCAPE
        page = setter.page(frame.size)
        frame.draw(setter, page, book.title,
                   (f"村（社区）：{self._community}", f"发放单位：{book.office}",
                    f"制表日期：{long_date(book.made_on)}"))  # fmt: skip
        notes = (BANK_NOTE if paid_by_bank(self._units) else "", book.purpose_words)
        frame.draw_footer(setter, page, notes,
                          page_count(number + 1, len(self.pages), self._community))  # fmt: skip
        last = number + 1 == len(self.pages)
        rows = [self._rows[place] for place in self.pages[number]]
        heights = [row.height for row in rows] if last else self._stretched(rows)
        self._table.draw_head(page, frame.top, _HEAD_HEIGHT)
        end = self._table.draw_rows(page, frame.top + _HEAD_HEIGHT, rows, heights)
        if last:
            end = self._draw_closing(page, self._draw_total(page, end))
        page.frame(frame.left, frame.top, self._table.width, end - frame.top)
        setter.finish_page(page, bookmark="" if number else self._community)

    def _stretched(self, rows: Sequence[Row]) -> list[float]:
        """Rows of a page that is not full are made a little higher: more room to sign."""
        stretch = min(self._room / sum(row.height for row in rows), _HIGHEST_ROW / ROW_HEIGHT)
        return [row.height * stretch for row in rows]

    def _draw_total(self, page: Page, y: float) -> float:
        edges, sums = self._table.edges, total(self._units)
        goods = f"慰问品：{goods_words(sums.goods)}" if sums.goods else "慰问品：无"
        boxes: tuple[tuple[int, int, str, Style, Align], ...] = (
            (0, 2, "合　计", HEADING, "center"),
            (2, 3, f"{sums.units}户", Style(), "center"),
            (3, 5, f"（大写）人民币{rmb_upper(sums.money)}", Style(), "left"),
            (5, 6, money_cell(sums.money), Style(Role.SONG, 11), "right"),
            (6, 12, goods, Style(), "left"),
        )
        for first, after, text, style, align in boxes:
            box = (edges[first], y, edges[after] - edges[first], _SUM_HEIGHT)
            draw_box(self._setter, page, box, text, style=style, align=align)
            if first:
                page.down(edges[first], y, y + _SUM_HEIGHT)
        page.across(edges[0], edges[-1], y + _SUM_HEIGHT)
        return y + _SUM_HEIGHT

    def _draw_closing(self, page: Page, y: float) -> float:
        """The one closing block of the volume (CLERK §4); where it ends."""
        left = self._table.left
        for words, height in zip(_CLOSING_WORDS, _SIGN_HEIGHTS, strict=True):
            x = left
            for place, text in enumerate(words):
                after = left + _CLOSING_EDGES[place]
                label = place % 2 == 0
                draw_box(
                    self._setter, page, (x, y, after - x, height), text,
                    style=HEADING if label else Style(), gray=HEAD_GRAY if label else None,
                )  # fmt: skip
                if place:
                    page.down(x, y, y + height)
                x = after
            y += height
            page.across(left, self._table.right, y)
        return y


def cells(book: VisitBook, number: int, unit: VisitUnit) -> tuple[str, ...]:
    """The texts of one line of the sign-off sheet, in the order of `COLUMNS`."""
    return (
        str(number),
        unit.name,
        unit.id_number or "",
        book.category_name(unit),
        unit.address,
        money_cell(unit.money),
        "\n".join(map(str, unit.goods)),
        unit.method_words,
        "",
        "",
        "　月　日",
        "",
    )
