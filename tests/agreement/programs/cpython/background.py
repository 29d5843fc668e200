"""Background fetches: the event, the registration, the manager."""

from __future__ import annotations

from pathlib import Path
import tempfile
from background_fetch import (
    BackgroundFetchEvent,
    BackgroundFetchEventInit,
    BackgroundFetchFailureReason,
    BackgroundFetchManager,
    BackgroundFetchOptions,
    BackgroundFetchRecord,
    BackgroundFetchRegistration,
    BackgroundFetchResult,
    BackgroundFetchUIOptions,
    BackgroundFetchUpdateUIEvent,
    CacheQueryOptions,
    DOMException,
    Event,
    EventTarget,
    ExtendableEvent,
    ImageResource,
    UserAgent,
)


async def begin(agent: UserAgent) -> BackgroundFetchRegistration:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "worker.py"
        file.write_text("")
        worker = await agent.register(file, scope="https://example.com/")
    return worker.simulate("one", download_total=10)


async def manage(agent: UserAgent) -> BackgroundFetchManager:
    await begin(agent)
    return agent.workers[0].registration.backgroundFetch


# --- an-event-holds-its-registration: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await begin(agent)
        assert BackgroundFetchEvent("backgroundfetchclick", registration=registration).registration is registration


# --- an-event-made-with-its-dictionary: accept
async def main() -> None:
    async with UserAgent() as agent:
        init: BackgroundFetchEventInit = {"registration": await begin(agent)}
        assert isinstance(BackgroundFetchEvent("backgroundfetchclick", init), ExtendableEvent)


# --- an-event-without-its-dictionary: refuse
async def main() -> None:
    BackgroundFetchEvent("backgroundfetchclick")  # wrong


# --- an-event-without-a-registration: refuse
async def main() -> None:
    BackgroundFetchEvent("backgroundfetchclick", {})  # wrong


# --- a-registration-that-is-none: refuse
async def main() -> None:
    BackgroundFetchEvent("backgroundfetchclick", registration=None)  # wrong


# --- a-registration-of-another-kind: refuse
async def main() -> None:
    BackgroundFetchEvent("backgroundfetchclick", registration=EventTarget())  # wrong


# --- a-registration-is-not-made-by-users: refuse
async def main() -> None:
    BackgroundFetchRegistration()  # wrong


# --- nor-is-a-manager: refuse
async def main() -> None:
    BackgroundFetchManager()  # wrong


# --- nor-is-a-record: refuse
async def main() -> None:
    BackgroundFetchRecord.new()  # wrong


# --- what-a-registration-says: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await begin(agent)
        assert (registration.id, registration.downloadTotal, registration.downloaded) == ("one", 10, 0)


# --- its-result-is-one-of-three: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await begin(agent)
        result: BackgroundFetchResult = registration.result
        reason: BackgroundFetchFailureReason = registration.failureReason
        assert (result, reason) == ("", "")


# --- the-id-can-t-be-set: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await begin(agent)).id = "two"  # wrong


# --- an-attribute-in-python-s-spelling: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await begin(agent)).download_total  # wrong


# --- aborting-tells-whether-it-did: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await begin(agent)).abort() is True


# --- a-promise-is-no-boolean-yet-compared-by-identity: refuse
async def main() -> None:
    async with UserAgent() as agent:
        answer: bool = (await begin(agent)).abort()  # wrong
        assert answer is True


# --- progress-is-an-event: accept
async def main() -> None:
    async with UserAgent() as agent:
        heard: list[str] = []

        def listen(event: Event) -> None:
            heard.append(event.type)

        registration = await begin(agent)
        registration.addEventListener("progress", listen)
        agent.workers[0].advance(registration, downloaded=1)
        await agent.idle()
        assert heard == ["progress"]


# --- the-handler-of-progress: accept
async def main() -> None:
    async with UserAgent() as agent:
        heard: list[str] = []
        registration = await begin(agent)
        registration.onprogress = lambda event: heard.append(event.type)
        agent.workers[0].advance(registration, downloaded=1)
        await agent.idle()
        assert heard == ["progress"]


# --- a-handler-that-is-a-number: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await begin(agent)).onprogress = 3  # wrong


# --- a-miss-of-match-is-none: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await begin(agent)).match("/missing") is None


# --- a-miss-has-no-request: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await (await begin(agent)).match("/missing")).request  # wrong


# --- all-records: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await begin(agent)).matchAll() == []


# --- options-of-match-as-keywords: accept
async def main() -> None:
    async with UserAgent() as agent:
        options: CacheQueryOptions = {"ignoreSearch": True}
        registration = await begin(agent)
        assert await registration.matchAll("/x", options) == await registration.matchAll("/x", ignoreSearch=True)


# --- a-misspelt-option-of-match: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await begin(agent)).match("/x", ignoresearch=True)  # wrong


# --- match-wants-a-request: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await begin(agent)).match()  # wrong


# --- a-request-is-an-address-or-a-request: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await begin(agent)).match(3)  # wrong


# --- the-ids-of-what-is-running: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await manage(agent)).getIds() == ["one"]


# --- get-finds-by-id: accept
async def main() -> None:
    async with UserAgent() as agent:
        found = await (await manage(agent)).get("one")
        assert found is not None and found.id == "one"


# --- what-get-gives-may-be-none: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await (await manage(agent)).get("two")).id  # wrong


# --- get-wants-an-id: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).get()  # wrong


# --- an-id-is-a-string: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).get(1)  # wrong


# --- fetch-wants-requests: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two")  # wrong


# --- a-request-is-no-number: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", 3)  # wrong


# --- nor-a-list-of-numbers: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", [3])  # wrong


# --- a-misspelt-option-of-fetch: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", "/a", titel="Two")  # wrong


# --- a-total-in-words: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", "/a", downloadTotal="60")  # wrong


# --- requests-by-name: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", requests="/a")  # wrong


# --- an-icon-without-src: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", "/a", icons=[{"sizes": "1x1"}])  # wrong


# --- icons-that-are-a-string: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await manage(agent)).fetch("two", "/a", icons="/icon.png")  # wrong


# --- dictionaries-are-plain-dictionaries: accept
async def main() -> None:
    icon: ImageResource = {"src": "/icon.png"}
    look: BackgroundFetchUIOptions = {"title": "Two", "icons": [icon]}
    options: BackgroundFetchOptions = {"title": "Two", "downloadTotal": 3}
    assert (look["title"], options["downloadTotal"], icon["src"]) == ("Two", 3, "/icon.png")


# --- updateui-of-an-event-that-a-script-made-is-refused-when-it-runs-which-types-can-t-know: refuse
async def main() -> None:
    async with UserAgent() as agent:
        event = BackgroundFetchUpdateUIEvent("backgroundfetchsuccess", registration=await begin(agent))
        await event.updateUI(titel="Two")  # wrong


# --- updateui-is-of-the-events-of-success-and-failure-only: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await BackgroundFetchEvent("backgroundfetchclick", registration=await begin(agent)).updateUI()  # wrong


# --- an-agent-s-user-agent-is-used-by-async-with: refuse
async def main() -> None:
    with UserAgent() as agent:  # wrong
        pass
