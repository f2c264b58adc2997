"""What is kept of every file read in: the raw cells, as evidence of what stood there."""

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


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """One row as it stood in the file: sheet, row number from 1, every cell's text."""

    sheet: str
    row: int
    cells: tuple[str, ...]
    person_id: int | None = None
