"""Background Fetch as a real Chromium does it, step by step: what was recorded, what we do, and why it differs."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from typing import Any

import pytest

from tests.chromium.comparing import RECORDING, RULES, Compared, Step, as_text, compare, read_differences, steps
from tests.chromium.counting import PAGE, count, page_with, section, together
from tests.chromium.lab import laboratory
from tests.chromium.scenarios.all import SCENARIOS, settings

SECONDS = 120


@cache
def recording() -> dict[str, list[dict[str, Any]]]:
    """Return what was recorded."""
    found: dict[str, list[dict[str, Any]]] = json.loads(RECORDING.read_text(encoding="utf-8"))["scenarios"]
    return found


@cache
def ours(scenario: str) -> tuple[Step, ...]:
    """Run a scenario and return its steps."""

    async def main() -> tuple[Step, ...]:
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # errors are noted as steps
        async with asyncio.timeout(SECONDS), laboratory(settings=settings(SCENARIOS[scenario])) as lab:
            await SCENARIOS[scenario].run(lab)
            text = json.dumps(lab.steps)
            for found, placeholder in [
                (lab.server.origin, "ORIGIN"),
                (lab.cross.origin, "CROSS"),
                (lab.cross.host.replace(":", "%3A"), "CROSSHOST"),
                (lab.server.host, "HOST"),
            ]:
                text = text.replace(found, placeholder)
            return tuple(steps(json.loads(text)))

    return asyncio.run(main())


@cache
def compared(scenario: str) -> tuple[Compared, ...]:
    """Return the steps of both. What Chromium did not do each time is not compared."""
    recorded = recording()[scenario]
    unstable = {each["step"] for each in recorded if each.get("stable") is False}
    theirs = steps([{key: value for key, value in each.items() if key != "stable"} for each in recorded])
    found = compare(theirs, ours(scenario))
    return tuple(each for each in found if each.name.partition(" > ")[0] not in unstable)


def test_all_scenarios_are_there():
    assert list(SCENARIOS) == list(recording())


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_difference_has_its_reason(scenario):
    rows = [row for row in read_differences() if row.scenario == scenario]
    differing = [each for each in compared(scenario) if not each.equal]
    unexplained = {
        each.name: f"Chromium: {as_text(each.chromium)}\nhere: {as_text(each.ours)}"
        for each in differing
        if not any(row.covers(scenario, each.name) for row in rows)
    }
    assert unexplained == {}
    unused = [
        pattern
        for row in rows
        for pattern in row.steps
        if not any(row._replace(steps=(pattern,)).covers(scenario, each.name) for each in differing)
    ]
    assert unused == []


def test_each_rule_has_its_reason():
    listed = [row.rule for row in read_differences() if row.rule]
    assert sorted(listed) == sorted(RULES)
    used = {rule for scenario in SCENARIOS for each in compared(scenario) if each.equal for rule in each.rules}
    assert used == set(RULES)


def test_agreement():
    rows = read_differences()
    counts = {scenario: count(scenario, compared(scenario), rows) for scenario in SCENARIOS}
    assert together(counts.values()).share >= 0.95
    assert page_with(section(counts, rows)) == PAGE.read_text(encoding="utf-8")
