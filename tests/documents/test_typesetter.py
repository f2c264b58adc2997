import io

import pytest
from pypdf import PdfReader

from documents.papers import RARE, text_by_pdfium, text_of, unembedded_fonts
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.typesetter import A4, A4_LANDSCAPE, Style, Typesetter
from shuangyong_desktop.domain.errors import Problem

WORDS = f"王䶮、李㛃、{RARE}慰问金￥1,000.00元（大写）“壹仟元整”ABC[x]"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.pdf"

    def draw(texts, **details):
        with path.open("wb") as stream:
            setter = Typesetter(stream, title="试印", **details)
            page = setter.page(A4)
            for place, (style, text) in enumerate(texts):
                setter.line(page, 60, 60 + place * 30, text, style=style)
            setter.finish_page(page, bookmark="第一页")
            setter.finish()
        return path

    return draw


def test_what_is_drawn_is_what_is_extracted_in_every_role(paper):
    path = paper([(Style(role, 12), WORDS) for role in Role])
    for text in (text_of(path), text_by_pdfium(path)):
        assert [line.strip() for line in text.splitlines() if line.strip()] == [WORDS] * len(Role)


def test_every_font_is_embedded(paper):
    path = paper([(Style(role, 12), WORDS) for role in Role])
    assert unembedded_fonts(path) == set()
    assert b"Helvetica" not in path.read_bytes()


def test_narrowed_text_keeps_its_characters(tmp_path):
    path = tmp_path / "narrow.pdf"
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="试印")
        page = setter.page(A4_LANDSCAPE)
        setter.line(page, 60, 60, WORDS, limit=200)
        setter.line(page, 60, 100, "后面的字照常")
        setter.finish_page(page)
        setter.finish()
    assert text_of(path).splitlines() == [WORDS, "后面的字照常"]


def test_a_spread_name_is_still_found_in_one_piece(tmp_path):
    path = tmp_path / "names.pdf"
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="试印")
        page = setter.page(A4)
        for place, name in enumerate(("王䶮", "陈𬭎", "孙明")):
            ink = setter.spread_name(Style(Role.SONG, 12), name)
            assert ink.width == pytest.approx(36)
            page.put(60, 60 + place * 30, ink.code)
        assert setter.spread_name(Style(), "欧阳文静") is None
        assert setter.spread_name(Style(), "A1") is None
        setter.finish_page(page)
        setter.finish()
    text = text_of(path)
    assert all(name in text for name in ("王䶮", "陈𬭎", "孙明"))


def test_a_variation_selector_leaves_the_ordinary_shape(paper):
    path = paper([(Style(), "葛\U000e0100明")])
    assert text_of(path).strip() == "葛明"


def test_tabs_and_line_ends_within_a_line_are_blanks(paper):
    assert text_of(paper([(Style(), "石桥村\t3社\n12号")])).strip() == "石桥村 3社 12号"


def test_an_undrawable_character_stops_the_paper():
    setter = Typesetter(io.BytesIO(), title="试印")
    with pytest.raises(Problem, match=r"U\+1F600"):
        setter.line(setter.page(A4), 60, 60, "张😀")


def test_the_file_names_itself_and_its_language(paper):
    path = paper([(Style(), "甲")], subject="春节慰问", author="石桥街道办事处")
    reader = PdfReader(path)
    assert reader.metadata.title == "试印"
    assert reader.metadata.subject == "春节慰问"
    assert reader.metadata.author == "石桥街道办事处"
    assert reader.root_object["/Lang"] == "zh-CN"
    assert [entry.title for entry in reader.outline] == ["第一页"]


def test_markup_is_only_text(paper):
    hostile = "<b>张</b><img src='a.png'/>(\\)%PDF ET endstream =1+1"
    path = paper([(Style(), hostile)])
    assert text_of(path).strip() == hostile
    assert "/Link" not in str(PdfReader(path).pages[0].get("/Annots", ""))


def test_demonstration_papers_carry_their_mark_on_every_page(tmp_path):
    path = tmp_path / "demo.pdf"
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="试印", demo=True)
        for _ in range(2):
            setter.finish_page(setter.page(A4))
        setter.finish()
    assert [page.extract_text().strip() for page in PdfReader(path).pages] == ["演示数据"] * 2


def test_long_paragraphs_are_wrapped_within_their_width(tmp_path):
    path = tmp_path / "lines.pdf"
    text = "忘记登录密码时，只有这张纸能打开台账。（没有任何人留有后门！）" * 4
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="试印")
        page = setter.page(A4)
        end = setter.lines(page, 60, 60, 200, text)
        setter.finish_page(page)
        setter.finish()
    rows = text_of(path).splitlines()
    assert "".join(rows) == text
    assert end == pytest.approx(60 + len(rows) * 10.5 * 1.5)
