"""登录密码 (password): which ones are refused, with the reason the clerk reads.

Argon2id with 64 MiB holds eight digits for about half a year on one office PC and far less on
rented machines, so digits alone are refused and ten characters asked for (SECURITY §1.3).
"""

import re
import unicodedata

LEAST_LENGTH = 10
_LEAST_DIFFERENT = 5
_WIDE = frozenset("WF")


def weakness(password: str) -> str | None:
    """Why `password` is refused; None when it may be used.

    A Chinese character counts as two, because it is chosen from so many more.
    """
    digits = re.sub(r"\D", "", password)
    if not password.strip():
        return "密码不能为空。"
    if password.isdigit():
        return "密码不能全是数字，请加上汉字或字母，例如一句只有您知道的话。"
    if re.search(r"\d{17}[\dXx]|\d{15}|1[3-9]\d{9}", password) or len(digits) >= LEAST_LENGTH:
        return "密码里不要用证件号、电话号码或账号，别人容易查到。"
    if sum(2 if unicodedata.east_asian_width(sign) in _WIDE else 1 for sign in password) < (
        LEAST_LENGTH
    ):
        return f"密码太短，至少 {LEAST_LENGTH} 个字符（一个汉字算两个）。"
    if len(set(password.lower())) < _LEAST_DIFFERENT:
        return "密码里重复的字符太多，请换得复杂一些。"
    return None
