"""What worker code sees: `js` and `pyodide.ffi` on CPython, as Pyodide has them.

The code of each test runs as a worker. What it asserts holds in Pyodide 314 as well, word for word; `STRICTER` are the
places where Pyodide lets a mistake pass.
"""

from __future__ import annotations

import asyncio
import sys

import pytest

HEAD = """
import asyncio
import js
from js import (
    BackgroundFetchEvent, BackgroundFetchRegistration, CustomEvent, DOMException, Event, EventTarget, Promise,
    addEventListener, clients, registration, self, setTimeout,
)
from pyodide.ffi import JsException, create_once_callable, create_proxy, jsnull, to_js

def raises(call, name):
    try:
        call()
    except JsException as error:
        assert error.name == name, error.name
    else:
        raise AssertionError("nothing was raised")

def refuses(call):
    try:
        call()
    except TypeError:
        return
    raise AssertionError("nothing was raised")
"""

SYNCHRONOUS = {
    "classes construct by new alone": """
event = Event.new("x", bubbles=True)
assert (event.type, event.bubbles) == ("x", True)
raises(lambda: Event("x"), "TypeError")
""",
    "nothing is an instance by isinstance": """
refuses(lambda: isinstance(Event.new("x"), Event))
try:
    try:
        raise ValueError
    except DOMException:
        pass
except TypeError as error:
    assert "BaseException" in str(error)
""",
    "what has get and has is looked up": """
from js import Headers, URLSearchParams
headers = Headers.new([["a", "1"]])
assert headers["A"] == "1" and headers["b"] is jsnull
assert "A" in headers and "b" not in headers
assert dict(headers) == {"a": "1"}
assert dict(URLSearchParams.new("a=1&b=2&a=3")) == {"a": "1", "b": "2"}
refuses(lambda: Event.new("x")["type"])
""",
    "constructor.name": """
assert Event.new("x").constructor.name == "Event"
assert Event.name == "Event"
""",
    "illegal constructors": """
raises(lambda: BackgroundFetchRegistration.new(), "TypeError")
raises(lambda: BackgroundFetchEvent.new("x"), "TypeError")
raises(lambda: BackgroundFetchEvent.new("x", to_js({})), "TypeError")
""",
    "null is jsnull": """
target = Event.new("x").target
assert target is jsnull and target is not None and not target
assert self.onbackgroundfetchclick is jsnull
assert registration.installing is jsnull
assert repr(jsnull) == "jsnull"
""",
    "proxies of one object are equal, not identical": """
assert self.clients == clients and self.clients is not self.clients
refuses(lambda: hash(clients))
assert self == js.self and js.globalThis == self
assert registration != clients
""",
    "errors are JsExceptions": """
error = DOMException.new("m", "AbortError")
assert (error.name, error.message, error.code) == ("AbortError", "m", 20)
assert isinstance(error, JsException)
event = Event.new("x")
target = EventTarget.new()
target.addEventListener("x", create_proxy(lambda e: raises(lambda: target.dispatchEvent(e), "InvalidStateError")))
target.dispatchEvent(event)
raises(lambda: js.atob("a"), "InvalidCharacterError")
""",
    "what a script made can't be extended": """
from js import ExtendableEvent
raises(lambda: ExtendableEvent.new("x").waitUntil(create_proxy(Promise.resolve(1))), "InvalidStateError")
""",
    "listeners have to be proxied": """
log = []
target = EventTarget.new()
listener = create_proxy(log.append)
target.addEventListener("x", listener)
target.addEventListener("x", listener)
target.dispatchEvent(Event.new("x"))
assert [event.type for event in log] == ["x"]
target.removeEventListener("x", listener)
target.dispatchEvent(Event.new("x"))
assert len(log) == 1
""",
    "once": """
log = []
target = EventTarget.new()
target.addEventListener("x", create_proxy(log.append), once=True)
target.addEventListener("x", create_proxy(log.append), {"once": True})
target.addEventListener("x", create_proxy(log.append), to_js({"once": True}, dict_converter=js.Object.fromEntries))
target.dispatchEvent(Event.new("x"))
target.dispatchEvent(Event.new("x"))
assert len(log) == 3
""",
    "attributes take functions as they are": """
def handler(event):
    return False
self.onmessage = handler
assert self.onmessage == handler
event = Event.new("message", cancelable=True)
assert self.dispatchEvent(event) is False
self.onmessage = None
assert self.onmessage is jsnull
""",
    "read-only attributes": """
raises(lambda: setattr(Event.new("x"), "type", "y"), "TypeError")
""",
    "dictionaries have attributes": """
detail = CustomEvent.new("x", {"detail": to_js({"done": True}, dict_converter=js.Object.fromEntries)}).detail
assert detail.done is True
refuses(lambda: detail["done"])
assert detail.to_py() == {"done": True}
""",
    "arrays are sequences": """
path = Event.new("x").composedPath()
assert len(path) == 0 and path.to_py() == [] and path.length == 0
items = to_js([1, [2, 3], b"bytes"])
assert items[0] == 1 and items[1].to_py() == [2, 3] and items[2].to_bytes() == b"bytes"
assert [*items[1]] == [2, 3] and 3 in items[1]
""",
    "names that are not there": """
try:
    from js import document
except ImportError:
    pass
else:
    raise AssertionError
assert not hasattr(self, "document") and not hasattr(Event, "nothing") and not hasattr(Event, "type")
""",
    "imports inside of functions": """
def inside():
    import js
    import pyodide.ffi
    from pyodide import ffi
    assert ffi is pyodide.ffi
    return js.clients
assert inside() == clients
import json
assert json.loads("[1]") == [1]
""",
    "constants": """
assert (Event.AT_TARGET, DOMException.ABORT_ERR) == (2, 20)
""",
    "dir and repr": """
assert "openWindow" in dir(clients) and "_impl" not in dir(clients)
assert repr(clients) == "[object Clients]"
""",
}

