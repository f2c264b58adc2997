"""The recovery key (恢复密钥): 34 characters on paper that open the ledger without a password.

160 random bits as 32 characters of Crockford's alphabet (no I, L, O, U) and two check
characters, written in groups of four (SECURITY §1.5).
"""

import re
import secrets
import unicodedata

from shuangyong_desktop.domain.errors import Problem

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 160
LENGTH = 34
_BODY = 32
# A prime below 32²: one wrong character or two swapped neighbours always change the remainder.
_MODULUS = 1021
_LOOKALIKES = str.maketrans("OIL", "011")


def make() -> str:
    """A new recovery key in groups of four."""
    number = secrets.randbits(BITS)
    return grouped(_spell(number, _BODY) + _spell(number % _MODULUS, LENGTH - _BODY))


def grouped(key: str) -> str:
    """`key` as it stands on the sheet, in groups of four."""
    return "-".join(key[start : start + 4] for start in range(0, len(key), 4))


def secret_of(text: str) -> bytes:
    """The 20 secret bytes of a typed recovery key.

    Blanks, dashes, small letters, full-width forms and the look-alikes O, I and L are
    accepted. Raises Problem when characters are missing or mistyped.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"[\W_]+", "", plain).translate(_LOOKALIKES)
    if len(plain) != LENGTH:
        raise Problem(
            f"恢复密钥应为 {LENGTH} 个字符，现有 {len(plain)} 个，请对照恢复密钥单重新输入。",
            code="recovery_key_length",
        )
    strange = sorted(set(plain) - set(ALPHABET))
    if strange:
        raise Problem(
            f"恢复密钥中没有“{'、'.join(strange)}”这样的字符，请对照恢复密钥单重新输入。",
            code="recovery_key_letters",
        )
    number = _number(plain[:_BODY])
    if _number(plain[_BODY:]) != number % _MODULUS:
        raise Problem(
            "恢复密钥有字符输错，请逐组对照恢复密钥单重新输入。", code="recovery_key_mistyped"
        )
    return number.to_bytes(BITS // 8, "big")


def _spell(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(length - 1, -1, -1))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | ALPHABET.index(character)
    return number
