from __future__ import annotations

import ast
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from idlwright.emit.environment import TEMPLATES, environment
from idlwright.emit.filters import docstring
from idlwright.emit.stubs import count_ignores
from jinja2 import meta

STUBS = sorted(path.relative_to(TEMPLATES).as_posix() for path in (TEMPLATES / "stubs").rglob("*.j2"))


@pytest.mark.parametrize("name", STUBS)
def test_templates_name_their_context(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    header = re.match(r"\{#\n.+\nContext: (.+)\n#\}\n", text)
    assert header is not None
    declared = set(re.findall(r"(\w+) \(", header[1]))
    assert meta.find_undeclared_variables(environment().parse(text)) == declared


@given(st.text(), st.sampled_from([0, 4, 8]))
def test_docstrings_survive_any_text(text: str, indent: int) -> None:
    written = docstring(text, indent)
    value = ast.literal_eval(written.strip())
    assert isinstance(value, str)
    printable = "".join(character if character.isprintable() else "\n" for character in text)
    words = [word for word in printable.split() if word]
    assert all(word in value for word in words)


def test_docstrings_are_laid_out() -> None:
    assert docstring("One.\n\nhttps://example.org/") == '    """One.\n\n    https://example.org/\n    """'
    assert docstring('Says "no"', 0) == '"""Says "no\\""""'


def test_ignores_are_counted() -> None:
    text = "a  # type: ignore[override]\nb  # pyright: ignore[reportX]\nc  # typed: no\n"
    assert count_ignores({"a.pyi": text}) == 2
