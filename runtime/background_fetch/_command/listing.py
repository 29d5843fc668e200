"""`background-fetch list` and `show`: what a profile holds, read beside the process that may have it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import pictures, reasons
from .errors import EXIT_FAILED, EXIT_WELL, explained, said
from .sizes import size

if TYPE_CHECKING:
    from .pictures import Picture

COLOURS = {"unfinished": "cyan", "paused": "yellow", "success": "green", "failure": "red"}


def read(profile: Path) -> list[Picture]:
    """Return the pictures of a profile's background fetches.

    Raises:
        OSError: The profile can't be read.
    """
    from background_fetch._impl.storage.reading import read_rows  # noqa: PLC0415 -- not for help

    return pictures.of_rows(read_rows(profile))


def _size_of(picture: Picture) -> str:
    total = "?" if picture.download_total is None else size(picture.download_total)
    return f"{size(picture.downloaded)} of {total}"


def _print_json(found: object) -> None:
    json.dump(found, sys.stdout, indent=2)
    sys.stdout.write("\n")


def list_all(profile: Path, *, as_json: bool) -> int:
    """List all; returns the exit code."""
    with explained() as outcome:
        found = read(profile)
        if as_json:
            _print_json([pictures.as_json(picture) for picture in found])
            return EXIT_WELL
        table = Table("id", "state", "received", "requests", "scope", box=None, pad_edge=False)
        for picture in found:
            state = picture.failure_reason or picture.state
            table.add_row(
                Text(picture.id),
                Text(state, style=COLOURS[picture.state]),
                _size_of(picture),
                str(len(picture.records)),
                Text(picture.scope),
            )
        Console().print(table if found else "nothing")
    return outcome.code


def show_one(profile: Path, id_: str, scope: str | None, *, as_json: bool) -> int:
    """Show those with an id; returns the exit code."""
    from .control import with_reasons  # noqa: PLC0415 -- it takes asyncio, which lists do not need

    with explained() as outcome:
        found = [each for each in read(profile) if each.id == id_ and scope in {None, each.scope}]
        found = [with_reasons(profile, each) for each in found]
        if not found:
            said(f"there is no background fetch {id_!r}" + (f" of {scope}" if scope else ""))
            return EXIT_FAILED
        if as_json:
            _print_json([pictures.as_json(picture) for picture in found])
            return EXIT_WELL
        for picture in found:
            _show(Console(), picture)
    return outcome.code


def _show(console: Console, picture: Picture) -> None:
    state = picture.failure_reason or picture.state
    console.print(Text(picture.title or picture.id, style="bold"), Text(state, style=COLOURS[picture.state]))
    console.print(Text(f"{picture.id} of {picture.scope}"))
    console.print(f"received {_size_of(picture)}")
    waiting = reasons.waiting(picture, time.time())
    if waiting:
        console.print(Text(waiting, style="yellow"), soft_wrap=True)
    if picture.upload_total:
        console.print(f"sent {size(picture.uploaded)} of {size(picture.upload_total)}")
    table = Table("request", "status", "received", "result", box=None, pad_edge=False)
    for record in picture.records:
        total = "" if record.total is None else f" of {size(record.total)}"
        status = "" if record.status is None else str(record.status)
        table.add_row(Text(f"{record.method} {record.url}"), status, size(record.bytes) + total, record.result)
    console.print(table)
