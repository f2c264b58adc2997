"""A file's reading in the exchange format of the command line (one JSON object per file)."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.spreadsheets.reader import Choices, read_file
from shuangyong_desktop.documents.spreadsheets.task_result import TASK_LIST, task_list_json
from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.imports import FileReading, ImportPage, ImportRow, SheetReading

_CERTIFICATES = {
    "discharge_cert": "discharge_cert",
    "disability_cert": "disability_cert",
    "pension_cert": "pension_cert",
    "preferential_card": "preferential_card",
    "plaque_number": "plaque",
}
_SOLDIERS = frozenset(["veteran_self_employed", "veteran_job_assigned", "veteran_state_support"])
_AS_WRITTEN = ("plaque_hung",)
_STATUSES = {"去世": "deceased", "迁出": "moved_out"}
_RENAMED = {"serial": "", "registered_address": "", "status": "", "categories": ""}


def preview_json(path: Path) -> dict[str, Any]:
    """Read `path` without a ledger and return records and problems as plain JSON values.

    Every certificate stands under `certificate_numbers`; categories have the names that files
    between offices use; a file that cannot be imported has `outcome` error and a `message`.
    """
    records: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    ending: FileReading | None = None
    places: dict[str, int] = {}
    for piece in read_file(path, Choices()):
        if isinstance(piece, SheetReading):
            places = {column.field: column.index for column in piece.columns if column.field}
        elif isinstance(piece, ImportPage):
            records += [_record(row, places) for row in piece.rows]
            problems += [problem for row in piece.rows for problem in _problems(row)]
        else:
            ending = piece
    if ending is None:
        raise AssertionError("a reading always ends with a FileReading")
    if ending.error == TASK_LIST:
        return task_list_json(path)
    failed = ending.error is not None
    return {
        "file": ending.file,
        "outcome": ending.outcome.value,
        "error": ending.error,
        "message": ending.sentence,
        "kind": ending.kind.value,
        "counts": {
            "read": ending.counts.read,
            "ready": ending.counts.ready,
            "to_confirm": ending.counts.to_confirm,
            "refused": ending.counts.refused,
            "skipped": ending.counts.skipped,
        },
        "notices": list(ending.notices),
        "records": [] if failed else records,
        "problems": [] if failed else problems,
    }


def _record(row: ImportRow, places: Mapping[str, int]) -> dict[str, Any]:
    """A row with its fields; what the other side reads as written is given as written."""
    fields = exchange_fields(row)
    for key in _AS_WRITTEN:
        if key in places and places[key] < len(row.cells):
            fields[key] = row.cells[places[key]].strip() or None
    if "signed" in places and places["signed"] < len(row.cells):
        written = row.cells[places["signed"]].strip()
        fields["signed"] = bool(written) and not written.startswith("未")
    return {"sheet": row.sheet, "row": row.row, "fields": fields}


def exchange_fields(row: ImportRow) -> dict[str, Any]:
    """A row's values under the names of the exchange format, withheld columns included."""
    values = {**row.withheld, **row.values}
    fields = {
        key: _plain(key, value)
        for key, value in values.items()
        if key not in _CERTIFICATES and key not in _RENAMED
    }
    certificates = {name: values[key] for key, name in _CERTIFICATES.items() if values.get(key)}
    if certificates:
        fields["certificate_numbers"] = certificates
    if "address" not in fields and values.get("registered_address"):
        fields["address"] = values["registered_address"]
    fields["categories"] = list(
        dict.fromkeys(_exchanged(code) for code in values.get("categories", ()))
    )
    fields["living_status"] = _STATUSES.get(values.get("status", ""), "alive")
    return fields


def _exchanged(code: str) -> str:
    """The name of a class in files between offices, which do not tell 退役士兵 apart."""
    category = BY_CODE["retired_soldier" if code in _SOLDIERS else code]
    return category.exchange_name or category.name


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if key == "phone" and "、" in value:
        return value.split("、")
    return list(value) if isinstance(value, tuple) else value


def _problems(row: ImportRow) -> list[dict[str, Any]]:
    return [
        {
            "sheet": row.sheet,
            "row": row.row,
            "field": doubt.field,
            "kind": doubt.kind,
            "severity": doubt.severity.value,
            "message": doubt.sentence,
        }
        for doubt in row.doubts
    ]
