"""Runs and checks all programs and writes down what came of it: `python -m tests.agreement.record`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from tests.agreement.corpus import HERE, ROOT, TARGETS, read_programs
from tests.agreement.measure import CHECKERS, Faults, Runs, check, run
from tests.agreement.results import Outcomes, outcomes, read_exceptions, section

OUTCOMES = HERE / "outcomes.json"
PAGE = ROOT / "site_docs" / "agreement.md"
BEGIN = "<!-- BEGIN GENERATED results -->\n"
END = "<!-- END GENERATED results -->\n"


def measure(target: str) -> tuple[Runs, dict[str, Faults]]:
    """Run and check the programs of a target."""
    programs = read_programs(target)
    faults: dict[str, Faults] = {}
    for checker in CHECKERS:
        with tempfile.TemporaryDirectory() as folder:
            faults[checker] = check(checker, programs, Path(folder))
    return run(target, programs), faults


def serialized(found: Outcomes) -> str:
    """Return the text of the file of outcomes: one line a program."""
    targets = []
    for target, programs in found.items():
        lines = ",\n".join(f"    {json.dumps(id_)}: {json.dumps(outcome)}" for id_, outcome in programs.items())
        targets.append(f"  {json.dumps(target)}: {{\n{lines}\n  }}")
    return "{\n" + ",\n".join(targets) + "\n}\n"


def page_with(found: Outcomes) -> str:
    """Return the page with the section that follows from outcomes and exceptions."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    return f"{before}{BEGIN}{section(found, read_exceptions())}{END}{after}"


def record() -> None:
    found = {target: outcomes(*measure(target)) for target in TARGETS}
    OUTCOMES.write_text(serialized(found), encoding="utf-8")
    PAGE.write_text(page_with(found), encoding="utf-8")


if __name__ == "__main__":
    record()
