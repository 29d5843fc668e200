"""Background fetches: starting them, their options, what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from js import registration


# --- start-with-keywords: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", title="A", downloadTotal=5)
    assert fetch.id == "a"
    assert fetch.downloadTotal == 5


# --- start-with-dict: accept
if TYPE_CHECKING:
    from js.typing import BackgroundFetchOptions


async def main() -> None:
    options: BackgroundFetchOptions = {"title": "A", "downloadTotal": 7}
    fetch = await registration.backgroundFetch.fetch("a", "/a", options)
    assert fetch.downloadTotal == 7


# --- dictionary-name-when-run: refuse
from js.typing import BackgroundFetchOptions  # wrong


async def main() -> None:
    options: BackgroundFetchOptions = {"title": "A"}
    await registration.backgroundFetch.fetch("a", "/a", options)


# --- dictionary-name-from-js: refuse
from js import BackgroundFetchOptions  # wrong


async def main() -> None:
    options: BackgroundFetchOptions = {"title": "A"}
    await registration.backgroundFetch.fetch("a", "/a", options)


# --- misspelt-option: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", title="A", downloadtotal=5)  # wrong
    assert fetch.downloadTotal == 5


# --- misspelt-key: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", {"downloadtotal": 5})  # wrong
    assert fetch.downloadTotal == 5


# --- snake-case-option: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", download_total=5)  # wrong
    assert fetch.downloadTotal == 5


# --- option-of-wrong-type: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", downloadTotal="many")  # wrong
    assert fetch.downloadTotal > 0


# --- several-in-list: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", ["/a", "/b"])
    assert len(await fetch.matchAll()) == 2


# --- several-in-tuple: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", ("/a", "/b", "/c"))
    assert len(await fetch.matchAll()) == 3


# --- several-in-set: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", {"/a", "/b"})
    assert len(await fetch.matchAll()) == 2


# --- several-from-generator: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", (f"/{n}" for n in range(3)))
    assert len(await fetch.matchAll()) == 3


# --- request-object: accept
from js import Request


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", Request.new("https://site.example/a"))
    assert (await fetch.matchAll())[0].request.url == "https://site.example/a"


# --- requests-and-strings: accept
from js import Request


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", [Request.new("https://site.example/a"), "/b"])
    assert len(await fetch.matchAll()) == 2


# --- number-as-request: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", [1, 2])  # wrong
    assert [record.request.url for record in await fetch.matchAll()] == ["https://site.example/a"]


# --- none-as-requests: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", None)  # wrong
    assert not await fetch.matchAll()


# --- bytes-as-request: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", b"/a")  # wrong
    assert (await fetch.matchAll())[0].request.url == "https://site.example/a"


# --- no-requests: refuse
async def main() -> None:
    await registration.backgroundFetch.fetch("a")  # wrong


# --- positional-as-keyword: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", requests="/a")  # wrong
    assert await fetch.match("/a")


# --- one-argument-too-many: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a", "/b")  # wrong
    assert len(await fetch.matchAll()) == 2


# --- icon-in-a-dict: refuse
if TYPE_CHECKING:
    from js.typing import ImageResource


async def main() -> None:
    # A proxy of a dict has an attribute type of its own, which becomes that of the icon.
    icon: ImageResource = {"src": "/i.png", "sizes": "16x16", "label": "I"}
    fetch = await registration.backgroundFetch.fetch("a", "/a", icons=[icon])  # wrong
    assert getattr(fetch, "_icons")[0].type == ""


# --- icon-made-in-javascript: accept
from js import Object
from pyodide.ffi import to_js


async def main() -> None:
    icon = to_js({"src": "/i.png", "type": "image/png"}, dict_converter=Object.fromEntries)
    fetch = await registration.backgroundFetch.fetch("a", "/a", icons=[icon])
    assert getattr(fetch, "_icons")[0].type == "image/png"


# --- icon-with-type-in-a-dict: refuse
async def main() -> None:
    # A proxy of a dict has an attribute of its own with this name.
    fetch = await registration.backgroundFetch.fetch("a", "/a", icons=[{"src": "/i.png", "type": "image/png"}])  # wrong
    assert getattr(fetch, "_icons")[0].type == "image/png"


# --- icon-without-src: refuse
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a", icons=[{"sizes": "16x16"}])  # wrong


# --- icons-not-in-a-list: refuse
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a", icons=3)  # wrong


# --- get-known: accept
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a")
    found = await registration.backgroundFetch.get("a")
    assert found
    assert found.id == "a"


# --- get-unknown-is-none: accept
async def main() -> None:
    found = await registration.backgroundFetch.get("a")
    assert found is None


# --- get-not-awaited: refuse
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a")
    found = registration.backgroundFetch.get("a")
    assert found.id == "a"  # wrong


# --- get-without-id: refuse
async def main() -> None:
    await registration.backgroundFetch.get()  # wrong


# --- ids: accept
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a")
    ids = await registration.backgroundFetch.getIds()
    assert len(ids) == 1
    assert list(ids) == ["a"]
    assert "a" in ids
    assert ids[0].upper() == "A"


# --- ids-are-a-list: refuse
async def main() -> None:
    await registration.backgroundFetch.fetch("a", "/a")
    ids: list[str] = await registration.backgroundFetch.getIds()  # wrong
    assert isinstance(ids, list)


# --- result-is-empty-at-first: accept
if TYPE_CHECKING:
    from js.typing import BackgroundFetchFailureReason, BackgroundFetchResult


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    result: BackgroundFetchResult = fetch.result
    reason: BackgroundFetchFailureReason = fetch.failureReason
    assert (result, reason) == ("", "")


# --- abort-fails-the-fetch: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert await fetch.abort()
    assert fetch.result == "failure"
    assert fetch.failureReason == "aborted"


# --- result-of-another-spelling: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    await fetch.abort()
    failed = fetch.result == "failed"  # wrong
    assert failed


# --- numbers: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    total: int = fetch.uploadTotal + fetch.uploaded + fetch.downloaded
    assert total == 0
    assert fetch.recordsAvailable


# --- set-a-total: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    fetch.downloadTotal = 3  # wrong
    assert fetch.downloadTotal == 3


# --- unknown-attribute: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert fetch.progress == 0  # wrong


# --- subscript-a-registration: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert fetch["id"] == "a"  # wrong


# --- match-a-record: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    record = await fetch.match("/a")
    assert record
    assert record.request.url == "https://site.example/a"
    response = await record.responseReady
    assert await response.text() == "body"


# --- match-a-miss: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    record = await fetch.match("/elsewhere", ignoreSearch=True)
    assert record is None


# --- match-without-request: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert await fetch.match("/a").request  # wrong


# --- match-with-query-options: accept
if TYPE_CHECKING:
    from js.typing import CacheQueryOptions


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    options: CacheQueryOptions = {"ignoreMethod": True, "ignoreVary": False}
    assert await fetch.match("/a", options)


# --- all-with-options-alone: refuse
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert len(await fetch.matchAll(ignoreSearch=True)) == 1  # wrong


# --- all-with-nothing-and-options: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert len(await fetch.matchAll(None, ignoreSearch=True)) == 1


# --- handler-attribute: accept
from js import Event


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    seen: list[str] = []

    def progress(event: Event) -> None:
        seen.append(event.type)

    fetch.onprogress = progress
    fetch.dispatchEvent(Event.new("progress"))
    assert seen == ["progress"]


# --- handler-removed-with-none: accept
from js import Event


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    seen: list[str] = []

    def progress(event: Event) -> None:
        seen.append(event.type)

    fetch.onprogress = progress
    fetch.onprogress = None
    fetch.dispatchEvent(Event.new("progress"))
    assert seen == []


# --- handler-read-is-null: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert not fetch.onprogress


# --- handler-of-a-string: refuse
from js import Event


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    fetch.onprogress = "seen()"  # wrong
    assert fetch.onprogress


# --- new-manager: refuse
from js import BackgroundFetchManager

BackgroundFetchManager.new()  # wrong

# --- new-registration: refuse
from js import BackgroundFetchRegistration

BackgroundFetchRegistration.new()  # wrong

# --- new-record: refuse
from js import BackgroundFetchRecord

BackgroundFetchRecord.new()  # wrong

# --- isinstance-of-registration: refuse
from js import BackgroundFetchRegistration


async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert isinstance(fetch, BackgroundFetchRegistration)  # wrong


# --- constructor-name: accept
async def main() -> None:
    fetch = await registration.backgroundFetch.fetch("a", "/a")
    assert fetch.constructor.name == "BackgroundFetchRegistration"
