"""The worker of the laboratory: it takes over its pages at once and listens, so that no event is skipped."""

from js import addEventListener, clients, self
from pyodide.ffi import create_proxy

addEventListener("install", create_proxy(lambda event: event.waitUntil(create_proxy(self.skipWaiting()))))
addEventListener("activate", create_proxy(lambda event: event.waitUntil(create_proxy(clients.claim()))))
for type_ in ("success", "fail", "abort", "click"):
    addEventListener("backgroundfetch" + type_, create_proxy(lambda event: None))
