"""`idlwright import compat` and `idlwright import events`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from pathlib import Path

from idlwright.cli.console import complain, say
from idlwright.cli.schema import report, settings
from idlwright.cli.writing import explained
from idlwright.diagnostics import in_order
from idlwright.driver import has_errors
from idlwright.importing.compat import Compat
from idlwright.importing.events import compare
from idlwright.importing.facts import fill
from idlwright.light import dataclass
from idlwright.load import Loaded, load
from idlwright.load.facts import FactsError, Json, NoFactsError, load_facts
from idlwright.parse import parse
from idlwright.syntax.schema import Schema
from idlwright.write import Plan, apply

_NPM = "build/npm"
"""Folder of a project below which npm puts packages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Existing:
    """A schema without errors, as it is written."""

    base: Path
    loaded: Loaded
    schema: Schema


def import_compat(root: str, path: str | None, out: str | None, *, dry: bool) -> int:
    """Put support and status into the schema, and say what happened."""
    existing = _read(root, out)
    if existing is None:
        return 1
    sources = dict(existing.loaded.sources)
    try:
        compat = Compat(_facts(existing.base, path, "@mdn/browser-compat-data", "data.json"))
        filled = fill(sources, existing.loaded.documents, existing.schema, compat)
    except FactsError as error:
        complain(f"error: {error}")
        complain("nothing was written")
        return 1
    updated = tuple(sorted(file for file, text in filled.files.items() if text != sources[file]))
    for title, names in (("changed", filled.changed), ("text lost", filled.lost), ("no data", filled.without)):
        _list(title, names)
    if dry:
        say(f"{len(updated)} files would change" if updated else "nothing to change")
        return 1 if updated else 0
    with explained(existing.base, "; run the import again"):
        apply(existing.base, Plan(updated=updated), filled.files)
    say(f"{len(updated)} files written" if updated else "nothing to change")
    return 0


def compare_events(root: str, path: str | None, out: str | None, *, strict: bool) -> int:
    """Say which events the schema lacks, and which it has wrong."""
    existing = _read(root, out)
    if existing is None:
        return 1
    try:
        compared = compare(_facts(existing.base, path, "@webref/events", "events.json"), existing.schema)
    except FactsError as error:
        complain(f"error: {error}")
        return 1
    _list("new", compared.new)
    for text in compared.wrong:
        complain(f"error: {text}")
    if not compared.new and not compared.wrong:
        say("nothing is missing")
    return 1 if compared.wrong or (strict and compared.new) else 0


def _facts(base: Path, path: str | None, package: str, file: str) -> Json:
    """Return what a package says; without it, the error says how to get it."""
    try:
        return load_facts(path or str(base / _NPM / "node_modules" / package), file)
    except NoFactsError as error:
        help_ = f"PATH is the folder of the npm package {package}, or its {file}"
        if not path:
            install = f"npm install --prefix {shlex.quote(str(base / _NPM))} {package}"
            help_ = f"run {install}, or give PATH: the folder of that package, or its {file}"
        raise FactsError(f"{error}\n  help: {help_}") from error


def _list(title: str, names: Iterable[str]) -> None:
    for name in names:
        say(f"{title}: {name}")


def _read(root: str, out: str | None) -> _Existing | None:
    """Return the schema, or None when it has errors, which have been reported then."""
    base, project, findings = settings(root)
    loaded = load(base, (out or project.schema).rstrip("/"))
    schema, more = parse(loaded.documents)
    found = in_order([*findings, *loaded.findings, *more])
    if not has_errors(found):
        return _Existing(base=base, loaded=loaded, schema=schema)
    report(found, loaded.sources)
    complain("nothing was written")
    return None
