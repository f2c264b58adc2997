"""名录 (rolls): the plain registers of the desk, each one declaration (DESIGN 3, 4)."""

from typing import Any

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, RECONCILIATIONS

ROLLS: tuple[Register[Any], ...] = (ANNUAL_PLANS, RECONCILIATIONS, PAIRS)
"""In the order in which 名录 lists them."""
