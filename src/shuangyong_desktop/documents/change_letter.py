"""停发报告 as a letter: the words and the table of a 变动材料 for .docx with styles (CLERK §4)."""

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable
from shuangyong_desktop.documents.letters import (
    Block,
    BlockKind,
    Cell,
    Letter,
    Line,
    paragraph,
    section,
)
from shuangyong_desktop.domain.errors import Problem

_LEFT_OUT = ("人员类别",)
"""What the table of the upright page has no room for; it stands in the list that goes along."""
_HEIGHT = 9.0
_SEAL = "（单位盖章）"


def letter_of(sheet: ChangeSheet) -> Letter:
    """`sheet` as a letter: whom it addresses, why, its tables, and last who signs.

    Its lead addresses somebody where its first line ends with a colon; where the seal goes is
    said by the signature of every letter.

    Raises Problem when nothing stands on it.
    """
    if not any(table.rows for table in sheet.tables):
        raise Problem("这段时间没有可以列出的内容，材料没有生成。请调整时间。", code="nothing")
    body = [words.strip() for words in sheet.lead]
    addressee = body.pop(0).rstrip("：") if body and body[0].endswith("：") else ""
    several = len(sheet.tables) > 1
    blocks: list[Block] = [paragraph(words) for words in body]
    for table in sheet.tables:
        named = table.lead or ((table.name,) if several else ())
        blocks += [section(words) for words in named]
        blocks.append(_table(table))
    blocks += [Block(kind=BlockKind.FLUSH, text=words) for words in sheet.notes]
    signs = [words for words in sheet.signs if not words.startswith(_SEAL)]
    blocks.append(Block(kind=BlockKind.FLUSH, text="　　　　".join(signs)))
    day = sheet.made_on
    return Letter(
        title=sheet.title,
        addressee=addressee,
        blocks=tuple(blocks),
        signed=sheet.office,
        day=f"{day.year}年{day.month}月{day.day}日",
        office=sheet.office,
        purpose=sheet.purpose,
        demo=sheet.demo,
    )


def _table(table: ChangeTable) -> Block:
    kept = [place for place, head in enumerate(table.heads) if head.text not in _LEFT_OUT]
    heads = [table.heads[place] for place in kept]
    head = Line(tuple(Cell(each.text, label=True) for each in heads), _HEIGHT)
    lines = [
        Line(
            tuple(
                Cell(row.cells[place], label=row.strong, left=table.heads[place].align == "left")
                for place in kept
            ),
            _HEIGHT,
        )
        for row in table.rows
    ]
    widths = tuple(max(each.width, len(each.text) + 1) for each in heads)
    return Block(kind=BlockKind.TABLE, lines=(head, *lines), widths=widths, heads=1)
