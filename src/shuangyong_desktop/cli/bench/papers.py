"""Drawing a roster beside a plain canvas that draws the same pages, and beside LibreOffice."""

import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.cli.bench.clock import alternate, children_cpu
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured
from shuangyong_desktop.documents.fonts import load
from shuangyong_desktop.documents.frames import LANDSCAPE
from shuangyong_desktop.documents.roster import Roster, RosterGroup, columns_of, write_roster
from shuangyong_desktop.documents.typesetter import MM
from shuangyong_desktop.documents.workbooks import write_roster_workbook
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.services.demo.people import demo_people

_SEED, _YEAR = 31, 2026
_SHOWN = ("name", "sex", "id_number", "birth_date", "categories", "address", "phone",
          "enlist_date", "discharge_date", "subsidy_standard")  # fmt: skip
ROWS_PER_PAGE = 18
_ROW = 8 * MM
_NAME = "5000 人花名册 PDF"
_OFFICE_NAME = "LibreOffice 同一张表转 PDF"


def roster_of(persons: int) -> Roster:
    """A roster of invented people, ten columns, in one list."""
    people = list(demo_people(persons, _SEED, _YEAR))
    return Roster(
        title="退役军人和其他优抚对象花名册",
        office="测算街道办事处",
        made_on=date(_YEAR, 7, 1),
        schema=PEOPLE.pick(*_SHOWN),
        groups=[RosterGroup("", people)],
    )


def naive(path: Path, roster: Roster) -> None:
    """The floor: the same pages with one drawString per cell and one line per rule."""
    song, head = load("NotoSerifSC-Regular").fontName, load("NotoSansSC-Medium-core").fontName
    title = load("NotoSerifSC-Bold-core").fontName
    frame, columns = LANDSCAPE, columns_of(roster.schema)
    edges = [frame.left]
    for column in columns:
        edges.append(edges[-1] + column.width)
    people = [record for group in roster.groups for record in group.records]
    cells = [(str(place), *roster.texts(record)) for place, record in enumerate(people, 1)]
    canvas = Canvas(str(path), pagesize=frame.size, initialFontName=song)
    for start in range(0, len(cells), ROWS_PER_PAGE):
        canvas.setFont(title, 22)
        canvas.drawCentredString(frame.size[0] / 2, frame.size[1] - frame.title, roster.title)
        canvas.setFont(song, 11)
        canvas.drawString(frame.left, frame.size[1] - frame.above, f"填报单位：{roster.office}")
        canvas.drawRightString(frame.right, frame.size[1] - frame.footer, f"第 {start} 页")
        y = frame.size[1] - frame.top
        canvas.setFont(head, 10.5)
        _row(canvas, y, edges, [column.head for column in columns])
        canvas.setFont(song, 10)
        for row in cells[start : start + ROWS_PER_PAGE]:
            y -= _ROW
            _row(canvas, y, edges, row)
        for edge in edges:
            canvas.line(edge, frame.size[1] - frame.top, edge, y - _ROW)
        canvas.showPage()
    canvas.save()


def _row(canvas: Canvas, y: float, edges: Sequence[float], texts: Sequence[str]) -> None:
    for place, text in enumerate(texts):
        if text:
            canvas.drawCentredString((edges[place] + edges[place + 1]) / 2, y - 15, text)
    canvas.line(edges[0], y - _ROW, edges[-1], y - _ROW)


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Measure a roster of 5,000 people (200 when `quick`)."""
    roster = roster_of(200 if quick else 5000)
    path = folder / "roster.pdf"
    own, floor = alternate(
        (lambda: write_roster(path, roster), lambda: naive(folder / "naive.pdf", roster)),
        1 if quick else 5,
    )
    words = f"reportlab 画布逐格 drawString，{floor * 1000:.0f} ms CPU"
    return [ratio(_NAME, own, floor, words, 1.2), _office(folder, roster, own)]


def _office(folder: Path, roster: Roster, own: float) -> Row:
    """How many times as long LibreOffice takes for the same list, start and all."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return unmeasured(_OFFICE_NAME, "本机没有安装 LibreOffice", goal=3)
    path = folder / "roster.xlsx"
    write_roster_workbook(path, roster)
    profile = (folder / "profile").absolute().as_uri()
    before = children_cpu()
    subprocess.run(  # noqa: S603 (found on the path, our own file)
        [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder / "office"), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    seconds = children_cpu() - before
    words = f"本程序 {own * 1000:.0f} ms CPU，LibreOffice {seconds * 1000:.0f} ms"
    return Row(_OFFICE_NAME, round(seconds / own, 1), "×", words, 3, at_least=True)
