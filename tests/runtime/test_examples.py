"""The examples of the documentation do what it says they do."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from background_fetch.agent import UserAgent

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "site_docs" / "examples"
NAMES = sorted(file.stem for file in EXAMPLES.glob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_output_is_what_running_prints(name: str):
    runner = Path(__file__).with_name("run_example.py")
    done = subprocess.run([sys.executable, runner, name], check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    assert (EXAMPLES / f"{name}.out").read_text(encoding="utf-8") == done.stdout


def test_no_output_without_an_example():
    assert sorted(file.stem for file in EXAMPLES.glob("*.out")) == NAMES


@pytest.mark.parametrize(
    ("reason", "opened"),
    [
        ("", "https://podcasts.example/latest-podcasts"),
        ("bad-status", "https://podcasts.example/download-progress"),
        (None, "https://podcasts.example/download-progress"),
    ],
    ids=["success", "failure", "running"],
)
def test_flagship(reason: str | None, opened: str, run):
    async def main():
        async with UserAgent() as agent:
            worker = await agent.register(EXAMPLES / "backgroundfetchclick.py", scope="https://podcasts.example/")
            fetch = worker.simulate("episode-5")
            if reason is not None:
                await worker.finish(fetch, reason)
            await worker.click(fetch)
            assert [page.url for page in agent.pages] == [opened]

    assert run(main) == []


def test_examples_run_side_by_side(run):
    async def main():
        async with UserAgent() as one, UserAgent() as other:
            script = EXAMPLES / "backgroundfetchclick.py"
            workers = [await each.register(script, scope="https://podcasts.example/") for each in (one, other)]
            await asyncio.gather(*(worker.click(worker.simulate("x")) for worker in workers))
            assert (len(one.pages), len(other.pages)) == (1, 1)

    assert run(main) == []
