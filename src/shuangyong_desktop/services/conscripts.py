"""应征入伍: the family of somebody who was sent off comes onto the ledger (CLERK §5.11)."""

from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.serving import CONSCRIPTS, Conscript
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

_FAMILY = "serviceman_family"


class Conscripts(Entries[Conscript]):
    """The conscripts of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, CONSCRIPTS)
        self._known = People(ledger)

    def file_family(self, record_id: int, on: str) -> Person:
        """建军属档案: the family member of a conscript comes onto the ledger as 军人家属.

        A plaque is due from then on. Raises Problem before the send-off, without a name of the
        family and where the file was made already.
        """
        record = self.get(record_id)
        if not record.sent_off_on:
            raise Problem("还没有登记欢送时间，不能建军属档案。没有改动。", code="not_sent_off")
        if record.family_filed_on:
            raise Problem("军属档案已经建过了。没有改动。", code="filed_already")
        if not (record.kin or "").strip():
            raise Problem("请先填写家属姓名，再建军属档案。没有改动。", code="no_kin")
        person = Person(
            name=(record.kin or "").strip(), categories=(_FAMILY,), community=record.community,
            address=record.address, phone=record.phone,
            remarks=f"{record.name}的{record.relation or '家属'}",
        )  # fmt: skip
        with self._ledger.transaction(f"建军属档案：{person.name}（{record.name}）") as change:
            if record.community:
                Communities(self._ledger).learn(change, (record.community,))
            number = self._known.add(change, person)
            self.records.update(change, replace(record, family_filed_on=on, person_id=number))
        return self._known.get(number)
