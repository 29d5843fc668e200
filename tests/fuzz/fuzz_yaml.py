"""Fuzz the way from a YAML file to all outputs."""

from __future__ import annotations

from tests.fuzz.harness import ROOT, fuzz  # isort: skip - first: it has what follows instrumented
from tests.fuzz.entries import yaml_schema  # isort: skip
from tests.fuzz.words import yaml_words  # isort: skip


def main() -> None:
    """Begin with the schema, and with the small ones of the tests, which get further alone."""
    folders = (ROOT / "schema", ROOT / "tests/invalid", ROOT / "tests/golden")
    seeds = (path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.yaml")) if path.is_file())
    fuzz("yaml", yaml_schema, seeds, yaml_words())


if __name__ == "__main__":
    main()
