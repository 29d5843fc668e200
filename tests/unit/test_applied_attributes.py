"""Extended attributes that apply to types do so wherever they stand, for stubs and bindings alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.runtime import emit_runtime
from idlwright.emit.stubs import emit_stubs
from idlwright.lower.runtime import lower_runtime
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import CPYTHON
from idlwright.project import Project

SCHEMA = """\
specification: n
title: N
url: https://example.org/n/
---
spec: n
interface: Leaf
exposed: "*"
summary: A leaf.
link: "#leaf"
members:
  - {{attribute: data, {text}, summary: Its text., link: "#data"}}
  - {{operation: put, summary: Puts., link: "#put", arguments: [{{name: text, {text}}}]}}
  - {{operation: wait, summary: Waits., link: "#wait", arguments: [{{name: ms, {number}}}]}}
"""
AT_THE_TYPE = {
    "text": 'type: "[LegacyNullToEmptyString] DOMString"',
    "number": 'type: "[EnforceRange] octet"',
}
AT_THE_MEMBER = {
    "text": "type: DOMString, extended_attributes: [LegacyNullToEmptyString]",
    "number": "type: octet, extended_attributes: [EnforceRange]",
}


@pytest.mark.parametrize("spelled", [AT_THE_TYPE, AT_THE_MEMBER])
def test_stub_and_binding_say_the_same(tmp_path: Path, spelled: dict[str, str]) -> None:
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema/n.yaml").write_text(SCHEMA.format(**spelled), encoding="utf-8")
    project = Project(root=tmp_path)
    api = judge(tmp_path, project).api
    assert api is not None
    stub = emit_stubs(lower_stubs(api, project, CPYTHON))["stubs/api/__init__.pyi"]
    assert "def data(self, value: str | None) -> None: ..." in stub
    assert "def put(self, text: str | None, /) -> None:" in stub
    binding = emit_runtime(lower_runtime(api, project))["runtime/api/_generated/n.py"]
    assert "_c.EmptyForNull(_c.DOM_STRING)" in binding
    assert "_c.EnforcedInteger(8, signed=False)" in binding
