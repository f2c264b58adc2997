"""Files that are broken, foreign or built to harm end in one sentence and change nothing."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from documents.books import HEADINGS, ZHANG, fill, read, write
from shuangyong_desktop.documents.spreadsheets import open_book, prescreen, sniff
from shuangyong_desktop.documents.spreadsheets.caps import cap_this_process
from shuangyong_desktop.documents.spreadsheets.reader import Choices, read_file
from shuangyong_desktop.domain.errors import Cancelled

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def refused(path):
    found = read(path)
    assert found.ending.error, "the file should have been refused"
    assert found.ending.sentence.endswith("。")
    assert path.name in found.ending.sentence
    assert "台账没有改动" in found.ending.sentence
    return found.ending.error


def repacked(tmp_path, changes):
    """A workbook of one person with members replaced or added."""
    source = write(tmp_path / "source.xlsx", [HEADINGS, ZHANG])
    target = tmp_path / "changed.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            change = changes.pop(name, None)
            new.writestr(name, change(content) if change else content)
        for name, change in changes.items():
            new.writestr(name, change(b""))
    return target


def sheet(cells):
    text = (
        f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    )
    return lambda _: text.encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "corrupt"),
        (b"PK\x03\x04 not really", "corrupt"),
        (b"PK\x05\x06" + bytes(18), "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "unsupported"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "PowerPoint Document".encode("utf-16-le"),
            "unsupported",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600),
            "corrupt",
        ),
        (b"%PDF-1.7 ...", "unsupported"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported"),
        (b"Rar!\x1a\x07\x00", "unsupported"),
        (b"MZ\x90\x00" + bytes(99), "unsupported"),
        (bytes(range(256)) * 20, "unsupported"),
        ("只有一句话，没有表格。".encode(), "not_a_roster"),
        ("社区,人数,金额\n玉龙,1,500\n".encode(), "not_a_roster"),
        (b"<html><body><p>no table</p></body></html>", "unsupported"),
        (
            b"<!DOCTYPE x><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "corrupt",
        ),
    ],
)
def test_broken_and_foreign_files(tmp_path, content, code):
    path = tmp_path / "文件.xlsx"
    path.write_bytes(content)
    assert refused(path) == code


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "没有.xlsx") == "corrupt"


def test_workbooks_cut_short_anywhere(tmp_path):
    content = write(tmp_path / "a.xlsx", [HEADINGS, ZHANG]).read_bytes()
    path = tmp_path / "cut.xlsx"
    for size in range(200, len(content), 397):
        path.write_bytes(content[:size])
        assert refused(path) == "corrupt"


def test_mutated_workbooks_end_in_a_reading_or_a_sentence(tmp_path):
    content = bytearray(write(tmp_path / "a.xlsx", [HEADINGS, ZHANG]).read_bytes())
    path = tmp_path / "mutated.xlsx"
    for place in range(0, len(content), 61):
        changed = bytearray(content)
        changed[place] ^= 0x55
        path.write_bytes(changed)
        ending = read(path).ending
        assert ending.error is None or ending.sentence


def test_an_archive_of_something_else(tmp_path):
    codes = {
        "a.txt": "unsupported",
        "word/document.xml": "unsupported",
        "ppt/slides.xml": "unsupported",
        "[Content_Types].xml": "corrupt",
    }
    for member, code in codes.items():
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(member, "x")
        assert refused(path) == code


def test_an_archive_with_a_password(tmp_path):
    path = repacked(tmp_path, {})
    content = bytearray(path.read_bytes())
    start = content.find(b"PK\x01\x02")
    while start >= 0:
        content[start + 8] |= 1
        start = content.find(b"PK\x01\x02", start + 4)
    path.write_bytes(content)
    assert refused(path) == "encrypted"


FAR = [
    (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    '<row r="99999999"><c r="A99999999"><v>1</v></c></row>',
    '<row r="2"><c r="XFD2"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row>',
]


@pytest.mark.parametrize("cells", FAR)
def test_cells_at_the_end_of_the_world(tmp_path, cells):
    assert refused(repacked(tmp_path, {"xl/worksheets/sheet1.xml": sheet(cells)})) == "unsupported"


def test_mere_formats_far_out_harm_nobody(tmp_path):
    def far(content):
        return content.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        )

    path = repacked(tmp_path, {"xl/worksheets/sheet1.xml": far})
    assert read(path).values("name") == ["张三"]


def test_huge_merged_ranges(tmp_path):
    def merged(content):
        return content.replace(
            b"</sheetData>",
            b'</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>',
        )

    path = repacked(tmp_path, {"xl/worksheets/sheet1.xml": merged})
    assert read(path).values("name") == ["张三"]


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"]
)
def test_entities_are_refused_in_every_part(tmp_path, part):
    assert refused(repacked(tmp_path, {part: lambda _: ENTITIES})) == "corrupt"


def test_parts_in_other_encodings_are_refused(tmp_path):
    change = {"xl/styles.xml": lambda content: content.decode().encode("utf-16")}
    assert refused(repacked(tmp_path, change)) == "corrupt"


def test_bombs_are_measured_while_they_unfold(tmp_path, monkeypatch):
    monkeypatch.setattr(prescreen, "_MOST_BYTES", 1 << 20)
    bomb = lambda _: b"<x>" + b"a" * (3 << 20) + b"</x>"  # noqa: E731
    assert refused(repacked(tmp_path, {"xl/sharedStrings.xml": bomb})) == "unsupported"
    monkeypatch.setattr(prescreen, "_MOST_SMALL_BYTES", 1 << 10)
    assert refused(repacked(tmp_path, {"xl/styles.xml": bomb})) == "corrupt"


def test_bombs_in_parts_nobody_reads_stay_unread(tmp_path):
    theme = lambda _: b"<x>" + b"a" * (30 << 20)  # noqa: E731
    assert read(repacked(tmp_path, {"xl/theme/theme1.xml": theme})).values("name") == ["张三"]


def test_members_with_evil_names_are_ignored(tmp_path):
    path = repacked(
        tmp_path, {"../../evil.txt": lambda _: b"x", "xl/vbaProject.bin": lambda _: b"x"}
    )
    assert read(path).values("name") == ["张三"]
    assert not (tmp_path.parent.parent / "evil.txt").exists()


def test_twice_the_same_member_is_suspicious(tmp_path):
    path = repacked(tmp_path, {})
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert refused(path) == "corrupt"


@pytest.mark.parametrize("mark", ["&#31192;&#23494;&#9733;1", "&#x79D8;&#x5bc6;&#x2605;", "秘密★"])
def test_a_secret_is_seen_however_its_characters_are_spelled(tmp_path, mark):
    shared = f'<sst xmlns="{MAIN}"><si><t>{mark}</t></si></sst>'.encode()
    path = repacked(tmp_path, {"xl/sharedStrings.xml": lambda _old: shared})
    assert refused(path) == "unsupported"


def test_a_marked_secret_is_refused(tmp_path):
    path = write(tmp_path / "a.xlsx", [["机密★1年"], HEADINGS, ZHANG])
    assert refused(path) == "unsupported"
    text = tmp_path / "b.csv"
    text.write_text("秘密★\n姓名,身份证号\n张三,\n", encoding="utf-8")
    assert refused(text) == "unsupported"


def test_lists_of_tasks_say_what_they_are(tmp_path):
    rows = [
        ["序号", "实事内容", "责任单位", "责任人", "完成时限"],
        [1, "修路", "经发办", "赵六", "年底前"],
    ]
    path = write(tmp_path / "a.xlsx", rows)
    assert refused(path) == "task_list"
    assert "任务" in read(path).ending.sentence


def test_an_empty_workbook(tmp_path):
    Workbook().save(tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx") == "not_a_roster"


def test_a_heading_without_people_is_refused_with_its_own_sentence(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEADINGS]))
    assert found.ending.error == "not_a_roster"
    assert "表头下面没有人员" in found.ending.sentence
    assert found.people == []


def test_control_characters_and_overlong_texts_are_tamed(tmp_path):
    path = tmp_path / "a.csv"
    text = f"姓名,身份证号,备注\n张\u202e三,{ZHANG[2]},{'长' * 40000}\n"
    path.write_text(text, encoding="utf-8")
    person = read(path).people[0]
    assert person.values["name"] == "张三"
    assert len(person.values["remarks"]) == 32767


def test_reading_stops_when_the_clerk_cancels(tmp_path):
    book = Workbook(write_only=True)
    page = book.create_sheet()
    fill(page, [HEADINGS, *[ZHANG] * 1200])
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "a.xlsx").write_bytes(buffer.getvalue())
    seen = []

    def tick(done):
        seen.append(done)
        if done > 600:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(read_file(tmp_path / "a.xlsx", Choices(), tick))
    assert seen == [500, 1000]


def test_limits_are_set_where_the_system_has_them(monkeypatch):
    resource = pytest.importorskip("resource")
    wanted = {}
    monkeypatch.setattr(resource, "setrlimit", wanted.__setitem__)
    assert cap_this_process(1 << 30, 60)
    assert wanted[resource.RLIMIT_AS][0] <= 1 << 30
    monkeypatch.setattr("sys.platform", "win32")
    assert not cap_this_process()


@pytest.mark.parametrize(
    "text", ["0", "(", " 、", "、", "'", "已故1", "年", "T ", "1.0", '="', "一"]
)
def test_endless_cells_do_not_keep_the_reader_busy(tmp_path, text):
    headings = [*HEADINGS, "入伍时间", "月补助标准", "银行账号", "村（社区）", "残疾等级", "性别"]
    path = tmp_path / "a.csv"
    long = (text * 32767)[:32000].replace('"', "'").replace(",", "，")
    path.write_text(
        "\n".join([",".join(headings), ",".join([long] * len(headings)), long]), encoding="utf-8"
    )
    assert read(path).ending.error in (None, "not_a_roster")


def test_content_after_thousands_of_empty_rows_is_not_silently_lost(tmp_path):
    path = tmp_path / "a.csv"
    empty = "," * (len(HEADINGS) - 1) + "\n"
    person = ",".join(map(str, ZHANG)) + "\n"
    path.write_text(",".join(HEADINGS) + "\n" + person + empty * 6000, encoding="utf-8")
    assert read(path).values("name") == ["张三"]
    path.write_text(",".join(HEADINGS) + "\n" + empty * 6000 + person, encoding="utf-8")
    assert refused(path) == "unsupported"


@pytest.mark.parametrize("noise", [b"<c", b"<row ", b"a", b"</f> ", b" s="])
def test_xml_without_ends_does_not_keep_the_look_busy(tmp_path, noise):
    head = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode()
    path = repacked(tmp_path, {"xl/worksheets/sheet1.xml": lambda _: head + noise * (1 << 20)})
    assert refused(path) in ("corrupt", "not_a_roster")


def test_texts_larger_than_any_list_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(open_book, "LARGEST_TEXT", 100)
    path = tmp_path / "a.csv"
    path.write_text("姓名,身份证号\n" + "张三,\n" * 50, encoding="utf-8")
    assert refused(path) == "unsupported"
    monkeypatch.setattr(sniff, "LARGEST_FILE", 100)
    assert refused(path) == "unsupported"


CELLS = st.one_of(
    st.text(max_size=30),
    st.text(st.sampled_from("0123456789年月日.-/—、（）已故曾用名级因公元X"), max_size=20),
    st.sampled_from(
        ["", "合计", "姓名", "张三", "√", "一、残疾军人", "2022.6", "5.1E+17", "1e999"]
    ),
)
WIDE = [
    *HEADINGS,
    "入伍时间",
    "月补助标准",
    "银行账号",
    "村（社区）",
    "残疾等级",
    "性别",
    "出生日期",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=len(WIDE), max_size=len(WIDE)), max_size=6))
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    book = Workbook()
    for row in [WIDE, *rows, [*ZHANG, *[""] * (len(WIDE) - len(ZHANG))]]:
        book.active.append([ILLEGAL_CHARACTERS_RE.sub("", str(cell)) for cell in row])
        for cell in book.active[book.active.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(path)
    found = read(path)
    assert found.ending.error is None
    assert found.ending.counts.read == len(rows) + 2
