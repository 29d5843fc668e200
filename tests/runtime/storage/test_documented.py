"""The page about the files of a profile names all of them."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import get_args

from background_fetch._impl.storage import rules, schema
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import PutCookies

PAGE = (Path(__file__).parents[3] / "site_docs" / "profile.md").read_text(encoding="utf-8")


def test_every_table_and_column_is_explained(tmp_path):
    async def main():
        store = SqliteStore(tmp_path)
        await store.commit([PutCookies([])])
        found = {path.name for path in tmp_path.iterdir()}
        await store.close()
        return found

    assert {name for name in asyncio.run(main()) if f"`{name}`" not in PAGE and f"`{name}/`" not in PAGE} == set()
    connection = sqlite3.connect(tmp_path / schema.NAME)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = [
        (table, column)
        for table in tables
        if not table.startswith("sqlite_")
        for (column,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))
    ]
    connection.close()
    sections = {table: PAGE.split(f"### `{table}`")[-1].split("\n#")[0] for table, _ in columns}
    assert [
        (table, column)
        for table, column in columns
        if f"`{table}.{column}`" not in PAGE and f"`{column}`" not in sections[table]
    ] == []


def test_versions_and_findings_are_explained():
    assert f"at present {schema.VERSION}." in PAGE
    assert f"`0x{schema.APPLICATION:08x}`" in PAGE
    assert [what for what in get_args(rules.What) if f"| `{what}` |" not in PAGE] == []
