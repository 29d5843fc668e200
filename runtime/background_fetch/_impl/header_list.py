"""Header lists: pairs of name and value, in the order in which they came, and what Fetch allows in them.

Names and values are byte strings: each character of the str stands for one byte. Source: Fetch, "Headers".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import mime

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN: Final = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WHITESPACE: Final = "\t\n\r "
_SET_COOKIE: Final = "set-cookie"
FORBIDDEN_RESPONSE_NAMES: Final = frozenset((_SET_COOKIE, "set-cookie2"))
_FORBIDDEN_REQUEST_NAMES: Final = frozenset(
    (
        "accept-charset",
        "accept-encoding",
        "access-control-request-headers",
        "access-control-request-method",
        "access-control-request-private-network",
        "connection",
        "content-length",
        "cookie",
        "cookie2",
        "date",
        "dnt",
        "expect",
        "host",
        "keep-alive",
        "origin",
        "referer",
        _SET_COOKIE,
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
    )
)
_METHOD_OVERRIDES: Final = frozenset(("x-http-method", "x-http-method-override", "x-method-override"))
_FORBIDDEN_METHODS: Final = frozenset(("connect", "trace", "track"))
_NO_CORS_NAMES: Final = frozenset(("accept", "accept-language", "content-language", "content-type"))
_SAFE_TYPES: Final = frozenset(("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"))
_LANGUAGE: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ *,-.;=")
_UNSAFE: Final = frozenset('"():<>?@[\\]{}\x7f')
_LONGEST_SAFE_VALUE: Final = 128
_LONGEST_KNOWN: Final = 64
_MOST_KNOWN: Final = 512
_known: Final[dict[str, str]] = {}
"""The first names that were met, in lower case: there are few, and each is met often. Their number and length are
limited, since servers choose them."""


def normalize_value(value: str) -> str:
    """Return a value without the whitespace around it. Source: "normalize"."""
    return value.strip(_WHITESPACE)


def is_name(text: str) -> bool:
    """Tell whether a text is a header name: a token of HTTP."""
    # Nearly all names are of letters, digits and hyphens, which is quick to see.
    return (text.isascii() and text.replace("-", "").isalnum()) or (bool(text) and _TOKEN.issuperset(text))


def lower_name(text: str) -> str:
    """Return a header name in lower case; nothing for what is no name."""
    known = _known.get(text)
    if known is not None:
        return known
    if not is_name(text):
        return ""
    lower = text.lower()
    if len(text) <= _LONGEST_KNOWN and len(_known) < _MOST_KNOWN:
        _known[text] = lower
    return lower


def is_value(text: str) -> bool:
    """Tell whether a normalised text is a header value. Source: "header value"."""
    # What can be printed is quick to see, and has no such characters.
    return text.isprintable() or ("\0" not in text and "\n" not in text and "\r" not in text)


def refusal(name: str, value: str = "") -> TypeError:
    """Return the error for what is no name, or no value."""
    if is_name(name):
        return TypeError(f"Headers: the value of {name} has a line break or a null byte: {value!r}")
    return TypeError(f"Headers: {name!r} is not the name of a header")


def forbidden_request_header(name: str, value: str) -> bool:
    """Tell whether a request must not be given a header by scripts. Source: "forbidden request-header"."""
    name = name.lower()
    # Steps 1 and 2.
    if name in _FORBIDDEN_REQUEST_NAMES or name.startswith(("proxy-", "sec-")):
        return True
    # Step 3. A method in a header would get around the ban of the method.
    if name not in _METHOD_OVERRIDES:
        return False
    return any(normalize_value(method).lower() in _FORBIDDEN_METHODS for method in mime.split_unquoted(value))


def is_no_cors_name(name: str) -> bool:
    """Tell whether a request without CORS may be given a header of the name at all."""
    return name.lower() in _NO_CORS_NAMES


def is_no_cors_safelisted(name: str, value: str) -> bool:
    """Tell whether a header may go along without CORS. Source: "no-CORS-safelisted request-header"."""
    name = name.lower()
    if name not in _NO_CORS_NAMES or len(value) > _LONGEST_SAFE_VALUE:
        return False
    if name in {"accept-language", "content-language"}:
        return _LANGUAGE.issuperset(value)
    if not _UNSAFE.isdisjoint(value) or any(character < " " and character != "\t" for character in value):
        return False
    if name == "accept":
        return True
    parsed = mime.parse_mime(value)
    return parsed is not None and parsed.essence in _SAFE_TYPES


class HeaderList:
    """Headers in order. Names are compared without regard to case."""

    __slots__ = ("_index", "_sorted", "pairs")

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self.pairs: list[tuple[str, str]] = list(pairs)
        """In the order in which they came; only to be read."""
        self._index: dict[str, list[tuple[str, str]]] = {}
        self._sorted: list[tuple[str, str]] | None = None
        for pair in self.pairs:
            self._index.setdefault(pair[0].lower(), []).append(pair)

    def clear(self) -> None:
        """Remove all headers."""
        self._sorted = None
        self.pairs = []
        self._index = {}

    def copy(self) -> HeaderList:
        """Return a list of its own with the same headers."""
        return HeaderList(self.pairs)

    def has(self, name: str) -> bool:
        """Tell whether there is a header of the name. Source: "contains"."""
        return name.lower() in self._index

    def get(self, name: str) -> str | None:
        """Return the values of a name in one text. Source: "get"."""
        found = self._index.get(name.lower())
        if found is None:
            return None
        return found[0][1] if len(found) == 1 else ", ".join([value for _, value in found])

    def get_set_cookie(self) -> list[str]:
        """Return each value of `Set-Cookie` by itself."""
        return [value for _, value in self._index.get(_SET_COOKIE, ())]

    def append(self, name: str, value: str) -> None:
        """Add a header; it takes the spelling of those of its name. Source: "append"."""
        self._sorted = None
        lower = name.lower()
        found = self._index.get(lower)
        if found is None:
            pair = (name, value)
            self._index[lower] = [pair]
        else:
            pair = (found[0][0], value)
            found.append(pair)
        self.pairs.append(pair)

    def fill(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add what scripts give as `append` does, in one go.

        Raises:
            TypeError: A name or a value is none; then some have been added.
        """
        self._sorted = None
        index, add, known = self._index, self.pairs.append, _known.get
        for name, given in pairs:
            value = given.strip(_WHITESPACE)
            lower = known(name) or lower_name(name)
            if not (lower and (value.isprintable() or is_value(value))):
                raise refusal(name, value)
            if lower in index:
                self.append(name, value)
            else:
                pair = (name, value)
                index[lower] = [pair]
                add(pair)

    def delete(self, name: str) -> None:
        """Remove the headers of a name. Source: "delete"."""
        name = name.lower()
        if self._index.pop(name, None) is not None:
            self._sorted = None
            self.pairs = [pair for pair in self.pairs if pair[0].lower() != name]

    def set(self, name: str, value: str) -> None:
        """Give the first header of a name the value, and remove the others. Source: "set"."""
        lower = name.lower()
        found = self._index.get(lower)
        if found is None:
            self.append(name, value)
            return
        self._sorted = None
        first = self.pairs.index(found[0])
        self.pairs[first] = found[0] = (found[0][0], value)
        if len(found) > 1:
            del found[1:]
            rest = [pair for pair in self.pairs[first + 1 :] if pair[0].lower() != lower]
            self.pairs[first + 1 :] = rest

    def sorted_and_combined(self) -> list[tuple[str, str]]:
        """Return the headers as scripts go over them. Source: "sort and combine".

        The result is kept until a change: an iterator asks again at each step.
        """
        if self._sorted is None:
            result: list[tuple[str, str]] = []
            for name in sorted(self._index):
                pairs = self._index[name]
                if len(pairs) == 1:
                    result.append((name, pairs[0][1]))
                elif name == _SET_COOKIE:
                    result.extend([(name, value) for _, value in pairs])
                else:
                    result.append((name, ", ".join([value for _, value in pairs])))
            self._sorted = result
        return self._sorted


def extract_mime_type(headers: HeaderList) -> mime.MimeType | None:
    """Return the media type that `Content-Type` tells. Source: "extract a MIME type"."""
    # Steps 1 to 5.
    charset: str | None = None
    essence: str | None = None
    found: mime.MimeType | None = None
    value = headers.get("content-type")
    # Step 6.
    for item in mime.split_unquoted(value) if value is not None else ():
        parsed = mime.parse_mime(item)
        if parsed is None or parsed.essence == "*/*":
            continue
        found = parsed
        if parsed.essence != essence:
            charset = parsed.parameters.get("charset")
            essence = parsed.essence
        elif "charset" not in parsed.parameters and charset is not None:
            parsed.parameters["charset"] = charset
    return found
