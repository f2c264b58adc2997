"""Scans and photographs coming in: checked, made small, and freed of what they say about a place.

They are foreign files: pictures are decoded and PDFs looked through in a worker (DESIGN 20).
"""

import re
from io import BytesIO
from pathlib import Path

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
    if not body.startswith((_PDF, *_PICTURES)):
        raise Problem(
            f"“{path.name}”不是 PDF、JPG 或 PNG 文件，没有添加。请重新扫描或另存为其中一种。",
            code="wrong_format",
        )
    return body


def kept_form(path: Path, *, photo: bool = False) -> tuple[str, bytes]:
    """The name and the bytes under which the file at `path` is kept.

    Pictures become JPEG of at most 2000 pixels (a photograph 600) without EXIF; a PDF stays as
    it is. Raises Problem like `read_scan`, for a PDF with a mark of secrecy in its text, and for
    a picture that cannot be read.
    """
    body = read_scan(path)
    if body.startswith(_PDF):
        if photo:
            raise Problem("照片请选 JPG 或 PNG 图片，没有添加。", code="wrong_format")
        _refuse_classified(path.name, body)
        return path.name, body
    return f"{path.stem}.jpg", _smaller(path.name, body, PHOTO_SIDE if photo else LONGEST_SIDE)


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
