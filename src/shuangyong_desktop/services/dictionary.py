"""字典: the people, units and phrases that the desk uses over and over, kept in the ledger."""

from collections.abc import Iterable

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.desk import PHRASES, DeskPerson
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.text import clean
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.settings import Settings as Values

_LONGEST_ENTRY, _LONGEST_LINE = 60, 100
_PEOPLE, _UNITS, _PHRASES = "dictionary:people", "dictionary:units", "dictionary:phrases"


class Dictionary:
    """The dictionaries of one open ledger; each is saved whole, as one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._values = Values(ledger)

    def people(self) -> tuple[DeskPerson, ...]:
        """人员字典: leaders, handlers, community officials, in the desk's order."""
        return tuple(from_plain(DeskPerson, item) for item in self._values.get(_PEOPLE, []))

    def save_people(self, people: Iterable[DeskPerson]) -> None:
        """Replace the people; raises Problem for one without a name, or twice in one unit."""
        listed = tuple(_cleaned(person) for person in people)
        if any(not person.name for person in listed):
            raise Problem("人员字典里有一行没有姓名，没有保存。", code="missing_name")
        _refuse_twice([f"{person.name}（{person.unit}）" for person in listed])
        self._save("修改人员字典", _PEOPLE, to_plain(listed))

    def units(self) -> tuple[str, ...]:
        """单位字典, in the desk's order."""
        return tuple(self._values.get(_UNITS, []))

    def save_units(self, lines: str) -> tuple[str, ...]:
        """Replace the units by `lines`, one per line; returns them. Raises Problem for doubles."""
        return self._save_lines("修改单位字典", _UNITS, lines)

    def phrases(self) -> tuple[str, ...]:
        """常用语, in the desk's order."""
        return tuple(self._values.get(_PHRASES, PHRASES))

    def save_phrases(self, lines: str) -> tuple[str, ...]:
        """Replace the phrases by `lines`, one per line; returns them."""
        return self._save_lines("修改常用语", _PHRASES, lines)

    def _save_lines(self, title: str, key: str, lines: str) -> tuple[str, ...]:
        found = lines_of(lines)
        _refuse_twice(found)
        self._save(title, key, list(found))
        return found

    def _save(self, title: str, key: str, value: object) -> None:
        with self._ledger.transaction(title) as change:
            self._values.put(change, key, value)


def lines_of(text: str) -> tuple[str, ...]:
    """The entries of a text with one per line, cleaned, without empty ones.

    Raises Problem for a line that can only have been pasted by mistake.
    """
    lines = (" ".join(line.split()) for line in clean(text).text.splitlines())
    found = tuple(line for line in lines if line)
    for line in found:
        if len(line) > _LONGEST_LINE:
            raise Problem(
                f"“{line}”有 {len(line)} 个字，一行最多 {_LONGEST_LINE} 个字，没有保存。",
                code="too_long",
            )
    return found


def entry_of(text: str) -> str:
    """A name or number on one line, cleaned; raises Problem when it is too long for papers."""
    entry = str(kinds.TEXT.read(text).value or "")
    if len(entry) > _LONGEST_ENTRY:
        raise Problem(
            f"“{entry}”有 {len(entry)} 个字，最多 {_LONGEST_ENTRY} 个字，没有保存。",
            code="too_long",
        )
    return entry


def _cleaned(person: DeskPerson) -> DeskPerson:
    texts = (person.name, person.duty, person.unit, person.phone)
    name, duty, unit, phone = (entry_of(text) for text in texts)
    return DeskPerson(name=name, role=person.role, duty=duty, unit=unit, phone=phone)


def _refuse_twice(entries: Iterable[str]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry in seen:
            raise Problem(f"“{entry}”写了两遍，没有保存。请去掉一处。", code="twice")
        seen.add(entry)
