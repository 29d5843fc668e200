"""Downloads from a hostile server: each comes to its end, in time; no wrong byte is a success, and nothing is left."""

from __future__ import annotations

import asyncio
import gc
import resource
import tempfile
import threading
from contextlib import asynccontextmanager
from pathlib import Path

from background_fetch import DOMException, Request
from background_fetch._impl.network.curl import CurlTransport
from background_fetch._impl.network.curl_options import CurlOptions
from background_fetch._impl.storage.reading import read_rows
from background_fetch._impl.storage.verify import verify
from background_fetch.agent import Settings, UserAgent

from tests.long.hostile import HARD, HONEST, PASSING, TOTAL, Case
from tests.runtime.network.fault_server import End, FaultServer
from tests.runtime.storage.samples import MEMORY

AT_A_TIME = 40
SECONDS = 120
"""After which a download has hung."""
IMPATIENT = CurlOptions(connect_timeout=10, response_timeout=1, stall_timeout=1, stall_bytes=1000)
SETTINGS = Settings(
    retry_delay=0.01,
    retry_limit=0.05,
    attempts=6,
    offline_limit=0,
    running_fetches=AT_A_TIME,
    transfers=AT_A_TIME,
    progress_interval=0,
)


class Downloads:
    """The downloads of a user agent, and how each has ended."""

    def __init__(self, agent: UserAgent, server: FaultServer, manager, seed: str) -> None:
        self.agent, self.server, self.manager, self.seed = agent, server, manager, seed
        self.cases: dict[str, Case] = {}
        self.ended: dict[str, asyncio.Future] = {}
        self.wrong: list[object] = []
        self.results: dict[str, int] = {}

    def answer(self, request):
        """Do what the case says that a request belongs to."""
        number = request.target[1:].partition("?")[0]
        return self.cases[number].answer(request) if number in self.cases else [End.CLOSE]  # it was aborted

    async def note(self, event) -> None:
        """Take the end of a download."""
        fetch = event.registration
        (record,) = await fetch.matchAll()
        try:
            response = await record.responseReady
            found = (response.status, await response.bytes())
        except (TypeError, DOMException):
            found = None
        ended = self.ended[fetch.id]
        if ended.done():
            self.wrong.append(("told twice", self.cases[fetch.id]))
        else:
            ended.set_result((fetch.result, fetch.failureReason, found))

    async def one(self, number: int) -> None:
        """Do one download."""
        case = self.cases[str(number)] = Case(number, self.seed)
        ended = self.ended[str(number)] = asyncio.get_running_loop().create_future()
        url = self.server.url(case.path)
        request = Request(url, method="POST", body=case.sent) if case.sent else url
        fetch = await self.manager.fetch(str(number), request, downloadTotal=TOTAL)
        try:
            async with asyncio.timeout(SECONDS):
                await self.interfere(case, fetch)
                outcome = await ended
        except TimeoutError:
            self.wrong.append(("hangs", case))
            return
        reason = outcome[1]
        self.results[reason or "success"] = self.results.get(reason or "success", 0) + 1
        if not right(case, *outcome):
            result, reason, found = outcome
            self.wrong.append((result, reason, found and (found[0], len(found[1]), found[1][:40]), case))
        del self.cases[str(number)], self.ended[str(number)]

    async def interfere(self, case: Case, fetch) -> None:
        """Do what a user or a script may do meanwhile."""
        if not case.action:
            return
        moved = asyncio.Event()
        fetch.onprogress = lambda _: moved.set()
        if case.chance.random() < 0.7 and not fetch.result:
            await moved.wait()
        if case.action == "abort":
            await fetch.abort()
        elif not fetch.result and fetch.id in {each.id for each in self.agent.fetches}:
            await self.agent.pause(fetch)
            await asyncio.sleep(0)
            await self.agent.resume(fetch)


def right(case: Case, result: str, reason: str, found: tuple[int, bytes] | None) -> bool:
    """Tell whether a download may have ended like this."""
    if case.action == "abort" and reason == "aborted":
        return True
    # A pause may end a request before what is wrong with its response was seen.
    seen = case.hard and case.action != "pause"
    if result == "success":
        return not seen and found is not None and found[0] == 200 and found[1] in case.versions
    if case.hard and (seen or reason != "bad-status"):
        return reason in ({case.hard} if seen else {"fetch-error", "download-total-exceeded"}) and found is None
    if reason == "bad-status":
        return found in case.refused
    # A request that is not a GET is sent once; a server that goes on cutting is not asked for ever.
    cuts = {each.__name__.strip("_") for each in PASSING} | {"no_parts"}
    return reason == "fetch-error" and found is None and (
        (bool(case.sent) and bool(cuts & {*case.names})) or case.endless or "no_parts" in case.names
    )  # fmt: skip


@asynccontextmanager
async def opened(folder: Path, seed: str):
    """Give the downloads of a user agent with a profile, and of a server."""
    (folder / "worker.py").write_text("", encoding="utf-8")
    downloads: list[Downloads] = []
    async with (
        FaultServer(lambda request: downloads[0].answer(request), name="localhost") as server,  # noqa: PLW0108 -- made later
        UserAgent(folder / "profile", settings=SETTINGS, transport=CurlTransport(IMPATIENT)) as agent,
    ):
        origin = server.url("/")
        agent.serve(origin, folder)
        worker = await agent.register(folder / "worker.py", scope=origin)
        page = await agent.open(origin)
        manager = (await page.navigator.serviceWorker.ready).backgroundFetch
        downloads.append(Downloads(agent, server, manager, seed))
        for type_ in ("success", "fail", "abort"):
            worker.global_scope.addEventListener(
                f"backgroundfetch{type_}", lambda event: event.waitUntil(downloads[0].note(event))
            )
        yield downloads[0]
        async with asyncio.timeout(SECONDS):
            await agent.idle()


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_hostile(extent, figures):
    ends: list[Downloads] = []

    async def main(folder: Path):
        before = len(asyncio.all_tasks()), {*threading.enumerate()}, descriptors()
        async with opened(folder, extent.seed) as downloads:
            numbers = iter(range(extent.cases))

            async def some():
                for number in numbers:
                    await downloads.one(number)

            await asyncio.gather(*(some() for _ in range(AT_A_TIME)))
            ends.append(downloads)
        assert downloads.wrong == []
        rows = read_rows(folder / "profile")
        assert (list(rows.fetches), list(rows.records)) == ([], [])
        assert verify(folder / "profile").findings == ()
        assert list((folder / "profile" / "bodies").iterdir()) == []
        downloads.manager = downloads.agent = None
        gc.collect()
        left = {each for each in threading.enumerate() if "asyncio" not in each.name}
        assert (len(asyncio.all_tasks()), left, descriptors()) == before

    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        asyncio.run(main(Path(folder)))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) // 1024
    assert grown < 256
    results = ends[0].results
    assert {"success", "fetch-error"} <= results.keys()
    figures(
        cases=extent.cases, kinds_of_faults=len({*HONEST, *PASSING, *HARD}) + 2,
        requests=len(ends[0].server.requests), MiB_of_memory=grown, **results,
    )  # fmt: skip
