"""`idlwright import webidl`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from idlwright.cli.console import complain, say
from idlwright.cli.schema import report, settings
from idlwright.cli.writing import explained
from idlwright.diagnostics import Diagnostic, Span, in_order
from idlwright.driver import has_errors
from idlwright.dump.layout import Quoted, Tree, lay_out
from idlwright.importing import Imported, merge
from idlwright.importing.refusals import refusals
from idlwright.light import dataclass, replace
from idlwright.load import load
from idlwright.load.webidl import LoadedWebIdl, WebIdlFile, load_webidl
from idlwright.parse import parse
from idlwright.parse.webidl import parse_webidl
from idlwright.syntax.definitions import Definition
from idlwright.syntax.schema import Schema
from idlwright.syntax.text import Text
from idlwright.write import Plan, apply


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command line says."""

    files: tuple[str, ...]
    out: str | None
    spec: str | None
    title: str | None
    url: str | None
    externals: bool
    dry: bool


def run(root: str, wanted: Wanted) -> int:
    """Read the files and the schema, merge, write, and say what happened."""
    base, project, findings = settings(root)
    folder = (wanted.out or project.schema).rstrip("/")
    if wanted.externals and wanted.dry:
        raise click.UsageError("--externals writes what an import leaves open, and --check writes nothing")
    read = _described(load_webidl(wanted.files), wanted)
    sources, schema, more = _existing(base, folder)
    definitions, problems = _definitions(read)
    found = in_order([*findings, *more, *read.findings, *(problems or refusals(definitions))])
    if has_errors(found):
        report(found, {**sources, **read.sources})
        complain("nothing was written")
        return 1
    imported = merge(sources, schema, definitions, folder)
    texts = {**_specifications(read, schema, folder, imported), **imported.files}
    created = tuple(sorted(set(texts) - set(sources)))
    updated = tuple(sorted(name for name in sources if name in texts and texts[name] != sources[name]))
    plan = Plan(created=created, updated=updated, deleted=imported.emptied)
    if not wanted.dry:
        _write(base, plan, texts)
    _summarise(imported, plan, dry=wanted.dry)
    if wanted.externals:
        _declare_externals(base, folder)
    return 1 if wanted.dry and plan.stale else 0


def _described(read: LoadedWebIdl, wanted: Wanted) -> LoadedWebIdl:
    """Put the options in the place of what the files say of their specification."""
    if (wanted.spec or wanted.title or wanted.url) and len(wanted.files) > 1:
        raise click.UsageError("--spec, --title and --url are said of one file; import the files one by one")
    files = tuple(
        replace(
            file,
            spec=wanted.spec or file.spec,
            title=wanted.title or file.title,
            url=wanted.url or file.url,
        )
        for file in read.files
    )
    return replace(read, files=files)


def _existing(base: Path, folder: str) -> tuple[Mapping[str, str], Schema, tuple[Diagnostic, ...]]:
    """Read the schema as it is; an absent or empty folder is a schema without definitions."""
    if not any((base / folder).rglob("*.y*ml")):
        return {}, Schema(), ()
    loaded = load(base, folder)
    schema, found = parse(loaded.documents)
    return loaded.sources, schema, (*loaded.findings, *found)


def _definitions(read: LoadedWebIdl) -> tuple[list[Definition], list[Diagnostic]]:
    definitions: list[Definition] = []
    findings: list[Diagnostic] = []
    for file in read.files:
        found, problems = parse_webidl(file.file, file.text, Text(file.spec, Span(file.file, 1, 1, 1, 1)))
        definitions += found
        findings += problems
    return definitions, findings


def _specifications(read: LoadedWebIdl, schema: Schema, folder: str, imported: Imported) -> dict[str, str]:
    """Return the files of specifications that the schema does not have yet."""
    known = {each.id.text for each in schema.specifications}
    made: dict[str, str] = {}
    for file in read.files:
        path = f"{folder}/{file.spec}/specification.yaml"
        if file.spec not in known and path not in imported.files:
            made[path] = _specification(file)
    return made


def _specification(file: WebIdlFile) -> str:
    if not file.title or not file.url:
        raise click.UsageError(
            f"{file.file} does not say which specification it is from: say it by --title and --url, or by a line "
            "'// Source: Title (https://…)' in the file"
        )
    tree: dict[str, Tree] = {"specification": file.spec, "title": file.title, "url": Quoted(file.url)}
    return "\n".join(lay_out(tree)) + "\n"


def _write(base: Path, plan: Plan, texts: Mapping[str, str]) -> None:
    with explained(base, "; run the import again"):
        apply(base, plan, texts)


def _declare_externals(base: Path, folder: str) -> None:
    """Declare what the schema uses now and nothing defines."""
    from idlwright.importing.elsewhere import FILE, documents, undefined  # noqa: PLC0415 - few imports ask for it
    from idlwright.link import link  # noqa: PLC0415 - likewise

    path = f"{folder}/{FILE}"
    while True:  # what is broken hides what is missing in it
        sources, schema, _ = _existing(base, folder)
        _, findings = link(schema)
        names = undefined(schema, findings, sources)
        if not names:
            return
        created, updated = ((), (path,)) if path in sources else ((path,), ())
        text = documents(schema, names, sources.get(path, ""))
        _write(base, Plan(created=created, updated=updated, deleted=()), {path: text})
        for name, kind in sorted(names.items()):
            say(f"defined elsewhere: {kind} {name}")


def _summarise(imported: Imported, plan: Plan, *, dry: bool) -> None:
    for title, names in (
        ("new", imported.came),
        ("changed", imported.changed),
        ("gone", imported.went),
        ("text lost", imported.lost),
    ):
        for name in names:
            say(f"{title}: {name}")
    files = len(plan.created) + len(plan.updated) + len(plan.deleted)
    say(f"{files} files {'would change' if dry else 'written'}" if files else "nothing to change")
