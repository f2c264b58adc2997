"""Documents and workbooks as evidence: kept byte for byte, refused with macros or a 密级 mark."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from shuangyong_desktop.documents import office_files
from shuangyong_desktop.documents.scans import kept_form
from shuangyong_desktop.domain.errors import Problem


def _document(path: Path, *words: str, header: str = "") -> Path:
    document = Document()
    line = document.add_paragraph()
    for word in words:
        line.add_run(word)
    document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def _workbook(path: Path, *cells: str) -> Path:
    book = Workbook()
    book.active.append(list(cells))
    book.save(path)
    return path


def _with(path: Path, member: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, content)
    return path


def test_a_document_and_a_workbook_stay_as_they_are(tmp_path):
    for path in (
        _document(tmp_path / "活动通知.docx", "关于开展座谈的通知，保守军事秘密"),
        _workbook(tmp_path / "签到表.xlsx", "姓名", "李建国"),
    ):
        assert kept_form(path) == (path.name, path.read_bytes())


def test_the_ending_is_that_of_the_content(tmp_path):
    path = _workbook(tmp_path / "表.xlsx", "姓名").rename(tmp_path / "表.docx")
    assert kept_form(path)[0] == "表.xlsx"


@pytest.mark.parametrize(
    "make",
    [
        lambda folder: _document(folder / "一.docx", "机密★三年"),
        lambda folder: _document(folder / "二.docx", "绝", "密", " ★"),
        lambda folder: _document(folder / "三.docx", "正文", header="秘密★1年"),
        lambda folder: _workbook(folder / "四.xlsx", "名单", "秘密☆"),
        lambda folder: _with(
            _document(folder / "五.docx", "正文"), "word/embeddings/附.xlsx",
            _workbook(folder / "附.xlsx", "机密★").read_bytes(),
        ),
    ],
)  # fmt: skip
def test_a_mark_of_secrecy_is_found_wherever_it_stands(tmp_path, make):
    with pytest.raises(Problem, match="密级标志"):
        kept_form(make(tmp_path))


def test_a_mark_that_is_cut_by_the_reading_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "_CHUNK", 7)
    with pytest.raises(Problem, match="密级标志"):
        kept_form(_document(tmp_path / "文.docx", "平" * 300, "机密★"))


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("word/vbaProject.bin", b"macro"),
        ("word/activeX/activeX1.xml", b"<a/>"),
        ("word/embeddings/oleObject1.bin", b"program"),
        ("xl/macrosheets/sheet1.xml", b"<a/>"),
    ],
)
def test_macros_and_embedded_programs_are_refused(tmp_path, member, content):
    with pytest.raises(Problem, match="带有宏") as refused:
        kept_form(_with(_document(tmp_path / "方案.docx", "正文"), member, content))
    assert refused.value.code == "macros"


def test_a_macro_that_only_its_sort_tells_of_is_refused(tmp_path):
    plain = _document(tmp_path / "甲.docx", "正文")
    path = tmp_path / "乙.docx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w") as target:
        for part in source.namelist():
            body = source.read(part)
            if part == "[Content_Types].xml":
                old = b"wordprocessingml.document.main"
                body = body.replace(old, b"ms-word.document.macroEnabled.main")
            target.writestr(part, body)
    with pytest.raises(Problem, match="带有宏"):
        kept_form(path)


def test_what_unpacks_to_too_much_is_refused_while_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(office_files, "_MOST_UNPACKED", 100_000)
    bomb = b"<a>" + b" " * 200_000 + b"</a>"
    with pytest.raises(Problem, match="太大"):
        kept_form(_with(_document(tmp_path / "文.docx", "正文"), "word/x.xml", bomb))
    monkeypatch.setattr(office_files, "_MOST_MEMBERS", 3)
    with pytest.raises(Problem, match="太大"):
        kept_form(_document(tmp_path / "多.docx", "正文"))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("坏.docx", b"PK\x03\x04 nothing", "已损坏或有密码"),
        ("旧.doc", office_files.OLD + b" nothing", "旧版文档或有密码"),
        ("网页.html", b"<html>", "不是 PDF、JPG、PNG、.docx"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Problem, match=said):
        kept_form(path)


def test_other_archives_are_refused(tmp_path):
    body = BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("照片.txt", "甲")
    (tmp_path / "包.docx").write_bytes(body.getvalue())
    with pytest.raises(Problem, match="不是 Word 文档"):
        kept_form(tmp_path / "包.docx")


def test_a_declared_document_type_is_damage(tmp_path):
    evil = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    with pytest.raises(Problem, match="已损坏"):
        kept_form(_with(_document(tmp_path / "文.docx", "正文"), "word/x.xml", evil))


def test_a_document_is_no_photograph(tmp_path):
    with pytest.raises(Problem, match="照片请选"):
        kept_form(_document(tmp_path / "文.docx", "正文"), photo=True)
