"""How the database of a profile gets from a version to the next.

A version that was released never changes: what is new is a step of its own here, and in `schema.SCHEMA`. A test holds
that both ways lead to the same tables.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from typing import Final

from . import schema

STEPS: Final[Mapping[int, Callable[[sqlite3.Connection], None]]] = {}
"""What leads from a version to the next one."""


def bring_up(
    connection: sqlite3.Connection,
    version: int,
    steps: Mapping[int, Callable[[sqlite3.Connection], None]] = STEPS,
    newest: int = schema.VERSION,
) -> None:
    """Make the tables of a database, or bring them to the newest version: all of it happens or nothing."""
    if version == newest:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version == 0:
            run(connection, schema.SCHEMA)
            connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
        else:
            for step in range(version, newest):
                steps[step](connection)
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def run(connection: sqlite3.Connection, script: str) -> None:
    """Run statements inside the transaction, which `executescript` would end."""
    for statement in script.split(";"):
        if statement.strip():
            connection.execute(statement)
