"""Binding (装订): pages of ours with scans placed on them, written object by object.

Every foreign page becomes a form on a page that the typesetter drew. Objects go to the file as
they are met and are forgotten with their source, so that memory does not grow with the pages.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from shuangyong_desktop.documents.scans import kept_form
from shuangyong_desktop.domain.errors import Problem

_PDF = b"%PDF-"
_MOST_PAGES = 2000
_QUARTER, _HALF, _FULL = 90, 180, 360
BROKEN = (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError,
          RuntimeError)  # fmt: skip
"""What reading a foreign PDF may end with."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where a scan stands on its page, in points from the bottom left."""

    x: float
    y: float
    width: float
    height: float


def page_sum(path: Path) -> int:
    """How many pages the scan at `path` has; a picture has one.

    Raises Problem with the reason when it cannot be bound.
    """
    if path.read_bytes()[: len(_PDF)] != _PDF:
        kept_form(path)
        return 1
    try:
        pages = 0
        for page in _opened(path).pages:
            content = page.get_contents()
            if content is not None:
                content.get_data()
            pages += 1
    except BROKEN as error:
        raise Problem("文件已损坏或有密码，不能并入，请看原件。", code="broken_pdf") from error
    if not 0 < pages <= _MOST_PAGES:
        raise Problem("没有页，或页数太多，不能并入，请看原件。", code="too_many_pages")
    return pages


class Binder:
    """One PDF being written to `stream`: the pages of `frames` in order, then `finish`."""

    def __init__(self, stream: BinaryIO, frames: BinaryIO) -> None:
        self._out = stream
        self._places: dict[int, int] = {}
        self._last = 0
        self._catalog, self._tree = self._number(), self._number()
        self._kids: list[int] = []
        self._out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._reader = PdfReader(frames)
        self._known: dict[int, int] = {}

    def page(self, place: int, scan: "Sheet | None" = None, area: Area | None = None) -> None:
        """Write page `place` of the frames, with a scan on it."""
        page = self._reader.pages[place]
        plain = DictionaryObject(
            {key: value for key, value in page.items() if key not in ("/Parent", "/Annots")}
        )
        plain[NameObject("/Parent")] = self._at(self._tree)
        plain[NameObject("/Resources")] = page["/Resources"].get_object()
        made = self._mapped(plain, self._reader, self._known, keep=self._tree)
        if scan is not None and area is not None:
            self._place(made, scan, area)
        self._kids.append(self._write(made))

    def form(self, reader: PdfReader, known: dict[int, int], page: Any) -> "Sheet":
        """Write a page of a foreign PDF as a form; `known` are the objects written of it."""
        box = page.cropbox
        left, bottom = float(box.left), float(box.bottom)
        width, height = float(box.width), float(box.height)
        content = page.get_contents()
        form = StreamObject()
        form.set_data(content.get_data() if content is not None else b"")
        form = form.flate_encode()
        form[NameObject("/Type")] = NameObject("/XObject")
        form[NameObject("/Subtype")] = NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject(
            FloatObject(value) for value in (left, bottom, left + width, bottom + height)
        )
        form[NameObject("/Resources")] = self._mapped(
            page.get("/Resources", DictionaryObject()), reader, known
        )
        turn = int(page.rotation) % _FULL
        return Sheet(self._write(form), left, bottom, width, height, turn)

    def picture(self, body: bytes) -> "Sheet":
        """Write a JPEG as an image."""
        from PIL import Image  # noqa: PLC0415 (only the worker looks into pictures)

        with Image.open(BytesIO(body)) as opened:
            width, height, mode = *opened.size, opened.mode
        image = _Jpeg(body)
        for key, value in (
            ("/Type", NameObject("/XObject")), ("/Subtype", NameObject("/Image")),
            ("/Width", NumberObject(width)), ("/Height", NumberObject(height)),
            ("/BitsPerComponent", NumberObject(8)), ("/Filter", NameObject("/DCTDecode")),
            ("/ColorSpace", NameObject("/DeviceGray" if mode == "L" else "/DeviceRGB")),
        ):  # fmt: skip
            image[NameObject(key)] = value
        return Sheet(self._write(image), 0.0, 0.0, float(width), float(height), 0, unit=True)

    def finish(self) -> None:
        """Write what holds the pages together. Nothing may follow."""
        tree = DictionaryObject({
            NameObject("/Type"): NameObject("/Pages"),
            NameObject("/Kids"): ArrayObject(map(self._at, self._kids)),
            NameObject("/Count"): NumberObject(len(self._kids)),
        })  # fmt: skip
        self._write(tree, self._tree)
        root = self._reader.root_object
        catalog = DictionaryObject({
            NameObject("/Type"): NameObject("/Catalog"),
            NameObject("/Pages"): self._at(self._tree),
            NameObject("/Lang"): root.get("/Lang", NameObject("/zh")),
        })  # fmt: skip
        self._write(catalog, self._catalog)
        information = self._reader.trailer.get("/Info")
        told = self._write(
            self._mapped(information.get_object(), self._reader, self._known)
            if information is not None else DictionaryObject()
        )  # fmt: skip
        start = self._out.tell()
        self._out.write(f"xref\n0 {self._last + 1}\n0000000000 65535 f \n".encode())
        for number in range(1, self._last + 1):
            self._out.write(f"{self._places[number]:010d} 00000 n \n".encode())
        self._out.write(
            f"trailer\n<< /Size {self._last + 1} /Root {self._catalog} 0 R /Info {told} 0 R >>\n"
            f"startxref\n{start}\n%%EOF\n".encode()
        )

    def _number(self) -> int:
        self._last += 1
        return self._last

    def _at(self, number: int) -> IndirectObject:
        return IndirectObject(number, 0, None)

    def _write(self, value: PdfObject, number: int = 0) -> int:
        number = number or self._number()
        self._places[number] = self._out.tell()
        self._out.write(f"{number} 0 obj\n".encode())
        value.write_to_stream(self._out)
        self._out.write(b"\nendobj\n")
        return number

    def _mapped(self, value: Any, reader: PdfReader, known: dict[int, int], keep: int = 0) -> Any:
        """`value` of `reader` with everything it points to written here, each object once."""
        waiting: list[tuple[int, int]] = []

        def refer(found: IndirectObject) -> PdfObject:
            if found.pdf is None and found.idnum == keep:
                return found
            if found.idnum not in known:
                known[found.idnum] = self._number()
                waiting.append((found.idnum, found.generation))
            return self._at(known[found.idnum])

        made = _copied(value, refer)
        while waiting:
            number, generation = waiting.pop()
            source = reader.get_object(IndirectObject(number, generation, reader))
            if isinstance(source, DictionaryObject) and source.get("/Type") == "/Page":
                source = DictionaryObject()  # nothing on a page may lead to other pages
            copied = _copied(source if source is not None else DictionaryObject(), refer)
            self._write(copied, known[number])
        return made

    def _place(self, page: Any, scan: "Sheet", area: Area) -> None:
        """Show `scan` on `page` as large as it fits, below nothing of ours."""
        resources = DictionaryObject(page["/Resources"])
        objects = DictionaryObject()
        objects[NameObject("/Scan")] = self._at(scan.number)
        resources[NameObject("/XObject")] = objects
        page[NameObject("/Resources")] = resources
        shown = StreamObject()
        shown.set_data(f"q {scan.matrix(area)} cm /Scan Do Q\n".encode())
        before = self._at(self._write(shown))
        page[NameObject("/Contents")] = ArrayObject([before, page.raw_get("/Contents")])


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scan in the file: the number of its object, its box, and how far it is turned."""

    number: int
    left: float
    bottom: float
    width: float
    height: float
    turn: int
    unit: bool = False

    def matrix(self, area: Area) -> str:
        """The operands of cm that put it upright into the middle of `area`."""
        across = self.turn % _HALF == _QUARTER
        wide, high = (self.height, self.width) if across else (self.width, self.height)
        scale = min(area.width / wide, area.height / high)
        x = area.x + (area.width - wide * scale) / 2
        y = area.y + (area.height - high * scale) / 2
        if self.unit:
            return f"{wide * scale:.3f} 0 0 {high * scale:.3f} {x:.3f} {y:.3f}"
        left, bottom = self.left * scale, self.bottom * scale
        right, top = left + self.width * scale, bottom + self.height * scale
        numbers = {
            0: (scale, 0.0, 0.0, scale, x - left, y - bottom),
            _QUARTER: (0.0, -scale, scale, 0.0, x - bottom, y + right),
            _HALF: (-scale, 0.0, 0.0, -scale, x + right, y + top),
        }.get(self.turn, (0.0, scale, -scale, 0.0, x + top, y - left))
        return " ".join(f"{number:.4f}" for number in numbers)


class _Jpeg(StreamObject):
    """A JPEG as it is, its bytes untouched."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._data = body


