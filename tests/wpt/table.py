"""All cases that tests follow, and the table of the site's page: `python -m tests.wpt.table` writes it anew."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import yaml

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parents[1] / "site_docs" / "wpt.md"
BEGIN: Final = "<!-- BEGIN GENERATED results -->\n"
END: Final = "<!-- END GENERATED results -->\n"
Case = tuple[str, str]
"""The file of a case, and its title."""


def followed() -> Iterator[Case]:
    """Yield the cases that tests are marked with, once for each test."""
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(f"tests.wpt.{path.stem}")
        for name, function in vars(module).items():
            if name.startswith("test_"):
                for mark in getattr(function, "pytestmark", ()):
                    marks = [mark]
                    if mark.name == "parametrize":
                        marks = [each for row in mark.args[1] for each in getattr(row, "marks", ())]
                    yield from ((each.args[0], each.args[1]) for each in marks if each.name == "wpt")


def read_cases() -> dict[Case, str]:
    """Return all cases there are, with what does not apply here; most often nothing."""
    found = yaml.safe_load((HERE / "cases.yaml").read_text(encoding="utf-8"))
    return {(file, title): remark or "" for file, titles in found.items() for title, remark in titles.items()}


def section() -> str:
    """Return the table."""
    rows = [
        f"| {file} | {_escaped(title)} | passes{_remark(remark)} |" for (file, title), remark in read_cases().items()
    ]
    return "\n".join(["| file | case | |", "| --- | --- | --- |", *rows]) + "\n"


def _remark(remark: str) -> str:
    return f"; {' '.join(remark.split())}" if remark else ""


def _escaped(title: str) -> str:
    return "".join(f"\\{char}" if char in "\\`*_[]|<>" else char for char in title)


def page() -> str:
    """Return the page with the table."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    return f"{before}{BEGIN}{section()}{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
