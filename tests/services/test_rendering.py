import pytest
from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.rendering import Pages

A4 = (595.28, 841.89)


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "纸.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.rect(100, 700, 200, 50, fill=1)
    canvas.showPage()
    canvas.setPageSize((A4[1], A4[0]))
    canvas.showPage()
    canvas.save()
    return path


def test_each_page_has_its_own_size(paper):
    with Pages(paper) as pages:
        assert [round(size.width) for size in pages.sizes] == [595, 842]


def test_a_page_is_drawn_opaque_on_white(paper):
    with Pages(paper) as pages:
        picture = pages.picture(0, dpi=36)
    assert (picture.width, picture.height) == (298, 421)
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert b"\x00\x00\x00" in picture.pixels


def test_bands_put_together_are_the_whole_page(paper):
    with Pages(paper) as pages:
        whole = pages.picture(0, dpi=72)
        bands = [pages.picture(0, dpi=72, top=top, rows=100) for top in range(0, 800, 100)]
    assert all(band.width == whole.width and band.height == 100 for band in bands)
    black = [
        row
        for row in range(800)
        if bands[row // 100].pixels[(row % 100) * bands[0].stride + 200 * 3] < 128
    ]
    wanted = [row for row in range(800) if whole.pixels[row * whole.stride + 200 * 3] < 128]
    assert wanted
    assert len(set(black) ^ set(wanted)) <= 2


def test_what_is_no_paper_gets_a_sentence(tmp_path):
    other = tmp_path / "x.pdf"
    other.write_bytes(b"hello")
    with pytest.raises(Problem, match="不能作为纸面预览"):
        Pages(other)


def test_a_worker_that_dies_says_what_is_safe(paper):
    with Pages(paper) as pages:
        pages.close()
        with pytest.raises(Problem, match="没有改动"):
            pages.picture(0, dpi=72)
