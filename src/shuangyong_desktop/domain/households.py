"""家庭 (households): people who share one roof and one visit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """One household (家庭), named after who represents it; people point to it."""

    name: str
    community: str | None = None
    address: str | None = None
    remarks: str | None = None
    id: int | None = None
