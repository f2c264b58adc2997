"""Sets text and rules on pages: fonts per character, strings encoded once, one stream a page.

Lengths are points; y runs down from the top edge of the page, as one reads. Every paper of the
program is drawn through here and ends as a PDF, the single source of preview, print and
archive (DESIGN 23). Nothing is markup: a text is drawn as the characters it has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, Literal, NamedTuple

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shuangyong_desktop.documents.fonts import Role, font_of, is_han, is_variation_selector, load
from shuangyong_desktop.documents.wrapping import wrap

# Page streams as bytes instead of ASCII85: a tenth of the time and of the size (PERFORMANCE §7).
rl_config.useA85 = 0

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A4_LANDSCAPE = (297 * MM, 210 * MM)
A3_LANDSCAPE = (420 * MM, 297 * MM)
SMALLEST = 7.5  # points; nothing on a paper is set smaller (PAPERS §5)
THICK, THIN = 1.2, 0.5  # rules: the outer frame and the lines inside
HEAD_GRAY, SUM_GRAY = 0.94, 0.965
_MIDDLE = 0.36  # of the size: from the baseline up to the middle of an ideograph
_CACHED_STRINGS = 50_000
_SPREAD_NAME = 2
_BLANKS = "\t\n"  # within a line they are drawn as a space

Align = Literal["left", "center", "right"]


class Style(NamedTuple):
    """A face and its size in points."""

    role: Role = Role.SONG
    size: float = 10.5


BODY = Style()
HEADING = Style(Role.HEI)


@dataclass(frozen=True, slots=True)
class Ink:
    """A text ready to be drawn: its width in points and the PDF operators that show it."""

    width: float
    code: str


@dataclass(slots=True)
class Page:
    """What is drawn on one page, by layer: pictures, grounds, watermark, rules, text."""

    width: float
    height: float
    grounds: list[str] = field(default_factory=list)
    watermark: str = ""
    thin: list[str] = field(default_factory=list)
    thick: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float, bytes]] = field(default_factory=list)

    def ground(self, x: float, y: float, width: float, height: float, gray: float) -> None:
        """Fill a rectangle."""
        self.grounds.append(f"{gray} g {x:.2f} {self.height - y - height:.2f} {width:.2f} "
                            f"{height:.2f} re f")  # fmt: skip

    def across(self, x0: float, x1: float, y: float, *, thick: bool = False) -> None:
        """Rule a horizontal line."""
        up = self.height - y
        (self.thick if thick else self.thin).append(f"{x0:.2f} {up:.2f} m {x1:.2f} {up:.2f} l")

    def down(self, x: float, y0: float, y1: float) -> None:
        """Rule a thin vertical line."""
        self.thin.append(f"{x:.2f} {self.height - y0:.2f} m {x:.2f} {self.height - y1:.2f} l")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Rule the thick outer frame of a table."""
        self.thick.append(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re")

    def put(self, x: float, baseline: float, code: str) -> None:
        """Show encoded text with its baseline `baseline` below the top edge."""
        self.text.append(f"1 0 0 1 {x:.2f} {self.height - baseline:.2f} Tm {code}")

    def stream(self) -> str:
        """The page's operators."""
        parts = [*self.grounds, self.watermark, "0 g 0 G"]
        for rules, width in ((self.thin, THIN), (self.thick, THICK)):
            if rules:
                parts += [f"{width} w", *rules, "S"]
        if self.text:
            parts += ["BT", *self.text, "ET"]
        return "\n".join(parts)


class Typesetter:
    """One PDF being written to `stream`: pages one after the other, then `finish`."""

    def __init__(
        self, stream: BinaryIO, *, title: str, subject: str = "", author: str = "",
        demo: bool = False,
    ) -> None:  # fmt: skip
        # An initial font of ours keeps the unembedded Helvetica out of the file.
        self._canvas = Canvas(
            stream, pageCompression=1, lang="zh-CN",
            initialFontName=load("NotoSerifSC-Regular").fontName,
        )  # fmt: skip
        self._canvas.setTitle(title)
        self._canvas.setSubject(subject)
        self._canvas.setAuthor(author)
        self._canvas.setCreator("双拥工作台账")
        self._demo = demo
        self._glyphs: dict[Role, dict[str, tuple[str, str, float]]] = {role: {} for role in Role}
        self._inks: dict[tuple[Style, str], Ink] = {}
        self._bookmarks = 0

    def page(self, size: tuple[float, float]) -> Page:
        """A new, empty page; `finish_page` adds it to the file."""
        page = Page(*size)
        if self._demo:
            self._watermark(page, "演示数据")
        return page

    def finish_page(self, page: Page, *, bookmark: str = "") -> None:
        """Add `page` to the file, with an entry in the outline when `bookmark` is given."""
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        for x, y, width, height, body in page.pictures:
            canvas.drawImage(ImageReader(BytesIO(body)), x, y, width, height)
        # One string for the whole page: the canvas's own calls cost most of the time of a list.
        canvas._code.append(page.stream())  # noqa: SLF001
        if bookmark:
            self._bookmarks += 1
            key = f"mark{self._bookmarks}"
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(bookmark, key, 0, closed=False)
            canvas.showOutline()
        canvas.showPage()

    def finish(self) -> None:
        """Write the file. Nothing may be drawn after it."""
        self._canvas.save()

    def width(self, style: Style, text: str) -> float:
        """The natural width of `text`. Raises Problem for a character that no font draws."""
        glyphs = self._glyphs[style.role]
        total = 0.0
        for character in text:
            glyph = glyphs.get(character) or self._glyph(style.role, character, text)
            total += glyph[2]
        return total * style.size

    def ink(self, style: Style, text: str) -> Ink:
        """`text` encoded for drawing. Raises Problem for a character that no font draws."""
        key = (style, text)
        ink = self._inks.get(key)
        if ink is None:
            if len(self._inks) > _CACHED_STRINGS:
                self._inks.clear()
            ink = self._inks[key] = self._encode(style, text)
        return ink

    def _encode(self, style: Style, text: str) -> Ink:
        role, size = style
        glyphs = self._glyphs[role]
        codes: list[str] = []
        font, total = "", 0.0
        for character in text:
            name, code, width = glyphs.get(character) or self._glyph(role, character, text)
            if name != font:
                codes.append(f"{'> Tj ' if codes else ''}{name} {size:g} Tf <")
                font = name
            codes.append(code)
            total += width
        if codes:
            codes.append("> Tj")
        return Ink(total * size, "".join(codes))

    def _glyph(self, role: Role, character: str, text: str) -> tuple[str, str, float]:
        """Font resource, code in hexadecimal and width in ems of one character."""
        if is_variation_selector(character):
            anchor = self._glyph(role, " ", text)
            return self._remember(role, character, (anchor[0], "", 0.0))
        if character in _BLANKS:
            return self._remember(role, character, self._glyph(role, " ", text))
        font = font_of(role, character, text)
        document = self._canvas._doc  # noqa: SLF001 (reportlab's only way to a font's code)
        ((subset, code),) = font.splitString(character, document)
        name = font.getSubsetInternalName(subset, document)
        width = font.face.charWidths.get(ord(character), font.face.defaultWidth) / 1000
        return self._remember(role, character, (name, code.hex(), width))

    def _remember(
        self, role: Role, character: str, glyph: tuple[str, str, float]
    ) -> tuple[str, str, float]:
        self._glyphs[role][character] = glyph
        return glyph

    def spread_name(self, style: Style, name: str) -> Ink | None:
        """A name of two ideographs over the width of three (王　䶮), None for any other.

        Searching and copying still find the name in one piece: ActualText says it.
        """
        if len(name) != _SPREAD_NAME or not all(map(is_han, name)):
            return None
        ink = self.ink(style, name)
        actual = f"feff{name.encode('utf-16-be').hex()}"
        code = f"/Span <</ActualText <{actual}>>> BDC {style.size:g} Tc {ink.code} 0 Tc EMC"
        return Ink(ink.width + style.size, code)

    def line(  # noqa: PLR0913 (a place, a text and its look)
        self, page: Page, x: float, baseline: float, text: str, *,
        style: Style = BODY, align: Align = "left", limit: float = 0.0,
    ) -> None:  # fmt: skip
        """Draw one line at `x`, its left end, middle or right end; narrowed to `limit`."""
        ink = self.ink(style, text)
        scale = min(1.0, limit / ink.width) if limit and ink.width else 1.0
        page.put(x - ink.width * scale * _SHARE[align], baseline, narrowed(ink, scale))

    def lines(  # noqa: PLR0913 (a box, a text and its look)
        self, page: Page, x: float, baseline: float, width: float, text: str, *,
        style: Style = BODY, pitch: float = 0.0,
    ) -> float:  # fmt: skip
        """Draw paragraphs wrapped to `width`; the baseline after the last line."""
        pitch = pitch or style.size * 1.5
        for paragraph in text.split("\n"):
            for row in wrap(paragraph, lambda part: self.width(style, part), width,
                            squeeze=style.size / 2):  # fmt: skip
                self.line(page, x, baseline, row, style=style, limit=width)
                baseline += pitch
        return baseline

    def picture(self, page: Page, box: tuple[float, float, float, float], body: bytes) -> None:
        """Draw a JPEG as large as it fits into `box` (x, y, width, height), in its middle."""
        x, y, width, height = box
        own_width, own_height = ImageReader(BytesIO(body)).getSize()
        scale = min((width - 2 * PADDING) / own_width, (height - 2 * PADDING) / own_height)
        wide, high = own_width * scale, own_height * scale
        left, top = x + (width - wide) / 2, y + (height - high) / 2
        page.pictures.append((left, page.height - top - high, wide, high, body))

    def _watermark(self, page: Page, words: str) -> None:
        """Large pale words across the page, under everything else."""
        size = min(page.width, page.height) / 6
        ink = self.ink(Style(Role.HEI, size), words)
        x, y = (page.width - ink.width * 0.94) / 2, (page.height - ink.width * 0.34) / 2
        page.watermark = f"0.92 g BT 0.94 0.34 -0.34 0.94 {x:.2f} {y:.2f} Tm {ink.code} ET"


PADDING = 2.0  # points between a cell's rule and its text
LEADING = 1.24  # of the size: from line to line within a cell
_SHARE: dict[Align, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


def narrowed(ink: Ink, scale: float) -> str:
    """The operators that show `ink` at `scale` of its natural width."""
    return f"{scale * 100:.1f} Tz {ink.code} 100 Tz" if scale < 1 else ink.code


def baselines(count: int, size: float) -> Sequence[float]:
    """Where the baselines of `count` lines lie below the middle of their cell."""
    pitch = size * LEADING
    return [(row - (count - 1) / 2) * pitch + size * _MIDDLE for row in range(count)]


def share(align: Align) -> float:
    """The share of the free width that stands to the left of aligned text."""
    return _SHARE[align]
