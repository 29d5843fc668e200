"""Media types. Source: MIME Sniffing, "MIME types"; Fetch, "get, decode, and split"."""

from __future__ import annotations

from typing import Final

_TOKEN: Final = frozenset("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WHITESPACE: Final = "\t\n\r "


class MimeType:
    """A media type with its parameters."""

    __slots__ = ("essence", "parameters")

    def __init__(self, essence: str, parameters: dict[str, str]) -> None:
        self.essence = essence
        self.parameters = parameters

    def __str__(self) -> str:
        """Return the text of the type. Source: "serialize a MIME type"."""
        shown = self.essence
        for name, value in self.parameters.items():
            shown += f";{name}={value if _is_token(value) else _quoted(value)}"
        return shown


def _is_token(text: str) -> bool:
    return bool(text) and _TOKEN.issuperset(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def parse_mime(text: str) -> MimeType | None:
    """Return the media type that a text names, or None. Source: "parse a MIME type"."""
    # Steps 1 to 10.
    essence, _, rest = text.strip(_WHITESPACE).partition(";")
    type_, slash, subtype = essence.partition("/")
    subtype = subtype.rstrip(_WHITESPACE)
    if not slash or not _is_token(type_) or not _is_token(subtype):
        return None
    # Step 11.
    parameters: dict[str, str] = {}
    position = 0
    while position < len(rest):
        name, value, position = _parameter(rest, position)
        if _is_token(name) and name not in parameters and value is not None and _is_quotable(value):
            parameters[name] = value
    return MimeType(f"{type_}/{subtype}".lower(), parameters)


def _is_quotable(value: str) -> bool:
    """Tell whether a value consists of what a quoted string of HTTP may hold."""
    return all(character == "\t" or " " <= character <= "~" or "\x80" <= character <= "\xff" for character in value)


def _parameter(text: str, position: int) -> tuple[str, str | None, int]:
    """Return the name and the value of the parameter at a position, and where the next one begins."""
    end = position
    while end < len(text) and text[end] not in ";=":
        end += 1
    name = text[position:end].lstrip(_WHITESPACE).lower()
    if end >= len(text) or text[end] == ";":
        return name, None, end + 1
    position = end + 1
    if position < len(text) and text[position] == '"':
        value, position = quoted_string(text, position)
        end = text.find(";", position)
        return name, value, (len(text) if end < 0 else end) + 1
    end = text.find(";", position)
    end = len(text) if end < 0 else end
    # Step 11.9.3: an empty value is none.
    return name, text[position:end].rstrip(_WHITESPACE) or None, end + 1


def quoted_string(text: str, position: int) -> tuple[str, int]:
    """Return what a quoted string says that begins at a position, and the position behind it.

    Source: Fetch, "collect an HTTP quoted string", with extract-value.
    """
    value = ""
    position += 1
    while position < len(text):
        character = text[position]
        position += 1
        if character == '"':
            break
        if character == "\\":
            if position >= len(text):
                value += "\\"
                break
            character = text[position]
            position += 1
        value += character
    return value, position


def split_unquoted(text: str) -> list[str]:
    """Split a value at commas outside of quoted strings. Source: Fetch, "get, decode, and split"."""
    items: list[str] = []
    start = position = 0
    while position < len(text):
        if text[position] == '"':
            _, position = quoted_string(text, position)
            continue
        if text[position] == ",":
            items.append(text[start:position].strip("\t "))
            start = position + 1
        position += 1
    items.append(text[start:].strip("\t "))
    return items
