"""Make one package of the generated modules, which refer to each other in circles."""

from __future__ import annotations

from collections.abc import AsyncIterable, Awaitable, Iterable, Mapping
from types import ModuleType
from typing import Final, Never

from .annotations import Buffer, SequenceOf

_HINTS: Final[dict[str, object]] = {
    "AsyncIterable": AsyncIterable,
    "Awaitable": Awaitable,
    "Buffer": Buffer,
    "Mapping": Mapping,
    "Never": Never,
    "_SequenceOf": SequenceOf,
}
"""What annotations of dictionaries name beside definitions."""


def link(package: str, names: Mapping[str, object], public: Iterable[str], modules: tuple[ModuleType, ...]) -> None:
    """Tell the modules of each other, and the classes to which package they belong.

    A module knows another one by its name with an underscore before it. Definitions are known everywhere, so that
    `typing.get_type_hints` finds what annotations name.

    Args:
        package: The package that users import: the `__module__` of its classes.
        names: What the generated package has, by name.
        public: The names of it that are public.
        modules: The generated modules.
    """
    others = {f"_{module.__name__.rpartition('.')[2]}": module for module in modules}
    definitions = {name: names[name] for name in public}
    for module in modules:
        vars(module).update(_HINTS | definitions | others)
    for found in definitions.values():
        if isinstance(found, type) and found.__module__.startswith(f"{package}."):
            found.__module__ = package
