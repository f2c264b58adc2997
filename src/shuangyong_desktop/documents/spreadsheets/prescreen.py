"""The safety look at an .xlsx before any reader opens it (SECURITY §6.1).

One pass over the compressed parts that matter: their real size, document type declarations,
cells far outside of any list, and in the same pass what only the XML tells about looks.
"""

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Marks
from shuangyong_desktop.documents.spreadsheets.styles import MarkedStyles, read_styles
from shuangyong_desktop.domain.secrecy import MARK

_MOST_MEMBERS = 10_000
_MOST_BYTES = 400 * 1024 * 1024
_MOST_SMALL_BYTES = 16 * 1024 * 1024
_MOST_CELLS = 16_000_000
_MOST_ROWS = 1_048_576
_CHUNK = 1 << 20
_LONGEST_TAG = 4 * _CHUNK

_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FAR_COLUMN = re.compile(rb'r="[A-Z]{3}\d')
_CELL = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]+)(\d+)"[^<>]*?(?<!/)>')
_UNSAVED = re.compile(rb"(?:</f>|<f(?:\s[^<>]*)?/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_CHARACTER = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")
_LEGEND_WORDS = "红.{0,12}(?:已故|去世|死亡|亡故|过世)"
_LEGEND = re.compile(_LEGEND_WORDS.encode().replace(b".{0,12}", b"[^<>]{0,36}?"))
_CLASSIFIED = re.compile(MARK.encode().replace("[★☆]".encode(), "(?:★|☆)".encode()))
_PACKAGE_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"


class _InRows:
    """A pattern in the tags of rows.

    Few programs write rows with a prefix of their namespace; looking for one everywhere takes
    ten times as long.
    """

    def __init__(self, rest: bytes) -> None:
        self._plain = re.compile(rb"<row\b" + rest)
        self._prefixed = re.compile(rb"<(?:\w+:)?row\b" + rest)

    def of(self, chunk: bytes) -> re.Pattern[bytes]:
        """The pattern to look for in `chunk`."""
        return self._prefixed if b":row" in chunk else self._plain


_FAR_ROW = _InRows(rb'[^<>]*?\br="(\d{6,})"')
_HIDDEN_ROW = _InRows(rb'[^<>]*\bhidden="(?:1|true)"')


def is_legend(text: str) -> bool:
    """Whether a text explains that red means dead (说明：红字为去世人员)."""
    return bool(re.search(_LEGEND_WORDS, text))


def check_sizes(path: Path) -> None:
    """Refuse an archive whose members really decompress to more than any list needs.

    Raises Problem as `inspect` does.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _Look(path.name, archive).measure()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise refusals.corrupt(path.name) from error


@dataclass(slots=True)
class Inspection:
    """What the look found: marks by sheet name, and whether a legend says red means dead."""

    marks: dict[str, Marks] = field(default_factory=dict)
    red_means_dead: bool = False


def inspect(path: Path) -> Inspection:
    """Screen the workbook at `path` and read the looks of its cells.

    Raises Problem for a damaged archive, declared entities, members that decompress to more
    than 400 MB, cells so far out that readers would exhaust memory, or a 密级 mark.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _Look(path.name, archive).inspect()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise refusals.corrupt(path.name) from error
    except (ET.ParseError, ValueError, KeyError, RuntimeError) as error:
        raise refusals.suspicious(path.name) from error