def sheets_of(binder: Binder, path: Path) -> Iterator[Callable[[], Sheet]]:
    """What writes the pages of the scan at `path`, one after the other."""
    if path.read_bytes()[: len(_PDF)] != _PDF:
        yield lambda: binder.picture(kept_form(path)[1])
        return
    reader, known = _opened(path), dict[int, int]()
    for page in reader.pages:
        yield lambda page=page: binder.form(reader, known, page)  # type: ignore[misc]


def _opened(path: Path) -> PdfReader:
    """The PDF at `path`; what stands on its pages as notes and stamps is made part of them.

    One whose table of objects is broken is put in order first, as a reader on the screen does.
    """
    with suppress(*BROKEN):  # the other way tells whether there is anything to read
        reader = PdfReader(path)
        if len(reader.pages) and not any("/Annots" in page for page in reader.pages):
            return reader
    return PdfReader(_flattened(path))


def _flattened(path: Path) -> BytesIO:
    """The PDF at `path` written anew, with notes and stamps as part of its pages."""
    import pypdfium2  # noqa: PLC0415 (only for the few that need it)

    flat = BytesIO()
    try:
        document = pypdfium2.PdfDocument(path)
        try:
            document.init_forms()
            for number in range(len(document)):
                pypdfium2.raw.FPDFPage_Flatten(document[number], pypdfium2.raw.FLAT_PRINT)
            document.save(flat)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    flat.seek(0)
    return flat


def _copied(value: Any, refer: Callable[[IndirectObject], PdfObject]) -> Any:
    """`value` with its references replaced by `refer`; streams keep their bytes."""
    if isinstance(value, IndirectObject):
        return refer(value)
    if isinstance(value, StreamObject):
        made = _Jpeg(value._data)  # noqa: SLF001 (pypdf's only way to the bytes as they are)
        made.update(_entries(value, refer))
        return made
    if isinstance(value, DictionaryObject):
        return DictionaryObject(_entries(value, refer))
    if isinstance(value, ArrayObject):
        return ArrayObject(_copied(item, refer) for item in value)
    return value


def _entries(
    value: DictionaryObject, refer: Callable[[IndirectObject], PdfObject]
) -> dict[Any, Any]:
    """The entries of a dictionary; a length that stands elsewhere is written anew."""
    return {
        NameObject(key): _copied(dict.__getitem__(value, key), refer)
        for key in value
        if key not in ("/Length", "/Parent", "/StructParents", "/AA")
        or (key == "/Parent" and getattr(dict.__getitem__(value, key), "pdf", 1) is None)
    }
