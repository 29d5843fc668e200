"""`idlwright emit webidl` and `idlwright emit json`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from idlwright.cli.console import complain, say
from idlwright.cli.schema import read, report
from idlwright.cli.writing import explained
from idlwright.driver import has_errors
from idlwright.model.api import Api
from idlwright.write import Plan, apply


def run(root: str, schema: str | None, out: str | None, form: str) -> int:
    """Judge the schema; print what it means, or write it to a file."""
    reading = read(root, schema)
    report(reading.judged.findings, reading.judged.sources)
    api = reading.judged.api
    if api is None or has_errors(reading.judged.findings):
        complain("nothing was written")
        return 1
    text = FORMS[form](api)
    if out is None:
        say(text.removesuffix("\n"))
    else:
        _write(Path(out), text)
    return 0


def _write(path: Path, text: str) -> None:
    with explained(path):
        apply(path.parent, Plan(created=(path.name,)), {path.name: text})


def _webidl(api: Api) -> str:
    from idlwright.lower.webidl import whole  # noqa: PLC0415 - JSON needs it not

    return whole(api)


def _json(api: Api) -> str:
    import json  # noqa: PLC0415 - Web IDL needs it not

    from idlwright.lower.document import document  # noqa: PLC0415 - likewise

    return json.dumps(document(api), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


FORMS: dict[str, Callable[[Api], str]] = {"webidl": _webidl, "json": _json}
