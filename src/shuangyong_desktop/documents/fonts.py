"""Which font draws which character: roles, their fallback chains, and nothing undrawable.

Every face that a paper uses is a role with a chain of shipped fonts; the first font of the
chain that has the character draws it (PAPERS §2). Fonts load when they are first needed and
stay loaded. Personal names are set in SONG or HEI only: the free 仿宋 and 楷体 lack half of
today's given names.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.shipped import resources


class Role(StrEnum):
    """The faces of official papers."""

    SONG = "宋体"
    TITLE = "小标宋"
    FANG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"


_SONG, _RARE = "NotoSerifSC-Regular", "HanaMinB"
_COMPANION = "NotoSerifSC-Light-rest"

_HAN_CHAINS: dict[Role, tuple[str, ...]] = {
    Role.SONG: (_SONG, _RARE),
    Role.TITLE: ("NotoSerifSC-Bold-core", _SONG, _RARE),
    Role.FANG: ("FandolFang-Han", _COMPANION, _SONG, _RARE),
    Role.KAI: ("gkai00mp", _COMPANION, "FandolFang-Han", _SONG, _RARE),
    Role.HEI: ("NotoSansSC-Medium-core", "NotoSansSC-Regular", _SONG, _RARE),
}
# Digits, Latin and marks of 仿宋 and 楷体 come from their companion: Fandol draws ￥ as a dollar
# sign, and both are far heavier in these than in their ideographs.
_OTHER_CHAINS: dict[Role, tuple[str, ...]] = _HAN_CHAINS | {
    Role.FANG: (_COMPANION, _SONG),
    Role.KAI: (_COMPANION, _SONG),
}

_HAN_BLOCKS = (("\u2e80", "\u2fd5"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))
_BEYOND_BMP = "\U00020000"
_BFCHAR_LIMIT = 100  # entries in one beginbfchar block, PDF 32000-1 §9.10.3


def font_folder() -> Path:
    """The folder of the shipped fonts; raises Problem when they are gone."""
    folder = resources() / "fonts"
    if (folder / f"{_SONG}.ttf").is_file():
        return folder
    raise Problem(
        "程序自带的字体文件不见了，不能生成材料。请重新安装程序；台账没有改动。",
        code="fonts_missing",
    )


def is_han(character: str) -> bool:
    """Whether `character` is an ideograph or a radical."""
    return character >= _BEYOND_BMP or any(
        first <= character <= last for first, last in _HAN_BLOCKS
    )


def is_variation_selector(character: str) -> bool:
    """Whether `character` only asks for a shape of the one before it.

    Fonts without that shape draw the ordinary one (Unicode, default ignorable code points).
    """
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def load(name: str) -> TTFont:
    """The shipped font `name`, registered with reportlab. Raises Problem when it is damaged."""
    ttfonts.makeToUnicodeCMap = to_unicode_map
    try:
        font = TTFont(name, str(font_folder() / f"{name}.ttf"), asciiReadable=False)
    except (TTFError, OSError) as error:
        raise Problem(
            f"程序自带的字体文件“{name}.ttf”已损坏，不能生成材料。请重新安装程序；台账没有改动。",
            code="font_damaged",
        ) from error
    pdfmetrics.registerFont(font)
    return font


@cache
def pick(role: Role, character: str) -> str | None:
    """The name of the font that draws `character` in `role`; None when no shipped font does."""
    chains = _HAN_CHAINS if is_han(character) else _OTHER_CHAINS
    code = ord(character)
    for name in chains[role]:
        if code in load(name).face.charToGlyph:
            return name
    return None


def font_of(role: Role, character: str, text: str) -> TTFont:
    """The font that draws `character`, which stands in `text`.

    Raises Problem naming the text and the code point when there is none: an export stops
    rather than print a blank (PAPERS §8).
    """
    name = pick(role, character)
    if name is None:
        shown = f"“{character}”（U+{ord(character):04X}）"
        if not character.isprintable():
            shown = f"看不见的字符（U+{ord(character):04X}）"
        raise Problem(
            f"“{text[:40]}”里有{shown}，没有字体能印出来，材料没有生成。请核对并改正这个字。",
            code="undrawable",
        )
    return load(name)


def to_unicode_map(font_name: str, subset: Sequence[int]) -> str:
    """The PDF table that says which character each code of `subset` stands for.

    WORKAROUND for reportlab 5.1: its own table writes code points above U+FFFF with five
    digits instead of UTF-16BE, so 𬭎 is copied and searched as another character, and puts up
    to 256 entries in one block (PAPERS §3).
    """
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    blocks = [
        entries[start : start + _BFCHAR_LIMIT] for start in range(0, len(entries), _BFCHAR_LIMIT)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{font_name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
