from shuangyong_desktop.domain.registry import BY_TABLE
from shuangyong_desktop.storage import scribe, tables
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.shelves import SHARED, columns_of


def test_the_rows_that_peewee_sees_are_those_of_the_ladder(ledger: Ledger):
    every = (*tables.JOURNALED_ROWS, tables.AttributeRow, tables.ImportRowRow, tables.SearchRow)
    for row in every:
        meta = row._meta  # noqa: SLF001 (peewee's own way)
        declared = [(field.column_name, not field.null) for field in meta.sorted_fields]
        found = ledger.connection.execute(f"PRAGMA table_info({meta.table_name})").fetchall()
        live = [(name, bool(required or key)) for _, name, _, required, _, key in found]
        assert declared == live, meta.table_name


def test_every_journaled_table_has_its_row(ledger: Ledger):
    rows = tuple(row._meta.table_name for row in tables.JOURNALED_ROWS)  # noqa: SLF001
    assert sorted((*rows, *BY_TABLE, SHARED)) == sorted(JOURNALED)
    for table in JOURNALED:
        (sql,) = ledger.connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (table,)
        ).fetchone()
        assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in sql


def test_the_table_of_a_register_has_the_columns_of_its_records(ledger: Ledger):
    for table, register in BY_TABLE.items():
        found = [row[1] for row in ledger.connection.execute(f"PRAGMA table_info({table})")]
        assert sorted(found) == sorted(["id", *columns_of(register.record)]), table


def test_the_history_of_a_person_tells_of_every_register_about_people():
    personal = {table for table, register in BY_TABLE.items() if register.personal}
    assert personal <= set(scribe._OF_PEOPLE)  # noqa: SLF001


def test_every_column_of_a_register_has_words_for_the_clerk():
    for register in BY_TABLE.values():
        for column in columns_of(register.record):
            assert register.label(column)
