"""Which cell styles of a workbook are struck through or red (the looks that mean 已故)."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_RED_CHANNEL = 0xB0
_OTHER_CHANNELS = 0x50
_RED_INDEXED = frozenset([2, 10])
"""The two reds of the indexed palette (BIFF8 ICV 10 and its early alias 2)."""


@dataclass(frozen=True, slots=True)
class MarkedStyles:
    """The numbers of cell styles (xf) whose font is struck, and whose font is red."""

    struck: frozenset[int] = frozenset()
    red: frozenset[int] = frozenset()

    @property
    def all(self) -> frozenset[int]:
        """Every style worth looking for."""
        return self.struck | self.red


def is_red(rgb: str) -> bool:
    """Whether an RRGGBB or AARRGGBB colour is a red that people mean as red."""
    try:
        red, green, blue = bytes.fromhex(rgb[-6:])
    except ValueError:
        return False
    return red >= _RED_CHANNEL and max(green, blue) <= _OTHER_CHANNELS


def read_styles(xml: bytes) -> MarkedStyles:
    """Read xl/styles.xml, already screened for declarations.

    Raises ElementTree.ParseError for text that is no XML.
    """
    root = ET.fromstring(xml)  # noqa: S314 (DTDs were refused by the pre-screen)
    fonts = [(_struck(font), _red(font)) for font in _children(root, "fonts")]
    struck, red = set(), set()
    for number, xf in enumerate(_children(root, "cellXfs")):
        index = int(xf.get("fontId", "0"))
        if index < len(fonts):
            struck |= {number} if fonts[index][0] else set()
            red |= {number} if fonts[index][1] else set()
    return MarkedStyles(frozenset(struck), frozenset(red))


def _children(root: ET.Element, name: str) -> Iterator[ET.Element]:
    for group in root:
        if _local(group) == name:
            yield from group


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _struck(font: ET.Element) -> bool:
    return any(
        _local(item) == "strike" and item.get("val", "1") not in ("0", "false") for item in font
    )


def _red(font: ET.Element) -> bool:
    for item in font:
        if _local(item) == "color":
            indexed = item.get("indexed", "")
            return is_red(item.get("rgb", "")) or (
                indexed.isdecimal() and int(indexed) in _RED_INDEXED
            )
    return False
