"""Every register there is, parents first: what storage keeps and history can name."""

from collections.abc import Iterator
from typing import Any

from shuangyong_desktop.domain.activities import ACTIVITIES
from shuangyong_desktop.domain.contacts import APPEAL_STEPS, APPEALS, CONTACTS, OPINIONS
from shuangyong_desktop.domain.duplicates import NOT_THE_SAME
from shuangyong_desktop.domain.enclosures import ENCLOSURES
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS
from shuangyong_desktop.domain.events import EVENTS, FOLLOW_UPS, ZERO_REPORTS
from shuangyong_desktop.domain.families import FALLEN, RELATIVES
from shuangyong_desktop.domain.handouts import HANDOUTS
from shuangyong_desktop.domain.recoveries import RECOVERIES, REPAYMENTS
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.rolls import ROLLS
from shuangyong_desktop.domain.rolls.scoring import BOX_LINKS, SCORING_ITEMS
from shuangyong_desktop.domain.rolls.submissions import SUBMISSIONS
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, ROUNDS
from shuangyong_desktop.domain.service import MERITS, SERVICE_PERIODS
from shuangyong_desktop.domain.summaries import SUMMARIES
from shuangyong_desktop.domain.tasks import PROGRESS, PROOFS, SUPERVISIONS, TASKS
from shuangyong_desktop.domain.verified import VERIFIED

REGISTERS: tuple[Register[Any], ...] = (
    APPEALS, CONTACTS, APPEAL_STEPS, OPINIONS, EVENTS, FOLLOW_UPS, ZERO_REPORTS, ROUNDS,
    ROUND_MEMBERS, RELATIVES, FALLEN, SERVICE_PERIODS, MERITS, ENTITLEMENTS, HANDOUTS,
    NOT_THE_SAME, VERIFIED, ENCLOSURES, RECOVERIES, REPAYMENTS, TASKS, PROOFS, SUPERVISIONS,
    ACTIVITIES, PROGRESS,
)  # fmt: skip
"""The registers with a table of their own."""

BY_TABLE = {register.table: register for register in REGISTERS}
PLAIN: dict[str, Register[Any]] = {
    register.table: register
    for register in (*ROLLS, SUMMARIES, SUBMISSIONS, SCORING_ITEMS, BOX_LINKS)
}
"""The plain registers, which share one table, by name."""


def register_of(name: str) -> Register[Any] | None:
    """The register that keeps `name`: a table of its own, or a plain one."""
    return BY_TABLE.get(name) or PLAIN.get(name)


def every_register() -> Iterator[Register[Any]]:
    """All registers, parents first: plain ones point to people only."""
    yield from PLAIN.values()
    yield from REGISTERS
