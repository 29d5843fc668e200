"""Service workers, their global and their clients, as a user agent gives them."""

from __future__ import annotations

from pathlib import Path
import tempfile
from background_fetch import (
    Client,
    ClientQueryOptions,
    Clients,
    Event,
    ExtendableMessageEvent,
    FetchEvent,
    InstallEvent,
    ServiceWorker,
    ServiceWorkerGlobalScope,
    ServiceWorkerRegistration,
    ServiceWorkerState,
    ServiceWorkerUpdateViaCache,
    UserAgent,
    WindowClient,
    WorkerGlobalScope,
)


async def start(agent: UserAgent) -> ServiceWorkerGlobalScope:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "worker.py"
        file.write_text("")
        await agent.register(file, scope="https://example.com/")
    return agent.workers[0].global_scope


# --- the-global-has-clients-and-a-registration: accept
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        assert isinstance(scope.clients, Clients)
        assert isinstance(scope.registration, ServiceWorkerRegistration)


# --- the-same-clients-each-time: accept
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        assert scope.clients is scope.clients


# --- it-is-a-worker-s-global: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert isinstance(await start(agent), WorkerGlobalScope)


# --- a-global-is-not-made-by-users: refuse
async def main() -> None:
    ServiceWorkerGlobalScope()  # wrong


# --- nor-are-clients: refuse
async def main() -> None:
    Clients()  # wrong


# --- nor-is-a-client: refuse
async def main() -> None:
    Client.new()  # wrong


# --- nor-is-a-window-client: refuse
async def main() -> None:
    WindowClient()  # wrong


# --- nor-a-worker: refuse
async def main() -> None:
    ServiceWorker()  # wrong


# --- nor-its-registration: refuse
async def main() -> None:
    ServiceWorkerRegistration()  # wrong


# --- opening-without-an-address: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).clients.openWindow()  # wrong


# --- an-address-is-a-string: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).clients.openWindow(3)  # wrong


# --- clients-are-a-tuple: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await start(agent)).clients.matchAll() == ()


# --- a-type-as-keyword: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await start(agent)).clients.matchAll(type="window", includeUncontrolled=True) == ()


# --- or-in-the-dictionary: accept
async def main() -> None:
    async with UserAgent() as agent:
        options: ClientQueryOptions = {"type": "all"}
        assert await (await start(agent)).clients.matchAll(options) == ()


# --- a-type-that-is-none: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).clients.matchAll(type="tab")  # wrong


# --- a-misspelt-option: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).clients.matchAll(includeUncontroled=True)  # wrong


# --- a-tuple-has-no-append: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await (await start(agent)).clients.matchAll()).append(1)  # wrong


# --- a-miss-is-none: accept
async def main() -> None:
    async with UserAgent() as agent:
        assert await (await start(agent)).clients.get("nobody") is None


# --- an-id-is-a-string: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).clients.get(None)  # wrong


# --- claiming-gives-nothing: accept
async def main() -> None:
    async with UserAgent() as agent:
        clients = (await start(agent)).clients
        await clients.claim()
        assert await clients.matchAll() == ()


# --- a-worker-s-state-is-one-of-its-enumeration: accept
async def main() -> None:
    async with UserAgent() as agent:
        worker = (await start(agent)).serviceWorker
        state: ServiceWorkerState = worker.state
        assert state == "activated"


# --- the-scope-of-a-registration: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = (await start(agent)).registration
        via: ServiceWorkerUpdateViaCache = registration.updateViaCache
        assert registration.scope == "https://example.com/"


# --- the-scope-can-t-be-set: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await start(agent)).registration.scope = "/"  # wrong


# --- an-active-worker-may-be-missing: refuse
async def main() -> None:
    async with UserAgent() as agent:
        registration = (await start(agent)).registration
        registration.waiting.state  # wrong


# --- a-handler-of-the-global: accept
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        scope.onbackgroundfetchclick = lambda event: event.registration.id
        assert callable(scope.onbackgroundfetchclick)


# --- a-handler-for-the-wrong-kind-of-event: refuse
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        heard: list[str] = []

        def listen(event: FetchEvent) -> None:
            heard.append(event.request.url)

        scope.onbackgroundfetchclick = listen  # wrong
        worker = agent.workers[0]
        await worker.click(worker.simulate("one"))
        assert heard


# --- a-listener-for-the-right-kind: accept
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        heard: list[str] = []
        scope.addEventListener("backgroundfetchclick", lambda event: heard.append(event.registration.id))
        worker = agent.workers[0]
        await worker.click(worker.simulate("one"))
        assert heard == ["one"]


# --- a-listener-that-wants-more-than-the-event-has: refuse
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        heard: list[object] = []
        scope.addEventListener("backgroundfetchclick", lambda event: heard.append(event.clientId))  # wrong
        worker = agent.workers[0]
        await worker.click(worker.simulate("one"))
        assert heard


# --- an-unknown-event-name-is-possible: accept
async def main() -> None:
    async with UserAgent() as agent:
        (await start(agent)).addEventListener("bell", lambda event: None)


# --- skipwaiting-is-a-promise-of-nothing: accept
async def main() -> None:
    async with UserAgent() as agent:
        scope = await start(agent)
        await scope.skipWaiting()
        assert scope.serviceWorker.state == "activated"


# --- it-takes-nothing: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await start(agent)).skipWaiting(True)  # wrong


# --- pages-are-seen-from-outside: accept
async def main() -> None:
    async with UserAgent() as agent:
        await agent.open("https://example.com/")
        assert [page.url for page in agent.pages] == ["https://example.com/"]
