"""密级标志 (classification marks): what carries one is never taken in (CLERK §2)."""

import re

MARK = r"(?:秘密|机密|绝密) *[★☆]"
_MARK = re.compile(r"(?:秘密|机密|绝密)\s*[★☆]")


def is_classified(text: str) -> bool:
    """Whether a text carries a 密级 mark such as 秘密★1年."""
    return bool(_MARK.search(text))
