"""名单比对: a pasted list of 殡葬, 公安 or 医保 against the people of the ledger (CLERK §5.4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.lists import LineKind, PastedLine, fits, read_list
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.matching import KnownRecords
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.settings import Settings

_NOT_THE_SAME = "lists.not_the_same"


class Outcome(StrEnum):
    """What became of a line."""

    HIT = "命中，待处理"
    KNOWN = "已经登记"
    OTHER = "不是同一人"
    ABSENT = "不在台账"
    UNREADABLE = "无法识别"
    SKIPPED = "表头、空行"


@dataclass(frozen=True, slots=True)
class Compared:
    """One line with whom it may be about and why; `certain` where the ID number says so."""

    line: PastedLine
    outcome: Outcome
    reason: str
    person: Person | None = None
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """A pasted list compared: every line stands under exactly one outcome, once per candidate."""

    source: str
    found: tuple[Compared, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many entries of each outcome; together they are all entries of the list."""
        entries = {(item.line.number, item.line.name): item.outcome for item in self.found}
        return Counter(entries.values())

    @property
    def words(self) -> str:
        """读到 31 条 ＝ 命中 2 ＋ 不在台账 28 ＋ 表头、空行 1."""
        counts = self.counts
        parts = " ＋ ".join(
            f"{outcome} {counts[outcome]}" for outcome in Outcome if counts[outcome]
        )
        return f"读到 {counts.total():,} 条 ＝ {parts}" if parts else "没有内容"


class Lists:
    """Comparing pasted lists with one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._settings = Settings(ledger)

    def compare(self, text: str, source: str) -> Comparison:
        """Every line of `text` with whom it is about; nothing is written.

        By ID number, then by name and birth date, then by name where nothing speaks against it.
        Raises Problem when the text is longer than any list.
        """
        known = KnownRecords(self._ledger)
        ruled_out = self._ruled_out()
        found: list[Compared] = []
        for line in read_list(text):
            found += self._about(line, known, ruled_out)
        return Comparison(source, tuple(found))

    def note(self, comparison: Comparison) -> None:
        """Write into the history that a list was compared, with its counts."""
        words = f"名单比对（{comparison.source}）：{comparison.words}"
        with self._ledger.transaction(words, kind=ChangeKind.NOTE):
            pass

    def rule_out(self, line: PastedLine, person: Person) -> None:
        """Remember that a line is not about `person`, as one undoable change."""
        pairs = sorted({*self._ruled_out(), (person.id or 0, _mark(line))})
        with self._ledger.transaction(f"名单比对，不是同一人：{person.name}") as change:
            self._settings.put(change, _NOT_THE_SAME, [list(pair) for pair in pairs])

    def _ruled_out(self) -> set[tuple[int, str]]:
        return {(number, mark) for number, mark in self._settings.get(_NOT_THE_SAME, [])}

    def _about(
        self, line: PastedLine, known: KnownRecords, ruled_out: set[tuple[int, str]]
    ) -> Iterable[Compared]:
        if line.kind is LineKind.UNREADABLE:
            return [Compared(line, Outcome.UNREADABLE, line.reason)]
        if line.kind is not LineKind.PERSON:
            return [Compared(line, Outcome.SKIPPED, line.kind.value)]
        ids, reason, certain = _candidates(line, known)
        people = self._people.page(ids)
        if line.covered and not certain:
            people = [one for one in people if one.id_number is None
                      or fits(line.covered, one.id_number)]  # fmt: skip
        made = [self._judged(line, one, reason, ruled_out, certain=certain) for one in people]
        # A line of which one candidate is to be settled is not settled by the others.
        best = min((list(Outcome).index(item.outcome) for item in made), default=None)
        if best is None:
            return [Compared(line, Outcome.ABSENT, line.reason or "台账里没有这个人")]
        return [item for item in made if item.outcome is list(Outcome)[best]]

    def _judged(
        self, line: PastedLine, person: Person, reason: str, ruled_out: set[tuple[int, str]],
        *, certain: bool,
    ) -> Compared:  # fmt: skip
        if (person.id or 0, _mark(line)) in ruled_out:
            return Compared(line, Outcome.OTHER, "此前已确认不是同一人", person)
        if person.status is not PersonStatus.ACTIVE:
            since = show_date(person.status_date or person.death_date or "")
            words = f"台账已登记{person.status.value}{f'（{since}）' if since else ''}"
            return Compared(line, Outcome.KNOWN, words, person, certain)
        if certain and line.name and line.name != person.name:
            reason = f"{reason}，但名单姓名是{line.name}"
        elif not certain and line.id_number and person.id_number:
            reason = f"{reason}，但证件号不同，请核实"
        return Compared(line, Outcome.HIT, reason, person, certain)


def _candidates(line: PastedLine, known: KnownRecords) -> tuple[tuple[int, ...], str, bool]:
    """Whom a line can be about, why, and whether the ID number says so."""
    if line.id_number and (ids := known.by_id_number(line.id_number)):
        return ids, "身份证号一致", True
    if line.name is None:
        return (), "", False
    born = line.birth_date
    if born and (ids := known.by_name_and_birth(line.name, born, without_id_number=False)):
        return ids, "姓名和出生日期一致", False
    values = {"name": line.name, "birth_date": born, "id_number": line.id_number,
              "community": None}  # fmt: skip
    ids = known.by_likeness(values)
    why = "姓名一致，台账缺少证件号或出生日期" if born else "只有姓名一致，名单没有出生日期"
    return ids, "姓名和露出的证件号一致" if line.covered else why, False


def _mark(line: PastedLine) -> str:
    """What tells a line of one month's list from another person of the same name."""
    return f"{line.name or ''}|{line.id_number or line.birth_date or ''}"
