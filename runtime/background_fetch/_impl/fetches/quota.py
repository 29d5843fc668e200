"""What origins may keep, and what each background fetch has of it.

An account stands for one background fetch. It reserves what was announced (`downloadTotal`) and takes what comes; so
what was promised at the call is there later. Bytes are counted on the transport's thread: a lock guards the numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

from background_fetch._generated import webidl

if TYPE_CHECKING:
    from threading import Lock

Refusal: TypeAlias = Literal["", "download-total-exceeded", "quota-exceeded"]
"""Why bytes are not taken; empty: they are."""


class Quota:
    """What one origin has and may have, in bytes."""

    def __init__(self, limit: Callable[[int, int], int]) -> None:
        """Make an empty quota.

        Args:
            limit: Returns how much there may be, given how much there is and how much of that is only reserved; called
                on the event loop.
        """
        from threading import Lock  # noqa: PLC0415 -- asyncio has imported it by now

        self._find_limit = limit
        self._lock: Lock = Lock()
        self._charged = 0
        self._accounts: set[Account] = set()
        self._limit = limit(0, 0)

    def open(
        self, *, upload: int = 0, announced: int = 0, limited_to: int = 0, stored: int = 0, kept: bool = False
    ) -> Account:
        """Open an account.

        Args:
            upload: What it keeps already: the bodies of its requests.
            announced: What is reserved for responses.
            limited_to: More than this is refused as `download-total-exceeded`; 0: no limit.
            stored: What of the responses is there from an earlier run.
            kept: Whether all this was granted in an earlier run.

        Raises:
            QuotaExceededError: There is no room for that.
        """
        account = Account(self, limited_to)
        wanted = upload + max(announced, stored)
        with self._lock:
            self._limit = self._find_limit(self._charged, self._outstanding)
            if not kept and self._charged + wanted > self._limit:
                raise quota_exceeded()
            self._charged += wanted
        account.fill(upload, announced, stored)
        self._accounts.add(account)
        return account

    def close(self, account: Account) -> None:
        """Forget an account that has given all back."""
        self._accounts.discard(account)

    @property
    def _outstanding(self) -> int:
        return sum(account.outstanding for account in self._accounts)

    def refresh(self) -> None:
        """Ask again how much there may be: the disk fills and empties."""
        with self._lock:
            self._limit = self._find_limit(self._charged, self._outstanding)

    @property
    def limit(self) -> int:
        """How much there may be, when it was last asked for."""
        return self._limit

    @property
    def charged(self) -> int:
        """What is kept or reserved."""
        return self._charged

    def charge(self, count: int) -> bool:
        """Take so many bytes more; false if there is no room. Any thread may ask."""
        with self._lock:
            if self._charged + count > self._limit:
                return False
            self._charged += count
            return True

    def give_back(self, count: int) -> None:
        """Give bytes back. Any thread may call."""
        with self._lock:
            self._charged -= count


class Account:
    """What one background fetch has. One thread at a time takes and gives back."""

    __slots__ = ("_announced", "_limit", "_quota", "_upload", "closed", "used")

    def __init__(self, quota: Quota, limit: int) -> None:
        self._quota = quota
        self._limit = limit
        self._upload = 0
        self._announced = 0
        self.closed = False
        """Whether all was given back."""
        self.used = 0
        """Bytes of responses that are stored: the "stored body bytes total"."""

    @property
    def outstanding(self) -> int:
        """What is reserved and has not come."""
        return max(0, self._announced - self.used)

    def refresh(self) -> None:
        """Ask again how much there may be."""
        self._quota.refresh()

    def fill(self, upload: int, announced: int, stored: int) -> None:
        """Set what the account begins with."""
        self._upload = upload
        self._announced = announced
        self.used = stored

    def take(self, count: int) -> Refusal:
        """Take so many bytes of a response. Source: "complete a record", process response, step 5."""
        total = self.used + count
        if self.closed:
            return "quota-exceeded"
        if self._limit and total > self._limit:
            return "download-total-exceeded"
        more = total - max(self.used, self._announced)
        if more > 0 and not self._quota.charge(more):
            return "quota-exceeded"
        self.used = total
        return ""

    def take_upload(self, count: int) -> None:
        """Take so many bytes of a request.

        Raises:
            QuotaExceededError: There is no room.
        """
        if not self._quota.charge(count):
            raise quota_exceeded()
        self._upload += count

    def give_back(self, count: int) -> None:
        """Give bytes of a response back: it is redundant."""
        before = max(self.used, self._announced)
        self.used -= count
        self._quota.give_back(before - max(self.used, self._announced))

    def close(self) -> None:
        """Give all back; nothing is taken any more."""
        if self.closed:
            return
        self.closed = True
        self._quota.close(self)
        self._quota.give_back(self._upload + max(self.used, self._announced))


def quota_exceeded() -> webidl.QuotaExceededError:
    """Return the error; how much there is and was asked for is not told. Source: Background Fetch, `fetch()`."""
    return webidl.QuotaExceededError("There is no room for this background fetch.")