class _Look:
    """One look at one archive."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(members) > _MOST_MEMBERS or len(set(names)) != len(names):
            raise refusals.suspicious(name)
        self._names = frozenset(names)
        self._bytes = 0

    def inspect(self) -> Inspection:
        result = Inspection()
        shared = "xl/sharedStrings.xml"
        for chunk in self._chunks(shared) if shared in self._names else ():
            self._look_at_text(chunk, result)
        styles = self._styles()
        for sheet, part in self._sheets():
            if part in self._names:
                result.marks[sheet] = self._look_at_sheet(sheet, part, styles, result)
        return result

    def measure(self) -> None:
        for part in self._names:
            for _ in self._chunks(part):
                pass

    def _chunks(self, part: str) -> Iterator[bytes]:
        """The decompressed part in pieces that end where a tag ends; its real size is counted."""
        kept = b""
        with self._archive.open(part) as member:
            first = True
            while piece := member.read(_CHUNK):
                self._bytes += len(piece)
                if self._bytes > _MOST_BYTES:
                    raise refusals.too_large(self._name)
                if _DTD.search(piece) or (first and piece.startswith(_UTF16)):
                    raise refusals.suspicious(self._name)
                first = False
                cut = piece.rfind(b">") + 1
                if cut:
                    yield kept + piece[:cut]
                    kept = piece[cut:]
                else:
                    kept += piece
                    if len(kept) > _LONGEST_TAG:
                        raise refusals.suspicious(self._name)
        if kept:
            yield kept

    def _small(self, part: str) -> bytes:
        """A part that is read whole: refused when it is larger than any such part is."""
        with self._archive.open(part) as member:
            content = member.read(_MOST_SMALL_BYTES + 1)
        if len(content) > _MOST_SMALL_BYTES or _DTD.search(content) or content.startswith(_UTF16):
            raise refusals.suspicious(self._name)
        return content

    def _xml(self, part: str) -> ET.Element:
        return ET.fromstring(self._small(part))  # noqa: S314 (no DTD, no entity: see _small)

    def _styles(self) -> MarkedStyles:
        part = "xl/styles.xml"
        return read_styles(self._small(part)) if part in self._names else MarkedStyles()

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Every sheet's name and part."""
        workbook = "xl/workbook.xml"
        if workbook not in self._names:
            return
        targets = self._targets(workbook)
        for element in self._xml(workbook).iter():
            if str(element.tag).rpartition("}")[2] == "sheet":
                number = next((v for k, v in element.items() if k.endswith("}id")), "")
                yield element.get("name", ""), targets.get(number, "")

    def _targets(self, part: str, kind: str = "") -> dict[str, str]:
        """The parts that `part` refers to, by relation id."""
        folder, _, name = part.rpartition("/")
        relations = f"{folder}/_rels/{name}.rels"
        if relations not in self._names:
            return {}
        return {
            item.get("Id", ""): _joined(folder, item.get("Target", ""))
            for item in self._xml(relations).iter(f"{_PACKAGE_NS}Relationship")
            if item.get("Type", "").endswith(kind)
        }

    def _look_at_text(self, chunk: bytes, result: Inspection) -> None:
        if b"&#" in chunk:  # as some programs write every character that is not ASCII
            chunk = _CHARACTER.sub(_spelled_out, chunk)
        if _CLASSIFIED.search(chunk):
            raise refusals.classified(self._name)
        result.red_means_dead = result.red_means_dead or bool(_LEGEND.search(chunk))

    def _look_at_sheet(
        self, sheet: str, part: str, styles: MarkedStyles, result: Inspection
    ) -> Marks:
        finder = _Finder(styles)
        hidden, unsaved, far = 0, 0, False
        bottom = right = 0
        for chunk in self._chunks(part):
            far = far or bool(_FAR_ROW.of(chunk).search(chunk) or _FAR_COLUMN.search(chunk))
            if far:
                bottom, right = _extent(chunk, bottom, right)
                if bottom > _MOST_ROWS or bottom * right > _MOST_CELLS:
                    raise refusals.too_wide(self._name, sheet)
            hidden += len(_HIDDEN_ROW.of(chunk).findall(chunk)) if b"hidden=" in chunk else 0
            unsaved += len(_UNSAVED.findall(chunk)) if b"<f" in chunk else 0
            finder.look(chunk)
            if b"inlineStr" in chunk:
                self._look_at_text(chunk, result)
        struck, red = finder.found()
        return Marks(struck, red, self._comments(part), hidden, unsaved)

    def _comments(self, part: str) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for target in self._targets(part, "/comments").values():
            if target not in self._names:
                continue
            for element in self._xml(target).iter():
                if str(element.tag).endswith("}comment"):
                    text = "".join(element.itertext()).strip()
                    match = re.fullmatch(r"([A-Z]+)(\d+)", element.get("ref", ""))
                    if match and text:
                        found[int(match[2]) - 1, _column(match[1].encode())] = text
        return found


def _spelled_out(reference: re.Match[bytes]) -> bytes:
    """The character that a numeric reference stands for, in UTF-8."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    known = number <= sys.maxunicode
    return chr(number).encode(errors="replace") if known else reference[0]


class _Finder:
    """Finds the cells of marked styles in pieces of sheet XML."""

    def __init__(self, styles: MarkedStyles) -> None:
        self._styles = styles
        numbers = "|".join(map(str, sorted(styles.all)))
        self._pattern = re.compile(rf'<(?:\w+:)?c\b[^<>]*?\bs="({numbers})"[^<>]*>'.encode())
        self._hint = re.compile(rf' s="(?:{numbers})"'.encode())
        self._struck: dict[int, set[int]] = {}
        self._red: dict[int, set[int]] = {}

    def look(self, chunk: bytes) -> None:
        if not self._styles.all:
            return
        for hint in self._hint.finditer(chunk):  # far faster than looking at every cell
            match = self._pattern.match(chunk, max(chunk.rfind(b"<", 0, hint.start()), 0))
            reference = match and _REFERENCE.search(match.group())
            if not match or not reference:
                continue
            row, column = int(reference[2]) - 1, _column(reference[1])
            style = int(match[1])
            if style in self._styles.struck:
                self._struck.setdefault(row, set()).add(column)
            if style in self._styles.red:
                self._red.setdefault(row, set()).add(column)

    def found(self) -> tuple[dict[int, frozenset[int]], dict[int, frozenset[int]]]:
        return (
            {row: frozenset(columns) for row, columns in self._struck.items()},
            {row: frozenset(columns) for row, columns in self._red.items()},
        )


def _extent(chunk: bytes, bottom: int, right: int) -> tuple[int, int]:
    """The furthest row and column that holds something, not only a style."""
    for match in _CELL.finditer(chunk):
        right = max(right, _column(match[1]) + 1)
        bottom = max(bottom, int(match[2]))
    for match in _FAR_ROW.of(chunk).finditer(chunk):
        if int(match[1]) > _MOST_ROWS:
            bottom = max(bottom, int(match[1]))
    return bottom, right


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _joined(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/".join(parts)
