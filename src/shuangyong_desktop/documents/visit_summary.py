"""《慰问金（品）发放汇总表》: 村（社区） × 人员类别 × 户数 × 金额 × 品名数量 (CLERK §4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    LANDSCAPE,
    PORTRAIT,
    long_date,
    page_count,
    plan_pages,
)
from shuangyong_desktop.documents.tables import Column, Row, Table, draw_box
from shuangyong_desktop.documents.typesetter import (
    HEAD_GRAY,
    HEADING,
    MM,
    SUM_GRAY,
    Page,
    Style,
    Typesetter,
)
from shuangyong_desktop.documents.visit_book import NOTHING, VisitBook, method_sums, money_cell
from shuangyong_desktop.domain.money import rmb_upper, yuan_text
from shuangyong_desktop.domain.visits import Goods, VisitTotal, total

_ROW_HEIGHT = 6.1 * MM
_HEAD_HEIGHT = 10.9 * MM
_WORDS_HEIGHT = 8.1 * MM
_SIGN_HEIGHTS = (11.7 * MM, 20 * MM)
_SIGN_SHARES = (0.17, 0.5, 0.67, 1.0)
_CLOSING = _ROW_HEIGHT + 2 * _WORDS_HEIGHT + sum(_SIGN_HEIGHTS)
_COMMUNITY, _CATEGORY, _COUNT, _MONEY = 23.6 * MM, 48.5 * MM, 15.2 * MM, 27.4 * MM
_MOST_GOODS_UPRIGHT = 5
_LEAST_ROWS_AT_THE_END = 3
_FIXED = 4  # columns before the goods
_SUM_STYLE = Style(Role.HEI, 10.5)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the summary: its 村（社区）, what it counts and whether it is a 小计."""

    community: str
    words: str
    sums: VisitTotal
    is_subtotal: bool = False


def summary_lines(book: VisitBook) -> list[Line]:
    """The lines of the summary, each 村（社区） closed by its 小计."""
    lines: list[Line] = []
    for community, units in book.volumes().items():
        lines += [Line(community, name, sums) for name, sums in book.by_category(units)]
        lines.append(Line(community, "小　计", total(units), is_subtotal=True))
    return lines


def goods_kinds(book: VisitBook) -> tuple[Goods, ...]:
    """Every article of the book once, in the order in which it first occurs."""
    return total(book.units).goods


def quantity(sums: VisitTotal, kind: Goods) -> int:
    """How many of `kind` there are in `sums`."""
    for item in sums.goods:
        if replace(item, quantity=0) == replace(kind, quantity=0):
            return item.quantity
    return 0


