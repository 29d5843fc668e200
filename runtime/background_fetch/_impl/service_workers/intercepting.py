"""Requests of pages that their service worker may answer. Source: Service Workers, "Handle Fetch"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import fetch as platform
from background_fetch._impl import fetch_events
from background_fetch._impl.network import script_fetch

from .registering import soft_update
from .worker import report_start

if TYPE_CHECKING:
    from background_fetch._generated.fetch import Request, RequestInit, Response
    from background_fetch._impl.realms import Realm

    from .worker import Worker


async def fetch_by(worker: Worker, input_: Request | str, init: RequestInit, realm: Realm) -> Response:
    """Fetch something for a page by the worker that controls it.

    Raises:
        TypeError: The worker has failed to answer, or answers with what the page may not get.
        Exception: What `fetch()` raises, where the worker leaves it to the network.
    """
    with realm.entered():
        request = platform.Request(input_, init)
    # An aborted request does not reach the worker.
    response = None if request.signal.aborted else await _answered(worker, request, realm)
    if response is None:
        return await script_fetch.fetch(request, {}, realm)
    # Fetch, "HTTP fetch": what a worker may not answer with.
    if (
        response.type == "error"
        or (response.type == "opaque" and request.mode != "no-cors")
        or (response.type == "opaqueredirect" and request.redirect != "manual")
        or (response.redirected and request.redirect != "follow")
    ):
        raise TypeError(f"fetch: the service worker {worker.script.url} has no usable response for {request.url}")
    return response


async def _answered(worker: Worker, request: Request, realm: Realm) -> Response | None:
    """Return the worker's answer; None where the request is for the network."""
    registration = worker.registration
    # A subresource has a stale registration updated.
    if registration.is_stale:
        soft_update(registration)
    # The event is skipped, or waits until the worker is activated.
    if worker.should_skip("fetch"):
        return None
    await worker.until("activated", "redundant")
    target = worker.run()
    if target is None:
        report_start(worker)
        return None
    if not any(each.type == "fetch" for each in target.scope_state.event_listener_list):
        return None
    with target.entered():
        event = fetch_events.make(request.clone(), realm.id)
    return await fetch_events.answer(event, worker)
