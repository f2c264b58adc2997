"""What a file really is, told by its content and never by its name (DESIGN 22)."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.encodings import utf16_of

LARGEST_FILE = 200 * 1024 * 1024
_HEAD = 8192

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
_FOREIGN = (
    (b"%PDF", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\x00", "图片"),
    (b"RIFF", "音像文件"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"{\\rtf", "写字板文档"),
    (b"MZ", "程序"),
    (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库文件"),
    (b"MIME-Version", "网页归档文件"),
)
_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|table|head|body|meta|style|div|tr)\b", re.IGNORECASE
)
_XML_2003 = re.compile(rb"urn:schemas-microsoft-com:office:spreadsheet")


class Format(StrEnum):
    """The formats that can be read."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    ODS = "ods"
    XLS = "xls"
    HTML = "html"
    XML = "xml"
    TEXT = "text"


def sniff(path: Path) -> Format:
    """Tell the format of `path`.

    Raises Problem (code encrypted, corrupt or unsupported) for a file that cannot be a
    readable spreadsheet, with a sentence that says what it is and what to do.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise refusals.unreadable(path.name) from error
    if size == 0:
        raise refusals.empty_file(path.name)
    if size > LARGEST_FILE:
        raise refusals.too_large(path.name)
    if head.startswith(_ZIP):
        return _sniff_zip(path)
    if head.startswith(_EMPTY_ZIP):
        raise refusals.corrupt(path.name)
    if head.startswith(_OLE):
        return _sniff_ole(path)
    if _BIFF.match(head):
        return Format.XLS
    return _sniff_text(path, head)


def _sniff_zip(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            locked = any(member.flag_bits & 1 for member in members)
            kind = archive.read("mimetype")[:80] if "mimetype" in names and not locked else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise refusals.corrupt(path.name) from error
    if locked:
        raise refusals.encrypted(path.name)
    if "xl/workbook.xml" in names or any(name.endswith("workbook.xml") for name in names):
        return Format.XLSX
    if "xl/workbook.bin" in names:
        return Format.XLSB
    if b"opendocument.spreadsheet" in kind:
        return Format.ODS
    if any(name.startswith("word/") for name in names):
        raise refusals.foreign(path.name, "Word 文档")
    if any(name.startswith("ppt/") for name in names):
        raise refusals.foreign(path.name, "演示文稿")
    if "[Content_Types].xml" in names:
        raise refusals.corrupt(path.name)
    raise refusals.foreign(path.name, "压缩包")


def _sniff_ole(path: Path) -> Format:
    content = path.read_bytes()

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise refusals.encrypted(path.name)
    if holds("Workbook") or holds("Book"):
        return Format.XLS
    if holds("WordDocument"):
        raise refusals.foreign(path.name, "Word 文档")
    if holds("PowerPoint Document"):
        raise refusals.foreign(path.name, "演示文稿")
    raise refusals.corrupt(path.name)


def _sniff_text(path: Path, head: bytes) -> Format:
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise refusals.foreign(path.name, name)
    encoding = utf16_of(head)
    plain = head.decode(encoding, "ignore").encode() if encoding else head
    if _XML_2003.search(plain):
        return Format.XML
    if _HTML.search(plain):
        return Format.HTML
    if b"\x00" in plain or _control_share(plain) > _MOST_CONTROLS:
        raise refusals.foreign(path.name, "无法识别的文件")
    return Format.TEXT


_MOST_CONTROLS = 0.02
_PRINTABLE_CONTROLS = b"\t\n\r\x0c"


def _control_share(head: bytes) -> float:
    controls = sum(byte < ord(" ") and byte not in _PRINTABLE_CONTROLS for byte in head)
    return controls / len(head)
