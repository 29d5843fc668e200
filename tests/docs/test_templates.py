"""Templates say what they are given, and are given nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from idlwright.emit.environment import environment
from jinja2 import meta

TEMPLATES = Path(__file__).parents[2] / "generator" / "idlwright" / "emit" / "templates"
DOCS = sorted((TEMPLATES / "docs").glob("*.j2"))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_the_header_names_the_context(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = re.match(r"\{# .*? Context: (.*?)\. #\}\n", text, re.DOTALL)
    assert header is not None
    declared = set(re.findall(r"(\w+): (?:tuple|view)", header[1]))
    assert declared == meta.find_undeclared_variables(environment().parse(text))


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_a_template_only_lays_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"\{%-?\s*(?:set|macro|call|filter|raw)\b|\{%[^%]*==|\|\s*safe|namespace\(", text) == []
    assert len(text.splitlines()) <= 120
