"""What is behind the classes of fetch: to be filled in, it is not generated again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._generated.support.platform import not_supported

if TYPE_CHECKING:
    import builtins
    from .._generated import (
        AbortSignal,
        Headers,
        ReferrerPolicy,
        Request,
        RequestCache,
        RequestCredentials,
        RequestDestination,
        RequestDuplex,
        RequestInit,
        RequestMode,
        RequestRedirect,
        Response,
        ResponseInit,
        ResponseType,
    )
    from collections.abc import Awaitable, Sequence
    from typing import Never


class HeadersBehaviour:
    """What is behind a Headers."""

    def __init__(self, this: Headers, init: list[list[str]] | dict[str, str] | None, /) -> None:
        not_supported("Headers", "background_fetch/_impl/fetch.py")

    def append(self, name: str, value: str, /) -> None:
        """Adds a value to those that a name has already."""
        not_supported("Headers.append", "background_fetch/_impl/fetch.py")

    def delete(self, name: str, /) -> None:
        """Removes all values of a name."""
        not_supported("Headers.delete", "background_fetch/_impl/fetch.py")

    def get(self, name: str, /) -> str | None:
        """Looks up the values of a name."""
        not_supported("Headers.get", "background_fetch/_impl/fetch.py")

    def getSetCookie(self) -> list[str]:
        """Lists the values of `Set-Cookie`, which cannot be joined without losing their borders."""
        not_supported("Headers.getSetCookie", "background_fetch/_impl/fetch.py")

    def has(self, name: str, /) -> bool:
        """Tells whether a name has a value."""
        not_supported("Headers.has", "background_fetch/_impl/fetch.py")

    def set(self, name: str, value: str, /) -> None:
        """Puts one value in the place of those that a name has."""
        not_supported("Headers.set", "background_fetch/_impl/fetch.py")

    def iterate(self) -> Sequence[tuple[str, str]]:
        """What there is to go over now; it is asked for again at each step."""
        not_supported("Headers.iterate", "background_fetch/_impl/fetch.py")


class RequestBehaviour:
    """What is behind a Request."""

    def __init__(self, this: Request, input: Request | str, init: RequestInit, /) -> None:
        not_supported("Request", "background_fetch/_impl/fetch.py")

    @property
    def method(self) -> str:
        """The method, such as `GET`."""
        not_supported("Request.method", "background_fetch/_impl/fetch.py")

    @property
    def url(self) -> str:
        """The address."""
        not_supported("Request.url", "background_fetch/_impl/fetch.py")

    @property
    def headers(self) -> Headers:
        """The header fields, which can be changed as long as the guard of the request allows it."""
        not_supported("Request.headers", "background_fetch/_impl/fetch.py")

    @property
    def destination(self) -> RequestDestination:
        """What the response is for; empty for requests that scripts make."""
        not_supported("Request.destination", "background_fetch/_impl/fetch.py")

    @property
    def referrer(self) -> str:
        """Where the request comes from: an address, `about:client` for the default, or empty for none."""
        not_supported("Request.referrer", "background_fetch/_impl/fetch.py")

    @property
    def referrerPolicy(self) -> ReferrerPolicy:
        """How much of the referrer is sent along."""
        not_supported("Request.referrerPolicy", "background_fetch/_impl/fetch.py")

    @property
    def mode(self) -> RequestMode:
        """Whether and how the request may leave its origin."""
        not_supported("Request.mode", "background_fetch/_impl/fetch.py")

    @property
    def credentials(self) -> RequestCredentials:
        """When cookies and other credentials are sent along."""
        not_supported("Request.credentials", "background_fetch/_impl/fetch.py")

    @property
    def cache(self) -> RequestCache:
        """How the HTTP cache is used."""
        not_supported("Request.cache", "background_fetch/_impl/fetch.py")

    @property
    def redirect(self) -> RequestRedirect:
        """What happens when the server answers with a redirect."""
        not_supported("Request.redirect", "background_fetch/_impl/fetch.py")

    @property
    def integrity(self) -> str:
        """Hashes of which the response must match one, in the syntax of Subresource Integrity."""
        not_supported("Request.integrity", "background_fetch/_impl/fetch.py")

    @property
    def keepalive(self) -> bool:
        """Whether the request outlives the page that made it."""
        not_supported("Request.keepalive", "background_fetch/_impl/fetch.py")

    @property
    def isReloadNavigation(self) -> bool:
        """Whether the request is a navigation by which the user reloads a page."""
        not_supported("Request.isReloadNavigation", "background_fetch/_impl/fetch.py")

    @property
    def isHistoryNavigation(self) -> bool:
        """Whether the request is a navigation back or forward in the history."""
        not_supported("Request.isHistoryNavigation", "background_fetch/_impl/fetch.py")

    @property
    def signal(self) -> AbortSignal:
        """The signal that aborts the request."""
        not_supported("Request.signal", "background_fetch/_impl/fetch.py")

    @property
    def duplex(self) -> RequestDuplex:
        """Whether the response may start before the request has been sent; always `half`."""
        not_supported("Request.duplex", "background_fetch/_impl/fetch.py")

    def clone(self) -> Request:
        """Makes a copy of the request, of which the body can be read on its own."""
        not_supported("Request.clone", "background_fetch/_impl/fetch.py")

    @property
    def body(self) -> None:
        """The body as a stream, or null where there is none."""
        not_supported("Request.body", "background_fetch/_impl/fetch.py")

    @property
    def bodyUsed(self) -> bool:
        """Whether reading the body has begun."""
        not_supported("Request.bodyUsed", "background_fetch/_impl/fetch.py")

    def arrayBuffer(self) -> Awaitable[builtins.bytes]:
        """Reads the body to its end and gives its bytes as a buffer."""
        not_supported("Request.arrayBuffer", "background_fetch/_impl/fetch.py")

    def blob(self) -> Awaitable[Never]:
        """Reads the body to its end and gives it as a blob with the media type of the headers."""
        not_supported("Request.blob", "background_fetch/_impl/fetch.py")

    def bytes(self) -> Awaitable[builtins.bytes]:
        """Reads the body to its end and gives its bytes as an array."""
        not_supported("Request.bytes", "background_fetch/_impl/fetch.py")

    def formData(self) -> Awaitable[Never]:
        """Reads the body to its end and parses it as the fields of a form."""
        not_supported("Request.formData", "background_fetch/_impl/fetch.py")

    def json(self) -> Awaitable[object]:
        """Reads the body to its end and parses it as JSON."""
        not_supported("Request.json", "background_fetch/_impl/fetch.py")

    def text(self) -> Awaitable[str]:
        """Reads the body to its end and decodes it as UTF-8."""
        not_supported("Request.text", "background_fetch/_impl/fetch.py")

    def textStream(self) -> Never:
        """Gives the body as a stream of text, decoded as UTF-8 piece by piece."""
        not_supported("Request.textStream", "background_fetch/_impl/fetch.py")


class ResponseBehaviour:
    """What is behind a Response."""

    def __init__(self, this: Response, body: memoryview | str | None, init: ResponseInit, /) -> None:
        not_supported("Response", "background_fetch/_impl/fetch.py")

    @property
    def type(self) -> ResponseType:
        """How much of the response can be seen, and why."""
        not_supported("Response.type", "background_fetch/_impl/fetch.py")

    @property
    def url(self) -> str:
        """The address that the response came from in the end, or empty for one made by a script."""
        not_supported("Response.url", "background_fetch/_impl/fetch.py")

    @property
    def redirected(self) -> bool:
        """Whether the request was redirected on its way to this response."""
        not_supported("Response.redirected", "background_fetch/_impl/fetch.py")

    @property
    def status(self) -> int:
        """The status code; 0 for network errors and opaque responses."""
        not_supported("Response.status", "background_fetch/_impl/fetch.py")

    @property
    def ok(self) -> bool:
        """Whether the status code is between 200 and 299."""
        not_supported("Response.ok", "background_fetch/_impl/fetch.py")

    @property
    def statusText(self) -> str:
        """The words that came with the status code."""
        not_supported("Response.statusText", "background_fetch/_impl/fetch.py")

    @property
    def headers(self) -> Headers:
        """The header fields."""
        not_supported("Response.headers", "background_fetch/_impl/fetch.py")

    def clone(self) -> Response:
        """Makes a copy of the response, of which the body can be read on its own."""
        not_supported("Response.clone", "background_fetch/_impl/fetch.py")

    @property
    def body(self) -> None:
        """The body as a stream, or null where there is none."""
        not_supported("Response.body", "background_fetch/_impl/fetch.py")

    @property
    def bodyUsed(self) -> bool:
        """Whether reading the body has begun."""
        not_supported("Response.bodyUsed", "background_fetch/_impl/fetch.py")

    def arrayBuffer(self) -> Awaitable[builtins.bytes]:
        """Reads the body to its end and gives its bytes as a buffer."""
        not_supported("Response.arrayBuffer", "background_fetch/_impl/fetch.py")

    def blob(self) -> Awaitable[Never]:
        """Reads the body to its end and gives it as a blob with the media type of the headers."""
        not_supported("Response.blob", "background_fetch/_impl/fetch.py")

    def bytes(self) -> Awaitable[builtins.bytes]:
        """Reads the body to its end and gives its bytes as an array."""
        not_supported("Response.bytes", "background_fetch/_impl/fetch.py")

    def formData(self) -> Awaitable[Never]:
        """Reads the body to its end and parses it as the fields of a form."""
        not_supported("Response.formData", "background_fetch/_impl/fetch.py")

    def json(self) -> Awaitable[object]:
        """Reads the body to its end and parses it as JSON."""
        not_supported("Response.json", "background_fetch/_impl/fetch.py")

    def text(self) -> Awaitable[str]:
        """Reads the body to its end and decodes it as UTF-8."""
        not_supported("Response.text", "background_fetch/_impl/fetch.py")

    def textStream(self) -> Never:
        """Gives the body as a stream of text, decoded as UTF-8 piece by piece."""
        not_supported("Response.textStream", "background_fetch/_impl/fetch.py")


class ResponseStaticBehaviour:
    """What is behind the static members of Response."""

    def error(self) -> Response:
        """Makes the response that stands for a network error."""
        not_supported("Response.error", "background_fetch/_impl/fetch.py")

    def redirect(self, url: str, status: int, /) -> Response:
        """Makes a response that sends the client to another address."""
        not_supported("Response.redirect", "background_fetch/_impl/fetch.py")

    def json(self, data: object, init: ResponseInit, /) -> Response:
        """Makes a response with a value in JSON as its body and a fitting `Content-Type`."""
        not_supported("Response.json", "background_fetch/_impl/fetch.py")
