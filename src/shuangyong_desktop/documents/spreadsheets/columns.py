"""Which column is which: headings first, then what the cells look like, then the clerk."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuangyong_desktop.documents.spreadsheets import evidence
from shuangyong_desktop.documents.spreadsheets.cells import Cell
from shuangyong_desktop.documents.spreadsheets.heading_rules import EXACT, WEAK
from shuangyong_desktop.documents.spreadsheets.headings import EXTRAS, Guess, guesses
from shuangyong_desktop.domain.categories import read_categories
from shuangyong_desktop.domain.imports import ImportColumn, column_letter
from shuangyong_desktop.domain.text import fold

Levels = tuple[str, ...]

_SEVERAL = frozenset(["phone", "remarks"])
"""Fields that may be filled from more than one column."""

_SURE = frozenset(["name", "id_number", "phone"])
"""Fields whose usual headings never mean anything else, whatever stands below them."""

_UNIT_DESIGNATION = "番号"


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it yields: `ticked` is the category code that a √ in it means."""

    shown: ImportColumn
    ticked: str = ""

    @property
    def index(self) -> int:
        return self.shown.index

    @property
    def field(self) -> str | None:
        return self.shown.field


def fingerprint(headings: Sequence[Levels]) -> str:
    """The same text for tables with the same headings in the same order."""
    words = "\x1f".join(fold("".join(levels)) for levels in headings)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def assign(
    headings: Mapping[int, Levels],
    rows: Sequence[Sequence[Cell]],
    chosen: Mapping[int, str | None],
) -> tuple[Column, ...]:
    """Give every column its field: the clerk's choice, the best heading, the cells.

    `headings` are the headings by column index; `rows` are the first rows below them. A field
    is given once, except telephones and remarks.
    """
    samples = {index: evidence.sample_of(rows, index) for index in headings}
    ticked = {
        index: code
        for index, levels in headings.items()
        if index not in chosen and (code := _ticked(levels, samples[index]))
    }
    given: dict[int, str | None] = dict(chosen)
    _by_heading(headings, samples, given, frozenset(ticked))
    _by_company(given, chosen)
    _by_cells(headings, samples, given, frozenset(ticked))
    return tuple(
        _column(index, levels, given.get(index), ticked.get(index, ""), by_hand=index in chosen)
        for index, levels in headings.items()
    )


def _ticked(levels: Levels, sample: evidence.Sample) -> str:
    """The category that a tick below this heading stands for, if it is such a column."""
    own = levels[-1] if levels else ""
    reading = read_categories(own)
    clear = all(doubt.kind == "vague_category" for doubt in reading.doubts)
    if len(reading.value or ()) != 1 or not clear or not evidence.is_ticks(sample):
        return ""
    known = any(guess.weight > WEAK for guess in guesses((own,)))
    return "" if known and not sample else str(reading.value[0])


def _by_heading(
    headings: Mapping[int, Levels],
    samples: Mapping[int, evidence.Sample],
    given: dict[int, str | None],
    ticked: frozenset[int],
) -> None:
    offers: list[tuple[int, int, int, Guess]] = []
    for index, levels in headings.items():
        for place, guess in enumerate(guesses(levels)):
            offers.append((-guess.weight, place, index, guess))
    taken = {field for field in given.values() if field}
    for _, _, index, guess in sorted(offers, key=lambda offer: offer[:3]):
        if index in given or index in ticked or _is_taken(guess, taken):
            continue
        sure = guess.weight >= EXACT and guess.field in _SURE
        if sure or evidence.fits(guess.field, samples[index], doubtful=guess.doubtful):
            given[index] = guess.field
            taken.add(guess.field)


_CARDS = frozenset(["preferential_card", "card_status", "card_apply_date"])
_OF_SOLDIER = {"enlist_date": "soldier_enlist_date", "military_unit": "soldier_unit"}


def _by_company(given: dict[int, str | None], chosen: Mapping[int, str | None]) -> None:
    """Settle whose a name, an enlistment and a unit are, from the other columns.

    What the clerk chose stays. Where nobody else is named, the soldier, martyr or holder of the
    account is the person of the row. Beside the name of a soldier, the enlistment and the unit
    are the soldier's. Where gifts are handed out, a date of receipt is theirs and no card's.
    """
    fields = {field: index for index, field in given.items() if field and index not in chosen}
    for named in ("soldier_name", "martyr_name", "bank_holder"):
        if named in fields and "name" not in given.values():
            given[fields[named]] = "name"
            return
    if {"planned_amount", "goods"} & set(given.values()) and not _CARDS & set(fields):
        received = fields.get("card_issue_date")
        if received is not None and "visit_date" not in fields:
            given[received] = "visit_date"
    if "soldier_name" in given.values() and "discharge_date" not in fields:
        for own, of_soldier in _OF_SOLDIER.items():
            if own in fields and of_soldier not in fields:
                given[fields[own]] = of_soldier


def _is_taken(guess: Guess, taken: set[str]) -> bool:
    return guess.field in taken and (guess.field not in _SEVERAL or guess.doubtful)


def _by_cells(
    headings: Mapping[int, Levels],
    samples: Mapping[int, evidence.Sample],
    given: dict[int, str | None],
    ticked: frozenset[int],
) -> None:
    for index, levels in headings.items():
        if index not in given and index not in ticked and not guesses(levels):
            taken = frozenset(field for field in given.values() if field)
            field = evidence.by_content(samples[index], taken)
            if field and not (levels and field == "phone"):
                given[index] = field
    fields = {field: index for index, field in given.items() if field}
    if "name" not in fields and "id_number" in fields:
        _name_beside(fields["id_number"], headings, samples, given)
    for place in ("registered_address", "address"):
        sample = samples.get(fields.get(place, -1), ())
        if (
            "community" not in fields
            and evidence.share(sample, evidence.is_place) > evidence.MOSTLY
        ):
            given[fields[place]] = "community"
            return


def _name_beside(
    id_index: int,
    headings: Mapping[int, Levels],
    samples: Mapping[int, evidence.Sample],
    given: dict[int, str | None],
) -> None:
    """Take the column of names nearest to the ID numbers, whatever it is called (受牌人)."""
    free = [
        index
        for index in headings
        if index not in given and evidence.share(samples[index], evidence.is_name) > evidence.SURELY
    ]
    if free:
        given[min(free, key=lambda index: abs(index - id_index))] = "name"


def _column(index: int, levels: Levels, field: str | None, ticked: str, *, by_hand: bool) -> Column:
    heading = " / ".join(" ".join(level.split()) for level in levels)
    letter = column_letter(index)
    if ticked:
        return Column(ImportColumn(index, letter, heading, "categories", "打√的类别"), ticked)
    if field is None:
        notice = "" if by_hand else "没有对应的栏目，不导入"
        return Column(ImportColumn(index, letter, heading, None, notice, imported=False))
    if field in EXTRAS:
        notice = "" if field == "serial" else "只在预览中显示，不导入"
        return Column(ImportColumn(index, letter, heading, field, notice, imported=False))
    if field == "military_unit" and _UNIT_DESIGNATION in heading and not by_hand:
        notice = "不导入：部队番号不得录入，确为五位代号的请手工对应到“部队代号”"
        return Column(ImportColumn(index, letter, heading, field, notice, imported=False))
    return Column(ImportColumn(index, letter, heading, field))
