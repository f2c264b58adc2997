"""What stood in the files that were read in, cell by cell (DESIGN 6).

Raw rows are evidence, not the clerk's work: they are written with the import, keep standing
when it is undone, and are not journaled a second time.
"""

from collections.abc import Iterable
from datetime import datetime

from shuangyong_desktop.domain.imported import ImportedFile, ImportedRow
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.tables import BorrowedDatabase, ImportFileRow, ImportRowRow
from shuangyong_desktop.storage.transaction import Transaction


class Imports:
    """The imported files of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._database = BorrowedDatabase(ledger.connection)

    def files(self) -> list[ImportedFile]:
        """Every file whose import stands, newest first."""
        query = ImportFileRow.select().order_by(ImportFileRow.id.desc())
        return [_file(*row) for row in query.tuples().execute(self._database)]

    def known(self, sha256: str) -> ImportedFile | None:
        """The standing import of the same bytes, None when they are new."""
        return next((file for file in self.files() if file.sha256 == sha256), None)

    def people_of(self, sha256: str) -> dict[tuple[str, int], int]:
        """Whom the rows (sheet, number) of the same bytes were written to, the last time counts.

        Only imports that stand and people who are still there; that is how a decision of the
        clerk about a row is remembered.
        """
        rows = self._ledger.connection.execute(
            "SELECT import_row.sheet, import_row.row, import_row.person_id FROM import_row"
            " JOIN import_file ON import_file.id = import_row.file_id"
            " JOIN person ON person.id = import_row.person_id"
            " WHERE import_file.sha256 = ? ORDER BY import_file.id",
            (sha256,),
        )
        return {(sheet, row): person_id for sheet, row, person_id in rows}

    def add_file(self, change: Transaction, file: ImportedFile) -> int:
        """Write down that a file was read in; returns its id."""
        return change.insert(
            "import_file",
            {
                "sha256": file.sha256,
                "name": file.name,
                "imported_at": file.imported_at.isoformat(timespec="seconds"),
                "row_count": file.row_count,
            },
        )

    def add_rows(self, file_id: int, rows: Iterable[ImportedRow]) -> None:
        """Write the raw rows of a file in bulk, inside the change that imports it."""
        with told_plainly(self._ledger.path):
            self._ledger.connection.executemany(
                "INSERT INTO import_row (file_id, sheet, row, cells, person_id)"
                " VALUES (?, ?, ?, ?, ?)",
                [(file_id, row.sheet, row.row, row.text, row.person_id) for row in rows],
            )

    def rows(self, file_id: int) -> list[ImportedRow]:
        """Every raw row of a file, in order."""
        return self._rows(ImportRowRow.file_id == file_id)

    def rows_of_person(self, person_id: int) -> list[ImportedRow]:
        """Every raw row that told something of one person."""
        return self._rows(ImportRowRow.person_id == person_id)

    def _rows(self, where: object) -> list[ImportedRow]:
        query = ImportRowRow.select(
            ImportRowRow.sheet, ImportRowRow.row, ImportRowRow.cells, ImportRowRow.person_id
        ).where(where)
        return [
            ImportedRow(sheet, row, cells, person_id)
            for sheet, row, cells, person_id in query.tuples().execute(self._database)
        ]


def _file(number: int, sha256: str, name: str, at: str, count: int) -> ImportedFile:
    return ImportedFile(
        id=number,
        sha256=sha256,
        name=name,
        imported_at=datetime.fromisoformat(at),
        row_count=count,
    )
