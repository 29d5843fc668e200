"""How the user interface is told. Source: Background Fetch, "display"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._impl.reports import report_exception

if TYPE_CHECKING:
    from collections.abc import Callable

    from .fetch import BackgroundFetch


def tell_user(show: Callable[[BackgroundFetch], object], fetch: BackgroundFetch) -> None:
    """Tell the user interface something; whatever goes wrong there stops no background fetch."""
    try:
        show(fetch)
    except Exception as error:  # noqa: BLE001 -- somebody else's code
        report_exception(error, "a user interface")
