"""The order of the stages; only this module knows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from idlwright.diagnostics import Diagnostic, Severity, in_order
from idlwright.light import dataclass
from idlwright.load import Loaded, load, load_nav
from idlwright.model.api import Api
from idlwright.model.nav import NavItem
from idlwright.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of a schema."""

    api: Api | None
    """The model, unless there are errors."""
    findings: tuple[Diagnostic, ...]
    sources: Mapping[str, str]
    """Displayed name of a file → its text, for the report."""
    nav: tuple[NavItem, ...] = ()
    """The hand-written entries of the site's navigation."""


def judge(root: Path, project: Project, linked: Callable[[Api, Project], None] | None = None) -> Judged:
    """Read and judge a schema: load → parse → link → check.

    A file that can't be read does not hide what is wrong with the others, so parse goes on with these. Link and
    check need everything: they follow only when there is no error.

    Args:
        root: Folder of the project.
        project: Its settings.
        linked: Gets the model before it is judged, to begin what is given up if it does not stand.
    """
    loaded = load(root, project.schema)
    api, found = _meaning(loaded, project, linked)
    navigation = load_nav(root, project.docs)
    found += navigation.findings
    return Judged(
        api=None if has_errors(found) else api,
        findings=in_order(list(found)),
        sources={**loaded.sources, **navigation.sources},
        nav=navigation.items,
    )


def _meaning(
    loaded: Loaded, project: Project, linked: Callable[[Api, Project], None] | None
) -> tuple[Api | None, tuple[Diagnostic, ...]]:
    """Return what located nodes mean, as far as the stages get, and all findings."""
    from idlwright.check import check  # noqa: PLC0415 - stages that are not reached are not loaded
    from idlwright.link import link  # noqa: PLC0415 - likewise
    from idlwright.parse import parse  # noqa: PLC0415 - likewise

    found = loaded.findings
    broken = {finding.span.file for finding in found if finding.severity is Severity.ERROR}
    schema, more = parse(document for document in loaded.documents if document.file not in broken)
    found += more
    if has_errors(found):
        return None, found
    api, more = link(schema)
    found += more
    if has_errors(found):
        return None, found
    if linked is not None:
        linked(api, project)
    return api, found + check(api, project)


def has_errors(findings: tuple[Diagnostic, ...]) -> bool:
    """Tell whether findings stop a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
