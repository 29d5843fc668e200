"""The command line: argv in, exit code out. Everything else knows neither."""

from __future__ import annotations

import contextlib
import errno
import io
import sys

FAULT = 70
"""Exit code of a fault of idlwright itself, so that it is never mistaken for findings (1) or usage (2)."""
INTERRUPTED = 130
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""Where output goes takes no more of it. Of the files that are written, `writing.explained` has spoken before."""


def main() -> None:
    """Run the command `idlwright` and exit."""
    import gc  # noqa: PLC0415 - for the next line only

    gc.disable()  # a short life that makes hundreds of thousands of small objects and frees hardly any
    _exit(run(sys.argv[1:]))


def _exit(code: int) -> None:
    """End the process without taking all those objects apart, unless somebody traces or profiles it."""
    import os  # noqa: PLC0415 - for the next lines only

    if sys.gettrace() is None and sys.getprofile() is None:
        with contextlib.suppress(OSError, ValueError):  # Python would say what is wrong with them as it ends
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command with these arguments.

    Returns:
        0 clean, 1 findings, stale output or output that can't be written, 2 usage, 70 a fault of idlwright,
        130 interrupted.
    """
    import click  # noqa: PLC0415 - `python -m idlwright` must be importable without its cost

    from idlwright.cli.commands import idlwright  # noqa: PLC0415 - as above

    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = idlwright.main(arguments, prog_name="idlwright", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; what was written is whole, run the command again to finish", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        _silence_stdout()
        return 1
    except Exception as error:  # noqa: BLE001 - the last stand: a user never sees a traceback
        if not isinstance(error, OSError) or error.errno not in FULL:
            return _fault(error)
        _silence_stdout()
        with contextlib.suppress(OSError):  # both may go to the same place
            print(f"idlwright: the output can't be written: {error.strerror}", file=sys.stderr)  # noqa: T201 - see _fault
        return 1
    return code if isinstance(code, int) else 0


def _fault(error: Exception) -> int:
    import os  # noqa: PLC0415 - only a fault needs these
    import traceback  # noqa: PLC0415 - likewise

    if os.environ.get("IDLWRIGHT_DEBUG"):
        traceback.print_exception(error)
    where = traceback.extract_tb(error.__traceback__)[-1]
    print(  # noqa: T201 - click may be what failed
        f"idlwright: internal error in {where.name}: {type(error).__name__}: {error}\n"
        "This is a fault of idlwright, not of your schema. Please report it with what the same command prints when "
        "IDLWRIGHT_DEBUG=1 is set.",
        file=sys.stderr,
    )
    return FAULT


def _open_closed() -> None:
    """Give up what is printed to a stream that was closed before we began: Python has none at all then."""
    import os  # noqa: PLC0415 - as Python's own start has loaded it

    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def _silence_stdout() -> None:
    import os  # noqa: PLC0415 - only a closed pipe needs it

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
