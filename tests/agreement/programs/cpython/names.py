"""Names of the rest of the 154 definitions: types that exist at run time, and classes that are each other's."""

from __future__ import annotations

# --- router-rules: accept
from background_fetch import (
    RouterCondition,
    RouterRule,
    RouterSource,
    RouterSourceDict,
    RouterSourceEnum,
    RunningStatus,
)

status: RunningStatus = "running"
condition: RouterCondition = {"requestMethod": "GET", "runningStatus": status, "or": [{"requestMode": "navigate"}]}
cache: RouterSourceDict = {"cacheName": "v1"}
network: RouterSourceEnum = "network"
sources: list[RouterSource] = [cache, network]
rules: list[RouterRule] = [{"condition": condition, "source": source} for source in sources]
assert len(rules) == 2

# --- router-rule-without-source: refuse
from background_fetch import InstallEvent


async def main() -> None:
    await InstallEvent("install").addRoutes({"condition": {}})  # wrong


# --- router-rule-of-unknown-source: refuse
from background_fetch import InstallEvent


async def main() -> None:
    await InstallEvent("install").addRoutes({"condition": {}, "source": "disk"})  # wrong


# --- bitmap-options: accept
from background_fetch import ColorSpaceConversion, ImageBitmapOptions, ImageOrientation, PremultiplyAlpha, ResizeQuality

orientation: ImageOrientation = "flipY"
alpha: PremultiplyAlpha = "none"
space: ColorSpaceConversion = "default"
quality: ResizeQuality = "high"
options: ImageBitmapOptions = {"imageOrientation": orientation, "premultiplyAlpha": alpha, "resizeWidth": 4}
options["colorSpaceConversion"] = space
options["resizeQuality"] = quality
assert options["resizeWidth"] == 4

# --- pattern-names: accept
from background_fetch import URLPatternInit, URLPatternInput, URLPatternOptions

init: URLPatternInit = {"pathname": "/books/:id", "baseURL": "https://site.example/"}
options: URLPatternOptions = {"ignoreCase": True}
given: list[URLPatternInput] = [init, "/books/*"]
assert options["ignoreCase"]
assert len(given) == 2

# --- pattern-of-a-number: refuse
from background_fetch import URLPattern

URLPattern(5)  # wrong

# --- pattern-result-names: accept
from background_fetch import URLPatternCompatible, URLPatternComponentResult, URLPatternResult

component: URLPatternComponentResult = {"input": "/", "groups": {"0": "", "id": None}}
result: URLPatternResult = {"inputs": ["/"], "pathname": component}
compatible: URLPatternCompatible = "/"
assert result["pathname"]["input"] == compatible

# --- message-names: accept
from background_fetch import ExtendableMessageEventInit, MessageEventInit, StructuredSerializeOptions

init: MessageEventInit = {"data": 5, "ports": []}
extendable: ExtendableMessageEventInit = {"data": 5, "source": None}
options: StructuredSerializeOptions = {"transfer": []}
assert init["data"] == extendable["data"]
assert list(options["transfer"]) == []

# --- message-source: accept
from background_fetch import MessageEventSource, ServiceWorker


def state_of(source: MessageEventSource) -> str:
    return source.state if isinstance(source, ServiceWorker) else ""


assert callable(state_of)

# --- worker-names: accept
from background_fetch import CacheQueryOptions, MultiCacheQueryOptions, RegistrationOptions, WorkerType

type_: WorkerType = "module"
options: RegistrationOptions = {"scope": "/", "type": type_, "updateViaCache": "none"}
query: CacheQueryOptions = {"ignoreSearch": True}
several: MultiCacheQueryOptions = {"ignoreSearch": True, "cacheName": "v1"}
assert options["type"] == "module"
assert query["ignoreSearch"] == several["ignoreSearch"]

# --- client-names: accept
from background_fetch import ClientQueryOptions, ClientType, DocumentVisibilityState, FrameType

type_: ClientType = "window"
options: ClientQueryOptions = {"type": type_, "includeUncontrolled": True}
frame: FrameType = "top-level"
visible: DocumentVisibilityState = "visible"
assert (options["type"], frame, visible) == ("window", "top-level", "visible")

# --- storage-names: accept
from background_fetch import NavigationPreloadState, PermissionDescriptor, PermissionState, StorageEstimate

estimate: StorageEstimate = {"usage": 5, "quota": 10}
state: PermissionState = "granted"
descriptor: PermissionDescriptor = {"name": "background-fetch"}
preload: NavigationPreloadState = {"enabled": True, "headerValue": "true"}
assert estimate["usage"] < estimate["quota"]
assert (state, descriptor["name"], preload["enabled"]) == ("granted", "background-fetch", True)

