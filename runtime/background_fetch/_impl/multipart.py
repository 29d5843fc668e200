"""Forms as bodies.

Sources: HTML, "multipart/form-data encoding algorithm"; Fetch, "multipart/form-data parser"; RFC 7578.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .blobs import blob_state, make_file
from .header_list import normalize_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from background_fetch._generated.aliases import FormDataEntryValue

_CRLF: Final = b"\r\n"


def new_boundary() -> str:
    """Return a boundary that occurs in no content."""
    from secrets import token_hex  # noqa: PLC0415 -- only forms need one

    return f"----formdata-{token_hex(16)}"


def multipart_parts(entries: Iterable[tuple[str, FormDataEntryValue]], boundary: str) -> list[memoryview]:
    """Return the pieces of a body; the bytes of files are not copied."""
    pieces: list[memoryview] = []
    for name, value in entries:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{_escaped(_lines(name))}"'
        if isinstance(value, str):
            pieces.append(memoryview(f"{head}\r\n\r\n{_lines(value)}\r\n".encode()))
            continue
        type_ = value.type or "application/octet-stream"
        head += f'; filename="{_escaped(value.name)}"\r\nContent-Type: {type_}\r\n\r\n'
        pieces.extend((memoryview(head.encode()), *blob_state(value).parts, memoryview(_CRLF)))
    pieces.append(memoryview(f"--{boundary}--\r\n".encode()))
    return pieces


def encode_multipart(entries: Iterable[tuple[str, FormDataEntryValue]], boundary: str) -> bytes:
    """Return the body of a form."""
    return b"".join(multipart_parts(entries, boundary))


def _lines(text: str) -> str:
    """Return a text whose line breaks are those of the net."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def _escaped(text: str) -> str:
    return text.replace("\n", "%0A").replace("\r", "%0D").replace('"', "%22")


def _unescaped(text: str) -> str:
    return text.replace("%0A", "\n").replace("%0D", "\r").replace("%22", '"')


def decode_multipart(data: bytes, boundary: str) -> list[tuple[str, FormDataEntryValue]]:
    """Return the fields of a body. Source: "multipart/form-data parser".

    Raises:
        ValueError: It is none, or is cut off.
    """
    delimiter = b"--" + boundary.encode("utf-8", "surrogateescape")
    entries: list[tuple[str, FormDataEntryValue]] = []
    if not data.startswith(delimiter):
        raise ValueError("the body doesn't begin with the boundary")
    position = len(delimiter)
    while True:
        if data[position:] in {b"--", b"--\r\n"}:
            return entries
        if data[position : position + 2] != _CRLF:
            raise ValueError("a boundary isn't followed by a line break")
        fields, position = _headers(data, position + 2)
        end = data.find(_CRLF + delimiter, position)
        if end < 0:
            raise ValueError("the last part has no end")
        entries.append(_decoded(fields, data[position:end]))
        position = end + 2 + len(delimiter)


def _headers(data: bytes, position: int) -> tuple[dict[str, str], int]:
    """Return the headers of a part, and where its content begins."""
    if data[position : position + 2] == _CRLF:
        return {}, position + 2
    end = data.find(b"\r\n\r\n", position)
    if end < 0:
        raise ValueError("the headers of a part have no end")
    fields: dict[str, str] = {}
    for line in data[position:end].split(_CRLF):
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if not colon or not name.strip():
            raise ValueError("a part has a header without a name")
        fields[name.strip().lower()] = normalize_value(value)
    return fields, end + 4


def _decoded(fields: dict[str, str], content: bytes) -> tuple[str, FormDataEntryValue]:
    kind, _, rest = fields.get("content-disposition", "").partition(";")
    parameters = _parameters(rest)
    if kind.strip().lower() != "form-data" or "name" not in parameters:
        raise ValueError("a part has no name")
    name = parameters["name"]
    if "filename" not in parameters:
        # "UTF-8 decode without BOM": a mark of byte order is a character of the value.
        return name, content.decode("utf-8", "replace")
    return name, make_file(content, parameters["filename"], fields.get("content-type", "text/plain"))


def _parameters(text: str) -> dict[str, str]:
    """Return the parameters of a disposition. A backslash is itself there: browsers write file names unescaped."""
    found: dict[str, str] = {}
    position = 0
    while position < len(text):
        equals = text.find("=", position)
        if equals < 0:
            break
        name = text[position:equals].strip("; \t").lower()
        if text[equals + 1 : equals + 2] == '"':
            end = text.find('"', equals + 2)
            if end < 0:
                raise ValueError("a quoted parameter has no end")
            found[name] = _unescaped(text[equals + 2 : end])
            position = end + 1
        else:
            end = text.find(";", equals)
            end = len(text) if end < 0 else end
            found[name] = text[equals + 1 : end].strip()
            position = end
    return found
