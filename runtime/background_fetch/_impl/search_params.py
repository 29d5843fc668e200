"""What is behind `URLSearchParams`, and the format of encoded forms.

Source: URL, "URLSearchParams class" and "application/x-www-form-urlencoded".
"""

# ruff: noqa: N802 -- the members have the platform's names

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from background_fetch._generated.url import URLSearchParams

_PAIR: Final = 2


def decode_urlencoded(data: bytes) -> list[tuple[str, str]]:
    """Return the pairs of an encoded form. Source: "application/x-www-form-urlencoded parser"."""
    if b"%" not in data and b"+" not in data:
        return _split(data.decode("utf-8", "replace"))
    pairs: list[tuple[str, str]] = []
    for sequence in data.split(b"&"):
        if sequence:
            name, _, value = sequence.partition(b"=")
            pairs.append((_decode(name), _decode(value)))
    return pairs


def decode_query(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a query, which may begin with a question mark."""
    text = text.removeprefix("?")
    return decode_urlencoded(text.encode()) if "%" in text or "+" in text else _split(text)


def _split(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a form in which nothing is encoded, as in most."""
    parts = [sequence.partition("=") for sequence in text.split("&") if sequence]
    return [(name, value) for name, _, value in parts]


def _decode(part: bytes) -> str:
    from urllib.parse import unquote_to_bytes  # noqa: PLC0415 -- only forms need it

    # "UTF-8 decode without BOM": a byte order mark stays, as in Python's codec.
    return unquote_to_bytes(part.replace(b"+", b" ")).decode("utf-8", "replace")


def encode_urlencoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the text of an encoded form. Source: "application/x-www-form-urlencoded serializer"."""
    return "&".join(f"{_encode(name)}={_encode(value)}" for name, value in pairs)


def _encode(text: str) -> str:
    from urllib.parse import quote_plus  # noqa: PLC0415 -- see _decode

    # Python leaves the tilde, which forms encode, and encodes the asterisk, which they leave.
    return quote_plus(text, safe="*").replace("~", "%7E")


class SearchParamsState:
    """Pairs, and whom to tell of changes: the URL whose query they are."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]] = (), changed: Callable[[list[tuple[str, str]]], None] | None = None
    ) -> None:
        self.pairs: list[tuple[str, str]] = list(pairs)
        self._changed = changed

    @property
    def size(self) -> int:
        """The number of pairs."""
        return len(self.pairs)

    def append(self, name: str, value: str, /) -> None:
        """Add a pair."""
        self.pairs.append((name, value))
        self._update()

    def delete(self, name: str, value: str | None, /) -> None:
        """Remove the pairs of a name, or only those of a value."""
        self.pairs = [pair for pair in self.pairs if not _matches(pair, name, value)]
        self._update()

    def get(self, name: str, /) -> str | None:
        """Return the first value of a name."""
        return next((value for own, value in self.pairs if own == name), None)

    def getAll(self, name: str, /) -> list[str]:
        """Return the values of a name."""
        return [value for own, value in self.pairs if own == name]

    def has(self, name: str, value: str | None, /) -> bool:
        """Tell whether there is a pair of the name, and of the value if one is given."""
        return any(_matches(pair, name, value) for pair in self.pairs)

    def set(self, name: str, value: str, /) -> None:
        """Put one value in the place of those of a name."""
        first = next((number for number, pair in enumerate(self.pairs) if pair[0] == name), len(self.pairs))
        rest = [pair for pair in self.pairs[first + 1 :] if pair[0] != name]
        self.pairs = [*self.pairs[:first], (name, value), *rest]
        self._update()

    def sort(self) -> None:
        """Sort by the names' UTF-16 code units; the order of those of one name stays."""
        self.pairs.sort(key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        self._update()

    def iterate(self) -> Sequence[tuple[str, str]]:
        """Return the pairs."""
        return self.pairs

    def stringify(self) -> str:
        """Return the encoded form."""
        return encode_urlencoded(self.pairs)

    def _update(self) -> None:
        """Source: "update" of a URLSearchParams object."""
        if self._changed is not None:
            self._changed(self.pairs)


def _matches(pair: tuple[str, str], name: str, value: str | None) -> bool:
    return pair[0] == name and (value is None or pair[1] == value)


def new_params(_this: URLSearchParams, init: list[list[str]] | dict[str, str] | str, /) -> SearchParamsState:
    """Return what is behind the parameters that a script makes. Source: "initialize"."""
    if isinstance(init, dict):
        return SearchParamsState(init.items())
    if isinstance(init, str):
        return SearchParamsState(decode_query(init))
    for number, pair in enumerate(init):
        if len(pair) != _PAIR:
            raise TypeError(f"URLSearchParams: item {number} must be a name and a value, not {len(pair)} texts")
    return SearchParamsState((pair[0], pair[1]) for pair in init)
