"""Cleaning, folding, sorting, masking and naming: what is done to texts whatever they mean."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

MAX_LENGTH = 32_767
"""The longest text one spreadsheet cell can hold; longer texts are cut there."""

# Controls except newline and tab, lone surrogates, noncharacters, soft hyphens, zero-width and
# bidirectional controls. Variation selectors stay: they belong to how a name is written.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17)
    )
    + "\U000e0001-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
# Twelve characters of the compatibility block are unified ideographs in their own right
# (GB 18030-2022, PAPERS §3); NFC leaves them alone but turns the others into ideographs that
# look different on paper, so compatibility ideographs are kept as the person writes them.
_COMPATIBILITY = re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that every part of the program can hold, and how many characters it lost."""

    text: str
    removed: int = 0

    @property
    def notice(self) -> str:
        """What the clerk is told (SECURITY §6.2); empty when nothing was removed."""
        return f"已去除 {self.removed} 处不可见字符" if self.removed else ""


def clean(text: str) -> Cleaned:
    """Make `text` safe to store, search, draw and export (SECURITY §6.2).

    Composes (NFC), unifies line ends, drops control characters except newline and tab, lone
    surrogates, noncharacters, zero-width and bidirectional controls, and everything beyond
    `MAX_LENGTH`. Removed characters are counted so that nothing disappears silently.
    """
    if text.isascii() and text.isprintable() and len(text) <= MAX_LENGTH:
        return Cleaned(text)
    kept, removed = _DROPPED.subn("", _LINE_ENDS.sub("\n", text))
    composed = kept if unicodedata.is_normalized("NFC", kept) else _compose(kept)
    return Cleaned(composed[:MAX_LENGTH], removed + max(len(composed) - MAX_LENGTH, 0))


def _compose(text: str) -> str:
    parts = _COMPATIBILITY.split(text)
    if len(parts) == 1:
        return unicodedata.normalize("NFC", text)
    kept = [*_COMPATIBILITY.findall(text), ""]
    return "".join(
        unicodedata.normalize("NFC", part) + own for part, own in zip(parts, kept, strict=True)
    )


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE |= {0x3000: 0x20, 0xA0: 0x20, 0x2002: 0x20, 0x2003: 0x20, 0x2009: 0x20, 0x202F: 0x20}


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and blanks as their ordinary forms; ideographs stay."""
    return text if text.isascii() else text.translate(_WIDE)


_BLANK = re.compile(
    r"[\s\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u3164\u115f\u1160]+"
)


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−﹣➖", "-"))  # noqa: RUF001 (the look-alikes are what is looked for)


def ascii_dashes(text: str) -> str:
    """Every dash that a Chinese keyboard or an office program offers, as a hyphen."""
    return text if text.isascii() else text.translate(_DASHES)


def squeeze(text: str) -> str:
    """`text` without any blank, visible or not."""
    return _BLANK.sub("", text)


_FOLDED_AWAY = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """What two spellings of one heading or name have in common: no blanks, signs or case."""
    return _FOLDED_AWAY.sub("", half_width(text)).lower()


_DIGITS = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5,
           "陆": 6, "柒": 7, "捌": 8, "玖": 9}  # fmt: skip
_LONGEST_NUMBER = 18
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_NUMERAL = "".join([*_DIGITS, *_UNITS])


_QUOTED = re.compile("“[^”]+”")
_MOST_QUOTED = 40


def briefly(sentence: str) -> str:
    """`sentence` as it is shown: long quotations cut, nothing invisible in it.

    Whatever was pasted may be quoted by a Problem or Doubt; the sentence stays one.
    """

    def cut(found: re.Match[str]) -> str:
        words = found[0][1:-1]
        return f"“{words[:_MOST_QUOTED]}…”" if len(words) > _MOST_QUOTED else found[0]

    return _QUOTED.sub(cut, clean(sentence).text)


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals spell ("十二", "一百零五", "一九七九"), else None."""
    if not 0 < len(text) <= _LONGEST_NUMBER or any(character not in _NUMERAL for character in text):
        return None
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, pending = 0, 0
    for character in text:
        if character in _UNITS:
            total += (pending or 1) * _UNITS[character]
            pending = 0
        else:
            pending = _DIGITS[character]
    return total + pending


_SORTED_PARTS = re.compile(
    r"\d+|[零〇○一二两三四五六七八九十百千]+(?=[村社组号栋幢楼单层室户队巷段期区支])|[A-Za-z]+"
)
Key = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=8_192)
def natural_key(text: str) -> Key:
    """A sort key in which 2组 stands before 10组 and 三组 between them (CLERK §2 地址).

    Digits and Chinese numerals before 村、社、组、号、栋、幢、单元 … compare as numbers.
    """
    plain = squeeze(half_width(text))
    edges = [0]
    for match in _SORTED_PARTS.finditer(plain):
        edges += match.span()
    edges.append(len(plain))
    return tuple(_key_part(plain[start:end]) for start, end in pairwise(edges) if start < end)


@lru_cache(maxsize=16_384)
def _key_part(part: str) -> tuple[int, int, str]:
    digits = part.isdecimal() and len(part) <= _LONGEST_NUMBER
    number = int(part) if digits else chinese_number(part)
    return (1, 0, part.lower()) if number is None else (0, number, "")


_UNSAFE_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_NAME_BYTES = 120
_ENDING_LENGTH = 8


def safe_file_name(text: str) -> str:
    """A file name that Windows, Linux and a USB stick all accept (SECURITY §6.6).

    Keeps the ending, at most 120 bytes of UTF-8, never a path, a device name or nothing.
    """
    plain = _UNSAFE_IN_NAMES.sub("_", clean(text).text.replace("\n", " ").replace("\t", " "))
    plain = plain.strip(" .") or "未命名"
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > _ENDING_LENGTH:
        stem, ending = plain, ""
    room = _NAME_BYTES - len(ending.encode()) - 1
    short = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") or "未命名"
    return f"{short}.{ending}" if ending else short


def _masked(text: str, head: int, tail: int) -> str:
    if len(text) <= head + tail:
        return "*" * len(text)
    return text[:head] + "*" * (len(text) - head - tail) + text[len(text) - tail :]


def mask_id(text: str) -> str:
    """An ID number with its first and last four characters (CLERK §3)."""
    return _masked(text, 4, 4)


_NUMBER_RUN = re.compile(r"\d[\d -]{5,}\d")


def mask_phone(text: str) -> str:
    """Every telephone number in `text` with its first three and last four digits (CLERK §3)."""
    return _NUMBER_RUN.sub(lambda match: _masked(match.group(), 3, 4), text)


def mask_account(text: str) -> str:
    """An account number with its last four digits only (CLERK §3)."""
    return _masked(text, 0, 4)
