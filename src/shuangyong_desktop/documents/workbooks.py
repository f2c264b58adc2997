"""The listed papers as .xlsx: 签收册 with 汇总表, and 花名册; the same fields as on paper."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from shuangyong_desktop.documents.excel import (
    Cell,
    Line,
    Sheet,
    SheetColumn,
    column_of,
    record_cells,
    write_workbook,
)
from shuangyong_desktop.documents.frames import Tick, long_date, never_mind
from shuangyong_desktop.documents.roster import NO_NAME, Roster, money_sums
from shuangyong_desktop.documents.visit_book import (
    BANK_NOTE,
    VisitBook,
    goods_words,
    method_sums,
    paid_by_bank,
)
from shuangyong_desktop.documents.visit_summary import goods_kinds, quantity, summary_lines
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import rmb_upper, yuan_text
from shuangyong_desktop.domain.visits import VisitTotal, VisitUnit, total

# As wide together as the page, so that a printed signature cell keeps its 30 × 12 mm (CLERK §4).
_SIGNOFF = (
    SheetColumn("序号", 2.5, "count"),
    SheetColumn("姓名", 4.5),
    SheetColumn("身份证号", 9.5, "code"),
    SheetColumn("人员类别", 6),
    SheetColumn("住址", 8, align="left"),
    SheetColumn("慰问金\n（元）", 4.5, "money"),
    SheetColumn("慰问品/\n数量", 4),
    SheetColumn("发放\n方式", 3),
    SheetColumn("领取人签字\n（手印）", 8),
    SheetColumn("代领人签字/\n关系/证件号", 9),
    SheetColumn("领取日期", 4),
    SheetColumn("备注", 2.5),
)
_SIGNATURE_HEIGHT, _ROW_HEIGHT = 37.0, 18.0
_GAP = "　" * 8
_CLOSING = (
    f"发放人（2人）：{_GAP}证明人（村〔社区〕干部）：{_GAP}经办人：{_GAP}审核人：",
    f"分管领导审批：{_GAP}发放单位（盖章）：{_GAP}日期：　　年　　月　　日{_GAP}附件　　张",
)
_SUMMARY_CLOSING = f"经办人：{_GAP}审核人：{_GAP}分管领导审批：{_GAP}发放单位（盖章）："


def write_visit_workbook(path: Path, book: VisitBook, *, tick: Tick = never_mind) -> None:
    """Write one sheet per 村（社区） and the 汇总表 to `path`. Raises Problem like the PDF."""
    if not book.units:
        raise Problem("方案里还没有慰问对象，签收册没有生成。请先定对象。", code="nobody")
    sheets = [_signoff(book, name, units) for name, units in book.volumes().items()]
    write_workbook(path, [*sheets, _summary(book)], author=book.office, tick=tick)


def write_roster_workbook(path: Path, roster: Roster, *, tick: Tick = never_mind) -> None:
    """Write the 花名册 to `path`, masked like the paper. Raises Problem like the PDF."""
    roster.check()
    columns = [SheetColumn("序号", 4, "count"), *map(column_of, roster.schema)]
    sheet = Sheet(
        name="花名册" if roster.counted == "人" else roster.title,
        title=_title(roster.title, demo=roster.demo),
        columns=columns,
        lines=_roster_lines(roster),
        above=(
            f"填报单位：{roster.office}",
            f"填报日期：{long_date(roster.made_on)}",
            *([f"用途：{roster.purpose}"] if roster.purpose else []),
            *([roster.caution] if roster.caution else []),
        ),
        below=(f"填报人：{roster.filled_by}　　　　　　审核人：{roster.checked_by}",),
        bands=(("", 1), *roster.bands) if roster.two_heads else (),
        row_height=_SIGNATURE_HEIGHT if roster.signed else _ROW_HEIGHT,
    )
    write_workbook(path, [sheet], author=roster.office, tick=tick)


def _title(title: str, *, demo: bool) -> str:
    return f"{title}（演示数据）" if demo else title


def _above(book: VisitBook, *first: str) -> tuple[str, ...]:
    purpose = (book.purpose_words,) if book.purpose else ()
    day = f"制表日期：{long_date(book.made_on)}"
    return (*first, f"发放单位：{book.office}", day, *purpose)


def _signoff(book: VisitBook, community: str, units: list[VisitUnit]) -> Sheet:
    sums = total(units)
    lines = [
        Line(
            (number, unit.name, unit.id_number, book.category_name(unit), unit.address,
             unit.money, "\n".join(map(str, unit.goods)), unit.method_words,
             "", "", "", "")
        )
        for number, unit in enumerate(units, 1)
    ]  # fmt: skip
    lines.append(
        Line(
            (None, "合计", f"{sums.units}户", "", "", sums.money, goods_words(sums.goods),
             "", "", "", "", ""), strong=True,
        )
    )  # fmt: skip
    upper = f"慰问金合计（大写）：人民币{rmb_upper(sums.money)}"
    notes = (BANK_NOTE,) if paid_by_bank(units) else ()
    return Sheet(
        name=community, title=_title(book.title, demo=book.demo), columns=_SIGNOFF, lines=lines,
        above=_above(book, f"村（社区）：{community}"), below=(upper, *_CLOSING, *notes),
        row_height=_SIGNATURE_HEIGHT,
    )  # fmt: skip


def _summary(book: VisitBook) -> Sheet:
    kinds = goods_kinds(book)
    columns = (
        SheetColumn("村（社区）", 10),
        SheetColumn("人员类别", 14),
        SheetColumn("户数", 5, "count"),
        SheetColumn("慰问金（元）", 9, "money"),
        *(SheetColumn(f"{item.name}（{item.unit}）\n{item.specification}".strip(), 8, "count")
          for item in kinds),
    )  # fmt: skip

    def figures(sums: VisitTotal) -> tuple[Cell, ...]:
        return (sums.units, sums.money, *(quantity(sums, kind) for kind in kinds))

    sums = total(book.units)
    lines = [
        Line((line.community, line.words, *figures(line.sums)), strong=line.is_subtotal)
        for line in summary_lines(book)
    ]
    lines.append(Line(("合计", "", *figures(sums)), strong=True))
    words = (
        f"慰问金合计（大写）：人民币{rmb_upper(sums.money)}　（小写）：￥{yuan_text(sums.money)}"
    )
    return Sheet(
        name="汇总表", title=_title(book.summary_title, demo=book.demo), columns=columns,
        lines=lines, above=_above(book),
        below=(words, method_sums(book.units), _SUMMARY_CLOSING),
    )  # fmt: skip


def _roster_lines(roster: Roster) -> Iterator[Line]:
    grouped = any(group.name for group in roster.groups)
    number = 0
    for group in roster.groups:
        if not group.records:
            continue
        for record in group.records:
            number += 1
            yield Line((number, *record_cells(roster.schema, record, masked=roster.masked)))
        if grouped:
            words = f"{group.name or NO_NAME} 小计 {len(group.records)}{roster.counted}"
            yield _sum_line(roster, words, list(group.records))
    everybody = [record for group in roster.groups for record in group.records]
    yield _sum_line(roster, f"合计 {roster.count}{roster.counted}", everybody)


def _sum_line(roster: Roster, words: str, records: list[object]) -> Line:
    sums = money_sums(roster, records)
    cells: list[Cell] = [None, *(sums.get(column.key) for column in roster.schema)]
    cells[0 if isinstance(cells[1], Decimal) else 1] = words
    return Line(cells, strong=True)
