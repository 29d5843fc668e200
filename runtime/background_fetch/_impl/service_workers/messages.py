"""Messages to workers. Source: Service Workers, "ServiceWorker.postMessage(message, options)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.cloning import clone_with_transfer, transfer_list
from background_fetch._impl.messages import make_worker_message
from background_fetch._impl.realms import current

from .objects import worker_object
from .worker import report_start
from .worker_realm import WorkerRealm

if TYPE_CHECKING:
    from background_fetch._generated.html import MessagePort, StructuredSerializeOptions
    from background_fetch._generated.service_workers import Client, ServiceWorker
    from background_fetch._impl.realms import Realm

    from .worker import Worker


def post_to_worker(
    worker: Worker, message: object, transfer_or_options: list[object] | StructuredSerializeOptions, realm: Realm
) -> None:
    """Post a message to a worker, which is started for it.

    Args:
        worker: The worker.
        message: What is sent: a copy of it.
        transfer_or_options: What is handed over with it.
        realm: The realm of the object that was called. It counts as the sender where no realm's code runs.

    Raises:
        DOMException: DataCloneError: a part of the message can't be copied.
    """
    # Steps 2 and 3.
    sender = current() or realm
    # Step 4.
    data, ports = clone_with_transfer(message, transfer_list(transfer_or_options))
    # Step 5.
    if worker.should_skip("message"):
        return
    # Step 6.
    realm.services.run(deliver(worker, data, ports, sender))


async def deliver(worker: Worker, data: object, ports: tuple[MessagePort, ...], sender: Realm | None) -> None:
    """Fire `message` at a worker; return when the event is over."""
    # Step 6.1.
    target = worker.run()
    if target is None:
        report_start(worker)
        return
    # Steps 6.2.1 to 6.2.5.
    origin = target.origin if sender is None else sender.origin
    event = make_worker_message(data, ports, origin)
    event.source = None if sender is None else _source(sender, target)
    # Steps 6.2.6 and 6.2.7.
    await worker.fire(event)


def _source(sender: Realm, target: WorkerRealm) -> Client | ServiceWorker | None:
    """Return the sender as the worker sees it."""
    if isinstance(sender, WorkerRealm):
        return worker_object(sender.worker, target)
    return target.clients.of_realm(sender)
