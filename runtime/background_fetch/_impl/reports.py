"""Errors that no caller can catch: those of listeners, callbacks and timers.

Source: HTML, "report an exception". The global object of the code may handle them. Else the running event loop's
exception handler gets them; without a loop they are printed as uncaught ones are.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable
from functools import partial
from typing import cast

from background_fetch._generated.support.promise import Promise


def report_exception(error: BaseException, where: str) -> None:
    """Report an error; nothing is raised.

    Args:
        error: What was raised.
        where: What raised it, in words: `listener of 'progress'`.
    """
    asyncio = sys.modules.get("asyncio")
    try:
        loop = asyncio.get_running_loop() if asyncio else None
    except RuntimeError:
        loop = None
    if loop is None:
        sys.excepthook(type(error), error, error.__traceback__)
    else:
        loop.call_exception_handler({"message": f"Error in {where}", "exception": error})


def report_thrown(error: BaseException, where: str) -> None:
    """Report an error that code has thrown, unless its global object handles it: a listener cancels `error`."""
    from .realms import current  # noqa: PLC0415 -- what only makes events has no realms

    realm = current()
    if realm is None or realm.global_scope is None or not realm.global_scope.handles(error):
        report_exception(error, where)


def run_on(result: object, where: str) -> None:
    """Let what an asynchronous callback returned run on; its error is reported as that of any callback."""
    if isinstance(result, Awaitable):
        promise: Promise[object] = Promise.of(cast("Awaitable[object]", result))
        promise.then(None, partial(report_exception, where=where))
