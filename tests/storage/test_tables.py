from shuangyong_desktop.storage import tables
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger


def test_the_rows_that_peewee_sees_are_those_of_the_ladder(ledger: Ledger):
    every = (*tables.JOURNALED_ROWS, tables.AttributeRow, tables.ImportRowRow, tables.SearchRow)
    for row in every:
        meta = row._meta  # noqa: SLF001 (peewee's own way)
        declared = [(field.column_name, not field.null) for field in meta.sorted_fields]
        found = ledger.connection.execute(f"PRAGMA table_info({meta.table_name})").fetchall()
        live = [(name, bool(required or key)) for _, name, _, required, _, key in found]
        assert declared == live, meta.table_name


def test_every_journaled_table_has_its_row(ledger: Ledger):
    assert tuple(row._meta.table_name for row in tables.JOURNALED_ROWS) == JOURNALED  # noqa: SLF001
    for table in JOURNALED:
        (sql,) = ledger.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql
