"""Downloads beside other downloaders: one big file, many small ones. `PYTHONPATH=bench python -m downloads`.

What is downloaded goes to memory first, which shows what the programs do, then to this disk. What we download is
removed in the end, since the worker does not keep it; the files of the others stay.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import MEMORY, RESULTS, run_python

from downloads.serving import COUNT, GIB, make_files, server

HERE = Path(__file__).parent
ROUNDS = 5
PARALLEL = 8
Command = Callable[[Path, Path], tuple[str, ...]]
"""A sink's folder and a file with URLs → the command."""


def _curl(sink: Path, urls: Path) -> tuple[str, ...]:
    lines = [f'url = "{url}"\noutput = "{sink / str(number)}"' for number, url in enumerate(urls.read_text().split())]
    configuration = sink.with_suffix(".curl")
    configuration.write_text("\n".join(lines))
    return ("curl", "-sS", "-Z", "--parallel-max", str(PARALLEL), "-K", str(configuration))


def _aria2(sink: Path, urls: Path) -> tuple[str, ...]:
    return (
        *("aria2c", "-q", "-x1", f"-j{PARALLEL}", "--file-allocation=none", "--no-conf", "-d", str(sink)),
        *("-i", str(urls)),
    )


def _script(name: str, *further: str) -> Command:
    def command(sink: Path, urls: Path) -> tuple[str, ...]:
        return run_python(str(HERE / f"{name}_client.py"), str(sink), str(PARALLEL), str(urls), *further)

    return command


CONTENDERS: dict[str, Command] = {
    "background_fetch, durable": _script("ours"),
    "background_fetch, nothing synced": _script("ours", "none"),
    "curl": _curl,
    "aria2c": _aria2,
    "aiohttp": _script("aiohttp"),
    "httpx2, threads": _script("httpx2"),
}


def _once(command: Command, urls: Path, folder: Path) -> tuple[float, dict[str, float]]:
    """Run a contender with an empty sink; returns the seconds and what it printed."""
    sink = folder / "sink"
    sink.mkdir()
    arguments = command(sink, urls)
    start = time.perf_counter()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{arguments[:2]}: exit code {done.returncode}\n{done.stderr}")
    shutil.rmtree(sink)
    printed = done.stdout.strip()
    return seconds, json.loads(printed) if printed.startswith("{") else {}


def _compare(name: str, urls: list[str], folder: Path, unit: float, label: str) -> dict[str, object]:
    """Run all contenders in turns and print what they did a second."""
    file = folder / "urls"
    file.write_text("\n".join(urls))
    walls: dict[str, list[float]] = {each: [] for each in CONTENDERS}
    inner: dict[str, list[dict[str, float]]] = {each: [] for each in CONTENDERS}
    for number in range(ROUNDS + 1):
        for each, command in CONTENDERS.items():
            wall, printed = _once(command, file, folder)
            if number:
                walls[each].append(wall)
                inner[each].append(printed)
    curl = statistics.median(walls["curl"])
    print(f"{name}: medians of {ROUNDS} runs in turns; whole processes")
    print(f"{'':40}{'seconds':>9}{label:>12}{'x curl':>9}{'from fetch()':>14}{'RSS +MiB':>10}")
    figures: dict[str, object] = {}
    for each, times in walls.items():
        wall = statistics.median(times)
        own = [run["seconds"] for run in inner[each] if run]
        grown = max((run["grown_kib"] / 1024 for run in inner[each] if run), default=None)
        shown = f"{unit / statistics.median(own):14.0f}{grown:10.1f}" if own and grown is not None else ""
        print(f"{each:40}{wall:9.2f}{unit / wall:12.0f}{curl / wall:9.2f}{shown}")
        figures[each] = {"seconds": times, "inner": inner[each]}
    print()
    return figures


def _compare_in(place: Path, where: str) -> dict[str, object]:
    """Compare on one file of 1 GiB and on 2,000 files of 10 KiB."""
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_files(folder / "root")
        with server(folder) as origin:
            small = [f"{origin}/small{n}" for n in range(COUNT)]
            return {
                "1 GiB": _compare(f"1 GiB {where}", [f"{origin}/big"], folder, GIB / (1 << 20), "MiB/s"),
                "small": _compare(f"{COUNT} x 10 KiB {where}", small, folder, COUNT, "files/s"),
            }


def main() -> None:
    """Compare in both places."""
    found = {"memory": _compare_in(MEMORY, "into memory")} if MEMORY.is_dir() else {}
    found["disk"] = _compare_in(RESULTS.parent, "onto the disk")
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "downloads.json").write_text(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
