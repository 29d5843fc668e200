"""What is behind `Headers`. Source: Fetch, "Headers class"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from background_fetch._generated import fetch

from .header_list import (
    FORBIDDEN_RESPONSE_NAMES,
    HeaderList,
    forbidden_request_header,
    is_no_cors_name,
    is_no_cors_safelisted,
    is_value,
    lower_name,
    normalize_value,
    refusal,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Guard: TypeAlias = Literal["none", "immutable", "request", "request-no-cors", "response"]
"""What scripts may change: everything, nothing, or what a request or a response allows."""
_PAIR = 2


class HeadersState:
    """A header list and its guard."""

    def __init__(self, list_: HeaderList | None = None, guard: Guard = "none") -> None:
        self.list = HeaderList() if list_ is None else list_
        self.guard: Guard = guard

    def fill(self, init: list[list[str]] | dict[str, str]) -> None:
        """Append what a script gives. Source: "fill"."""
        pairs = init.items() if isinstance(init, dict) else [_pair(*each) for each in enumerate(init)]
        if self.guard == "none":
            self.list.fill(pairs)
            return
        for name, value in pairs:
            self.append(name, value)

    def append(self, name: str, value: str, /) -> None:
        """Add a value. Source: "append a header to a Headers object"."""
        # Steps 1 and 2.
        value = normalize_value(value)
        if not self._validate(name, value):
            return
        # Steps 3 to 5.
        if self.guard == "request-no-cors":
            self._append_without_cors(name, value)
        else:
            self.list.append(name, value)

    def _append_without_cors(self, name: str, value: str) -> None:
        # Step 3.
        before = self.list.get(name)
        if not is_no_cors_safelisted(name, value if before is None else f"{before}, {value}"):
            return
        # Steps 4 and 5.
        self.list.append(name, value)
        self._remove_privileged()

    def delete(self, name: str, /) -> None:
        """Remove the values of a name. Source: "delete"."""
        # Step 1. The value doesn't matter, as long as it is one.
        if not self._validate(name, ""):
            return
        # Step 2.
        if self.guard == "request-no-cors" and not is_no_cors_name(name) and name.lower() != "range":
            return
        # Steps 3 to 5.
        if self.list.has(name):
            self.list.delete(name)
            self._remove_privileged()

    def get(self, name: str, /) -> str | None:
        """Return the values of a name in one text."""
        found = self.list.get(name)
        # What is found needs no such look.
        if found is None and not lower_name(name):
            raise refusal(name)
        return found

    def getSetCookie(self) -> list[str]:
        """Return the values of `Set-Cookie`."""
        return self.list.get_set_cookie()

    def has(self, name: str, /) -> bool:
        """Tell whether a name has a value."""
        if self.list.has(name):
            return True
        if not lower_name(name):
            raise refusal(name)
        return False

    def set(self, name: str, value: str, /) -> None:
        """Put a value in the place of those there are. Source: "set"."""
        # Steps 1 and 2.
        value = normalize_value(value)
        if not self._validate(name, value):
            return
        # Steps 3 to 5.
        if self.guard != "request-no-cors":
            self.list.set(name, value)
        elif is_no_cors_safelisted(name, value):
            self.list.set(name, value)
            self._remove_privileged()

    def iterate(self) -> Sequence[tuple[str, str]]:
        """Return the headers in the order of their names."""
        return self.list.sorted_and_combined()

    def _validate(self, name: str, value: str) -> bool:
        """Tell whether a change counts. Source: "validate".

        Raises:
            TypeError: The name or the value is none, or nothing may be changed.
        """
        if not (lower_name(name) and is_value(value)):
            raise refusal(name, value)
        return self.guard == "none" or self._allows(name, value)

    def _allows(self, name: str, value: str) -> bool:
        """Tell whether the guard lets a change through, of what is a name and a value."""
        if self.guard == "immutable":
            raise TypeError("Headers: these headers can't be changed")
        if self.guard == "request":
            return not forbidden_request_header(name, value)
        return self.guard != "response" or name.lower() not in FORBIDDEN_RESPONSE_NAMES

    def _remove_privileged(self) -> None:
        """Source: "remove privileged no-CORS request-headers"."""
        if self.guard == "request-no-cors":
            self.list.delete("range")


def _pair(number: int, given: list[str]) -> tuple[str, str]:
    if len(given) != _PAIR:
        raise TypeError(f"Headers: item {number} must be a name and a value, not {len(given)} texts")
    return given[0], given[1]


def new_headers(_this: fetch.Headers, init: list[list[str]] | dict[str, str] | None, /) -> HeadersState:
    """Return what is behind the Headers that a script makes."""
    state = HeadersState()
    if init is not None:
        state.fill(init)
    return state


def make_headers(list_: HeaderList, guard: Guard) -> fetch.Headers:
    """Return a public object for a header list, which it shares."""
    return fetch.Headers._wrap(HeadersState(list_, guard))
