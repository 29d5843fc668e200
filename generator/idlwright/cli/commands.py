"""The commands and their options. What they do stands in a module each, imported when it is run."""

from __future__ import annotations

import click

from idlwright import __version__

FORMATS = ("text", "json", "github", "sarif")
TARGETS = ("cpython", "pyodide", "runtime", "docs", "editors")
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 120}
_project = click.option(
    "--project",
    "root",
    metavar="DIR",
    default=".",
    show_default=True,
    help="Folder of the project: its pyproject.toml may have a table [tool.idlwright].",
)
_schema = click.option("--schema", metavar="DIR", help="Folder of the schema, relative to the project.  [schema]")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, message="%(prog)s %(version)s")
def idlwright() -> None:
    """A YAML description of a Web API in; typed stubs, a runtime and a documentation site out."""


@idlwright.command()
@_project
@_schema
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How findings are printed.",
)
def check(root: str, schema: str | None, form: str) -> int:
    """Judge a schema; write nothing.

    Exit code 0 when there is no error, 1 when there is one.
    """
    from idlwright.cli.check import run  # noqa: PLC0415 - each command pays for itself only

    return run(root, schema, form)


@idlwright.command()
@_project
@_schema
@click.option("--out", metavar="DIR", help="Write below this folder instead of the project's.")
@click.option(
    "--target",
    "targets",
    type=click.Choice(TARGETS),
    multiple=True,
    help="Write only this; may be given several times.  [all that the project has]",
)
@click.option("--check", "dry", is_flag=True, help="Write nothing; fail when the outputs are out of date.")
def build(root: str, schema: str | None, out: str | None, targets: tuple[str, ...], dry: bool) -> int:
    """Write stubs, runtime and documentation.

    Nothing is written when the schema has an error. Exit code 1 then, and when --check finds stale outputs.
    """
    from idlwright.cli.build import run  # noqa: PLC0415 - as above

    return run(root, schema, out, targets, dry=dry)


@idlwright.command()
@_project
@click.option("--out", metavar="DIR", help="Verify what a build wrote below this folder.")
def verify(root: str, out: str | None) -> int:
    """Have mypy --strict check what a build wrote, and the examples of the documentation."""
    from idlwright.cli.verify import run  # noqa: PLC0415 - as above

    return run(root, out)


@idlwright.command()
@click.argument("rule", required=False)
def explain(rule: str | None) -> int:
    """Say what a rule demands and why, with an example; without RULE, list all rules."""
    from idlwright.cli.explain import run  # noqa: PLC0415 - as above

    return run(rule)


@idlwright.group(name="import")
def import_() -> None:
    """Bring other descriptions of an API into the schema, without losing what is written there."""


@import_.command()
@_project
@click.argument("files", nargs=-1, required=True)
@click.option("--out", metavar="DIR", help="Folder of the schema, relative to the project.  [schema]")
@click.option("--spec", metavar="ID", help="Id of the specification.  [the file's name]")
@click.option("--title", help="Title of the specification.  [from the file's line '// Source: Title (https://…)']")
@click.option("--url", help="Address of the specification.  [likewise]")
@click.option("--externals", is_flag=True, help="Write documents for the names that nothing in the schema defines.")
@click.option("--check", "dry", is_flag=True, help="Write nothing; fail when an import would change something.")
def webidl(root: str, files: tuple[str, ...], externals: bool, dry: bool, **said: str | None) -> int:
    """Import Web IDL FILES, each all that one specification defines.

    Importing again keeps summaries, descriptions and all other text, and says what came, went or lost its text.
    """
    from idlwright.cli.import_webidl import Wanted, run  # noqa: PLC0415 - as above

    wanted = Wanted(
        files=files,
        out=said["out"],
        spec=said["spec"],
        title=said["title"],
        url=said["url"],
        externals=externals,
        dry=dry,
    )
    return run(root, wanted)


@import_.command()
@_project
@click.argument("path", required=False)
@click.option("--out", metavar="DIR", help="Folder of the schema, relative to the project.  [schema]")
@click.option("--check", "dry", is_flag=True, help="Write nothing; fail when an import would change something.")
def compat(root: str, path: str | None, out: str | None, dry: bool) -> int:
    """Import browser support and status from @mdn/browser-compat-data, a folder or its data.json.

    PATH is below build/npm/node_modules when it is not given. Only what differs is rewritten; what the data leave open
    is kept.
    """
    from idlwright.cli.import_facts import import_compat  # noqa: PLC0415 - as above

    return import_compat(root, path, out, dry=dry)


@import_.command()
@_project
@click.argument("path", required=False)
@click.option("--out", metavar="DIR", help="Folder of the schema, relative to the project.  [schema]")
@click.option("--check", "dry", is_flag=True, help="Fail when the schema lacks an event, too.")
def events(root: str, path: str | None, out: str | None, dry: bool) -> int:
    """Compare the schema's events with @webref/events, a folder or its events.json.

    PATH is below build/npm/node_modules when it is not given. Nothing is written: when an event is fired is said by
    people. Exit code 1 when an event has another interface than the schema says.
    """
    from idlwright.cli.import_facts import compare_events  # noqa: PLC0415 - as above

    return compare_events(root, path, out, strict=dry)


@idlwright.group()
def emit() -> None:
    """Write what the schema means, before policy, in one document for other tools."""


_out = click.option("--out", metavar="FILE", help="Write to this file.  [standard output]")


@emit.command(name="webidl")
@_project
@_schema
@_out
def emit_webidl(root: str, schema: str | None, out: str | None) -> int:
    """Write Web IDL, by specification, partial definitions apart."""
    from idlwright.cli.emit import run  # noqa: PLC0415 - as above

    return run(root, schema, out, "webidl")


@emit.command(name="json")
@_project
@_schema
@_out
def emit_json(root: str, schema: str | None, out: str | None) -> int:
    """Write the whole model as JSON, with documentation and policy."""
    from idlwright.cli.emit import run  # noqa: PLC0415 - as above

    return run(root, schema, out, "json")
