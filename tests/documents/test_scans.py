"""What comes in as an attachment: its size, its kind, its marks."""

from io import BytesIO

import pytest
from PIL import Image

from shuangyong_desktop.documents import scans
from shuangyong_desktop.documents.scans import kept_form, read_scan
from shuangyong_desktop.documents.typesetter import A4, Typesetter
from shuangyong_desktop.domain.errors import Problem


def _pdf(path, words):
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="件")
        for text in words:
            page = setter.page(A4)
            setter.line(page, 100, 100, text)
            setter.finish_page(page)
        setter.finish()
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("表.xlsx", b"PK\x03\x04", "不是 PDF"),
        ("空.pdf", b"", "不是 PDF"),
        ("机密★ 名单.pdf", b"%PDF-1.7", "密级字样"),
        ("动图.png", b"GIF89a", "不是 PDF"),
    ],
)
def test_what_is_not_to_be_kept_is_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Problem, match=said):
        read_scan(path)


def test_a_missing_and_an_enormous_file_are_refused(tmp_path, monkeypatch):
    with pytest.raises(Problem, match="读不出来"):
        read_scan(tmp_path / "没有.pdf")
    monkeypatch.setattr(scans, "LARGEST", 10)
    (tmp_path / "大.pdf").write_bytes(b"%PDF-1.7 much")
    with pytest.raises(Problem, match="超过 20 MB"):
        read_scan(tmp_path / "大.pdf")


def test_a_pdf_stays_as_it_is_unless_it_carries_a_mark_of_secrecy(tmp_path):
    plain = _pdf(tmp_path / "证明.pdf", ["军事秘密的保守，人人有责"])
    assert kept_form(plain) == ("证明.pdf", plain.read_bytes())
    with pytest.raises(Problem, match="第 2 页有密级标志"):
        kept_form(_pdf(tmp_path / "文件.pdf", ["封面", "机密★三年"]))
    with pytest.raises(Problem, match="照片请选"):
        kept_form(plain, photo=True)
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(Problem, match="打不开"):
        kept_form(tmp_path / "坏.pdf")


def test_a_transparent_picture_stands_on_white(tmp_path):
    path = tmp_path / "章.png"
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(path)
    name, body = kept_form(path)
    assert name == "章.jpg"
    with Image.open(BytesIO(body)) as kept:
        assert kept.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_lying_on_its_side_is_put_upright(tmp_path):
    path = tmp_path / "横.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (40, 20), "red").save(path, exif=exif)
    with Image.open(BytesIO(kept_form(path)[1])) as kept:
        assert kept.size == (20, 40)


def test_too_many_pixels_are_refused_before_they_are_decoded(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "_MOST_PIXELS", 100)
    path = tmp_path / "大.png"
    Image.new("RGB", (20, 10)).save(path)
    with pytest.raises(Problem, match="像素太多"):
        kept_form(path)
