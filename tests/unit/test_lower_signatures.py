"""Overloads that no call would choose have no signature in the stubs, whatever number of arguments they take."""

from __future__ import annotations

from pathlib import Path

import pytest
from idlwright.driver import judge
from idlwright.emit.stubs import emit_stubs
from idlwright.lower.stubs import lower_stubs
from idlwright.lower.targets import CPYTHON
from idlwright.project import Project

SCHEMA = """\
specification: example
title: Example
url: https://example.org/
---
spec: example
interface: Crate
exposed: "*"
members:
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            "{name: names, type: DOMString, variadic: true}",
            "{name: name, type: DOMString}, {name: other, type: DOMString}",
            ["self, data: Buffer, /, *names: str"],
            id="any number of what the second takes twice",
        ),
        pytest.param(
            "{name: name, type: DOMString, optional: true}, {name: place, type: long, optional: true}, "
            "{name: names, type: DOMString, variadic: true}",
            "{name: names, type: DOMString, variadic: true}",
            [
                "self, data: Buffer, name: str = ..., place: int = ..., /, *names: str",
                "self, view: Buffer, /, *names: str",
            ],
            id="something else among them",
        ),
    ],
)
def test_an_overload_is_left_out_where_one_before_it_takes_all_that_it_takes(
    first: str, second: str, expected: list[str], tmp_path: Path
) -> None:
    text = (
        f"{SCHEMA}  - {{operation: put, arguments: [{{name: data, type: ArrayBuffer}}, {first}]}}\n"
        f"  - {{operation: put, arguments: [{{name: view, type: Uint8Array}}, {second}]}}\n"
    )
    (tmp_path / "input.yaml").write_text(text, encoding="utf-8")
    project = Project(root=tmp_path, schema="input.yaml", package="api")
    api = judge(tmp_path, project).api
    assert api is not None
    (stub,) = emit_stubs(lower_stubs(api, project, CPYTHON)).values()
    lines = [line.strip() for line in stub.splitlines()]
    assert [line.split("(")[1].partition(")")[0] for line in lines if line.startswith("def put(")] == expected
