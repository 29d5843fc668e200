"""Types agree with the runtime: a checker's verdict on a program is what the program comes to when it runs.

All programs are run and checked anew, and compared with what was recorded. After a change that is meant,
`python -m tests.agreement.record` writes down what is so now.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.load import load_project

from tests.agreement.corpus import ROOT, TARGETS, read_programs
from tests.agreement.measure import CHECKERS, WORKS, Faults, Runs, check, run
from tests.agreement.record import OUTCOMES, PAGE, page_with, serialized
from tests.agreement.results import agreement, disagreements, read_exceptions

LEAST = 97.0
"""Percent of the programs of a target on which each checker has to be right."""
NAMELESS = {
    "webkitURL": "a name that URL has in pages",
}
"""Definitions that no program can name, and why."""


@pytest.fixture(scope="module", params=TARGETS)
def target(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@cache
def _run(target: str) -> Runs:
    return run(target, read_programs(target))


@pytest.fixture(scope="module")
def runs(target: str) -> Runs:
    return _run(target)


@pytest.fixture(scope="module", params=CHECKERS)
def checked(
    request: pytest.FixtureRequest, target: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Faults]:
    folder = tmp_path_factory.mktemp(f"{target}-{request.param}")
    return request.param, check(request.param, read_programs(target), folder)


def recorded() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = json.loads(OUTCOMES.read_text(encoding="utf-8"))
    return found


def test_programs_end_as_recorded(target: str, runs: Runs) -> None:
    assert {id_: outcome["run"] for id_, outcome in recorded()[target].items()} == runs


def test_programs_do_what_the_idl_lets_expect(target: str, runs: Runs) -> None:
    assert {program.id: program.works for program in read_programs(target)} == {
        id_: ended == WORKS for id_, ended in runs.items()
    }


def test_programs_are_about_what_is_there(runs: Runs) -> None:
    beside = ("NotSupportedError", "NameError", "ModuleNotFoundError", "TimeoutError", "SyntaxError")
    found = {id_ for id_, ended in runs.items() if ended.endswith(beside)}
    assert found <= {"fetching/dictionary-name-when-run"}


def test_verdicts_are_as_recorded(target: str, checked: tuple[str, Faults]) -> None:
    checker, faults = checked
    verdicts = {id_: "refused" if lines else "accepted" for id_, lines in faults.items()}
    assert {id_: outcome[checker] for id_, outcome in recorded()[target].items()} == verdicts


def test_what_is_refused_is_what_is_wrong(target: str, checked: tuple[str, Faults]) -> None:
    _, faults = checked
    missed = [
        program.id
        for program in read_programs(target)
        if program.wrong and faults[program.id] and not set(program.wrong) & set(faults[program.id])
    ]
    assert missed == []


@pytest.mark.parametrize("checker", CHECKERS)
def test_checkers_agree_with_the_runtime(target: str, checker: str) -> None:
    assert agreement(recorded(), target, checker) >= LEAST


def test_each_disagreement_has_its_reason() -> None:
    known = [(each.target, each.program, checker, each.kind) for each in read_exceptions() for checker in each.checkers]
    found = [(each.target, each.program, each.checker, each.kind) for each in disagreements(recorded())]
    assert sorted(known) == sorted(found)


def test_record_has_all_programs() -> None:
    known = {target: list(programs) for target, programs in recorded().items()}
    assert known == {target: [program.id for program in read_programs(target)] for target in TARGETS}
    assert serialized(recorded()) == OUTCOMES.read_text(encoding="utf-8")


def test_page_shows_the_record() -> None:
    assert page_with(recorded()) == PAGE.read_text(encoding="utf-8")


def test_each_definition_is_in_a_program() -> None:
    project, _ = load_project(ROOT)
    api = judge(ROOT, project).api
    assert api is not None
    text = "\n".join(program.source for target in TARGETS for program in read_programs(target))
    words = set(re.findall(r"\w+", text))
    defined = {each.name for each in api.definitions if type(each).__name__ != "External"}
    assert sorted(NAMELESS) == sorted(defined - words)


def test_about_half_of_the_programs_are_wrong(target: str) -> None:
    programs = read_programs(target)
    wrong = sum(not program.works for program in programs)
    assert 0.4 <= wrong / len(programs) <= 0.6


def test_a_program_that_does_not_have_its_effect_fails(tmp_path: Path) -> None:
    program = next(program for program in read_programs("cpython") if program.id == "bodies/headers-of-a-dict")
    spoilt = type(program)(
        target="cpython", topic="a", name="b", works=True, source=program.source.replace('== "1"', '== "2"')
    )
    assert run("cpython", [program, spoilt]) == {program.id: WORKS, "a/b": "AssertionError"}
    assert check("mypy", [spoilt], tmp_path) == {"a/b": []}
