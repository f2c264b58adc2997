"""名录 (rolls): the plain registers of the desk, each one declaration (DESIGN 3, 4)."""

from typing import Any

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.rolls.funds import FUNDS
from shuangyong_desktop.domain.rolls.leading import LIAISONS, MEMBERS
from shuangyong_desktop.domain.rolls.meetings import MEETINGS
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, RECONCILIATIONS
from shuangyong_desktop.domain.rolls.policies import OFFICE_RULES, POLICIES
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS
from shuangyong_desktop.domain.rolls.serving import CONSCRIPTS, MERIT_NOTICES, SERVICEMEN
from shuangyong_desktop.domain.rolls.sites import INSPECTIONS, MARTYRS, SITES
from shuangyong_desktop.domain.rolls.submissions import SUBMISSIONS
from shuangyong_desktop.domain.rolls.supporters import MERCHANTS, TEAMS
from shuangyong_desktop.domain.rolls.worries import CHILDREN, EMPLOYMENT, SPOUSES

ROLLS: tuple[Register[Any], ...] = (
    ANNUAL_PLANS, MEMBERS, LIAISONS, OFFICE_RULES, POLICIES, MEETINGS, SITES, MARTYRS,
    INSPECTIONS, PAIRS, TEAMS, MERCHANTS, FUNDS, EMPLOYMENT, SPOUSES, CHILDREN, ROLE_MODELS,
    SERVICEMEN, MERIT_NOTICES, CONSCRIPTS, RECONCILIATIONS,
    SUBMISSIONS,
)  # fmt: skip
"""In the order in which 名录 lists them."""
