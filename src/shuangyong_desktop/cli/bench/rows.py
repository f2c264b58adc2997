"""One measured figure: a value beside its floor and its goal."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the bench.

    `value` is in `unit`; with unit × it is a ratio to `floor`, which says what was measured
    beside it in the same run. `goal` is the greatest value that is good enough, or the least
    where `at_least`. A row without value could not be measured here: `floor` says why.
    """

    name: str
    value: float | None
    unit: str
    floor: str
    goal: float | None = None
    at_least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None where there is no goal or no value."""
        if self.value is None or self.goal is None:
            return None
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def plain(self) -> dict[str, Any]:
        """The row as the command line promises it (DESIGN: Command line)."""
        fields = asdict(self)
        fields.pop("at_least")
        return {**fields, "met": self.met}

    def words(self) -> str:
        """The row as a line for people."""
        if self.value is None:
            return f"－ {self.name}：没有测（{self.floor}）"
        mark = {True: "√", False: "×", None: "－"}[self.met]
        word = "不低于" if self.at_least else "不超过"
        goal = "" if self.goal is None else f"，目标{word} {self.goal:g}"
        return f"{mark} {self.name}：{self.value:g} {self.unit}{goal}（{self.floor}）"


def ratio(name: str, ours: float, theirs: float, floor: str, goal: float | None) -> Row:
    """How many times as long as the floor ours takes."""
    return Row(name, round(ours / theirs, 2), "×", floor, goal)


def unmeasured(name: str, why: str, *, unit: str = "×", goal: float | None = None) -> Row:
    """A figure that this computer cannot give."""
    return Row(name, None, unit, why, goal)
