"""Writing imported rows: matching each with the ledger, new or known, counts that add up."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from shuangyong_desktop.domain.categories import CategoryWords
from shuangyong_desktop.domain.drafts import (
    Draft,
    ExistingPolicy,
    changed_person,
    new_person,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Doubt
from shuangyong_desktop.domain.imported import ImportedRow
from shuangyong_desktop.domain.imports import Match, MatchedBy, match_person
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.search import tokens_of
from shuangyong_desktop.services.events import Events
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.imports import Imports
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.matching import KnownRecords
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.placing import Placing
from shuangyong_desktop.storage.transaction import Transaction

_NAMED = 3
RowKey = tuple[str, int]
"""A row of the file: its sheet and its number as Excel shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What the clerk decided about a file.

    `with_doubts` lets rows with doubts in, marked 待核实. `left_out` rows stay outside.
    `settled` holds texts that replace a row's own, by field: an adopted suggestion or what the
    clerk typed. `merged` rows may join the person they match where that is not certain;
    `as_new` rows are somebody else, whoever they look like.
    """

    existing: ExistingPolicy = ExistingPolicy.FILL_BLANKS
    with_doubts: bool = True
    left_out: frozenset[RowKey] = frozenset()
    settled: Mapping[RowKey, Mapping[str, str]] = field(default_factory=dict)
    merged: frozenset[RowKey] = frozenset()
    as_new: frozenset[RowKey] = frozenset()


@dataclass(frozen=True, slots=True)
class IntakeCounts:
    """What became of the rows that could be written; nothing else can become of them."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept_back: int = 0
    left_out: int = 0

    @property
    def rows(self) -> int:
        """Every row that was looked at."""
        return self.added + self.updated + self.unchanged + self.kept_back + self.left_out


