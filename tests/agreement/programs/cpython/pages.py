"""Pages of a user agent: their window, their navigator and the service workers that they register."""

from __future__ import annotations

from pathlib import Path
import tempfile
from background_fetch import (
    Navigator,
    PermissionStatus,
    RegistrationOptions,
    Response,
    ServiceWorker,
    ServiceWorkerContainer,
    ServiceWorkerRegistration,
    StorageEstimate,
    UserAgent,
    Window,
    WorkerNavigator,
)


async def page(agent: UserAgent) -> Window:
    return (await agent.open("https://example.com/")).window


async def register(agent: UserAgent) -> ServiceWorkerRegistration:
    window = await page(agent)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "worker.py").write_text("")
        agent.serve("https://example.com", folder)
        found = await window.navigator.serviceWorker.register("/worker.py")
        await agent.idle()
    return found


# --- a-page-has-a-window: accept
async def main() -> None:
    async with UserAgent() as agent:
        window = await page(agent)
        assert isinstance(window, Window)
        assert window.self is window


# --- a-window-is-not-made-by-users: refuse
async def main() -> None:
    Window()  # wrong


# --- a-window-has-a-name-that-can-be-set: accept
async def main() -> None:
    async with UserAgent() as agent:
        window = await page(agent)
        window.name = "main"
        assert window.name.upper() == "MAIN"


# --- its-name-is-text: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).name = 1  # wrong


# --- a-window-can-t-be-said-to-be-closed: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).closed = True  # wrong


# --- a-window-s-timer-is-a-number: accept
async def main() -> None:
    async with UserAgent() as agent:
        window = await page(agent)
        number: int = window.setTimeout(print, 1000)
        window.clearTimeout(number)


# --- a-timer-calls-a-function: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).setTimeout(1000, print)  # wrong


# --- a-window-encodes-text-alone: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).btoa(b"bytes")  # wrong


# --- a-window-encodes: accept
async def main() -> None:
    async with UserAgent() as agent:
        window = await page(agent)
        assert window.atob(window.btoa("text")) == "text"


# --- the-navigator-of-a-window: accept
async def main() -> None:
    async with UserAgent() as agent:
        navigator = (await page(agent)).navigator
        assert isinstance(navigator, Navigator)
        assert navigator.language == navigator.languages[0]
        assert navigator.hardwareConcurrency >= 1


# --- languages-can-t-be-added: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).navigator.languages.append("en")  # wrong


# --- a-navigator-knows-nothing-of-windows: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).navigator.window  # wrong


# --- the-navigator-of-a-worker-is-another: accept
async def main() -> None:
    async with UserAgent() as agent:
        await register(agent)
        navigator = agent.workers[0].global_scope.navigator
        assert isinstance(navigator, WorkerNavigator)
        assert not isinstance(navigator, Navigator)
        assert navigator.onLine


# --- a-worker-s-navigator-has-no-vendor: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await register(agent)
        agent.workers[0].global_scope.navigator.vendor  # wrong


# --- a-page-has-a-container-of-service-workers: accept
async def main() -> None:
    async with UserAgent() as agent:
        container = (await page(agent)).navigator.serviceWorker
        assert isinstance(container, ServiceWorkerContainer)
        assert container.controller is None
        assert await container.getRegistration() is None
        assert await container.getRegistrations() == ()


# --- a-controller-may-be-missing: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).navigator.serviceWorker.controller.postMessage(1)  # wrong


# --- a-registration-may-be-missing: refuse
async def main() -> None:
    async with UserAgent() as agent:
        container = (await page(agent)).navigator.serviceWorker
        (await container.getRegistration()).scope  # wrong


# --- registering-gives-a-registration: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await register(agent)
        worker: ServiceWorker | None = registration.active
        assert worker is not None
        assert worker.state == "activated"
        assert (await (await page(agent)).navigator.serviceWorker.ready).scope == registration.scope


# --- options-of-registering-as-a-dictionary: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await register(agent)
        container = (await page(agent)).navigator.serviceWorker
        options: RegistrationOptions = {"scope": "/", "updateViaCache": "imports"}
        again = await container.register("/worker.py", options)
        assert again.scope == registration.scope


# --- a-misspelt-option-of-registering: refuse
async def main() -> None:
    async with UserAgent() as agent:
        await (await page(agent)).navigator.serviceWorker.register("/worker.py", scop="/")  # wrong


# --- updates-go-through-caches-as-the-enumeration-says: refuse
async def main() -> None:
    async with UserAgent() as agent:
        container = (await page(agent)).navigator.serviceWorker
        await container.register("/worker.py", updateViaCache="some")  # wrong


# --- unregistering-tells-whether-it-was-there: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await register(agent)
        assert await registration.unregister() is True
        assert await registration.unregister() is False


# --- updates-are-found-by-a-listener: accept
async def main() -> None:
    async with UserAgent() as agent:
        registration = await register(agent)
        found: list[str] = []
        registration.onupdatefound = lambda event: found.append(event.type)
        registration.addEventListener("updatefound", lambda event: found.append(event.type))
        assert callable(registration.onupdatefound)


# --- a-permission-has-a-state: accept
async def main() -> None:
    async with UserAgent() as agent:
        status = await (await page(agent)).navigator.permissions.query({"name": "background-fetch"})
        assert isinstance(status, PermissionStatus)
        assert status.state == "granted"


# --- a-permission-is-not-given-by-scripts: refuse
async def main() -> None:
    async with UserAgent() as agent:
        status = await (await page(agent)).navigator.permissions.query({"name": "background-fetch"})
        status.state = "granted"  # wrong


# --- storage-can-be-estimated: accept
async def main() -> None:
    async with UserAgent() as agent:
        estimate: StorageEstimate = await (await page(agent)).navigator.storage.estimate()
        assert estimate.get("quota", 0) > 0


# --- an-estimate-is-awaited: refuse
async def main() -> None:
    async with UserAgent() as agent:
        (await page(agent)).navigator.storage.estimate()["quota"]  # wrong


# --- a-page-fetches: refuse
async def main() -> None:
    async with UserAgent() as agent:
        response: Response = await (await page(agent)).fetch("https://example.com/", mode="corss")  # wrong
