"""What a service worker's global has: registrations, clients, caches, permissions, storage, the navigator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from js import caches, clients, navigator, registration

# --- window-clients: accept
if TYPE_CHECKING:
    from js.typing import ClientType


async def main() -> None:
    type_: ClientType = "window"
    found = await clients.matchAll(includeUncontrolled=True, type=type_)
    assert [client.url for client in found] == ["https://site.example/page"]


# --- window-clients-in-a-dict: refuse
if TYPE_CHECKING:
    from js.typing import ClientQueryOptions


async def main() -> None:
    # A proxy of a dict has an attribute type of its own.
    options: ClientQueryOptions = {"type": "window"}
    found = await clients.matchAll(options)  # wrong
    assert [client.url for client in found] == ["https://site.example/page"]


# --- clients-of-unknown-type: refuse
async def main() -> None:
    await clients.matchAll(type="tab")  # wrong


# --- client-attributes: accept
if TYPE_CHECKING:
    from js.typing import FrameType


async def main() -> None:
    client = (await clients.matchAll())[0]
    frame: FrameType = client.frameType
    assert (client.type, frame, client.id) == ("window", "top-level", "client-1")


# --- client-miss-is-none: accept
async def main() -> None:
    assert await clients.get("nobody") is None


# --- client-miss-unchecked: refuse
async def main() -> None:
    assert (await clients.get("nobody")).url  # wrong


# --- open-a-window: accept
if TYPE_CHECKING:
    from js.typing import DocumentVisibilityState


async def main() -> None:
    opened = await clients.openWindow("/page")
    assert opened
    visible: DocumentVisibilityState = opened.visibilityState
    assert (visible, opened.focused) == ("visible", True)
    assert (await opened.focus()).url == "https://site.example/page"


# --- open-a-window-elsewhere: accept
async def main() -> None:
    opened = await clients.openWindow("https://elsewhere.example/")
    assert not opened


# --- open-a-window-unchecked: refuse
async def main() -> None:
    assert (await clients.openWindow("https://elsewhere.example/")).url  # wrong


# --- opened-window-is-none: refuse
async def main() -> None:
    nothing = await clients.openWindow("https://elsewhere.example/") is None  # wrong
    assert nothing


# --- window-ancestors: accept
from js import WindowClient


async def main() -> None:
    opened: WindowClient | None = None
    found = await clients.openWindow("/page")
    if found:
        opened = found
    assert opened
    assert len(opened.ancestorOrigins) == 0
    assert not await opened.navigate("https://elsewhere.example/")


# --- post-a-message: accept
if TYPE_CHECKING:
    from js.typing import StructuredSerializeOptions


async def main() -> None:
    client = (await clients.matchAll())[0]
    options: StructuredSerializeOptions = {"transfer": []}
    client.postMessage("hi")
    client.postMessage("hi", options)
    client.postMessage("hi", [])


# --- post-nothing: refuse
async def main() -> None:
    (await clients.matchAll())[0].postMessage()  # wrong


# --- claim: accept
async def main() -> None:
    await clients.claim()
    assert await clients.get("client-1")


# --- new-client: refuse
from js import Client

Client.new()  # wrong

# --- new-window-client: refuse
from js import WindowClient

WindowClient.new()  # wrong

# --- new-clients: refuse
from js import Clients

Clients.new()  # wrong

# --- cache: accept
from js import Response


async def main() -> None:
    cache = await caches.open("v1")
    await cache.put("/a", Response.new("hi"))
    found = await cache.match("/a")
    assert found
    assert await found.text() == "hi"
    assert len(await cache.keys()) == 1
    assert await cache.delete("/a")


# --- cache-miss-is-none: accept
async def main() -> None:
    cache = await caches.open("v1")
    assert await cache.match("/a") is None


# --- cache-miss-unchecked: refuse
async def main() -> None:
    cache = await caches.open("v1")
    assert (await cache.match("/a")).ok  # wrong


# --- cache-text: refuse
async def main() -> None:
    cache = await caches.open("v1")
    await cache.put("/a", "hi")  # wrong


# --- cache-add-all: accept
async def main() -> None:
    cache = await caches.open("v1")
    await cache.addAll(["/a", "/b"])
    await cache.add("/c")
    assert len(await cache.matchAll()) == 3


# --- cache-add-all-of-one: refuse
async def main() -> None:
    cache = await caches.open("v1")
    await cache.addAll("/a")  # wrong


# --- cache-query: accept
if TYPE_CHECKING:
    from js.typing import CacheQueryOptions, MultiCacheQueryOptions


async def main() -> None:
    cache = await caches.open("v1")
    await cache.add("/a?b=1")
    options: CacheQueryOptions = {"ignoreSearch": True}
    assert await cache.match("/a", options)
    several: MultiCacheQueryOptions = {"ignoreSearch": True, "cacheName": "v1"}
    assert await caches.match("/a", several)


# --- cache-query-misspelt: refuse
async def main() -> None:
    cache = await caches.open("v1")
    await cache.add("/a?b=1")
    assert await cache.match("/a", ignoresearch=True)  # wrong


# --- cache-names: accept
async def main() -> None:
    await caches.open("v1")
    assert await caches.has("v1")
    assert list(await caches.keys()) == ["v1"]
    assert await caches.delete("v1")


# --- cache-without-name: refuse
async def main() -> None:
    await caches.open()  # wrong


# --- new-cache: refuse
from js import Cache

Cache.new()  # wrong

# --- new-cache-storage: refuse
from js import CacheStorage

CacheStorage.new()  # wrong

# --- registration: accept
if TYPE_CHECKING:
    from js.typing import ServiceWorkerUpdateViaCache

via: ServiceWorkerUpdateViaCache = registration.updateViaCache
assert (registration.scope, via) == ("https://site.example/", "imports")


async def main() -> None:
    assert (await registration.update()).scope == registration.scope
    assert await registration.unregister()


# --- no-waiting-worker: accept
assert not registration.waiting
assert not registration.installing

# --- no-waiting-worker-is-none: refuse
nothing = registration.waiting is None  # wrong
assert nothing

# --- active-worker: accept
if TYPE_CHECKING:
    from js.typing import ServiceWorkerState

worker = registration.active
assert worker
state: ServiceWorkerState = worker.state
assert state == "activated"
assert worker.scriptURL.startswith("https://")
worker.postMessage("hi")

# --- active-worker-unchecked: refuse
state = registration.waiting.state  # wrong

# --- state-of-another-spelling: refuse
worker = registration.active
assert worker
active = worker.state == "active"  # wrong
assert active

# --- worker-handlers: accept
from js import Event, serviceWorker

seen: list[str] = []


def changed(event: Event) -> None:
    seen.append(event.type)


# AbstractWorker has the other one.
serviceWorker.onstatechange = changed
serviceWorker.onerror = changed
serviceWorker.dispatchEvent(Event.new("statechange"))
serviceWorker.dispatchEvent(Event.new("error"))
assert seen == ["statechange", "error"]

# --- new-worker: refuse
from js import ServiceWorker

ServiceWorker.new()  # wrong

# --- new-service-worker-registration: refuse
from js import ServiceWorkerRegistration

ServiceWorkerRegistration.new()  # wrong

# --- container: accept
if TYPE_CHECKING:
    from js.typing import WorkerType


async def main() -> None:
    type_: WorkerType = "module"
    made = await navigator.serviceWorker.register("/worker.py", scope="/", type=type_, updateViaCache="none")
    assert made.scope == "https://site.example/"
    assert (await navigator.serviceWorker.ready).scope == made.scope
    assert len(await navigator.serviceWorker.getRegistrations()) == 1
    navigator.serviceWorker.startMessages()


# --- container-options-in-a-dict: refuse
if TYPE_CHECKING:
    from js.typing import RegistrationOptions


async def main() -> None:
    options: RegistrationOptions = {"scope": "/"}
    await navigator.serviceWorker.register("/worker.py", options)  # wrong


# --- container-of-unknown-type: refuse
async def main() -> None:
    await navigator.serviceWorker.register("/worker.py", type="python")  # wrong


# --- container-of-unknown-cache: refuse
async def main() -> None:
    await navigator.serviceWorker.register("/worker.py", updateViaCache="some")  # wrong


# --- container-without-script: refuse
async def main() -> None:
    await navigator.serviceWorker.register()  # wrong


# --- container-miss-is-none: accept
async def main() -> None:
    assert await navigator.serviceWorker.getRegistration("https://elsewhere.example/") is None


# --- container-miss-unchecked: refuse
async def main() -> None:
    assert (await navigator.serviceWorker.getRegistration("https://elsewhere.example/")).scope  # wrong


# --- controller-null: accept
assert not navigator.serviceWorker.controller

# --- controller-unchecked: refuse
navigator.serviceWorker.controller.postMessage("hi")  # wrong

# --- new-container: refuse
from js import ServiceWorkerContainer

ServiceWorkerContainer.new()  # wrong

# --- permission: accept
if TYPE_CHECKING:
    from js.typing import PermissionDescriptor, PermissionState


async def main() -> None:
    descriptor: PermissionDescriptor = {"name": "background-fetch"}
    status = await navigator.permissions.query(descriptor)
    state: PermissionState = status.state
    assert (state, status.name) == ("granted", "background-fetch")


# --- permission-by-name: refuse
async def main() -> None:
    await navigator.permissions.query("background-fetch")  # wrong


# --- permission-without-argument: refuse
async def main() -> None:
    await navigator.permissions.query()  # wrong


# --- permission-state-set: refuse
async def main() -> None:
    status = await navigator.permissions.query({"name": "push"})
    status.state = "denied"  # wrong
    assert status.state == "denied"


# --- new-permissions: refuse
from js import Permissions

Permissions.new()  # wrong

# --- new-permission-status: refuse
from js import PermissionStatus

PermissionStatus.new()  # wrong

# --- estimate: accept
if TYPE_CHECKING:
    from js.typing import StorageEstimate


async def main() -> None:
    # NavigatorStorage
    estimate: StorageEstimate = await navigator.storage.estimate()
    assert estimate.usage == 10
    assert estimate.quota == 1000
    assert not await navigator.storage.persisted()


# --- estimate-subscript: refuse
async def main() -> None:
    estimate = await navigator.storage.estimate()
    assert estimate["usage"] == 10  # wrong


# --- persist-is-for-pages: refuse
async def main() -> None:
    await navigator.storage.persist()  # wrong


# --- new-storage-manager: refuse
from js import StorageManager

StorageManager.new()  # wrong

# --- navigator: accept
# NavigatorID, NavigatorLanguage, NavigatorOnLine, NavigatorConcurrentHardware
assert navigator.appCodeName == "Mozilla"
assert navigator.language.upper() == "EN"
assert list(navigator.languages) == ["en", "de"]
assert navigator.onLine
assert navigator.hardwareConcurrency + 1 == 3

# --- navigator-of-pages: refuse
assert navigator.vendor == ""  # wrong

# --- navigator-set: refuse
navigator.language = "fr"  # wrong
assert navigator.language == "fr"

# --- new-navigator: refuse
from js import WorkerNavigator

WorkerNavigator.new()  # wrong

# --- location: accept
from js import location

assert location.protocol == "https:"
assert location.hash == "#b"
assert str(location) == location.href

# --- location-set: refuse
from js import location

location.hash = "#c"  # wrong
assert location.hash == "#c"

# --- new-location: refuse
from js import WorkerLocation

WorkerLocation.new()  # wrong

# --- name-of-a-page: refuse
from js import document  # wrong

# --- name-of-a-page-window: refuse
from js import window  # wrong

# --- name-of-nothing: refuse
from js import backgroundFetch  # wrong

# --- self: accept
from js import self

assert self.registration.scope == registration.scope

# --- skip-waiting: accept
from js import skipWaiting


async def main() -> None:
    await skipWaiting()


# --- install-routes: accept
from js import InstallEvent

if TYPE_CHECKING:
    from js.typing import RouterCondition, RouterRule, RouterSource, RouterSourceDict, RouterSourceEnum, RunningStatus


async def main() -> None:
    status: RunningStatus = "running"
    condition: RouterCondition = {"requestMethod": "GET", "runningStatus": status}
    cache: RouterSourceDict = {"cacheName": "v1"}
    network: RouterSourceEnum = "network"
    sources: list[RouterSource] = [cache, network]
    rules: list[RouterRule] = [{"condition": condition, "source": source} for source in sources]
    await InstallEvent.new("install").addRoutes(rules)


# --- install-route-with-keywords: accept
from js import InstallEvent


async def main() -> None:
    await InstallEvent.new("install").addRoutes(condition={"requestMode": "navigate"}, source="cache")


# --- install-route-without-source: refuse
from js import InstallEvent


async def main() -> None:
    await InstallEvent.new("install").addRoutes({"condition": {}})  # wrong


# --- install-route-of-unknown-source: refuse
from js import InstallEvent


async def main() -> None:
    await InstallEvent.new("install").addRoutes({"condition": {}, "source": "disk"})  # wrong


# --- install-route-of-unknown-mode: refuse
from js import InstallEvent


async def main() -> None:
    await InstallEvent.new("install").addRoutes({"condition": {"requestMode": "all"}, "source": "cache"})  # wrong
