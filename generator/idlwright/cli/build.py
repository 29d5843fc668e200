"""`idlwright build`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

import click

from idlwright.cli.console import complain, say, steps, table
from idlwright.cli.schema import Reading, read, report
from idlwright.cli.writing import explained
from idlwright.diagnostics.rule import Rule
from idlwright.driver import has_errors
from idlwright.light import dataclass
from idlwright.outputs import Ahead, Inputs, Output, generate
from idlwright.write import Plan, apply, exclusive, plan

_FOREIGN = "foreign-file"
_STALE = "out-of-date"
_SHOWN = 20
"""Up to so many stale files are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everything:
    """The outputs of all targets together."""

    files: dict[str, str] = field(default_factory=dict)
    owned: tuple[str, ...] = ()
    once: dict[str, str] = field(default_factory=dict)


def run(root: str, schema: str | None, out: str | None, targets: tuple[str, ...], *, dry: bool) -> int:
    """Judge, generate, compare; write unless `dry`."""
    with steps() as step, Ahead(targets) as ahead:
        step("reading the schema")
        reading = read(root, schema, ahead.begin)
        if reading.judged.api is None or has_errors(reading.judged.findings):
            report(reading.judged.findings, reading.judged.sources)
            complain("nothing was written")
            return 1
        step("generating")
        outputs = generate(_inputs(reading), targets or reading.project.targets, ahead)
        base = _place(reading, out)
    report(reading.judged.findings, reading.judged.sources)
    with exclusive(base):
        everything = _together(outputs, base)
        found = plan(base, everything.files, everything.owned, everything.once)
        if found.refusals:
            return _refused(found)
        if dry:
            return _judge_freshness(found)
        return _write(base, outputs, everything, found)


def _place(reading: Reading, out: str | None) -> Path:
    """Return the folder that is written below.

    Raises:
        click.UsageError: It is no folder, or lies in the schema, where outputs would be read as input.
    """
    if out is None:
        return reading.root
    base = Path(out)
    if not base.is_dir() and os.path.lexists(base):
        raise click.UsageError(f"--out: '{out}' is no folder")
    schema = (reading.root / reading.project.schema).resolve()
    if base.resolve() == schema or schema in base.resolve().parents:
        raise click.UsageError(f"--out: '{out}' lies in the schema's folder; choose one of its own")
    return base


def _inputs(reading: Reading) -> Inputs:
    from idlwright.load import load_examples  # noqa: PLC0415 - check needs it not

    project = reading.project
    assert reading.judged.api is not None  # noqa: S101 - run has asked
    rules: Mapping[str, Rule] | None = None
    if project.rules:
        from idlwright.diagnostics.rules import RULES  # noqa: PLC0415 - only the site of idlwright itself has them

        rules = RULES
    examples = load_examples(reading.root, project.docs)
    return Inputs(api=reading.judged.api, project=project, examples=examples, rules=rules, nav=reading.judged.nav)


def _together(outputs: tuple[Output, ...], base: Path) -> _Everything:
    made = _Everything(owned=tuple(place for output in outputs for place in output.owned))
    for output in outputs:
        made.files.update(output.files)
        if output.once is not None and not (base / output.once.last).exists():
            made.once.update(output.once.files)
    return made


def _refused(found: Plan) -> int:
    for refusal in found.refusals:
        complain(f"{refusal.path}: error[{_FOREIGN}]: {refusal.path} {refusal.message}")
    complain("nothing was written")
    return 1


def _judge_freshness(found: Plan) -> int:
    if not found.stale:
        say(f"up to date: {len(found.unchanged)} files")
        return 0
    missing = (*found.created, *found.once)
    for name, paths in (("missing", missing), ("changed", found.updated), ("left over", found.deleted)):
        for path in paths[:_SHOWN]:
            complain(f"{path}: error[{_STALE}]: {name}")
        if len(paths) > _SHOWN:
            complain(f"and {len(paths) - _SHOWN} more: {name}")
    complain(f"{len(found.stale)} files are out of date; run 'idlwright build'")
    return 1


def _write(base: Path, outputs: tuple[Output, ...], everything: _Everything, found: Plan) -> int:
    with explained(base, "; files that were written are whole, run the build again once this is mended"):
        apply(base, found, {**everything.files, **everything.once})
    _summarise(outputs, found)
    return 0


def _summarise(outputs: tuple[Output, ...], found: Plan) -> None:
    changed = {*found.created, *found.updated, *found.once}
    rows: list[tuple[str, ...]] = []
    for output in outputs:
        written = sum(path in changed for path in output.files)
        if output.once is not None and output.once.last in changed:
            written += len(found.once)
        gone = sum(path.startswith(tuple(f"{place}/" for place in output.owned)) for path in found.deleted)
        rows.append((output.name, str(len(output.files)), str(written), str(gone)))
    table(("target", "files", "written", "deleted"), rows)
    ignores = sum(text.count("# type: ignore[") for output in outputs for text in output.files.values())
    say(f"type: ignore comments in generated files: {ignores}")
    if not found.stale:
        say("everything was up to date")
