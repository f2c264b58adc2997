"""The text of a 公文 that somebody chose: .txt in any encoding, .docx; foreign, so in a worker."""

import zipfile
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.spreadsheets.encodings import decode
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.secrecy import is_classified
from shuangyong_desktop.domain.text import clean

LARGEST = 20 * 1024 * 1024
"""Bytes of one file, as of any attachment (SECURITY §7)."""

_MOST_UNPACKED = 200 * 1024 * 1024
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-"
_LONGEST = 400_000


def read_source(path: Path) -> tuple[str, bytes]:
    """The text of the file at `path`, and its bytes.

    Raises Problem for a file that cannot be read, is too large, or is no text document.
    """
    try:
        with path.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except OSError as error:
        raise Problem(
            f"“{path.name}”读不出来，台账没有改动。请确认文件还在、没有被其他程序占用。",
            code="unreadable",
        ) from error
    if len(body) > LARGEST:
        raise Problem(f"“{path.name}”超过 20 MB，没有读取。请只选工作要点文件。", code="too_large")
    if body.startswith((_OLE, _PDF)):
        raise Problem(
            f"“{path.name}”是旧版 Word 或 PDF 文件，读不出条目。"
            "请用 WPS 另存为 .docx，或复制全文粘贴。",
            code="wrong_format",
        )
    if is_classified(path.name):
        raise _classified(path.name)
    text = _docx_text(path) if body.startswith(_ZIP) else decode(body)
    if text is None or "\0" in text:
        raise Problem(
            f"“{path.name}”不是文本文件，没有读取。请选 .docx 或 .txt，或复制全文粘贴。",
            code="wrong_format",
        )
    return clean(text).text[:_LONGEST], body


def _docx_text(path: Path) -> str:
    """The paragraphs and table rows of a .docx in their order."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        from docx import Document  # noqa: PLC0415 (slow to import; most texts are pasted)

        lines, everywhere = None, ""
        if unpacked <= _MOST_UNPACKED:
            document = Document(str(path))
            lines, everywhere = _blocks(document), _everything(document)
    except Exception:  # damaged documents raise anything in the reader
        lines = None
    if lines is None:
        raise Problem(
            f"“{path.name}”已损坏或不是 Word 文档，没有读取。"
            "请用 WPS 另存为 .docx，或复制全文粘贴。",
            code="corrupt",
        )
    if is_classified(everywhere):
        raise _classified(path.name)
    return "\n".join(lines)


def _classified(name: str) -> Problem:
    return Problem(
        f"“{name}”标有密级，不得录入本机，没有读取。请按保密规定处理该文件。", code="classified"
    )


def _everything(document: Any) -> str:
    """All words of a document: a 密级 mark may stand in a text box, a header or a footer."""
    edges = (part for section in document.sections for part in (section.header, section.footer))
    roots = (document.element.body, *(edge._element for edge in edges))  # noqa: SLF001 (no public way to boxes)
    return "\n".join("".join(root.itertext()) for root in roots)


def _blocks(document: Any) -> list[str]:
    from docx.table import Table  # noqa: PLC0415 (see above)

    lines: list[str] = []
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                lines.append("　".join(cell for cell in cells if cell))
        else:
            lines.append(item.text)
    return lines
