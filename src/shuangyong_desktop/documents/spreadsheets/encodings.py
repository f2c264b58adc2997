"""Bytes of text files as text: UTF-8, UTF-16 and the GB encodings that offices use."""

import codecs

_SAMPLE = 4096
_FEW = 200

# The gb18030 codec follows the edition of 2005 and yields private-use characters for what
# GB 18030-2022 and Unicode have encoded since (PAPERS §3).
_SINCE_ENCODED = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE7C7: 0x1E3F, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE832: 0x9FB8, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE864: 0x9FBB,
}  # fmt: skip


def decode(content: bytes) -> str | None:
    """The text that `content` holds, or None when it is in none of the known encodings.

    Order: byte order mark, UTF-16 without one, strict UTF-8, GB 18030 (a superset of GBK and
    GB 2312). A GB file cut in the middle of a character loses only that character.
    """
    if content.startswith(codecs.BOM_UTF8):
        return content[len(codecs.BOM_UTF8) :].decode("utf-8", "replace")
    encoding = utf16_of(content)
    if encoding:
        return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_gb(content)


def utf16_of(content: bytes) -> str:
    """The codec name when `content` is UTF-16, marked or not, else an empty text."""
    if content.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    if content.startswith(codecs.BOM_UTF16_BE):
        return "utf-16-be"
    sample = content[:_SAMPLE]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    if odd > len(sample) // 10 and even <= len(sample) // _FEW:
        return "utf-16-le"
    if even > len(sample) // 10 and odd <= len(sample) // _FEW:
        return "utf-16-be"
    return ""


def _decode_gb(content: bytes) -> str | None:
    text = content.decode("gb18030", "replace")
    if text.count("�") > max(1, len(text) // _FEW):
        return None
    return text.translate(_SINCE_ENCODED)
