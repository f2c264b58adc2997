"""公文 as .docx with real styles, so that whoever edits it keeps the look (CLERK §4)."""

from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.charts import chart_picture
from shuangyong_desktop.documents.frames import Tick, never_mind
from shuangyong_desktop.documents.letters import Block, BlockKind, Cell, Letter, Line

_FANG, _HEI, _KAI, _TITLE, _SONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体", "宋体"
_LATIN = "Times New Roman"
_BODY, _PITCH = Pt(16), Pt(28.95)
_WIDTH = 156.0
_STYLES = {
    BlockKind.CHAPTER: "Heading 1",
    BlockKind.SECTION: "Heading 2",
    BlockKind.TEXT: "Normal",
    BlockKind.FLUSH: "公文顶格",
    BlockKind.RIGHT: "公文落款",
    BlockKind.TITLE: "Title",
    BlockKind.CAPTION: "公文表题",
    BlockKind.NOTE: "公文注",
}
"""The style of every kind of block; 标题 1 and 标题 2 make the outline that Word shows."""


def write_letter(path: Path, letter: Letter, *, tick: Tick = never_mind) -> None:
    """Write `letter` to `path`. Raises Problem when the file cannot be written."""
    document = Document()
    _set_up(document)
    _declare_styles(document)
    properties = document.core_properties
    properties.title, properties.author = letter.title, letter.office or "双拥工作台账"
    properties.subject, properties.language = letter.purpose, "zh-CN"
    if letter.demo:
        document.sections[0].header.paragraphs[0].text = "演示数据，人员和往来均为虚构"
    document.add_paragraph(letter.title, style="Title")
    if letter.number:
        document.add_paragraph(letter.number, style="公文编号")
    if letter.addressee:
        document.add_paragraph(f"{letter.addressee}：", style="公文顶格")
    for done, block in enumerate(letter.blocks):
        tick(done, len(letter.blocks))
        _add_block(document, block)
    _end(document, letter)
    if letter.after:
        _add_block(document, Block(kind=BlockKind.NEW_PAGE))
    for block in letter.after:
        _add_block(document, block)
    packed = BytesIO()
    document.save(packed)
    with atomic_write(path) as stream:
        stream.write(packed.getbuffer())


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        _number_pages(footer.paragraphs[0], side)


