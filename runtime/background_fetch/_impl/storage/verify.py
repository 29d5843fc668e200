"""What may be wrong with a profile that nobody has open, and what of it can be put right without losing anything."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from . import migrations, schema
from .errors import ProfileDamagedError, ProfileError
from .lock import Lock
from .pieces import is_name
from .reading import BodySize, read
from .rules import RULES, What
from .sqlite import BODIES


class Finding(NamedTuple):
    """Something that is not as it should be."""

    what: What
    where: str
    """A file, or a row as `table key`."""
    text: str
    """A sentence for the user."""
    repaired: bool


class Report(NamedTuple):
    """What was found in a profile."""

    folder: str
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is left that should not be."""
        return all(finding.repaired for finding in self.findings)


def verify(folder: str | os.PathLike[str], *, repair: bool = False) -> Report:
    """Check a profile.

    Args:
        folder: The folder of the profile.
        repair: Whether to put right what can be.

    Raises:
        ProfileInUseError: A user agent has it open.
        ProfileVersionError: A newer release wrote it.
        ProfileError: It is no profile.
    """
    path = Path(folder).expanduser()
    if not (path / schema.NAME).is_file():
        raise ProfileError(errno.ENOENT, "this folder is no profile", str(path))
    lock = Lock(str(path))
    try:
        return Report(str(path), tuple(_Check(path, repair=repair).all(lock)))
    finally:
        lock.release()


class _Check:
    """One verification."""

    def __init__(self, folder: Path, *, repair: bool) -> None:
        self._folder = folder
        self._bodies = folder / BODIES
        self._repair = repair

    def all(self, lock: Lock) -> Iterator[Finding]:
        """Go over all findings."""
        if lock.left is not None:
            text = f"the process {lock.left.pid} was killed while it had the profile open"
            yield Finding("left-lock", "lock", text, repaired=True)
        yield from self._permissions()
        path = str(self._folder / schema.NAME)
        try:
            with closing(schema.connect(path)) as connection:
                yield from self._database(connection, path)
        except (sqlite3.DatabaseError, ProfileDamagedError) as error:
            reason = error.strerror if isinstance(error, OSError) else f"the database can't be read: {error}"
            yield Finding("damaged", schema.NAME, str(reason), repaired=False)

    def _permissions(self) -> Iterator[Finding]:
        for path in [self._folder, *sorted(self._folder.glob("*")), *sorted(self._bodies.glob("*"))]:
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode) or not mode & 0o077:
                continue
            if self._repair:
                path.chmod(mode & 0o700)
            where = str(path.relative_to(self._folder))
            yield Finding("permissions", where, "others than its owner may use it", repaired=self._repair)

    def _database(self, connection: sqlite3.Connection, path: str) -> Iterator[Finding]:
        version = schema.check(connection, path)
        if version < schema.VERSION:
            if self._repair:
                migrations.bring_up(connection, version)
            text = f"the profile has version {version}; opening it brings it to {schema.VERSION}"
            yield Finding("old-version", schema.NAME, text, repaired=self._repair)
            if not self._repair:
                return
        damage = [str(text) for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
        for text in damage:
            yield Finding("damaged", schema.NAME, text, repaired=False)
        if not damage:
            yield from self._rows(connection)
            yield from self._files(connection)
            read(connection, path, BodySize)

    def _rows(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        for rule in RULES:
            for key in connection.execute(rule.query).fetchall():
                repaired = self._repair and rule.cure is not None
                if repaired:
                    connection.execute(str(rule.cure), key)
                where = " ".join([rule.table, *map(str, key)])
                yield Finding(rule.what, where, rule.text, repaired=repaired)

    def _files(self, connection: sqlite3.Connection) -> Iterator[Finding]:
        sizes = {path.name: path.lstat().st_size for path in sorted(self._bodies.glob("*")) if is_name(path.name)}
        named: set[str] = set()
        for body, name, size in connection.execute(
            "SELECT id, file, size FROM bodies WHERE file IS NOT NULL"
        ).fetchall():
            named.add(name)
            actual = sizes.get(name, -1)
            where = f"{BODIES}/{name}"
            if actual < size:
                text = f"{size} bytes were counted and {max(actual, 0)} are there"
                repaired = self._repair and _begin_again(connection, body)
                if repaired:
                    (self._bodies / name).unlink(missing_ok=True)
                yield Finding("short-file", where, text, repaired=repaired)
            elif actual > size:
                if self._repair:
                    os.truncate(self._bodies / name, size)
                text = f"{actual - size} bytes came after the last commit"
                yield Finding("long-file", where, text, repaired=self._repair)
        for name in sizes.keys() - named:
            if self._repair:
                (self._bodies / name).unlink()
            yield Finding("lost-file", f"{BODIES}/{name}", "no row names it", repaired=self._repair)


def _begin_again(connection: sqlite3.Connection, body: int) -> bool:
    """Make a body empty whose bytes were lost: it is asked for again, or its record has failed.

    Returns:
        Whether it was; what was to be sent can't be got again.
    """
    found = connection.execute(
        "SELECT records.fetch, records.position, fetches.result FROM records"
        " JOIN fetches ON fetches.key = records.fetch WHERE records.body = ?",
        (body,),
    ).fetchone()
    if found is None:
        return False
    fetch, position, settled = found
    result = "fetch-error" if settled else ""
    connection.execute("UPDATE records SET result = ? WHERE fetch = ? AND position = ?", (result, fetch, position))
    connection.execute("UPDATE bodies SET file = NULL, size = 0, content = x'' WHERE id = ?", (body,))
    return True
