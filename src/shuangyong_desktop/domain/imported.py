"""What is kept of every file read in: the raw cells, as evidence of what stood there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """One file (导入文件) that was read in, known by the SHA-256 of its bytes."""

    sha256: str
    name: str
    imported_at: datetime
    row_count: int = 0
    id: int | None = None


def cells_text(cells: Sequence[str]) -> str:
    """The cells of a row as one line of text, which is how they travel and are kept."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def cells_of(text: str) -> tuple[str, ...]:
    """The cells that `cells_text` made one line of."""
    return tuple(json.loads(text))


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row as it stood in the file: sheet, row number from 1, every cell (`cells_text`)."""

    sheet: str
    row: int
    text: str
    person_id: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell's text."""
        return cells_of(self.text)
