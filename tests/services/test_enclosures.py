"""Attachments and photographs in the encrypted file: small, without a place, and undoable."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.scanning import Scan, scan

SCAN = Scan("退役证.jpg", b"\xff\xd8\xff scanned")


@pytest.fixture
def person(office):
    return office.people.save(Person(name="李建国"))


def test_a_scan_is_kept_copied_out_and_undone(office, person, tmp_path):
    kept = office.enclosures.add(SCAN, Enclosure(person_id=person.id, kind="退役证件"))
    assert (kept.title, kept.file, kept.size) == ("退役证", "退役证.jpg", len(SCAN.body))
    copy = office.enclosures.copy(kept.id, tmp_path)
    assert copy.read_bytes() == SCAN.body
    assert copy.suffix == ".jpg"
    assert copy.stat().st_mode & 0o777 == 0o400
    assert office.enclosures.copy(kept.id, tmp_path) == copy  # that is open may not be written
    with pytest.raises(Problem, match="已经附过"):
        office.enclosures.add(SCAN, Enclosure(person_id=person.id))
    assert office.history.undo().title == "添加附件：李建国"
    assert office.enclosures.count(RecordFilter(person_id=person.id)) == 0
    assert "完好" in office.check()


def test_a_photograph_belongs_to_the_record(office, person):
    assert office.enclosures.photo(person) is None
    with_photo = office.enclosures.set_photo(person.id, SCAN)
    assert office.enclosures.photo(with_photo) == SCAN.body
    without = office.enclosures.remove_photo(person.id)
    assert without.photo is None
    assert [change.title for change in office.history.changes(2)] == [
        "移除照片：李建国", "更换照片：李建国",
    ]  # fmt: skip


def test_bytes_that_are_gone_are_told(office, person):
    office.enclosures.add(SCAN, Enclosure(person_id=person.id))
    office.enclosures.set_photo(person.id, SCAN)
    office.ledger.connection.execute("DELETE FROM attachment_content")
    with pytest.raises(Problem, match="李建国的照片"):
        office.check()


def _picture(path: Path, size=(3000, 1500)) -> Path:
    picture = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x010F] = "某手机"
    picture.save(path, "JPEG", exif=exif)
    return path


def test_a_worker_makes_pictures_small_and_drops_where_they_were_taken(tmp_path):
    path = _picture(tmp_path / "照片.jpeg")
    made = scan(path)
    assert made.name == "照片.jpg"
    with Image.open(BytesIO(made.body)) as kept:
        assert kept.size == (2000, 1000)
        assert not dict(kept.getexif())
    with Image.open(BytesIO(scan(path, photo=True).body)) as kept:
        assert kept.size == (600, 300)


def test_a_workbook_is_kept_as_it_is(office, person, tmp_path):
    path = tmp_path / "签到表.xlsx"
    book = Workbook()
    book.active.append(["姓名", "李建国"])
    book.save(path)
    kept = office.enclosures.add(scan(path), Enclosure(person_id=person.id))
    assert kept.file == "签到表.xlsx"
    assert office.enclosures.content(kept.id) == path.read_bytes()


def test_a_worker_refuses_with_a_sentence(tmp_path):
    broken = tmp_path / "坏.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n nothing")
    with pytest.raises(Problem, match="已损坏"):
        scan(broken)
    classified = tmp_path / "文件.pdf"
    canvas = Canvas(str(classified))
    canvas.drawString(100, 100, "plain")
    canvas.save()
    assert scan(classified).body == classified.read_bytes()
