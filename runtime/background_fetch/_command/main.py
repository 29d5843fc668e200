"""The command line: commands, options, exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

DEFAULT_PROFILE = "background-fetch"
"""The folder in the user's data folder."""


def default_profile() -> str:
    """Return where downloads are kept unless it is said otherwise."""
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return str(Path(data) / DEFAULT_PROFILE)


profile_option = click.option(
    "-p",
    "--profile",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="BACKGROUND_FETCH_PROFILE",
    default=default_profile,
    show_default="~/.local/share/background-fetch",
    help="The folder that everything durable is kept in.",
)
profile_argument = click.argument(
    "profile",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="BACKGROUND_FETCH_PROFILE",
    default=default_profile,
    required=False,
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
scope_option = click.option("--scope", help="Whose background fetch, where several have the same id.")


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="idlwright", prog_name="background-fetch")
def main() -> None:
    """Download durably: what is interrupted goes on where it was.

    Exit codes: 0 all is well; 1 a download failed, or a profile has faults; 2 the command line is wrong; 3 another
    process has the profile, or it can't be used; 130 interrupted, and everything can go on.
    """


@main.command()
@profile_argument
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def run(profile: Path, *, as_json: bool, quiet: bool) -> None:
    """Go on with all that is unfinished in PROFILE, until nothing is."""
    from .running import run as running  # noqa: PLC0415 -- what help and mistakes do not need

    sys.exit(running(profile, as_json=as_json, quiet=quiet))


@main.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@profile_option
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where files are saved.")
@click.option(
    "--worker",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A service worker of yours that handles the end instead.",
)
@click.option("--id", "id_", help="The id; without one, the name of the first file.")
@click.option("--title", default="", help="What progress is shown as.")
@click.option("--total", type=click.IntRange(0), default=0, help="The most bytes that may come; 0 for any number.")
@click.option(
    "--integrity", multiple=True, metavar="HASH", help="What the URL in the same place has to hash to (sha384-…)."
)
@click.option("--public-only", is_flag=True, help="Refuse private and local addresses, whatever names lead there.")
@json_option
@click.option("-q", "--quiet", is_flag=True, help="Show no progress.")
def fetch(**options: object) -> None:
    """Download URL... as one background fetch, and save the files."""
    from . import fetching  # noqa: PLC0415 -- as above

    sys.exit(fetching.fetch(fetching.Wish.from_options(options)))


@main.command("list")
@profile_option
@json_option
def list_(profile: Path, *, as_json: bool) -> None:
    """List the background fetches of a profile."""
    from .listing import list_all  # noqa: PLC0415 -- as above

    sys.exit(list_all(profile, as_json=as_json))


@main.command()
@click.argument("id_", metavar="ID")
@profile_option
@scope_option
@json_option
def show(id_: str, profile: Path, scope: str | None, *, as_json: bool) -> None:
    """Show a background fetch with its requests."""
    from .listing import show_one  # noqa: PLC0415 -- as above

    sys.exit(show_one(profile, id_, scope, as_json=as_json))


def _control(name: str, summary: str) -> click.Command:
    @click.argument("id_", metavar="ID")
    @profile_option
    @scope_option
    def command(id_: str, profile: Path, scope: str | None) -> None:
        from .control import order  # noqa: PLC0415 -- as above

        sys.exit(order(profile, name, id_, scope))

    command.__doc__ = summary
    return main.command(name)(command)


_control("pause", "Pause a background fetch; only what downloads can be paused.")
_control("resume", "Let a paused background fetch go on.")
_control("abort", "Abort a background fetch.")
_control("click", "Click on a background fetch: its worker gets the event.")


@main.command()
@profile_argument
@click.option("--repair", is_flag=True, help="Mend what can be mended without losing anything.")
@json_option
def verify(profile: Path, *, repair: bool, as_json: bool) -> None:
    """Look for faults in PROFILE."""
    from .verifying import verify as verifying  # noqa: PLC0415 -- as above

    sys.exit(verifying(profile, repair=repair, as_json=as_json))