STRICTER = {
    "keywords are members, never parameters": """
raises(lambda: Event.new(type="x"), "TypeError")
""",
    "a misspelt option is an error": """
raises(lambda: Event.new("x", bubles=True), "TypeError")
""",
    "what the platform tells can not be changed": """
detail = js.Object.fromEntries([("done", True)])
for change in (lambda: setattr(detail, "done", False), lambda: setattr(self, "nothing", 1)):
    try:
        change()
    except AttributeError:
        pass
    else:
        raise AssertionError
""",
    "modules of Pyodide that a worker does not need are not there": """
try:
    import pyodide.http
except ModuleNotFoundError:
    pass
else:
    raise AssertionError
""",
}


@pytest.mark.parametrize("name", SYNCHRONOUS | STRICTER)
def test_code(name, run, worker):
    async def main():
        async with worker(HEAD + (SYNCHRONOUS | STRICTER)[name]):
            pass

    assert run(main) == []


ASYNCHRONOUS = {
    "promises are awaited, and give a miss as None": """
    assert await registration.backgroundFetch.get("unknown") is None
    assert (await registration.backgroundFetch.getIds()).to_py() == []
    assert len(await clients.matchAll()) == 0
    assert await clients.get("unknown") is None
    assert await asyncio.wait_for(registration.backgroundFetch.getIds(), 1) is not None
""",
    "rejections are JsExceptions": """
    try:
        await clients.openWindow("about:blank")
    except JsException as error:
        assert error.name == "TypeError", error.name
    try:
        await registration.backgroundFetch.fetch("id", [])
    except JsException as error:
        assert error.name == "TypeError", error.name
    else:
        raise AssertionError
""",
    "lists, tuples and generators are sequences": """
    for id, requests in enumerate((["/a"], ("/a",), (url for url in ["/a"]), to_js(["/a"]))):
        fetch = await registration.backgroundFetch.fetch(str(id), requests, title="T")
        assert fetch.id == str(id)
""",
    "reactions": """
    log = []
    ids = registration.backgroundFetch.getIds()
    assert await ids.then(lambda found: len(found)) == 0
    await ids.finally_(lambda: log.append("finally"))
    assert await clients.openWindow("/").catch(lambda error: error.name) == "InvalidAccessError"
    assert log == ["finally"]
""",
    "executors": """
    assert await Promise.new(create_once_callable(lambda resolve, reject: resolve(1))) == 1
    assert await Promise.new(lambda resolve, reject: setTimeout(create_once_callable(resolve), 1)) is None
    try:
        await Promise.reject(DOMException.new("m", "AbortError"))
    except JsException as error:
        assert error.name == "AbortError"
""",
    "a destroyed proxy is an error": """
    log = []
    proxy = create_proxy(log.append)
    target = EventTarget.new()
    target.addEventListener("x", proxy)
    proxy.destroy()
    target.dispatchEvent(Event.new("x"))
    assert log == []
    reported.append("Object has already been destroyed")
""",
    "a bare function lives for the call only": """
    log = []
    target = EventTarget.new()
    target.addEventListener("x", log.append)
    target.dispatchEvent(Event.new("x"))
    assert log == []
    reported.append("wrap it in create_proxy()")
""",
    "asynchronous listeners": """
    log = []
    async def listener(event):
        await asyncio.sleep(0)
        log.append(event.type)
    target = EventTarget.new()
    target.addEventListener("x", create_proxy(listener))
    target.dispatchEvent(Event.new("x"))
    await asyncio.sleep(0.01)
    assert log == ["x"]
""",
}


