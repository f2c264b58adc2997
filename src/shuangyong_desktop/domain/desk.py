"""本单位 (the desk): what stands on every paper about who issues it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDetails:
    """The names that papers carry; all of them are the office's own to change (CLERK §2)."""

    issuer: str = "綦江区通惠街道办事处"
    reporter: str = "通惠街道退役军人服务站"
    filled_by: str = ""
    checked_by: str = ""
