"""Exit codes, and errors as a person reads them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

EXIT_WELL: Final = 0
EXIT_FAILED: Final = 1
EXIT_PROFILE: Final = 3
EXIT_INTERRUPTED: Final = 130


class Refused(Exception):  # noqa: N818 -- a refusal is no fault
    """What was asked for can't be done, and why."""


class Outcome:
    """How a command ended."""

    code = EXIT_WELL


def said(text: str) -> None:
    """Say what is wrong."""
    print(f"background-fetch: {text}", file=sys.stderr)  # noqa: T201 -- a command speaks so


def require_profile(profile: Path) -> None:
    """Refuse a profile that is not there, where one must be.

    Raises:
        Refused: It is not.
    """
    if not profile.is_dir():
        raise Refused(f"there is no profile {profile}")


def silence(stream: TextIO) -> None:
    """Let what is written go nowhere: who read it has gone. The interpreter must not complain at its end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@contextmanager
def heard_or_not() -> Iterator[None]:
    """Go on without who reads what is printed: a download is worth more than what is said of it."""
    try:
        yield
    except BrokenPipeError:
        silence(sys.stdout)


@contextmanager
def explained() -> Iterator[Outcome]:
    """Turn errors that a user can do something about into a line and an exit code."""
    outcome = Outcome()
    try:
        yield outcome
    except Refused as refusal:
        said(str(refusal))
        outcome.code = EXIT_FAILED
    except BrokenPipeError:
        silence(sys.stdout)
        outcome.code = EXIT_FAILED
    except OSError as error:
        said(str(error))
        outcome.code = EXIT_PROFILE
