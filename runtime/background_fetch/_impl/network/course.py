"""A request on its way: what Fetch changes in its own copy of a request, and what follows from where it has been.

Source: Fetch, "Requests".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from background_fetch._impl.header_list import HeaderList
    from background_fetch._impl.network.clients import Client
    from background_fetch._impl.network.schemes import Target
    from background_fetch._impl.requests import RequestRecord
    from background_fetch._impl.storage.store import Content

Tainting: TypeAlias = Literal["basic", "cors", "opaque"]


class Course:
    """A request and its URL list."""

    __slots__ = (
        "body",
        "client",
        "headers",
        "method",
        "referrer",
        "referrer_policy",
        "replayable",
        "request",
        "tainting",
        "targets",
    )

    def __init__(
        self, request: RequestRecord, body: Content | None, client: Client, first: Target, *, replayable: bool = True
    ) -> None:
        self.request = request
        self.client = client
        self.targets = [first]
        """The URL list."""
        self.method = request.method
        self.headers: HeaderList = request.header_list
        """The request's own until it is changed: `without` makes a copy."""
        self.body = body
        self.replayable = replayable
        """Whether the body can be sent again: whether its source is not null."""
        self.tainting: Tainting = "basic"
        self.referrer = request.referrer
        self.referrer_policy: str = request.referrer_policy

    @property
    def current(self) -> Target:
        """The current URL."""
        return self.targets[-1]

    @property
    def redirect_count(self) -> int:
        """How many redirects were followed."""
        return len(self.targets) - 1

    @property
    def with_credentials(self) -> bool:
        """Whether cookies go along. Source: "HTTP-network-or-cache fetch", step 8.3: "includeCredentials"."""
        mode = self.request.credentials
        return mode == "include" or (mode == "same-origin" and self.tainting == "basic")

    @property
    def url_list(self) -> tuple[str, ...]:
        """The addresses, for the response."""
        return tuple([each.url for each in self.targets])

    @property
    def tainted(self) -> bool:
        """Whether another origin had a say in where the request went. Source: "redirect-taint"."""
        origin = self.client.origin
        previous = self.targets[0].origin
        for each in self.targets[1:]:
            if each.origin != previous != origin:
                return True
            previous = each.origin
        return False

    @property
    def serialized_origin(self) -> str:
        """The origin that servers are told. Source: "serializing a request origin"."""
        return "null" if len(self.targets) > 1 and self.tainted else self.client.origin

    def without(self, *names: str) -> None:
        """Delete headers, in a copy of the list."""
        if any(self.headers.has(name) for name in names):
            self.headers = self.headers.copy()
            for name in names:
                self.headers.delete(name)
