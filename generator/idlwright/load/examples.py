"""The examples of the documentation: programs in a folder of their own, each with the output that a test has seen."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from idlwright.load.text import read_text
from idlwright.project import Example

_FILE = re.compile(r"([a-z0-9_-]+)\.py")


def load_examples(root: Path, docs: str) -> Mapping[str, Example]:
    """Return the examples in `docs`/examples by name, sorted.

    A program that is no text, or whose name no schema could write, is left out; the rule about unknown examples finds
    who uses it.
    """
    folder = os.path.join(root, docs, "examples")  # noqa: PTH118
    examples: dict[str, Example] = {}
    for name in example_names(root, docs):
        code, problems = read_text(os.path.join(folder, f"{name}.py"), f"{name}.py")  # noqa: PTH118
        if code is not None and not problems:
            output, _ = read_text(os.path.join(folder, f"{name}.out"), f"{name}.out")  # noqa: PTH118
            examples[name] = Example(code=code, output=output or "")
    return examples


def example_names(root: Path, docs: str) -> list[str]:
    """Return the sorted names of the example programs."""
    try:
        files = os.listdir(os.path.join(root, docs, "examples"))  # noqa: PTH118, PTH208
    except OSError:
        return []
    return sorted(found[1] for found in map(_FILE.fullmatch, files) if found)
