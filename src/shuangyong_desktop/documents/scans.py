"""Scans, photographs and documents coming in: checked, pictures made small and freed of places.

They are foreign files: pictures are decoded, PDFs and documents looked through in a worker
(DESIGN 20).
"""

import re
from io import BytesIO
from pathlib import Path

from shuangyong_desktop.documents import office_files
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.secrecy import is_classified

LARGEST = 20 * 1024 * 1024
"""Bytes of one attachment (SECURITY §7)."""

LONGEST_SIDE, PHOTO_SIDE = 2000, 600
"""Pixels of the longest side of a kept picture, and of a photograph of somebody."""

_QUALITY = 85
_MOST_PIXELS = 120_000_000
_PDF = b"%PDF-"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_SECRET_NAME = re.compile(r"(秘密|机密|绝密)\s*[★☆]?")
_PAGES_READ = 20


def read_scan(path: Path) -> bytes:
    """The bytes of the PDF, JPEG or PNG at `path`, up to 20 MB.

    Raises Problem for anything else, for a file that cannot be read and for one whose name says
    that it is classified (CLERK §2).
    """
    body = _read(path)
    if not body.startswith((_PDF, *_PICTURES)):
        raise Problem(
            f"“{path.name}”不是 PDF、JPG 或 PNG 文件，没有添加。请重新扫描或另存为其中一种。",
            code="wrong_format",
        )
    return body


def kept_form(path: Path, *, photo: bool = False) -> tuple[str, bytes]:
    """The name and the bytes under which the file at `path` is kept.

    Pictures become JPEG of at most 2000 pixels (a photograph 600) without EXIF; a PDF, a .docx
    and an .xlsx stay as they are. Raises Problem for any other file, for one that cannot be
    read, is over 20 MB, carries a mark of secrecy in its name or text, or brings macros.
    """
    body = _read(path)
    if photo and not body.startswith(_PICTURES):
        raise Problem("照片请选 JPG 或 PNG 图片，没有添加。", code="wrong_format")
    if body.startswith(_PDF):
        _refuse_classified(path.name, body)
        return path.name, body
    if body.startswith(office_files.ZIP):
        return f"{path.stem}{office_files.refuse_unfit(path.name, body)}", body
    if body.startswith(_PICTURES):
        return f"{path.stem}.jpg", _smaller(path.name, body, PHOTO_SIDE if photo else LONGEST_SIDE)
    if body.startswith(office_files.OLD):
        words = "是旧版文档或有密码，没有添加。请去掉密码，用 WPS 另存为 .docx、.xlsx 或 PDF。"
    else:
        words = "不是 PDF、JPG、PNG、.docx 或 .xlsx 文件，没有添加。请重新扫描或另存为其中一种。"
    raise Problem(f"“{path.name}”{words}", code="wrong_format")


def _read(path: Path) -> bytes:
    """The bytes of a file up to 20 MB whose name does not say that it is classified."""
    if _SECRET_NAME.search(path.name):
        raise Problem(
            f"“{path.name}”的文件名带有密级字样，涉密文件不得存入本软件，没有添加。",
            code="classified",
        )
    try:
        with path.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except OSError as error:
        raise Problem(
            f"“{path.name}”读不出来，没有添加。请确认文件还在、没有被其他程序占用。",
            code="unreadable",
        ) from error
    if len(body) > LARGEST:
        raise Problem(
            f"“{path.name}”超过 20 MB，没有添加。请降低扫描分辨率或分成几个文件。",
            code="too_large",
        )
    return body


def _smaller(name: str, body: bytes, side: int) -> bytes:
    """A picture at most `side` pixels long, upright, as JPEG without anything but its pixels."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (only the worker decodes pictures)

    try:
        with Image.open(BytesIO(body), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise Problem(f"“{name}”的像素太多，没有添加。请降低分辨率。", code="too_large")
            opened.draft("RGB", (side, side))
            upright = ImageOps.exif_transpose(opened)
            ground = Image.new("RGB", upright.size, "white")
            layer = upright.convert("RGBA")
            ground.paste(layer, mask=layer)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Problem(
            f"“{name}”已损坏或不是图片，没有添加。请重新拍照或扫描。", code="broken_picture"
        ) from error
    ground.thumbnail((side, side))
    kept = BytesIO()
    ground.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()


def _refuse_classified(name: str, body: bytes) -> None:
    """Raise Problem where the text of a PDF carries 秘密★, 机密★ or 绝密★ (CLERK §2)."""
    import pypdfium2  # noqa: PLC0415 (only the worker looks into PDFs)

    try:
        document = pypdfium2.PdfDocument(body)
    except pypdfium2.PdfiumError as error:
        raise Problem(
            f"“{name}”打不开（已损坏或有密码），没有添加。请重新扫描或去掉密码。",
            code="broken_pdf",
        ) from error
    try:
        for number in range(min(len(document), _PAGES_READ)):
            if is_classified(document[number].get_textpage().get_text_bounded()):
                raise Problem(
                    f"“{name}”第 {number + 1} 页有密级标志，涉密文件不得存入本软件，没有添加。",
                    code="classified",
                )
    finally:
        document.close()
