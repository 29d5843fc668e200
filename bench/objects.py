"""How long the platform's objects take, beside libraries for the same; and what a large body needs in memory.

The libraries are measured where they are installed, as `make bench` does. What is made of C stands apart: multidict is
measured in both of its forms, the one of Python in a process of its own.
"""

from __future__ import annotations

import asyncio
import importlib
import itertools
import os
import resource
import subprocess
import sys
import time
import urllib.parse
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from background_fetch import URL, Event, EventTarget, Headers, ReadableStream, Response
from background_fetch._impl.stream_sources import stream_of

FIELDS = {f"X-Field-{number}": f"value {number}" for number in range(6)} | {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": "1234",
    "ETag": '"abc"',
    "Cache-Control": "max-age=60",
}
ADDRESS = "https://user@site.example:8443/a/b/../c?one=1&two=2#there"
GIBIBYTE = 1 << 30
CHUNK = b"x" * (1 << 18)


def per_second(work: Callable[[], object], rounds: int = 400, share: float = 0.001) -> float:
    """Return how often the work is done in a second: the best of many short rounds, few of which something disturbs."""
    count = 1
    while (once := _time(work, count)) < share:
        count = max(count * 2, int(count * share / max(once, 1e-9)))
    return max(count / _time(work, count) for _ in range(rounds))


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


def headers(cls: Callable[[dict[str, str]], Any], add: str = "", put: str = "__setitem__") -> Callable[[], object]:
    """Return the work with headers: make, look up, add to one, change it, go over all.

    Args:
        cls: The class.
        add: The method that adds a value to those of a name; without one the value is joined to the one there is.
        put: The method that sets a value.
    """

    def work() -> object:
        made = cls(FIELDS)
        found = [made.get(name) for name in ("content-type", "ETAG", "x-field-3", "missing")]
        there = made.has("etag") if cls is Headers else "etag" in made
        if add:
            getattr(made, add)("etag", '"x"')
        else:
            made["etag"] = f'{made["etag"]}, "x"'
        getattr(made, put)("etag", '"def"')
        return found, there, [*made.items()] if hasattr(made, "items") else [*made]

    return work


def multidict_of_python() -> float | None:
    """Return how often multidict without its part in C does the work in a second, None where it is not installed."""
    if peer("multidict", "CIMultiDict") is None:
        return None
    program = (
        "import objects; from multidict import CIMultiDict;"
        "print(objects.per_second(objects.headers(CIMultiDict, 'add')))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"MULTIDICT_NO_EXTENSIONS": "1"},
        cwd=Path(__file__).parent,
        capture_output=True,
        check=True,
        text=True,
    )
    return float(ran.stdout)


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


Speeds = dict[str, "float | None"]


def speeds(contenders: dict[str, Callable[[], object] | None]) -> Speeds:
    """Return how often each contender does its work in a second, None for what is not installed."""
    return {name: work and per_second(work) for name, work in contenders.items()}


def show(title: str, found: Speeds, of_c: Speeds) -> None:
    """Print how fast each contender is, and how the first one compares with the fastest of each kind."""
    print(title)
    for name, speed in [*found.items(), *((f"{name} (C)", speed) for name, speed in of_c.items())]:
        print(f"  {name:<34}", "not installed" if speed is None else f"{speed:>12,.0f} a second")
    own, *others = found.values()
    for kind, all_ in (("of Python", others), ("of C", list(of_c.values()))):
        known = [speed for speed in all_ if speed is not None]
        if own is not None and known:
            print(f"  time beside the fastest {kind}: {max(known) / own:.2f} times")


async def small_body(rounds: int = 200, count: int = 10) -> float:
    """Return how often a body of one byte is made and read in a second: the best of many short rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for _ in range(count):
            await Response("x").text()
        best = min(best, time.perf_counter() - start)
    return count / best


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


def show_headers() -> None:
    """Measure headers. What keeps one value for a name, and looks at none, is no like for like, and is shown."""
    httpx, werkzeug = peer("httpx", "Headers"), peer("werkzeug.datastructures", "Headers")
    urllib3, requests = peer("urllib3", "HTTPHeaderDict"), peer("requests.structures", "CaseInsensitiveDict")
    multidict = peer("multidict", "CIMultiDict")
    measured = speeds(
        {
            "Headers": headers(Headers, "append", "set"),
            "httpx.Headers": httpx and headers(httpx),
            "werkzeug Headers": werkzeug and headers(werkzeug, "add"),
            "urllib3.HTTPHeaderDict": urllib3 and headers(urllib3, "add"),
            "requests CaseInsensitiveDict": requests and headers(requests),
        }
    )
    measured["multidict.CIMultiDict, of Python"] = multidict_of_python()
    show("Headers", measured, speeds({"multidict.CIMultiDict": multidict and headers(multidict, "add")}))


def main() -> None:
    """Measure all of it."""
    show_headers()
    yarl = peer("yarl", "URL")
    show(
        "URL",
        speeds({"URL": addresses(by_url), "urllib.parse": addresses(by_urllib)}),
        speeds({"yarl.URL": yarl and addresses(by_yarl(yarl))}),
    )
    target = EventTarget()
    target.addEventListener("x", lambda _: None)
    print("EventTarget")
    event = Event("x")
    print(f"  {'dispatch':<22} {per_second(lambda: target.dispatchEvent(event)):>12,.0f} a second")
    print(f"  {'make and dispatch':<22} {per_second(lambda: target.dispatchEvent(Event('x'))):>12,.0f} a second")
    print("Response")
    print(f"  {'make and read':<22} {asyncio.run(small_body()):>12,.0f} a second")
    seconds, grown = asyncio.run(body())
    print("A body of 1 GiB, read by both branches of a stream")
    print(f"  {seconds:.2f} s, {grown / 1024:.1f} MiB more memory")


if __name__ == "__main__":
    main()
