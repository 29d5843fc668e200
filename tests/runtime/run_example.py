"""Run examples of the documentation and print what they do, as their `.out` files keep it.

A program is run as it is. A worker, which imports `js`, is clicked on in every state a background fetch can have.

    python tests/runtime/run_example.py NAME    prints
    python tests/runtime/run_example.py         writes all .out files
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from background_fetch.agent import UserAgent

EXAMPLES = Path(__file__).parents[2] / "site_docs" / "examples"
OUTCOMES = ("success", "bad-status", "aborted", "")


def is_worker(name: str) -> bool:
    """Tell whether an example is a worker's file."""
    return "\nfrom js import " in (EXAMPLES / f"{name}.py").read_text(encoding="utf-8")


async def click(name: str, outcome: str) -> str:
    """Register the worker, let a background fetch come so far, click on it, and tell what was seen."""
    async with UserAgent() as agent:
        worker = await agent.register(EXAMPLES / f"{name}.py", scope="https://podcasts.example/")
        fetch = worker.simulate("episode-5", title="Episode 5")
        if outcome:
            await worker.finish(fetch, "" if outcome == "success" else outcome)
        state = f'result = "{fetch.result}"'
        if fetch.failureReason:
            state += f', failureReason = "{fetch.failureReason}"'
        seen = []
        if worker.shown_title(fetch) != "Episode 5":
            seen.append(f'title is now "{worker.shown_title(fetch)}"')
        await worker.click(fetch)
        seen.extend(f"opened {page.url}" for page in agent.pages)
        return f"{state}: {', '.join(seen) or 'nothing happened'}"


def output(name: str) -> str:
    """Return what running an example prints."""
    if is_worker(name):
        return "".join(f"{asyncio.run(click(name, outcome))}\n" for outcome in OUTCOMES)
    done = subprocess.run(
        [sys.executable, EXAMPLES / f"{name}.py"], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout


def main() -> None:
    """Print one example's output, or write those of all."""
    if len(sys.argv) > 1:
        sys.stdout.write(output(sys.argv[1]))
        return
    for file in sorted(EXAMPLES.glob("*.py")):
        file.with_suffix(".out").write_text(output(file.stem), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
