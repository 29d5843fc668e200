"""What people see: colours and tables at a terminal, plain lines in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

import click


def is_terminal(stream: TextIO) -> bool:
    """Tell whether a person is looking."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO) -> bool:
    """Tell whether colours are wanted (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def say(text: str = "") -> None:
    """Print to standard output."""
    click.echo(text, color=has_colour(sys.stdout))


def complain(text: str) -> None:
    """Print to standard error."""
    click.echo(text, err=True, color=has_colour(sys.stderr))


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print a table; the first column is text, the others are numbers."""
    if is_terminal(sys.stdout):
        _rich_table(columns, rows)
        return
    widths = [max(len(row[column]) for row in (columns, *rows)) for column in range(len(columns))]
    for row in (columns, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        say("  ".join(cells).rstrip())


def _rich_table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - a pipe does not pay for it
    from rich.console import Console  # noqa: PLC0415 - likewise
    from rich.table import Table  # noqa: PLC0415 - likewise
    from rich.text import Text  # noqa: PLC0415 - likewise

    made = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        made.add_column(column, justify="left" if number == 0 else "right")
    for row in rows:
        made.add_row(*map(Text, row))
    Console().print(made)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """Yield a function that shows what is being done; it vanishes when all is done, and in a pipe it is silent."""
    if not is_terminal(sys.stderr):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 - as above

    with Console(stderr=True).status("") as status:
        yield status.update
