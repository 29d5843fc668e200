"""Docstrings of generated code: the summary, what comes back, what goes wrong, and where the specification says it."""

from __future__ import annotations

from idlwright.model.docs import Docs


def docstring(docs: Docs, result: str = "") -> str:
    """Return the docstring of a definition or member; `result` says in words what comes back."""
    parts = [docs.summary]
    if result:
        parts.append(f"Returns:\n    {result}")
    if docs.throws:
        raised = "\n".join(f"    {each.error}: {each.when}" for each in docs.throws)
        parts.append(f"Raises:\n{raised}")
    if docs.link:
        parts.append(f"Specification: {docs.link}")
    return "\n\n".join(part for part in parts if part)
