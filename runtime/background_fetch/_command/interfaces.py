"""What a terminal shows while background fetches move: bars, lines, or JSON."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from . import pictures, reasons
from .errors import heard_or_not, silence
from .naming import file_name
from .sizes import size

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from rich.console import RenderableType

    from background_fetch.agent import BackgroundFetch

LINES = 8
"""How many requests of a background fetch have a bar of their own at a time."""


class _Rate(ProgressColumn):
    """How fast it goes, in the units that sizes are in."""

    def render(self, task: Task) -> Text:
        """Return the rate."""
        rate = task.finished_speed or task.speed
        return Text("" if rate is None else f"{size(rate)}/s", style="progress.data.speed")


class _Display(Progress):
    """Bars, and below them a line for each background fetch that waits or has failed."""

    def __init__(self, *columns: ProgressColumn, console: Console) -> None:
        self.pictures: dict[BackgroundFetch, pictures.Picture] = {}
        self.interrupted = False
        super().__init__(*columns, console=console, expand=True)

    def get_renderables(self) -> Iterable[RenderableType]:
        """Return what is drawn; this is asked for several times a second, so that seconds are counted down."""
        yield from super().get_renderables()
        for picture in tuple(self.pictures.values()):
            waiting = "" if self.interrupted else reasons.waiting(picture, time.time())
            if waiting:
                yield Text(waiting, style="yellow")
            elif failed := reasons.failed(picture):
                yield Text(failed, style="red")


class Bars:
    """Live bars: one for each background fetch, and one for each request of it that moves."""

    def __init__(self, console: Console) -> None:
        self._progress = _Display(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            DownloadColumn(binary_units=True),
            _Rate(),
            TimeRemainingColumn(compact=True),
            console=console,
        )
        self._tasks: dict[BackgroundFetch, TaskID] = {}
        self._lines: dict[BackgroundFetch, dict[int, TaskID]] = {}
        self._progress.start()

    def shown(self, fetch: BackgroundFetch) -> None:
        """Add the bar of a background fetch."""
        self._tasks[fetch] = self._progress.add_task(escape(fetch.title or fetch.id), total=None)
        self._lines[fetch] = {}
        self.changed(fetch)

    def changed(self, fetch: BackgroundFetch) -> None:
        """Bring its bars up to date."""
        task = self._tasks.get(fetch)
        if task is None:
            return
        self._progress.pictures[fetch] = picture = pictures.of_fetch(fetch)
        note = {"running": "", "success": " [green]done[/]", "paused": " [yellow]paused[/]"}.get(
            picture.state, f" [red]{escape(picture.failure_reason)}[/]"
        )
        self._progress.update(
            task,
            description=f"[bold]{escape(picture.title or picture.id)}[/]{note}",
            completed=picture.downloaded,
            total=picture.download_total,
        )
        self._records(fetch, picture)

    def _records(self, fetch: BackgroundFetch, picture: pictures.Picture) -> None:
        lines = self._lines[fetch]
        if len(picture.records) == 1:
            return
        for position, record in enumerate(picture.records):
            if record.result:
                gone = lines.pop(position, None)
                if gone is not None:
                    self._progress.remove_task(gone)
            elif record.bytes and (position in lines or len(lines) < LINES):
                if position not in lines:
                    lines[position] = self._progress.add_task(f"  {escape(file_name(record.url))}", total=record.total)
                self._progress.update(lines[position], completed=record.bytes, total=record.total)

    def ended(self, fetch: BackgroundFetch) -> None:
        """Leave its last state standing."""
        self.changed(fetch)
        for task in self._lines.pop(fetch, {}).values():
            self._progress.remove_task(task)

    def close(self) -> None:
        """Stop drawing. What still waits waits for another process, who knows how long."""
        self._progress.interrupted = True
        self._progress.stop()


class Lines:
    """A line for each background fetch that begins, waits and ends: for logs and pipes."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told: dict[BackgroundFetch, set[str]] = {}
        """Why they wait, as far as it was said; it is said again only when a server has answered meanwhile."""

    def _print(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def shown(self, fetch: BackgroundFetch) -> None:
        """Tell of the beginning."""
        self._print(f"{fetch.id}: {len(fetch.records)} requests")

    def changed(self, fetch: BackgroundFetch) -> None:
        """Tell of the result, or why it waits."""
        if fetch.result:
            why = reasons.failed(pictures.of_fetch(fetch))
            outcome = f"{fetch.failure_reason or fetch.result}, {size(fetch.stored_body_bytes_total)}"
            self._print(f"{fetch.id}: {outcome}{why and ': '}{why}")
        elif any(record.reason for record in fetch.records):
            self._waits(fetch)
        else:
            self._told.pop(fetch, None)

    def _waits(self, fetch: BackgroundFetch) -> None:
        picture = pictures.of_fetch(fetch)
        told = self._told.setdefault(fetch, set())
        new = {record.reason for record in reasons.of_waiting(picture)} - told
        if new:
            told |= new
            self._print(f"{fetch.id}: {reasons.waiting(picture, time.time())}")

    def ended(self, fetch: BackgroundFetch) -> None:
        """Say nothing more."""

    def close(self) -> None:
        """Say nothing more."""


class JsonLines:
    """A line of JSON for each change: for programs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def _print(self, event: str, fetch: BackgroundFetch) -> None:
        line = json.dumps({"event": event, **pictures.as_json(pictures.of_fetch(fetch))})
        with heard_or_not():
            self._stream.write(line + "\n")
            self._stream.flush()

    def shown(self, fetch: BackgroundFetch) -> None:
        """Tell of the beginning."""
        self._print("shown", fetch)

    def changed(self, fetch: BackgroundFetch) -> None:
        """Tell of a change."""
        self._print("changed", fetch)

    def ended(self, fetch: BackgroundFetch) -> None:
        """Tell that the last event is over."""
        self._print("ended", fetch)

    def close(self) -> None:
        """Say nothing more."""


class _Console(Console):
    """A console that goes on when who reads has gone."""

    def on_broken_pipe(self) -> None:
        """Say nothing more."""
        self.quiet = True
        silence(sys.stderr)


def interface(*, as_json: bool, quiet: bool) -> Bars | Lines | JsonLines:
    """Return what fits: JSON if asked for, bars at a terminal, lines elsewhere."""
    if as_json:
        return JsonLines(sys.stdout)
    console = _Console(stderr=True, quiet=quiet)
    return Bars(console) if console.is_terminal else Lines(console)
