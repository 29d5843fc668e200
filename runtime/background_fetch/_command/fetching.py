"""`background-fetch fetch`: a page of the first URL's origin asks for all of them, and a worker saves the files."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import quote, urlencode, urlsplit

from .errors import EXIT_FAILED, Refused, explained, said
from .interfaces import interface
from .naming import file_name
from .running import Watching, perform

if TYPE_CHECKING:
    from collections.abc import Mapping

    from background_fetch.agent import UserAgent

SAVE = Path(__file__).with_name("workers") / "save.py"


class Wish(NamedTuple):
    """What is to be downloaded."""

    urls: tuple[str, ...]
    profile: Path
    to: Path
    worker: Path | None
    id_: str
    title: str
    total: int
    integrity: tuple[str, ...]
    public_only: bool
    as_json: bool
    quiet: bool

    @classmethod
    def from_options(cls, options: Mapping[str, object]) -> Wish:
        """Return the wish of a command line."""
        found = cast("dict[str, object]", dict(options))
        urls = cast("tuple[str, ...]", found["urls"])
        found["id_"] = found["id_"] or file_name(urls[0])
        return cls(**found)  # type: ignore[arg-type] # click has converted them

    @property
    def origin(self) -> str:
        """The origin of the page that asks."""
        parts = urlsplit(self.urls[0])
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise Refused(f"{self.urls[0]!r} is not an http: or https: URL")
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


async def _begin(agent: UserAgent, wish: Wish) -> None:
    from background_fetch import Request  # noqa: PLC0415 -- what it takes to import is not for help

    page_url, script, scope = _addresses(agent, wish)
    page = await agent.open(page_url)
    container = page.navigator.serviceWorker
    await container.register(script, scope=scope)
    registration = await container.ready
    hashes = wish.integrity + ("",) * (len(wish.urls) - len(wish.integrity))
    requests = [Request(url, integrity=known) if known else url for url, known in zip(wish.urls, hashes, strict=True)]
    await registration.backgroundFetch.fetch(wish.id_, requests, title=wish.title, downloadTotal=wish.total)


def _addresses(agent: UserAgent, wish: Wish) -> tuple[str, str, str]:
    """Return the addresses of page, script and scope; the script's leads to its file."""
    if wish.worker is not None:
        agent.serve(wish.origin, wish.worker.parent)
        return f"{wish.origin}/", f"/{quote(wish.worker.name)}", "/"
    # A scope of its own for each: another download to another folder must not change this one's worker.
    scope = f"/.background-fetch/{quote(wish.id_, safe='')}/"
    agent.serve(wish.origin + scope, SAVE.parent)
    return f"{wish.origin}{scope}", f"{scope}{SAVE.name}?{urlencode({'to': wish.to.absolute()})}", scope


def fetch(wish: Wish) -> int:
    """Download; returns the exit code."""
    from background_fetch import DOMException  # noqa: PLC0415 -- as above
    from background_fetch.agent import Settings  # noqa: PLC0415

    if len(wish.integrity) > len(wish.urls):
        said("there are more hashes than URLs")
        return EXIT_FAILED
    watching = Watching(interface(as_json=wish.as_json, quiet=wish.quiet))
    settings = Settings(network_policy="public" if wish.public_only else "any")
    with explained() as outcome:
        try:
            outcome.code = asyncio.run(perform(wish.profile, watching, lambda agent: _begin(agent, wish), settings))
        except (TypeError, DOMException) as error:
            raise Refused(str(error)) from error
    return outcome.code
