"""先进典型: who of the ledger might be recommended, and the 推荐审批表 (工作要点 二（四）)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuangyong_desktop.documents.letters import Block, BlockKind, Cell, Letter, Line
from shuangyong_desktop.domain.categories import CATEGORIES, CategoryGroup
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS, RoleModel
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.service import MERITS
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records

_VETERANS = frozenset(item.code for item in CATEGORIES if item.group is CategoryGroup.VETERAN)
_FAMILY = frozenset({"serviceman_family"})
_WHOM = {
    "最美退役军人": (_VETERANS, None),
    "最美军嫂": (_FAMILY, "女"),
    "最美兵妈妈": (_FAMILY, "女"),
}
"""Which categories and sex a title is for; any other title is for everybody."""
_TAGS = ("志愿", "典型", "先进", "模范", "党员", "骨干")
"""What a tag that speaks for somebody contains: a habit of offices, no rule."""
_OPINIONS = ("村（社区）推荐意见", "退役军人服务站意见", "街道党工委（办事处）意见", "区级部门意见")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on the ledger who might be recommended, with the reasons."""

    person: Person
    reasons: tuple[str, ...]


class RoleModels(Entries[RoleModel]):
    """The role models of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, ROLE_MODELS)
        self._settings = Settings(ledger)
        self._merits = Records(ledger, MERITS)
        self._known = People(ledger)

    def candidates(self, honor: str) -> list[Candidate]:
        """Who might have the title `honor`, those with most reasons first.

        A reason is a merit, an award in the record or a tag. Whoever is in the book for this
        title already is left out.
        """
        ids = self._known.ids(PersonOrder.PLACE, PersonFilter(statuses=(PersonStatus.ACTIVE,)))
        taken = {(one.person_id, one.honor) for one in self.every()}
        found: list[Candidate] = []
        for start in range(0, len(ids), PAGE):
            part = ids[start : start + PAGE]
            merits = self._merits.of_people(part)
            for person in self._known.page(part):
                awards = [merit.award or "" for merit in merits.get(person.id or 0, ())]
                reasons = tuple(_reasons(person, awards))
                if reasons and _fits(person, honor) and (person.id, honor) not in taken:
                    found.append(Candidate(person, reasons))
        return sorted(found, key=lambda one: -len(one.reasons))

    def begun(self, person_id: int, honor: str) -> RoleModel:
        """A record about somebody of the ledger as it begins, not written yet."""
        person = self._known.get(person_id)
        names = {item.code: item.name for item in Categories(self._ledger).all()}
        return RoleModel(
            person_id=person_id, name=person.name, sex=person.sex, id_number=person.id_number,
            category="、".join(names.get(code, code) for code in person.categories) or None,
            community=person.community, phone=person.phone, honor=honor, level="区",
            date=self._ledger.clock().date().isoformat(),
        )  # fmt: skip

    def propose(self, person_ids: Sequence[int], honor: str) -> list[int]:
        """Enter people of the ledger as candidates for a title, as one change; the new ids.

        Raises Problem where nobody is chosen.
        """
        if not person_ids:
            raise Problem("还没有选择候选人。没有改动。", code="nobody")
        with self._ledger.transaction(f"登记先进典型：{honor}（{len(person_ids)} 人）") as change:
            return [self.put(change, self.begun(number, honor)) for number in person_ids]

    def application(self, record_id: int) -> Paper:
        """《推荐审批表》 of one candidate, for the opinions and seals of every step."""
        model, desk = self.get(record_id), self._settings.desk()
        masked = PEOPLE["id_number"].write(model.id_number, masked=True)
        title = f"“{model.honor}”推荐审批表"
        letter = Letter(
            title=title, blocks=(_form(model, masked),), office=desk.reporter,
            notes=("注：本表一式四份，附事迹材料（1000字以上）和照片。",), demo=self._ledger.demo,
        )  # fmt: skip
        return Paper("letter", f"{title}（{model.name}）", letter, 1)

    def of_person(self, person_id: int) -> list[RoleModel]:
        """What stands in the book about one person, newest first."""
        return list(self.every(RecordFilter(person_id=person_id)))


def _fits(person: Person, honor: str) -> bool:
    categories, sex = _WHOM.get(honor, (frozenset[str](), None))
    right = not categories or bool(categories.intersection(person.categories))
    return right and (sex is None or person.sex == sex)


def _reasons(person: Person, awards: list[str]) -> Iterator[str]:
    yield from (f"立功受奖：{award}" for award in awards if award)
    yield from (f"标签：{tag}" for tag in person.tags if any(word in tag for word in _TAGS))


def _form(model: RoleModel, id_number: str) -> Block:
    return Block(kind=BlockKind.TABLE, widths=(2.2, 3, 1.6, 1.6, 1.8, 3.4), lines=(
        Line((Cell("姓　名", label=True), Cell(model.name or ""), Cell("性　别", label=True),
              Cell(model.sex or ""), Cell("身份证号", label=True), Cell(id_number)), 9.5),
        Line((Cell("人员类别", label=True), Cell(model.category or "", 3),
              Cell("联系电话", label=True), Cell(PEOPLE["phone"].write(model.phone, masked=True))),
             9.5),
        Line((Cell("村（社区）", label=True), Cell(model.community or "", 3),
              Cell("推荐时间", label=True), Cell(show_date(model.recommended_on or ""))), 9.5),
        Line((Cell("拟推荐称号", label=True), Cell(model.honor or "", 3),
              Cell("级　别", label=True), Cell(model.level or "")), 9.5),
        Line((Cell("主要事迹", label=True), Cell(model.deeds or "", 5, left=True)), 38),
        *(Line((Cell(words, label=True), Cell("\n（盖章）　　　　年　　月　　日", 5)), 17)
          for words in _OPINIONS),
    ))  # fmt: skip
