"""A program that downloads is killed at random moments, and started again until all is there.

What was committed when it died is read from its profile; so it is known what it may ask for when it lives again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from background_fetch._impl.storage.errors import ProfileError
from background_fetch._impl.storage.reading import read_rows
from background_fetch._impl.storage.verify import verify

from tests.long.conftest import Extent
from tests.long.slow_server import SlowServer, content, digest

PROGRAM = Path(__file__).with_name("killed_agent.py")
KILLS_OF_A_ROUND = 25
SECONDS = 300
"""After which a program that is left alone has hung."""
LOST_BY_A_KILL = 4 * 1024 * 1024
"""What came after the last checkpoint, in all transfers of a life: on average no more than a few checkpoints' bytes."""
LEFT_BY_KILLS = {"left-lock", "lost-file", "long-file"}
"""What the next start puts in order."""


def planned(number: int, chance: Random, largest: int) -> dict[str, list[str]]:
    """Return what is downloaded in a round: large files, small ones, and one that is not there."""
    large = [f"/{number}/large{n}-{chance.randint(1 << 20, largest)}" for n in range(chance.randint(2, 3))]
    small = [f"/{number}/small{n}-{chance.choice([0, 1, 3000, 65_536, 65_537])}" for n in range(12)]
    middle = f"/{number}/middle-{chance.randint(100_000, 900_000)}"
    return {
        "two": large[:2],
        "small": small,
        "fails": ["/missing", middle],
        **({"one": large[2:]} if large[2:] else {}),
    }


@dataclass
class Committed:
    """What a profile says, by path: the size of the body, and the result."""

    sizes: dict[str, int] = field(default_factory=dict)
    results: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, profile: Path, origin: str) -> Committed:
        try:
            rows = read_rows(profile)
        except ProfileError:
            return cls()  # it was killed before there was one
        found = cls(ids={fetch.id for fetch in rows.fetches})
        for record in rows.records:
            path = record.request.url.removeprefix(origin)
            found.sizes[path] = record.body.size if record.body is not None else 0
            found.results[path] = record.result
        return found


