"""When enough has been found: a stage stops, so that what is wrong everywhere takes neither all memory nor all day."""

from __future__ import annotations

from typing import Final

from idlwright.diagnostics.diagnostic import Diagnostic

MAX_FINDINGS: Final = 1000
"""Of one stage, of load in one file. Nobody reads more, and most of them have one cause."""


class EnoughError(Exception):
    """A stage has found as much as it reports; the findings are where it has put them."""


def add(found: list[Diagnostic], finding: Diagnostic) -> None:
    """Add a finding.

    Raises:
        EnoughError: There are `MAX_FINDINGS` before it. In its place one that says so has been added.
    """
    if len(found) < MAX_FINDINGS:
        found.append(finding)
        return
    if len(found) == MAX_FINDINGS:
        message = f"more than {MAX_FINDINGS} findings: this one and what follows is not reported"
        found.append(
            Diagnostic(rule="too-many-findings", span=finding.span, message=message, help="mend those before it first")
        )
    raise EnoughError
