"""Runs programs, given as a JSON object of id and source on standard input; prints what each ends with."""

from __future__ import annotations

import asyncio
import json
import sys
import warnings

LIMIT = 10
"""Seconds a program may take."""


def outcome(name: str, source: str) -> str:
    """Run one program; one that defines `main` is an asynchronous one."""
    names: dict[str, object] = {"__name__": "__main__"}
    try:
        exec(compile(source, name, "exec"), names)  # noqa: S102 -- the programs are ours
        main = names.get("main")
        if callable(main):
            asyncio.run(asyncio.wait_for(main(), LIMIT))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is the result
        ended = type(error).__name__
        return f"{ended} {getattr(error, 'name', '')}" if ended == "DOMException" else ended
    return "works"


def run() -> None:
    warnings.simplefilter("ignore")
    programs: dict[str, str] = json.load(sys.stdin)
    found = {name: outcome(name, source) for name, source in programs.items()}
    sys.stdout.write("\n" + json.dumps(found) + "\n")


if __name__ == "__main__":
    run()
