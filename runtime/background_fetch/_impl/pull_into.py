"""Memory that a source or the queue fills: what a reader brings along, and what a source is given to fill.

Source: Streams, "pull-into descriptor", "ReadableStreamBYOBRequest".
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .byob_reader import IntoRequest
    from .byte_controller import ByteController
    from .readable import ReadRequest


class PullInto:
    """Memory that is to be filled. Source: "pull-into descriptor"."""

    __slots__ = ("filled", "kind", "minimum", "request", "view", "whole")

    def __init__(self, whole: memoryview, minimum: int, request: ReadRequest | IntoRequest | None, kind: str) -> None:
        self.whole = whole
        self.view = whole.cast("B")
        self.minimum = minimum * whole.itemsize
        self.filled = 0
        self.request = request
        self.kind = kind
        """`default`: memory of the controller for a default reader. `byob`: a reader's. `none`: nobody's any more."""

    @property
    def item(self) -> int:
        """The size of an element of the memory."""
        return self.whole.itemsize

    @property
    def incomplete(self) -> int:
        """How many bytes of an element that is not whole have been filled."""
        return self.filled % self.item

    def taken(self) -> memoryview:
        """Return the filled part, in elements of the memory's own kind."""
        return self.whole if self.filled == self.view.nbytes else typed(self.view[: self.filled], self.whole)


def typed(view: memoryview, like: memoryview) -> memoryview:
    """Return a view of bytes as a view of the elements that another one has."""
    return view if like.format == "B" else view.cast(like.format)  # type: ignore[call-overload] # a native format


class ByobRequest:
    """What a source is given to fill the memory of a reader. Source: "ReadableStreamBYOBRequest"."""

    def __init__(self, controller: ByteController, view: memoryview) -> None:
        self._controller: ByteController | None = controller
        self.view: memoryview | None = view

    def respond(self, bytesWritten: int, /) -> None:  # noqa: N803 -- the platform's name
        """Tell how many bytes have been written into `view`.

        Raises:
            TypeError: The memory has been filled already.
            ValueError: So many don't fit.
        """
        if self._controller is None:
            raise TypeError("this request has been answered already")
        self._controller.respond(bytesWritten)

    def respondWithNewView(self, view: memoryview, /) -> None:
        """Give the bytes in other memory; they are copied.

        Raises:
            TypeError: The memory has been filled already.
            ValueError: There are more bytes than fit.
        """
        if self._controller is None or self.view is None:
            raise TypeError("this request has been answered already")
        given = memoryview(view).cast("B")
        if given.nbytes > self.view.nbytes:
            raise ValueError("the view must not be larger than that of the request")
        self.view[: given.nbytes] = given
        self._controller.respond(given.nbytes)

    def invalidate(self) -> None:
        """Let go of the memory."""
        self._controller = None
        self.view = None
