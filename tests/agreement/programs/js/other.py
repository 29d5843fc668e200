"""Aborting, errors, messages, time, patterns, images: the rest of the 154 definitions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

# --- abort: accept
from js import AbortController

controller = AbortController.new()
assert not controller.signal.aborted
controller.abort("enough")
assert controller.signal.aborted
assert controller.signal.reason == "enough"

# --- abort-set-reason: refuse
from js import AbortController

controller = AbortController.new()
controller.signal.reason = "enough"  # wrong
assert controller.signal.reason == "enough"

# --- abort-call-class: refuse
from js import AbortController

AbortController()  # wrong

# --- abort-new-signal: refuse
from js import AbortSignal

AbortSignal.new()  # wrong

# --- abort-static: accept
from js import AbortSignal

assert AbortSignal.abort().aborted
assert not AbortSignal.timeout(1000).aborted

# --- abort-any: accept
from js import AbortSignal
from pyodide.ffi import to_js

# Node's own wants an array where Web IDL takes what can be iterated over.
assert AbortSignal.any(to_js([AbortSignal.abort()])).aborted

# --- abort-timeout-of-text: refuse
from js import AbortSignal

AbortSignal.timeout("soon")  # wrong

# --- abort-any-of-one: refuse
from js import AbortSignal

AbortSignal.any(AbortSignal.abort())  # wrong

# --- abort-throws: accept
from js import AbortSignal
from pyodide.ffi import JsException

try:
    AbortSignal.abort().throwIfAborted()
except JsException as error:
    assert error.name == "AbortError"
else:
    raise AssertionError

# --- abort-caught-as-class: refuse
from js import AbortSignal, DOMException

try:
    AbortSignal.abort().throwIfAborted()
except DOMException:  # wrong
    pass

# --- abort-handler: accept
from js import AbortController, Event

seen: list[str] = []


def aborted(event: Event) -> None:
    seen.append(event.type)


controller = AbortController.new()
controller.signal.onabort = aborted
controller.abort()
assert seen == ["abort"]

# --- error-raised: accept
from js import DOMException
from pyodide.ffi import JsException

try:
    raise DOMException.new("gone", "AbortError")
except JsException as error:
    assert (error.name, error.message) == ("AbortError", "gone")

# --- error-members: accept
from js import DOMException

error = DOMException.new("gone", "AbortError")
assert error.code == DOMException.ABORT_ERR == 20

# --- error-called: refuse
from js import DOMException

raise DOMException("gone", "AbortError")  # wrong

# --- error-of-number: refuse
from js import DOMException

assert DOMException.new(5).message == 5  # wrong

# --- error-set: refuse
from js import DOMException

error = DOMException.new("gone", "AbortError")
error.code = 5  # wrong
assert error.code == 5

# --- quota: accept
from js import QuotaExceededError

if TYPE_CHECKING:
    from js.typing import QuotaExceededErrorOptions

options: QuotaExceededErrorOptions = {"quota": 5, "requested": 7.5}
error = QuotaExceededError.new("full", options)
assert (error.quota, error.requested, error.message) == (5, 7.5, "full")

# --- quota-unknown: accept
from js import QuotaExceededError

assert not QuotaExceededError.new("full").quota

# --- quota-unknown-is-none: refuse
from js import QuotaExceededError

nothing = QuotaExceededError.new("full").quota is None  # wrong
assert nothing

# --- quota-of-text: refuse
from js import QuotaExceededError

QuotaExceededError.new("full", quota="big")  # wrong

# --- channel: accept
from js import MessageChannel, MessageEvent

seen: list[object] = []


def received(event: MessageEvent) -> None:
    seen.append(event.data)


async def main() -> None:
    channel = MessageChannel.new()
    channel.port1.onmessage = received  # MessageEventTarget
    channel.port2.postMessage("hi")
    for _ in range(20):
        if not seen:
            await asyncio.sleep(0.01)
    channel.port1.close()
    assert seen == ["hi"]


# --- channel-handler-of-another-event: refuse
from js import ExtendableEvent, MessageChannel
from pyodide.ffi import create_proxy

seen: list[object] = []


def received(event: ExtendableEvent) -> None:
    create_proxy(event.waitUntil)
    seen.append("extended")


async def main() -> None:
    channel = MessageChannel.new()
    channel.port1.onmessage = received  # wrong
    channel.port2.postMessage("hi")
    await asyncio.sleep(0.05)
    channel.port1.close()
    assert seen


# --- channel-nothing-posted: refuse
from js import MessageChannel

channel = MessageChannel.new()
channel.port1.close()
channel.port1.postMessage()  # wrong

# --- channel-transfer: accept
from js import MessageChannel

first = MessageChannel.new()
second = MessageChannel.new()
first.port1.postMessage("hi", [second.port1])
first.port1.close()
second.port2.close()

# --- channel-new-port: refuse
from js import MessagePort

MessagePort.new()  # wrong

# --- performance: accept
from js import performance

# DOMHighResTimeStamp
assert performance.now() >= 0
assert performance.timeOrigin > 0.0

# --- performance-of-number: refuse
from js import performance

assert performance.now().total_seconds() >= 0  # wrong

# --- performance-set: refuse
from js import performance

performance.timeOrigin = 0  # wrong
assert performance.timeOrigin == 0

# --- pattern: accept
from js import URLPattern

if TYPE_CHECKING:
    from js.typing import URLPatternCompatible, URLPatternInit, URLPatternInput, URLPatternOptions

init: URLPatternInit = {"pathname": "/books/:id"}
options: URLPatternOptions = {"ignoreCase": True}
given: URLPatternInput = init
pattern = URLPattern.new(given, options)
compatible: URLPatternCompatible = pattern
assert pattern.pathname == "/books/:id"
assert pattern.test("https://site.example/books/5")
assert not pattern.hasRegExpGroups

# --- pattern-result: accept
from js import URLPattern

if TYPE_CHECKING:
    from js.typing import URLPatternComponentResult, URLPatternResult

result = URLPattern.new({"pathname": "/books/:id"}).exec("https://site.example/books/5")
assert result
found: URLPatternResult = result
path: URLPatternComponentResult = found.pathname
assert path.input == "/books/5"

# --- pattern-result-subscript: refuse
from js import URLPattern

result = URLPattern.new({"pathname": "/books/:id"}).exec("https://site.example/books/5")
assert result
assert result["pathname"]  # wrong

# --- pattern-miss: accept
from js import URLPattern

assert not URLPattern.new({"pathname": "/books/:id"}).exec("https://site.example/")

# --- pattern-of-keywords: accept
from js import URLPattern

assert URLPattern.new(pathname="/books/:id").test("https://site.example/books/5")

# --- pattern-miss-is-none: refuse
from js import URLPattern

nothing = URLPattern.new({"pathname": "/books/:id"}).exec("https://site.example/") is None  # wrong
assert nothing

# --- pattern-miss-unchecked: refuse
from js import URLPattern

assert URLPattern.new({"pathname": "/books/:id"}).exec("https://site.example/").pathname  # wrong

# --- pattern-called: refuse
from js import URLPattern

URLPattern("https://site.example/*")  # wrong

# --- bitmap: accept
from js import Blob, createImageBitmap

if TYPE_CHECKING:
    from js.typing import ColorSpaceConversion, ImageBitmapOptions, ImageOrientation, PremultiplyAlpha, ResizeQuality


async def main() -> None:
    orientation: ImageOrientation = "flipY"
    alpha: PremultiplyAlpha = "none"
    space: ColorSpaceConversion = "none"
    quality: ResizeQuality = "high"
    options: ImageBitmapOptions = {"imageOrientation": orientation, "premultiplyAlpha": alpha}
    options["colorSpaceConversion"] = space
    options["resizeQuality"] = quality
    bitmap = await createImageBitmap(Blob.new(["png"]), options)
    assert bitmap.width * bitmap.height == 12
    bitmap.close()
    assert bitmap.width == 0


# --- bitmap-source: accept
from js import Blob, createImageBitmap

if TYPE_CHECKING:
    from js.typing import ImageBitmapSource


async def main() -> None:
    source: ImageBitmapSource = Blob.new(["png"])
    assert (await createImageBitmap(source)).width == 4


# --- bitmap-of-text: refuse
from js import createImageBitmap


async def main() -> None:
    await createImageBitmap("/image.png")  # wrong


# --- bitmap-of-unknown-orientation: refuse
from js import Blob, createImageBitmap


async def main() -> None:
    await createImageBitmap(Blob.new(["png"]), imageOrientation="upside-down")  # wrong


# --- bitmap-of-unknown-quality: refuse
from js import Blob, createImageBitmap


async def main() -> None:
    await createImageBitmap(Blob.new(["png"]), resizeQuality="best")  # wrong


# --- bitmap-new: refuse
from js import ImageBitmap

ImageBitmap.new()  # wrong

# --- timeout-with-proxy: accept
from js import setTimeout
from pyodide.ffi import create_once_callable

seen: list[str] = []


def later() -> None:
    seen.append("later")


async def main() -> None:
    # TimerHandler
    setTimeout(create_once_callable(later), 1)
    await asyncio.sleep(0.05)
    assert seen == ["later"]


# --- timeout-with-bare-function: refuse
from js import setTimeout

seen: list[str] = []


def later() -> None:
    seen.append("later")


async def main() -> None:
    setTimeout(later, 1)  # wrong
    await asyncio.sleep(0.05)
    assert seen == ["later"]


# --- timeout-without-handler: refuse
from js import setTimeout

setTimeout()  # wrong

# --- microtask: accept
from js import queueMicrotask
from pyodide.ffi import create_once_callable

seen: list[str] = []


def later() -> None:
    seen.append("later")


async def main() -> None:
    # VoidFunction
    queueMicrotask(create_once_callable(later))
    await asyncio.sleep(0.01)
    assert seen == ["later"]


# --- microtask-of-text: refuse
from js import queueMicrotask

queueMicrotask("later()")  # wrong

# --- base64: accept
from js import atob, btoa

# Of WindowOrWorkerGlobalScope.
assert btoa("hi") == "aGk="
assert atob("aGk=") == "hi"

# --- base64-of-bytes: refuse
from js import btoa

assert btoa(b"hi") == "aGk="  # wrong

# --- clone: accept
from js import structuredClone

assert structuredClone(5) == 5

# --- trusted-script-new: refuse
from js import TrustedScript

TrustedScript.new()  # wrong

# --- trusted-url-new: refuse
from js import TrustedScriptURL

TrustedScriptURL.new()  # wrong

# --- view-of-a-buffer: accept
from js import Response
from pyodide.ffi import to_js

if TYPE_CHECKING:
    from js.typing import ArrayBufferView, BufferSource


async def main() -> None:
    view: ArrayBufferView = to_js(b"hi")
    source: BufferSource = view
    assert await Response.new(source).text() == "hi"


# --- callbacks: accept
from js import Event

if TYPE_CHECKING:
    from js.typing import EventHandler, EventHandlerNonNull, EventListener, Function, OnErrorEventHandler, VoidFunction


def handle(event: Event) -> object:
    return event.type


handler: EventHandler = handle
given: EventHandlerNonNull = handle
failing: OnErrorEventHandler = None
nothing: VoidFunction = lambda: None
anything: Function = lambda *arguments: len(arguments)
assert given(Event.new("x")) == "x"
assert nothing() is None
assert anything(1, 2) == 2

# --- reports: accept
import js

if TYPE_CHECKING:
    from js.typing import OnErrorEventHandlerNonNull

seen: list[object] = []


def failed(event: object, *rest: object) -> object:
    seen.append(event)
    return None


handler: OnErrorEventHandlerNonNull = failed
js.onerror = handler
assert js.onerror
