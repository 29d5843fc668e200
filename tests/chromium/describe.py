"""Values and errors of the runtime in the words of the recording."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Mapping
from typing import Any

from background_fetch import (
    BackgroundFetchRecord,
    BackgroundFetchRegistration,
    DOMException,
    Event,
    QuotaExceededError,
    Request,
    Response,
)

REGISTRATION = (
    "id",
    "uploadTotal",
    "uploaded",
    "downloadTotal",
    "downloaded",
    "result",
    "failureReason",
    "recordsAvailable",
)
REQUEST = (
    "url",
    "method",
    "mode",
    "credentials",
    "cache",
    "redirect",
    "referrer",
    "referrerPolicy",
    "destination",
    "integrity",
    "keepalive",
    "duplex",
    "bodyUsed",
)
RESPONSE = ("url", "status", "statusText", "ok", "type", "redirected", "bodyUsed")
EVENT = ("type", "bubbles", "cancelable", "composed", "defaultPrevented", "eventPhase", "isTrusted", "returnValue")
ERRORS = {"ValueError": "RangeError", "OverflowError": "RangeError", "AttributeError": "TypeError"}
"""What Python calls errors → what JavaScript does."""


def error_info(error: BaseException) -> dict[str, Any]:
    """Return an error by its name; messages are each engine's own."""
    if isinstance(error, DOMException):
        found: dict[str, Any] = {"name": error.name, "code": error.code}
        if isinstance(error, QuotaExceededError):
            found |= {"quota": error.quota, "requested": error.requested}
        return found
    name = type(error).__name__
    return {"name": ERRORS.get(name, name)}


def snap(registration: BackgroundFetchRegistration) -> dict[str, Any]:
    """Return the attributes of a registration."""
    return {name: getattr(registration, name) for name in REGISTRATION}


def request_info(request: Request) -> dict[str, Any]:
    """Return the attributes of a request."""
    more = {
        "hasBody": request.body is not None,
        "signalAborted": request.signal.aborted,
        "headers": [list(pair) for pair in request.headers],
    }
    return {name: getattr(request, name) for name in REQUEST} | more


def response_info(response: Response) -> dict[str, Any]:
    """Return the attributes of a response."""
    headers = [list(pair) for pair in response.headers if pair[0] != "date"]
    return {name: getattr(response, name) for name in RESPONSE} | {"headers": headers}


def event_info(event: Event) -> dict[str, Any]:
    """Return the attributes of an event."""
    found: dict[str, Any] = {name: getattr(event, name) for name in EVENT}
    found |= {"ctor": type(event).__name__, "tag": type(event).__name__}
    for name in ("target", "currentTarget"):
        value = getattr(event, name)
        found[name] = None if value is None else type(value).__name__
    if hasattr(event, "registration"):
        found["registration"] = snap(event.registration)
    return found


def value(found: object) -> Any:
    """Return a value as the recording has it."""
    match found:
        case BaseException():
            return {"error": error_info(found)}
        case BackgroundFetchRegistration():
            return {"BackgroundFetchRegistration": snap(found)}
        case BackgroundFetchRecord():
            return {"BackgroundFetchRecord": {"request": request_info(found.request), "responseReady": "Promise"}}
        case Request():
            return {"Request": request_info(found)}
        case Response():
            return {"Response": response_info(found)}
        case Event():
            return {"event": event_info(found)}
        case Mapping():
            return {key: value(item) for key, item in found.items()}
        case list() | tuple():
            return [value(item) for item in found]
        case None | bool() | str() | int() | float():
            return found
        case _ if callable(found):
            return {"function": found.__name__}
        case _:
            return {"object": type(found).__name__}


async def probe(function: Callable[[], Any], limit: float = 4) -> dict[str, Any]:
    """Call a function, and tell how it ended: raised, rejected, fulfilled, a plain result, or pending."""
    try:
        found = function()
    except Exception as error:  # noqa: BLE001 -- errors are what is asked for
        return {"throws": error_info(error)}
    if not inspect.isawaitable(found):
        return {"returns": value(found)}
    task = asyncio.ensure_future(_awaiting(found))
    done, _ = await asyncio.wait({task}, timeout=limit)
    if not done:
        task.cancel()
        return {"pending": True}
    error = task.exception()
    return {"rejects": error_info(error)} if error is not None else {"fulfils": value(task.result())}


async def _awaiting(found: Any) -> Any:
    return await found