class Round:
    """One profile, from its beginning until all is downloaded."""

    def __init__(self, number: int, server: SlowServer, folder: Path, extent: Extent) -> None:
        self.chance = Random(f"{extent.seed} {number}")  # noqa: S311 -- the same each time
        self.server = server
        self.plan = planned(number, self.chance, (8 if extent.long else 4) << 20)
        self.profile = folder / "profile"
        self.files = {"EVENTS": folder / "events", "NOTES": folder / "notes"}
        size = self.chance.choice([64, 256, 1024] if extent.long else [64]) * 1024
        self.settings = {"checkpoint_bytes": size, "checkpoint_seconds": 0.1, "retry_delay": 0.05}
        self.server.rate = self.chance.choice([4, 8, 16] if extent.long else [4]) * 1024 * 1024
        self.before = Committed()
        self.kills = self.lives = self.grown = self.resumed = self.beyond = self.received = 0

    def lines(self, name: str) -> list[str]:
        """Return the whole lines of a file that the program writes."""
        file = self.files[name]
        return file.read_text().split("\n")[:-1] if file.exists() else []

    def events(self) -> list[list[object]]:
        return [json.loads(line) for line in self.lines("EVENTS")]

    @property
    def done(self) -> bool:
        """Whether all events were told, and nothing waits any more."""
        return not self.before.ids and {event[0] for event in self.events()} == self.plan.keys()

    @property
    def left(self) -> int:
        """How many bytes a life may have to fetch, at least 1."""
        sizes = self.before.sizes
        paths = [path for id_ in self.plan.keys() & self.before.ids for path in self.plan[id_]]
        return sum(len(content(path)) - sizes.get(path, 0) for path in paths or [self.plan["two"][0]]) or 1

    def live(self, *, killed: bool) -> None:
        """Let the program live for a while, or to its end; look at what it has done."""
        begun = self.before.ids | {str(event[0]) for event in self.events()}
        todo = {id_: paths for id_, paths in self.plan.items() if id_ not in begun}
        command = [sys.executable, PROGRAM, self.profile, self.server.origin, json.dumps(todo)]
        environment = {**os.environ, **{name: str(file) for name, file in self.files.items()}}
        with subprocess.Popen([*command, json.dumps(self.settings)], env=environment) as process:
            try:
                self.wait(process, killed=killed)
                died = process.poll() is None
            finally:
                process.kill()
        assert died or process.returncode == 0
        self.lives += 1
        self.kills += died
        self.look()

    def wait(self, process: subprocess.Popen[bytes], *, killed: bool) -> None:
        if not killed:
            process.wait(SECONDS)
            return
        kind = self.chance.random()
        if kind < 0.6:
            self.server.watch(process, self.chance.randrange(self.left))
        elif kind < 0.8:
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.chance.uniform(0, 1.5))
        else:
            # A worker has just been told: its event is not over.
            told = len(self.lines("EVENTS"))
            while process.poll() is None and len(self.lines("EVENTS")) == told:
                time.sleep(0.001)

    def look(self) -> None:
        """Compare what was asked for with what was there before, and what is there now with what was promised."""
        sent = self.server.take()
        again = [path for path, count in Counter(each.path for each in sent).items() if count > 1]
        assert again == [], "asked for twice in one life"
        for each in sent:
            assert self.before.results.get(each.path, "") == "", f"{each.path} had its result"
            assert self.before.sizes.get(each.path, 0) == each.start, f"{each.path} was not continued where it was"
            self.resumed += each.start > 0
        if self.profile.exists():
            now = Committed.read(self.profile, self.server.origin)
            self.count(sent, now)
            self.before = now
        promised = set(self.lines("NOTES"))
        assert promised <= self.before.ids | {str(event[0]) for event in self.events()}
        if self.before.ids:
            assert {finding.what for finding in verify(self.profile).findings} <= LEFT_BY_KILLS

    def count(self, sent: list, now: Committed) -> None:
        """Count what came and was lost again."""
        received = sum(each.size for each in sent)
        # What has no row any more was complete.
        gained = sum(now.sizes.get(each.path, len(content(each.path))) - each.start for each in sent)
        self.grown += sum(each.start > 0 and now.sizes.get(each.path, 0) > each.start and not now.results[each.path]
                          for each in sent)  # fmt: skip
        self.received += received
        self.beyond += max(0, received - gained)

    def check_end(self, origin: str) -> None:
        """Look at the events: each at least once, with all bytes right."""
        rows = read_rows(self.profile)
        assert (list(rows.fetches), list(rows.records)) == ([], [])
        assert verify(self.profile).findings == ()
        assert list((self.profile / "bodies").iterdir()) == []
        told = {}
        for id_, type_, reason, bodies in self.events():
            expected = "fail" if id_ == "fails" else "success"
            assert (type_, reason) == (f"backgroundfetch{expected}", "bad-status" if id_ == "fails" else "")
            assert bodies == [[origin + path, digest(path)] for path in self.plan[id_]]
            told[id_] = bodies
        assert told.keys() == self.plan.keys()


def test_kills(tmp_path, extent, figures):
    kills = lives = files = size = grown = resumed = beyond = rounds = events = 0
    with SlowServer() as server:
        while kills < extent.kills:
            folder = tmp_path / str(rounds)
            folder.mkdir()
            each = Round(rounds, server, folder, extent)
            while each.kills < min(KILLS_OF_A_ROUND, extent.kills - kills) and not each.done:
                each.live(killed=True)
            each.live(killed=False)
            each.check_end(server.origin)
            rounds += 1
            lives += each.lives
            kills += each.kills
            resumed += each.resumed
            grown += each.grown
            beyond += each.beyond
            events += len(each.events()) - len(each.plan)
            paths = [path for paths in each.plan.values() for path in paths]
            files += len(paths)
            size += sum(len(content(path)) for path in paths)
    assert resumed > 0
    assert grown > 0, "what was continued was never counted before its end"
    assert beyond <= kills * LOST_BY_A_KILL
    figures(
        kills=kills, lives=lives, rounds=rounds, files=files, bytes=size, bytes_fetched_again=beyond,
        requests_continued=resumed, continued_again=grown, events_delivered_again=events,
    )  # fmt: skip
