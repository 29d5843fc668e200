"""Errors that nobody catches, by the names of web-platform-tests: `service-worker-error-event`, `*-script-error`."""

from __future__ import annotations

import pytest

THROWS = """
def throw(event):
    raise KeyError("thrown")
on("message", throw)
"""
DIVISION = "ZeroDivisionError('integer division or modulo by zero')"


def test_error_events_inside_a_service_worker(run, site):
    code = f"""{THROWS}
def listen(event):
    note(event.constructor.name, event.type, event.cancelable, event.target == js.self)
    event.preventDefault()
on("error", listen)
"""

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            registration.active.postMessage("throw")
            await example.agent.idle()
            assert example.noted == ["Event error True True"]

    assert run(main) == []


@pytest.mark.parametrize(("returned", "reported"), [("True", []), ("None", ["KeyError('thrown')"])])
def test_onerror_gets_the_parts(returned, reported, run, site):
    code = f"""{THROWS}
def handle(message, filename, line, column, error):
    note(message, filename == __file__, line, column, type(error).__name__)
    return {returned}
js.onerror = create_proxy(handle)
"""

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            registration.active.postMessage("throw")
            await example.agent.idle()
            assert example.noted == ["Uncaught KeyError: 'thrown' True 6 0 KeyError"]

    assert run(main) == reported


def test_errors_of_error_listeners_go_no_further(run, site):
    code = f"{THROWS}\non('error', lambda event: 1 // 0)"

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            registration.active.postMessage("throw")
            await example.agent.idle()

    assert run(main) == [DIVISION, "KeyError('thrown')"]


@pytest.mark.parametrize("cancels", [True, False])
def test_oninstall_script_error(cancels, run, site):
    code = "on('install', lambda event: 1 // 0)\n"
    code += f"js.onerror = create_proxy(lambda *parts: {cancels})"

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            assert registration.active.state == "activated"

    assert run(main) == ([] if cancels else [DIVISION])


def test_rejections_are_no_errors(run, site):
    code = "async def fail(): 1 // 0\non('message', lambda event: extend(event, fail()))\n"
    code += "js.onerror = create_proxy(lambda *parts: note('error'))"

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            registration.active.postMessage("fail")
            await example.agent.idle()
            assert example.noted == []

    assert run(main) == [DIVISION]


def test_errors_of_timers_and_microtasks(run, site):
    code = """
def later(event):
    js.queueMicrotask(create_proxy(lambda: 1 // 0))
    js.setTimeout(create_proxy(lambda: 1 // 0), 0)
    js.reportError(KeyError("reported"))
    event.waitUntil(js.Promise.new(create_proxy(lambda resolve, reject: js.setTimeout(create_proxy(resolve), 10))))
on("message", later)
def handle(message, *parts):
    note(message)
    return True
js.onerror = create_proxy(handle)
"""

    async def main():
        async with site() as example:
            registration = await example.register(await example.open(), "worker.py", code)
            registration.active.postMessage("")
            await example.agent.idle()
            division = "Uncaught ZeroDivisionError: integer division or modulo by zero"
            assert example.noted == ["Uncaught KeyError: 'reported'", division, division]

    assert run(main) == []


def test_errors_of_pages(run, site):
    errors = []

    async def main():
        async with site() as example:
            page = await example.open()

            def listen(event):
                errors.append(event.type)
                event.preventDefault()

            page.window.addEventListener("error", listen)
            page.window.reportError(KeyError("reported"))
            page.window.setTimeout(lambda: 1 // 0, 0)
            registration = await page.navigator.serviceWorker.register(example.write("worker.py"))
            registration.onupdatefound = lambda _: 1 // 0
            await example.agent.idle()
            assert errors == ["error", "error", "error"]

    assert run(main) == []
