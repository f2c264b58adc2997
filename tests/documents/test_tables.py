import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from documents.papers import rules_of
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.tables import Column, Table, fit_text
from shuangyong_desktop.documents.typesetter import (
    A4,
    LEADING,
    SMALLEST,
    Style,
    Typesetter,
)
from shuangyong_desktop.documents.wrapping import is_one_piece

SETTER = Typesetter(io.BytesIO(), title="试印")
TEXT = st.text("石桥村社组12号（现役）、·，退役军人abc -", min_size=1, max_size=60)


@settings(max_examples=200)
@given(TEXT, st.floats(25, 120), st.floats(10, 40))
def test_no_cell_is_clipped_or_squeezed_beyond_reading(text, width, height):
    size, lines = fit_text(SETTER, text, Style(Role.SONG, 10.5), width, height)
    assert size >= SMALLEST
    assert all(ink.width * scale <= width + 0.01 for ink, scale in lines)
    assert all(scale >= 0.79 for _, scale in lines) or is_one_piece(text)
    assert len(lines) * size * LEADING + 2 <= height + 0.01 or size == SMALLEST


def inks(text, width, height):
    size, lines = fit_text(SETTER, text, Style(Role.SONG, 10), width, height)
    return size, len(lines), min(scale for _, scale in lines)


def test_what_fits_is_left_alone():
    assert inks("石桥村", 60, 22) == (10, 1, 1)


def test_a_bit_too_long_is_narrowed_and_much_too_long_is_broken_in_two():
    size, count, scale = inks("慰问金额表", 45, 15)
    assert (size, count) == (10, 1)
    assert 0.8 <= scale < 1
    assert inks("白杨路6号1幢1单元3-2", 70, 34)[:2] == (10, 2)


def test_a_number_is_set_smaller_but_never_broken():
    for text in ("123,456,789.10", "5102**********6018", "510223195003166018"):
        size, count, _ = inks(text, 45, 35)
        assert count == 1
        assert size < 10


def test_what_fits_in_no_way_makes_its_row_higher():
    table = Table(SETTER, [Column("住址", 60), Column("备注", 60)], 50, 20)
    row = table.lay_out(("石桥村", "一户多人、常年外出务工、由村干部代为转达慰问并已电话确认" * 3))
    assert row.height > 20
    assert table.lay_out(("石桥村", "")).height == 20


def test_rows_are_ruled_where_they_end(tmp_path):
    path = tmp_path / "table.pdf"
    with path.open("wb") as stream:
        setter = Typesetter(stream, title="试印")
        table = Table(setter, [Column("甲", 60), Column("乙", 40, "right")], 50, 20)
        page = setter.page(A4)
        table.draw_head(page, 100, 30)
        end = table.draw_rows(page, 130, [table.lay_out(("一", "1"))] * 2, [20, 25])
        setter.finish_page(page)
        setter.finish()
    rules = rules_of(PdfReader(path).pages[0])
    assert end == pytest.approx(175)
    across = {round(A4[1] - y0, 1) for _, y0, _, y1 in rules if y0 == y1}
    assert across == {130, 150, 175}
