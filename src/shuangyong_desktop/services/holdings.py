"""类别认定: which categories somebody has, since when and on what basis."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.holdings import HOLDINGS, Holding
from shuangyong_desktop.domain.registers import EVERY, RecordFilter
from shuangyong_desktop.services.registers import refuse_incomplete
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.holdings import Holdings as Records
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People


class Holdings:
    """The holdings of one open ledger, with the verbs that registers have."""

    register = HOLDINGS

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._people = People(ledger)
        self._categories = Categories(ledger)

    def ids(self, only: RecordFilter = EVERY) -> "array[int]":
        """The holdings of the person of `only`."""
        return array("I", self._records.ids(only.person_id or 0))

    def page(self, ids: Sequence[int]) -> list[Holding]:
        """The holdings of `ids`, in that order."""
        return self._records.page(ids)

    def save(self, record: Holding) -> Holding:
        """Give somebody a category, or write what is known of one, as one undoable change.

        Raises Problem for a category that is unknown or that the person has already.
        """
        refuse_incomplete(HOLDINGS, record)
        code = self._code(record.category or "")
        person = self._people.get(record.person_id or 0)
        old = self._code(self._known(record.id).category or "") if record.id else None
        if code != old and code in person.categories:
            raise Problem(f"“{record.category}”已经有了，没有重复添加。", code="category_held")
        kept = [category for category in person.categories if category != old]
        verb = "登记" if old is None else "修改"
        with self._ledger.transaction(f"{verb}人员类别：{person.name}") as change:
            if code != old:
                self._people.update(change, replace(person, categories=(*kept, code)))
            number = self._records.of_category(person.id or 0, code)
            self._records.update(change, number, record)
        return self._known(number)

    def remove(self, record_id: int) -> None:
        """Take a category off somebody, as one undoable change; the history keeps it."""
        holding = self._known(record_id)
        person = self._people.get(holding.person_id or 0)
        code = self._code(holding.category or "")
        kept = tuple(category for category in person.categories if category != code)
        with self._ledger.transaction(f"去掉人员类别：{person.name}") as change:
            self._people.update(change, replace(person, categories=kept))

    def _known(self, holding_id: int | None) -> Holding:
        (found,) = self._records.page([holding_id or 0])
        return found

    def _code(self, name: str) -> str:
        for category in self._categories.all():
            if name == category.name:
                return category.code
        raise Problem(f"人员类别“{name[:20]}”不认识，请从列表中选择。", code="unknown_category")
