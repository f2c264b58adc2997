"""领取册 of plaques and cards: gathered for exactly the people of a list."""

from collections.abc import Sequence

from shuangyong_desktop.documents.handout_sheets import HandoutGroup, HandoutLine, HandoutSheet
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People

_NO_COMMUNITY = "未登记村（社区）"


class HandoutPapers:
    """The papers of hand-outs of one open ledger."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self._ledger = ledger
        self._settings = settings
        self._people = People(ledger)
        self._categories = Categories(ledger)

    def sheet(
        self, item: HandoutItem, ids: Sequence[int], *, full: bool = False, purpose: str = ""
    ) -> Paper:
        """The 领取册 of the people of `ids`, numbers masked unless `full`.

        Raises Problem for an empty list and for full numbers without a purpose.
        """
        purpose = purpose.strip()
        if full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        if not ids:
            raise Problem("名单里没有人，领取册没有生成。请先选择人员。", code="nobody")
        desk, title = self._settings.desk(), f"{item.value}领取册"
        sheet = HandoutSheet(
            title=title,
            office=desk.reporter,
            made_on=self._ledger.clock().date(),
            groups=self._groups(item, ids),
            masked=not full,
            filled_by=desk.filled_by,
            checked_by=desk.checked_by,
            purpose=purpose,
            demo=self._ledger.demo,
        )
        note = f"输出{title}：{len(ids)} 人，完整证件号，用途：{purpose}" if full else ""
        return Paper("handout_sheet", title, sheet, len(ids), note)

    def _groups(self, item: HandoutItem, ids: Sequence[int]) -> tuple[HandoutGroup, ...]:
        names = {category.code: category.name for category in self._categories.all()}
        groups: dict[str, list[HandoutLine]] = {}
        for start in range(0, len(ids), PAGE):
            for person in self._people.page(ids[start : start + PAGE]):
                line = _line(item, person, names)
                groups.setdefault(person.community or _NO_COMMUNITY, []).append(line)
        return tuple(HandoutGroup(name, tuple(lines)) for name, lines in groups.items())


def _line(item: HandoutItem, person: Person, names: dict[str, str]) -> HandoutLine:
    plaque = item is HandoutItem.PLAQUE
    return HandoutLine(
        name=person.name,
        id_number=person.id_number,
        categories="、".join(names.get(code, code) for code in person.categories),
        address=person.address,
        phone=person.phone,
        number=person.plaque_number if plaque else person.preferential_card,
    )