@pytest.mark.parametrize("name", ASYNCHRONOUS)
def test_asynchronous_code(name, run, worker):
    code = f"""{HEAD}
reported = []
async def main():
{ASYNCHRONOUS[name]}
    for each in reported:
        js.reportError(KeyError(each))
addEventListener("activate", create_proxy(lambda event: event.waitUntil(create_proxy(asyncio.ensure_future(main())))))
"""

    async def main():
        async with worker(code):
            pass

    errors = run(main)
    if errors:
        (error, expected) = errors
        assert expected[len("KeyError('") : -len("')")] in error


WAITING = """
import asyncio
from js import Promise, addEventListener, clients
from pyodide.ffi import create_once_callable, create_proxy

async def work():
    await asyncio.sleep(0.01)
    await clients.openWindow("/opened")

addEventListener("backgroundfetchclick", create_proxy(lambda event: event.waitUntil(WAY)))
"""


@pytest.mark.parametrize(
    ("way", "opened", "error"),
    [
        ("create_proxy(asyncio.ensure_future(work()))", 1, ""),
        ("create_proxy(work())", 1, ""),
        ("asyncio.ensure_future(work())", 0, "wrap it in create_proxy()"),
        ("create_proxy(clients.openWindow('/opened'))", 1, ""),
        ("clients.openWindow('/opened')", 1, "wrap it in create_proxy()"),
        (
            "Promise.new(create_once_callable(lambda done, _: asyncio.ensure_future(work()).add_done_callback(done)))",
            1,
            "",
        ),
    ],
)
def test_only_a_proxied_future_extends(way, opened, error, run, worker):
    async def main():
        async with worker(WAITING.replace("WAY", way)) as (agent, active):
            await active.click(active.simulate("x"))
            assert len(agent.pages) == opened
            await asyncio.sleep(0.02)

    errors = run(main)
    assert [error in each for each in errors[:1]] == ([True] if error else [])


def test_modules_beside_the_worker_have_the_same_imports(run, worker, tmp_path):
    (tmp_path / "helper.py").write_text(
        "from js import clients\nseen = []\ndef look():\n    import js\n    return js.self\n"
    )

    async def main():
        code = "import helper\nfrom helper import seen\nfrom js import clients, self\n"
        code += "assert helper.clients == clients and helper.look() == self\nassert seen == []\nseen.append(1)\n"
        async with worker(code) as (agent, _):
            await agent.register(tmp_path / "worker.py", scope="https://other.example/")

    assert run(main) == []


def test_nobody_elses_imports_change(run, worker):
    async def main():
        async with worker("import js"):
            with pytest.raises(ImportError):
                import js  # noqa: F401, PLC0415 -- what is tested
            assert "js" not in sys.modules

    assert run(main) == []


def test_errors_have_the_workers_lines(run, worker):
    async def main():
        with pytest.raises(KeyError) as caught:
            async with worker("\n\nraise KeyError('line 3')"):
                pass
        frame = caught.traceback[-1]
        assert (frame.path.name, frame.lineno + 1) == ("worker.py", 3)

    assert run(main) == []
