"""How findings are shown: to people, to programs, and to two services. Each format is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from idlwright.diagnostics import Diagnostic

FORMATS = ("text", "json", "github", "sarif")
"""Names of the formats, as the command line takes them."""

__all__ = ["FORMATS", "render"]


def render(form: str, findings: Sequence[Diagnostic], sources: Mapping[str, str]) -> str:
    """Return the findings in one of the formats; every line ends in a line break."""
    match form:
        case "text":
            from idlwright.report import text  # noqa: PLC0415 - see the module

            counts = text.summary(findings)
            return f"{text.render(findings, sources)}\n{counts}\n" if findings else f"{counts}\n"
        case "json":
            from idlwright.report import json  # noqa: PLC0415 - see the module

            return json.render(findings)
        case "github":
            from idlwright.report import github  # noqa: PLC0415 - see the module

            return github.render(findings)
        case "sarif":
            from idlwright.report import sarif  # noqa: PLC0415 - see the module

            return sarif.render(findings)
        case _:
            raise ValueError(f"there is no format {form!r}")
