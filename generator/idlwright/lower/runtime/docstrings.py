"""Docstrings of generated code: what the schema says, what is taken, what comes back and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable

from idlwright.lower.names import python_name
from idlwright.model.docs import Docs
from idlwright.model.members import Argument

_WIDTH = 100
_REFERENCE = re.compile(r"\[\[([^\[\]]+)\]\]")


def docstring(docs: Docs, result: str = "", arguments: Iterable[Argument] = ()) -> str:
    """Return the docstring of a definition or member; `result` says in words what comes back."""
    taken = [f"{python_name(each.name)}: {each.summary}" for each in arguments if each.summary]
    raised = [f"{each.error}: {each.when}" for each in docs.throws]
    parts = [
        *(_wrapped(text) for text in (docs.summary, *docs.description, _status(docs))),
        _section("Args", dict.fromkeys(taken)),
        _section("Returns", [result] if result else [], "    "),
        _section("Raises", raised),
        f"Specification: {docs.link}" if docs.link else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _status(docs: Docs) -> str:
    if docs.status.deprecated:
        return f"Deprecated. {docs.status.advice}".strip()
    return "Experimental: it may still change." if docs.status.experimental else ""


def _section(title: str, rows: Iterable[str], rest: str = "        ") -> str:
    lines = [_wrapped(row, first="    ", rest=rest) for row in rows]
    return "\n".join([f"{title}:", *lines]) if lines else ""


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Return a paragraph in lines of a readable length, references as code."""
    if "[[" in text:
        text = _REFERENCE.sub(r"`\1`", text)
    if len(text) <= _WIDTH and "\n" not in text:
        return f"{first}{text}" if text else ""
    lines, line = [], first
    for word in text.split():
        if len(line) + len(word) > _WIDTH and line.strip():
            lines.append(line.rstrip())
            line = rest
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])
