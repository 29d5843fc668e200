"""What is behind `FormData`. Source: XMLHttpRequest, "Interface FormData"; HTML, "create an entry"."""

# ruff: noqa: N802, SLF001 -- the members have the platform's names; `_wrap` is how behaviour makes objects

from __future__ import annotations

from typing import TYPE_CHECKING

from background_fetch._generated import file_api, xhr
from background_fetch._generated.support.platform import behind

from .blobs import BlobState, FileState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from background_fetch._generated.aliases import FormDataEntryValue
    from background_fetch._generated.file_api import Blob
    from background_fetch._generated.xhr import FormData


class FormDataState:
    """Fields in order."""

    def __init__(self, entries: Iterable[tuple[str, FormDataEntryValue]] = ()) -> None:
        self.entries: list[tuple[str, FormDataEntryValue]] = list(entries)

    def append(self, name: str, value_or_blobValue: str | Blob, filename: str | None, /) -> None:  # noqa: N803
        """Add a field."""
        self.entries.append((name, _entry(value_or_blobValue, filename)))

    def delete(self, name: str, /) -> None:
        """Remove the fields of a name."""
        self.entries = [entry for entry in self.entries if entry[0] != name]

    def get(self, name: str, /) -> FormDataEntryValue | None:
        """Return the first value of a name."""
        return next((value for own, value in self.entries if own == name), None)

    def getAll(self, name: str, /) -> list[FormDataEntryValue]:
        """Return the values of a name."""
        return [value for own, value in self.entries if own == name]

    def has(self, name: str, /) -> bool:
        """Tell whether a name has a value."""
        return any(own == name for own, _ in self.entries)

    def set(self, name: str, value_or_blobValue: str | Blob, filename: str | None, /) -> None:  # noqa: N803
        """Put one field in the place of those of a name."""
        entry = (name, _entry(value_or_blobValue, filename))
        first = next((number for number, other in enumerate(self.entries) if other[0] == name), len(self.entries))
        rest = [other for other in self.entries[first + 1 :] if other[0] != name]
        self.entries = [*self.entries[:first], entry, *rest]

    def iterate(self) -> Sequence[tuple[str, FormDataEntryValue]]:
        """Return the fields."""
        return self.entries


def _entry(value: str | Blob, filename: str | None) -> FormDataEntryValue:
    """Return the value of a field: a blob becomes a file. Source: "create an entry"."""
    if isinstance(value, str):
        return value
    if isinstance(value, file_api.File) and filename is None:
        return value
    state = behind(value, BlobState)
    time = state.lastModified if isinstance(state, FileState) else None
    return file_api.File._wrap(FileState(state.parts, state.type, "blob" if filename is None else filename, time))


def make_form(entries: Iterable[tuple[str, FormDataEntryValue]]) -> FormData:
    """Return a public object for fields."""
    return xhr.FormData._wrap(FormDataState(entries))


def form_entries(form: FormData) -> list[tuple[str, FormDataEntryValue]]:
    """Return the fields of a public object."""
    return behind(form, FormDataState).entries
