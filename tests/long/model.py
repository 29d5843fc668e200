"""What must be true of background fetches, whatever happens to them: the model that the state machine asks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Bodies: TypeAlias = list[tuple[int, bytes] | None]
"""Status and body of each record, None where there is none to be seen."""


@dataclass
class File:
    """A file of the server in all of its versions."""

    versions: list[bytes]
    mode: str = "slow"
    """What the server does with requests for it: `whole`, `missing`, `cut`, `refuse`, `slow`."""


@dataclass
class Fetch:
    """A background fetch that `fetch()` has promised."""

    id: str
    paths: list[str]
    active: bool = True
    paused: bool = False
    aborted: bool = False
    """Whether it may have been aborted."""
    lost_abort: bool = False
    """Whether a crash came so soon after that it may go on."""
    seen: set[str] = field(default_factory=set)
    """Modes that its files have been in meanwhile."""
    told: list[tuple[str, str, Bodies]] = field(default_factory=list)
    """What its worker was told, each time the same: the event, the failure reason, status and body of each record."""


class Model:
    """The files of a server, and what was promised of them."""

    def __init__(self, paths: list[str]) -> None:
        self.files = {path: File([self.content(path, 0)]) for path in paths}
        self.fetches: list[Fetch] = []
        """All that have begun, in order; an id can be used again."""

    @staticmethod
    def content(path: str, version: int) -> bytes:
        """Return a version of a file: lengths differ too."""
        return f"{path} {version};".encode() * (200 + 60 * len(path) + 30 * version)

    def change(self, path: str) -> None:
        """Let the server have another version of a file."""
        versions = self.files[path].versions
        versions.append(self.content(path, len(versions)))

    def set_mode(self, path: str, mode: str) -> None:
        """Let the server do something else with a file."""
        self.files[path].mode = mode
        for fetch in self.fetches:
            if fetch.active and path in fetch.paths:
                fetch.seen.add(mode)

    def begin(self, id_: str, paths: list[str]) -> Fetch:
        """Take note that a background fetch is asked for."""
        assert self.active(id_) is None, f"{id_} was active already"
        self.fetches.append(Fetch(id_, paths, seen={self.files[path].mode for path in paths}))
        return self.fetches[-1]

    def active(self, id_: str) -> Fetch | None:
        """Return the active background fetch with an id."""
        return next((each for each in self.fetches if each.id == id_ and each.active), None)

    def active_ids(self) -> list[str]:
        """Return the ids of the active ones."""
        return [each.id for each in self.fetches if each.active]

    def end(self, fetch: Fetch, type_: str, reason: str, bodies: Bodies) -> None:
        """Take note of what a worker was told, and look whether it may be."""
        assert not fetch.paused or fetch.aborted, "it was paused"
        fetch.active = False
        fetch.told.append((type_, reason, bodies))
        assert fetch.told == [(type_, reason, bodies)] * len(fetch.told), "told in two ways"
        assert type_ == "backgroundfetch" + {"": "success", "aborted": "abort"}.get(reason, "fail")
        self.check(fetch, reason, bodies)

    def check(self, fetch: Fetch, reason: str, bodies: Bodies) -> None:
        """Look whether a background fetch may have ended like this."""
        assert len(bodies) == len(fetch.paths)
        for path, body in zip(fetch.paths, bodies, strict=True):
            if body is None:
                assert fetch.aborted or "refuse" in fetch.seen
            else:
                status, data = body
                assert status in {200, 404}
                assert data in (self.files[path].versions if status == 200 else [b"missing"])
        statuses = [None if body is None else body[0] for body in bodies]
        match reason:
            case "":
                assert set(statuses) == {200}
                assert not fetch.aborted or fetch.lost_abort
            case "aborted":
                assert fetch.aborted
            case "bad-status":
                assert 404 in statuses
                assert "missing" in fetch.seen
            case "fetch-error":
                assert None in statuses
                assert "refuse" in fetch.seen
            case _:
                raise AssertionError(reason)

    def check_end(self) -> None:
        """Look whether each promise was kept."""
        assert self.active_ids() == []
        assert [each.id for each in self.fetches if not each.told] == []
