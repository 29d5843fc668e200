"""Fuzz types, literals and extended attributes: printed and read back they are the same."""

from __future__ import annotations

import re

from tests.fuzz.harness import ROOT, WEBREF, fuzz  # isort: skip - first: it has what follows instrumented
from tests.fuzz.entries import type_or_literal  # isort: skip
from tests.fuzz.words import web_idl_words  # isort: skip

_TYPE = re.compile(r"^ *(?:- )?(?:type|returns|default|value): (.*)$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\[([A-Z][^\]]*)\]")


def main() -> None:
    """Begin with the types and values of the schema and the extended attributes of the platform."""
    schema = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "schema").rglob("*.yaml")))
    platform = (path.read_text(encoding="utf-8") for path in sorted(WEBREF.glob("*.idl")))
    texts = {found.strip("\"'") for text in schema for found in _TYPE.findall(text)}
    texts |= {found for text in platform for found in _ATTRIBUTES.findall(text)}
    fuzz("types", type_or_literal, (text.encode() for text in sorted(texts)), web_idl_words())


if __name__ == "__main__":
    main()
