"""The keys of `[tool.idlwright]`: which there are, what each takes, and how a value becomes a setting.

A reader gets the value and the project's root, and returns the setting or raises `SettingError` with what must hold.
"""

from __future__ import annotations

import keyword
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from idlwright.diagnostics.suggest import closest
from idlwright.project import Project

Setting: TypeAlias = str | bool | tuple[str, ...] | tuple[tuple[str, str], ...]

_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")
_ADDRESS = re.compile(r"(https://[A-Za-z0-9.-]+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?)/[A-Za-z0-9._~/-]*")
TARGETS: tuple[str, ...] = Project(root=Path()).targets


class SettingError(Exception):
    """What must hold of a setting, and what to write instead."""

    def __init__(self, message: str, help_: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


_TAKEN = ("idlwright", "js", "pyodide", "typing_extensions")
"""Packages that generated code meets: `js` is what the stubs of the other target are called."""


def text(value: object) -> str:
    """Take a string."""
    if not isinstance(value, str):
        raise SettingError("must be a string")
    return value


def package(value: object, _root: Path) -> str:
    """Take the name of an import package."""
    name = text(value)
    if not _IDENTIFIER.fullmatch(name) or keyword.iskeyword(name):
        raise SettingError("must be a Python identifier", f'as in: package = "{Project(root=Path()).package}"')
    if name in _TAKEN or name in sys.stdlib_module_names:
        raise SettingError(f"must not be '{name}', which is the name of another package", "choose a name of its own")
    return name


def global_name(value: object, _root: Path) -> str:
    """Take the name of a global interface."""
    name = text(value)
    if not _IDENTIFIER.fullmatch(name):
        raise SettingError("must be the name of a global", 'as in: global = "ServiceWorker"')
    return name


def path(value: object, root: Path) -> str:
    """Take a path that stays below the root, whatever links there are."""
    given = text(value)
    if not given or not given.isprintable() or "\\" in given:
        raise SettingError("must be a path with '/' between its parts")
    parts = [part for part in given.split("/") if part not in {"", "."}]
    base = os.path.realpath(root)
    target = os.path.realpath(os.path.join(base, *parts))  # noqa: PTH118
    if given.startswith("/") or ".." in parts or not target.startswith(base.rstrip(os.sep) + os.sep):
        raise SettingError("must stay below the folder of pyproject.toml", "write a relative path without '..'")
    return "/".join(parts)


def address(value: object, _root: Path) -> str:
    """Take the address of a site, which ends in `/`; or nothing."""
    given = text(value)
    if given and not _ADDRESS.fullmatch(given):
        raise SettingError("must be an https address that ends in '/'", 'as in: docs-url = "https://example.org/docs/"')
    return given


def targets(value: object, _root: Path) -> tuple[str, ...]:
    """Take a list of targets, each once."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingError("must be a list of strings", f"targets are {', '.join(TARGETS)}")
    for item in value:
        if item not in TARGETS:
            guess = closest(item, TARGETS)
            help_ = f"did you mean '{guess}'?" if guess else f"targets are {', '.join(TARGETS)}"
            raise SettingError(f"has no target '{item[:60]!s}'" if item.isprintable() else "has no such target", help_)
    if len(set(value)) != len(value):
        raise SettingError("must name each target once")
    return tuple(value)


def by_hand(value: object, _root: Path) -> tuple[tuple[str, str], ...]:
    """Take a table of public names and the modules that have them."""
    if not isinstance(value, dict):
        raise SettingError("must be a table", 'as in: [tool.idlwright.by-hand] UserAgent = "agent"')
    for name, module in value.items():
        if not _IDENTIFIER.fullmatch(name) or keyword.iskeyword(name):
            raise SettingError("must have Python identifiers as keys")
        if (
            not isinstance(module, str)
            or not _MODULE.fullmatch(module)
            or any(map(keyword.iskeyword, module.split(".")))
        ):
            raise SettingError(f"must name a module of the runtime package for '{name}'")
    return tuple(sorted(value.items()))


def flag(value: object, _root: Path) -> bool:
    """Take a boolean."""
    if not isinstance(value, bool):
        raise SettingError("must be true or false")
    return value


READERS: dict[str, tuple[str, Callable[[object, Path], Setting]]] = {
    "package": ("package", package),
    "global": ("global_name", global_name),
    "schema": ("schema", path),
    "stubs": ("stubs", path),
    "runtime": ("runtime", path),
    "docs": ("docs", path),
    "nav": ("nav", path),
    "docs-url": ("docs_url", address),
    "targets": ("targets", targets),
    "by-hand": ("by_hand", by_hand),
    "rules": ("rules", flag),
}
"""Key of the table → field of `Project` and what reads the value."""
