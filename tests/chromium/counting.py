"""How many steps are equal, and the table of the site's page that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from tests.chromium.comparing import HERE, Compared, Difference

PAGE: Final = HERE.parents[1] / "site_docs" / "chromium.md"
BEGIN: Final = "<!-- BEGIN GENERATED results -->\n"
END: Final = "<!-- END GENERATED results -->\n"
KINDS: Final = ("spec says", "we choose", "JavaScript coercion")


class Count(NamedTuple):
    """The steps of a scenario, or of all."""

    total: int
    equal: int
    spec: int
    choice: int
    language: int

    @property
    def share(self) -> float:
        """How much of what neither specification nor language decides is equal."""
        return self.equal / (self.equal + self.choice)


def count(scenario: str, compared: Iterable[Compared], differences: Iterable[Difference]) -> Count:
    """Count a scenario's steps. One that is equal by a rule counts as a difference of the rule's kind."""
    kinds = dict.fromkeys(KINDS, 0)
    equal = 0
    rows = list(differences)
    for step in compared:
        if step.equal and not step.rules:
            equal += 1
            continue
        reasons = (row for row in rows if row.rule in step.rules or row.covers(scenario, step.name))
        kinds[next(reasons).kind] += 1
    return Count(equal + sum(kinds.values()), equal, *kinds.values())


def together(counts: Iterable[Count]) -> Count:
    """Return the sums."""
    return Count(*(sum(column) for column in zip(*counts, strict=True)))


def section(counts: Mapping[str, Count], differences: Iterable[Difference]) -> str:
    """Return what the page shows."""
    total = together(counts.values())
    lines = [
        f"Of {total.total} steps {total.equal} are equal; the others have their reason below.",
        f"Where neither the specification nor the language differs, **{total.share:.1%}** are equal.",
        "",
        "| scenario | steps | equal | spec says | we choose | coercion |",
        "| --- | --: | --: | --: | --: | --: |",
        *(f"| {name} | {' | '.join(str(each) for each in found)} |" for name, found in counts.items()),
        f"| **all** | {' | '.join(str(each) for each in total)} |",
        "",
        "| where | kind | reason |",
        "| --- | --- | --- |",
        *(_row(row) for row in differences),
    ]
    return "\n".join(lines) + "\n"


def _row(row: Difference) -> str:
    where = f"in all scenarios: {row.rule}" if row.rule else f"{row.scenario}: {', '.join(row.steps)}"
    for char in "\\`*_[]|<>":
        where = where.replace(char, f"\\{char}")
    return f"| {where} | {row.kind} | {' '.join(row.reason.split())} |"


def page_with(text: str) -> str:
    """Return the page with a section."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    return f"{before}{BEGIN}{text}{END}{rest.split(END)[1]}"
