"""From bytes to text: size, encoding and characters are judged before anything reads the text.

Lines end in LF (CR LF is read as LF). YAML knows three further line breaks (NEL, LS, PS) and so would count lines
differently from every editor: they are refused, like all control characters and those that reorder what is shown.
"""

from __future__ import annotations

import codecs
import os
import re
import stat

from idlwright.diagnostics import Diagnostic, Span
from idlwright.load.files import unreadable
from idlwright.load.names import displayed, top_of

MAX_BYTES = 8 * 1024 * 1024
"""The whole web platform takes 5 MB; one file that is larger is a mistake or an attack."""
REFUSED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def read_text(path: str, file: str) -> tuple[str | None, list[Diagnostic]]:
    """Return the text of the file at `path` and what is wrong with it; `file` is its name in findings.

    A text comes back with findings too, as far as there is one, so that they can be shown with their lines; it must not
    be read any further then.
    """
    try:
        data = _read(path)
    except OSError as error:
        return None, [unreadable(file, error)]
    if data is None:
        message = f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB"
        return None, [Diagnostic(rule="file-too-large", span=top_of(file), message=message, help="split it")]
    return _decode(data, displayed(file))


def _read(path: str) -> bytes | None:
    """Return the bytes, or None when there are too many; a pipe or device is refused, never waited for."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb", buffering=0) as stream:  # noqa: PTH123 - a descriptor, not a path
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "not a regular file")
        if status.st_size > MAX_BYTES:
            return None
        data = stream.read(MAX_BYTES + 1) or b""
        return None if len(data) > MAX_BYTES else data


def _decode(data: bytes, file: str) -> tuple[str | None, list[Diagnostic]]:
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        span = _place(before, file)
        message = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = "the file is UTF-16, not UTF-8"
        shown = data.decode("utf-8", "replace")
        return shown, [Diagnostic(rule="not-utf-8", span=span, message=message, help="save the file as UTF-8")]
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    bad = REFUSED.search(text)
    if bad is None:
        return text, []
    message = f"the file holds {describe(bad.group())}"
    span = _place(text[: bad.start()], file)
    return text, [Diagnostic(rule="control-character", span=span, message=message, help="delete it")]


def describe(character: str) -> str:
    """Name a refused character: by number, and by name where it has one."""
    import unicodedata  # noqa: PLC0415 - only a finding pays for the names of all characters

    name = unicodedata.name(character, "") or {"\0": "NUL", "\r": "a carriage return alone"}.get(character, "")
    return f"the character U+{ord(character):04X}" + (f" ({name})" if name else "")


def _place(before: str, file: str) -> Span:
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return Span(file, line, column, line, column + 1)
