"""One cell as the readers hand it over, and the text a person sees in it."""

from datetime import date, datetime, time, timedelta

Cell = str | float | int | bool | date | datetime | time | timedelta | None

_KEPT_BY_EXCEL = 1e15
"""Numbers from here on have more digits than the fifteen that spreadsheets keep."""


def cell_text(cell: Cell) -> str:
    """What the cell says, as text.

    A whole number has no decimals. One with more than fifteen digits is written as
    5.10223195904059E+17: the digits that exist and nothing that looks like the lost ones.
    """
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return _number_text(cell)
    if cell is None:
        return ""
    return _odd_text(cell)


def _odd_text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return _number_text(float(cell)) if isinstance(cell, int) else str(cell)


def _number_text(number: float) -> str:
    if abs(number) >= _KEPT_BY_EXCEL:
        return f"{number:.14E}"
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def is_empty(cell: Cell) -> bool:
    """Whether nobody would see anything in the cell."""
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())
