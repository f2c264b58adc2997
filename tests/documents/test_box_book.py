"""迎检盒 as PDF: the 目录 says where everything stands, every scan is in it or named."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.documents import box_book
from shuangyong_desktop.documents.binding import Area, Sheet
from shuangyong_desktop.documents.box_book import BoxBook, BoxRow, BoxScan, write_box
from shuangyong_desktop.domain.errors import Problem

BOOK = BoxBook(number="03", name="拥军优属", years="2023—2026年", office="通惠街道",
               made_on=date(2026, 11, 24), holds="走访慰问方案、名册、签收")  # fmt: skip


def _pdf(path: Path, pages: int, turn: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=(400, 600))
    for number in range(1, pages + 1):
        canvas.setPageRotation(turn)
        canvas.drawString(100, 300, f"{path.stem} page {number}")
        canvas.showPage()
    canvas.save()
    return path


def _texts(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def test_a_box_of_two_hundred_pages_stands_where_its_contents_say(tmp_path: Path):
    scans = tuple(
        BoxScan(f"签收册{number}", str(_pdf(tmp_path / f"scan{number}.pdf", 10)))
        for number in range(1, 20)
    )
    rows = tuple(BoxRow("走访慰问", "2026年1月2日", f"春节慰问{number}") for number in range(200))
    path = tmp_path / "盒.pdf"
    assert write_box(path, replace(BOOK, rows=rows, scans=scans)) == ()
    texts = _texts(path)
    assert len(texts) >= 195
    lines = [line.split() for line in texts[1].splitlines()]
    told = {line[1]: int(line[2]) for line in lines if line[-1].isdecimal()}
    assert told["材料清单"] == 3
    assert "春节慰问0" in texts[2]
    for number in range(1, 20):
        page = told[f"签收册{number}"]
        assert f"scan{number} page 1" in texts[page - 1]
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页　共 {len(texts)} 页" in text


def test_cover_names_the_box_and_its_years(tmp_path: Path):
    write_box(tmp_path / "盒.pdf", replace(BOOK, caution="内部资料"))
    texts = _texts(tmp_path / "盒.pdf")
    for said in ("03", "拥军优属", "2023—2026年", "通惠街道", "2026年11月24日", "内部资料"):
        assert said in texts[0]
    assert "还没有材料" in texts[2]


def test_pictures_stand_on_a4_and_what_is_broken_is_named(tmp_path: Path):
    Image.new("RGB", (300, 100), "navy").save(tmp_path / "a.jpg")
    Image.new("L", (100, 300), 90).save(tmp_path / "b.png")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "d.xlsx").write_bytes(b"PK")
    names = ("a.jpg", "b.png", "c.pdf", "d.xlsx")
    scans = tuple(BoxScan(f"附件{name[0]}", str(tmp_path / name)) for name in names)
    path = tmp_path / "盒.pdf"
    assert write_box(path, replace(BOOK, scans=scans, demo=True)) == ("附件c", "附件d")
    reader = PdfReader(path)
    assert [len(page.images) for page in reader.pages] == [0, 0, 0, 1, 1, 0, 0]
    assert "“附件c”没有并入" in reader.pages[5].extract_text().replace("\n", "")
    assert "演示数据" in reader.pages[3].extract_text()
    assert {tuple(round(float(x)) for x in page.mediabox[2:]) for page in reader.pages} == {
        (595, 842)
    }


def test_a_locked_pdf_is_named(tmp_path: Path):
    from pypdf import PdfWriter  # noqa: PLC0415 (here alone)

    writer = PdfWriter(_pdf(tmp_path / "a.pdf", 1))
    writer.encrypt("秘密口令")
    writer.write(tmp_path / "锁.pdf")
    path = tmp_path / "盒.pdf"
    assert write_box(path, replace(BOOK, scans=(BoxScan("锁", str(tmp_path / "锁.pdf")),))) == (
        "锁",
    )


def test_a_scan_that_fails_while_it_is_bound_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    known = box_book.sheets_of

    def failing(binder: box_book.Binder, path: Path) -> object:
        if path.stem == "b":
            raise ValueError("broken inside")
        return known(binder, path)

    monkeypatch.setattr(box_book, "sheets_of", failing)
    scans = tuple(BoxScan(name, str(_pdf(tmp_path / f"{name}.pdf", 2))) for name in "abc")
    assert write_box(tmp_path / "盒.pdf", replace(BOOK, scans=scans)) == ("b",)
    texts = _texts(tmp_path / "盒.pdf")
    assert len(texts) == 3 + 2 + 1 + 2
    assert "c page 2" in texts[-1]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stays_within_its_area(turn: int):
    sheet, area = Sheet(1, 10, 20, 400, 600, turn), Area(50, 60, 300, 500)
    a, b, c, d, e, f = map(float, sheet.matrix(area).split())
    corners = [(a * x + c * y + e, b * x + d * y + f)
               for x in (10, 410) for y in (20, 620)]  # fmt: skip
    for x, y in corners:
        assert 49.9 <= x <= 350.1
        assert 59.9 <= y <= 560.1


def test_an_older_file_stays_when_the_target_is_a_folder(tmp_path: Path):
    (tmp_path / "盒.pdf").mkdir()
    with pytest.raises(Problem, match="是一个文件夹"):
        write_box(tmp_path / "盒.pdf", BOOK)
    assert [path.name for path in tmp_path.iterdir()] == ["盒.pdf"]
