"""How much an origin may keep. Source: Storage, "StorageManager"."""

# ruff: noqa: SLF001 -- `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import storage

if TYPE_CHECKING:
    from background_fetch._generated.storage import StorageEstimate, StorageManager

    from .realms import Realm


class StorageManagerState:
    """What stands behind a StorageManager."""

    def __init__(self, realm: Realm) -> None:
        self.public: StorageManager = storage.StorageManager._wrap(self)
        self._realm = realm

    async def persisted(self) -> bool:
        """Say yes: nothing is ever thrown away to make room."""
        return True

    async def persist(self) -> bool:
        """Say yes, as `persisted` does."""
        return True

    async def estimate(self) -> StorageEstimate:
        """Return how much background fetches keep, and how much can be kept."""
        quota = self._realm.services.performer.quota(self._realm.origin)
        quota.refresh()
        return {"usage": quota.charged, "quota": quota.limit}