def _number_pages(paragraph: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — as a field, outside on either side."""
    paragraph.alignment = side
    paragraph.paragraph_format.first_line_indent = Pt(0)
    paragraph.paragraph_format.left_indent = Pt(16)
    paragraph.paragraph_format.right_indent = Pt(16)
    parts = (("text", "— "), ("begin", ""), ("code", "PAGE"), ("end", ""), ("text", " —"))
    for sort, words in parts:
        run = paragraph.add_run(words if sort == "text" else "")
        run.font.size = Pt(14)
        _face(run, _SONG)
        if sort in ("begin", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), sort)
            run._r.append(mark)  # noqa: SLF001 (python-docx has no fields of its own)
        elif sort == "code":
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = words
            run._r.append(code)  # noqa: SLF001


def _declare_styles(document: Any) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _look(normal, _FANG, indent=2)
    for name, face in (("Heading 1", _HEI), ("Heading 2", _KAI)):
        _look(styles[name], face, indent=2)
        styles[name].paragraph_format.keep_with_next = True
    title = styles["Title"]
    _look(title, _TITLE, size=Pt(22), pitch=Pt(32), align=WD_ALIGN_PARAGRAPH.CENTER)
    title.paragraph_format.space_before = title.paragraph_format.space_after = _PITCH
    _unruled(title)
    for name, face, align in (
        ("公文顶格", _FANG, WD_ALIGN_PARAGRAPH.JUSTIFY),
        ("公文编号", _KAI, WD_ALIGN_PARAGRAPH.CENTER),
        ("公文落款", _FANG, WD_ALIGN_PARAGRAPH.RIGHT),
        ("公文表题", _HEI, WD_ALIGN_PARAGRAPH.CENTER),
    ):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        _look(made, face, align=align)
    for name, size in (("公文表格", Pt(10.5)), ("公文注", Pt(9))):
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _look(made, _SONG, size=size, pitch=Pt(15))


def _look(  # noqa: PLR0913 (what makes a style)
    style: Any, face: str, *, size: Pt = _BODY, pitch: Pt = _PITCH, indent: int = 0,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
) -> None:  # fmt: skip
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = size, False, False
    font.color.rgb = None
    _face(style, face)
    form.alignment = align
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, pitch
    form.space_before = form.space_after = Pt(0)
    form.first_line_indent = Pt(size.pt * indent)
    form.widow_control = False


def _face(owner: Any, face: str) -> None:
    """Latin and Chinese have a font each; the Chinese one is where Word looks first."""
    owner.font.name = _LATIN
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    for place in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(place), None)
    fonts.set(qn("w:eastAsia"), face)


def _unruled(style: Any) -> None:
    """Word's own 标题 has a blue rule below it."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _add_block(document: Any, block: Block) -> None:
    if block.kind is BlockKind.NEW_PAGE:
        document.add_page_break()
    elif block.kind is BlockKind.TABLE:
        _add_table(document, block)
    elif block.kind is BlockKind.CHART:
        _add_chart(document, block)
    else:
        for text in block.text.split("\n"):
            document.add_paragraph(text, style=_STYLES[block.kind])


def _add_table(document: Any, block: Block) -> None:
    table = document.add_table(rows=len(block.lines), cols=len(block.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    scale = _WIDTH / sum(block.widths)
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width * scale)
    for place, line in enumerate(block.lines):
        row = table.rows[place]
        row.height, row.height_rule = Mm(line.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        if place < block.heads:
            _repeated(row)
        _fill_row(row, line, [width * scale for width in block.widths])
    document.add_paragraph("", style="公文注")  # tables without one between them would join


def _add_chart(document: Any, block: Block) -> None:
    """The chart as the PDF draws it, as a picture, with its caption below."""
    paragraph = document.add_paragraph(style="公文注")
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.add_run().add_picture(BytesIO(chart_picture(block)), width=Mm(_WIDTH))
    document.add_paragraph(block.text, style="公文表题")


def _fill_row(row: Any, line: Line, widths: list[float]) -> None:
    at = 0
    for cell in line.cells:
        box = row.cells[at]
        if cell.span > 1:
            box = box.merge(row.cells[at + cell.span - 1])
        box.width = Mm(sum(widths[at : at + cell.span]))
        _fill_cell(box, cell)
        at += cell.span


def _fill_cell(box: Any, cell: Cell) -> None:
    box.vertical_alignment = 1  # in the middle
    first = True
    for text in cell.text.split("\n"):
        paragraph = box.paragraphs[0] if first else box.add_paragraph()
        first = False
        paragraph.style = "公文表格"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if cell.left else WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(text)
        if cell.label:
            _face(run, _HEI)


def _repeated(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 (python-docx has no repeated heads)


def _end(document: Any, letter: Letter) -> None:
    several = len(letter.enclosures) > 1
    for number, name in enumerate(letter.enclosures, 1):
        lead = "附件：" if number == 1 else "　　　"
        words = f"{lead}{f'{number}.' if several else ''}{name}"
        document.add_paragraph(words, style="Normal").paragraph_format.keep_with_next = True
    for text in filter(None, (letter.signed, letter.day)):
        paragraph = document.add_paragraph(text, style="公文落款")
        paragraph.paragraph_format.keep_with_next = text != letter.day
        paragraph.paragraph_format.right_indent = Pt(64 if text == letter.day else 32)
        if text == letter.signed:
            paragraph.paragraph_format.space_before = _PITCH
    for note in letter.notes:
        document.add_paragraph(note, style="公文注")
