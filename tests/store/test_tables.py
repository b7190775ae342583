"""What the migrations make is what `tables` says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import inspect

from tocsin.store import open_store
from tocsin.store.migrating import steps
from tocsin.store.opening import _backend
from tocsin.store.plain import original, pack, plain, unpack
from tocsin.store.tables import metadata


def test_the_tables_are_those_the_migrations_make(url: str) -> None:
    open_store(url, create=True).close()
    backend = _backend(url, create=False, timeout=5.0)
    held = inspect(backend.engine)
    for table in metadata.tables.values():
        found = {item["name"]: item["nullable"] for item in held.get_columns(table.name)}
        assert list(found) == [column.name for column in table.columns]
        for column in table.columns:
            if not column.primary_key:
                assert found[column.name] == column.nullable, f"{table.name}.{column.name}"
    backend.close()


def test_both_back_ends_have_the_same_steps() -> None:
    assert [step.name for step in steps("sqlite")] == [step.name for step in steps("postgresql")]


@given(st.text(st.characters(), max_size=50))
def test_any_text_comes_back_and_any_database_can_hold_it(text: str) -> None:
    held = plain(text)
    assert original(held) == text
    assert "\x00" not in held
    held.encode("utf-8")
    assert unpack(pack(text)) == text
