"""公文 (letters): what goes round for signature, once declared for PDF and for Word (CLERK §4).

A letter is a title and blocks in order; both writers follow 党政机关公文格式 (GB/T 9704): 28 signs
to a line, 22 lines to a page, 小标宋 title, 黑体 and 楷体 headings, 仿宋 text, “— 1 —”.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from shuangyong_desktop.documents.frames import Tick, never_mind


class BlockKind(StrEnum):
    """What a block is."""

    CHAPTER = "一级标题"
    SECTION = "二级标题"
    TEXT = "正文"
    FLUSH = "顶格"
    RIGHT = "右对齐"
    TABLE = "表格"
    TITLE = "附件标题"
    CAPTION = "表题"
    NOTE = "注"
    CHART = "柱状图"
    NEW_PAGE = "另起一页"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, how many columns it covers, and whether it is a heading."""

    text: str = ""
    span: int = 1
    label: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of cells, at least `height` millimetres high."""

    cells: tuple[Cell, ...]
    height: float = 9.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block. A table has `lines` and the `widths` of its columns in any one unit.

    `heads` of the lines are its head, repeated on every page. A chart has `bars` with a value
    for each name in `series`; `text` is its caption, which stands below (图题).
    """

    kind: BlockKind
    text: str = ""
    lines: tuple[Line, ...] = ()
    widths: tuple[float, ...] = ()
    heads: int = 0
    bars: tuple["Bar", ...] = ()
    series: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One place of a chart: its name, and a value for each of the series."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: `number` stands under the title, `signed` and `day` at its end.

    `enclosures` are named above the signature, `notes` stand small at the very end; the blocks
    `after` them begin a new page (附件).
    """

    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    addressee: str = ""
    enclosures: tuple[str, ...] = ()
    signed: str = ""
    day: str = ""
    notes: tuple[str, ...] = ()
    after: tuple[Block, ...] = ()
    office: str = ""
    purpose: str = ""
    demo: bool = False


def chapter(text: str) -> Block:
    """A heading of the first level: 一、基本情况."""
    return Block(kind=BlockKind.CHAPTER, text=text)


def section(text: str) -> Block:
    """A heading of the second level: （一）宣传教育."""
    return Block(kind=BlockKind.SECTION, text=text)


def paragraph(text: str) -> Block:
    """A paragraph, its first line two signs in."""
    return Block(kind=BlockKind.TEXT, text=text)


def table(
    heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...],
    height: float = 9.0,
) -> Block:  # fmt: skip
    """A table with one heading row; cells of more than eight signs stand left."""
    head = Line(tuple(Cell(text, label=True) for text in heads), height)
    lines = (
        Line(tuple(Cell(text, left=len(text) > _SHORT) for text in row), height) for row in rows
    )
    return Block(kind=BlockKind.TABLE, lines=(head, *lines), widths=widths, heads=1)


_SHORT = 8


def write_letter(path: Path, letter: Letter, *, tick: Tick = never_mind) -> None:
    """Write `letter` to `path`, as PDF or as .docx by its ending.

    Raises Problem when a character cannot be drawn or the file cannot be written; an older
    file at `path` then stays as it was.
    """
    if path.suffix.lower() == ".docx":
        from shuangyong_desktop.documents.word import write_letter as write  # noqa: PLC0415 (one of two)
    else:
        from shuangyong_desktop.documents.letter_pages import write_letter as write  # noqa: PLC0415
    write(path, letter, tick=tick)
