"""Fuzz the way from a Web IDL file through YAML to all outputs."""

from __future__ import annotations

from tests.fuzz.harness import WEBREF, fuzz  # isort: skip - first: it has what follows instrumented
from tests.fuzz.entries import web_idl  # isort: skip
from tests.fuzz.words import web_idl_words  # isort: skip


def main() -> None:
    """Begin with the specifications of the web platform."""
    fuzz("webidl", web_idl, (path.read_bytes() for path in sorted(WEBREF.glob("*.idl"))), web_idl_words())


if __name__ == "__main__":
    main()
