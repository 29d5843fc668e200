"""How long the platform's objects take, beside libraries for the same; and what a large body needs in memory.

The libraries are measured where they are installed, as `make bench` does: multidict, httpx, yarl.
"""

from __future__ import annotations

import asyncio
import importlib
import itertools
import resource
import statistics
import sys
import time
import urllib.parse
from collections.abc import AsyncIterator, Callable
from typing import Any

from background_fetch import URL, Event, EventTarget, Headers, ReadableStream
from background_fetch._impl.stream_sources import stream_of

FIELDS = {f"X-Field-{number}": f"value {number}" for number in range(8)} | {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": "1234",
    "ETag": '"abc"',
    "Cache-Control": "max-age=60",
}
ADDRESS = "https://user@site.example:8443/a/b/../c?one=1&two=2#there"
GIBIBYTE = 1 << 30
CHUNK = b"x" * (1 << 18)


def per_second(work: Callable[[], object], rounds: int = 7, share: float = 0.05) -> float:
    """Return how often the work is done in a second: the median of some rounds."""
    count = 1
    while (once := _time(work, count)) < share:
        count = max(count * 2, int(count * share / max(once, 1e-9)))
    return statistics.median(count / _time(work, count) for _ in range(rounds))


def _time(work: Callable[[], object], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        work()
    return time.perf_counter() - start


def peer(module: str, name: str) -> Any:
    """Return a class of a library, None where it is not installed."""
    try:
        return getattr(importlib.import_module(module), name)
    except ImportError:
        return None


def headers(cls: Callable[[dict[str, str]], Any]) -> Callable[[], object]:
    """Return the work with headers: make, look up, change, go over."""

    def work() -> object:
        made = cls(FIELDS)
        found = [made.get(name) for name in ("content-type", "ETAG", "x-field-3", "missing")]
        if hasattr(made, "set"):
            made.set("etag", '"def"')
        else:
            made["etag"] = '"def"'
        return found, [*made.items()] if hasattr(made, "items") else [*made]

    return work


def by_urllib(text: str) -> object:
    """Return the parts of an address."""
    parts = urllib.parse.urlsplit(text)
    return parts.hostname, parts.port, parts.path, urllib.parse.parse_qsl(parts.query), parts.geturl()


def by_url(text: str) -> object:
    """Return the parts of an address."""
    url = URL(text)
    return url.hostname, url.port, url.pathname, list(url.searchParams), url.href


def by_yarl(cls: Any) -> Callable[[str], object]:
    """Return what returns the parts of an address."""

    def parts(text: str) -> object:
        url = cls(text)
        return url.host, url.port, url.path, list(url.query.items()), str(url)

    return parts


def addresses(work: Callable[[str], object]) -> Callable[[], object]:
    """Return the work with a new address each time: the others remember the last ones."""
    numbers = itertools.count()
    return lambda: work(f"{ADDRESS}{next(numbers)}")


def show(title: str, contenders: dict[str, Callable[[], object] | None]) -> None:
    """Print how fast each contender is, and how it compares with the fastest of the others."""
    print(title)
    speeds = {name: per_second(work) for name, work in contenders.items() if work is not None}
    own = next(iter(speeds))
    best = max((speed for name, speed in speeds.items() if name != own), default=speeds[own])
    for name in contenders:
        speed = speeds.get(name)
        print(f"  {name:<22}", "not installed" if speed is None else f"{speed:>12,.0f} a second")
    print(f"  time beside the fastest other: {best / speeds[own]:.2f} times")


async def body() -> tuple[float, int]:
    """Read a gibibyte; return the seconds, and by how many KiB the process has grown."""

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(GIBIBYTE // len(CHUNK)):
            # A new object each time: what is kept would be seen.
            yield bytes(bytearray(CHUNK))

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    first, second = stream_of(chunks()).tee()
    total = sum(await asyncio.gather(_count(first), _count(second)))
    if total != 2 * GIBIBYTE:
        sys.exit(f"{total} bytes have come")
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


async def _count(stream: ReadableStream) -> int:
    total = 0
    async for chunk in stream:
        total += len(chunk) if isinstance(chunk, bytes) else 0
    return total


def main() -> None:
    """Measure all of it."""
    multidict, httpx, yarl = peer("multidict", "CIMultiDict"), peer("httpx", "Headers"), peer("yarl", "URL")
    show(
        "Headers",
        {
            "Headers": headers(Headers),
            "httpx.Headers": httpx and headers(httpx),
            "multidict.CIMultiDict": multidict and headers(multidict),
        },
    )
    show(
        "URL",
        {
            "URL": addresses(by_url),
            "urllib.parse": addresses(by_urllib),
            "yarl.URL": yarl and addresses(by_yarl(yarl)),
        },
    )
    target = EventTarget()
    target.addEventListener("x", lambda _: None)
    print("EventTarget")
    event = Event("x")
    print(f"  {'dispatch':<22} {per_second(lambda: target.dispatchEvent(event)):>12,.0f} a second")
    print(f"  {'make and dispatch':<22} {per_second(lambda: target.dispatchEvent(Event('x'))):>12,.0f} a second")
    seconds, grown = asyncio.run(body())
    print("A body of 1 GiB, read by both branches of a stream")
    print(f"  {seconds:.2f} s, {grown / 1024:.1f} MiB more memory")


if __name__ == "__main__":
    main()
