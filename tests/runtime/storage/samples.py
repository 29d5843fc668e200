"""Rows for the tests of stores, and profiles that are opened again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from background_fetch._impl.cache_store import StoredRequest, StoredResponse
from background_fetch._impl.storage.disk import FolderDisk, UnsyncedDisk
from background_fetch._impl.storage.memory import MemoryStore
from background_fetch._impl.storage.sqlite import SqliteStore
from background_fetch._impl.storage.store import Loaded, Store, StoredFetch, StoredRecord, StoredRegistration

REQUEST = StoredRequest(
    "GET", "https://a.example/x", (("accept", "*/*"),), "about:client", "", "cors", "same-origin", "default", "follow",
    "", False,
)  # fmt: skip
RESPONSE = StoredResponse("basic", ("https://a.example/x",), 200, "OK", (("etag", '"1"'),), True)
_SHARED = Path("/dev/shm")  # noqa: S108 -- for folders of tests alone
MEMORY = _SHARED if _SHARED.is_dir() else None
"""A folder for profiles whose disk need not be waited for."""
SCOPE = "https://a.example/"


def a_fetch(key: int, **changes) -> StoredFetch:
    base = StoredFetch(key, SCOPE, f"id-{key}", "Title", "[]", 0, 0, 0, False, "", "", "", "{}")
    return base._replace(**changes)


def a_record(fetch: int, position: int = 0, **changes) -> StoredRecord:
    return StoredRecord(fetch, position, REQUEST, None, None, None, "")._replace(**changes)


def a_registration(scope: str = SCOPE) -> StoredRegistration:
    return StoredRegistration(scope, f"{scope}worker.py", "/somewhere/worker.py", "imports", True)


def content(body) -> bytes | None:
    return None if body is None else body.read(0, body.size)


def plain(loaded: Loaded) -> dict[str, object]:
    """Return what was loaded with the bytes of bodies in the place of bodies."""
    return {
        "registrations": list(loaded.registrations),
        "fetches": list(loaded.fetches),
        "records": [
            record._replace(request_body=content(record.request_body), body=content(record.body))
            for record in loaded.records
        ],
        "permissions": list(loaded.permissions),
        "cookies": list(loaded.cookies),
    }


@dataclass
class Profiles:
    """Makes a store, and opens it again as a restart would."""

    folder: Path | None
    synced: bool = True
    memory: MemoryStore = field(default_factory=MemoryStore)

    def open(self) -> Store:
        if self.folder is None:
            return self.memory
        return SqliteStore(self.folder, FolderDisk if self.synced else UnsyncedDisk, synced=self.synced)

    async def reopened(self, store: Store) -> tuple[Store, Loaded]:
        await store.close()
        again = self.open()
        return again, again.load()
