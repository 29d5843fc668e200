"""What agrees and what does not, and the section of the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from tests.agreement.corpus import HERE, TARGETS
from tests.agreement.measure import CHECKERS, WORKS, Faults, Runs

Outcomes = dict[str, dict[str, dict[str, str]]]
"""For each target and program what it ends with (`run`), and for each checker `accepted` or `refused`."""
TITLES = {"cpython": "CPython", "js": "Pyodide (`js`)"}


@dataclass(frozen=True, slots=True, order=True)
class Disagreement:
    """A checker's verdict that a run contradicts."""

    target: str
    program: str
    checker: str
    kind: str
    """`false accept` or `false refusal`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excepted:
    """A program whose verdict is known to disagree, and why."""

    target: str
    program: str
    checkers: tuple[str, ...]
    kind: str
    reason: str


def outcomes(runs: Runs, faults: dict[str, Faults]) -> dict[str, dict[str, str]]:
    """Put together what the programs of a target came to."""
    return {
        id_: {"run": ended, **{each: "refused" if faults[each][id_] else "accepted" for each in CHECKERS}}
        for id_, ended in runs.items()
    }


def disagreements(found: Outcomes) -> Iterator[Disagreement]:
    """Yield the verdicts that the runs contradict."""
    for target, programs in found.items():
        for id_, outcome in programs.items():
            works = outcome["run"] == WORKS
            for checker in CHECKERS:
                if works != (outcome[checker] == "accepted"):
                    yield Disagreement(target, id_, checker, "false refusal" if works else "false accept")


def agreement(found: Outcomes, target: str, checker: str) -> float:
    """Return the percentage of a target's programs on which a checker is right."""
    wrong = sum((each.target, each.checker) == (target, checker) for each in disagreements(found))
    return 100 * (1 - wrong / len(found[target]))


def read_exceptions() -> tuple[Excepted, ...]:
    """Read the disagreements that are known."""
    given = yaml.safe_load((HERE / "exceptions.yaml").read_text(encoding="utf-8"))
    return tuple(Excepted(**{**each, "checkers": tuple(each["checkers"])}) for each in given)


def section(found: Outcomes, exceptions: tuple[Excepted, ...]) -> str:
    """Return the generated section of the page."""
    lines = ["| Target | Checker | Programs | Work | Fail | Agreement | False accepts | False refusals |"]
    lines.append("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    wrong = tuple(disagreements(found))
    for target in TARGETS:
        programs = found[target]
        work = sum(outcome["run"] == WORKS for outcome in programs.values())
        for checker in CHECKERS:
            kinds = [each.kind for each in wrong if (each.target, each.checker) == (target, checker)]
            lines.append(
                f"| {TITLES[target]} | {checker} | {len(programs)} | {work} | {len(programs) - work}"
                f" | {agreement(found, target, checker):.1f} % | {kinds.count('false accept')}"
                f" | {kinds.count('false refusal')} |"
            )
    lines += ["", "| Program | Checker | What happens | Why |", "| --- | --- | --- | --- |"]
    for each in exceptions:
        program = f"{TITLES[each.target]} `{each.program}`"
        lines.append(f"| {program} | {', '.join(each.checkers)} | {each.kind} | {' '.join(each.reason.split())} |")
    return "\n".join(("", *lines, "", ""))
