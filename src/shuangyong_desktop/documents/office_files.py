"""Documents and workbooks that are kept as they are: looked through, never opened by a reader.

They are foreign files (SECURITY §6.1): what they unpack to is counted while it is unpacked, no
entity is declared, no program comes along, and no 密级 mark stands anywhere in their words.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath
from xml.parsers import expat

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.secrecy import is_classified

ZIP = b"PK\x03\x04"
"""What a .docx and an .xlsx begin with."""
OLD = b"\xd0\xcf\x11\xe0"
"""What a .doc, an .xls and a document with a password begin with."""

_ENDINGS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx"}
_PROGRAMS = re.compile(r"vbaproject|vbadata|macrosheets/|activex/|/oleobject", re.IGNORECASE)
_EMBEDDED = re.compile(r"/embeddings/[^/]+\.(?:docx|xlsx|pptx)$", re.IGNORECASE)
_MOST_MEMBERS = 10_000
_MOST_UNPACKED = 200 * 1024 * 1024
_CHUNK = 1 << 20
_OVERLAP = 64
"""Signs of a text that are looked at together with what follows: a mark may be cut in two."""
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError,
    expat.ExpatError, ValueError,
)  # fmt: skip


def refuse_unfit(name: str, body: bytes) -> str:
    """Look through the document or workbook `body`; returns the ending that it has to have.

    Raises Problem for a damaged one, one with macros or embedded programs, one that unpacks to
    more than 200 MB, and one with a 密级 mark in its text, its header or a text box (CLERK §2).
    """
    try:
        return _Look(name, body).ending()
    except _DAMAGED as error:
        raise Problem(
            f"“{name}”已损坏或有密码，没有添加。请去掉密码，或用 WPS 另存为 .docx、.xlsx 再试。",
            code="corrupt",
        ) from error


class _Look:
    """One look at one archive, and at the documents that stand in it."""

    def __init__(self, name: str, body: bytes) -> None:
        self._name = name
        self._body = body
        self._unpacked = 0

    def ending(self) -> str:
        """The ending that goes with what is in it."""
        with zipfile.ZipFile(BytesIO(self._body)) as archive:
            ending = next((_ENDINGS[part] for part in archive.namelist() if part in _ENDINGS), "")
            if not ending:
                raise Problem(
                    f"“{self._name}”不是 Word 文档或 Excel 工作簿，没有添加。"
                    "请选 PDF、JPG、PNG、.docx 或 .xlsx 文件。",
                    code="wrong_format",
                )
            self._look(archive)
        return ending

    def _look(self, archive: zipfile.ZipFile, *, outer: bool = True) -> None:
        members = archive.namelist()
        if len(members) > _MOST_MEMBERS:
            raise self._too_large()
        for part in members:
            if _PROGRAMS.search(part):
                raise self._has_macros()
            if outer and _EMBEDDED.search(part):
                with zipfile.ZipFile(BytesIO(b"".join(self._pieces(archive, part)))) as inner:
                    self._look(inner, outer=False)
            elif part.endswith((".xml", ".rels")):
                self._read(part, self._pieces(archive, part))

    def _pieces(self, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
        with archive.open(part) as member:
            while piece := member.read(_CHUNK):
                self._unpacked += len(piece)
                if self._unpacked > _MOST_UNPACKED:
                    raise self._too_large()
                yield piece

    def _read(self, part: str, pieces: Iterator[bytes]) -> None:
        """The words of one part; which sorts of parts there are is told by the first of them."""
        words: list[str] = []
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._declares
        parser.CharacterDataHandler = words.append
        if part == "[Content_Types].xml":
            parser.StartElementHandler = self._sort
        for piece in pieces:
            parser.Parse(piece, False)  # noqa: FBT003 (expat takes it by place)
            text = "".join(words)
            if is_classified(text):
                raise Problem(
                    f"“{self._name}”里有密级标志，涉密文件不得存入本软件，没有添加。",
                    code="classified",
                )
            words[:] = [text[-_OVERLAP:]]
        parser.Parse(b"", True)  # noqa: FBT003 (as above)

    def _sort(self, _element: str, marks: dict[str, str]) -> None:
        if "macro" in marks.get("ContentType", "").lower():
            raise self._has_macros()

    def _declares(self, *_: object) -> None:
        raise ValueError("a document type is declared")

    def _has_macros(self) -> Problem:
        ending = PurePath(self._name).suffix or "文件"
        return Problem(
            f"“{self._name}”带有宏或嵌入的程序，没有添加。"
            f"请用 WPS 打开这个 {ending}，另存为不带宏的 .docx、.xlsx 或 PDF 再添加。",
            code="macros",
        )

    def _too_large(self) -> Problem:
        return Problem(
            f"“{self._name}”解开后太大，没有添加。请删去不用的内容，或另存为 PDF 再添加。",
            code="too_large",
        )
