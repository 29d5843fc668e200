"""Our steps beside Chromium's: what is equal, and what the list of differences has a reason for."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, TypeAlias

import yaml

HERE: Final = Path(__file__).parent
RECORDING: Final = HERE / "recording.json"
DIFFERENCES: Final = HERE / "differences.yaml"
Kind: TypeAlias = Literal["spec says", "we choose", "JavaScript coercion"]
UNCOMPARED: Final = frozenset({"message", "ctor", "proto", "ownKeys", "ms", "stable", "other_runs"})
"""Members of what was recorded that are JavaScript's or an engine's own: texts, prototypes, times. The class of an
event is compared as its `tag`."""
MOVING: Final = frozenset({"downloaded", "uploaded"})
"""Of a background fetch that still moves: how far it is, is a matter of time."""
MISSING: Final = "not there"


class Step(NamedTuple):
    """A step of a scenario; the worker's notes are steps of their own."""

    name: str
    """Unique: a name that comes again has a number."""
    found: Any


class Compared(NamedTuple):
    """A step of both."""

    name: str
    chromium: Any
    ours: Any
    rules: tuple[str, ...]
    """The rules without which they would differ."""

    @property
    def equal(self) -> bool:
        """Whether they are equal, by rules or without."""
        return bool(self.chromium == self.ours)


def comparable(found: Any) -> Any:
    """Return what is compared: without texts, `undefined` as null."""
    if isinstance(found, dict):
        if found == {"undefined": True}:
            return None
        dropped = UNCOMPARED | MOVING if found.get("result") == "" else UNCOMPARED
        return {key: comparable(value) for key, value in found.items() if key not in dropped}
    if isinstance(found, list):
        return [comparable(item) for item in found]
    return found


def steps(recorded: list[dict[str, Any]]) -> list[Step]:
    """Return a scenario's steps, with those that the worker noted taken out of the steps they came in."""
    found: list[tuple[str, Any]] = []
    for each in recorded:
        name = each["step"]
        rest = {key: value for key, value in each.items() if key != "step"}
        for notes in _noted(rest):
            found += [(f"{name} > {note['step']}", _without_name(note)) for note in notes]
        found.append((name, _last_progress(name, rest)))
    seen: Counter[str] = Counter()
    unique = []
    for name, value in found:
        seen[name] += 1
        unique.append(Step(name if seen[name] == 1 else f"{name} ({seen[name]})", comparable(value)))
    return unique


def _without_name(note: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in note.items() if key != "step"}


def _noted(found: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Take the lists of notes out of what a step found."""
    lists = []
    for key in ("value", "fulfils"):
        inner = found.get(key)
        if isinstance(inner, dict) and isinstance(inner.get("notes"), list):
            found[key] = {name: value for name, value in inner.items() if name != "notes"}
            lists.append(inner["notes"])
        elif isinstance(inner, list) and inner and all(isinstance(x, dict) and "step" in x for x in inner):
            lists.append(inner)
            found[key] = len(inner)
    return lists


def _last_progress(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """Keep the last of a list of progress events: how many come before it is not specified, and times differ."""
    if name.startswith(("progress", "x1 progress")) and isinstance(found.get("value"), list):
        return {"value": found["value"][-1:]}
    return {} if name == "more than 5 progress events" else found


# --- differences that come in many steps: the rule rewrites what Chromium did into what is expected here


def _expected_request(found: dict[str, Any]) -> dict[str, Any]:
    if not {"mode", "credentials", "hasBody"} <= found.keys():
        return found
    copied = {"mode": "cors", "credentials": "same-origin", "referrer": "about:client"}
    return {**found, **copied, "hasBody": found["method"] not in {"GET", "HEAD"}}


def _expected_response(found: dict[str, Any]) -> dict[str, Any]:
    if found.get("type") != "default" or "redirected" not in found:
        return found
    headers = [pair for pair in found["headers"] if pair[0] != "content-length"]
    return {**found, "type": "cors" if found["url"].startswith("CROSS") else "basic", "headers": headers}


def _expected_error(found: dict[str, Any]) -> dict[str, Any]:
    return {"name": "TypeError"} if found.get("name") == "UnknownError" else found


RULES: Final[dict[str, Callable[[dict[str, Any]], dict[str, Any]]]] = {
    "request": _expected_request,
    "response": _expected_response,
    "unavailable": _expected_error,
}


def _rewritten(found: Any, rule: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(found, dict):
        return rule({key: _rewritten(value, rule) for key, value in found.items()})
    if isinstance(found, list):
        return [_rewritten(item, rule) for item in found]
    return found


def _described_alike(theirs: Any, ours: Any) -> Any:
    """Return ours without the requests that Chromium's describes no closer."""
    if theirs == {"object": "Object"} and isinstance(ours, dict) and "mode" in ours:
        return theirs
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return {key: _described_alike(theirs.get(key), value) for key, value in ours.items()}
    if isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        return [_described_alike(a, b) for a, b in zip(theirs, ours, strict=True)]
    return ours


def compare(chromium: list[Step], ours: Iterable[Step]) -> list[Compared]:
    """Compare two runs of a scenario, step by step by their names."""
    mine = {step.name: step.found for step in ours}
    names = [step.name for step in chromium]
    theirs = {step.name: step.found for step in chromium}
    return [
        _compared(name, theirs.get(name, MISSING), mine.get(name, MISSING))
        for name in [*names, *(name for name in mine if name not in theirs)]
    ]


def _compared(name: str, chromium: Any, ours: Any) -> Compared:
    ours = _described_alike(chromium, ours)
    used = []
    for rule, rewrite in RULES.items():
        expected = _rewritten(chromium, rewrite)
        if chromium not in (expected, ours):
            chromium = expected
            used.append(rule)
    return Compared(name, chromium, ours, tuple(used))


# --- the list


class Difference(NamedTuple):
    """A row of the list: a rule, or steps of a scenario by patterns of their names."""

    rule: str
    scenario: str
    steps: tuple[str, ...]
    kind: Kind
    reason: str

    def covers(self, scenario: str, step: str) -> bool:
        """Tell whether a step of a scenario is meant."""
        return scenario == self.scenario and any(fnmatchcase(step, pattern) for pattern in self.steps)


def read_differences() -> list[Difference]:
    """Return the list."""
    rows = yaml.safe_load(DIFFERENCES.read_text(encoding="utf-8"))
    return [
        Difference(
            row.get("rule", ""),
            row.get("scenario", ""),
            tuple(row.get("steps", ())),
            row["kind"],
            row["reason"].strip(),
        )
        for row in rows
    ]


def as_text(found: Any) -> str:
    """Return what a step found, for messages."""
    return json.dumps(found, sort_keys=True)