class Summary:
    """The pages of the 汇总表, laid out when made."""

    def __init__(self, setter: Typesetter, book: VisitBook) -> None:
        self._setter = setter
        self._book = book
        self._kinds = goods_kinds(book)
        self._frame = PORTRAIT if len(self._kinds) <= _MOST_GOODS_UPRIGHT else LANDSCAPE
        self._plain = self._table(Style())
        self._bold = self._table(_SUM_STYLE)
        self._lines = summary_lines(book)
        self._rows = [self._lay_out(line) for line in self._lines]
        room = self._frame.bottom - self._frame.top - _HEAD_HEIGHT
        self._pages = plan_pages(
            [row.height for row in self._rows], room, room - _CLOSING,
            least_last=_LEAST_ROWS_AT_THE_END,
            glued={place for place, line in enumerate(self._lines) if line.is_subtotal},
        )  # fmt: skip

    @property
    def page_total(self) -> int:
        """How many pages there will be."""
        return len(self._pages)

    def draw(self) -> None:
        """Draw every page."""
        for number in range(len(self._pages)):
            self._draw_page(number)

    def _table(self, style: Style) -> Table:
        free = self._frame.width - _COMMUNITY - _CATEGORY - _COUNT - _MONEY
        goods = [Column(item.name, free / len(self._kinds), style=style) for item in self._kinds]
        columns = [
            Column("村（社区）", _COMMUNITY),
            Column("人员类别", _CATEGORY if goods else _CATEGORY + free, style=style),
            Column("户数", _COUNT, style=style),
            Column("慰问金（元）", _MONEY, "right", style, inset=2 * MM),
            *goods,
        ]
        return Table(self._setter, columns, self._frame.left, _ROW_HEIGHT)

    def _lay_out(self, line: Line) -> Row:
        table = self._bold if line.is_subtotal else self._plain
        return table.lay_out(("", line.words, *self._figures(line.sums)))

    def _figures(self, sums: VisitTotal) -> tuple[str, ...]:
        counts = [quantity(sums, kind) for kind in self._kinds]
        goods = [str(count) if count else NOTHING for count in counts]
        return (str(sums.units), money_cell(sums.money), *goods)

    def _draw_page(self, number: int) -> None:
        setter, book, frame = self._setter, self._book, self._frame
        page = setter.page(frame.size)
        frame.draw(setter, page, book.summary_title,
                   (f"发放单位：{book.office}", "",
                    f"制表日期：{long_date(book.made_on)}"))  # fmt: skip
        names = list(book.volumes())
        notes = (f"附：{'、'.join(names)}签收册共{len(names)}册", book.purpose_words)
        frame.draw_footer(setter, page, notes,
                          page_count(number + 1, len(self._pages), "汇总表"))  # fmt: skip
        self._draw_head(page)
        y = self._draw_lines(page, self._pages[number], frame.top + _HEAD_HEIGHT)
        if number + 1 == len(self._pages):
            y = self._draw_closing(page, self._draw_sum(page, y))
        page.frame(frame.left, frame.top, frame.width, y - frame.top)
        setter.finish_page(page, bookmark="" if number else "汇总表")

    def _draw_head(self, page: Page) -> None:
        """Like any head, with the specification small under each article."""
        frame, edges = self._frame, self._plain.edges
        page.ground(frame.left, frame.top, frame.width, _HEAD_HEIGHT, HEAD_GRAY)
        for column, x in zip(self._plain.columns[:_FIXED], edges, strict=False):
            box = (x, frame.top, column.width, _HEAD_HEIGHT)
            draw_box(self._setter, page, box, column.head, style=HEADING)
        for item, x, after in zip(self._kinds, edges[_FIXED:-1], edges[_FIXED + 1 :], strict=True):
            name = f"{item.name}（{item.unit}）"
            upper = _HEAD_HEIGHT * (0.58 if item.specification else 1)
            draw_box(self._setter, page, (x, frame.top, after - x, upper), name, style=HEADING)
            draw_box(self._setter, page, (x, frame.top + upper, after - x, _HEAD_HEIGHT - upper),
                     item.specification, style=Style(Role.SONG, 9))  # fmt: skip
        for edge in edges[1:-1]:
            page.down(edge, frame.top, frame.top + _HEAD_HEIGHT)
        page.across(edges[0], edges[-1], frame.top + _HEAD_HEIGHT)

    def _draw_lines(self, page: Page, places: range, top: float) -> float:
        """Draw some lines; a 村（社区） is one merged cell beside its lines on this page."""
        edges = self._plain.edges
        y = merged_from = top
        for place in places:
            line, row = self._lines[place], self._rows[place]
            if line.is_subtotal:
                page.ground(edges[1], y, edges[-1] - edges[1], row.height, SUM_GRAY)
            self._plain.draw_cells(page, y + row.height / 2, row)
            y += row.height
            ends = place + 1 == places.stop or line.is_subtotal
            page.across(edges[0] if ends else edges[1], edges[-1], y)
            if ends:
                box = (edges[0], merged_from, _COMMUNITY, y - merged_from)
                draw_box(self._setter, page, box, line.community)
                merged_from = y
        for edge in edges[1:-1]:
            page.down(edge, top, y)
        return y

    def _draw_sum(self, page: Page, y: float) -> float:
        edges, sums = self._plain.edges, total(self._book.units)
        page.ground(edges[0], y, edges[-1] - edges[0], _ROW_HEIGHT, HEAD_GRAY)
        row = self._bold.lay_out(("", "", *self._figures(sums)))
        self._plain.draw_cells(page, y + _ROW_HEIGHT / 2, row)
        draw_box(self._setter, page, (edges[0], y, edges[2] - edges[0], _ROW_HEIGHT), "合　计",
                 style=_SUM_STYLE)  # fmt: skip
        for edge in edges[2:-1]:
            page.down(edge, y, y + _ROW_HEIGHT)
        y += _ROW_HEIGHT
        page.across(edges[0], edges[-1], y)
        upper, figures = rmb_upper(sums.money), yuan_text(sums.money)
        for text in (
            f"慰问金合计（大写）：人民币{upper}　（小写）：￥{figures}",
            method_sums(self._book.units),
        ):
            box = (edges[0] + 4, y, edges[-1] - edges[0] - 8, _WORDS_HEIGHT)
            draw_box(self._setter, page, box, text, align="left")
            y += _WORDS_HEIGHT
            page.across(edges[0], edges[-1], y)
        return y

    def _draw_closing(self, page: Page, y: float) -> float:
        frame = self._frame
        edges = [frame.left, *(frame.left + frame.width * part for part in _SIGN_SHARES)]
        rows: Sequence[Sequence[str]] = (
            ("经办人", "", "审核人", ""),
            ("分管领导\n审　　批", "年　　月　　日", "发放单位\n（盖章）", "年　　月　　日"),
        )
        for texts, height in zip(rows, _SIGN_HEIGHTS, strict=True):
            for place, text in enumerate(texts):
                x, width = edges[place], edges[place + 1] - edges[place]
                if place:
                    page.down(x, y, y + height)
                if place % 2:  # the place to sign, with the date low on its right
                    box = (x, y + height * 0.6, width - 3 * MM, height * 0.4)
                    draw_box(self._setter, page, box, text, align="right")
                else:
                    draw_box(self._setter, page, (x, y, width, height), text, style=HEADING,
                             gray=HEAD_GRAY)  # fmt: skip
            y += height
            page.across(frame.left, frame.right, y)
        return y