@dataclass(frozen=True, slots=True)
class StandingFile:
    """The file being written; `people` says whom its rows made or changed when it came before."""

    id: int
    people: Mapping[RowKey, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptBack:
    """A row that was not written because only the clerk can decide about it, and why."""

    sheet: str
    row: int
    name: str
    why: str


class Intake:
    """The rows of one file on their way into the ledger, inside one open change."""

    def __init__(
        self, ledger: Ledger, change: Transaction, file: StandingFile, decisions: Decisions
    ) -> None:
        self._people = People(ledger)
        self._imports = Imports(ledger)
        self._events = Events(ledger)
        self._known = KnownRecords(ledger)
        self._words = CategoryWords(Categories(ledger).all())
        self._placing = Placing(ledger, change)
        self._change, self._file, self._decisions = change, file, decisions
        self._new: list[tuple[Draft, Person]] = []
        self._pending: set[str] = set()
        self._counts: Counter[str] = Counter()
        self.kept_back: list[KeptBack] = []

    @property
    def counts(self) -> IntakeCounts:
        """What became of the rows so far."""
        return IntakeCounts(**self._counts)

    def take(self, drafts: Sequence[Draft]) -> None:
        """Write `drafts`; each is counted once."""
        evidence: list[ImportedRow] = []
        for draft in drafts:
            evidence += self._one(draft)
        self._flush()
        self._imports.add_rows(self._file.id, evidence)

    def _one(self, draft: Draft) -> list[ImportedRow]:
        """Decide about one row; new people wait for `_flush`, which keeps their evidence."""
        key = (draft.sheet, draft.row)
        if key in self._decisions.left_out:
            self._counts["left_out"] += 1
            return [_evidence(draft, None)]
        if (
            draft.doubtful
            and not self._decisions.with_doubts
            and key not in self._decisions.settled
        ):
            return self._keep_back(draft, "有存疑的内容，请在导入页核实后再导入")
        draft = self._placed(self._settled(draft, key))
        if self._pending & _marks(draft.values):
            self._flush()  # the person this row repeats must be in the ledger to be found
        if key in self._decisions.as_new:
            return self._add(self._without_number_of_another(draft))
        person_id = self._file.people.get(key)  # the same row came in before: the same person
        if person_id is None:
            match = match_person(draft.values, self._known, draft.kept_digits)
            why = "" if key in self._decisions.merged else self._uncertain(draft, match)
            if why:
                return self._keep_back(draft, why)
            person_id = match.person_id
        if person_id is None:
            return self._add(draft)
        why = self._update(person_id, draft)
        return self._keep_back(draft, why) if why else [_evidence(draft, person_id)]

    def _add(self, draft: Draft) -> list[ImportedRow]:
        self._new.append((draft, new_person(draft.values, to_verify=draft.doubtful)))
        self._pending |= _marks(draft.values)
        self._counts["added"] += 1
        return []

    def _without_number_of_another(self, draft: Draft) -> Draft:
        """A new person never takes the ID number of somebody else; it is to be verified."""
        number = draft.values.get("id_number")
        if not number or not self._known.by_id_number(number):
            return draft
        values = {**draft.values, "id_number": None}
        tokens = tokens_of(values["name"], values.get("former_name"), None, values.get("phone"))
        return replace(draft, values=values, tokens=tokens, doubtful=True)

    def _uncertain(self, draft: Draft, match: Match) -> str:
        """Why only the clerk can say whom this row is about; empty when it is clear."""
        if not match.certain:
            alike = map(_told_apart, self._people.page(match.candidates[:_NAMED]))
            return f"{match.by.value}，请核实是不是同一人。台账里是{'、'.join(alike)}"
        if match.by is MatchedBy.ID_NUMBER and match.person_id is not None:
            known = self._people.get(match.person_id)
            if draft.values["name"] not in (known.name, known.former_name) and (
                draft.values.get("former_name") != known.name
            ):
                return f"身份证号与台账里的“{known.name}”相同但姓名不同，请核实"
        return ""

    def _update(self, person_id: int, draft: Draft) -> str:
        """Write what the row changes; a new status is an event. Why it cannot be, else empty."""
        person = self._people.get(person_id)
        changed = changed_person(
            person, draft.values, self._decisions.existing, to_verify=draft.doubtful
        )
        if changed is person:
            self._counts["unchanged"] += 1
            return ""
        if changed.status is person.status:
            self._people.update(self._change, changed)
        else:
            try:
                self._events.change_status(self._change, person, changed)
            except Problem as problem:
                return problem.sentence.replace("没有改动。", "")
        self._known.learn(changed.name, changed.id_number)
        self._counts["updated"] += 1
        return ""

    def _flush(self) -> None:
        """Write the new people gathered so far, in bulk, with their rows as evidence."""
        if not self._new:
            return
        people = [self._where_it_is(person) for _, person in self._new]
        ids = self._people.add_many(self._change, people, [draft.tokens for draft, _ in self._new])
        for person in people:
            self._known.learn(person.name, person.id_number)
        self._imports.add_rows(
            self._file.id,
            [_evidence(draft, number) for (draft, _), number in zip(self._new, ids, strict=True)],
        )
        self._new.clear()
        self._pending.clear()

    def _where_it_is(self, person: Person) -> Person:
        """The person where a later row has told a fuller name of the community."""
        name = person.community and self._placing.name_of(person.community)
        return person if name == person.community else replace(person, community=name)

    def _keep_back(self, draft: Draft, why: str) -> list[ImportedRow]:
        self._counts["kept_back"] += 1
        self.kept_back.append(KeptBack(draft.sheet, draft.row, draft.values["name"] or "", why))
        return [_evidence(draft, None)]

    def _settled(self, draft: Draft, key: RowKey) -> Draft:
        """The row with what the clerk settled; its doubts are then done with."""
        texts = self._decisions.settled.get(key)
        if not texts:
            return draft
        values = dict(draft.values)
        doubts: list[Doubt] = []
        for name, text in texts.items():
            read = self._words.read if name == "categories" else PEOPLE[name].take
            settled = read(text)
            values[name] = settled.value
            doubts += settled.doubts
        tokens = tokens_of(
            values["name"], values.get("former_name"), values.get("id_number"), values.get("phone")
        )
        return replace(draft, values=values, tokens=tokens, doubtful=bool(doubts))

    def _placed(self, draft: Draft) -> Draft:
        """The row with its community as the ledger names it."""
        written = draft.values.get("community")
        known = written and self._placing.name_of(written)
        if known == written:
            return draft
        return replace(draft, values={**draft.values, "community": known})


def _told_apart(person: Person) -> str:
    """Somebody of the ledger with what tells people of one name apart, numbers covered."""
    number = PEOPLE["id_number"].write(person.id_number, masked=True)
    known = (person.community, person.birth_date, number, person.status.value)
    return f"{person.name}（{'，'.join(filter(None, known))}）"


def _marks(values: Mapping[str, Any]) -> set[str]:
    """What another row of the same person would share with this one."""
    return {mark for mark in (values.get("id_number"), values.get("name")) if mark}


def _evidence(draft: Draft, person_id: int | None) -> ImportedRow:
    return ImportedRow(draft.sheet, draft.row, draft.cells, person_id)
