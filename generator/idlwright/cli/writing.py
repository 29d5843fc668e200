"""What goes wrong when files are written, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click


@contextmanager
def explained(place: Path, advice: str = "") -> Iterator[None]:
    """Turn an error of the system into one that is read: which file, what is wrong, and what to do then.

    Args:
        place: What is written, for errors that name no file.
        advice: What follows the system's words, from the comma or semicolon on.
    """
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"{error.filename or place}: {error.strerror}{advice}") from error
