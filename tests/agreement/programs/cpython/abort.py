"""AbortController and AbortSignal."""

from __future__ import annotations

import asyncio
from background_fetch import AbortController, AbortSignal, DOMException, Event


# --- aborting-sets-the-signal: accept
async def main() -> None:
    controller = AbortController()
    controller.abort()
    assert controller.signal.aborted is True


# --- the-reason-is-what-was-given: accept
async def main() -> None:
    controller = AbortController()
    controller.abort("enough")
    assert controller.signal.reason == "enough"


# --- without-a-reason-it-is-an-aborterror: accept
async def main() -> None:
    controller = AbortController()
    controller.abort()
    assert isinstance(controller.signal.reason, DOMException)


# --- the-same-signal-each-time: accept
async def main() -> None:
    controller = AbortController()
    assert controller.signal is controller.signal


# --- a-controller-takes-nothing: refuse
async def main() -> None:
    AbortController(3)  # wrong


# --- two-reasons: refuse
async def main() -> None:
    AbortController().abort(1, 2)  # wrong


# --- a-signal-is-made-by-its-statics-only: refuse
async def main() -> None:
    AbortSignal()  # wrong


# --- nor-by-new: refuse
async def main() -> None:
    AbortSignal.new()  # wrong


# --- aborted-can-t-be-set: refuse
async def main() -> None:
    AbortController().signal.aborted = True  # wrong


# --- throwifaborted-raises-the-reason: accept
async def main() -> None:
    try:
        AbortSignal.abort().throwIfAborted()
    except DOMException as error:
        assert error.name == "AbortError"
    else:
        raise AssertionError


# --- a-signal-that-is-aborted-from-the-start: accept
async def main() -> None:
    assert AbortSignal.abort("over").reason == "over"


# --- any-of-several-signals: accept
async def main() -> None:
    assert AbortSignal.any([AbortSignal.abort()]).aborted


# --- any-of-a-tuple-of-signals: accept
async def main() -> None:
    assert not AbortSignal.any(()).aborted


# --- any-takes-a-sequence-not-one-signal: refuse
async def main() -> None:
    AbortSignal.any(AbortController().signal)  # wrong


# --- any-takes-signals: refuse
async def main() -> None:
    AbortSignal.any([3])  # wrong


# --- any-of-a-string: refuse
async def main() -> None:
    AbortSignal.any("abc")  # wrong


# --- a-time-out-in-milliseconds: accept
async def main() -> None:
    signal = AbortSignal.timeout(1)
    await asyncio.sleep(0.05)
    assert signal.aborted


# --- a-time-out-is-an-integer: refuse
async def main() -> None:
    AbortSignal.timeout("1")  # wrong


# --- a-time-out-is-no-fraction: refuse
async def main() -> None:
    AbortSignal.timeout(1.5)  # wrong


# --- the-handler-gets-the-event: accept
async def main() -> None:
    heard: list[str] = []

    def listen(event: Event) -> None:
        heard.append(event.type)

    controller = AbortController()
    controller.signal.onabort = listen
    controller.abort()
    assert heard == ["abort"]


# --- a-handler-can-be-taken-away: accept
async def main() -> None:
    controller = AbortController()
    controller.signal.onabort = None
    assert controller.signal.onabort is None


# --- a-handler-that-can-t-be-called: refuse
async def main() -> None:
    AbortController().signal.onabort = 3  # wrong


# --- a-handler-without-a-parameter: refuse
async def main() -> None:
    def listen() -> None: ...

    controller = AbortController()
    controller.signal.onabort = listen  # wrong
    failed: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: failed.append(context))
    controller.abort()
    assert not failed
