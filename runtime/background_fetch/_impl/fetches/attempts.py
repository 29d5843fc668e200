"""One attempt at a record's request. Source: Background Fetch, "complete a record", steps 3 to 5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.network.controllers import Controller
from background_fetch._impl.network.fetching import fetch as fetch_request
from background_fetch._impl.network.integrity import Check, check_of
from background_fetch._impl.reports import report_exception
from background_fetch._impl.storage.store import PutRecord
from background_fetch._impl.stored_requests import request_record

from .delivery import Delivery, disk_failure
from .ranges import PARTIAL, Held, ResumePoint, is_whole, resume_point
from .record_events import End, Failure, State, Whole
from .rows import stored_record

if TYPE_CHECKING:
    from background_fetch._impl.network.fetching import Outcome
    from background_fetch._impl.network.preflights import PreflightCache
    from background_fetch._impl.services import Services
    from background_fetch._impl.storage.store import StoredBody

    from .delivery import News
    from .performance import Run
    from .record_events import Input, Send

_HASHED = 1024 * 1024
"""Bytes that are read and hashed at a time."""
_MISMATCH = Failure("fetch-error", reason="the body does not match the request's integrity metadata")


async def attempt(run: Run, send: Send, services: Services, news: News, preflights: PreflightCache) -> Input:
    """Send the request of a record; return how that has ended, but for what `Run.delivery` has still to tell.

    Args:
        run: The record.
        send: How to send it.
        services: The user agent's.
        news: What tells the event loop of progress.
        preflights: What servers have allowed before.
    """
    try:
        body = run.record.data.body or await _place(run, services)
        # Step 4.
        held = Held(run.record.data.response, body.size)
        point = ResumePoint(0, "") if send.from_start else resume_point(held)
        whole = not send.from_start and is_whole(run.record.request.method, held)
        if run.record.request.integrity:
            await _check(run, body, body.size if whole else point.start)
    except OSError as error:
        return disk_failure(error)
    if whole:
        return _whole(run)
    # Where there is something already, another response may come.
    spare = body if held.response is None and not held.stored else services.store.new_body()
    delivery = Delivery(run, body, spare, point, news, services.settings, patient=send.patient)
    run.delivery, run.controller = delivery, Controller()
    if run.performance.stage.closing or run.completion.state not in {State.REQUESTING, State.RECEIVING}:
        # Stopped before it has begun.
        run.controller.terminate()
    try:
        outcome = await _send(run, delivery, run.controller, point, services, preflights)
    except Exception as error:  # noqa: BLE001 -- of whatever kind, it must not take the other records along
        report_exception(error, f"the request {run.record.request.url}")
        return Failure("fetch-error", reason=repr(error))
    finally:
        unused = body if delivery.data.body is spare else spare
        if unused is not delivery.data.body:
            unused.discard()
    run.check_size = delivery.data.size
    return _ending(run, delivery, run.controller, outcome)


async def _send(  # noqa: PLR0913, PLR0917 -- what an attempt is made of
    run: Run,
    delivery: Delivery,
    controller: Controller,
    point: ResumePoint,
    services: Services,
    preflights: PreflightCache,
) -> Outcome:
    # Step 3.
    request = request_record(run.record.request)
    request.keepalive = True
    # Step 5.
    return await fetch_request(
        request,
        run.record.request_body,
        run.fetch.client,
        services.transport,
        delivery,
        controller,
        range_start=point.start,
        if_range=point.if_range,
        check=run.check,
        preflights=preflights,
    )


async def _place(run: Run, services: Services) -> StoredBody:
    """Return where the body goes; a request that must not be sent twice is noted before it is sent."""
    run.record.data.body = body = services.store.new_body()
    if not run.completion.is_get:
        await services.store.commit([PutRecord(stored_record(run.fetch, run.record))])
    return body


async def _check(run: Run, body: StoredBody, start: int) -> None:
    """Bring the hash of what is there up to where the request goes on."""
    integrity = run.record.request.integrity
    if start == 0:
        run.check = check_of(integrity)
    elif run.check is None or run.check_size != start:
        from asyncio import to_thread  # noqa: PLC0415 -- only few requests have integrity metadata

        run.check = check_of(integrity)
        if run.check is not None:
            await to_thread(_hash, run.check, body, start)


def _hash(check: Check, body: StoredBody, size: int) -> None:
    for start in range(0, size, _HASHED):
        check.update(body.read(start, min(_HASHED, size - start)))


def _whole(run: Run) -> Input:
    """Return the end of what is there as a whole without being asked for."""
    response = run.record.data.response
    if run.check is not None and not run.check.matches():
        return _MISMATCH
    return Whole(ok=response is None or 200 <= response.status <= 299)  # noqa: PLR2004 -- "ok status"


def _ending(run: Run, delivery: Delivery, controller: Controller, outcome: Outcome) -> Input:
    if delivery.stopped is not None:
        if isinstance(delivery.stopped, Failure) and delivery.stopped.temporary:
            return delivery.stopped._replace(retry_after=outcome.retry_after)
        return _whole(run) if isinstance(delivery.stopped, Whole) else delivery.stopped
    error = outcome.error
    if error is None:
        return End() if _is_intact(run, delivery) else _MISMATCH
    if controller.state != "ongoing":
        return Failure("aborted")
    # Process response, steps 1 and 7.
    return Failure(
        "aborted" if error.aborted else "fetch-error",
        temporary=error.temporary,
        unreached=error.unreached,
        reason=error.reason,
    )


def _is_intact(run: Run, delivery: Delivery) -> bool:
    """Tell whether a body that is complete is what the integrity metadata say. Source: Fetch, "main fetch", 23."""
    if run.check is None:
        return True
    head = delivery.last_head
    if head is not None and head.status == PARTIAL and head.complete not in {None, delivery.data.size}:
        return True
    return run.check.matches()
