"""人员状态 (status): where a person stands on the ledger."""

from enum import StrEnum


class PersonStatus(StrEnum):
    """Where a person stands. Nobody is ever deleted (DESIGN 26)."""

    ACTIVE = "在册"
    DECEASED = "去世"
    MOVED_OUT = "迁出"
    REMOVED = "移出台账"