# --- estimate-attribute: refuse
from background_fetch import StorageEstimate

estimate: StorageEstimate = {"usage": 5}
estimate.usage  # wrong

# --- event-inits: accept
from background_fetch import CustomEventInit, EventInit, ExtendableEventInit, FetchEventInit, ProgressEventInit

init: EventInit = {"bubbles": True}
custom: CustomEventInit = {"detail": 5, "bubbles": True}
extendable: ExtendableEventInit = {"cancelable": True}
progress: ProgressEventInit = {"loaded": 5, "total": 10.5}
fetch: type[FetchEventInit] = FetchEventInit
assert (init["bubbles"], custom["detail"], extendable["cancelable"], progress["total"]) == (True, 5, True, 10.5)
assert "request" in fetch.__annotations__

# --- fetch-event: accept
from background_fetch import FetchEvent, Request

event = FetchEvent("fetch", request=Request("https://site.example/"), clientId="c")
assert (event.request.url, event.clientId, event.resultingClientId) == ("https://site.example/", "c", "")

# --- fetch-event-without-request: refuse
from background_fetch import FetchEvent

FetchEvent("fetch", {})  # wrong

# --- fetch-event-of-an-address: refuse
from background_fetch import FetchEvent

FetchEvent("fetch", request="https://site.example/")  # wrong

# --- callbacks: accept
from background_fetch import Event, EventHandler, EventHandlerNonNull, EventListener, Function, VoidFunction


def handle(event: Event) -> object:
    return event.type


handler: EventHandler = handle
given: EventHandlerNonNull = handle
listener: EventListener = handle
nothing: VoidFunction = lambda: None
anything: Function = lambda *arguments: len(arguments)
assert given(Event("x")) == "x"
assert anything(1, 2) == 2
assert handler is listener
assert callable(nothing)

# --- handlers-of-errors: accept
from background_fetch import OnErrorEventHandler, OnErrorEventHandlerNonNull, TimerHandler


def failed(event: object, *rest: object) -> object:
    return None


handler: OnErrorEventHandlerNonNull = failed
nullable: OnErrorEventHandler = None
timer: TimerHandler = lambda: None
assert handler("message") is None
assert nullable is None
assert callable(timer)

# --- listener-options: accept
from background_fetch import AddEventListenerOptions, EventListenerOptions

options: EventListenerOptions = {"capture": True}
more: AddEventListenerOptions = {"capture": True, "once": True, "passive": False}
assert options["capture"] == more["capture"]

# --- error-options: accept
from background_fetch import DOMHighResTimeStamp, QuotaExceededError, QuotaExceededErrorOptions

options: QuotaExceededErrorOptions = {"quota": 5, "requested": 7.5}
error = QuotaExceededError("full", options)
quota: DOMHighResTimeStamp | None = error.quota
assert quota == 5

# --- classes-of-the-same-line: accept
from background_fetch import Blob, Client, Event, EventTarget, FetchEvent, File, MessagePort, WindowClient

assert issubclass(File, Blob)
assert issubclass(WindowClient, Client)
assert issubclass(FetchEvent, Event)
assert issubclass(MessagePort, EventTarget)

# --- subclass-in-the-place-of-its-base: accept
from background_fetch import Event, ExtendableEvent


def type_of(event: Event) -> str:
    return event.type


assert type_of(ExtendableEvent("x")) == "x"

# --- base-in-the-place-of-a-subclass: refuse
from background_fetch import Event, ExtendableEvent


def wait(event: ExtendableEvent) -> None:
    event.waitUntil


wait(Event("x"))  # wrong

# --- trusted-script-is-not-made: refuse
from background_fetch import TrustedScript

TrustedScript()  # wrong

# --- trusted-url-is-not-made: refuse
from background_fetch import TrustedScriptURL

TrustedScriptURL()  # wrong

# --- image-source: refuse
from background_fetch import ImageBitmapSource

source: ImageBitmapSource = "/image.png"  # wrong
assert not isinstance(source, str)

# --- name-of-nothing: refuse
from background_fetch import BackgroundFetch  # wrong

# --- global-is-no-name-of-the-package: refuse
from background_fetch import clients  # wrong

# --- message: accept
from background_fetch import MessageChannel, MessageEvent

channel = MessageChannel()
event = MessageEvent("message", data=5, ports=[channel.port1])
assert event.data == 5
assert event.ports == (channel.port1,)
assert event.source is None
