"""立功喜报: what is told to the family is written with the soldier's merits too (CLERK §5.11)."""

from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.serving import MERIT_NOTICES, MeritNotice
from shuangyong_desktop.domain.service import MERITS, Merit
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records


class MeritNotices(Entries[MeritNotice]):
    """The notices of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, MERIT_NOTICES)
        self._known = People(ledger)
        self._merits = Records(ledger, MERITS)

    def soldier(self, notice: MeritNotice) -> int | None:
        """Whom of the ledger a notice is about: who was picked, else by the ID number alone."""
        if notice.person_id is not None or not notice.id_number:
            return notice.person_id
        found = self._known.with_id_number(notice.id_number)
        return found[0] if len(found) == 1 else None

    def has_merit(self, notice: MeritNotice) -> bool:
        """Whether the soldier's record has this merit already."""
        who = self.soldier(notice)
        if who is None:
            return False
        known = self._merits.every(RecordFilter(person_id=who, equal=(("award", notice.award),)))
        return any((merit.date or "")[:7] == (notice.awarded_on or "")[:7] for merit in known)

    def write_merit(self, notice_id: int) -> Merit:
        """Write the merit that a notice tells of with the soldier, as one change.

        Raises Problem where the soldier is not on the ledger, or has the merit already.
        """
        notice = self.get(notice_id)
        who = self.soldier(notice)
        if who is None:
            raise Problem(
                f"人员台账里没有找到{notice.name}。请先新增人员，或在喜报里填写身份证号。没有改动。",
                code="nobody",
            )
        if self.has_merit(notice):
            raise Problem("本人的立功受奖里已经有这一项了。没有改动。", code="written_already")
        merit = Merit(
            person_id=who, date=notice.awarded_on, award=notice.award,
            approved_by=notice.approved_by, certificate=notice.number,
            remarks="按立功喜报登记",
        )  # fmt: skip
        name = self._known.get(who).name
        with self._ledger.transaction(f"登记立功受奖：{name}（{notice.award}）") as change:
            number = self._merits.add(change, merit)
            if notice.person_id is None:
                self.records.update(change, replace(notice, person_id=who))
        return self._merits.get(number)
