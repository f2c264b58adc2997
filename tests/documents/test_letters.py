from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from shuangyong_desktop.documents.letters import (
    Block,
    BlockKind,
    Cell,
    Letter,
    Line,
    chapter,
    paragraph,
    section,
    table,
    write_letter,
)
from shuangyong_desktop.documents.wrapping import NEVER_FIRST, NEVER_LAST
from shuangyong_desktop.domain.errors import Problem

LONG = "用好村（社区）宣传橱窗、电子显示屏、阅报栏和街道微信公众号，推送双拥内容28期，发放2600份。"


def _letter(**columns) -> Letter:
    blocks = (
        chapter("一、基本情况"),
        paragraph(LONG * 12),
        section("（一）宣传教育"),
        paragraph(LONG),
        table(
            ("序号", "事项", "单位"), tuple((str(i), LONG, "规建办") for i in range(20)), (1, 6, 2)
        ),
        Block(
            kind=BlockKind.TABLE,
            widths=(2, 6),
            lines=(Line((Cell("单位意见", label=True), Cell("（盖章）")), 40),),
        ),
    )
    return Letter(**{
        "title": "通惠街道2026年度双拥工作总结", "number": "通惠办〔2026〕3号",
        "addressee": "各村（社区）", "blocks": blocks, "enclosures": ("对账单", "目录"),
        "signed": "通惠街道办事处", "day": "2026年7月29日", "notes": ("一式两份。",), **columns,
    })  # fmt: skip


def _lines(path: Path) -> list[str]:
    return [
        line
        for page in PdfReader(path).pages
        for line in page.extract_text().splitlines()
        if line.strip()
    ]


def test_the_pages_carry_title_text_signature_and_their_numbers(tmp_path: Path):
    write_letter(tmp_path / "总结.pdf", _letter())
    text = "".join(_lines(tmp_path / "总结.pdf")).replace(" ", "")
    for words in ("通惠街道2026年度双拥工作总结", "各村（社区）：", "一、基本情况",
                  "附件：1.对账单",
                  "2026年7月29日", "—1—", "—2—", "一式两份"):  # fmt: skip
        assert words.replace(" ", "") in text


def test_no_line_begins_or_ends_where_none_may(tmp_path: Path):
    write_letter(tmp_path / "总结.pdf", _letter())
    body = [line for line in _lines(tmp_path / "总结.pdf") if not line.startswith("—")]
    assert len(body) > 22
    for line in body:
        assert line.strip()[0] not in NEVER_FIRST, line
        assert line.strip()[-1] not in NEVER_LAST, line


def test_a_page_has_twenty_two_lines_of_twenty_eight_signs(tmp_path: Path):
    write_letter(tmp_path / "长文.pdf", Letter(title="长文", blocks=(paragraph("双拥" * 1500),)))
    second = PdfReader(tmp_path / "长文.pdf").pages[1].extract_text().splitlines()
    body = [line for line in second if line.startswith("双拥")]
    assert len(body) == 22
    assert {len(line) for line in body} == {28}


def test_the_head_of_a_table_stands_on_every_page_it_goes_on(tmp_path: Path):
    write_letter(tmp_path / "表.pdf", _letter())
    pages = [page.extract_text() for page in PdfReader(tmp_path / "表.pdf").pages]
    with_rows = [text for text in pages if "规建办" in text]
    assert len(with_rows) > 1
    assert all("序号" in text for text in with_rows)


def test_word_has_real_styles_official_margins_and_a_page_field(tmp_path: Path):
    write_letter(tmp_path / "总结.docx", _letter(demo=True))
    document = docx.Document(tmp_path / "总结.docx")
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["通惠街道2026年度双拥工作总结"] == "Title"
    assert styles["一、基本情况"] == "Heading 1"
    assert styles["（一）宣传教育"] == "Heading 2"
    assert styles["通惠街道办事处"] == "公文落款"
    (part,) = document.sections
    assert [round(side.mm) for side in (part.top_margin, part.left_margin)] == [37, 28]
    assert "演示" in part.header.paragraphs[0].text
    assert [len(found.rows) for found in document.tables] == [21, 1]
    body = ZipFile(tmp_path / "总结.docx").read("word/styles.xml").decode()
    assert "方正小标宋简体" in body
    assert "仿宋_GB2312" in body


def test_a_cell_that_no_page_holds_is_refused_and_leaves_the_older_file(tmp_path: Path):
    target = tmp_path / "总结.pdf"
    target.write_bytes(b"older")
    with pytest.raises(Problem, match="一页纸也印不下"):
        write_letter(target, _letter(blocks=(table(("甲",), ((LONG * 400,),), (1,)),)))
    assert target.read_bytes() == b"older"
