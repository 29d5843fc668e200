"""Tell the user how a background fetch ended: the title of its notification changes once it is over."""

from js import BackgroundFetchUpdateUIEvent, addEventListener
from pyodide.ffi import create_proxy

EXPLAINED = {
    "bad-status": "The server refused a file.",
    "fetch-error": "The connection failed.",
    "quota-exceeded": "There is no space left.",
    "download-total-exceeded": "The files are larger than announced.",
}


def on_success(event: BackgroundFetchUpdateUIEvent) -> None:
    """Say that it is there."""
    event.waitUntil(create_proxy(event.updateUI(title=f"{event.registration.id} is ready.")))


def on_fail(event: BackgroundFetchUpdateUIEvent) -> None:
    """Say why it is not."""
    event.waitUntil(create_proxy(event.updateUI(title=EXPLAINED[event.registration.failureReason])))


addEventListener("backgroundfetchsuccess", create_proxy(on_success))
addEventListener("backgroundfetchfail", create_proxy(on_fail))
