"""How a column is declared once, for form, table, filter, spreadsheet, paper and history.

A value has three forms. *Text* is what stands in a form, a spreadsheet cell or on paper;
*value* is what the domain calculates with; *stored* is what the ledger file holds. Text
becomes a value at the first touch (`Field.read`) and text again at the last (`Field.write`).
Reading never raises and never loses: what cannot be understood stays visible as a `Doubt`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from shuangyong_desktop.domain.text import clean, half_width, squeeze


class Severity(StrEnum):
    """How much a doubt matters: an error keeps the value out, a warning lets it in."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the program would do about a doubt.

    `by_hand` suggestions (merging people, changing sex) are never ticked by 全部采用建议
    (CLERK §6).
    """

    text: str
    words: str
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing about a value that the clerk should look at (存疑、请核实)."""

    kind: str
    sentence: str
    field: str = ""
    severity: Severity = Severity.WARNING
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text turned out to mean: a value or None, and what is doubtful about it."""

    value: Any = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Kind:
    """How one sort of value is read from text, written as text, masked and laid out.

    `name` is what the window maps to an editor. `forced_text` kinds (numbers that are names:
    证件号, 电话, 账号) are text cells in every spreadsheet we write. `mask` is the form shown
    where CLERK §3 wants the value covered. `align` is "left", "center" or "right". `choices`
    are the words a form offers; with `free` any other text is taken as well.
    """

    name: str
    read: Callable[[str], Reading]
    write: Callable[[Any], str] = str
    mask: Callable[[str], str] | None = None
    align: str = "left"
    forced_text: bool = False
    choices: tuple[str, ...] = ()
    free: bool = False


@dataclass(frozen=True)
class Field:
    """One column: its key, its label for the clerk and the kind of its values.

    `aliases` are further spreadsheet headings that mean this column (the label always does).
    `width` is the usual width in Chinese characters. `section` is the part of the form that
    shows it. Sensitive fields are left out unless asked for by name (CLERK §3).
    """

    key: str
    label: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    width: int = 6
    section: str = ""

    def read(self, text: str) -> Reading:
        """Turn `text` into a value; every doubt carries this field's key."""
        reading = self.kind.read(text)
        doubts = tuple(replace(doubt, field=doubt.field or self.key) for doubt in reading.doubts)
        if self.required and reading.value in (None, "", ()) and not doubts:
            doubts = (Doubt(f"missing_{self.key}", f"缺少{self.label}，请补填。", self.key),)
        return Reading(reading.value, doubts)

    def take(self, text: str) -> Reading:
        """Like `read`, for what somebody types: a number that is a name is never turned away.

        Of a `forced_text` kind, what cannot be right is kept as typed, without blanks and
        control characters, and waits to be verified (UX §2.9).
        """
        reading = self.read(text)
        if not self.kind.forced_text or reading.value is not None or not reading.doubts:
            return reading
        typed = squeeze(half_width(clean(text).text))
        doubts = tuple(
            replace(
                doubt,
                severity=Severity.WARNING,
                sentence=f"{doubt.sentence}可先保存，标为“待核实”。",
            )
            for doubt in reading.doubts
        )
        return Reading(typed or None, doubts)

    def to_verify(self, value: Any) -> bool:
        """Whether a number was kept as typed although it cannot be right (UX §2.9)."""
        doubts = self.read(value).doubts if value and self.kind.forced_text else ()
        return any(doubt.severity is not Severity.INFO for doubt in doubts)

    def write(self, value: Any, *, masked: bool = False) -> str:
        """The text of `value` for people; empty for None."""
        if value is None or value == ():
            return ""
        text = self.kind.write(value)
        return self.kind.mask(text) if masked and self.kind.mask else text


@dataclass(frozen=True)
class Schema:
    """The declared columns of one record class, in their usual order.

    Raises TypeError when a key is no attribute of the record: a misspelling fails when the
    program starts, not in front of the clerk.
    """

    record: type
    columns: tuple[Field, ...]
    by_key: Mapping[str, Field] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = {item.name for item in fields(self.record)}
        strange = [column.key for column in self.columns if column.key not in known]
        if strange:
            raise TypeError(f"{self.record.__name__} has no {', '.join(strange)}")
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def __iter__(self) -> Iterator[Field]:
        return iter(self.columns)

    def __getitem__(self, key: str) -> Field:
        return self.by_key[key]

    def pick(self, *keys: str) -> "Schema":
        """The same declarations, only those named, in the order named."""
        return Schema(self.record, tuple(self.by_key[key] for key in keys))

    def read(self, texts: Mapping[str, str]) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
        """Read one row of texts by key: the values and every doubt about them."""
        values: dict[str, Any] = {}
        doubts: list[Doubt] = []
        for column in self.columns:
            if column.key in texts or column.required:
                reading = column.read(texts.get(column.key, ""))
                values[column.key] = reading.value
                doubts += reading.doubts
        return values, tuple(doubts)
