"""The settings of a project: `[tool.idlwright]` of its pyproject.toml, with defaults for every key."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path

from idlwright.light import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where things are and what they are called; all paths are relative to `root`."""

    root: Path
    schema: str = "schema"
    package: str = "api"
    """Import name of the runtime package and its stubs."""
    global_name: str = "ServiceWorker"
    """The global whose names the `js` module has."""
    targets: tuple[str, ...] = ("cpython", "pyodide", "runtime", "docs", "editors")
    stubs: str = "stubs"
    runtime: str = "runtime"
    docs: str = "site_docs"
    """The documentation folder: `reference/` in it is generated, `examples/` and `nav.yaml` are read."""
    nav: str = "mkdocs.nav.yml"
    docs_url: str = ""
    """Address of the published site, ending in `/`; docstrings link to it. Empty: no links."""
    by_hand: tuple[tuple[str, str], ...] = ()
    """Public name → module of the runtime package, written by hand, which has it; the stubs re-export it from there."""
    rules: bool = False
    """Whether the site has the pages of the checker's rules: those of idlwright itself do."""
    examples: frozenset[str] = field(default=frozenset())
    """Names of the example files that exist in `docs`/examples."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example of the documentation: a program and what it prints."""

    code: str
    output: str = ""
